"""From a sheet about counting to the mail: its Message-ID, its thread, the picture in its page."""

from typing import Protocol

from pipeline.domain.bureau import Bureau
from pipeline.domain.outgoing import Attachment, OutgoingLetter
from pipeline.domain.words import OutgoingKind
from pipeline.report.stationery import Stationery, write
from pipeline.report.threads import message_id, references, sound


class View(Protocol):
    """What every view says about its mail."""

    @property
    def bureau(self) -> Bureau:
        """Whose desk writes."""

    @property
    def to(self) -> str:
        """The one recipient."""

    @property
    def occasion(self) -> str:
        """Why it is sent: twice the same is one mail."""


def mail(
    kind: OutgoingKind,
    view: View,
    sheet: object,
    desk: Stationery,
    *,
    number: str | None = None,
    answered: str | None = None,
    automatic: bool = False,
    attachments: tuple[Attachment, ...] = (),
) -> OutgoingLetter:
    """A mail about counting.

    Args:
        kind: names its template.
        view: to whom, and why.
        sheet: what the template may show.
        desk: the bureau's stationery.
        number: of the piece it is about; a reply then finds the piece by its token.
        answered: Message-ID of the letter it answers or continues; one unfit for a header is left out.
        automatic: it answers a letter (Auto-Submitted: auto-replied).
        attachments: files that go with it, a picture of the page among them.

    Raises:
        jinja2.TemplateError: the wording cannot be read.
    """
    written = write(kind, sheet, desk)
    earlier = sound(answered)
    return OutgoingLetter(
        occasion=view.occasion,
        kind=kind,
        to=view.to,
        subject=written.subject,
        text=written.text,
        html=written.html,
        message_id=message_id(view.occasion, desk.mailbox, number),
        in_reply_to=earlier,
        references=references((), earlier),
        attachments=attachments,
        automatic=automatic,
    )


def page_picture(png: bytes, name: str, occasion: str, desk: Stationery) -> Attachment:
    """A picture for the page of the mail of that occasion; its Content-ID is in form like a Message-ID (RFC 2392)."""
    content_id = message_id(f"{occasion}:{name}", desk.mailbox).strip("<>")
    return Attachment(name=name, media_type="image/png", content=png, content_id=content_id)
