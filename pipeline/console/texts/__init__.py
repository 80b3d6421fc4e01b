"""Everything the desk's code says to people, a table for each page; pages say the rest. {names} are filled in."""

from collections import defaultdict

from pipeline.console.texts import (
    adoptions,
    approvals,
    correct,
    decisions,
    log,
    people,
    pieces,
    places,
    publishing,
    roster,
    rules,
    running,
    search,
    split,
    standings,
    users,
    waiting,
)

_TABLES = (
    search, adoptions, approvals, correct, split, people, places, publishing, waiting, pieces, log, decisions,
    standings, rules, roster, users, running,
)  # fmt: skip
TEXTS: dict[str, str] = {key: text for table in _TABLES for key, text in table.TEXTS.items()}
assert len(TEXTS) == sum(len(table.TEXTS) for table in _TABLES), "two tables say something under one key"


def why_not(cause: str, **facts: object) -> str:
    """Why a decision was not carried out, by the word of the refusal and what it names."""
    return TEXTS.get(f"no_{cause}", TEXTS["no_other"]).format_map(defaultdict(str, facts))


def say(key: str, **facts: object) -> str:
    """A line of the table, filled in."""
    return TEXTS[key].format(**facts)
