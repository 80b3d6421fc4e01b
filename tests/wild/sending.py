"""How the tests of sending fill the outbox, and what they look at."""

from dataclasses import replace

from acts.office import Office
from servers.netease_post import NeteasePost
from sqlmodel import select
from store.rows import mail_row

from pipeline.domain.outgoing import OutgoingLetter
from pipeline.domain.words import OutgoingKind
from pipeline.post.mime import to_bytes
from pipeline.settings.values import PostSettings, SmtpAccount
from pipeline.store import health
from pipeline.store.tables import HealthRow, OutboxRow


def server(office: Office) -> NeteasePost:
    return office.servers.post


def queue(office: Office, *receivers: str, sender: str = "") -> list[int]:
    """A mail to each of them, in the outbox."""
    account = office.house.bureau("yuhua").smtp
    with office.house.database.writing() as session:
        rows = []
        for number, to in enumerate(receivers):
            letter = OutgoingLetter(
                occasion=f"receipt:{number}", kind=OutgoingKind.RECEIPT_ACCEPTED, to=to, text="已受理。", html="",
                subject=f"【YH-{number}】已受理", message_id=f"<{number}@bureau.test>",
            )  # fmt: skip
            raw = to_bytes(letter, replace(account, user=sender or account.user), "雨花", office.clock())
            rows.append(mail_row(session, letter, raw, office.clock()))
        session.flush()
        return [row.id or 0 for row in rows]


def outbox_rows(office: Office) -> list[OutboxRow]:
    with office.house.database.reading() as session:
        return list(session.exec(select(OutboxRow).order_by(OutboxRow.id)))  # type: ignore[arg-type]


def states(office: Office) -> list[str]:
    return [row.state for row in outbox_rows(office)]


def account(office: Office) -> HealthRow:
    with office.house.database.reading() as session:
        return health.of(session, "yuhua", "smtp")


def with_post(office: Office, **changes: object) -> Office:
    """The same office with other settings for what it sends; an account's own go to its account."""
    settings = office.house.settings
    bureau = settings.bureaus["yuhua"]
    own = {key: changes.pop(key) for key in list(changes) if key in SmtpAccount.__dataclass_fields__}
    bureaus = {**settings.bureaus, "yuhua": replace(bureau, smtp=replace(bureau.smtp, **own))}  # type: ignore[arg-type]
    post: PostSettings = replace(settings.post, **changes)  # type: ignore[arg-type]
    return replace(office, house=replace(office.house, settings=replace(settings, bureaus=bureaus, post=post)))
