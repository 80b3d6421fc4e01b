"""A letter: first as raw bytes that were kept, then as what was read from them."""

from dataclasses import dataclass, field
from datetime import datetime

from pipeline.domain.bounce import Bounced
from pipeline.domain.document import Picture, WordDocument
from pipeline.domain.reported import ReportedRow
from pipeline.domain.words import LetterKind


@dataclass(frozen=True, kw_only=True)
class RawLetter:
    """A letter as the mailbox gave it: exact bytes, and where and when they lay."""

    folder: str
    uidvalidity: int
    uid: int
    arrived_at: datetime  # INTERNALDATE, aware
    raw: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Address:
    """A mail address; `addr` is bare and lower case, `name` decoded."""

    addr: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """Why a part could not be read; `code` is a word of findings.toml, `detail` for the log only."""

    code: str  # encrypted, damaged, over_limit, unsupported, truncated, empty
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A leaf of the mail or a member of an archive in it; its bytes lie in the part store by sha256."""

    name: str  # as the sender wrote it, decoded; metadata only, never a path
    path: str  # the nesting: "稿件.docx", "材料.zip!/稿件.docx"
    type: str  # by content: docx, doc, jpeg, zip …
    size: int  # bytes
    sha256: str
    inline: bool = False  # shown inside the text (a Content-ID or an inline disposition)
    document: WordDocument | None = None
    picture: Picture | None = None
    trouble: Trouble | None = None
    remains: str = field(default="", repr=False)  # lines its reader did not tell: for markings only, kept nowhere


@dataclass(frozen=True, kw_only=True)
class Signature:
    """A DKIM signature: whose key it wants, under which name; nothing says yet that it fits."""

    domain: str
    selector: str

    @property
    def name(self) -> str:
        """Where the key is published."""
        return f"{self.selector}._domainkey.{self.domain}"


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What the headers say of where a letter came from."""

    senders: tuple[Address, ...] = ()  # every address of every From
    reply_to: tuple[Address, ...] = ()
    sent_by: tuple[Address, ...] = ()  # Sender: who sent it for the From
    failed: tuple[str, ...] = ()  # checks of the sender that an Authentication-Results says failed: spf, dkim, dmarc
    doubted: tuple[str, ...] = ()  # the same of those it is not sure of: softfail, permerror
    passed: tuple[str, ...] = ()  # the same of those that our own server, or our own check, found passed
    signatures: tuple[Signature, ...] = ()
    own_check: str = ""  # of a signature, by the desk itself: pass, fail; "" where none was made
    recipients: tuple[Address, ...] = ()  # To and Cc, Delivered-To
    message_id: str | None = None
    in_reply_to: tuple[str, ...] = ()  # Message-IDs of In-Reply-To and References
    received_at: datetime | None = None  # the topmost Received, aware


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter 来信 as it was read."""

    sha256: str  # of the raw bytes: its identity
    size: int
    subject: str  # decoded, unfolded; of several, the last
    origin: Origin
    text: str  # the body's plain text (from HTML where there is no plain part)
    parts: tuple[Part, ...] = ()
    machine: LetterKind | None = None  # BOUNCE or AUTO_REPLY when the headers say a machine made it
    forwarded: tuple[Address, ...] = ()  # who wrote the letters that this one passes on: told, believed in nothing
    bounced: Bounced | None = None  # what a delivery report says, where it is one
    html_text: str = ""  # text of the HTML part, when there was a plain one as well
    remains: str = ""  # lines of a text longer than what is read of it: for the look for markings only
    remote_attachments: bool = False  # a 超大附件 link instead of a file (mail.md L7)
    reported: tuple[ReportedRow, ...] = ()  # rows of an adoption report pasted into the body
    page: str = field(default="", repr=False)  # the HTML as a page that can do nothing; only when it was asked for
    defects: tuple[str, ...] = ()  # codes of what was out of order: gb_replaced, subject_repeated, limit_parts …

    @property
    def sender(self) -> str:
        """The bare address of the first From, or an empty string."""
        return self.origin.senders[0].addr if self.origin.senders else ""
