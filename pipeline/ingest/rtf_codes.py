"""Which characters the bytes of an RTF file are: by the font's character set, else by the file's code page."""

from dataclasses import dataclass, field

from pipeline.ingest.word_symbols import plain

_PAGES = {936: "gb18030", 950: "big5", 932: "cp932", 949: "cp949", 65001: "utf-8", 10008: "gb18030", 54936: "gb18030"}
_CHARSETS = {134: "gb18030", 136: "big5", 128: "cp932", 129: "cp949"}
_SYMBOLS = 2  # the charset of Wingdings and its like
_WESTERN = "cp1252"


@dataclass
class Codes:
    """The fonts of one file, and its code page."""

    page: str = _WESTERN
    usual_font: int = 0
    charsets: dict[int, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)

    def set_page(self, number: int | None) -> None:
        r"""\ansicpg."""
        self.page = _PAGES.get(number or 0, _WESTERN)

    def text(self, raw: bytes, font: int) -> str:
        """Bytes written in a font."""
        charset = self.charsets.get(font, 1)
        if charset == _SYMBOLS:
            return plain(self.names.get(font, ""), raw.decode("latin-1"))
        if raw.isascii():
            return raw.decode("ascii")
        for name in (_CHARSETS.get(charset, self.page), "gb18030"):
            try:
                return raw.decode(name)
            except UnicodeDecodeError:
                continue
        return raw.decode(self.page, "replace")

    def shown(self, text: str, font: int) -> str:
        """Text written in a font: made plain where it is one of symbols."""
        return plain(self.names.get(font, ""), text)
