"""What a mail is made of: frozen values handed to the templates."""

from dataclasses import dataclass, field
from datetime import date, datetime

from pipeline.domain.bureau import Bureau, Unit
from pipeline.domain.finding import Verdict
from pipeline.domain.piece import Incoming
from pipeline.domain.words import LetterKind, State


@dataclass(frozen=True, kw_only=True)
class MonthSoFar:
    """本单位本月: what the unit has sent in and owes."""

    month: str  # 2020年5月
    received: int
    accepted: int
    adopted: int
    duty: int | None  # pieces a month, None where the plan asks for none
    points: str | None = None  # a decimal; None until points are counted


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Another piece that was made of the same letter."""

    number: str
    title: str | None  # None when sealed
    state: State


@dataclass(frozen=True, kw_only=True)
class ReceiptView:
    """What a receipt tells about one letter."""

    bureau: Bureau
    to: str
    incoming: Incoming
    verdict: Verdict
    number: str | None  # None where the letter is no piece
    state: State | None
    next_step: str  # who acts next, in the office's words: 局办公室初审
    arrived_at: datetime
    answer_by: date | None = None  # until when a held piece is answered
    repeats: str | None = None  # number of the piece it repeats
    month: MonthSoFar | None = None
    mend_by: date | None = None  # until when a mended piece still counts for this month
    form_wanted: bool = False  # form 2 is missing or wants mending: attach it, pre-filled
    signers: tuple[str, ...] = ()  # who signs form 2, for the pre-filled form
    beside: tuple[Beside, ...] = ()  # the other pieces of the same letter


@dataclass(frozen=True, kw_only=True)
class DecisionView:
    """What a person decided about a piece or about a letter that is none, told to its sender."""

    bureau: Bureau
    to: str
    number: str | None  # None where it is about a letter: then `letter` names it
    title: str | None  # of a letter its subject
    unit: Unit | None
    verb: str  # accept, return, discard, release …: a row of the table `verb` of words.toml
    reason: str
    decided_at: datetime
    next_step: str
    in_reply_to: str | None  # our own earlier mail about it, for threading
    letter: str = ""  # L17
    kind: LetterKind | None = None  # what the letter is
    beside: tuple[Beside, ...] = ()  # the other pieces of the same letter; of a repeat the piece it repeats


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One thing a person may do with what waits."""

    verb: str  # accept, return, discard, assign, release, reprocess, config_check
    word: str  # how the office calls it: 受理
    command: str  # baosong decide YH-2020-00012 accept --reason 理由 --by 姓名


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One line of the office's digest: what waits for a person."""

    number: str  # or a letter's running number: L17
    unit: str
    title: str  # "" when sealed
    reasons: tuple[str, ...]
    since: datetime
    show: str  # the command that shows everything about it
    choices: tuple[Choice, ...]  # the likeliest first


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """Two pieces that are nearly the same: a line of the office's digest."""

    number: str
    unit: str
    title: str
    other: str  # number of the earlier one
    other_unit: str
    other_title: str
    how: str  # 93%的文字相同、2张图片相似


@dataclass(frozen=True, kw_only=True)
class DigestView:
    """The office's daily list 待办."""

    bureau: Bureau
    to: str
    day: date
    waiting: tuple[Waiting, ...]
    unlisted: int = 0  # more that waits, too much for one mail
    counts: dict[str, int] = field(default_factory=dict)  # disposition → letters since the last digest
    undelivered: tuple[str, ...] = ()  # outgoing mails that wait for a person, a line each
    alike: tuple[Likeness, ...] = ()  # the day's pieces that are nearly the same as earlier ones
    occasion: str = ""


@dataclass(frozen=True, kw_only=True)
class AlertView:
    """Something the office must know at once."""

    bureau: Bureau
    to: str
    occasion: str
    what: str  # sealed, mailbox, quarantined: the template alert_<what>
    facts: dict[str, str]  # folder, uid, sender, received …: never any text of a sealed letter
    at: datetime
