"""settings.toml: limits, post, intervals, desk, alike, authentication, holidays."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from pathlib import Path

from pipeline.settings.alike import AlikeSettings, read_alike
from pipeline.settings.authentication import AuthenticationSettings, read_authentication
from pipeline.settings.desk import DeskSettings, read_desk
from pipeline.settings.errors import Complaints
from pipeline.settings.files import read_toml
from pipeline.settings.ocr import OcrSettings, read_ocr
from pipeline.settings.tomlfile import Table
from pipeline.settings.values import Intervals, Limits, PostSettings, SmtpCode

_CLASSES = {"4xx": range(400, 500), "5xx": range(500, 600)}


class _Outcome(StrEnum):
    RETRY = "retry"
    TOMORROW = "tomorrow"
    OPERATOR = "operator"
    REFUSED = "refused"
    STOP = "stop"


class _Day(StrEnum):
    WORK = "work"
    REST = "rest"


class _Source(StrEnum):
    OWN = "own"
    SHIPPED = "shipped"


@dataclass(frozen=True, kw_only=True)
class Overall:
    """The contents of settings.toml."""

    limits: Limits
    post: PostSettings
    intervals: Intervals
    desk: DeskSettings
    alike: AlikeSettings
    authentication: AuthenticationSettings
    holidays: dict[str, bool]
    shipped_letters: bool  # letters/ and forms/ are those shipped with the program


def read_overall(file: Path, complaints: Complaints) -> Overall | None:
    """The file's values, or None when it is not there; every mistake in it noted."""
    table = read_toml(file, complaints)
    if table is None:
        return None
    overall = Overall(
        limits=_limits(table.table("limits", optional=True), read_ocr(table.table("ocr", optional=True))),
        post=_post(table.table("post")),
        intervals=_intervals(table.table("intervals")),
        desk=read_desk(table.table("desk", optional=True)),
        alike=read_alike(table.table("alike", optional=True)),
        authentication=read_authentication(table.table("authentication", optional=True)),
        holidays=_holidays(table.table("holidays", optional=True)),
        shipped_letters=table.choice("letters_and_forms", _Source, _Source.OWN) is _Source.SHIPPED,
    )
    table.finish()
    return overall


def _limits(table: Table, ocr: OcrSettings) -> Limits:
    numbers = [f for f in fields(Limits) if f.name != "ocr"]
    limits = Limits(
        ocr=ocr,
        **{f.name: table.integer(f.name, int(str(f.default)), low=f.metadata.get("low", 1)) for f in numbers},
    )
    table.finish()
    return limits


def _post(table: Table) -> PostSettings:
    post = PostSettings(
        kill_switch=table.flag("kill_switch"),
        max_attempts=table.integer("max_attempts", low=1, high=1000),
        unknown_retry_minutes=table.integer("unknown_retry_minutes", low=0, high=10080),
        replies_per_sender_per_day=table.integer("replies_per_sender_per_day", low=1),
        answer_hours=table.integer("answer_hours", PostSettings.answer_hours, low=1, high=720),
        codes=tuple(_code(row) for row in table.tables("codes")),
    )
    for name, numbers in _CLASSES.items():
        if not any(not row.word and set(numbers) <= set(row.codes or numbers) for row in post.codes):
            table.complain("codes", "smtp_catch_all", wanted=name)
    table.finish()
    return post


def _code(row: Table) -> SmtpCode:
    code = SmtpCode(
        word=row.text("word", blank=True),
        codes=_numbers(row),
        outcome=row.choice("outcome", _Outcome).value,
        advice=row.text("advice"),
        wait_minutes=row.integer("wait_minutes", SmtpCode.wait_minutes, low=0, high=10080),
    )
    row.finish()
    return code


def _numbers(row: Table) -> tuple[int, ...]:
    """The SMTP codes of a row; "4xx" and "5xx" stand for their hundred."""
    raw = row.take("codes", "列表", lambda v: isinstance(v, list), optional=False)
    numbers: list[int] = []
    for value in raw if isinstance(raw, list) else []:
        if isinstance(value, str) and value in _CLASSES:
            numbers.extend(_CLASSES[value])
        elif isinstance(value, int) and not isinstance(value, bool) and 400 <= value <= 599:
            numbers.append(value)
        else:
            row.complain("codes", "smtp_codes", value=value)
    return tuple(numbers)


def _intervals(table: Table) -> Intervals:
    intervals = Intervals(
        poll_seconds=table.integer("poll_seconds", low=1, high=86400),
        deliver_seconds=table.integer("deliver_seconds", low=1, high=86400),
        rescan_hour=table.integer("rescan_hour", low=0, high=23),
        digest_hour=table.integer("digest_hour", low=0, high=23),
        poll_deadline_seconds=table.integer("poll_deadline_seconds", low=1, high=86400),
        answer_working_days=table.integer("answer_working_days", low=1, high=60),
        read_attempts=table.integer("read_attempts", low=1, high=100),
        reader_processes=table.integer("reader_processes", low=1, high=64),
        token_days=table.integer("token_days", Intervals.token_days, low=1, high=60),
    )
    table.finish()
    return intervals


def _holidays(table: Table) -> dict[str, bool]:
    days: dict[str, bool] = {}
    for key in table.data:
        try:
            day = date.fromisoformat(key)
        except ValueError:
            table.asked.add(key)
            table.complain(key, "holiday_date", value=key)
            continue
        days[day.isoformat()] = table.choice(key, _Day) is _Day.WORK
    return days
