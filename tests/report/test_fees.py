"""The fee statement: a table a quarter, the sum in figures and in capitals, room to sign."""

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
from report.samples import jinjiang_month, yuhua_quarter

from pipeline.report.bulletin_wording import bulletin_wording
from pipeline.report.fees import TEMPLATE, fee_statement

FORM = Path(__file__).parents[2] / "config" / "forms" / TEMPLATE
FILE = bulletin_wording(FORM.parent).files.fees


def paper(report):
    return docx.Document(io.BytesIO(fee_statement(report, FORM, FILE).content))


def test_a_period_without_fees_has_no_statement():
    assert fee_statement(jinjiang_month(), FORM, FILE) is None


def test_every_unit_has_a_line_and_a_place_to_sign_and_the_sum_stands_in_capitals():
    report = yuhua_quarter()
    (table,) = paper(report).tables
    told = [[c.text for c in row.cells] for row in table.rows]
    assert told[0] == ["序号", "单位", "得分", "金额（元）", "领取人签字"]
    assert [row[1] for row in told[1:-2]] == [fee.unit for fee in report.fees]
    assert told[1][3] == f"{report.fees[0].amount:,.2f}"
    assert told[-2][2:4] == ["275", "13,750.00"]
    assert told[-1][2] == "壹万叁仟柒佰伍拾元整"


def test_people_sign_under_the_table_and_the_rate_is_told_with_its_clause():
    text = "\n".join(p.text for p in paper(yuhua_quarter()).paragraphs)
    assert "计发标准：每分50元（依据三（四）3）。" in text
    for who in ("分管领导：", "审核：", "财务：", "制表："):
        assert who in text


def test_fees_of_several_quarters_have_a_table_and_a_sum_each():
    report = yuhua_quarter()
    first = tuple(replace(fee, period="2020Q1", amount=Decimal("0.5")) for fee in report.fees[:3])
    found = paper(replace(report, fees=(*first, *report.fees)))
    assert [table.rows[-1].cells[2].text for table in found.tables] == ["壹元伍角整", "壹万叁仟柒佰伍拾元整"]
    assert [p.text for p in found.paragraphs if p.style.name == "公文表题"] == ["2020年第一季度", "2020年第二季度"]


def test_a_preview_says_so():
    assert "（预览稿，尚未确认）" in [p.text for p in paper(replace(yuhua_quarter(), frozen=False)).paragraphs]
    assert "（预览稿，尚未确认）" not in [p.text for p in paper(yuhua_quarter()).paragraphs]
