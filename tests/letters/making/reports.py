"""Adoption reports as units send them (rules.md S7): every file format, pasted into the body, columns as they like."""

from collections.abc import Sequence
from typing import Any

from letters.making import mail
from letters.making import units as u
from letters.making.golden import Attached, Golden, asset, manuscript, piece, whole
from letters.making.paper import package, para, prose, table, zipped

Rows = Sequence[Sequence[str]]
_READ = ("report_rows info report",)
_HEADINGS = ("序号", "信息稿件名称", "采用刊物或新媒体", "链接（多个媒体采用填最高级别媒体）", "刊发日期")
_SHEET_NAMES = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _report(name: str, about: str, unit: u.Unit, /, **more: Any) -> Golden:
    """A letter whose rows are read; it needs no person."""
    told: dict[str, Any] = {
        "kind": "adoption_report", "disposition": "accepted", "findings": _READ, "files": (), "chars": None,
        "keyword": "4月采用情况",
    }  # fmt: skip
    subject = f"{2022 if unit.bureau == 'jinjiang' else 2020}年度+{unit.short}+4月采用情况"
    more.setdefault("title", more.get("keyword", "4月采用情况"))
    return piece(f"report-{name}", about, unit, more.pop("subject_text", subject), "", **(told | more))


def _word(rows: Rows, *above: str, name: str = "附件2.docx") -> Attached:
    body = "".join(para(line, centred=True) for line in above) + table([[_cell(cell) for cell in row] for row in rows])
    return Attached(name=name, type="docx", content=package(body))


def _cell(text: str) -> str:
    return "".join(map(para, text.split("\n")))


def _xlsx(rows: Rows) -> bytes:
    """A workbook of one sheet, written by hand; the first row is a title over all columns, days are Excel's numbers."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(_sheet_cell(f"{chr(65 + at)}{number}", text) for at, text in enumerate(row) if text)
        lines.append(f'<row r="{number}">{cells}</row>')
    last = chr(64 + max(map(len, rows)))
    merge = f'<mergeCells count="1"><mergeCell ref="A1:{last}1"/></mergeCells>'
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET_NAMES}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml", "styles", "styles.xml"),
        "xl/styles.xml": f'<styleSheet xmlns="{_SHEET_NAMES}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="31"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET_NAMES}"><sheetData>{"".join(lines)}</sheetData>'
        f"{merge}</worksheet>",
    }
    return zipped({name: text.encode() for name, text in texts.items()})


def _sheet_cell(place: str, text: str) -> str:
    if text.isdecimal():
        return f'<c r="{place}" s="{int(len(text) == 5)}"><v>{text}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _relations(*kinds_and_targets: str) -> str:
    pairs = zip(kinds_and_targets[::2], kinds_and_targets[1::2], strict=True)
    rows = (
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def _html(rows: Rows) -> bytes:
    lines = ("".join(f"<td style='border:1px solid'><p>{cell}</p></td>" for cell in row) for row in rows)
    inside = "".join(f"<tr>{line}</tr>" for line in lines)
    page = f"<div>领导好：</div><div>4月采用情况如下。</div><table><tbody>{inside}</tbody></table><div>谢谢</div>"
    return mail.text(page, subtype="html")


_ORDINARY: Rows = (
    _HEADINGS,
    ("1", "永和镇走访慰问老兵", "晋江市退役军人事务局公众号（单条）", "https://mp.example.com/s/1", "2022年4月12日"),
    ("2", "永和镇开展双拥宣传", "泉州晚报", "https://www.example.com/2", "2022.4.25"),
    ("3", "永和镇举办招聘会", "", "", ""),
)
_OTHER_ORDER: Rows = (
    ("刊发时间", "标题", "供稿单位", "采用媒体", "采用方式", "版面", "网址"),
    ("4月3日", "金井镇祭扫烈士墓", "金井镇", "泉州晚报", "单独", "第3版", "www.example.com/3"),
    ("4月9日", "金井镇慰问烈属", "〃", "东南早报", "转载", "头版", ""),
    ("合计", "2条", "", "", "", "", ""),
)
_DOUBTFUL: Rows = (
    _HEADINGS,
    ("1", "深沪镇开展义诊", "泉州晚报", "", "4月下旬"),
    ("2", "", "学习强国", "https://www.example.com/5", "4月6日"),
    ("3", "深沪镇双拥晚会", "学习强国福建平台、泉州晚报", "https://www.example.com/6", "4月8日"),
)
_EXCEL: Rows = (
    ("安海镇4月采用情况",),
    _HEADINGS,
    ("1", "安海镇走访慰问军属", "泉州晚报", "https://www.example.com/7", "44665"),
    ("2", "安海镇组织老兵宣讲", "石狮日报", "", "44670"),
)
_PLAIN = """办公室：
现将我镇4月份采用情况报上。

序号\t稿件标题\t采用媒体\t链接\t发布日期
1\t西滨镇走访慰问老兵\t泉州晚报\thttps://www.example.com/8\t4月6日
2\t西滨镇开展双拥宣传\t市局公众号（简讯）\t\t2022/4/18

联系人：林工  电话：0595-00000000
"""
_ALIGNED = """序号  标题                采用媒体      刊发日期
1     内坑镇走访慰问老兵  泉州晚报      2022.4.6
2     内坑镇开展双拥宣传  学习强国      2022.4.18
3     内坑镇举办招聘会
"""

_LISTED = (("稿件标题", "采用媒体", "采用时间"), ("永和镇走访慰问老兵", "泉州晚报", "四月六日"))
_SUMMARY = manuscript(
    u.YONGHE,
    "永和镇宣传工作总结",
    extra=table([[para(cell) for cell in row] for row in _LISTED]),
    chars=sum(map(len, prose(u.YONGHE))) + sum(len(cell) for row in _LISTED for cell in row),
)

LETTERS: tuple[Golden, ...] = (
    _report("docx", "annex 2 as a Word table, a row without an outlet in it", u.YONGHE, files=(_word(_ORDINARY),)),
    _report(
        "xlsx", "as an Excel workbook with real dates", u.ANHAI,
        files=(Attached(name="4月采用情况.xlsx", type="xlsx", content=_xlsx(_EXCEL)),),
    ),
    _report(
        "xls", "as an old Excel workbook", u.CIZAO,
        files=(Attached(name="4月采用情况.xls", type="xls", content=asset("report.xls")),),
    ),
    _report(
        "et", "as WPS saves its own sheets: the same records under another name", u.LONGHU,
        files=(Attached(name="4月采用情况.et", type="et", content=asset("report-wps.et")),),
    ),
    _report("body_html", "pasted into the body as a table", u.QINGYANG, content=_html(_ORDINARY)),
    _report("body_tabs", "pasted into the body as text with tabs", u.XIBIN, body=_PLAIN),
    _report("body_aligned", "written into the body and set out with blanks", u.NEIKENG, body=_ALIGNED),
    _report(
        "other_order", "columns in another order and under other headings, for Yuhua too", u.DONGSHAN,
        files=(_word(_OTHER_ORDER, "2020年4月采用情况", name="采用统计.docx"),),
    ),
    _report(
        "doubtful", "rows that wait for the office, and a piece used twice", u.SHENHU, files=(_word(_DOUBTFUL),),
    ),
    _report(
        "no_rows", "annex 2 with nothing filled in", u.CHENDAI, disposition="held",
        files=(_word((_HEADINGS, ("1", "", "", "", ""), ("2", "", "", "", ""))),),
        findings=("other_letter fault letter",),
    ),
    _report(
        "twice", "the same table as a file and in the body counts once", u.JINJING,
        content=mail.multipart([mail.text(_PLAIN.replace("西滨", "金井")),
        mail.attachment("附件2.docx", _word(_ORDINARY).content)]), files=(_word(_ORDINARY),),
    ),
    _report(
        "beside_piece", "a report in a letter that brings a piece: the office sees to both", u.YONGHE,
        kind="submission", disposition="held",
        files=(*whole(u.YONGHE, "永和镇举办退役军人运动会"), _word(_ORDINARY)),
        title="永和镇举办退役军人运动会", chars=manuscript(u.YONGHE, "永和镇举办退役军人运动会").words,
        findings=("report_beside_piece fault report",),
    ),
    _report(
        "quoted", "an answer that quotes a report below its own words is none", u.LONGHU,
        subject_text="回复：2022年度+龙湖镇+4月采用情况", subject_grade="exact", kind="submission",
        disposition="returned", content=mail.text(
            "<div>收到，谢谢。</div><div>------------------ 原始邮件 ------------------</div>"
            "<table><tr><td>序号</td><td>信息稿件名称</td><td>采用刊物或新媒体</td></tr>"
            "<tr><td>1</td><td>龙湖镇慰问</td><td>泉州晚报</td></tr></table>", subtype="html"),
        findings=("manuscript_present fault manuscript", "pictures_present remark pictures"),
    ),
    piece(
        "report-manuscript_with_table", "a manuscript with a table of adoptions in it stays a manuscript", u.YONGHE,
        "2022年度+永和镇+宣传工作总结", "永和镇宣传工作总结", keyword="宣传工作总结", paper=_SUMMARY,
    ),
)  # fmt: skip
