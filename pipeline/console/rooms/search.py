"""稿件: every piece, found by words and by where it stands."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from pipeline.console.look.export_pieces import ROWS, pieces_workbook
from pipeline.console.look.file_names import disposition
from pipeline.console.look.search import GENRES, MOST, Asked, found_list, understood
from pipeline.console.people.rights import Right
from pipeline.console.texts import say
from pipeline.console.web.pages import page
from pipeline.console.web.visit import Needs, Visit
from pipeline.domain.timeutil import local
from pipeline.domain.words import State
from pipeline.report.tally import XLSX

router = APIRouter()
Looking = Annotated[Visit, Depends(Needs(Right.SEE))]


@router.get("/{bureau}/pieces")
def show_pieces(visit: Looking) -> Response:
    """A page of what was looked for; everything, where nothing was."""
    asked = understood(visit, dict(visit.request.query_params))
    return _list(visit, asked)


def _list(visit: Visit, asked: Asked) -> Response:
    shown = found_list(visit, asked)
    return page(
        visit, "search.j2", status=422 if asked.wrong else 200, shown=shown, states=State, genres=GENRES,
        most=MOST, rows=ROWS,
    )  # fmt: skip


@router.get("/{bureau}/pieces.xlsx")
def save_pieces(visit: Looking) -> Response:
    """The same as a workbook."""
    asked = understood(visit, dict(visit.request.query_params))
    if asked.wrong:
        return _list(visit, asked)
    name = say("export_file", day=local(visit.console.house.clock()).date())
    headers = {"Content-Disposition": disposition(name), "Content-Security-Policy": "sandbox; default-src 'none'"}
    return Response(pieces_workbook(visit, asked), media_type=XLSX, headers=headers)
