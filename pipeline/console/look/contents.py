"""What a piece brings: manuscript, form, pictures and files as they were read, and how the manuscript changed."""

from dataclasses import dataclass
from itertools import pairwise

from sqlmodel import Session

from pipeline.console.look.revisions import Change, changes_between
from pipeline.domain.document import ReviewForm
from pipeline.domain.letter import Part
from pipeline.domain.parts import has_form, is_manuscript, is_picture
from pipeline.domain.words import Disposition
from pipeline.store import pieces
from pipeline.store.convert import part
from pipeline.store.tables import PartRow, PieceRow

LONG = 20_000  # characters of a manuscript shown at once


@dataclass(frozen=True, kw_only=True)
class Text:
    """A manuscript as read."""

    id: int
    name: str
    title: str
    byline: str
    body: str
    chars: int
    left_out: int  # characters not shown
    tracked: bool


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A picture."""

    id: int
    name: str
    pixels: str
    problem: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class FormRead:
    """Form 2 as read, and what it was read from: a picture, or a scan, which no browser is shown."""

    form: ReviewForm
    shot: Shot | None = None
    scan: Shot | None = None


@dataclass(frozen=True, kw_only=True)
class File:
    """Anything that came, to be downloaded."""

    id: int
    name: str
    role: str
    type: str
    size: int
    letter: str
    current: bool
    trouble: str


@dataclass(frozen=True, kw_only=True)
class Contents:
    """All of it."""

    texts: tuple[Text, ...] = ()
    forms: tuple[FormRead, ...] = ()
    shots: tuple[Shot, ...] = ()
    files: tuple[File, ...] = ()
    revisions: tuple[tuple[str, str, tuple[Change, ...] | None], ...] = ()  # from, to, what changed; None: too long


def contents_of(session: Session, piece: PieceRow, *, whole: bool = False) -> Contents:
    """What the piece's letters brought, newest of each kind and history."""
    sealed = {row.id for row in pieces.letters_of(session, piece) if row.disposition == Disposition.SEALED.value}
    read = [(row, part(row)) for row in pieces.all_parts(session, piece) if row.letter_id not in sealed]
    current = [(row, one) for row, one in read if row.current]
    return Contents(
        texts=tuple(_text(row, one, whole=whole) for row, one in current if is_manuscript(one)),
        forms=tuple(_form(row, one) for row, one in current if has_form(one)),
        shots=tuple(_shot(row, one) for row, one in read if is_picture(one) and not has_form(one)),
        files=tuple(_file(row, one) for row, one in read),
        revisions=tuple(
            _revisions([(row, one) for row, one in read if row.role == "manuscript" and is_manuscript(one)])
        ),
    )


def _text(row: PartRow, one: Part, *, whole: bool) -> Text:
    assert one.document is not None
    assert one.document.manuscript is not None
    told = one.document.manuscript
    body = told.body if whole else told.body[:LONG]
    return Text(
        id=row.id or 0, name=row.name, title=told.title or "", byline=told.byline, body=body, chars=told.chars,
        left_out=len(told.body) - len(body), tracked=one.document.tracked,
    )  # fmt: skip


def _form(row: PartRow, one: Part) -> FormRead:
    assert one.document is not None
    assert one.document.form is not None
    form, shot = one.document.form, _shot(row, one)
    if is_picture(one):
        return FormRead(form=form, shot=shot)
    return FormRead(form=form, scan=shot if form.sureness else None)


def _shot(row: PartRow, one: Part) -> Shot:
    told = one.picture
    pixels = f"{told.width}×{told.height}" if told and told.width and told.height else ""
    problem = (told.problem if told else None) or (one.trouble.code if one.trouble else "")
    return Shot(id=row.id or 0, name=row.name, pixels=pixels, problem=problem or "", current=row.current)


def _file(row: PartRow, one: Part) -> File:
    return File(
        id=row.id or 0, name=row.name, role=row.role, type=row.type, size=row.size, letter=f"L{row.letter_id}",
        current=row.current, trouble=one.trouble.code if one.trouble else "",
    )  # fmt: skip


def _revisions(several: list[tuple[PartRow, Part]]) -> list[tuple[str, str, tuple[Change, ...] | None]]:
    """Each manuscript beside the one it replaced."""
    told = []
    for (old_row, old), (new_row, new) in pairwise(several):
        if old_row.letter_id != new_row.letter_id and old_row.sha256 != new_row.sha256:
            told.append((f"L{old_row.letter_id}", f"L{new_row.letter_id}", changes_between(_body(old), _body(new))))
    return told


def _body(one: Part) -> str:
    told = one.document.manuscript if one.document else None
    return f"{told.title or ''}\n{told.body}" if told else ""
