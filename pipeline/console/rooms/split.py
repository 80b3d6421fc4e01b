"""一件: a letter of several manuscripts is made into as many pieces."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from pipeline.console.acts.reasons import LONGEST
from pipeline.console.acts.split import split_one
from pipeline.console.people.rights import Right
from pipeline.console.rooms.piece import answered
from pipeline.console.web.fields import Fields
from pipeline.console.web.visit import Change, Changes
from pipeline.steps.split import SplitOrder

router = APIRouter()
_PART = re.compile(r"part_(\d{1,15})", re.ASCII)
_GROUP = re.compile(r"\d{1,3}", re.ASCII)


@router.post("/{bureau}/pieces/{name}/split")
def split_piece(change: Annotated[Change, Depends(Changes(Right.DECIDE))], name: str) -> Response:
    """Split its letter as the form says."""
    visit, fields = change.visit, change.fields
    order = SplitOrder(
        name=name, by=visit.person.name, reason=" ".join(fields.one("reason").split())[:LONGEST], away=_away(fields),
        seen=fields.one("seen"),
    )  # fmt: skip
    return answered(visit, name, fields, split_one(visit, order))


def _away(fields: Fields) -> dict[int, int]:
    """Id of a part → its piece; 0, which is none, for anything that is no number."""
    told = ((_PART.fullmatch(key), value.strip()) for key, value in fields.pairs)
    return {int(key[1]): int(value) if _GROUP.fullmatch(value) else 0 for key, value in told if key}
