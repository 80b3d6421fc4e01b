"""The mails of counting: what each tells, in text and page alike."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from report.counting_rows import TITLE, duties, entries, entry, reported, standing, use
from report.counting_samples import PNG
from report.workbook import Workbook

from pipeline.report.counting import adopted, office_month, reads_wanted, report_receipt, status, unit_month, withdrawn


def told_in_both(mail, *words: str) -> None:
    for word in words:
        assert word in mail.text
        assert word in mail.html


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


def test_a_units_month_tells_rank_movement_points_duties_and_how_to_object(samples, desk) -> None:
    mail = unit_month(samples.unit_month(), desk)
    assert mail.subject == "2022年5月第2名（上升3位），9.5分，有任务未完成：左家塘街道退役军人服务站"
    told_in_both(
        mail,
        "比上一期上升3位",
        "在13个镇（街道）退役军人服务站中列第1名",
        "省厅官网（省级宣传载体）：计10分",
        "就高不重复计分",
        "还差1",
        "目标20分，已得14.5分（72.5%），还差5.5分",
        "2022年6月10日（周五）17:00前",
        "2022年5月信息宣传工作通报.docx",
    )
    assert f"· {TITLE}　+10分\n　5月12日　省厅官网" in mail.text
    assert "1月0分，2月2分，3月0分，4月3分，5月9.5分" in mail.text


@pytest.mark.parametrize(("previous", "word"), [(5, "上升3位"), (1, "下降1位"), (2, "名次未变"), (None, "")])
def test_a_movement_is_told_as_the_office_says_it(samples, desk, previous: int | None, word: str) -> None:
    subject = unit_month(samples.unit_month(standing=standing(previous_rank=previous)), desk).subject
    assert subject.startswith(f"2022年5月第2名（{word}），9.5分" if word else "2022年5月第2名，9.5分")


def test_what_did_not_count_stands_apart_with_its_reason(samples, desk) -> None:
    text = unit_month(samples.unit_month(), desk).text
    apart = text[text.index("【没有计分的和原因】") : text.index("【报送任务和目标】")]
    assert "红网：办法没有分值" in apart
    assert "计10分\n" not in apart


def test_a_reversal_of_an_earlier_month_says_what_it_is(samples, desk) -> None:
    text = unit_month(samples.unit_month(), desk).text
    assert "　冲销，补记以前月份的事项\n" in text
    assert text.count("补记以前月份的事项") == 1


def test_a_month_without_points_and_duties_is_still_a_whole_mail(samples, desk) -> None:
    quiet = standing(points=Decimal(0), corrections=Decimal(0), target=None, completion=None, history=())
    view = samples.unit_month(
        standing=quiet, entries=(), duties=(), attachments=(), chart_png=None, object_by=None, group_units=1
    )
    mail = unit_month(view, desk)
    told_in_both(mail, "没有得分", "没有计分的事项", "请直接回复本邮件")
    for absent in ("报送任务和目标", "本年各月得分", "随信附上", "没有计分的和原因", "cid:"):
        assert absent not in mail.text + mail.html


def test_a_duty_whose_period_is_not_over_is_not_missed(samples, desk) -> None:
    open_only = tuple(d for d in duties() if not d.over)
    mail = unit_month(samples.unit_month(duties=open_only), desk)
    assert "未完成" not in mail.subject
    assert "在办 每季度至少报送2篇总结类稿件：2022年第二季度" in mail.text


def test_what_came_late_for_a_call_is_told_apart_from_what_came_in_time(samples, desk) -> None:
    late = replace(duties()[1], late=Decimal(1), late_days=2)
    unit = unit_month(samples.unit_month(duties=(late,)), desk)
    told_in_both(unit, "应完成2，按时报送1，逾期报送1（逾期2天）")
    assert "还差" not in unit.text[: unit.text.index("年度目标")]
    assert "有任务未完成" in unit.subject
    office = office_month(samples.office_month("issued", short=(late,)), desk)
    told_in_both(office, "应完成2，按时报送1，逾期报送1（逾期2天）")
    assert "还差0" not in office.text


def test_a_duty_of_points_says_points(samples, desk) -> None:
    owed = replace(duties()[0], duty="年度目标任务分值", required=Decimal(5), done=Decimal(2), met=False, target=True)
    told_in_both(unit_month(samples.unit_month(duties=(owed,)), desk), "应完成5分，已完成2分，还差3分")


def test_a_target_that_a_duty_tells_is_not_told_twice(samples, desk) -> None:
    yearly = replace(duties()[0], duty="年度目标任务", period="2022年", required=Decimal(20), done=Decimal("14.5"))
    text = unit_month(samples.unit_month(duties=(yearly,)), desk).text
    assert text.count("已完成14.5") == 1
    assert "已得" not in text


def test_the_chart_stands_in_the_page_and_the_bulletin_beside_it(samples, desk) -> None:
    mail = unit_month(samples.unit_month(), desk)
    chart, bulletin = mail.attachments
    assert chart.content == PNG
    assert f'<img src="cid:{chart.content_id}"' in mail.html
    assert chart.content_id.endswith("@yuhua.test")
    assert bulletin.content_id is None
    assert "本年各月得分.png" not in mail.text


def test_months_are_named_from_the_first_of_the_plans_year_and_corrections_are_none(samples, desk) -> None:
    whole = standing(history=tuple(map(Decimal, range(1, 14))))
    december = unit_month(samples.unit_month(period="2022-12", standing=whole), desk).text
    assert "11月11分，12月12分。" in december
    elsewhere = standing(history=tuple(map(Decimal, range(1, 13))), year_begins=5)
    for period in ("2023-04", "2022"):
        assert "5月1分，6月2分" in unit_month(samples.unit_month(period=period, standing=elsewhere), desk).text
    assert "13月" not in december


def test_in_january_there_is_no_year_to_draw(samples, desk) -> None:
    mail = unit_month(samples.unit_month(standing=standing(history=(Decimal(3),))), desk)
    assert [file.content_id for file in mail.attachments] == [None]
    assert "<img" not in mail.html


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


def test_a_question_is_answered_with_pieces_states_and_points(samples, desk) -> None:
    mail = status(samples.status("query"), desk)
    assert mail.subject == "2022年来稿2篇，采用1篇，14.5分：左家塘街道退役军人服务站"
    told_in_both(mail, "YH-2022-00020", "退回补正", "省厅官网、市局公众号", "在镇（街道）退役军人服务站中列第1名")
    assert mail.text.index("【稿件和状态】") < mail.text.index("【得分明细】")


def test_a_question_for_points_has_the_points_first(samples, desk) -> None:
    mail = status(samples.status("points"), desk)
    assert mail.subject == "2022年积分14.5分，第2名：左家塘街道退役军人服务站"
    assert mail.text.index("【得分明细】") < mail.text.index("【稿件和状态】")
    assert "补记以前月份" not in mail.text


@pytest.mark.parametrize("what", ["query", "points"])
def test_a_unit_that_sent_nothing_is_answered_too(samples, desk, what: str) -> None:
    mail = status(samples.status(what, pieces=(), standing=None, entries=(), duties=()), desk)
    told_in_both(mail, "还没有收到贵单位的稿件")


@pytest.mark.parametrize(
    ("outcome", "subject"),
    [
        ("withdrawn", "【YH-2022-00020】已撤回：开展普法宣传"),
        ("already", "【YH-2022-00020】此前已撤回：开展普法宣传"),
        ("reviewed", "【YH-2022-00020】未能撤回，本件已进入审核：开展普法宣传"),
        ("not_yours", "未能撤回，不是贵单位的稿件：左家塘街道退役军人服务站"),
        ("unknown", "未能撤回，没有查到这个编号：左家塘街道退役军人服务站"),
        ("no_number", "未能撤回，没有写明编号：左家塘街道退役军人服务站"),
    ],
)
def test_a_withdrawal_is_told_by_its_subject_alone(samples, desk, outcome: str, subject: str) -> None:
    assert withdrawn(samples.withdrawn(outcome), desk).subject == subject


@pytest.mark.parametrize("outcome", ["not_yours", "unknown"])
def test_of_anothers_piece_neither_title_nor_token_is_told(samples, desk, outcome: str) -> None:
    mail = withdrawn(samples.withdrawn(outcome), desk)
    assert "开展普法宣传" not in mail.subject + mail.text + mail.html
    assert "yh-2022-00020" not in mail.message_id
    told_in_both(mail, "编号 YH-2022-00020", "撤回 YH-2020-00012")


def test_the_office_is_told_which_reads_to_enter_where_and_how(samples, desk) -> None:
    mail = reads_wanted(samples.reads_wanted(), desk)
    assert mail.subject == "请录入阅读量：2篇稿件已满一周（5月13日）"
    told_in_both(mail, "2022年5月6日（周五）刊发", "满7天", "https://mp.example.test/s/abc", "baosong register")


def test_entries_come_by_day(samples, desk) -> None:
    late_first = (entry(title="后", date=date(2022, 5, 30)), entry(title="先", date=date(2022, 5, 2)))
    text = unit_month(samples.unit_month(entries=(*late_first, *entries()[3:])), desk).text
    assert text.index("· 先") < text.index("· 后")


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
