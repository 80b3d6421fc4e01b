"""The shapes of the month's files: who writes when, with what, and what the desk should make of it."""

from dataclasses import dataclass as plain_dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator
from pydantic.dataclasses import dataclass

from pipeline.demo.month.office import STRICT, Doubt, Earned, Entering, Registering, Settling
from pipeline.demo.month.reported import Row
from pipeline.demo.month.stories import Stories
from pipeline.demo.papers import Look
from pipeline.domain.timeutil import SHANGHAI
from pipeline.domain.words import Disposition, State

Program = Literal["webmail", "desktop", "phone", "office", "bare"]
What = Literal[
    "manuscript", "form", "photo", "cut_photo", "doc", "scan", "macros", "locked", "damaged", "word97",
    "shaken_form", "zip", "rar", "broken_rar", "report_word", "report_sheet", "booking",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Thing:
    """A file that goes with a letter; the word alone stands for the usual one."""

    what: What
    name: str | None = None  # its file name; None: as such a file is usually called
    story: str | None = None  # another theme than the letter's
    look: Look = "styled"
    pictures: int = 0  # set into the Word file
    with_form: bool = False  # form 2 as a page of the manuscript
    mark: str | None = None  # a line above the title
    more: str | None = None  # a paragraph behind the story
    short: bool = False  # one paragraph only
    title: str | None = None  # on form 2, where it differs from the manuscript's
    author: str | None = None  # on form 2
    opinions: Literal["signed", "blank"] | None = None  # None: as the unit's review chain asks
    sensitive: Literal["no", "ticked", "both", "none"] = "no"
    tick: str = "☑"
    holds: tuple["File", ...] = ()  # of an archive


def _named(value: object) -> object:
    return {"what": value} if isinstance(value, str) else value


File = Annotated[Thing, BeforeValidator(_named)]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Sent:
    """A letter of the month, with what the desk should make of it."""

    id: str
    at: datetime  # on the office's clock
    sender: str = ""  # a unit's id (its first address), or an address
    told_by: str | None = None  # the unit whose story it is, where the sender is no unit
    subject: str | None = None  # None: an answer's
    story: str | None = None
    text: str | None = None  # None: one of the usual greetings
    brings: tuple[File, ...] = ()
    rows: tuple[Row, ...] = ()  # of the adoption report it brings
    pasted: bool = False  # the report stands in the mail's text, as a table
    answers: str | None = None  # the letter whose receipt it answers
    regards: str | None = None  # the letter whose piece it is about, without being an answer
    quotes: str | None = None  # the letter whose number it names, read off our receipt
    same_as: str | None = None  # the same text and files once more, in a new mail
    copy_of: str | None = None  # the very bytes, laid into another folder by the provider
    folder: str | None = None  # where the provider put it, when not into INBOX
    program: Program | None = None  # what it was written with
    prose: bool = False  # the story stands in the mail's text
    link: bool = False  # 超大附件
    report: bool = False  # a delivery report, from nobody, of our answer to the letter in `answers`
    copies: int = 0  # addresses in Cc
    also_from: str | None = None  # a second From
    headers: dict[str, str] | None = None
    expect: Disposition | None = None
    finds: tuple[str, ...] = ()  # checks with a fault or a remark, in any order
    ends: State | None = None  # of the piece at the end of the month
    quiet: bool = False  # thanks and nothing else: nobody answers them
    show: bool = False  # one of those the summary tells

    @property
    def moment(self) -> datetime:
        """When it is sent, aware."""
        return self.at.replace(tzinfo=SHANGHAI)

    @property
    def about(self) -> str | None:
        """The letter it goes on from."""
        return self.answers or self.regards or self.quotes or self.same_as


@dataclass(frozen=True, kw_only=True, config=STRICT)
class BureauMonth:
    """The letters one bureau gets, what its office does beside them, and what must come of both."""

    bureau: str
    letters: tuple[Sent, ...]
    enters: tuple[Entering, ...]
    settles: tuple[Doubt, ...]
    registers: tuple[Registering, ...] = ()
    closed_by: str  # who has the month's bulletin issued
    earns: tuple[Earned, ...]  # some units' points, reckoned by hand


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Plan:
    """When the desk works, and the wording that all letters share."""

    rounds: tuple[time, ...]  # when the mailboxes are read, on days with letters
    digests: tuple[date, ...]
    digest_at: time
    reply: str
    prose: str
    link: str
    reply_subject: str
    decisions: tuple[Settling, ...]
    closes: str  # the month that is closed: 2026-05
    approved_after: timedelta  # how long the office looks at what the clock prepared


@plain_dataclass(frozen=True, kw_only=True)
class Month:
    """All of it."""

    plan: Plan
    stories: Stories
    bureaus: tuple[BureauMonth, ...]

    def letters(self) -> tuple[tuple[str, Sent], ...]:
        """Every letter with its bureau's id, in the order they are sent."""
        found = [(one.bureau, sent) for one in self.bureaus for sent in one.letters]
        return tuple(sorted(found, key=lambda pair: pair[1].moment))

    def letter(self, id_: str) -> Sent:
        """The letter of that id.

        Raises:
            KeyError: there is none.
        """
        return {sent.id: sent for one in self.bureaus for sent in one.letters}[id_]
