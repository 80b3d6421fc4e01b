"""Every mail the desk sent, as .eml for a mail program and .html for a browser, with a list of them all."""

import email
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path
from typing import cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlmodel import Session, select

from pipeline.demo.records import sent_mails
from pipeline.domain.timeutil import local
from pipeline.domain.words import Disposition, State
from pipeline.report.words import read_words
from pipeline.steps.house import House
from pipeline.store.tables import LetterRow, OutboxRow, PartRow, PieceRow

FOLDER = Path("out") / "mails"
INDEX = "index.html"
_PAGES = Path(__file__).parent / "pages"
_BODY = re.compile(r"<body[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One mail as its line in the list shows it."""

    name: str  # of its files, without an ending
    kind: str
    to: str
    unit: str  # the recipient's name, "" for one of the office
    subject: str
    at: datetime  # on the office's clock
    attachments: tuple[str, ...]  # names of the files that go with it
    about: str | None  # the subject of the letter it answers; None without one, or sealed
    sealed: bool
    brought: tuple[str, ...]  # what that letter brought


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """One bureau's mails and how its letters and pieces stand."""

    name: str
    mailbox: str
    mails: tuple[Shown, ...]
    dispositions: tuple[tuple[str, int], ...]  # in words
    states: tuple[tuple[str, int], ...]


def write_gallery(house: House, kinds: Mapping[str, str]) -> Path:
    """Bring the folder up to date with the outbox; mails written before are left alone.

    Args:
        house: whose mails.
        kinds: what each kind of mail is called.

    Returns:
        The page that lists them.
    """
    folder = house.data / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    environment = Environment(
        loader=FileSystemLoader(_PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    with house.database.reading() as session:
        shelves = [_shelf(house, session, bureau, folder, environment) for bureau in house.settings.bureaus]
    index = folder / INDEX
    index.write_text(environment.get_template("index.html.j2").render(shelves=shelves, kinds=kinds), "utf-8")
    return index


def _shelf(house: House, session: Session, bureau: str, folder: Path, environment: Environment) -> Shelf:
    settings = house.bureau(bureau).bureau
    words = read_words(house.settings.letters / "words.toml")
    dispositions = list(session.exec(select(LetterRow.disposition).where(LetterRow.bureau == bureau)))
    states = list(session.exec(select(PieceRow.state).where(PieceRow.bureau == bureau)))
    shown = []
    for row in sent_mails(session, bureau):
        mail = email.message_from_bytes(row.mime, policy=modern)
        one = _shown(house, session, row, mail)
        _write_files(one, row, mail, folder, environment)
        shown.append(one)
    return Shelf(
        name=settings.name,
        mailbox=settings.mailbox,
        mails=tuple(shown),
        dispositions=tuple(
            (words.word(d.value, "disposition"), n) for d in reversed(Disposition) if (n := dispositions.count(d))
        ),
        states=tuple((words.word(s.value, "state"), n) for s in State if (n := states.count(s))),
    )


def _shown(house: House, session: Session, row: OutboxRow, mail: EmailMessage) -> Shown:
    letter = session.get(LetterRow, row.letter_id) if row.letter_id else None
    sealed = letter is not None and letter.disposition == Disposition.SEALED.value
    brought = select(PartRow.name).where(PartRow.letter_id == row.letter_id)
    units = house.bureau(row.bureau).bureau.roster.by_address(row.to)
    return Shown(
        name=f"{row.id:04d}-{row.kind}",
        kind=row.kind,
        to=row.to,
        unit=units[0].name if units else "",
        subject=row.subject,
        at=local(row.sent_at or row.created_at),
        attachments=tuple(_file_name(part) for part in mail.iter_attachments()),
        about=letter.subject if letter else None,
        sealed=sealed,
        brought=() if sealed or not letter else tuple(session.exec(brought)),
    )


def _file_name(part: object) -> str:
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", cast(EmailMessage, part).get_filename() or "附件")


def _write_files(one: Shown, row: OutboxRow, mail: EmailMessage, folder: Path, environment: Environment) -> None:
    page = folder / f"{one.name}.html"
    if page.exists():
        return
    (folder / f"{one.name}.eml").write_bytes(row.mime)
    for name, part in zip(one.attachments, mail.iter_attachments(), strict=True):
        (folder / f"{one.name}-{name}").write_bytes(part.get_content())
    texts = {kind: mail.get_body((kind,)) for kind in ("html", "plain")}
    html, plain = (part.get_content() if part else "" for part in texts.values())
    head = environment.get_template("mail.html.j2").render(one=one, sender=str(mail["From"]), plain=plain)
    at = _BODY.search(html)
    page.write_text(html[: at.end()] + head + html[at.end() :] if at else head + html, "utf-8")
