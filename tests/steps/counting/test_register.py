"""Pieces that come on paper, disc or by WeChat get their number by hand and count like the others."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from steps.counting.conftest import Bureau, day_at

from pipeline.domain.words import State
from pipeline.steps.counting.describe import Description, describe
from pipeline.steps.counting.hands import Refused
from pipeline.steps.counting.register import HandPiece, register


def entered(bureau: Bureau, **told: Any) -> HandPiece:
    told = {"unit": "磁灶", "title": "磁灶镇走访慰问老兵", "day": date(2022, 5, 3), "by": "李主任"} | told
    return HandPiece(bureau=bureau.id, **told)


def test_a_piece_gets_the_next_number_of_the_year_it_came_in_and_stands_accepted(jinjiang: Bureau) -> None:
    first = register(jinjiang.house, entered(jinjiang, medium="paper", kind="news", summary=True, chars=800))
    other = register(jinjiang.house, entered(jinjiang, title="去年的稿件", day=date(2021, 12, 30)))
    assert (first.number, other.number) == ("JJ-2022-00001", "JJ-2021-00001")
    row = jinjiang.on_record("JJ-2022-00001")
    assert (row.unit, row.state, row.disposition) == ("cizao", "received", "accepted")
    assert (row.genre, row.summary, row.chars, row.registered_by) == ("news", True, 800, "李主任")
    assert row.arrived_at == day_at("2022-05-03")
    assert row.accepted_at is not None
    [event, _] = jinjiang.events("piece_registered")
    assert (event.by, event.detail["medium"]) == ("李主任", "paper")


def test_it_is_received_and_accepted_in_the_standings_and_earns_points_like_any_other(jinjiang: Bureau) -> None:
    jinjiang.adopt(jinjiang.piece())
    line = jinjiang.standing()
    assert (line.received, line.accepted, line.adopted, line.points) == (1, 1, 1, Decimal(10))


def test_of_a_secret_piece_nothing_is_written_down_but_number_unit_and_date(jinjiang: Bureau) -> None:
    done = register(jinjiang.house, entered(jinjiang, title=None, secret=True, medium="disc"))
    row = jinjiang.on_record(done.number)
    assert (row.title, row.title_key, row.keyword, row.chars, row.content_key) == (None, "", None, None, "")
    assert jinjiang.standing().accepted == 1
    with pytest.raises(Refused, match="涉密"):
        describe(jinjiang.house, "jinjiang", Description(number=done.number, title="标题", reason="补", by="李主任"))


@pytest.mark.parametrize(
    "told", [{"title": "换防安排"}, {"title": None, "keyword": "换防"}, {"title": None, "chars": 9}]
)
def test_a_secret_piece_with_words_of_its_own_is_refused_and_nothing_is_kept(
    jinjiang: Bureau, told: dict[str, Any]
) -> None:
    with pytest.raises(Refused, match="涉密件只登记"):
        register(jinjiang.house, entered(jinjiang, secret=True, **told))
    assert jinjiang.events("piece_registered") == []


@pytest.mark.parametrize(
    ("told", "cause"),
    [
        ({"by": " "}, "name_wanted"),
        ({"title": None}, "title_wanted"),
        ({"title": "——"}, "title_wanted"),
        ({"unit": "没有的镇"}, "unknown_unit"),
        ({"kind": "novel"}, "unknown_word"),
        ({"medium": "fax"}, "unknown_word"),
        ({"chars": 0}, "bad_chars"),
        ({"day": date(2022, 6, 11)}, "future"),
    ],
)
def test_what_does_not_fit_is_refused_and_takes_no_number(jinjiang: Bureau, told: dict[str, Any], cause: str) -> None:
    with pytest.raises(Refused) as refused:
        register(jinjiang.house, entered(jinjiang, **told))
    assert refused.value.cause == cause
    assert jinjiang.piece() == "JJ-2022-00001"


def test_the_same_piece_entered_twice_is_refused_unless_it_is_another(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    with pytest.raises(Refused, match=number):
        register(jinjiang.house, entered(jinjiang, title="《磁灶镇 走访慰问老兵》", day=date(2022, 5, 6)))
    assert register(jinjiang.house, entered(jinjiang, another=True)).number != number
    assert register(jinjiang.house, entered(jinjiang, unit="安海")).unit == "anhai"
    assert register(jinjiang.house, entered(jinjiang, day=date(2022, 6, 3))).day == date(2022, 6, 3)


def test_a_piece_of_a_closed_month_is_taken_with_a_remark(jinjiang: Bureau) -> None:
    jinjiang.close("2022-05")
    assert "2022-05已经结账" in register(jinjiang.house, entered(jinjiang)).remark
    assert register(jinjiang.house, entered(jinjiang, day=date(2022, 6, 2), title="六月")).remark == ""


def test_a_piece_is_described_with_name_and_reason_and_the_log_keeps_what_it_was(jinjiang: Bureau) -> None:
    number = jinjiang.piece(kind="news")
    told = Description(
        number=number.lower(), kind="info", summary=True, title="磁灶镇  半年总结", reason="看过原件", by="王"
    )
    done = describe(jinjiang.house, "jinjiang", told)
    assert (done.kind, done.summary, done.title) == ("info", True, "磁灶镇 半年总结")
    assert done.changed == ("kind", "summary", "title")
    [event] = jinjiang.events("piece_described")
    assert event.detail["old"] == {"genre": "news", "summary": None, "title": "磁灶镇走访慰问老兵"}
    assert (event.by, event.detail["reason"]) == ("王", "看过原件")
    assert describe(jinjiang.house, "jinjiang", told).changed == ()
    assert len(jinjiang.events("piece_described")) == 1


def test_summaries_count_for_the_quarters_duty_only_once_they_are_described(jinjiang: Bureau) -> None:
    number = jinjiang.piece(unit="局办公室", title="二季度宣传总结")
    told = Description(number=number, kind="news", summary=True, reason="看过原件", by="王")
    assert summaries(jinjiang) == 0
    describe(jinjiang.house, "jinjiang", told)
    assert summaries(jinjiang) == 1


def summaries(bureau: Bureau) -> int:
    from pipeline.score.period import parse_period
    from pipeline.steps.counting.gather import facts_of
    from pipeline.steps.counting.plan import plan_of

    unit = next(u.id for u in bureau.house.bureau("jinjiang").bureau.roster.units if "局办公室" in u.names)
    with bureau.house.database.reading() as session:
        scored = plan_of(bureau.house, "jinjiang").score(facts_of(session, "jinjiang"), parse_period("2022Q2"))
    return int(next(d.done for d in scored.duties if (d.unit, d.duty) == (unit, "JQ2-news")))


@pytest.mark.parametrize(
    ("told", "cause"),
    [
        ({"number": "JJ-2022-00099", "kind": "news"}, "unknown_piece"),
        ({}, "nothing_to_describe"),
        ({"kind": "poem"}, "unknown_word"),
        ({"kind": "news", "by": ""}, "reason_and_name"),
        ({"kind": "news", "reason": " "}, "reason_and_name"),
    ],
)
def test_a_description_that_says_nothing_or_of_nothing_is_refused(
    jinjiang: Bureau, told: dict[str, Any], cause: str
) -> None:
    number = jinjiang.piece()
    with pytest.raises(Refused) as refused:
        describe(jinjiang.house, "jinjiang", Description(**({"number": number, "reason": "看过", "by": "王"} | told)))
    assert refused.value.cause == cause


def test_a_sealed_piece_gets_no_title(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    jinjiang.set_state(number, State.SEALED)
    with pytest.raises(Refused, match="涉密"):
        describe(jinjiang.house, "jinjiang", Description(number=number, title="标题", reason="补", by="王"))
