"""Form 2: there, filled, ticked, signed, and on the right piece (rules.md S4, S5)."""

from typing import Any

from letters.making import units as u
from letters.making.golden import Attached, Golden, asset, fields, manuscript, photo, piece, review_form, word_file
from letters.making.paper import form, form_docx, package, page_break, para, prose, run, table

_VILLAGE = "跳马镇老兵志愿队守护古村落"  # of files/dresses/form.*
_NO_FORM = "form_present fault form"


def _formed(name: str, about: str, unit: u.Unit, subject: str, title: str, /, **more: Any) -> Golden:
    """A piece whose form is shaped by `form` (fields) and `box` (XML)."""
    changes, box = more.pop("form", {}), more.pop("box", None)
    sheet = review_form(unit, title, box=box, **changes)
    files = (word_file(manuscript(unit, title)), sheet, photo(len(title) % 8 + 1))
    return piece(name, about, unit, subject, title, keyword=subject.rpartition("+")[2], files=files, **more)


def _ticked(name: str, about: str, unit: u.Unit, key: str, ticks: str = "", box: str | None = None) -> Golden:
    """否 ticked in one of the guises: a letter with nothing to mend."""
    place = unit.short
    return _formed(
        f"tick-{name}", about, unit, f"2020年度+{place}+{key}", f"{place}{key}活动", form={"ticks": ticks}, box=box
    )


_CHECKED = (
    '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{}</w:t>'
    "</w:r></w:sdtContent></w:sdt>"
)
_CONTROLS = para(runs=_CHECKED.format(1, "☒") + run("否　　") + _CHECKED.format(0, "☐") + run("是"))
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="c"/><w:enabled/><w:checkBox><w:sizeAuto/>'
    '<w:default w:val="0"/>{}</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>'
    'FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_OLD_FIELDS = para(runs=_FIELD.format("<w:checked/>") + run("否  ") + _FIELD.format("") + run("是"))
_SYMBOL = '<w:r><w:sym w:font="Wingdings" w:char="{}"/></w:r>'
_WINGDINGS = para(runs=_SYMBOL.format("F0FE") + run("否  ") + _SYMBOL.format("F0A8") + run("是"))


def _on_a_page() -> Attached:
    """The form as the last page of the manuscript's file."""
    title = "高桥街道清明祭英烈"
    sheet = page_break() + form(fields(u.GAOQIAO, title))
    return word_file(manuscript(u.GAOQIAO, title, extra=sheet))


def _as_lines() -> Attached:
    """The form written as lines, without a table."""
    title = "黎托街道老兵植绿护绿"
    rows = ("信息稿件审核表", f"稿件标题：{title}", f"供稿单位：{u.LITUO.name}", "撰稿人：张建国")
    rows += ("是否涉及敏感内容或重要信息：√否 □是", "初审负责人意见：", "分管领导意见：")
    return word_file(manuscript(u.LITUO, title, extra=page_break() + "".join(map(para, rows))))


def _own_layout() -> Attached:
    """Two pairs in a row and a unit's own wording of the labels."""
    title = "移交安置科走访企业岗位"
    cells = (
        ("信息标题", title, "供稿科室", "移交安置科"),
        ("作 者", "张建国", "是否涉及敏感信息", "否☑ 是□"),
        ("科室负责人意见", "同意。王建军\n2020年5月6日", "业务分管领导意见", "同意报送。\n李红梅 5月6日"),
    )
    body = para("信息稿件审核表", centred=True) + table([["".join(map(para, c.split("\n"))) for c in r] for r in cells])
    return Attached(name="审核表.docx", type="docx", content=package(body))


def _filled(title: str) -> tuple[Attached, ...]:
    return (review_form(u.OFFICE, title), photo(8))


_BLANK = Attached(name="空白审核表.docx", type="docx", content=form_docx(("", "", "", "□否\n□是", "", "")))
_SCAN = photo(5, "信息稿件审核表.jpg")

LETTERS: tuple[Golden, ...] = (
    _ticked("ballot", "☑否 □是", u.ZUOJIATANG, "法治宣传", "☑否  □是"),
    _ticked("black_square", "a black square for a tick", u.GAOQIAO, "禁毒宣传", "■否\n□是"),
    _ticked("check_mark", "√ before the word, nothing before the other", u.DONGTANG, "防诈宣传", "√否    是"),
    _ticked("behind_the_word", "marks stand behind their words", u.GUITANG, "垃圾分类", "否√  是□"),
    _ticked("crossed_box", "a crossed box and an empty one", u.DONGSHAN, "夜间巡逻", "☒否 □是"),
    _ticked("brackets", "（√）否 （ ）是", u.LITUO, "困难走访", "（√）否  （ ）是"),
    _ticked("tick_over_box", "a tick written behind the box it fills", u.DONGJING, "书香军营", "□√否  □是"),
    _ticked("word_only", "nothing but the word 否", u.TONGSHENG, "邻里互助", "否"),
    _ticked("content_control", "Word's content-control boxes", u.JINGWANZI, "助残扶残", box=_CONTROLS),
    _ticked("form_field", "the form fields of older Word versions", u.SHAZITANG, "爱国电影", box=_OLD_FIELDS),
    _ticked("wingdings", "symbols of the font Wingdings", u.TIAOMA, "村级巡诊", box=_WINGDINGS),
    _formed(
        "tick-yes", "是 ticked: the leader in charge decides", u.YUHUATING, "2020年度+雨花亭+信访接待",
        "雨花亭街道接待老兵来访",
        form={"ticks": "□否\n☑是"}, disposition="held", findings=("sensitive fault form",),
    ),
    _formed(
        "tick-none", "neither ticked", u.YUHUATING, "2020年度+雨花亭+例会纪要", "雨花亭街道召开工作例会",
        form={"ticks": "□否\n□是"}, disposition="returned", findings=("sensitive_unticked fault form",),
    ),
    _formed(
        "tick-both", "both ticked", u.YUHUATING, "2020年度+雨花亭+党员活动", "雨花亭街道老兵党员活动",
        form={"ticks": "☑否\n☑是"}, disposition="returned", findings=("sensitive_unticked fault form",),
    ),
    _formed(
        "tick-jinjiang_yes", "是 ticked on a form that nobody asked for", u.CHENDAI, "2022年度+陈埭镇+矛盾调处",
        "陈埭镇调处涉军矛盾", form={"ticks": "□否 ☑是"}, disposition="held", findings=("sensitive fault form",),
    ),
    _formed(
        "form-section_unsigned", "a section's form with neither opinion names both", u.SHUANGYONG,
        "2020年度+双拥优抚科+优抚年审", "双拥优抚科开展优抚年审", form={"first": "", "second": ""},
        disposition="returned",
        findings=("form_opinions fault form", "form_opinions fault form"),
    ),
    _formed(
        "form-section_half_signed", "a section's form that lacks the leader in charge", u.ANZHI,
        "2020年度+移交安置科+档案移交", "移交安置科接收退役档案", form={"second": ""}, disposition="returned",
        findings=("form_opinions fault form",),
    ),
    _formed(
        "form-only_dated", "a date and the word 签名 are no opinion", u.OFFICE, "2020年度+办公室+公文培训",
        "局办公室举办公文培训", form={"first": "签名：\n    年  月  日", "second": "同意。李红梅 5月6日"},
        disposition="returned",
        findings=("form_opinions fault form",),
    ),
    _formed(
        "form-centre_unsigned", "the service centre owes both opinions, too", u.CENTRE,
        "2020年度+区退役军人服务中心+业务培训", "区退役军人服务中心培训基层站", form={"first": "", "second": ""},
        disposition="returned", findings=("form_opinions fault form", "form_opinions fault form"),
    ),
    _formed(
        "form-station_signed", "a station that signed all the same", u.HOUJIATANG, "2020年度+侯家塘+夕阳红行动",
        "侯家塘街道关爱老年军人", form={"first": "同意", "second": "同意"},
    ),
    _formed(
        "form-blank_fields", "title, unit and author blank", u.HOUJIATANG, "2020年度+侯家塘+爱心理发",
        "侯家塘街道爱心理发",
        form={"title": "", "unit": "", "author": ""}, disposition="returned",
        findings=("form_complete fault form", "form_complete fault form", "form_complete fault form"),
    ),
    _formed(
        "form-no_author", "the author blank", u.SHAZITANG, "2020年度+砂子塘+送戏下乡", "砂子塘街道为老兵送戏",
        form={"author": "  "}, disposition="returned", findings=("form_complete fault form",),
    ),
    _formed(
        "form-other_title", "the form of another piece", u.SHAZITANG, "2020年度+砂子塘+送书上门", "砂子塘街道送书上门",
        form={"title": "砂子塘街道举办消防运动会"}, disposition="returned", findings=("form_title fault form",),
    ),
    _formed(
        "form-near_title", "the form's title a character off is a remark", u.TONGSHENG, "2020年度+同升+老兵故事会",
        "同升街道举办首届老兵故事会", form={"title": "同升街道举办首届老兵故事汇"},
        findings=("form_title_near remark form",),
    ),
    _formed(
        "form-other_figure", "第一期 and 第二期 are two pieces", u.TONGSHENG, "2020年度+同升+培训班二期",
        "同升街道举办技能培训班第二期", form={"title": "同升街道举办技能培训班第一期"}, disposition="returned",
        findings=("form_title fault form",),
    ),
    _formed(
        "form-title_marks", "book marks and blanks make no other title", u.LITUO, "2020年度+黎托+诗词大赛",
        "黎托街道举办“老兵心向党”诗词大赛", form={"title": "《黎托街道举办 老兵心向党 诗词大赛》"},
    ),
    _formed(
        "form-jinjiang_faulty", "an optional form with blanks is a remark there", u.NEIKENG, "2022年度+内坑镇+入户走访",
        "内坑镇入户走访老兵", form={"author": "", "ticks": "□否 □是"},
        findings=("form_complete remark form", "sensitive_unticked remark form"),
    ),
    piece(
        "form-missing", "no form: returned", u.DONGTANG, "2020年度+东塘+邻里学堂", "东塘街道开办邻里学堂",
        keyword="邻里学堂",
        files=(word_file(manuscript(u.DONGTANG, "东塘街道开办邻里学堂")), photo(1)), disposition="returned",
        findings=(_NO_FORM,),
    ),
    piece(
        "form-alone", "the form and a photograph, no manuscript", u.DONGTANG, "2020年度+东塘+老兵合唱",
        "东塘街道老兵合唱团成立",
        keyword="老兵合唱", files=(review_form(u.DONGTANG, "东塘街道老兵合唱团成立"), photo(2)), chars=None,
        disposition="returned", findings=("manuscript_present fault manuscript",),
    ),
    piece(
        "form-doc", "a form in Word's old format is read like the new one", u.ANZHI, "2020年度+移交安置科+报到服务",
        "移交安置科做好报到服务",
        keyword="报到服务", files=(
            word_file(manuscript(u.ANZHI, "移交安置科做好报到服务")), photo(1),
            Attached(name="信息稿件审核表.doc", type="doc", content=asset("old-form.doc")),
        ),
    ),
    *(
        piece(
            f"form-{dress}", f"a form as .{dress} is read like the Word file", u.TIAOMA, f"2020年度+跳马镇+{key}",
            _VILLAGE, keyword=key, files=(
                word_file(manuscript(u.TIAOMA, _VILLAGE, paragraphs=prose(u.TIAOMA, key))), photo(2),
                Attached(name=f"信息稿件审核表.{dress}", type=dress, content=asset(f"dresses/form.{dress}")),
            ),
        )
        for dress, key in (("rtf", "巡护老屋"), ("odt", "巡护古树"), ("pdf", "巡护石桥"), ("html", "巡护河道"))
    ),
    piece(
        "form-blank_beside", "a blank form beside the filled one: the filled one counts", u.OFFICE,
        "2020年度+办公室+表格两份", "局办公室随稿附表两份", keyword="表格两份",
        files=(word_file(manuscript(u.OFFICE, "局办公室随稿附表两份")), _BLANK, *_filled("局办公室随稿附表两份")),
    ),
    piece(
        "form-scanned", "a scan called by the form's name is looked at, and is no picture of the piece", u.SHUANGYONG,
        "2020年度+双拥优抚科+立功喜报", "双拥优抚科送立功喜报", keyword="立功喜报",
        files=(word_file(manuscript(u.SHUANGYONG, "双拥优抚科送立功喜报")), _SCAN), disposition="held",
        findings=("form_picture fault 信息稿件审核表.jpg", "pictures_present remark pictures"),
    ),
    piece(
        "form-on_a_page", "the form as the last page of the manuscript", u.GAOQIAO, "2020年度+高桥+清明祭英烈",
        "高桥街道清明祭英烈", keyword="清明祭英烈", files=(_on_a_page(), photo(3)),
    ),
    piece(
        "form-as_lines", "the form written as lines", u.LITUO, "2020年度+黎托+植绿护绿", "黎托街道老兵植绿护绿",
        keyword="植绿护绿", files=(_as_lines(), photo(4)),
    ),
    piece(
        "form-own_layout", "two pairs in a row, a unit's own wording", u.ANZHI, "2020年度+移交安置科+走访企业",
        "移交安置科走访企业岗位", keyword="走访企业",
        files=(word_file(manuscript(u.ANZHI, "移交安置科走访企业岗位")), _own_layout(), photo(6)),
    ),
    piece(
        "form-lifelike", "manuscript and form as Word writes them", u.TIAOMA, "2020年度+跳马+就业需求摸底",
        "跳马镇摸底退役军人就业需求", keyword="就业需求摸底", chars=184,
        files=(
            Attached(name="稿件.docx", type="docx", content=asset("word-manuscript.docx")),
            Attached(name="信息稿件审核表.docx", type="docx", content=asset("word-form.docx")), photo(7),
        ),
    ),
)  # fmt: skip
