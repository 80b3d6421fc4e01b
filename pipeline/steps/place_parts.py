"""The parts a letter brings to its piece: the newest of each kind is current, the others are its history."""

from dataclasses import replace

from pipeline.domain.letter import Part
from pipeline.domain.parts import has_form, is_manuscript
from pipeline.domain.piece import Incoming
from pipeline.steps.pen import Pen
from pipeline.store import parts_brought, pieces
from pipeline.store.parts_brought import Brought
from pipeline.store.tables import LetterRow, PieceRow


def role_of(part: Part, incoming: Incoming) -> str:
    """What a part is to its piece: manuscript, form, picture (logos of a signature are none) or other."""
    if is_manuscript(part):
        return "manuscript"
    if has_form(part):
        return "form"
    return "picture" if part in incoming.pictures else "other"


def add_parts(
    pen: Pen, piece: PieceRow, row: LetterRow, incoming: Incoming, *, current: bool, opened: bool = False
) -> None:  # fmt: skip
    """Store the letter's own parts; the newest of each role becomes current, the old ones stay as history."""
    own = incoming.letter.parts
    chosen = {id(p) for p in (*incoming.manuscripts, *incoming.pictures, incoming.form_part)}
    taken = {role_of(p, incoming) for p in own if id(p) in chosen}
    brought: list[Brought] = []
    if current:
        pieces.supersede(pen.session, piece, () if opened else taken - incoming.beside)
        brought += _kept_form(incoming, taken)
    for part in own:
        role = role_of(part, incoming)
        brought.append(Brought(part=part, role=role, current=current and (role == "other" or role in taken)))
    parts_brought.add_parts(pen.session, piece, row, brought)


def _kept_form(incoming: Incoming, taken: set[str]) -> list[Brought]:
    """A form that stood in a manuscript which is history now stays current by itself."""
    form_part = incoming.form_part
    kept_form = "manuscript" in taken and form_part is not None and form_part not in incoming.letter.parts
    if kept_form and form_part is not None and form_part.document is not None and is_manuscript(form_part):
        alone = replace(form_part, document=replace(form_part.document, manuscript=None))
        return [Brought(part=alone, role="form")]
    return []
