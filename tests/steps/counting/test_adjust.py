"""Points by hand stand in the ledger with reason and name, no count touches them, and another line takes them back."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select
from steps.counting.conftest import Bureau

from pipeline.steps.counting.adjust import Adjusted, Adjustment, adjust, points_of, undo
from pipeline.steps.counting.count import count
from pipeline.steps.counting.hands import Refused
from pipeline.store.tables import EntryRow

WHY = {"reason": "市里表扬", "by": "李主任"}


def adjusted(bureau: Bureau, **told: Any) -> Adjusted:
    bureau.clock.forward(seconds=1)
    told = {"unit": "磁灶", "points": "+3", "day": date(2022, 5, 20)} | WHY | told
    return adjust(bureau.house, Adjustment(bureau=bureau.id, **told))


def line(bureau: Bureau, name: str) -> EntryRow:
    with bureau.house.database.reading() as session:
        return session.get_one(EntryRow, int(name[1:]))


def test_points_by_hand_count_in_their_month_beside_what_is_counted(jinjiang: Bureau) -> None:
    jinjiang.adopt(jinjiang.piece())
    done = adjusted(jinjiang, points="-1.5", clause="四1")
    assert (done.unit, done.points, done.booked, done.remark) == ("cizao", "-1.5", "2022-05", "")
    assert jinjiang.points() == "8.5"
    row = line(jinjiang, done.name)
    assert (row.kind, row.cause, row.by, row.reason) == ("manual", "adjust", "李主任", "手工调整：市里表扬")
    assert (row.clause, row.day, row.counted) == ("四1", date(2022, 5, 20), True)


def test_a_count_never_touches_them(jinjiang: Bureau) -> None:
    adjusted(jinjiang)
    assert count(jinjiang.house, "jinjiang", cause="rescore").changes == ()
    assert jinjiang.points() == "3"


def test_a_line_is_taken_back_once_by_another_line(jinjiang: Bureau) -> None:
    done = adjusted(jinjiang)
    back = undo(jinjiang.house, "jinjiang", done.name.lower(), reason="记错单位", by="王")
    assert (back.undoes, back.points, jinjiang.points()) == (done.name, "-3", "0")
    row = line(jinjiang, back.name)
    assert (row.kind, row.by, row.reason) == ("reversal", "王", f"撤销{done.name}：记错单位")
    with pytest.raises(Refused, match="已经撤销过了"):
        undo(jinjiang.house, "jinjiang", done.name, reason="记错单位", by="王")
    with pytest.raises(Refused, match="没有编号为"):
        undo(jinjiang.house, "jinjiang", back.name, reason="记错单位", by="王")


def test_what_belongs_to_a_closed_month_is_booked_in_the_next_open_one(jinjiang: Bureau) -> None:
    done = adjusted(jinjiang)
    jinjiang.close("2022-05")
    late = adjusted(jinjiang, points="2")
    assert (late.booked, "2022-05已经结账" in late.remark) == ("2022-06", True)
    back = undo(jinjiang.house, "jinjiang", done.name, **WHY)
    assert back.booked == "2022-06"
    assert (jinjiang.points(), jinjiang.points(period="2022-06")) == ("3", "-1")


def test_without_a_day_it_is_today_at_the_office(jinjiang: Bureau) -> None:
    assert adjusted(jinjiang, day=None).day == date(2022, 6, 10)


def test_counted_lines_and_those_of_another_bureau_cannot_be_undone(jinjiang: Bureau, yuhua: Bureau) -> None:
    jinjiang.adopt(jinjiang.piece())
    jinjiang.count()
    with pytest.raises(Refused, match="没有编号为E1的手工调整"):
        undo(jinjiang.house, "jinjiang", "E1", **WHY)
    done = adjusted(jinjiang)
    with pytest.raises(Refused, match="没有编号为"):
        undo(yuhua.house, "yuhua", done.name, **WHY)


@pytest.mark.parametrize(
    ("told", "cause"),
    [
        ({"reason": " "}, "reason_and_name"),
        ({"by": ""}, "reason_and_name"),
        ({"unit": "没有的镇"}, "unknown_unit"),
        ({"points": "三"}, "bad_points"),
        ({"points": "NaN"}, "bad_points"),
        ({"points": "1e3"}, "bad_points"),
        ({"points": ""}, "bad_points"),
        ({"points": "-0.00"}, "zero_points"),
        ({"points": "0.001"}, "points_too_fine"),
        ({"points": "1000000.01"}, "points_too_great"),
        ({"day": date(2022, 6, 11)}, "future"),
    ],
)
def test_what_does_not_fit_is_refused_and_books_nothing(jinjiang: Bureau, told: dict[str, Any], cause: str) -> None:
    with pytest.raises(Refused) as refused:
        adjusted(jinjiang, **told)
    assert refused.value.cause == cause
    with jinjiang.house.database.reading() as session:
        assert session.exec(select(EntryRow)).all() == []


def test_a_bureau_without_a_plan_has_no_points_to_adjust(jinjiang: Bureau) -> None:
    (jinjiang.house.bureau("jinjiang").folder / "rulebook.yaml").unlink()
    with pytest.raises(Refused) as refused:
        adjusted(jinjiang)
    assert refused.value.cause == "no_plan"


@given(st.integers(-100_000_000, 100_000_000).filter(bool))
def test_points_are_read_exactly_whatever_their_sign(cents: int) -> None:
    points = Decimal(cents) / 100
    assert points_of(f"{points:+}") == points
    assert points_of(f" {points} ".replace("-", "－")) == points


@given(st.text(max_size=12))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    try:
        points = points_of(text)
    except Refused:
        return
    assert 0 < abs(points) <= 1_000_000
