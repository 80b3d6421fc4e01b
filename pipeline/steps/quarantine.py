"""A letter that could not be read three times goes to a person, with its traceback (mail.md L12)."""

from functools import partial

from pipeline.domain.words import Disposition
from pipeline.report.notices import alert
from pipeline.report.view import AlertView
from pipeline.steps.decided import standing
from pipeline.steps.find import letter_name
from pipeline.steps.pen import Pen
from pipeline.store import events, letters, pieces
from pipeline.store.tables import LetterRow


def quarantine(pen: Pen, row: LetterRow, trouble: str) -> Disposition:
    """Give the letter its disposition and tell the office; its bytes stay where they are, `reprocess` tries again.

    One that a person has settled before stays settled, one that is sealed stays sealed.
    """
    if row.disposition == Disposition.SEALED.value:
        row.done = True
        pen.session.add(row)
        return Disposition.SEALED
    decided = standing(pieces.decisions_of(pen.session, row)) is not None
    row.done, row.settled = True, decided
    row.disposition, row.trouble, row.processed_at = Disposition.QUARANTINED.value, trouble, pen.now
    pen.session.add(row)
    events.note(pen.session, pen.now, "letter_quarantined", bureau=row.bureau, letter=row, attempts=row.attempts)
    bureau = pen.bureau.bureau
    places = letters.sightings(pen.session, row.id or 0)
    for admin in () if decided else bureau.office.admins:
        occasion = f"alert_quarantined:{row.bureau}:{row.sha256}:{row.attempts}:{admin}"
        facts = {
            "letter": letter_name(row),
            "sender": row.sender or "",
            "received": "",
            "folder": " ".join(s.folder for s in places),
            "uid": " ".join(str(s.uid) for s in places),
            "reason": "",
            "command": f"baosong reprocess {letter_name(row)}",
        }
        view = AlertView(bureau=bureau, to=admin, occasion=occasion, what="quarantined", facts=facts, at=row.arrived_at)
        pen.attempt(partial(alert, view, pen.desk), row, None)
    return Disposition.QUARANTINED
