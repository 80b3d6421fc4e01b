"""What a person asked for, understood: a period, a state, a unit, a moment."""

from datetime import datetime, time, timedelta

from pipeline.cli.context import USAGE, stop
from pipeline.cli.texts import say
from pipeline.domain.timeutil import SHANGHAI
from pipeline.domain.words import State
from pipeline.report.words import Words
from pipeline.score.period import parse_period
from pipeline.settings import Settings


def span_of(period: str) -> tuple[datetime, datetime]:
    """The first moment of a period of the calendar, as people write it, and that of the next, on the office's clock."""
    found = parse_period(period)
    if found is None:
        stop(say("bad_period", text=period), USAGE)
    after = found.last + timedelta(days=1)
    return datetime.combine(found.first, time(), SHANGHAI), datetime.combine(after, time(), SHANGHAI)


def moment_of(text: str) -> datetime:
    """An ISO time, on the office's clock unless it names a zone."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        stop(say("bad_time", text=text), USAGE)
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def state_of(words: Words, text: str) -> str:
    """A state by its name in the program or in the office."""
    names = {state.value: words.word(state.value, "state") for state in State}
    found = next((value for value, word in names.items() if text.strip() in {value, word}), None)
    if found is None:
        known = "、".join(f"{value}（{word}）" for value, word in names.items())
        stop(say("unknown_state", text=text, known=known), USAGE)
    return found


def units_of(settings: Settings, bureaus: list[str], text: str) -> dict[str, str]:
    """Bureau → id of the unit called so there, by id, name or alias; a bureau without one is left out."""
    found = {
        name: unit.id
        for name in bureaus
        for unit in settings.bureaus[name].bureau.roster.units
        if text.strip() in {unit.id, *unit.names}
    }
    if not found:
        stop(say("unknown_unit", unit=text), USAGE)
    return found
