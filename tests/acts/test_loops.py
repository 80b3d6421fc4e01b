"""Two machines that answer each other: the desk writes at most one receipt in fifty rounds (mail.md O6)."""

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage

from acts.office import STATION, SUBJECT, Office, form, mail, manuscript, photo, text_of
from sqlmodel import select

from pipeline.store.tables import LetterRow

ROUNDS = 50
Words = Callable[[EmailMessage, int], dict[str, str]]


def in_the_thread(ours: EmailMessage, n: int) -> dict[str, str]:
    """As most responders answer, without a header of a machine."""
    return {"subject": f"Re: {ours['Subject']} ({n})", "In_Reply_To": str(ours["Message-ID"]), "body": quoting(ours)}


def outside_it(ours: EmailMessage, n: int) -> dict[str, str]:
    """A subject of its own that quotes ours without its number."""
    told = str(ours["Subject"]).rpartition("】")[2]
    return {"subject": f"您的邮件已收到（{n}）：{told}", "body": quoting(ours)}


def about_nothing(_ours: EmailMessage, n: int) -> dict[str, str]:
    """Nothing of ours, and never the same."""
    return {"subject": f"{n}号来信登记", "body": f"第{n}次：本人近期不在办公室。"}


def quoting(ours: EmailMessage) -> str:
    """Thanks above our own text."""
    return "来信收悉。\n\n" + "\n".join(f"> {line}" for line in text_of(ours).splitlines())


WORDS: tuple[Words, ...] = (in_the_thread, outside_it, about_nothing)


@dataclass
class Responder:
    """A station's mailbox that answers each mail of ours, whatever it says."""

    office: Office
    read: int = 0
    written: int = 0

    def turn(self) -> None:
        """Answer what has come since the last turn; with nothing to answer, say something nevertheless."""
        fresh = self.office.mails()[self.read :]
        self.read += len(fresh)
        for ours in fresh or self.office.mails()[-1:]:
            self.written += 1
            told = WORDS[self.written % len(WORDS)](ours, self.written)
            self.office.arrive(mail(told.pop("subject"), **told))


def test_o6_at_most_one_receipt_in_fifty_rounds_against_a_responder_that_hides(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), photo()]))
    office.poll()
    responder = Responder(office)
    for _ in range(ROUNDS):
        office.clock.forward(minutes=3)
        responder.turn()
        office.poll()
    assert responder.written == ROUNDS
    assert len(office.mails()) == 1
    with office.house.database.reading() as session:
        assert len(session.exec(select(LetterRow)).all()) == ROUNDS + 1
    office.arrive(mail("回复：【YH-2020-00001】补审核表", [form()]))  # the person behind it
    office.poll()
    assert "已受理" in office.subjects()[-1]
    assert len(office.mails()) == 2


def test_a_responder_that_begins_by_itself_gets_one_receipt(office: Office) -> None:
    for n in range(ROUNDS // 5):
        office.arrive(mail(f"{n}号来信登记", sender=STATION, body="本人近期不在办公室。"))
        office.poll()
    assert len(office.mails()) == 1
