"""Files: what came is saved and never shown, pictures are made anew, our own mails stand in a frame of their own."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import FileResponse
from sqlmodel import Session

from pipeline.console.acts.decide import found_at
from pipeline.console.look.file_names import disposition, safe_name
from pipeline.console.look.letter_text import letter_text, open_letter
from pipeline.console.look.mail_text import page_of
from pipeline.console.look.pictures import thumbnail
from pipeline.console.look.piece import is_sealed
from pipeline.console.people.rights import Right
from pipeline.console.web.pages import part
from pipeline.console.web.visit import Id, Needs, NotThere, Visit
from pipeline.domain.words import Disposition
from pipeline.ingest.keep import part_path, raw_path
from pipeline.ingest.readers import ReadingFailed
from pipeline.steps.find import Found
from pipeline.store.tables import LetterRow, OutboxRow, PartRow

router = APIRouter()
Looking = Annotated[Visit, Depends(Needs(Right.SEE))]
_FRAME = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"


@router.get("/{bureau}/pieces/{name}/parts/{part_id}")
def save_part(visit: Looking, name: str, part_id: Id) -> Response:
    """A file as it came."""
    row = _part(visit, name, part_id)
    return _saved(part_path(visit.console.house.data, row.sha256), safe_name(row.name))


@router.get("/{bureau}/pieces/{name}/pictures/{part_id}")
def show_picture(visit: Looking, name: str, part_id: Id) -> Response:
    """A picture, made anew and small."""
    row = _part(visit, name, part_id)
    small = thumbnail(part_path(visit.console.house.data, row.sha256))
    if small is None:
        raise NotThere
    return Response(small, media_type="image/jpeg")


@router.get("/{bureau}/letters/{letter}/original")
def save_letter(visit: Looking, letter: Id) -> Response:
    """A letter as it came."""
    row = open_letter(visit, letter)
    return _saved(raw_path(visit.console.house.data, row.sha256), f"L{row.id}.eml")


@router.get("/{bureau}/pieces/{name}/mails/{mail_id}")
def show_mail(visit: Looking, name: str, mail_id: Id) -> Response:
    """The page of a mail of ours, for a frame: it runs nothing, loads nothing, goes nowhere."""
    with visit.console.house.database.reading() as session:
        found = found_at(visit, session, name)
        row = session.get(OutboxRow, mail_id)
        if row is None or row.bureau != visit.id or not _is_about(row, found) or is_sealed(found):
            raise NotThere
    return _framed(page_of(row.mime))


@router.get("/{bureau}/letters/{letter}/page")
def show_letter(visit: Looking, letter: Id) -> Response:
    """A letter's own HTML as far as it is harmless, for a frame that runs nothing, loads nothing, goes nowhere."""
    try:
        read = letter_text(visit, letter)
    except ReadingFailed as failed:
        raise NotThere from failed
    return _framed(part(visit, "letter_page.j2", html=read.page).body)


def _framed(text: str | bytes | memoryview) -> Response:
    headers = {"Content-Security-Policy": _FRAME, "X-Frame-Options": "SAMEORIGIN"}
    return Response(text, media_type="text/html; charset=utf-8", headers=headers)


def _is_about(row: OutboxRow, found: Found) -> bool:
    if found.piece is not None:
        return row.piece_id == found.piece.id
    return found.letter is not None and row.letter_id == found.letter.id


def _part(visit: Visit, name: str, part_id: int) -> PartRow:
    """A file of a piece that is not sealed, nor came with a letter that is."""
    with visit.console.house.database.reading() as session:
        found = found_at(visit, session, name)
        row = session.get(PartRow, part_id)
        if row is None or found.piece is None or row.piece_id != found.piece.id:
            raise NotThere
        if is_sealed(found) or _came_sealed(session, row):
            raise NotThere
    if not part_path(visit.console.house.data, row.sha256).is_file():
        raise NotThere
    return row


def _came_sealed(session: Session, row: PartRow) -> bool:
    letter = session.get(LetterRow, row.letter_id)
    return letter is None or letter.disposition == Disposition.SEALED.value


def _saved(path: object, name: str) -> Response:
    headers = {"Content-Disposition": disposition(name), "Content-Security-Policy": "sandbox; default-src 'none'"}
    return FileResponse(str(path), media_type="application/octet-stream", headers=headers)
