"""What a bulletin tells: figures, ranks, uses with their links, shortfalls, corrections, praise and reminders."""

import io
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import docx
import pytest
from report.bulletin_paper import FORMS, headings, paper, rows, sample_paper, words
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
from pipeline.report.bulletin_wording import read_wording
from pipeline.report.period_view import DutyRow


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
    assert row[:8] == ["1", first.unit, "4", "3", "3", "41", "47", "5"]
    assert row[8] == "940%"
    assert not rows(paper(jinjiang_month()), "完成率")


def test_a_year_does_not_say_the_same_points_twice():
    for report in (yuhua_year(), jinjiang_year()):
        found = [heading for table in paper(report).tables for heading in headings(table)]
        assert "本年度得分" in found
        assert "年度累计" not in found


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
    assert "本月有7个单位完成报送任务。\n未完成“每月报送信息”任务（应报3件，以受理为准）的有17个单位，其中" in text
    assert "其中已完成2件的3个：龙湖镇退役军人服务站、磁灶镇退役军人服务站、梅岭街道退役军人服务站；" in text
    assert re.search(r"；一件没有完成的11个：灵源街道退役军人服务站、.*。", text)
    assert re.search(r"任务的有24个单位，其中\d+次未完成的\d+个：", words(jinjiang_year()))
    met = tuple(replace(s, duty_met=True) for s in jinjiang_month().standings)
    assert "本月各单位均完成报送任务。" in words(replace(jinjiang_month(), standings=met, duties=()))


def test_a_figure_without_a_goal_has_no_empty_brackets():
    report = jinjiang_month()
    bare, *others = report.figures
    text = words(replace(report, figures=(replace(bare, goal=""), *others)))
    assert "泉州系统信息宣传考评第2名；政府办信息任务46%（目标：100%）。" in text


def test_who_is_named_and_who_left_a_call_unanswered_is_told_with_the_person_responsible():
    text = words(yuhua_month())
    assert "同升街道退役军人服务站（责任人：王五）迟报：5月3日信访事项（依据三（四）1），予以通报。" in text
    assert (
        "东塘街道退役军人服务站（责任人：李四）未按时按量完成约稿“退役军人就业创业典型”（5月12日前应报2件，已报1件）"
        in text
    )
    assert "移交安置科未按时按量完成约稿" in text
    late = replace(yuhua_month().calls[1], late=1, late_days=11)
    assert "已报1件，逾期11天报来1件）" in words(replace(yuhua_month(), calls=(late,)))
    assert "左家塘街道退役军人服务站（责任人：张三）未按时" not in text
    assert "未经归口审批" in text


def test_targets_met_are_praised_and_targets_missed_named_at_the_years_end_only():
    assert "已完成全年目标任务，一并予以表扬" in words(yuhua_month())
    assert "未完成全年目标任务的单位" not in words(yuhua_month())
    first, second, *others = yuhua_year().standings
    lines = (replace(first, completion=Decimal("0.1667")), replace(second, completion=Decimal(0)), *others)
    text = words(replace(yuhua_year(), standings=lines))
    assert f"未完成全年目标任务的单位：{first.unit}（16.7%）；尚无得分的{second.unit}、" in text


def test_a_target_in_points_is_no_duty_in_pieces():
    report = yuhua_year()
    target = DutyRow(
        unit=report.standings[-1].unit, duty="年度目标任务分值", period="2020", required=Decimal(5), done=Decimal(0),
        met=False, target=True,
    )  # fmt: skip
    assert "年度目标任务分值”任务" not in words(replace(report, duties=(target,)))


def test_corrections_are_shown_with_their_sign_and_their_period():
    assert [row[2:4] for row in rows(paper(yuhua_month()), "所属周期")] == [["2020年4月", "+5"], ["2020年4月", "-1"]]
    assert "本月没有补计、核减事项。" in words(jinjiang_month())
    hosted = replace(yuhua_month().corrections[0], title="", subject="全省老兵宣讲活动")
    assert rows(paper(replace(yuhua_month(), corrections=(hosted,))), "所属周期")[0][1] == "全省老兵宣讲活动"


def test_nothing_adopted_is_said_in_words_and_needs_no_table_and_no_chart():
    found = paper(jinjiang_empty())
    assert "本月没有信息被采用。" in "\n".join(p.text for p in found.paragraphs)
    assert not rows(found, "采用载体")
    assert not rows(found, "级别")
    made = docx.Document(io.BytesIO(bulletin_set(jinjiang_empty(), FORMS)[0].content))
    assert not made.inline_shapes


def test_half_a_year_is_spoken_of_as_half_a_year():
    half = replace(yuhua_quarter(), first=date(2020, 1, 1), period="2020H1", period_title="2020年上半年", fees=())
    assert "本半年各类载体采用信息" in words(half)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_unit_stands_in_one_table_alone(name):
    report = SAMPLES[name]()
    named = [c.text for table in sample_paper(name).tables if "采用载体" not in headings(table) for c in table._cells]
    called = [line.unit for line in report.calls] + [line.unit for line in report.corrections]
    assert all(named.count(line.unit) == 1 + called.count(line.unit) for line in report.standings)


def test_the_groups_are_summed_up_and_the_sums_are_those_of_the_whole_bureau():
    report = jinjiang_month()
    *groups, whole = rows(paper(report), "类别")
    assert [row[0] for row in groups] == ["镇（街道）退役军人服务站", "局机关科室", "下属（事业）单位"]
    assert whole == ["合计", "24", "52", "38", "31", "7"]
    assert [sum(int(row[n]) for row in groups) for n in range(1, 6)] == [24, 52, 38, 31, 7]
    assert "完成报送任务（个）" not in [h for table in paper(yuhua_month()).tables for h in headings(table)]


def test_who_sent_nothing_is_named_once():
    assert "未报送信息的有" not in words(jinjiang_month())  # named already: they have done nothing of their duty
    assert "本月未报送信息的有3个单位：" in words(yuhua_month())


def test_remarks_on_counting_stand_in_the_tally_and_what_waits_beside_the_corrections():
    text = words(replace(jinjiang_month(), waiting=2))
    assert "今日头条、腾讯等" not in text
    assert "计分口径的说明见附件“说明”表。" in text
    assert "六、补计、核减说明\n本月没有补计、核减事项。\n截至成文之日，另有2项采用、批示等情况正在核对" in text
    assert "正在核对" not in words(replace(jinjiang_month(), waiting=0))
    assert "说明见附件" not in words(jinjiang_empty())


def test_a_period_made_anew_after_it_was_issued_says_that_it_is_no_preview():
    anew = replace(jinjiang_month(), issue=None, frozen=False, corrected=True)
    assert "（更正后的情况，供核对；已印发的通报不改）" in words(anew)
    assert "预览稿" not in words(anew)
    assert bulletin_set(anew, FORMS)[0].name == "（更正后）2022年5月信息宣传工作通报.docx"


def test_of_many_pieces_that_nobody_approved_the_first_are_named_and_all_counted():
    most = read_wording(FORMS / "bulletin.toml").limits.listed_titles
    used = jinjiang_year().adoptions[:30]
    uses = tuple(replace(use, title=f"稿件{n}", remark="未经归口审批") for n, use in enumerate(used))
    text = words(replace(jinjiang_year(), adoptions=uses))
    assert f"《稿件{most - 1}》" in text
    assert f"《稿件{most}》" not in text
    assert "等30件（全部见附件" in text
