"""Everything the desk's code says to people, a table for each page; pages say the rest. {names} are filled in."""

from pipeline.console.texts import decisions, log, people, pieces, places, waiting

_TABLES = (people, places, waiting, pieces, log, decisions)
TEXTS: dict[str, str] = {key: text for table in _TABLES for key, text in table.TEXTS.items()}
assert len(TEXTS) == sum(len(table.TEXTS) for table in _TABLES), "two tables say something under one key"


def why_not(cause: str) -> str:
    """Why a decision was not carried out, by the word of the refusal."""
    return TEXTS.get(f"no_{cause}", TEXTS["no_other"])


def say(key: str, **facts: object) -> str:
    """A line of the table, filled in."""
    return TEXTS[key].format(**facts)
