"""Web pages as manuscripts: as Word and others save them, with their pictures or without, and what is none."""

import base64
from collections.abc import Callable
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from urllib.parse import quote

import pytest

from pipeline.domain.document import WordDocument
from pipeline.domain.letter import Letter
from pipeline.ingest.web_page import read_mht, read_page
from pipeline.settings.values import Limits

Opened = Callable[..., tuple[Letter, dict[str, bytes]]]
FILES = Path(__file__).resolve().parents[1] / "letters" / "files"
PHOTO = (FILES / "photo-1.jpg").read_bytes()
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=gb2312><style><!--
p.MsoNormal, li.MsoNormal {mso-style-name:x; font-size:16.0pt;}
p.a0 {text-align:center; font-size:22.0pt; font-weight:bold}
--></style></head><body lang=ZH-CN><div class=WordSection1>
<p class=a0><span lang=EN-US>堃喆两位老兵</span><span>进校园<o:p></o:p></span></p>
<p class=MsoNormal style='text-indent:32pt'>五月十二日，两位老兵走进校园，
为学生讲述参军入伍的亲身经历。<del>删去的话。</del><span style='display:none;mso-hide:all'>暗话</span></p>
<!--[if gte vml 1]><v:shape><v:imagedata src="稿件.files/image001.jpg"/></v:shape><![endif]-->
<p class=MsoNormal><![if !vml]><img width=400 src="稿件.files/image001.jpg"><![endif]></p>
<div style='mso-element:footer'><p>页脚里的话</p></div></div></body></html>"""
ROWS = "<tr><td rowspan=2>初审负责人意见</td><td>同意</td></tr><tr><td>赵六</td></tr>"


def mht(page: str, charset: str = "gb18030") -> bytes:
    """A page saved with its picture in one file, as Word does it."""
    whole = MIMEMultipart("related")
    text = MIMEText("", "html")
    del text["Content-Transfer-Encoding"]
    text["Content-Transfer-Encoding"] = "base64"
    text.replace_header("Content-Type", 'text/html; charset="gb2312"')
    text.set_payload(base64.encodebytes(page.encode(charset)).decode())
    image = MIMEImage(PHOTO, "jpeg")
    image["Content-Location"] = "file:///C:/D1A2/%E7%A8%BF%E4%BB%B6.files/image001.jpg"
    whole.attach(text)
    whole.attach(image)
    return whole.as_bytes()


def written(document: WordDocument) -> tuple[str | None, str]:
    assert document.manuscript is not None
    return document.manuscript.title, document.manuscript.body


@pytest.mark.parametrize(("content", "pictures"), [(WORD.encode("gb18030"), 0), (mht(WORD), 1)])
def test_a_page_that_word_saved_is_read_by_the_look_of_its_classes(content: bytes, pictures: int) -> None:
    found = (read_mht if pictures else read_page)(content, Limits())
    assert written(found) == ("堃喆两位老兵进校园", "五月十二日，两位老兵走进校园， 为学生讲述参军入伍的亲身经历。")
    assert [picture.format for picture in found.pictures] == ["jpeg"] * pictures
    assert found.tracked
    assert "删去" not in found.text
    assert "暗话" in found.text
    assert "页脚里的话" in found.text


def test_a_form_with_cells_over_two_rows_is_read() -> None:
    page = "<table border=1><tr><td>稿 件 标 题</td><td colspan=3>走访老兵</td></tr><tr><td>供稿单位</td>"
    page += "<td>圭塘街道</td><td>撰稿人</td><td>李明<tr><td>是否涉及敏感内容<td><input type=checkbox>是"
    page += f"<input type=checkbox checked>否{ROWS}</table>"
    form = read_page(page.encode(), Limits()).form
    assert form is not None
    assert (form.title, form.unit, form.author, form.sensitive) == ("走访老兵", "圭塘街道", "李明", False)
    assert form.first_opinion == "同意\n赵六"


@pytest.mark.parametrize(
    ("name", "disposition", "is_manuscript"),
    [
        ("稿件.doc", "attachment", True),
        ("稿件.html", "attachment", True),
        ("", "attachment", True),
        ("稿件.xls", "attachment", False),
        ("稿件.html", "inline", False),
    ],
)
def test_a_page_is_the_manuscript_where_it_is_named_so(
    name: str, disposition: str, is_manuscript: bool, opened: Opened
) -> None:
    content = (FILES / "dresses" / "long.html").read_bytes()
    named = f"; filename*=UTF-8''{quote(name)}" if name else ""
    head = f"Subject: x\nContent-Type: text/html\nContent-Disposition: {disposition}{named}\n"
    raw = head.encode() + b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(content)
    letter = opened(raw)[0]
    assert [part.document is not None and part.document.manuscript is not None for part in letter.parts] == [
        is_manuscript
    ]
    assert [part.trouble for part in letter.parts] == [None]


def test_a_short_page_beside_a_letter_is_no_manuscript(opened: Opened) -> None:
    raw = b"Content-Type: text/html; name=a.html\n\n<h1>\xe7\xad\xbe\xe5\x90\x8d</h1><p>x y z</p>"
    (part,) = opened(raw)[0].parts
    assert part.document is not None
    assert part.document.manuscript is None


def test_a_line_that_is_hidden_stays_a_line_of_its_own() -> None:
    page = '<body><div title="header"><p>机密</p></div><p style="display:none">特急</p><p>走访慰问</p>'
    assert read_page(page.encode(), Limits()).text == "机密\n特急\n走访慰问"
