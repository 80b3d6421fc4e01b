"""A marking is seen where no page shows it in a line: in properties, alternative texts, fields (design.md §4.7)."""

import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter
from word_files.raw import docx, p, r, root, zipped

from pipeline.ingest.ole import MAGIC
from pipeline.ingest.remains import remains, remains_of_text
from pipeline.validate.marks import marks

MARK = "机密★3年"
SHAPES = marks(("绝密", "机密", "秘密"), ("密级",), ("工作",), ())
LONG = p("正文" * 30)
PROPERTIES = '<p><property name="K"><s>1</s></property><property name="密级"><lpwstr>机密</lpwstr></property></p>'
FORMAT = {"num_format": f'0"{MARK}"'}


def is_marked(said: str) -> bool:
    lines = said.splitlines()
    return any(s.search(line) for s in SHAPES.anywhere for line in lines) or any(map(SHAPES.alone.search, lines))


def _with(body: str = "", **parts: str) -> bytes:
    return docx(LONG + body, parts={name.replace("_", "/", 1) + ".xml": xml for name, xml in parts.items()})


def _workbook(write: Callable[[xlsxwriter.Workbook, xlsxwriter.workbook.Worksheet], object]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "一")
        write(book, sheet)
    return out.getvalue()


def _stored(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        package.writestr(name, content)
    return out.getvalue()


DRAWN = '<w:p><w:r><w:drawing><wp:docPr xmlns:wp="x" id="1" name="图" descr="{}"/></w:drawing></w:r></w:p>'
WATERMARK = f'<w:p><w:r><w:pict><v:shape><v:textpath string="{MARK}"/></v:shape></w:pict></w:r></w:p>'
SAID_NOWHERE = f'<w:p><w:r><w:instrText> SET a "{MARK}" </w:instrText></w:r></w:p>'
PLACES = {
    "a property behind others": _with(docProps_custom=PROPERTIES),
    "the title behind the author": _with(docProps_core="<c><creator>张三</creator><title>机密</title></c>"),
    "the category behind the author": _with(docProps_core="<c><creator>张三</creator><category>机密</category></c>"),
    "the data of a form": _with(customXml_item1="<m><level>密级</level><value>机密</value></m>"),
    "an attribute of such data": _with(customXml_item1=f'<m level="{MARK}"/>'),
    "the alternative text of a picture": _with(DRAWN.format(MARK)),
    "the watermark of a file that was cut off": _with(WATERMARK)[:-30],
    "the instruction of a field": _with(SAID_NOWHERE),
    "a simple field": _with(f'<w:p><w:fldSimple w:instr="QUOTE &quot;{MARK}&quot;"/></w:p>'),
    "a variable of a document": _with(word_settings=root("settings", f'<w:docVar w:name="a" w:val="{MARK}"/>')),
    "a value of a chart": _with(word_chart1="<c><pt><v>一</v></pt><pt><v>机密</v></pt></c>"),
    "the head of a sheet": _workbook(lambda _, sheet: sheet.set_header('&L机密&C&"宋体,Bold"&14名册')),
    "a text box of a sheet": _workbook(lambda _, sheet: sheet.insert_textbox("C3", "机密")),
    "the status of a workbook": _workbook(lambda book, _: book.set_properties({"author": "张三", "status": "机密"})),
    "the format of a number": _workbook(lambda book, sheet: sheet.write("A5", 3, book.add_format(FORMAT))),
    "an object that is stored as it is": _stored("word/embeddings/o.bin", f"党史知识PK赛\n{MARK}\n".encode()),
}  # fmt: skip


@pytest.mark.parametrize("content", PLACES.values(), ids=PLACES)
def test_a_marking_is_seen_in(content: bytes) -> None:
    assert is_marked(remains(content, read=True))


def _old_workbook(record: int, said: bytes) -> bytes:
    """An .xls as far as it matters here: one record (MS-XLS 2.3) between others."""
    record_bytes = record.to_bytes(2, "little") + len(said).to_bytes(2, "little") + said
    return MAGIC + bytes(500) + b"\x0a\x00\x00\x00" + record_bytes + b"\x0a\x00\x00\x00"


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (0x3C, b"\x01" + "机密".encode("utf-16-le")),  # a comment, a text box
        (0x100D, b"\0\0\x02\x01" + "机密".encode("utf-16-le")),  # the title of a chart
        (0x14, b"\x04\x00\x01" + "&C机密".encode("utf-16-le")),  # the head of a sheet
    ],
)
def test_a_level_alone_is_seen_in_an_old_workbook(record: int, said: bytes) -> None:
    assert is_marked(remains(_old_workbook(record, said), read=True))


PLAIN = {
    "an old workbook that speaks of secrecy": _old_workbook(0x3C, b"\x01" + "机密文件柜".encode("utf-16-le")),
    "a sentence in runs": _with(p(r("涉及"), r("机密"), r("级以上的人员"))),
    "a sentence with a stressed word": zipped({"word/a.html": "<p>这是<b>机密</b>文件柜，不是<i>x</i>秘密</p>"}),
    "what a list offers": _with('<w:sdt><w:sdtPr><w:listItem w:value="秘密"/></w:sdtPr><w:sdtContent/></w:sdt>'),
    "a name of a style": _with(word_styles=root("styles", '<w:style><w:name w:val="密级和保密期限"/></w:style>')),
    "what was struck out": _with(f"<w:p><w:del><w:r><w:delText>{MARK}</w:delText></w:r></w:del></w:p>"),
}


@pytest.mark.parametrize("content", PLAIN.values(), ids=PLAIN)
def test_there_is_no_marking_in(content: bytes) -> None:
    assert not is_marked(remains(content, read=True))


@pytest.mark.parametrize("page", [f"<title>{MARK}</title><p>x", f"<p>x<img alt='{MARK}' src='cid:1'>"])
def test_a_marking_is_seen_in_what_the_page_of_a_mail_does_not_show(page: str) -> None:
    assert is_marked(remains_of_text(page.encode(), "utf-8", page=True))
