"""A letter of several manuscripts made into as many pieces: split."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from pipeline.cli.context import Context, print_json
from pipeline.cli.existing import existing_house
from pipeline.cli.putting import AsJson, By, Number, Reason, mailed, refusals_told
from pipeline.cli.putting_texts import phrase
from pipeline.cli.tables import print_line
from pipeline.steps.house import House
from pipeline.steps.review import Refusal
from pipeline.steps.signed import piece_called
from pipeline.steps.split import Split, SplitOrder, split
from pipeline.steps.split_parts import divisible, proposal
from pipeline.store.convert import part
from pipeline.store.tables import PartRow


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("split")(split_one)


def split_one(
    ctx: typer.Context,
    number: Number,
    off: Annotated[list[str] | None, typer.Option("--off", metavar="文件名;…", help=phrase("opt_off"))] = None,
    yes: Annotated[bool, typer.Option("--yes", help=phrase("opt_split_yes"))] = False,
    reason: Reason = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Show how a letter of several manuscripts would be split, or split it."""
    context: Context = ctx.obj
    house = existing_house(context)
    with refusals_told():
        rows, proposed = _proposed(house, number)
        if not off and not yes:
            _tell_proposal(number.upper(), rows, proposed, as_json=as_json)
            return
        away = _away(number, rows, off) if off else proposed
        with context.readers() as readers:
            done = split(house, SplitOrder(name=number, by=by, reason=reason, away=away), readers)
    if as_json:
        print_json(asdict(done))
        return
    _tell(context, done)


def _proposed(house: House, number: str) -> tuple[list[PartRow], dict[int, int]]:
    with house.database.reading() as session:
        _letter, rows = divisible(session, piece_called(session, number))
    return rows, proposal(rows)


def _away(number: str, rows: Sequence[PartRow], off: Sequence[str]) -> dict[int, int]:
    """Id of a part → its piece, by the names on the command line; a name or path that is not there is refused."""
    ids: dict[int, int] = {}
    for group, names in enumerate(off, start=2):
        for name in filter(None, (one.strip() for one in names.replace("；", ";").split(";"))):
            meant = [row.id or 0 for row in rows if name in {row.name, row.path} and (row.id or 0) not in ids]
            if not meant:
                raise Refusal("split_unknown", name=number)
            ids[meant[0]] = group
    return ids


def _tell_proposal(number: str, rows: Sequence[PartRow], proposed: dict[int, int], *, as_json: bool) -> None:
    if as_json:
        parts = [{"path": row.path, "role": row.role, "piece": proposed[row.id or 0]} for row in rows]
        print_json({"number": number, "parts": parts})
        return
    print_line(phrase("lots", number=number, count=max(proposed.values())))
    for row in sorted(rows, key=lambda row: (proposed[row.id or 0], row.id or 0)):
        document = part(row).document
        title = document.manuscript.title if document and document.manuscript else None
        print_line(phrase("lot", group=proposed[row.id or 0], name=row.name, title=f"《{title}》" if title else ""))


def _tell(context: Context, done: Split) -> None:
    print_line(phrase("split", number=done.number, mailed=mailed(done.mailed_to)))
    for piece in done.pieces:
        state = context.words.word(piece.state, "state")
        print_line(phrase("split_piece", number=piece.number, title=piece.title or "", state=state))
