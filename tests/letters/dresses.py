"""Make files/dresses/: the same documents as .docx and, by LibreOffice, in every other dress.

`python tests/letters/dresses.py [NAME …]` needs `soffice`; its results are kept, so that nobody else does.
"""

import io
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from docx import Document
from docx.document import Document as WordFile
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from PIL import Image

from pipeline.demo.papers import manuscript_docx, photograph, review_form_docx, table_docx
from pipeline.domain.document import ReviewForm

FOLDER = Path(__file__).resolve().parent / "files" / "dresses"
DRESSES = ("rtf", "odt", "pdf", "html:HTML (StarWriter):EmbedImages", "doc:MS Word 97")
_LEFT_OUT = {
    *(("columns", dress) for dress in DRESSES if dress != "pdf"),
    ("pasted", "rtf"),
    ("pasted", DRESSES[3]),  # a picture there is a megabyte; a page shows it as any other
}
_FORM = ReviewForm(
    title="跳马镇老兵志愿队守护古村落",
    unit="跳马镇退役军人服务站",
    author="张建国",
    sensitive=False,
    first_opinion="情况属实，同意报送。\n李四 2020年5月6日",
    second_opinion="同意。王五",
)
_TEXTS = (
    "近日，跳马镇退役军人服务站组织28名老兵成立志愿队，分成4个小组，每天在村里的老屋、古树和石桥之间巡护，及时清理杂物，劝阻明火。",
    "“村子是大家的根，我们要像守哨位一样守着它。”队长王长林今年67岁，当过十五年兵，堃、喆两位队友和他同年入伍。",
    "下一步，服务站将把巡护时间、路线、联系电话公布上墙，让更多退役军人参与进来，让尊崇军人的氛围更加浓厚。",
)
_REPORT = (
    ("序号", "稿件标题", "采用媒体", "采用链接", "采用时间"),
    ("1", "跳马镇老兵志愿队守护古村落", "湖南日报", "https://news.example.com/a/1001.html", "2020-05-08"),
    ("2", "圭塘街道走访功臣名单", "长沙晚报", "https://paper.example.com/b/22", "2020-05-12"),
)


def merged_form() -> bytes:
    """Form 2 with two pairs in a row, a label over two rows, and labels with blanks in them."""
    paper = Document()
    paper.sections[0].header.paragraphs[0].text = "内部流转用表"
    paper.add_paragraph("信息稿件审核表").alignment = 1
    table = paper.add_table(rows=5, cols=4)
    table.style = "Table Grid"
    rows = (
        ("稿 件 标 题", "圭塘街道走访功臣名单", None, None),
        ("供稿单位", "圭塘街道", "撰 稿 人", "李 明"),
        ("是否涉及敏感内容或重要信息", "√否    □是", None, None),
        ("初审负责人意见", "同意报送", "分管领导意见", "同意"),
        (None, "赵六 5月6日", None, "钱七 5月7日"),
    )
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text is not None:
                table.cell(number, column).text = text
    for number in (0, 2):
        table.cell(number, 1).merge(table.cell(number, 3))
    for column in (0, 2):
        table.cell(3, column).merge(table.cell(4, column))
    return _saved(paper)


def tabled() -> bytes:
    """A manuscript with a centred title and a table in it, cells merged both ways."""
    titled = manuscript_docx("圭塘街道走访功臣名单", _TEXTS[:2], "圭塘街道退役军人服务站", look="centred")
    paper = Document(io.BytesIO(titled))
    table = paper.add_table(rows=3, cols=3)
    table.style = "Table Grid"
    for number, row in enumerate((("姓名", "立功情况", ""), ("王长林", "二等功", "一次"), ("", "三等功", "三次"))):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    paper.add_paragraph(_TEXTS[2])
    return _saved(paper)


def long() -> bytes:
    """A manuscript of two pages, with a header and a page number in its footer."""
    written = manuscript_docx("跳马镇老兵志愿队一年记", _TEXTS * 4, "跳马镇退役军人服务站", look="centred")
    paper = Document(io.BytesIO(written))
    section = paper.sections[0]
    section.header.paragraphs[0].text = "跳马镇工作资料"
    line = section.footer.paragraphs[0]
    line.alignment = 1
    line.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    line._p.append(field)
    line.add_run(" —")
    return _saved(paper)


def lines() -> bytes:
    """Form 2 written as lines, two labels in one of them."""
    paper = Document()
    paper.add_paragraph("信息稿件审核表").alignment = 1
    for line in (
        "稿件标题：跳马镇老兵志愿队守护古村落",
        "供稿单位：跳马镇退役军人服务站\t撰稿人：张建国",
        "是否涉及敏感内容或重要信息：□是  ☑否",
        "初审负责人意见：同意报送。李四",
        "分管领导意见：同意。王五",
    ):
        paper.add_paragraph(line)
    return _saved(paper)


def columns() -> bytes:
    """A manuscript of two pages in two columns below its title."""
    titled = manuscript_docx("跳马镇老兵志愿队一年记", _TEXTS * 4, "跳马镇退役军人服务站", look="centred")
    paper = Document(io.BytesIO(titled))
    across, kind = OxmlElement("w:sectPr"), OxmlElement("w:type")
    kind.set(qn("w:val"), "continuous")
    across.append(kind)
    paper.paragraphs[1]._p.get_or_add_pPr().append(across)
    section = paper.sections[-1]
    section.start_type = WD_SECTION.CONTINUOUS
    for two in section._sectPr.findall(qn("w:cols")):
        two.set(qn("w:num"), "2")
    return _saved(paper)


def pasted() -> bytes:
    """A photographed form 2 under its heading, as somebody without a scanner sends it."""
    paper = Document()
    paper.add_paragraph("信息稿件审核表").alignment = 1
    photographed = FOLDER.parent / "form-photo.jpg"
    with Image.open(photographed) as sheet:
        out = io.BytesIO()
        sheet.convert("L").resize((sheet.width // 2, sheet.height // 2)).save(out, "JPEG", quality=40)
    paper.add_picture(out, width=Cm(15))
    return _saved(paper)


def sources() -> dict[str, bytes]:
    """The documents as .docx, by their names."""
    shot = photograph(5, 96, 72, quality=60)
    return {
        "piece": manuscript_docx(
            "跳马镇老兵志愿队\n守护古村落", _TEXTS, "跳马镇退役军人服务站　张建国", pictures=[shot], form=_FORM
        ),
        "tabled": tabled(),
        "form": review_form_docx(_FORM, tick="■"),
        "merged": merged_form(),
        "report": table_docx(["附件2", "信息稿件采用情况表"], _REPORT),
        "long": long(),
        "lines": lines(),
        "pasted": pasted(),
        "columns": columns(),
    }


def main(wanted: list[str]) -> int:
    """0 when every dress was made; of all documents unless some are named."""
    made = {name: content for name, content in sources().items() if name in wanted or not wanted}
    for name, content in made.items():
        (FOLDER / f"{name}.docx").write_bytes(content)
    with TemporaryDirectory() as profile:
        for dress in DRESSES:
            command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", dress]
            documents = [str(FOLDER / f"{name}.docx") for name in made if (name, dress) not in _LEFT_OUT]
            if documents:
                subprocess.run([*command, "--outdir", str(FOLDER), *documents], check=True)
    return 0


def _saved(paper: WordFile) -> bytes:
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
