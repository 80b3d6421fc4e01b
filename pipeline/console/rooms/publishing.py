"""Everything needed to publish a piece, as one archive."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import StreamingResponse

from pipeline.console.acts.carry import found_at
from pipeline.console.look.file_names import disposition, safe_name
from pipeline.console.look.piece import is_sealed
from pipeline.console.people.rights import Right
from pipeline.console.rooms.piece import told_at
from pipeline.console.texts import say, why_not
from pipeline.console.web.visit import Needs, NotThere, Visit
from pipeline.report.formats import short
from pipeline.steps.publishing import Pack, PackFile, archived, publishing_pack
from pipeline.steps.refusal import Refusal

router = APIRouter()
_TITLE = 40  # characters of it in a file's name


@router.get("/{bureau}/pieces/{name}/publishing.zip")
def save_pack(visit: Annotated[Visit, Depends(Needs(Right.SEE))], name: str) -> Response:
    """The clean Word file and the original pictures."""
    with visit.console.house.database.reading() as session:
        found = found_at(visit, session, name)
        if found.piece is None or is_sealed(found):
            raise NotThere
        number = found.piece.number
    try:
        pack = publishing_pack(visit.console.house, number)
    except Refusal as refusal:
        return told_at(visit, number, why_not(refusal.cause, **refusal.facts))
    headers = {"Content-Disposition": disposition(safe_name(f"{_folder(pack)}.zip"))}
    return StreamingResponse(archived(_named(pack)), media_type="application/zip", headers=headers)


def _folder(pack: Pack) -> str:
    return safe_name(f"{pack.number} {short(pack.title, _TITLE)}".strip(), pack.number)


def _named(pack: Pack) -> Iterator[tuple[str, PackFile]]:
    """Each under a name that is safe and its own: pictures are numbered in the order in which they came."""
    folder, counts = _folder(pack), {"manuscript": 0, "picture": 0}
    several = sum(file.role == "manuscript" for file in pack.files) > 1
    for file in pack.files:
        counts[file.role] += 1
        n = counts[file.role]
        if file.role == "manuscript":
            own = short(file.name, _TITLE) or say("pack_text")
            name = say("pack_texts", n=n, name=own) if several else own
            yield f"{folder}/{safe_name(f'{name}.docx')}", file
        else:
            yield f"{folder}/{safe_name(say('pack_picture', n=n, name=file.name))}", file
