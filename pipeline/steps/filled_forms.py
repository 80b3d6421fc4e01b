"""Forms 2 and 3 of a piece as Word files to be downloaded, filled in with what is on record now."""

from collections.abc import Callable

from pipeline.domain.words import State
from pipeline.report.forms import release_form, review_form
from pipeline.steps.find import find
from pipeline.steps.form_fields import release_fields, review_fields
from pipeline.steps.house import House
from pipeline.steps.pen import Pen
from pipeline.steps.process import open_desk
from pipeline.steps.refusal import Refusal
from pipeline.steps.signatures import signatures_of
from pipeline.store.tables import PieceRow


def filled_form(house: House, number: str) -> bytes:
    """Form 2 信息稿件审核表 of a piece as .docx, with every opinion that came or was signed here.

    Raises:
        Refusal: there is no such piece, or it is sealed.
        FormFault: the template is missing or cannot be filled.
    """
    return _filled(house, number, _review)


def filled_release_form(house: House, number: str) -> bytes:
    """Form 3 信息稿件发布/上报审批表 of a piece as .docx, with what the director and the leader decided so far.

    Raises:
        Refusal: there is no such piece, or it is sealed.
        FormFault: the template is missing or cannot be filled.
    """
    return _filled(house, number, _release)


def _filled(house: House, number: str, fill: Callable[[Pen, PieceRow], bytes]) -> bytes:
    with house.database.reading() as session:
        found = find(session, number)
        if found is None or found.piece is None:
            raise Refusal("unknown_name", name=number)
        if found.piece.state == State.SEALED.value:
            raise Refusal("sealed_first", name=number)
        return fill(open_desk(house, found.bureau).pen(session), found.piece)


def _review(pen: Pen, piece: PieceRow) -> bytes:
    return review_form(pen.desk.forms, review_fields(pen, piece, signatures_of(pen.session, piece)))


def _release(pen: Pen, piece: PieceRow) -> bytes:
    return release_form(pen.desk.forms, release_fields(pen, piece, signatures_of(pen.session, piece)))
