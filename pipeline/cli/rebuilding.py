"""The command that rebuilds what can be rebuilt: rebuild."""

import sys
from dataclasses import asdict
from typing import Annotated, Any

import typer

from pipeline.cli.context import FAILED, Context, print_json, progress, stop
from pipeline.cli.existing import existing_house
from pipeline.cli.keeping_texts import phrase
from pipeline.cli.plan_told import plan_told
from pipeline.cli.tables import print_line
from pipeline.steps.rebuild import Rebuilt, rebuild
from pipeline.steps.rebuild_letter import Looked

AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("rebuild")(rebuild_all)


def rebuild_all(
    ctx: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=phrase("opt_dry_run"))] = False,
    by: Annotated[str, typer.Option("--by", metavar="姓名", help=phrase("opt_by"))] = "",
    as_json: AsJson = False,
) -> None:
    """Rebuild, or say what would be; what is left for a person ends it with 1."""
    context: Context = ctx.obj
    house = existing_house(context)
    with plan_told(), context.readers() as readers, progress(phrase("looking"), quiet=as_json) as bar:
        done = rebuild(house, readers, dry_run=dry_run, by=by, progress=bar)
    if done is None:
        stop(phrase("busy"), FAILED)
    if as_json:
        print_json(_as_json(done))
    else:
        for line in _told(context, done):
            print_line(line)
    sys.exit(0 if done.well else FAILED)


def _as_json(done: Rebuilt) -> dict[str, Any]:
    return {
        "dry_run": done.dry_run,
        "letters": done.letters,
        "differences": [asdict(one) for one in done.differences],
        "index_wrong": done.index_wrong,
        "points_changed": {one.bureau: len(one.changes) for one in done.counted},
    }


def _told(context: Context, done: Rebuilt) -> list[str]:
    parts = sum(len(one.parts) for one in done.differences)
    lines = [phrase("rebuilt", letters=done.letters)]
    now = phrase("done_dry" if done.dry_run else "done_now")
    if parts:
        lines.append(phrase("rebuilt_parts", count=parts, done=now))
    if done.index_wrong:
        lines.append(phrase("rebuilt_index", count=done.index_wrong, done=now))
    for one in done.counted:
        if one.changes:
            name = context.settings.bureaus[one.bureau].bureau.name
            how = phrase("done_points_dry" if done.dry_run else "done_points")
            lines.append(phrase("rebuilt_points", bureau=name, count=len(one.changes), done=how))
    lines += [line for one in done.differences for line in _differs(context, one)]
    if len(lines) == 1:
        lines.append(phrase("all_well"))
    return [*lines, phrase("dry")] if done.dry_run else lines


def _differs(context: Context, one: Looked) -> list[str]:
    """What is left of a letter for a person."""
    lines = [phrase(key, name=one.name) for key in ("lost", "unread") if getattr(one, key)]
    if one.parts_lost:
        lines.append(phrase("parts_lost", name=one.name, parts="、".join(one.parts_lost)))
    if one.now and one.disposition:
        now, before = (context.words.word(word, "disposition") for word in (one.now, one.disposition))
        lines.append(phrase("otherwise", name=one.name, now=now, before=before))
    elif one.reads_otherwise:
        lines.append(phrase("reads_otherwise", name=one.name))
    return lines
