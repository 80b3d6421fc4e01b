"""A manuscript as a clean Word paper: its words alone, in the manner of an official document.

No tracked change, comment, macro, link or property of the file that came is in it. The measures are GB/T 9704-2012's.
"""

from datetime import datetime

from docx import Document
from docx.document import Document as WordPaper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from pipeline.report.same_bytes import Properties, word_bytes

_TITLE, _BYLINE, _BODY = ("方正小标宋简体", 22), ("楷体_GB2312", 16), ("仿宋_GB2312", 16)  # 二号, 三号
_LATIN = "Times New Roman"
_PITCH = Pt(28)
_TOP, _BOTTOM, _LEFT, _RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
_LOWEST = 0x20  # below it XML takes tabs and line ends only


def manuscript_paper(title: str, byline: str, body: str, *, author: str, made_at: datetime) -> bytes:
    """The paper as .docx.

    Args:
        title: in one line.
        byline: the line below it, "" for none.
        body: a paragraph a line; blank ones are left out.
        author: who the paper says has made it.
        made_at: aware.
    """
    paper = Document()
    _page(paper)
    if title.strip():
        _line(paper, title, _TITLE).alignment = WD_ALIGN_PARAGRAPH.CENTER
    if byline.strip():
        _line(paper, byline, _BYLINE).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in (line.strip() for line in body.splitlines()):
        if text:
            _line(paper, text, _BODY).paragraph_format.first_line_indent = Pt(2 * _BODY[1])
    return word_bytes(paper, Properties(title=_fit(title), author=_fit(author), made_at=made_at))


def _page(paper: WordPaper) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = _TOP, _BOTTOM, _LEFT, _RIGHT


def _line(paper: WordPaper, text: str, look: tuple[str, int]) -> Paragraph:
    paragraph = paper.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(0), max(_PITCH, Pt(1.5 * look[1]))
    run = paragraph.add_run(_fit(text))
    run.font.name, run.font.size = _LATIN, Pt(look[1])
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), look[0])  # python-docx has no name for it
    return paragraph


def _fit(text: str) -> str:
    """What XML can hold."""
    return "".join(c for c in text if c == "\t" or (ord(c) >= _LOWEST and c not in "\ufffe\uffff" and not _half(c)))


def _half(char: str) -> bool:
    return "\ud800" <= char <= "\udfff"
