"""When the next mail may leave: pacing, daily limit, waiting after a refusal. All of it pure."""

from datetime import UTC, datetime, time, timedelta
from random import Random

from pipeline.domain.timeutil import SHANGHAI, local
from pipeline.settings.values import SmtpAccount

_LONGEST_WAIT = timedelta(hours=6)


def day_began(moment: datetime) -> datetime:
    """Midnight in Asia/Shanghai of the moment's day, in UTC; mails sent since then count against the daily limit."""
    return datetime.combine(local(moment).date(), time(), SHANGHAI).astimezone(UTC)


def tomorrow(now: datetime) -> datetime:
    """The next day of Asia/Shanghai at 00:05, in UTC: when a server's daily counters have surely turned."""
    return day_began(now) + timedelta(days=1, minutes=5)


def next_slot(now: datetime, last_sent_at: datetime | None, sent_today: int, account: SmtpAccount) -> datetime | None:
    """When the account may send its next mail (mail.md O2, O3).

    Args:
        now: aware.
        last_sent_at: when its last mail left, aware; None if none ever did. A future time (the clock was set back)
            counts as now, so that it never blocks longer than the pacing.
        sent_today: mails sent since `day_began(now)`.
        account: whose `pacing_seconds` and `daily_limit` hold.

    Returns:
        `now` itself if allowed at once, else a later aware moment; None when the limit allows no mail at all.
    """
    if account.daily_limit <= 0:
        return None
    paced = now
    if last_sent_at is not None:
        paced = max(now, min(last_sent_at, now) + timedelta(seconds=account.pacing_seconds))
    if sent_today >= account.daily_limit:
        return max(paced, tomorrow(now))
    return paced


def retry_at(now: datetime, attempts: int, wait_minutes: int, rng: Random) -> datetime:
    """When to try again after the `attempts`-th failed try (1 is the first).

    The wait doubles with every try up to six hours and is never shorter than `wait_minutes`; up to a quarter is added
    by chance, so that several mails do not come back at the same moment.
    """
    least = timedelta(minutes=wait_minutes)
    doublings = min(max(attempts - 1, 0), 16)
    wait = max(least, min(least * (1 << doublings), _LONGEST_WAIT))
    return now + wait * (1 + rng.random() / 4)
