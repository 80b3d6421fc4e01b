"""The next thing that waits for a decision, after the one at hand."""

from pipeline.console.look.waiting_rows import rows_of
from pipeline.console.people.rights import Right
from pipeline.console.web.visit import Visit

_DECIDED = {"held", "letter", "quarantined"}


def next_waiting(visit: Visit, name: str) -> str:
    """Its name; "" where nothing else waits, or the person decides nothing here."""
    if not visit.may(Right.DECIDE):
        return ""
    with visit.console.house.database.reading() as session:
        rows = [row for row in rows_of(session, visit.bureau, decided=True) if row.kind in _DECIDED]
    names = [row.name for row in sorted(rows, key=lambda row: (row.since, row.name))]
    if name in names:
        place = names.index(name)
        names = [*names[place + 1 :], *names[:place]]
    return names[0] if names else ""
