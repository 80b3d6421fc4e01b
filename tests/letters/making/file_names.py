"""File names as mail programs mangle them: metadata, never a path (mail.md L3)."""

from urllib.parse import quote

from letters.making import mail
from letters.making import units as u
from letters.making.golden import Attached, Golden, manuscript, photo, piece, review_form, word_file

Lines = tuple[tuple[str, str | bytes], ...]


def _named(name: str, about: str, unit: u.Unit, key: str, file_name: str, lines: Lines) -> Golden:
    """A piece whose manuscript's headers are `lines` and whose name must be read as `file_name`."""
    title = f"{unit.short}{key}简况"
    paper = manuscript(unit, title)
    written = mail.entity([*lines, ("Content-Transfer-Encoding", "base64")], mail.base64_lines(paper.docx()))
    files: tuple[Attached, ...] = (word_file(paper, file_name, written=written), photo(4))
    if unit.bureau == "yuhua":
        files = (files[0], review_form(unit, title), files[1])
    year = {"yuhua": 2020, "jinjiang": 2022}[unit.bureau]
    return piece(name, about, unit, f"{year}年度+{unit.short}+{key}", title, keyword=key, files=files)


def _disposition(value: str | bytes) -> Lines:
    raw = value if isinstance(value, bytes) else value.encode()
    return (("Content-Type", "application/octet-stream"), ("Content-Disposition", b"attachment;\r\n\t" + raw))


def _cut_percent(name: str, charset: str, at: int) -> str:
    """RFC 2231 sections, the first cut inside a %XX."""
    coded = quote(name.encode(charset))
    return f"filename*0*={charset}''{coded[:at]};\r\n\tfilename*1*={coded[at:]}"


_LONG = "关于开展退役军人走访慰问工作情况的报告" * 16
_TWO = (photo(5, "IMG_0001.jpg"), photo(6, "IMG_0001.jpg", path="IMG_0001.jpg#2"))

LETTERS: tuple[Golden, ...] = (
    _named(
        "name-rfc2231_cut", "RFC 2231 sections that cut a %XX in two", u.ZUOJIATANG, "季度走访", "季度走访慰问.docx",
        _disposition(_cut_percent("季度走访慰问.docx", "gb18030", 13)),
    ),
    _named(
        "name-rfc2231_plain_sections", "sections of which only the first is marked as coded", u.GAOQIAO, "季度宣讲",
        "季度宣讲.docx", _disposition(f"filename*0*=utf-8''{quote('季度')};\r\n\tfilename*1={quote('宣讲.docx')}"),
    ),
    _named(
        "name-bare_word", "an encoded word without quotes", u.DONGTANG, "季度小结", "季度小结.docx",
        _disposition("filename=" + mail.word("季度小结.docx")),
    ),
    _named(
        "name-both_forms", "both forms at once, the plain one in broken bytes", u.GUITANG, "季度计划", "季度计划.docx",
        _disposition(b'filename="\xbc\xbe\xb6.docx"; filename*=UTF-8\'\'' + quote("季度计划.docx").encode()),
    ),
    _named(
        "name-broken_extended", "both forms at once, the RFC 2231 one damaged", u.GUITANG, "季度活动", "季度活动.docx",
        _disposition(f"filename*=gb2312''%BC%BE%B6%C8%FF%FF.docx; filename=\"{mail.word('季度活动.docx')}\""),
    ),
    _named(
        "name-line_break", "a line break inside an encoded name", u.DONGSHAN, "季度总结", "季度 总结.docx",
        _disposition('filename="' + mail.word("季度\r\n总结.docx", "utf-8") + '"'),
    ),
    _named(
        "name-parent_folder", "a name that climbs out of its folder", u.LITUO, "季度简报", "季度简报.docx",
        _disposition('filename="' + mail.word("../../季度简报.docx") + '"'),
    ),
    _named(
        "name-windows_path", "a whole Windows path, raw", u.TONGSHENG, "季度汇总", "季度汇总.docx",
        _disposition('filename="C:\\Users\\张\\桌面\\季度汇总.docx"'.encode("gbk")),
    ),
    _named(
        "name-in_type_only", "the name stands in Content-Type only", u.DONGJING, "季度通报", "季度通报.docx",
        (("Content-Type", 'application/msword; name="' + mail.word("季度通报.docx") + '"'),),
    ),
    _named(
        "name-very_long", "a name of more than 300 characters is shortened, its ending kept", u.TIAOMA, "季度报告",
        _LONG[:250] + ".docx", _disposition('filename="' + mail.word(_LONG + ".docx") + '"'),
    ),
    _named(
        "name-semicolon_quoted", "a semicolon and quotes inside a quoted name", u.CHENDAI, "季度台账",
        '台账;"终稿".docx',
        _disposition('filename="台账;\\"终稿\\".docx"'),
    ),
    _named(
        "name-direction_marks", "a direction mark that hides the real ending", u.CHENDAI, "季度名册", "名册gpj.docx",
        _disposition('filename="' + mail.word("名册\u202egpj.docx", "utf-8") + '"'),
    ),
    _named(
        "name-two_words", "a name in two folded words, cut inside a character", u.JINGWANZI, "季度公示",
        "季度公示.docx",
        _disposition('filename="' + "\r\n ".join(mail.cut_words("季度公示.docx", 7)) + '"'),
    ),
    _named(
        "name-unquoted", "a name without quotes and with a blank inside", u.SHAZITANG, "季度评比", "季度 评比.docx",
        _disposition("filename=季度 评比.docx".encode("gbk")),
    ),
    _named(
        "name-two_endings", "a name that hides its ending: the content tells what it is", u.HOUJIATANG, "季度影展",
        "影展.jpg.docx.exe", _disposition('filename="' + mail.word("影展.jpg.docx.exe") + '"'),
    ),
    piece(
        "name-same_twice", "two photographs of the same name", u.YONGHE, "2022年度+永和镇+季度影像", "永和镇季度影像",
        keyword="季度影像", files=(word_file(manuscript(u.YONGHE, "永和镇季度影像")), *_TWO),
    ),
)  # fmt: skip
