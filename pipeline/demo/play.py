"""The month is played: units write over SMTP, the desk polls over IMAP, checks, answers, counts; the office decides."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from pipeline.demo import desk_work
from pipeline.demo.month.shapes import Month
from pipeline.demo.sending import lay_copy, send
from pipeline.demo.stage import Stage
from pipeline.demo.writing_ahead import Files, writing_ahead
from pipeline.domain.timeutil import SHANGHAI
from pipeline.score.period import Period, parse_period
from pipeline.steps.counting.plan import has_plan
from pipeline.steps.counting.schedule import due
from pipeline.steps.receive import receive

Progress = Callable[[int, int], None]
PLAYED = "played-until"  # in the demo's folder: the moment of the last act that was done


def play(
    stage: Stage, progress: Progress = lambda _done, _all: None, stopping: Callable[[], bool] = lambda: False
) -> bool:
    """The whole month, act by act; what has happened already in this data folder does not happen twice.

    The units' letters are sent again all the same, in the same bytes: the servers themselves keep nothing.

    Args:
        stage: where.
        progress: told how many acts of how many are done.
        stopping: asked between acts and letters; True ends the play after the one at hand.

    Returns:
        Whether it came to its end.
    """
    mark = stage.house.data / PLAYED
    before = _played_until(mark)
    with writing_ahead(stage.month, stage.house.settings) as files:
        acts = sorted(_acts(stage, files, stopping), key=lambda act: act.at)
        for done, act in enumerate(acts, 1):
            if stopping():
                return False
            if act.sends or before is None or act.at >= before:
                stage.hands.turn(act.at)
                act.do()
            if not stopping() and (before is None or act.at > before):
                mark.write_text(act.at.isoformat(), "utf-8")
            progress(done, len(acts))
    return not stopping()


def _played_until(mark: Path) -> datetime | None:
    """When the last act was that was done before; it is tried again, for it may have been broken off."""
    return datetime.fromisoformat(mark.read_text("utf-8")) if mark.exists() else None


@dataclass(frozen=True)
class _Act:
    at: datetime
    do: Callable[[], None]
    sends: bool = False  # a unit sends a letter


def _acts(stage: Stage, files: Files, stopping: Callable[[], bool]) -> Iterator[_Act]:
    """Everything that happens, in no order."""
    plan = stage.month.plan
    for bureau, sent in stage.month.letters():
        act = partial(lay_copy, stage, bureau, sent) if sent.copy_of else partial(send, stage, bureau, sent, files)
        yield _Act(sent.moment, act, sends=True)
    for moment in sorted(_rounds(stage.month)):
        yield _Act(moment, partial(_round, stage, stopping))
    for day in plan.digests:
        yield _Act(datetime.combine(day, plan.digest_at, SHANGHAI), partial(desk_work.morning, stage))
    for settling in plan.decisions:
        yield _Act(settling.moment, partial(desk_work.decide_on, stage, settling))
    yield from _counting(stage)


def _counting(stage: Stage) -> Iterator[_Act]:
    """What each office enters and settles, and its closing of the month."""
    month = _month(stage.month.plan.closes)
    for one in stage.month.bureaus:
        for entering in one.enters:
            yield _Act(entering.moment, partial(desk_work.enter, stage, one.bureau, entering))
        for piece in one.registers:
            yield _Act(piece.moment, partial(desk_work.register_piece, stage, one.bureau, piece))
        for doubt in one.settles:
            yield _Act(doubt.moment, partial(desk_work.settle, stage, one.bureau, doubt))
        if has_plan(stage.house, one.bureau):
            day = due(stage.house, one.bureau, month)
            yield _Act(day, partial(desk_work.prepare, stage, one.bureau))
            issued = day + stage.month.plan.approved_after
            yield _Act(issued, partial(desk_work.approve, stage, one.bureau, month, one.closed_by))


def _month(name: str) -> Period:
    found = parse_period(name)
    if found is None:
        raise ValueError(name)
    return found


def _rounds(month: Month) -> set[datetime]:
    """The first round after each letter, of the same day or the next morning."""
    found = set()
    for _, sent in month.letters():
        days = (sent.at.date(), sent.at.date() + timedelta(days=1))
        due_ = (datetime.combine(day, at, SHANGHAI) for day in days for at in sorted(month.plan.rounds))
        found.add(next(one for one in due_ if one > sent.moment))
    return found


def _round(stage: Stage, stopping: Callable[[], bool]) -> None:
    for bureau in stage.house.settings.bureaus:
        done = receive(stage.house, bureau, stage.readers, stopping=stopping)
        stage.faults.extend(f"{bureau}: {fault}" for fault in [done.fault] if fault)
        stage.deliver(bureau)
