"""A repeat is used no more; its uses count with the piece that stays, never twice."""

import pytest
from sqlmodel import select
from steps.put_right.pieces import Desk, plain
from steps.table import FIRST, SECOND, why_not

from pipeline.domain.words import State
from pipeline.steps.repeat_of import RepeatOrder, mark_repeat
from pipeline.store.tables import EventRow, FactRow, OutboxRow, PieceRow


def repeats(table: Desk, number: str = SECOND, of: str = FIRST, **told: object) -> tuple[tuple[str, str], ...]:
    order = RepeatOrder(**{"name": number, "of": of, "by": "李主任", "reason": "同一次活动"} | told)  # type: ignore[arg-type]
    return mark_repeat(table.house, order).moved


def test_a_repeat_is_used_no_more_and_its_uses_count_with_the_other_never_twice(table: Desk) -> None:
    table.adopted(FIRST, "市局官网")
    same, other = table.adopted(SECOND, "市局官网"), table.adopted(SECOND, "省厅官网")
    assert repeats(table) == ((f"F{same.id}", "known"), (f"F{other.id}", "taken"))
    assert (table.piece(SECOND).state, table.piece().state) == ("discarded", "adopted")
    assert table.points() == {"zuojiatang": "5"}, "the highest of one piece, once"
    stand = [(row.subject, row.state) for row in table.rows(FactRow)]
    assert stand == [(FIRST, "standing"), (FIRST, "refused"), (FIRST, "standing")]
    table.again(SECOND)
    assert table.piece(SECOND).state == "discarded"
    assert {e.what for e in table.rows(EventRow)} >= {"piece_repeats", "piece_repeated", "fact_moved"}


def test_the_unit_of_a_repeat_is_told_which_piece_stays(table: Desk) -> None:
    repeats(table, tell=True)
    said = plain(table.rows(OutboxRow)[-1].mime).splitlines()
    assert "说明：同一次活动" in said
    assert f"此前报送的：{FIRST} 《" in "".join(line for line in said if line.startswith("此前"))


def test_one_that_contradicts_what_is_on_record_waits_for_the_office(table: Desk) -> None:
    table.adopted(FIRST, "市局官网", 9)
    row = table.adopted(SECOND, "市局官网", 10)
    assert repeats(table) == ((f"F{row.id}", "waits"),)
    assert table.points() == {"zuojiatang": "1"}


@pytest.mark.parametrize(
    ("told", "cause"),
    [
        ({"of": SECOND}, "same_piece"),
        ({"of": ""}, "number_wanted"),
        ({"of": "YH-2020-00077"}, "unknown_name"),
        ({"seen": "old"}, "changed_meanwhile"),
        ({"by": ""}, "reason_and_name"),
    ],
)
def test_a_repeat_that_cannot_be_changes_nothing(table: Desk, told: dict[str, str], cause: str) -> None:
    assert why_not(repeats, table, **told) == cause
    assert table.piece(SECOND).state == "received"


def test_a_repeat_is_of_the_same_unit_in_use_and_not_out(table: Desk) -> None:
    table.correct(SECOND, unit="dongtang")
    assert why_not(repeats, table) == "other_units"
    table.correct(SECOND, unit="zuojiatang")
    with table.house.database.writing() as session:
        session.exec(select(PieceRow).where(PieceRow.number == SECOND)).one().state = State.RELEASED.value
    assert why_not(repeats, table) == "repeat_out"
    assert repeats(table, number=FIRST, of=SECOND) == ()
