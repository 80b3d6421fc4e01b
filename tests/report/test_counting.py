"""The mails of counting: a report's receipt, an adoption, the office's month, what is to be entered."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from report.counting_rows import TITLE, entry, reported, use
from report.told import told_in_both
from report.workbook import Workbook

from pipeline.report.counting import adopted, office_month, reads_wanted, report_receipt, unit_month


def test_a_report_is_answered_row_by_row_with_what_wants_looking_after_first(samples, desk) -> None:
    mail = report_receipt(samples.report_receipt(), desk)
    assert mail.subject.startswith("采用情况表（5月30日）不予登记1条，待核对1条，已登记1条，此前已登记1条，记为报送1条")
    order = [
        mail.text.index(f"【{word}（1条）】") for word in ("不予登记", "待核对", "已登记", "此前已登记", "记为报送")
    ]
    assert order == sorted(order)
    told_in_both(
        mail, "《附件2.docx》第4行", "没有注明单条还是简讯", "编号 YH-2022-00012", "2022年6月1日（周三）17:00前"
    )


def test_no_row_of_a_report_is_left_out_whatever_became_of_it(samples, desk) -> None:
    bare = reported("later", outlet="", date=None, number=None, why="", points=None)
    rows = tuple(replace(bare, title=f"稿件{n}") for n in range(30))
    mail = report_receipt(samples.report_receipt(rows=rows, unit=None, answer_by=None), desk)
    assert all(f"· 稿件{n}\n" in mail.text for n in range(30))
    assert "共读到30行" in mail.text


def test_a_report_without_rows_is_told_so(samples, desk) -> None:
    mail = report_receipt(samples.report_receipt(rows=()), desk)
    assert "没有读到内容，请核对后重发" in mail.subject
    told_in_both(mail, "没有读到一行内容")


def test_points_of_a_reported_row_are_shown_once_it_is_counted(samples, desk) -> None:
    counted, later = reported("taken"), reported("taken", title="另一篇", points=None)
    text = report_receipt(samples.report_receipt(rows=(counted, later)), desk).text
    assert f"· {TITLE}　10分\n" in text
    assert "· 另一篇\n" in text


def test_an_adoption_tells_outlet_points_and_clause(samples, desk) -> None:
    mail = adopted(samples.adopted(), desk)
    assert mail.subject == f"【YH-2022-00012】您的稿件被省厅官网采用，计10分：{TITLE}"
    told_in_both(mail, "依据：三（四）2", "省厅官网（省级，单独）", "2022年5月12日（周四）")
    assert "2022年5月得分 10，本年得分 15.5\n" in mail.text


def test_a_use_that_earns_nothing_is_told_with_its_reason(samples, desk) -> None:
    record = use(outlet="红网", counted=False, reason="红网：只作记录，不计分", remark="未经归口审批")
    mail = adopted(samples.adopted(uses=(record,)), desk)
    assert "被红网采用，不另计分" in mail.subject
    told_in_both(mail, "红网：只作记录，不计分", "备注：未经归口审批")


def test_several_pieces_used_are_told_together(samples, desk) -> None:
    other = use(number="YH-2022-00013", title="普法宣传", points=Decimal("0.5"), date=date(2022, 5, 20))
    mail = adopted(samples.adopted(number=None, uses=(use(), other)), desk)
    assert mail.subject == "您的2篇稿件被采用，计10.5分：左家塘街道退役军人服务站（5月20日）"
    assert mail.message_id.startswith("<letter.")


def test_one_piece_in_two_outlets_names_how_many(samples, desk) -> None:
    mail = adopted(samples.adopted(uses=(use(), use(outlet="红网", counted=False))), desk)
    assert "您的稿件被2家采用，计10分" in mail.subject


def test_a_piece_of_several_units_names_them_all(samples, desk) -> None:
    mail = adopted(samples.adopted(uses=(use(units=("左家塘街道", "高桥街道")),)), desk)
    told_in_both(mail, "供稿：左家塘街道、高桥街道")


@pytest.mark.parametrize(
    ("what", "subject", "closing"),
    [
        ("to_approve", "请确认：2022年5月通报已备好，确认后印发，另有1项等待核对：", "只发给局办公室"),
        ("issued", "2022年5月通报已印发，另有1项等待核对：", "只发给局办公室"),
        ("stations", "2022年5月各服务站信息宣传情况：", "局办公室的同志会答复您"),
    ],
)
def test_the_set_of_a_month_tells_what_it_is_for(samples, desk, what: str, subject: str, closing: str) -> None:
    mail = office_month(samples.office_month(what), desk)
    assert mail.subject == subject + "雨花区退役军人事务局"
    assert [file.name for file in mail.attachments] == [
        "2022年5月信息宣传工作通报.docx",
        "2022年5月信息宣传统计表.xlsx",
    ]
    told_in_both(mail, "雨花区退役军人服务中心（下降1位）", "16.67", "约稿按时按量完成　八一专题约稿", closing)
    assert ("baosong close-month" in mail.text) == (what == "to_approve")
    assert ("没有注明单条还是简讯" in mail.text) == (what != "stations")


def test_equal_ranks_stand_as_they_were_counted(samples, desk) -> None:
    text = office_month(samples.office_month("issued"), desk).text
    assert "4　跳马镇退役军人服务站　0　0\n4　高桥街道退役军人服务站　0　2\n" in text


def test_the_office_is_told_which_reads_to_enter_where_and_how(samples, desk) -> None:
    mail = reads_wanted(samples.reads_wanted(), desk)
    assert mail.subject == "请录入阅读量：2篇稿件已满一周（5月13日）"
    told_in_both(mail, "2022年5月6日（周五）刊发", "满7天", "https://mp.example.test/s/abc", "baosong register")


def test_of_a_long_report_the_first_rows_are_told_and_all_of_them_attached(samples, desk) -> None:
    rows = tuple(reported("waits", title=f"=稿件{n}") for n in range(5000))
    mail = report_receipt(samples.report_receipt(rows=(*rows, reported("taken"))), desk)
    assert len(mail.html) < 300_000
    told_in_both(mail, "共读到5001行", "另有4900条，逐条见附件《采用情况表处理结果.xlsx》")
    [whole] = mail.attachments
    assert len(whole.content) < 500_000
    cells = Workbook(whole.content).cells("处理结果")
    assert "A5003" in cells
    assert "A5004" not in cells
    assert (cells["B3"].value, cells["B3"].formula, cells["E3"].value) == ("=稿件0", False, "待核对")


def test_a_report_of_ordinary_length_has_no_attachment(samples, desk) -> None:
    assert report_receipt(samples.report_receipt(), desk).attachments == ()


def test_of_very_many_uses_or_entries_the_mail_names_the_first(samples, desk) -> None:
    uses = tuple(use(number=f"YH-2022-{n:05}") for n in range(1000))
    told_in_both(adopted(samples.adopted(number=None, uses=uses), desk), "另有900次没有逐一列出")
    many = tuple(entry(subject=f"YH-2022-{n:05}") for n in range(1000))
    told_in_both(unit_month(samples.unit_month(entries=many), desk), "另有800条没有逐一列出")
