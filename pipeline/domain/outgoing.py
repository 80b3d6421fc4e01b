"""A mail that waits to be sent."""

from dataclasses import dataclass, field

from pipeline.domain.words import OutgoingKind


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file that goes with a mail."""

    name: str
    media_type: str  # "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    content: bytes = field(repr=False)
    content_id: str | None = None  # without angle brackets: a picture that the page shows as cid:<content_id>


@dataclass(frozen=True, kw_only=True)
class OutgoingLetter:
    """A mail in the outbox 待发: composed, not yet sent. One recipient each."""

    occasion: str  # why it is sent, unique: "receipt:<letter sha256>"; twice the same is one mail
    kind: OutgoingKind
    to: str
    subject: str
    text: str
    html: str
    message_id: str  # stable, with angle brackets; carries the piece's number as its token
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    automatic: bool = True  # Auto-Submitted: auto-replied, else auto-generated
