"""Commands that put a piece right, mark a repeat, join letters, and fill its forms: correct, repeat, join, form."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.context import FAILED, USAGE, Context, print_json, stop
from pipeline.cli.existing import existing_house
from pipeline.cli.period_texts import phrase as period_phrase
from pipeline.cli.plan_told import plan_told
from pipeline.cli.putting_texts import phrase
from pipeline.cli.tables import print_line
from pipeline.cli.texts import say
from pipeline.report.forms import FormFault
from pipeline.report.record_words import corrected_line
from pipeline.steps.correct import Corrected, CorrectOrder, correct
from pipeline.steps.filled_forms import filled_form, filled_release_form
from pipeline.steps.house import House
from pipeline.steps.join import Joined, JoinOrder, join
from pipeline.steps.repeat_of import RepeatOrder, mark_repeat
from pipeline.steps.review import Refusal
from pipeline.steps.signed import piece_called

Number = Annotated[str, typer.Argument(metavar="编号", help="编号 YH-2020-00012")]
Reason = Annotated[str, typer.Option("--reason", metavar="理由", help=phrase("opt_reason"))]
By = Annotated[str, typer.Option("--by", metavar="姓名", help=phrase("opt_by"))]
Tell = Annotated[bool, typer.Option("--tell", help=phrase("opt_tell"))]
AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]
_USAGE = {  # refusals that another command line mends
    "reason_and_name", "unknown_unit", "bad_year", "title_wanted", "unknown_kind", "unknown_topic",
    "nothing_to_correct", "number_wanted", "same_piece",
}  # fmt: skip
_FORMS = {"form2_file": filled_form, "form3_file": filled_release_form}


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("correct")(correct_one)
    app.command("repeat")(repeat_one)
    app.command("join")(join_one)
    app.command("form")(form_one)


def correct_one(
    ctx: typer.Context,
    number: Number,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help=phrase("opt_unit"))] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="年度", help=phrase("opt_year"))] = None,
    keyword: Annotated[str | None, typer.Option("--keyword", metavar="关键词", help=phrase("opt_keyword"))] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="标题", help=phrase("opt_title"))] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="类别", help=phrase("opt_kind"))] = None,
    summary: Annotated[bool | None, typer.Option("--summary/--no-summary", help=phrase("opt_summary"))] = None,
    topic: Annotated[str | None, typer.Option("--topic", metavar="主题", help=phrase("opt_topic"))] = None,
    tell: Tell = False,
    reason: Reason = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Put fields of a piece right."""
    context: Context = ctx.obj
    order = CorrectOrder(
        name=number, by=by, reason=reason, unit=unit, year=year, keyword=keyword, title=title, kind=kind,
        summary=summary, topic=topic, tell=tell,
    )  # fmt: skip
    with refusals_told():
        done = correct(existing_house(context), order)
    if as_json:
        print_json(asdict(done))
        return
    told = corrected_line({"old": done.before, "new": done.after}, context.words, partial(_unit, context, done))
    print_line(phrase("corrected", number=done.number, told=told, mailed=mailed(done.mailed_to)))


def _unit(context: Context, done: Corrected, unit_id: str | None) -> str:
    bureaus = context.settings.bureaus.values()
    rosters = (b.bureau.roster for b in bureaus if done.number.startswith(f"{b.bureau.prefix}-"))
    found = next((unit for roster in rosters for unit in roster.units if unit.id == unit_id), None)
    return found.name if found else unit_id or ""


def repeat_one(
    ctx: typer.Context,
    number: Number,
    of: Annotated[str, typer.Option("--of", metavar="编号", help=phrase("opt_of"))] = "",
    tell: Tell = False,
    reason: Reason = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Note that a piece repeats another."""
    context: Context = ctx.obj
    order = RepeatOrder(name=number, of=of, by=by, reason=reason, tell=tell)
    with refusals_told():
        done = mark_repeat(existing_house(context), order)
    if as_json:
        print_json(asdict(done))
        return
    moved, sent = _moved(done.moved), mailed(done.mailed_to)
    print_line(phrase("repeated", number=done.number, of=done.of, moved=moved, mailed=sent))


def join_one(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="来信号", help="来信号 L17，或它开出的编号")],
    to: Annotated[str, typer.Option("--to", metavar="编号", help=phrase("opt_to"))] = "",
    tell: Tell = False,
    reason: Reason = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Join a letter, or a piece with all its letters, to an earlier piece."""
    context: Context = ctx.obj
    house = existing_house(context)
    with refusals_told(), context.readers() as readers:
        done = join(house, JoinOrder(name=name, to=to, by=by, reason=reason, tell=tell), readers)
    if as_json:
        print_json(asdict(done))
        return
    print_line(_joined(context, done))


def _joined(context: Context, done: Joined) -> str:
    waits = phrase("joined_waits", to=done.to) if done.waits else ""
    return phrase(
        "joined", letters="、".join(done.letters), to=done.to, state=context.words.word(done.state, "state"),
        waits=waits, moved=_moved(done.moved), mailed=mailed(done.mailed_to),
    )  # fmt: skip


def form_one(
    ctx: typer.Context,
    number: Number,
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help=phrase("opt_out"))],
    as_json: AsJson = False,
) -> None:
    """Forms 2 and 3 of a piece as Word, filled in."""
    context: Context = ctx.obj
    house = existing_house(context)
    if out.exists() and not out.is_dir():
        stop(period_phrase("out_is_file", out=out), USAGE)
    with refusals_told():
        files = _filled(house, number)
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (out / name).write_bytes(content)
    except OSError as fault:
        stop(period_phrase("out_unusable", folder=out, why=fault.strerror or fault), FAILED)
    if as_json:
        print_json({"number": number.upper(), "files": list(files)})
    for name in () if as_json else files:
        print_line(name)


def _filled(house: House, number: str) -> dict[str, bytes]:
    """File name → content."""
    with house.database.reading() as session:
        found = piece_called(session, number).number
    try:
        return {phrase(key, number=found): fill(house, found) for key, fill in _FORMS.items()}
    except FormFault as fault:
        stop(phrase("form_fault", file=fault.file), FAILED)


@contextmanager
def refusals_told() -> Iterator[None]:
    """What is refused ends the command: 2 where another command line mends it, else 1."""
    try:
        with plan_told():
            yield
    except Refusal as refusal:
        stop(say(refusal.cause, **refusal.facts), USAGE if refusal.cause in _USAGE else FAILED)


def _moved(several: tuple[tuple[str, str], ...]) -> str:
    told = "、".join(phrase(f"moved_{outcome}", name=name) for name, outcome in several)
    return phrase("moved", told=told) if told else ""


def mailed(to: str | None) -> str:
    """To whom a mail goes; nothing where none does."""
    return say("mailed", to=to) if to else ""
