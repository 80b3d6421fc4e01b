"""Everything an office may set, as frozen values; `load` (in loader.py) fills them from config/."""

import os
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from pipeline.domain.bureau import Bureau
from pipeline.domain.words import Follows, Group, LetterKind
from pipeline.settings.alike import AlikeSettings
from pipeline.settings.authentication import AuthenticationSettings
from pipeline.settings.desk import DeskSettings
from pipeline.settings.errors import Place
from pipeline.settings.ocr import OcrSettings

TermValue = int | float | bool | str | tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a letter may cost; beyond it a part is named in a finding, never read further."""

    letter_bytes: int = 60_000_000
    header_bytes: int = 256_000  # of one header section
    header_count: int = 500
    parts: int = 200  # leaves of the MIME tree
    depth: int = 12  # nesting of the MIME tree, forwarded letters and archives together
    part_bytes: int = 50_000_000  # decoded
    text_chars: int = 500_000  # of a body or a document
    archive_entries: int = 300
    archive_bytes: int = 200_000_000  # really written when unpacked
    archive_depth: int = 2
    picture_pixels: int = 200_000_000
    document_bytes: int = 200_000_000  # of a .docx when inflated
    seconds: int = 60  # of reading one letter
    memory_mb: int = 1024  # of one reading child
    office_seconds: int = field(default=60, metadata={"low": 0})  # of LibreOffice for a document; 0: not asked
    office_memory_mb: int = 1500
    ocr: OcrSettings = field(default_factory=OcrSettings)  # forms that come as pictures


@dataclass(frozen=True, kw_only=True)
class ImapAccount:
    """The mailbox as IMAP reaches it; the secret is only named."""

    host: str
    port: int
    security: str  # tls, starttls, none (loopback only)
    user: str
    password_env: str
    folders: tuple[str, ...] = ("INBOX",)
    sent_folder: str = "已发送"
    timeout_seconds: int = 60

    @property
    def password(self) -> str | None:
        """The secret from the environment, None when it is not set."""
        return os.environ.get(self.password_env)


@dataclass(frozen=True, kw_only=True)
class SmtpAccount:
    """The account mails are sent from."""

    host: str
    port: int
    security: str  # tls, starttls, none (loopback only)
    user: str
    password_env: str
    pacing_seconds: float = 20.0
    daily_limit: int = 200
    timeout_seconds: int = 60

    @property
    def password(self) -> str | None:
        """The secret from the environment, None when it is not set."""
        return os.environ.get(self.password_env)


@dataclass(frozen=True, kw_only=True)
class SmtpCode:
    """A row of the SMTP code table (mail.md O2); the first that matches an answer decides."""

    word: str  # "MI:SFQ": looked for in the answer's text; "" matches any
    codes: tuple[int, ...]  # (450, 451); empty matches any
    outcome: str  # retry, tomorrow, operator, refused, stop
    advice: str  # what an operator should do, in Chinese
    wait_minutes: int = 15  # with retry


@dataclass(frozen=True, kw_only=True)
class PostSettings:
    """How mail leaves the house."""

    kill_switch: bool  # nothing is sent while it is on
    max_attempts: int
    unknown_retry_minutes: int
    replies_per_sender_per_day: int
    codes: tuple[SmtpCode, ...]
    answer_hours: int = 24  # what comes without a file from an address we wrote to within these hours is an answer


@dataclass(frozen=True, kw_only=True)
class Intervals:
    """When the worker does what."""

    poll_seconds: int
    deliver_seconds: int
    rescan_hour: int  # of the office's day
    digest_hour: int
    poll_deadline_seconds: int  # of one round of one mailbox
    answer_working_days: int  # until when a held piece is answered
    read_attempts: int  # failed readings before a letter is quarantined
    reader_processes: int
    token_days: int = 7  # how long a reviewer's answer by mail is taken


@dataclass(frozen=True, kw_only=True)
class CheckRow:
    """A table of checks.toml: that a check runs, on what, and what follows."""

    name: str
    follows: Follows
    clause: str = ""
    kinds: tuple[LetterKind, ...] = (LetterKind.SUBMISSION, LetterKind.COMPLETION)
    groups: tuple[Group, ...] = tuple(Group)
    terms: dict[str, TermValue] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict, repr=False)  # of "name", "name.terms", "name.terms.min"

    def place(self, term: str | None = None) -> Place:
        """Where a term stands in checks.toml, else the terms, else the check's table."""
        wanted = (f"{self.name}.terms.{term}", f"{self.name}.terms", self.name)[0 if term else 2 :]
        return next((self.places[name] for name in wanted if name in self.places), Place(Path("checks.toml")))


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A table of findings.toml: how a check is called and what its findings say."""

    label: str
    cases: dict[str, tuple[str, str]]  # case → (message, remedy), with {facts} to fill in
    places: dict[str, Place] = field(default_factory=dict, repr=False)  # of a case, or "case.message"; "" of the table

    def place(self, *path: str) -> Place:
        """Where a case or one of its two sentences stands in findings.toml, else the check's table."""
        names = (".".join(path[:n]) for n in range(len(path), -1, -1))
        return next((self.places[name] for name in names if name in self.places), Place(Path("findings.toml")))


@dataclass(frozen=True, kw_only=True)
class CheckTable:
    """The checks of a bureau in the order they are run and told."""

    rows: tuple[CheckRow, ...]
    wordings: dict[str, Wording]
    file: Path = Path("checks.toml")
    off: tuple[str, ...] = ()  # the checks that are switched off there


@dataclass(frozen=True, kw_only=True)
class SubjectTables:
    """What the subject reader needs beside the roster."""

    lookalikes: tuple[frozenset[str], ...] = ()  # characters taken for each other
    bureau_words: tuple[str, ...] = ()  # the bureau's own names in brackets, read over: 甲, 甲区
    command_words: tuple[str, ...] = ("查询", "积分", "撤回")
    number_prefix: str = ""


@dataclass(frozen=True, kw_only=True)
class Closing:
    """When a month is closed."""

    day: int
    hour: int
    approval: bool
    issuer: str = ""  # who signs the bulletin beside the bureau: 局办公室
    addressees: str = ""  # 主送: 局机关各科室、下属各单位 …
    stations_to: str = ""  # id of the unit that gets the stations' part: the service centre
    objection_days: int = 5  # working days after the bulletin in which objections are best sent


@dataclass(frozen=True)
class Usage:
    """A term the office does not want, with the right form; "" where there is none."""

    wrong: str
    right: str
    note: str  # why, for the office


@dataclass(frozen=True, kw_only=True)
class BureauSettings:
    """One folder of config/bureaus/."""

    bureau: Bureau
    imap: ImapAccount
    smtp: SmtpAccount
    checks: CheckTable
    subject: SubjectTables
    closing: Closing
    monthly_duty: int | None  # pieces a month each unit owes, None where the plan asks for none
    folder: Path
    targets: dict[str, Decimal] = field(default_factory=dict)  # unit id → points a year
    usages: tuple[Usage, ...] = ()  # terms.csv
    topics: tuple[str, ...] = ()  # what a piece may be about, in the plan's words (rules.md S12)
    seal_keys: tuple[str, ...] = ()  # of age: sealed letters are encrypted to these, if any


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All of config/."""

    folder: Path
    limits: Limits
    post: PostSettings
    intervals: Intervals
    bureaus: dict[str, BureauSettings]
    desk: DeskSettings = field(default_factory=DeskSettings)
    alike: AlikeSettings = field(default_factory=AlikeSettings)
    authentication: AuthenticationSettings = field(default_factory=AuthenticationSettings)
    holidays: dict[str, bool] = field(default_factory=dict)  # "2026-10-10" → is a working day
    shared: Path | None = None  # the config/ whose letters/ and forms/ are used, when not this one's own

    @property
    def letters(self) -> Path:
        """The folder of the mails' wording."""
        return (self.shared or self.folder) / "letters"

    @property
    def forms(self) -> Path:
        """The folder of the Word templates."""
        return (self.shared or self.folder) / "forms"
