"""The command that imports the office's files: a preview first, `--yes` applies it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.context import USAGE, Context, print_json, stop, stop_misconfigured
from pipeline.cli.counted import finish, refusals_told
from pipeline.cli.counting_texts import phrase
from pipeline.cli.register import AsJson, Bureau
from pipeline.cli.tables import print_line, print_table
from pipeline.domain.imported import ImportKind
from pipeline.settings import ConfigErrors
from pipeline.steps.counting.import_units import UnitLine, UnitsDone, import_units
from pipeline.steps.counting.imports import FileMistakes, ImportDone, ImportLine, ImportOrder, import_facts
from pipeline.steps.counting.take import KNOWN, TAKEN, WAITS

_HEADS = ("outcome", "row", "title", "about", "date", "number")


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("import", help=phrase("import_help"))(import_file)


def import_file(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="内容", help=phrase("arg_kind"))],
    file: Annotated[Path, typer.Argument(metavar="文件", help=phrase("arg_file"))],
    bureau: Bureau,
    yes: Annotated[bool, typer.Option("--yes", help=phrase("opt_yes"))] = False,
    no_mail: Annotated[bool, typer.Option("--no-mail", help=phrase("opt_no_mail"))] = False,
    by: Annotated[str, typer.Option("--by", metavar="姓名", help=phrase("opt_import_by"))] = "",
    as_json: AsJson = False,
) -> None:
    """Facts or the roster from a file."""
    context: Context = ctx.obj
    [bureau] = context.bureaus(bureau)
    if kind not in list(ImportKind):
        stop(phrase("unknown_kind", kind=kind, known="、".join(ImportKind)), USAGE)
    order = ImportOrder(
        bureau=bureau, kind=ImportKind(kind), file=file, by=by, announce=not no_mail, apply=yes
    )  # fmt: skip
    try:
        with refusals_told():
            if order.kind is ImportKind.UNITS:
                _units(context, order, as_json=as_json)
            else:
                _facts(context, order, as_json=as_json)
    except FileMistakes as wrong:
        told = [f"  {mistake}" for mistake in wrong.mistakes]
        doubts = [f"  {place}：{why}" for place, why in wrong.doubts]
        also = [phrase("file_doubts"), *doubts] if doubts else []
        stop("\n".join([phrase("file_wrong", count=len(told)), *told, *also]), USAGE)
    except ConfigErrors as wrong:
        stop_misconfigured(wrong.errors)


def _facts(context: Context, order: ImportOrder, *, as_json: bool) -> None:
    done = import_facts(context.house, order)
    if not as_json:
        print_table([phrase(f"head_{name}") for name in _HEADS], list(map(_cells, done.lines)), folding=2)
        print_line("")
    lines = list(_told(done))
    if done.applied:
        finish(context, order.bureau, asdict(done), lines, as_json=as_json)
    elif as_json:
        print_json(asdict(done) | {"changes": []})
    else:
        for line in lines:
            print_line(line)


def _cells(line: ImportLine) -> list[str]:
    told = (phrase(f"import_{line.outcome}"), _row(line), line.title, line.about, line.date, line.number)
    return [cell or "—" for cell in told]


def _row(line: ImportLine) -> str:
    """Where it stands in the file, whose name the clerk has just typed."""
    return line.place.rpartition("》")[2]


def _reasons(done: ImportDone) -> Iterator[str]:
    """How rows were matched and why they wait: each reason once, with its rows."""
    rows: dict[tuple[str, str], list[str]] = {}
    for line in done.lines:
        may_be = phrase("may_be", candidates="、".join(line.candidates)) if line.candidates else ""
        why = "；".join(filter(None, (line.why, line.remark, may_be)))
        rows.setdefault((phrase(f"import_{line.outcome}"), why), []).append(_row(line))
    for (outcome, why), places in rows.items():
        yield phrase("import_rows", rows="、".join(places), outcome=outcome, why=why)


def _told(done: ImportDone) -> Iterator[str]:
    yield from _reasons(done)
    counts = Counter(line.outcome for line in done.lines)
    yield phrase(
        "import_summary", rows=len(done.lines), taken=counts[TAKEN], known=counts[KNOWN], waits=counts[WAITS]
    )  # fmt: skip
    if done.ignored:
        yield phrase("import_ignored", columns="、".join(done.ignored))
    if not done.applied:
        yield phrase("import_preview")
    elif counts[WAITS]:
        yield phrase("import_waiting", bureau=done.bureau)


def _units(context: Context, order: ImportOrder, *, as_json: bool) -> None:
    done = import_units(context.house, order)
    if not as_json:
        for indent, line in _units_told(done):
            print_line(line, indent=indent)
    if as_json:
        print_json(asdict(done))


def _units_told(done: UnitsDone) -> Iterator[tuple[int, str]]:
    if not done.lines and not done.reordered:
        yield 0, phrase("units_same")
        return
    for line in done.lines:
        yield 0, _unit(line)
        for f in line.fields:
            field = phrase(f"field_{f.field}")
            yield 4, phrase("unit_field", field=field, before=f.before or "—", after=f.after or "—")
    counts = Counter(line.what for line in done.lines)
    yield 0, phrase(
        "units_summary",
        units=done.units, added=counts["added"], removed=counts["removed"], changed=counts["changed"],
    )  # fmt: skip
    if done.reordered:
        yield 0, phrase("units_reordered")
    if done.ignored:
        yield 0, phrase("import_ignored", columns="、".join(done.ignored))
    yield 0, phrase("units_written", kept=done.kept) if done.applied else phrase("units_preview")


def _unit(line: UnitLine) -> str:
    key = f"unit_{line.what}" + ("_pieces" if line.pieces else "")
    return phrase(key, unit=line.unit, name=line.name, pieces=line.pieces)
