"""What stands on forms 2 and 3 of a piece by now, and form 2 as the desk completes it (rules.md S5, S10)."""

import re
from pathlib import Path

from sqlmodel import Session

from pipeline.domain.byline import people_in
from pipeline.domain.document import ReleaseForm, ReviewForm, WordDocument
from pipeline.domain.letter import Part
from pipeline.domain.timeutil import local
from pipeline.ingest.keep import keep_made
from pipeline.report.formats import one_line
from pipeline.report.forms import FormFault, review_form
from pipeline.report.readback import short_name
from pipeline.steps.pen import Pen
from pipeline.steps.signatures import Signatures, signatures_of
from pipeline.store import events, pieces
from pipeline.store.convert import part, part_row
from pipeline.store.tables import DecisionRow, LetterRow, PieceRow

_UNFIT = re.compile(r'[\\/:*?"<>|\r\n]')  # in a file's name


def complete_form(pen: Pen, data: Path, piece: PieceRow) -> None:
    """Keep form 2 with the opinions signed so far as the piece's current form; the one that came is its history.

    Nothing is kept where no form came (a bureau may ask for none) or nobody has signed here. A template that cannot be
    filled is noted in the log and keeps nobody from signing.
    """
    signatures = signatures_of(pen.session, piece)
    came = pieces.form_as_it_came(pen.session, piece) if signatures.steps else None
    letter = pen.session.get(LetterRow, came.letter_id) if came is not None else None
    if letter is None:
        return
    try:
        made = _made(pen, data, piece, signatures)
    except (FormFault, LookupError, ValueError) as fault:  # the template, or the pattern of an opinion in words.toml
        what = fault.file.name if isinstance(fault, FormFault) else type(fault).__name__
        events.note(pen.session, pen.now, "form_not_written", bureau=piece.bureau, piece=piece, file=what)
        return
    pieces.supersede(pen.session, piece, {"form"})
    done = [row for row in pieces.all_parts(pen.session, piece) if row.completed and row.sha256 == made.sha256]
    row = done[-1] if done else part_row(made, "form", piece, letter)
    row.completed, row.current = True, True
    pen.session.add(row)
    pen.session.flush()


def _made(pen: Pen, data: Path, piece: PieceRow, signatures: Signatures) -> Part:
    """Form 2 as it stands now, kept among the leaves."""
    fields = review_fields(pen, piece, signatures)
    content = review_form(pen.desk.forms, fields)
    name = _file_name(pen, piece)
    return Part(
        name=name, path=name, type="docx", size=len(content), sha256=keep_made(content, data),
        document=WordDocument(form=fields),
    )  # fmt: skip


def review_fields(pen: Pen, piece: PieceRow, signatures: Signatures) -> ReviewForm:
    """Form 2 as it came, where it did, with the opinions that were signed here."""
    came = form_that_came(pen.session, piece)
    opinions = {
        "first_opinion": came.first_opinion if came else "",
        "second_opinion": came.second_opinion if came else "",
    }
    fields = {step.state.value: step.form_field for step in pen.bureau.bureau.chain_of(piece.unit)}
    for row in signatures.steps:
        field = fields.get(row.step or "")
        if field is not None:
            opinions[field] = "\n".join(filter(None, (opinions[field], opinion_of(pen, row))))
    return ReviewForm(
        title=(came.title if came else None) or piece.title or "",
        unit=(came.unit if came else None) or _unit_name(pen, piece),
        author=_author(pen, piece, came),
        sensitive=came.sensitive if came else None,
        sensitive_doubt=came.sensitive_doubt if came else False,
        first_opinion=opinions["first_opinion"],
        second_opinion=opinions["second_opinion"],
    )


def release_fields(pen: Pen, piece: PieceRow, signatures: Signatures) -> ReleaseForm:
    """Form 3 with what is known of the piece and what the two who approve have decided so far."""
    came = form_that_came(pen.session, piece)
    director, leader = signatures.director, signatures.leader
    decided = leader or director
    up = bool(director.important) if director is not None else None
    return ReleaseForm(
        title=piece.title or "",
        unit=_unit_name(pen, piece),
        author=_author(pen, piece, came),
        sensitive=up if up is not None else came.sensitive if came else None,
        channels=tuple(decided.channels or ()) if decided is not None else (),
        director_opinion=opinion_of(pen, director) if director is not None else "",
        leader_opinion=opinion_of(pen, leader) if leader is not None else "",
    )


def form_that_came(session: Session, piece: PieceRow) -> ReviewForm | None:
    """Form 2 as it was read from the unit's own file."""
    row = pieces.form_as_it_came(session, piece)
    document = part(row).document if row is not None else None
    return document.form if document is not None else None


def opinion_of(pen: Pen, row: DecisionRow) -> str:
    """An opinion as it stands on a form: what was said, by whom, on which day."""
    on = local(row.decided_at)
    signed = pen.desk.words.word("signed", "opinion")
    return signed.format(opinion=row.reason, by=row.decided_by, year=on.year, month=on.month, day=on.day)


def _unit_name(pen: Pen, piece: PieceRow) -> str:
    unit = pen.bureau.bureau.roster.by_id(piece.unit)
    return unit.name if unit else ""


def _author(pen: Pen, piece: PieceRow, came: ReviewForm | None) -> str:
    """The author as the form names him, else the people of the manuscript's byline."""
    if came is not None and came.author:
        return one_line(came.author)
    unit = pen.bureau.bureau.roster.by_id(piece.unit)
    for row in pieces.current_parts(pen.session, piece):
        document = part(row).document if row.role == "manuscript" else None
        if document is not None and document.manuscript is not None:
            return people_in(one_line(document.manuscript.byline), unit.names if unit else ())
    return ""


def _file_name(pen: Pen, piece: PieceRow) -> str:
    unit = pen.bureau.bureau.roster.by_id(piece.unit)
    pattern = pen.desk.words.word("review_form" if unit else "review_form_blank", "file_name")
    return _UNFIT.sub("", pattern.format(unit=short_name(unit)) if unit else pattern)
