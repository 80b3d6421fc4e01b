"""Commands that look: show, list."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from pipeline.cli.asked import span_of, state_of, units_of
from pipeline.cli.context import FAILED, Context, print_json, stop
from pipeline.cli.existing import existing_house, house_to_list
from pipeline.cli.record import Clerk, moment
from pipeline.cli.tables import print_command, print_line, print_table
from pipeline.cli.texts import say
from pipeline.domain.words import Disposition, State
from pipeline.report.readback import short_name
from pipeline.report.view import Choice
from pipeline.steps.find_words import numbers_with
from pipeline.steps.show import letters_waiting, pieces_listed, show

AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("show")(show_one)
    app.command("list")(list_pieces)


def show_one(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="编号", help="编号 YH-2020-00012 或来信号 L17")],
    as_json: AsJson = False,
) -> None:
    """A piece or letter with everything that happened to it."""
    context: Context = ctx.obj
    shown = show(existing_house(context), name)
    if shown is None:
        stop(say("unknown_name", name=name), FAILED)
    if as_json:
        print_json(asdict(shown))
        return
    clerk = Clerk(context.words, context.settings.bureaus[shown.bureau].bureau)
    for indent, line in clerk.lines(shown):
        print_line(line, indent=indent)
    _offer(clerk.choices(shown))


def _offer(choices: tuple[Choice, ...]) -> None:
    """What may be done with what waits, each with the command to copy."""
    if choices:
        print_line("")
        print_line(say("hints"))
    for choice in choices:
        print_line(choice.word, indent=2)
        print_command(choice.command, indent=4)


def list_pieces(
    ctx: typer.Context,
    bureau: Annotated[str | None, typer.Option("--bureau", metavar="局", help="只列这个局")] = None,
    state: Annotated[str | None, typer.Option("--state", metavar="状态", help="held 或 待人工核对 等")] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="单位的编号、全称或简称")] = None,
    period: Annotated[str | None, typer.Option("--period", metavar="周期", help="2020-05、2020Q2 或 2020")] = None,
    words: Annotated[str | None, typer.Option("--words", metavar="字词", help="标题、正文里的字词，空格分开")] = None,
    as_json: AsJson = False,
) -> None:
    """Pieces by state, unit, period and words; no letter that waits is found by words."""
    context: Context = ctx.obj
    bureaus = context.bureaus(bureau)
    wanted = state_of(context.words, state) if state else None
    span = span_of(period) if period else None
    units = units_of(context.settings, bureaus, unit) if unit else dict.fromkeys(bureaus)
    house = house_to_list(context)
    rows: list[dict[str, Any]] = []
    letters: list[dict[str, Any]] = []
    if house is not None:
        for name, unit_id in units.items():
            rows += pieces_listed(house, bureau=name, state=wanted, unit=unit_id, span=span)
            letters += [] if words else letters_waiting(house, name, unit=unit_id, span=span)
        fitting = numbers_with(house, list(units), words) if words else None
        rows = [row for row in rows if fitting is None or row["number"] in fitting]
    if as_json:
        print_json(rows)
        return
    _pieces(context, rows)
    _to_sign(rows)
    _waiting(context, [row for row in letters if _fits(row, wanted)])


def _fits(row: dict[str, Any], state: str | None) -> bool:
    """Whether a letter that waits belongs to what was asked for: what is held, put aside unread, or sealed."""
    sealed = row["disposition"] == Disposition.SEALED.value
    return state is None or (
        state == State.SEALED.value if sealed else state == State.HELD.value and not row["settled"]
    )


def _pieces(context: Context, rows: list[dict[str, Any]]) -> None:
    if not rows:
        print_line(say("nothing"))
        return
    headings = [say(key) for key in ("number", "state", "unit", "title", "arrived")]
    print_table(headings, [_piece(context, row) for row in rows], folding=3)


def _piece(context: Context, row: dict[str, Any]) -> list[str]:
    unit = context.settings.bureaus[row["bureau"]].bureau.roster.by_id(row["unit"])
    state = context.words.word(row["state"], "state")
    short = short_name(unit) if unit else "—"
    return [row["number"], state, short, row["title"] or "—", moment(row["arrived"])]


def _to_sign(rows: list[dict[str, Any]]) -> None:
    """Whose turn it is with the pieces that go through their review."""
    lines = [[row["number"], row["next"]] for row in rows if row["next"]]
    if lines:
        print_line("")
        print_line(say("to_sign"))
        print_table([say(key) for key in ("number", "next")], lines, folding=1)


def _waiting(context: Context, letters: list[dict[str, Any]]) -> None:
    rows = [
        [
            row["letter"],
            context.words.word(row["disposition"] or "held", "disposition"),
            row["subject"] or "—",
            row["sender"] or "—",
            moment(row["arrived"]),
        ]
        for row in letters
    ]
    if rows:
        print_line("")
        print_line(say("waiting_letters"))
        print_table([say(key) for key in ("letter", "disposition", "subject", "sender", "arrived")], rows, folding=2)
