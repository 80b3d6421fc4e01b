"""The bulletin: an official document with every section, repeated header rows, a reproducible file."""

import io
import re
import tomllib
import zipfile
from dataclasses import fields, replace

import pydantic
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from report.bulletin_paper import FORMS, paper, rows, words
from report.samples import (
    SAMPLES,
    jinjiang_empty,
    jinjiang_month,
    jinjiang_year,
    yuhua_month,
    yuhua_quarter,
)

from pipeline.report.bulletin import TEMPLATE, bulletin, bulletin_set
from pipeline.report.bulletin_view import BulletinSheet
from pipeline.report.bulletin_wording import bulletin_wording, read_wording
from pipeline.report.chart import chart
from pipeline.report.docx_filling import placeholders
from pipeline.report.fees import FeeSheet

SECTIONS = [
    "一、总体情况", "二、报送情况", "三、采用情况", "四、得分及排名", "五、约稿完成情况", "六、补计、核减说明",
    "七、通报表扬与提醒",
]  # fmt: skip


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


def test_the_chart_stands_in_the_bulletin_and_says_in_words_what_it_shows():
    found = paper(jinjiang_month(), chart(jinjiang_month(), bulletin_wording(FORMS)).content)
    ((picture,), described) = found.element.xpath("//wp:anchor"), found.element.xpath("//wp:docPr/@descr")
    assert described == ["罗山街道退役军人服务站2022年5月跃居第一"]
    assert int(picture.xpath("wp:extent/@cx")[0]) <= Mm(156)


def test_the_chart_hangs_at_the_foot_of_the_first_page_so_that_the_text_leaves_no_gap():
    found = paper(jinjiang_month(), chart(jinjiang_month(), bulletin_wording(FORMS)).content)
    (picture,) = found.element.xpath("//wp:anchor")
    assert picture.xpath("wp:positionV/@relativeFrom") == ["margin"]
    assert picture.xpath("wp:positionV/wp:align/text()") == ["bottom"]
    assert picture.xpath("wp:wrapTopAndBottom")
    held = next(p for p in found.paragraphs if p._p.xpath(".//wp:anchor"))
    assert held.text.startswith("现将2022年5月信息宣传工作情况通报如下。")


def test_the_set_goes_out_under_the_names_an_office_would_give():
    names = [d.name for d in bulletin_set(yuhua_quarter(), FORMS)]
    assert names == [
        "2020年第二季度信息宣传工作通报.docx", "2020年第二季度信息宣传工作统计表.xlsx",
        "2020年第二季度信息宣传得分图.png", "2020年第二季度信息宣传稿费发放表.docx",
    ]  # fmt: skip
    assert bulletin_set(jinjiang_empty(), FORMS)[0].name == "（预览）2022年5月信息宣传工作通报.docx"
    annexes = [p.text for p in paper(yuhua_quarter()).paragraphs if p.style.name.startswith("公文附件")]
    assert annexes == ["附件：1.2020年第二季度信息宣传工作统计表", "2.2020年第二季度信息宣传稿费发放表"]


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


def test_a_title_of_any_length_stands_in_its_row_in_short():
    report = jinjiang_month()
    found = paper(replace(report, adoptions=(replace(report.adoptions[0], title="长" * 10_000),)))
    assert rows(found, "采用载体")[0][1] == "长" * 99 + "…"


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
        text.replace("{times}次未完成", "{tmies}次未完成"),
        text.replace("listed_uses", "listed"),
        text + "\n[x]\n",
    ):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(pydantic.ValidationError):
            read_wording(file)
    file.write_text(text, encoding="utf-8")
    assert read_wording(file).model_dump() == tomllib.loads(text)


def test_a_title_that_is_too_long_for_a_line_is_broken_where_its_template_allows_it():
    told = {
        name: next(p.text for p in paper(SAMPLES[name]()).paragraphs if p.style.name == "公文标题") for name in SAMPLES
    }
    assert told["yuhua_month"] == "关于2020年5月信息宣传工作情况的通报"
    assert told["yuhua_quarter"] == "关于2020年第二季度\n信息宣传工作情况的通报"
