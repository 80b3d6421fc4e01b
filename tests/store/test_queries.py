"""Counts and lists: months go by the office's clock, whatever the database stores (design.md §4.8)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store.rows import NOON, letter_row, outgoing, piece_row

from pipeline.domain.timeutil import SHANGHAI, local
from pipeline.domain.words import Disposition, OutgoingKind
from pipeline.store import queries
from pipeline.store.database import Database
from pipeline.store.outbox import queue

MAY, JUNE = datetime(2020, 4, 30, 16, tzinfo=UTC), datetime(2020, 5, 31, 16, tzinfo=UTC)  # 00:00 on the 1st
SECOND = timedelta(seconds=1)


@given(moment=st.datetimes(datetime(1992, 1, 1), datetime(2199, 1, 1), timezones=st.timezones(), allow_imaginary=False))
def test_a_moment_lies_in_its_month_and_the_next_month_begins_where_it_ends(moment: datetime) -> None:
    first, after = queries.month_bounds(moment)
    assert first <= local(moment) < after
    assert (first.day, first.hour, after.day, after.hour) == (1, 0, 1, 0)
    assert (first.year, first.month) == (local(moment).year, local(moment).month)
    assert queries.month_bounds(after - SECOND)[0] == first
    assert queries.month_bounds(after)[0] == after


@pytest.mark.parametrize(
    ("arrived", "counted"),
    [(MAY - SECOND, False), (MAY, True), (JUNE - SECOND, True), (JUNE, False)],
    ids=["30 April 23:59:59", "1 May 00:00", "31 May 23:59:59", "1 June 00:00"],
)
def test_a_piece_counts_in_the_month_of_the_office_clock(database: Database, arrived: datetime, counted: bool) -> None:
    with database.writing() as session:
        piece_row(session, arrived_at=arrived, accepted_at=arrived + timedelta(days=40))
    with database.reading() as session:
        month = queries.month_of_unit(session, "yuhua", "zuojiatang", datetime(2020, 5, 15, tzinfo=SHANGHAI))
    assert (month.received, month.accepted) == (int(counted), int(counted))


def test_a_december_piece_of_the_night_belongs_to_its_own_year(database: Database) -> None:
    with database.writing() as session:
        piece_row(session, arrived_at=datetime(2020, 12, 31, 15, 59, tzinfo=UTC))
        piece_row(session, arrived_at=datetime(2020, 12, 31, 16, 0, tzinfo=UTC))
    with database.reading() as session:
        months = [datetime(2020, 12, 1, tzinfo=SHANGHAI), datetime(2021, 1, 31, tzinfo=SHANGHAI)]
        counts = [queries.month_of_unit(session, "yuhua", "zuojiatang", m).received for m in months]
    assert counts == [1, 1]


def test_a_month_counts_what_was_sent_in_accepted_and_adopted_of_one_unit(database: Database) -> None:
    with database.writing() as session:
        for state, accepted in [
            ("received", True), ("returned", False), ("held", False), ("adopted", True), ("returned", True),
            ("discarded", True), ("withdrawn", True), ("sealed", False),
        ]:  # fmt: skip
            piece_row(session, state=state, accepted_at=NOON if accepted else None)
        piece_row(session, unit="gaoqiao", accepted_at=NOON)
        piece_row(session, bureau="jinjiang", accepted_at=NOON)
    with database.reading() as session:
        month = queries.month_of_unit(session, "yuhua", "zuojiatang", NOON)
        none = queries.month_of_unit(session, "yuhua", "dongtang", NOON)
    assert (month.received, month.accepted, month.adopted) == (5, 2, 1)  # what was taken back is not accepted
    assert (none.received, none.accepted, none.adopted) == (0, 0, 0)


def test_a_list_asks_only_what_is_asked(database: Database) -> None:
    with database.writing() as session:
        late = piece_row(session, arrived_at=NOON + timedelta(days=1), state="held").number
        early = piece_row(session, unit="gaoqiao").number
        other = piece_row(session, bureau="jinjiang", arrived_at=NOON + timedelta(days=2)).number
    asked = {
        (None, None, None, None): [early, late, other],
        ("yuhua", None, None, None): [early, late],
        ("yuhua", "held", None, None): [late],
        ("yuhua", None, "gaoqiao", None): [early],
        ("yuhua", "held", "gaoqiao", None): [],
        (None, None, None, (NOON, NOON + timedelta(days=1))): [early],
        (None, None, None, (NOON + timedelta(days=1), NOON + timedelta(days=3))): [late, other],
    }
    with database.reading() as session:
        for question, expected in asked.items():
            assert [p.number for p in queries.pieces_of(session, *question)] == expected


def test_what_waits_for_a_person_comes_oldest_first(database: Database) -> None:
    with database.writing() as session:
        held = piece_row(session, state="held", arrived_at=NOON + timedelta(hours=2)).number
        sealed = piece_row(session, state="sealed").number
        piece_row(session, state="returned")
        late = letter_row(session, settled=False, arrived_at=NOON + timedelta(hours=1)).id
        early = letter_row(session, settled=False).id
        letter_row(session)
        letter_row(session, settled=False, bureau="jinjiang")
    with database.reading() as session:
        assert [p.number for p in queries.waiting_pieces(session, "yuhua")] == [sealed, held]
        assert [row.id for row in queries.waiting_letters(session, "yuhua")] == [early, late]


def test_the_receipts_to_an_address_are_counted_since_a_moment(database: Database) -> None:
    receipt, decision = OutgoingKind.RECEIPT_HELD, OutgoingKind.DECISION
    with database.writing() as session:
        for kind, to, minutes, bureau in [
            (receipt, "a@yuhua.test", -1, "yuhua"), (receipt, "a@yuhua.test", 0, "yuhua"),
            (OutgoingKind.RECEIPT_ACCEPTED, "a@yuhua.test", 1, "yuhua"), (decision, "a@yuhua.test", 1, "yuhua"),
            (receipt, "b@yuhua.test", 1, "yuhua"), (receipt, "a@yuhua.test", 1, "jinjiang"),
        ]:  # fmt: skip
            queue(session, outgoing(kind=kind, to=to), b"", NOON + timedelta(minutes=minutes), bureau=bureau)
    with database.reading() as session:
        assert queries.receipts_since(session, "yuhua", "a@yuhua.test", NOON) == 2


def test_a_letter_whose_receipt_is_owed_waits_and_one_that_was_not_read_is_no_such(database: Database) -> None:
    owed = {"done": True, "disposition": "accepted", "trouble": "receipt_owed"}
    with database.writing() as session:
        later = letter_row(session, **owed, processed_at=NOON + timedelta(minutes=1)).id
        first = letter_row(session, **owed, processed_at=NOON).id
        unread = letter_row(session, **owed | {"disposition": "quarantined"}, settled=False, processed_at=NOON).id
        letter_row(session, **owed | {"trouble": None})
        letter_row(session, **owed | {"done": False})
        letter_row(session, **owed, bureau="jinjiang")
    with database.reading() as session:
        assert [row.id for row in queries.owed_receipts(session, "yuhua")] == [first, later]
        assert [row.id for row in queries.waiting_letters(session, "yuhua")] == [later, first, unread]


def test_letters_are_counted_by_how_they_ended_since_a_moment(database: Database) -> None:
    with database.writing() as session:
        for disposition, minutes in [("accepted", 0), ("accepted", 5), ("held", 5), ("returned", -1)]:
            letter_row(session, disposition=disposition, processed_at=NOON + timedelta(minutes=minutes))
        letter_row(session)
        letter_row(session, disposition="held", processed_at=NOON, bureau="jinjiang")
    with database.reading() as session:
        counts = queries.letters_by_disposition(session, "yuhua", NOON)
    assert counts == {Disposition.ACCEPTED: 2, Disposition.HELD: 1}
