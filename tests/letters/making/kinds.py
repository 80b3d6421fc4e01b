"""Letters that are no pieces: reports, bookings, questions (rules.md S7, S8; design.md §5)."""

from typing import Any

from letters.making import units as u
from letters.making.golden import Attached, Golden, manuscript, photo, piece, whole, word_file
from letters.making.paper import package, para, table, zipped

_OTHER = "other_letter fault letter"


def _letter(name: str, about: str, unit: u.Unit, subject: str, keyword: str | None, /, **more: Any) -> Golden:
    """A letter that waits for the office."""
    told: dict[str, Any] = {"disposition": "held", "findings": (_OTHER,), "files": (), "chars": None, "title": keyword}
    return piece(f"kind-{name}", about, unit, subject, "", keyword=keyword, **(told | more))


def _sheet(name: str, rows: tuple[tuple[str, ...], ...], heading: str) -> Attached:
    """A form of the plans as a Word file."""
    body = para(heading, centred=True, bold=True) + table([[para(cell) for cell in row] for row in rows])
    return Attached(name=name, type="docx", content=package(body))


_REPORT = (
    ("序号", "信息稿件名称", "采用刊物或新媒体", "链接（多个媒体采用填最高级别媒体）", "刊发日期"),
    ("1", "安海镇走访慰问老兵", "晋江市退役军人事务局公众号（单条）", "https://mp.example.com/s/1", "2022年4月12日"),
    ("2", "安海镇开展双拥宣传", "泉州晚报", "https://www.example.com/2", "2022年4月25日"),
)
_BOOKING = (
    ("时间", "2020年5月11日"), ("科室（单位）", "双拥优抚科"), ("活动（会议）事项", "八一双拥晚会"), ("地点",
    "区文化馆"),
    ("参加人员", "驻区部队官兵、退役军人代表"), ("流程", "开场、表彰、演出"), ("报道渠道", "☑红网 ☑长沙晚报 □其他"),
    ("分管领导意见", "同意。李红梅"),
)  # fmt: skip
_XLSX = zipped(
    {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.xml": b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
    }
)

LETTERS: tuple[Golden, ...] = (
    _letter(
        "adoption_report", "a station's monthly adoption report as a Word table", u.ANHAI,
        "2022年度+安海镇+4月采用情况",
        "4月采用情况", kind="adoption_report", files=(_sheet("附件2.docx", _REPORT, "信息宣传稿件采用具体情况表"),),
        disposition="accepted", findings=("report_rows info report",),
    ),
    _letter(
        "adoption_report_excel", "an Excel workbook without a sheet, which cannot be read", u.CHENDAI,
        "2022年度+陈埭镇+4月采用情况", "4月采用情况", kind="other",
        files=(Attached(name="采用情况.xlsx", type="xlsx", content=_XLSX),),
        findings=(_OTHER, "part_unreadable remark 采用情况.xlsx"),
    ),
    _letter(
        "booking", "form 1 with the press release", u.SHUANGYONG, "2020年度+双拥优抚科+采访预约", "采访预约",
        kind="booking",
        title="双拥优抚科筹备八一双拥晚会", chars=manuscript(u.SHUANGYONG, "双拥优抚科筹备八一双拥晚会").words,
        files=(
            _sheet("采访报道预约表.docx", _BOOKING, "采访报道预约表"),
            word_file(manuscript(u.SHUANGYONG, "双拥优抚科筹备八一双拥晚会"), "通稿.docx"),
        ),
    ),
    _letter(
        "question", "查询 alone in the subject", u.GAOQIAO, "查询", "查询", kind="command", subject_grade="tolerant",
        disposition="accepted", findings=(),
    ),
    _letter(
        "points", "积分 with a month behind it", u.CIZAO, "积分 4月", "积分 4月", kind="command",
        subject_grade="tolerant", disposition="accepted", findings=(),
    ),
    _letter(
        "withdrawal", "撤回 as the first word of the mail", u.DONGTANG, "关于昨天的稿件", "关于昨天的稿件",
        kind="command",
        subject_grade="tolerant", body="撤回 昨天报送的稿件有误，请予撤回。", disposition="accepted", findings=(),
    ),
    _letter(
        "withdrawal_of_two", "撤回 with two numbers is for a person", u.DONGTANG, "撤回两篇稿件", "撤回两篇稿件",
        kind="command", subject_grade="tolerant", body="撤回 YH-2020-00003、YH-2020-00004，稿件有误。",
    ),
    _letter(
        "question_with_piece", "查询 as the keyword of a whole piece is a piece", u.OFFICE,
        "2020年度+办公室+查询服务上线", "查询服务上线", disposition="accepted", findings=(),
        files=whole(u.OFFICE, "局办公室开通档案查询服务"), title="局办公室开通档案查询服务",
        chars=manuscript(u.OFFICE, "局办公室开通档案查询服务").words,
    ),
    _letter(
        "stranger", "a stranger's letter without any file", u.J_OFFICE, "请问优待证怎么办理", "请问优待证怎么办理",
        kind="other",
        subject_grade="unclear", unit=None, sender="wang@elsewhere.test", change={"From": "wang@elsewhere.test"},
        findings=("sender_known fault sender", _OTHER),
    ),
    _letter(
        "stranger_with_picture", "a stranger's photograph is no piece", u.J_OFFICE, "老照片捐赠", "老照片捐赠",
        kind="other",
        subject_grade="unclear", unit=None, sender="lin@elsewhere.test", change={"From": "lin@elsewhere.test"},
        files=(photo(4, "老照片.jpg"),), findings=("sender_known fault sender", _OTHER),
    ),
)  # fmt: skip
