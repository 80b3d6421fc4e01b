"""A marking is seen wherever it stands in a file, also where no reader looks (design.md §4.7)."""

import base64
import binascii
import gzip
import io
import zipfile
import zlib
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from builders.pages import pdf
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files.raw import docx, p, root, zipped

from pipeline.domain.letter import Letter
from pipeline.ingest.letter import read_letter
from pipeline.ingest.remains import remains
from pipeline.settings.values import Limits
from pipeline.validate.marks import marks, place_of_mark

MARK = "机密★3年"
SAID = f"走访慰问的情况\n{MARK}\n正文".encode()
SHAPES = marks(("绝密", "机密", "秘密"), ("密级",), ("工作",), ())
LONG = p("正文" * 30)
FILES = Path(__file__).resolve().parents[1] / "letters" / "files"


def sent(name: str, content: bytes) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "a@example.com", "报送"
    letter.set_content("见附件。")
    letter.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return bytes(letter)


def read(raw: bytes) -> Letter:
    return read_letter(raw, Limits(), lambda content: "0" * 64)


def is_marked(raw: bytes) -> bool:
    return place_of_mark(read(raw), SHAPES, ("密级",), 3) is not None


def _in(name: str, xml: str) -> bytes:
    return docx(LONG, parts={name: xml})


def _stored(words: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("ppt/presentation.xml", "<p/>")
        package.writestr(
            "ppt/slides/slide1.xml", f'<a:p xmlns:a="a"><a:t>机</a:t><a:t>密</a:t><a:t>{words}</a:t></a:p>'
        )
    return out.getvalue()


def _rtf(text: str) -> bytes:
    return b"".join(b"\\u%d\\'3f" % ord(char) if char > "\x7f" else char.encode() for char in text)


WORD = docx(p(MARK) + LONG)
CODES = {char: number for number, char in enumerate(dict.fromkeys(MARK), 1)}


def _object(number: int, told: str, stream: bytes = b"") -> bytes:
    packed = zlib.compress(stream)
    body = b"stream\n" + packed + b"\nendstream\n" if stream else b""
    length = f" /Filter /FlateDecode /Length {len(packed)}" if stream else ""
    return f"{number} 0 obj\n<<{told}{length}>>\n".encode() + body + b"endobj\n"


def _torn_pdf(font: str, drawn: str) -> bytes:
    """What is left of a PDF whose catalogue and table of objects are lost; each character drawn by itself."""
    shown = "".join(
        f"BT /F1 12 Tf 1 0 0 1 {place * 12} 700 Tm <{code}> Tj ET " for place, code in enumerate(drawn.split())
    )
    pairs = "".join(f"<{code:04x}> <{char.encode('utf-16-be').hex()}>\n" for char, code in CODES.items())
    table = f"begincmap {len(CODES)} beginbfchar\n{pairs}endbfchar endcmap"
    return b"%PDF-1.7\n" + b"".join((
        _object(1, "", shown.encode()), _object(2, "/Type /Page /Resources <</Font <</F1 3 0 R>>>>"),
        _object(3, f"/Type /Font {font}"), _object(4, "", table.encode()),
    ))  # fmt: skip


def _uu(name: str, content: bytes) -> bytes:
    lines = b"".join(binascii.b2a_uu(content[at : at + 45]) for at in range(0, len(content), 45))
    return f"begin 644 {name}\n".encode() + lines + b"`\nend\n"


def _body(content: bytes, kind: str = "plain", charset: str = "utf-8") -> bytes:
    """A letter that is nothing but a text."""
    return f"Content-Type: text/{kind}; charset={charset}\n\n".encode() + content


PLACES: dict[str, tuple[str, bytes]] = {
    "a Word file that was cut off": ("a.docx", WORD[: len(WORD) * 2 // 3]),
    "a Word file with wrong XML": ("a.docx", _in("word/document.xml", root("document", p(MARK))[:-9])),
    "a Word file with a DTD": ("a.docx", _in("word/document.xml", "<!DOCTYPE a>" + root("document", p(MARK)))),
    "a Word file in a Word file": ("a.docx", docx(LONG, parts={"word/embeddings/o.docx": WORD})),
    "a drawing in a Word file": ("a.docx", _in("word/diagrams/data1.xml", f'<a:t xmlns:a="a">{MARK}</a:t>')),
    "the title of a Word file": ("a.docx", _in("docProps/core.xml", f'<d:title xmlns:d="d">{MARK}</d:title>')),
    "a document with too many words": ("a.docx", docx(p("字" * 600_000) + p(MARK))),
    "slides": ("a.pptx", _stored("★长期")),
    "an OFD": ("a.ofd", zipped({"OFD.xml": "<o/>", "Doc_0/Page.xml": f"<o:TextCode>{MARK}</o:TextCode>"})),
    "a comment of a sheet": ("a.xlsx", zipped({"xl/workbook.xml": "<w/>", "xl/comments1.xml": f"<t>{MARK}</t>"})),
    "an RTF that was cut off": ("a.rtf", b"{\\rtf1\\ansi " + _rtf(MARK) + b"\\par"),
    "a note that LibreOffice wrote": ("a.rtf", b"{\\rtf1 x{\\*\\footnote \\pard " + _rtf(MARK) + b"}\\par}"),
    "a text with a zero byte": ("a.txt", SAID + b"\0"),
    "a text in UTF-16": ("a.txt", SAID.decode().encode("utf-16")),
    "a text in UTF-16 that does not say so": ("a.txt", SAID.decode().encode("utf-16-le")),
    "a text in GBK with a zero byte": ("a.txt", SAID.decode().encode("gbk") + b"\0"),
    "the end of a very long text": ("a.txt", "字".encode() * 600_000 + b"\n" + SAID),
    "the title of a page": ("a.html", f"<html><title>{MARK}</title><body>x".encode()),
    "a torn PDF": ("a.pdf", _torn_pdf("/ToUnicode 4 0 R", " ".join(f"{CODES[char]:04x}" for char in MARK))),
    "a torn PDF whose fonts are lost": ("a.pdf", _torn_pdf("", " ".join(f"{CODES[char]:04x}" for char in MARK))),
    "a torn PDF in a coding without a table": (
        "a.pdf",
        _torn_pdf("/Encoding /UniGB-UCS2-H", " ".join(char.encode("utf-16-be").hex() for char in MARK)),
    ),
    "the title of a PDF": (
        "a.pdf",
        pdf(b"BT /F 20 Tf 50 700 Td (nothing) Tj ET") + _object(9, f"/Title <feff{MARK.encode('utf-16-be').hex()}>"),
    ),
    "a file in a PDF": (
        "a.pdf",
        pdf(b"BT /F 20 Tf 50 700 Td (nothing) Tj ET") + _object(9, "/Type /EmbeddedFile", WORD),
    ),
    "a text that says the word a thousand times before": (
        "a.txt",
        "".join(f"第{n}条：保密工作的要求，是每一位工作人员都应当遵守的。\n" for n in range(3_000)).encode()
        + SAID
        + b"\0",
    ),
    "the second file of a gzip": ("a.txt.gz", gzip.compress(b"x") + gzip.compress(SAID)),
}


@pytest.mark.parametrize(("name", "content"), PLACES.values(), ids=PLACES)
def test_a_marking_is_seen_in(name: str, content: bytes) -> None:
    assert is_marked(sent(name, content))


TEXTS = {
    "a long text": _body("字\n".encode() * 600_000 + SAID),
    "a long text in GBK": _body("字\n".encode("gbk") * 600_000 + SAID.decode().encode("gbk"), charset="gb2312"),
    "a long page": _body(f"<p>{'字' * 200}</p>".encode() * 3_000 + "<p><b>机</b>密<i>★</i>3年</p>".encode(), "html"),
    "the title of a page": _body(f"<head><title>{MARK}</title></head><body>您好".encode(), "html"),
    "a file written into the text": _body("您好\n".encode() + _uu("a.docx", WORD) + "此致\n".encode()),
    "the second of two files written into the text": _body(_uu("a.txt", b"x" * 99) + b"\n" + _uu("b.docx", WORD)),
    "a file written into the text in base64": _body(
        b"begin-base64 644 a.docx\n" + base64.encodebytes(WORD) + b"====\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("raw", TEXTS.values(), ids=TEXTS)
def test_a_marking_is_seen_in_the_letter_itself(raw: bytes) -> None:
    assert is_marked(raw)


def test_a_marking_in_the_html_of_a_letter_passed_on_is_seen() -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "b@example.com", "原件"
    inner.set_content("各位好")
    inner.add_alternative(f"<p>{MARK}</p>", subtype="html")
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "a@example.com", "转"
    outer.set_content("见附件")
    outer.add_attachment(message_from_bytes(inner.as_bytes(), policy=policy.default))
    assert is_marked(outer.as_bytes())


def test_what_was_struck_out_of_a_word_file_is_no_marking() -> None:
    struck = f"<w:p><w:del><w:r><w:delText>{MARK}</w:delText></w:r></w:del></w:p>"
    assert not is_marked(sent("a.docx", docx(struck + LONG)))


def test_a_list_of_several_levels_is_no_marking() -> None:
    levels = "".join(p(level) for level in ("绝密", "机密", "秘密"))
    assert not is_marked(sent("a.docx", docx(LONG + LONG + LONG + p("保密工作") + levels)))


def test_ordinary_files_have_no_marking() -> None:
    for path in sorted(path for path in FILES.rglob("*") if path.is_file()):
        assert not any(shape.search(remains(path.read_bytes())) for shape in SHAPES.anywhere), path.name


def test_a_hostile_file_costs_little() -> None:
    for piece in ("密".encode(), b"PK\x03\x04", b"PK\x03\x04<text:tracked-changes>", b"<w:delText ", b"\\'bb"):
        for head in (b"", b"PK", b"{\\rtf1"):
            assert len(remains(head + piece * (600_000 // len(piece)))) <= 20_000


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=300), st.sampled_from(["utf-8", "gb18030", "utf-16-le"]))
def test_a_marking_among_any_bytes_is_found(before: bytes, after: bytes, coding: str) -> None:
    even = before + b"\n" * (len(before) % 2) + "\n".encode(coding)
    assert MARK in remains(even + MARK.encode(coding) + "\n".encode(coding) + after) or before[:2] == b"PK"
