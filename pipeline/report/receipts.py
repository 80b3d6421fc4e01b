"""Receipts 回执: the one answer to a letter (design.md §4.6)."""

import re
from dataclasses import replace

from pipeline.domain.document import ReviewForm
from pipeline.domain.outgoing import Attachment, OutgoingLetter
from pipeline.domain.piece import Incoming
from pipeline.domain.words import Disposition, LetterKind, OutgoingKind
from pipeline.report.formats import one_line
from pipeline.report.forms import review_form
from pipeline.report.lines import results
from pipeline.report.readback import author, read_back, short_name
from pipeline.report.sheets import ReceiptSheet, SealedSheet, house
from pipeline.report.stationery import Stationery, Written, write
from pipeline.report.threads import message_id, references, sound
from pipeline.report.view import ReceiptView

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_KINDS = {
    Disposition.SEALED: OutgoingKind.RECEIPT_SEALED,
    Disposition.HELD: OutgoingKind.RECEIPT_HELD,
    Disposition.RETURNED: OutgoingKind.RECEIPT_RETURNED,
    Disposition.ACCEPTED: OutgoingKind.RECEIPT_ACCEPTED,
}
_PIECES = {LetterKind.SUBMISSION, LetterKind.COMPLETION}


def receipt(view: ReceiptView, desk: Stationery) -> OutgoingLetter:
    """The answer to a letter, to the address that sent it, in its thread.

    Raises:
        ValueError: the letter gets no answer (machine-made, or not read yet).
        jinja2.TemplateError: the wording cannot be read.
    """
    kind = receipt_kind(view)
    form = _form(view, desk) if _carries_form(kind, view) else None
    written = _written(kind, view, form, desk)
    letter = view.incoming.letter
    occasion = f"receipt:{view.bureau.id}:{letter.sha256}"
    answered = sound(letter.origin.message_id)
    return OutgoingLetter(
        occasion=occasion,
        kind=kind,
        to=view.to,
        subject=written.subject,
        text=written.text,
        html=written.html,
        message_id=message_id(occasion, view.bureau.mailbox, view.number or view.repeats),
        in_reply_to=answered,
        references=references(letter.origin.in_reply_to, answered),
        attachments=(form,) if form else (),
    )


def receipt_kind(view: ReceiptView) -> OutgoingKind:
    """Which receipt a letter gets: by its disposition, then by what it is.

    Raises:
        ValueError: it gets none.
    """
    disposition = view.verdict.disposition
    if disposition is Disposition.IGNORED and view.repeats:
        return OutgoingKind.RECEIPT_REPEAT
    if disposition not in _KINDS:
        raise ValueError(f"a letter that is {disposition} is not answered")
    if disposition is not Disposition.SEALED and view.incoming.kind not in _PIECES:
        return OutgoingKind.RECEIPT_OTHER
    return _KINDS[disposition]


def _written(kind: OutgoingKind, view: ReceiptView, form: Attachment | None, desk: Stationery) -> Written:
    if kind is OutgoingKind.RECEIPT_SEALED:
        return write(kind, SealedSheet(house=house(view.bureau), number=view.number, arrived_at=view.arrived_at), desk)
    sheet = ReceiptSheet(
        house=house(view.bureau),
        number=view.number,
        read=read_back(view.incoming, view.verdict),
        results=results(view.verdict),
        state=view.state,
        next_step=view.next_step,
        arrived_at=view.arrived_at,
        answer_by=view.answer_by,
        repeats=view.repeats,
        month=view.month,
        mend_by=view.mend_by,
        form_name=form.name if form else None,
        signers=view.signers,
        beside=tuple(replace(one, title=one_line(one.title or "")) for one in view.beside),
    )
    return write(kind, sheet, desk)


def _carries_form(kind: OutgoingKind, view: ReceiptView) -> bool:
    return view.form_wanted and kind in {
        OutgoingKind.RECEIPT_ACCEPTED,
        OutgoingKind.RECEIPT_RETURNED,
        OutgoingKind.RECEIPT_HELD,
    }


def _form(view: ReceiptView, desk: Stationery) -> Attachment:
    """Form 2, filled in as far as the letter tells; what people sign or tick is left blank."""
    incoming = view.incoming
    fields = ReviewForm(
        title=incoming.title or "",
        unit=incoming.unit.name if incoming.unit else "",
        author=author(incoming),
        sensitive=None,
        first_opinion="",
        second_opinion="",
    )
    return Attachment(name=_form_name(incoming, desk), media_type=DOCX, content=review_form(desk.forms, fields))


def _form_name(incoming: Incoming, desk: Stationery) -> str:
    """信息稿件审核表（甲塘）.docx, after the pattern of words.toml."""
    pattern = desk.words.word("review_form" if incoming.unit else "review_form_blank", "file_name")
    name = pattern.format(unit=short_name(incoming.unit)) if incoming.unit else pattern
    return re.sub(r'[\\/:*?"<>|\r\n]', "", name)
