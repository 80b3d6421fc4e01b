"""The bulletin: an official document with every section, real links, repeated header rows, a reproducible file."""

import io
import re
import tomllib
import zipfile
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import pydantic
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from report.samples import (
    SAMPLES,
    jinjiang_empty,
    jinjiang_month,
    jinjiang_year,
    yuhua_month,
    yuhua_quarter,
    yuhua_year,
)

from pipeline.report.bulletin import TEMPLATE, bulletin, bulletin_set
from pipeline.report.bulletin_view import BulletinSheet
from pipeline.report.bulletin_wording import read_wording
from pipeline.report.chart import chart
from pipeline.report.docx_filling import placeholders
from pipeline.report.fees import FeeSheet

FORMS = Path(__file__).parents[2] / "config" / "forms"
SECTIONS = [
    "一、总体情况", "二、报送情况", "三、采用情况", "四、得分及排名", "五、约稿完成情况", "六、补计、核减说明",
    "七、通报表扬与提醒",
]  # fmt: skip


def paper(report, chart_png=None):
    return docx.Document(io.BytesIO(bulletin(report, FORMS / TEMPLATE, chart_png).content))


def words(report):
    return "\n".join(p.text for p in paper(report).paragraphs)


def rows(found, heading):
    """The rows of the tables whose headings hold this one, without their headings."""
    tables = [t for t in found.tables if heading in [c.text for c in t.rows[0].cells]]
    return [[c.text for c in row.cells] for t in tables for row in t.rows[1:]]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_kind_of_period_has_all_seven_sections_in_order(name):
    headings = [p.text for p in paper(SAMPLES[name]()).paragraphs if p.style.name == "公文一级标题"]
    assert headings == SECTIONS


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_period_makes_the_same_files(name):
    first, second = (bulletin_set(SAMPLES[name](), FORMS) for _ in range(2))
    assert [d.content for d in first] == [d.content for d in second]


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_of_the_template_is_left_in_the_paper(name):
    with zipfile.ZipFile(io.BytesIO(bulletin(SAMPLES[name](), FORMS / TEMPLATE, None).content)) as archive:
        text = archive.read("word/document.xml").decode()
    assert not re.search(r"\{[{%#]|[}%#]\}|None|Undefined", text)


def test_the_page_is_that_of_an_official_document():
    found = paper(jinjiang_month())
    page = found.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    margins = [page.top_margin, page.bottom_margin, page.left_margin, page.right_margin]
    assert [round(side.mm) for side in margins] == [37, 35, 28, 26]
    assert found.settings.odd_and_even_pages_header_footer
    styles = {name: found.styles[name] for name in ("公文标题", "公文正文", "公文一级标题", "公文二级标题")}
    faces = {name: s.element.rPr.rFonts.get(qn("w:eastAsia")) for name, s in styles.items()}
    assert faces == {
        "公文标题": "方正小标宋简体", "公文正文": "仿宋_GB2312", "公文一级标题": "黑体", "公文二级标题": "楷体_GB2312",
    }  # fmt: skip
    assert [s.font.size for s in styles.values()] == [Pt(22), Pt(16), Pt(16), Pt(16)]
    assert styles["公文正文"].element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_the_pages_number_stands_on_the_outer_side_between_dashes():
    page = paper(jinjiang_month()).sections[0]
    odd, even = page.footer.paragraphs[0], page.even_page_footer.paragraphs[0]
    assert (odd.text, even.text) == ("— 1 —", "— 1 —")
    assert (odd.alignment, even.alignment) == (2, 0)  # right, left
    assert "PAGE" in odd._p.xml
    assert "PAGE" in even._p.xml


@pytest.mark.parametrize("name", SAMPLES)
def test_header_rows_are_repeated_and_no_row_is_split_over_pages(name):
    tables = paper(SAMPLES[name]()).tables
    assert tables
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_fonts_that_a_server_lacks_have_a_name_to_fall_back_on():
    content = bulletin(jinjiang_month(), FORMS / TEMPLATE, None).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        table = archive.read("word/fontTable.xml").decode()
    fallbacks = dict(re.findall(r'<w:font w:name="([^"]+)"><w:altName w:val="([^"]+)"', table))
    assert fallbacks["方正小标宋简体"] == "宋体"
    assert fallbacks["仿宋_GB2312"] == "仿宋"
    assert fallbacks["楷体_GB2312"] == "楷体"


def test_title_number_addressee_signature_and_date_stand_in_their_places():
    told = {p.style.name: p.text for p in paper(jinjiang_month()).paragraphs}
    assert told["公文文号"] == "〔2022〕第5期"
    assert told["公文标题"] == "关于2022年5月信息宣传工作情况的通报"
    assert told["公文主送"] == "各镇（街道）退役军人服务站，机关各科室、下属各单位："
    assert told["公文署名"] == "晋江市退役军人事务局办公室"
    assert told["公文成文日期"] == "2022年6月1日"


def test_a_year_is_assessed_and_a_preview_says_that_it_is_none_yet():
    assert "关于2022年度信息宣传工作考评情况的通报" in words(jinjiang_year())
    assert "（预览稿，尚未印发）" in words(jinjiang_empty())


def test_the_office_is_centred_over_the_date_four_characters_from_the_edge():
    for issuer in ("局办公室", "长沙市雨花区退役军人事务局办公室"):
        lines = {p.style.name: p for p in paper(replace(yuhua_month(), issuer=issuer)).paragraphs}
        office, day = lines["公文署名"], lines["公文成文日期"]
        assert day.paragraph_format.right_indent >= Pt(63)
        middle = [line.paragraph_format.right_indent.pt + wide * 8 for line, wide in ((office, len(issuer)), (day, 6))]
        assert abs(middle[0] - middle[1]) < 1


def test_the_figures_are_set_against_the_period_before_where_there_was_one():
    assert "与上月相比，报送持平，受理减少7件，采用增加2件，得分增加45.5分。" in words(yuhua_month())
    assert "相比，报送" not in words(jinjiang_empty())


def test_units_stand_in_the_table_of_their_group_with_completion_where_there_are_targets():
    found = paper(yuhua_month())
    groups = [p.text for p in found.paragraphs if p.style.name == "公文二级标题"]
    assert groups[:3] == ["（一）镇（街道）退役军人服务站", "（二）局机关科室", "（三）下属（事业）单位"]
    ranked = rows(found, "完成率")
    assert sorted(row[1] for row in ranked) == sorted(line.unit for line in yuhua_month().standings)
    first = yuhua_month().standings[0]
    row = next(row for row in ranked if row[1] == first.unit)
    assert row[:4] == ["1", first.unit, "41", "47"]
    assert row[5] == "940%"
    assert not rows(paper(jinjiang_month()), "完成率")


def test_a_year_does_not_say_the_same_points_twice():
    for report in (yuhua_year(), jinjiang_year()):
        headings = [c.text for table in paper(report).tables for c in table.rows[0].cells]
        assert "本年度得分" in headings
        assert "年度累计" not in headings


def test_adopted_pieces_are_listed_by_level_with_outlet_day_and_a_link_that_opens():
    report = jinjiang_month()
    found = paper(report)
    listed = rows(found, "采用载体")
    assert len(listed) == len(report.adoptions)
    assert [row[3] for row in listed[:4]] == ["学习强国全国平台"] * 4
    links = [link.address for t in found.tables for c in t._cells for p in c.paragraphs for link in p.hyperlinks]
    assert sorted(links) == sorted(use.url for use in report.adoptions if use.url)


def test_a_link_that_is_no_page_of_the_web_is_not_made():
    report = yuhua_month(1)
    bad = replace(report, adoptions=(replace(report.adoptions[0], url="javascript:alert(1)"),))
    assert "javascript" not in bulletin(bad, FORMS / TEMPLATE, None).content.decode("latin-1")
    assert rows(paper(bad), "采用载体")[0][-1] == "—"


def test_points_by_level_and_from_elsewhere_add_up_to_the_total():
    report = jinjiang_month()
    more = replace(report, totals=replace(report.totals, points=report.totals.points + 30))
    table = rows(paper(more), "级别")
    assert table[-2][0] == "阅读量、批示、承办活动等其他计分"
    assert table[-2][2] == "30"
    assert sum(Decimal(row[2]) for row in table[:-1]) == Decimal(table[-1][2]) == more.totals.points


def test_only_so_many_uses_are_listed_and_the_rest_is_counted():
    limit = read_wording(FORMS / "bulletin.toml").limits.listed_uses
    found = paper(jinjiang_year())
    assert len(rows(found, "采用载体")) == limit
    assert f"其余{200 - limit}条见附件" in "".join(p.text for p in found.paragraphs)


def test_units_that_fell_short_are_named_with_what_they_have_done():
    text = words(jinjiang_month())
    assert "本月有7个单位完成报送任务。未完成“每月报送信息”任务（应报3件）的有17个单位：" in text
    assert "龙湖镇退役军人服务站（已报2件）、" in text
    assert re.search(r"任务的有24个单位：罗山街道退役军人服务站（\d+次）", words(jinjiang_year()))
    met = tuple(replace(s, duty_met=True) for s in jinjiang_month().standings)
    assert "本月各单位均完成报送任务。" in words(replace(jinjiang_month(), standings=met, duties=()))


def test_who_is_named_and_who_left_a_call_unanswered_is_told_with_the_person_responsible():
    text = words(yuhua_month())
    assert "同升街道退役军人服务站（责任人：王五）迟报：5月3日信访事项（依据三（四）1），予以通报。" in text
    assert (
        "东塘街道退役军人服务站（责任人：李四）未按时按量完成约稿“退役军人就业创业典型”（5月12日前应报2件，已报1件）"
        in text
    )
    assert "移交安置科未按时按量完成约稿" in text
    assert "左家塘街道退役军人服务站（责任人：张三）未按时" not in text
    assert "未经归口审批" in text


def test_targets_met_are_praised_and_targets_missed_named_at_the_years_end_only():
    assert "已完成全年目标任务，一并予以表扬" in words(yuhua_month())
    assert "未完成全年目标任务的单位" not in words(yuhua_month())
    assert "未完成全年目标任务的单位：" in words(yuhua_year())


def test_corrections_are_shown_with_their_sign_and_their_period():
    assert [row[2:4] for row in rows(paper(yuhua_month()), "所属周期")] == [["2020年4月", "+5"], ["2020年4月", "-1"]]
    assert "本月没有补计、核减事项。" in words(jinjiang_month())


def test_nothing_adopted_is_said_in_words_and_needs_no_table_and_no_chart():
    found = paper(jinjiang_empty())
    assert "本月没有信息被采用。" in "\n".join(p.text for p in found.paragraphs)
    assert not rows(found, "采用载体")
    assert not rows(found, "级别")
    made = docx.Document(io.BytesIO(bulletin_set(jinjiang_empty(), FORMS)[0].content))
    assert not made.inline_shapes


def test_the_chart_stands_in_the_bulletin_and_says_in_words_what_it_shows():
    found = paper(jinjiang_month(), chart(jinjiang_month()).content)
    (picture,) = found.inline_shapes
    assert picture._inline.docPr.get("descr") == "罗山街道退役军人服务站2022年5月跃居第一"
    assert picture.width <= Mm(156)


def test_the_set_goes_out_under_the_names_an_office_would_give():
    names = [d.name for d in bulletin_set(yuhua_quarter(), FORMS)]
    assert names == [
        "2020年第二季度信息宣传工作通报.docx", "2020年第二季度信息宣传工作统计表.xlsx",
        "2020年第二季度信息宣传得分图.png", "2020年第二季度信息宣传稿费发放表.docx",
    ]  # fmt: skip
    assert bulletin_set(jinjiang_empty(), FORMS)[0].name == "（预览）2022年5月信息宣传工作通报.docx"
    annexes = [p.text for p in paper(yuhua_quarter()).paragraphs if p.style.name.startswith("公文附件")]
    assert annexes == ["附件：1.2020年第二季度信息宣传工作统计表", "2.2020年第二季度信息宣传稿费发放表"]


def test_half_a_year_is_spoken_of_as_half_a_year():
    half = replace(yuhua_quarter(), first=date(2020, 1, 1), period="2020H1", period_title="2020年上半年", fees=())
    assert "本半年各类载体采用信息" in words(half)


@given(st.text(max_size=60))
@settings(max_examples=15, deadline=None)
def test_whatever_a_unit_wrote_stays_text(text):
    report = yuhua_month(2)
    line = replace(report.adoptions[0], title=f"走访{text}", outlet=text, url=text, remark=text)
    found = paper(replace(report, adoptions=(line,), notes=(text,)))
    printed = rows(found, "采用载体")[0][1]
    assert printed.startswith("走访")
    assert not found.inline_shapes


@pytest.mark.parametrize("title", ["{{ issuer }}", "{% for x in y %}", "<w:p/>", "a&b", "{_{x}_}", "𠮷"])
def test_signs_of_templates_and_of_xml_are_printed_as_they_are(title):
    report = yuhua_month(1)
    found = paper(replace(report, adoptions=(replace(report.adoptions[0], title=title),)))
    assert rows(found, "采用载体")[0][1] == title


def test_the_forms_readme_tells_every_name_that_a_template_may_use():
    told = (FORMS / "README.md").read_text(encoding="utf-8")
    for sheet, template in ((BulletinSheet, TEMPLATE), (FeeSheet, "fees.docx")):
        names = {f.name for f in fields(sheet)}
        assert placeholders(FORMS / template) <= names
        assert [name for name in names if f"{{{{ {name}" not in told] == []


def test_a_wrong_key_or_a_name_that_nobody_fills_in_is_refused(tmp_path):
    text = (FORMS / "bulletin.toml").read_text(encoding="utf-8")
    file = tmp_path / "bulletin.toml"
    for wrong in (
        text.replace("{unit}（{times}次）", "{unti}次"),
        text.replace("listed_uses", "listed"),
        text + "\n[x]\n",
    ):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(pydantic.ValidationError):
            read_wording(file)
    file.write_text(text, encoding="utf-8")
    assert read_wording(file).model_dump() == tomllib.loads(text)
