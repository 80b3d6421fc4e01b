"""How the tests of reading fill the office's mailbox at 163, read it, and look at what is on record."""

from collections import Counter
from dataclasses import replace

from acts.office import Office
from servers.netease import Netease
from servers.netease_troubles import Troubles
from sqlmodel import select
from store.rows import mail_row

from pipeline.domain.outgoing import OutgoingLetter
from pipeline.domain.words import OutboxState, OutgoingKind
from pipeline.steps.fetch import fetch_new
from pipeline.store import health
from pipeline.store.tables import HealthRow, LetterRow, SightingRow

LETTERS = {3: b"Subject: 3\r\n\r\nthree\r\n", 7: b"Subject: 7\r\n\r\nseven\r\n", 8: b"Subject: 8\r\n\r\neight\r\n"}
ASKING = {"CAPABILITY", "LOGIN", "ID", "LIST", "EXAMINE", "SEARCH", "FETCH", "NOOP", "LOGOUT"}


def server(office: Office) -> Netease:
    return office.servers.imap


def holding(office: Office, letters: dict[int, bytes] = LETTERS, **troubles: object) -> Netease:
    """The office's mailbox, with these letters and troubles."""
    for uid, raw in letters.items():
        server(office).put(raw, uid=uid)
    server(office).troubles = Troubles(**troubles)
    return server(office)


def hasty(office: Office) -> Office:
    """The same office, which waits a second for an answer and two for a round."""
    settings = office.house.settings
    bureau = settings.bureaus["yuhua"]
    bureaus = {**settings.bureaus, "yuhua": replace(bureau, imap=replace(bureau.imap, timeout_seconds=1))}
    intervals = replace(settings.intervals, poll_deadline_seconds=2)
    return replace(
        office, house=replace(office.house, settings=replace(settings, bureaus=bureaus, intervals=intervals))
    )


def fetched(office: Office) -> int:
    """How many letters a round downloads; nothing is read."""
    tally: Counter[str] = Counter()
    fetch_new(office.house, office.house.bureau("yuhua"), tally)
    return tally["fetched"]


def accounted(office: Office) -> dict[int, bytes | None]:
    """Every uid on record with the bytes on disk; None for one that was gone."""
    with office.house.database.reading() as session:
        seen = session.exec(select(SightingRow).order_by(SightingRow.uid)).all()
        letters = {row.id: row.sha256 for row in session.exec(select(LetterRow))}
    raw = {file.stem: file.read_bytes() for file in office.house.data.glob("raw/**/*") if file.is_file()}
    return {one.uid: raw[letters[one.letter_id]] if one.letter_id else None for one in seen}


def imap_health(office: Office) -> HealthRow:
    with office.house.database.reading() as session:
        return health.of(session, "yuhua", "imap")


def mail_of_unknown_fate(office: Office) -> None:
    """A mail whose content was handed over, and whose answer never came; its time to be looked for has come."""
    letter = OutgoingLetter(
        occasion="x", kind=OutgoingKind.RECEIPT_ACCEPTED, to="unit@street.test", subject="x", text="x", html="",
        message_id="<x@bureau.test>",
    )  # fmt: skip
    with office.house.database.writing() as session:
        row = mail_row(session, letter, b"Subject: x\r\n\r\n", office.clock())
        row.state, row.unknowns = OutboxState.UNKNOWN.value, 1


def on_record(office: Office, what: type) -> int:
    with office.house.database.reading() as session:
        return len(session.exec(select(what)).all())
