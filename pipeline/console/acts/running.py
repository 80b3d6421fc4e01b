"""Changes to how things run, each carried out by one step and noted with before and after."""

from typing import Any

from pipeline.console.texts import say
from pipeline.console.web.visit import NotThere, Visit
from pipeline.report.record_words import MAIL_STATES
from pipeline.steps import sending
from pipeline.steps.sending import SendingRefused
from pipeline.store import audit, health, outbox_lists
from pipeline.store.tables import OutboxRow


def stop(visit: Visit, reason: str) -> None:
    """Send nothing more.

    Raises:
        SendingRefused: there is no reason, or it is stopped already.
    """
    sending.stop_sending(visit.console.house, visit.id, by=visit.person.name, reason=reason)
    _note(visit, "sending_stopped", after={"reason": " ".join(reason.split())})


def resume(visit: Visit) -> None:
    """Send again.

    Raises:
        SendingRefused: it is not stopped by hand.
    """
    house = visit.console.house
    with house.database.reading() as session:
        before = health.stopped_by_hand(session, visit.id)
    sending.resume_sending(house, visit.id, by=visit.person.name)
    _note(visit, "sending_resumed", before={"reason": before.fault if before else ""})


def lift(visit: Visit, side: str) -> None:
    """Have an account tried again.

    Raises:
        SendingRefused: there is no such account, or it is not stopped.
    """
    was = sending.lift_stop(visit.console.house, visit.id, side, by=visit.person.name)
    _note(visit, "account_lifted", side=side, before={"reason": was.fault or ""})


def settle_mail(visit: Visit, mail: str, act: str, *, seen: str, confirmed: bool) -> None:
    """Have a mail tried once more, or not sent at all.

    Raises:
        NotThere: there is no such mail at the bureau.
        SendingRefused: it cannot be done.
    """
    if not mail or act not in {"resend", "cancel"}:
        raise SendingRefused("mail_and_act_wanted")
    row = _mail(visit, mail)
    house = visit.console.house
    if act == "resend":
        sending.resend(house, row, seen, confirmed=confirmed)
    else:
        sending.cancel(house, row, seen)
    now = _mail(visit, mail)
    told: dict[str, Any] = {"mail": f"M{row.id}", "mail_to": row.to}
    _note(visit, f"mail_{act}", before=told | {"mail_state": _word(row)}, after={"mail_state": _word(now)})


def _word(row: OutboxRow) -> str:
    return MAIL_STATES.get(row.state, row.state)


def _mail(visit: Visit, name: str) -> OutboxRow:
    digits = name.removeprefix("M")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise NotThere
    with visit.console.house.database.reading() as session:
        row = outbox_lists.of_bureau(session, visit.id, int(digits))
    if row is None:
        raise NotThere
    return row


def _note(
    visit: Visit, what: str, *, side: str = "", before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    house = visit.console.house
    facts = (before or {}) | ({"side": say(f"side_{side}")} if side else {})
    with house.database.writing() as session:
        audit.note(session, house.clock(), what, visit.actor, bureau=visit.id, before=facts, after=after)
