"""The ledger: lines are only ever added, a reversal takes one back, sums are exact on every database."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from pipeline.domain.score import ScoreEntry
from pipeline.store import ledger
from pipeline.store.database import Database
from pipeline.store.ledger import Booking
from pipeline.store.tables import EntryRow

BOOKING = Booking(bureau="jinjiang", at=datetime(2022, 6, 3, tzinfo=UTC), cause="count")


def entry(points: str, day: date = date(2022, 5, 6), *, unit: str = "cizao", counted: bool = True) -> ScoreEntry:
    return ScoreEntry(
        unit=unit, subject="JJ-2022-00001", account="points", rule="JN1", clause="附件1", points=Decimal(points),
        date=day, counted=counted, reason="采用", outlet="wanbao", level="prefecture",
    )  # fmt: skip


def test_sums_are_exact_and_only_of_what_counts(database: Database) -> None:
    with database.writing() as session:
        for points in ("0.1", "0.2", "33.33", "33.34"):
            ledger.add(session, entry(points), "2022-05", BOOKING)
        ledger.add(session, entry("8", counted=False), "2022-05", BOOKING)
        ledger.add(session, entry("5", unit="anhai"), "2022-06", BOOKING)
    with database.reading() as session:
        assert ledger.totals_booked(session, "jinjiang", "points", ["2022-05"]) == {"cizao": Decimal("66.97")}
        dated = ledger.totals_dated(session, "jinjiang", "points", date(2022, 5, 1), date(2022, 5, 31))
        assert dated == {"cizao": Decimal("66.97"), "anhai": Decimal(5)}
        assert ledger.totals_booked(session, "yuhua", "points", ["2022-05"]) == {}


def test_a_reversed_line_no_longer_lives_and_comes_to_nothing(database: Database) -> None:
    with database.writing() as session:
        wrong = ledger.add(session, entry("8"), "2022-05", BOOKING)
        right = ledger.add(session, entry("10"), "2022-05", BOOKING)
        session.flush()
        ledger.reverse(session, wrong, "2022-06", BOOKING)
    with database.reading() as session:
        assert [row.id for row in ledger.live(session, "jinjiang")] == [right.id]
        assert ledger.totals_booked(session, "jinjiang", "points", ["2022-05", "2022-06"]) == {"cizao": Decimal(10)}
        assert ledger.totals_booked(session, "jinjiang", "points", ["2022-06"]) == {"cizao": Decimal(-8)}


def test_sums_part_by_period_and_by_level(database: Database) -> None:
    with database.writing() as session:
        ledger.add(session, entry("8"), "2022-05", BOOKING)
        ledger.add(session, entry("0.5"), "2022-06", BOOKING)
    with database.reading() as session:
        both = ["2022-05", "2022-06"]
        assert ledger.sums_by(session, "jinjiang", "points", both, "booked") == {
            "cizao": {"2022-05": Decimal(8), "2022-06": Decimal("0.5")}
        }
        assert ledger.sums_by(session, "jinjiang", "points", both, "level") == {"cizao": {"prefecture": Decimal("8.5")}}


@pytest.mark.parametrize("change", ["UPDATE entries SET points = 0", "DELETE FROM entries"])
def test_a_line_is_never_changed_or_taken_away(database: Database, change: str) -> None:
    with database.writing() as session:
        ledger.add(session, entry("8"), "2022-05", BOOKING)
    with pytest.raises(DBAPIError, match="only ever added"), database.writing() as session:
        session.connection().execute(text(change))
    with database.reading() as session:
        assert len(ledger.live(session, "jinjiang")) == 1


def test_points_finer_than_a_millionth_are_refused(database: Database) -> None:
    with pytest.raises(Exception, match="finer than a millionth"), database.writing() as session:
        ledger.add(session, entry("0.0000001"), "2022-05", BOOKING)


def test_points_come_back_without_needless_zeros(database: Database) -> None:
    with database.writing() as session:
        for points in ("8.00", "0.50", "100", "-0.25"):
            ledger.add(session, entry(points), "2022-05", BOOKING)
    with database.reading() as session:
        kept = [str(row.points) for row in ledger.booked_in(session, "jinjiang", ["2022-05"])]
    assert kept == ["8", "0.5", "100", "-0.25"]
    assert EntryRow.__tablename__ == "entries"
