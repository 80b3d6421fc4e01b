"""Times go in with any zone and come back aware, the same moment; without a zone they are refused."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError
from sqlmodel import col, select
from store.rows import letter_row

from pipeline.store.database import Database
from pipeline.store.tables import LetterRow

ZONES = st.one_of(
    st.sampled_from([UTC, ZoneInfo("Asia/Shanghai"), ZoneInfo("America/St_Johns"), ZoneInfo("Asia/Kathmandu")]),
    st.timezones(),
    st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(2199, 12, 30), timezones=ZONES, allow_imaginary=False)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moment=MOMENTS)
def test_a_time_comes_back_aware_and_equal_whatever_its_zone(database: Database, moment: datetime) -> None:
    with database.writing() as session:
        row_id = letter_row(session, arrived_at=moment, processed_at=moment).id
    with database.reading() as session:
        row = session.get_one(LetterRow, row_id)
    assert row.arrived_at == moment.astimezone(UTC)  # two zones are never equal in an hour that comes twice
    assert (row.arrived_at.tzinfo, row.processed_at) == (UTC, row.arrived_at)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=MOMENTS, other=MOMENTS)
def test_the_database_orders_times_as_moments_and_not_as_texts(
    database: Database, one: datetime, other: datetime
) -> None:
    with database.writing() as session:
        row = letter_row(session, arrived_at=one)
        later = select(LetterRow.id).where(LetterRow.id == row.id, col(LetterRow.arrived_at) >= other)
        assert (session.exec(later).first() is not None) == (one.astimezone(UTC) >= other.astimezone(UTC))


@pytest.mark.parametrize("column", ["arrived_at", "kept_at", "processed_at"])
def test_a_time_without_a_zone_is_refused(database: Database, column: str) -> None:
    with pytest.raises(StatementError, match="without a zone"), database.writing() as session:
        letter_row(session, **{column: datetime(2020, 5, 6, 12, 0)})
    with database.reading() as session:
        assert session.exec(select(LetterRow)).all() == []


def test_no_time_stays_no_time(database: Database) -> None:
    with database.writing() as session:
        row_id = letter_row(session).id
    with database.reading() as session:
        assert session.get_one(LetterRow, row_id).processed_at is None
