"""Pacing, the daily limit and the wait after a refusal."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.timeutil import SHANGHAI
from pipeline.post.pace import day_began, next_slot, retry_at, tomorrow
from pipeline.settings.values import SmtpAccount

NOON = datetime(2020, 5, 6, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


def _account(pacing: float = 20.0, limit: int = 200) -> SmtpAccount:
    return SmtpAccount(
        host="127.0.0.1",
        port=25,
        security="none",
        user="desk@bureau.test",
        password_env="NO_SECRET",
        pacing_seconds=pacing,
        daily_limit=limit,
    )


def test_the_first_mail_leaves_at_once() -> None:
    assert next_slot(NOON, None, 0, _account()) == NOON


def test_the_next_mail_waits_for_the_pacing() -> None:
    assert next_slot(NOON, NOON - timedelta(seconds=5), 1, _account()) == NOON + timedelta(seconds=15)
    assert next_slot(NOON, NOON - timedelta(seconds=20), 1, _account()) == NOON
    assert next_slot(NOON, NOON, 1, _account(pacing=0)) == NOON


def test_a_spent_daily_limit_waits_for_the_office_s_next_day() -> None:
    slot = next_slot(NOON, NOON, 200, _account())
    assert slot == datetime(2020, 5, 7, 0, 5, tzinfo=SHANGHAI)


@pytest.mark.parametrize(("utc_hour", "day"), [(15, 6), (16, 7)])  # 23:00 and 24:00 in Shanghai
def test_the_day_is_the_office_s_day(utc_hour: int, day: int) -> None:
    moment = datetime(2020, 5, 6, utc_hour, 0, tzinfo=UTC)
    assert day_began(moment) == datetime(2020, 5, day, tzinfo=SHANGHAI)
    assert tomorrow(moment) == datetime(2020, 5, day + 1, 0, 5, tzinfo=SHANGHAI)


def test_a_limit_of_nothing_allows_nothing() -> None:
    assert next_slot(NOON, None, 0, _account(limit=0)) is None


def test_a_clock_that_was_set_back_does_not_block_for_long() -> None:
    assert next_slot(NOON, NOON + timedelta(days=400), 1, _account()) == NOON + timedelta(seconds=20)


@given(MOMENTS, st.none() | MOMENTS, st.integers(0, 300), st.floats(0, 3600))
def test_a_slot_is_never_past_and_holds_once_it_has_come(
    now: datetime, last: datetime | None, sent: int, pacing: float
) -> None:
    account = _account(pacing)
    slot = next_slot(now, last, sent, account)
    assert slot is not None
    assert slot >= now
    sent_then = sent if day_began(slot) == day_began(now) else 0
    assert next_slot(slot, min(last, now) if last else None, sent_then, account) == slot


@given(MOMENTS, st.integers(0, 50), st.integers(0, 2000), st.randoms(use_true_random=False))
def test_a_retry_waits_at_least_as_long_as_the_row_says(now: datetime, attempts: int, wait: int, rng: Random) -> None:
    least = timedelta(minutes=wait)
    waited = retry_at(now, attempts, wait, rng) - now
    assert least <= waited <= max(least, timedelta(hours=6)) * 1.25


def test_waits_double_up_to_six_hours() -> None:
    class Still(Random):
        def random(self) -> float:
            return 0.0

    minutes = [(retry_at(NOON, n, 15, Still()) - NOON) / timedelta(minutes=1) for n in range(1, 8)]
    assert minutes == [15, 30, 60, 120, 240, 360, 360]


def test_two_mails_do_not_come_back_at_the_same_moment() -> None:
    rng = Random(1)
    assert retry_at(NOON, 1, 15, rng) != retry_at(NOON, 1, 15, rng)
