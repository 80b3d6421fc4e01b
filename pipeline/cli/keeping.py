"""Commands that keep the office's data: backup, restore."""

import sys
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.context import FAILED, USAGE, Context, print_json, progress, stop
from pipeline.cli.existing import existing_house
from pipeline.cli.keeping_texts import phrase
from pipeline.cli.tables import print_line
from pipeline.domain.timeutil import local
from pipeline.steps.archive_in import ArchiveRefused
from pipeline.steps.backup import BackedUp, BackupRefused, backup
from pipeline.steps.restore import Place, Restored, RestoreRefused, restore
from pipeline.store.faults import DatabaseFault

AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]
_SHOWN = 20  # of a long list


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("backup")(back_up)
    app.command("restore")(put_back)


def back_up(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="文件", help=phrase("arg_backup"))],
    with_sealed: Annotated[bool, typer.Option("--with-sealed", help=phrase("opt_with_sealed"))] = False,
    as_json: AsJson = False,
) -> None:
    """Write a backup; files that are gone are told, and end it with 1."""
    context: Context = ctx.obj
    house = existing_house(context)
    try:
        with closing(house.database), progress(phrase("packing"), quiet=as_json) as bar:
            done = backup(house, file, with_sealed=with_sealed, progress=bar)
    except BackupRefused as refused:
        stop(phrase(f"no_{refused.cause}", file=file, folder=file.parent), USAGE)
    except OSError as fault:
        if isinstance(fault, DatabaseFault) or Path(fault.filename or file).absolute().is_relative_to(house.data):
            raise
        stop(phrase("backup_unwritable", folder=file.parent, why=fault.strerror or fault), FAILED)
    if as_json:
        print_json(asdict(done))
    else:
        _tell_backup(done)
    sys.exit(FAILED if done.missing else 0)


def _tell_backup(done: BackedUp) -> None:
    print_line(phrase("backed_up", file=done.file, size=_size(done.size), letters=done.letters, parts=done.parts))
    if done.sealed:
        key = "sealed_packed" if done.with_sealed else "sealed_left_out"
        print_line(phrase(key, count=len(done.sealed), names=_names(done.sealed)))
    if done.unread:
        key = "unread_packed" if done.with_sealed else "unread_left_out"
        print_line(phrase(key, count=len(done.unread), names=_names(done.unread)))
    if done.missing:
        print_line(phrase("missing", count=len(done.missing)))
        _listed(done.missing)


def put_back(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="文件", help=phrase("arg_archive"))],
    replace: Annotated[bool, typer.Option("--replace", help=phrase("opt_replace"))] = False,
    as_json: AsJson = False,
) -> None:
    """Put a backup back; needs no configuration."""
    context: Context = ctx.obj
    if not file.is_file():
        stop(phrase("no_file", file=file), USAGE)
    place = Place(data=context.data, config=context.config, replace=replace)
    try:
        with progress(phrase("unpacking"), quiet=as_json) as bar:
            done = restore(file, place, why=_why_stopped, progress=bar)
    except RestoreRefused as refused:
        stop(phrase(f"no_{refused.cause}", data=context.data), USAGE)
    except ArchiveRefused as refused:
        stop(phrase(f"bad_{refused.cause}", file=file, path=refused.path), FAILED)
    if as_json:
        print_json(asdict(done) | {"made_at": done.made_at.isoformat()})
        return
    _tell_restored(context, done)


def _why_stopped(made_at: datetime) -> str:
    return phrase("why_stopped", made=_minute(made_at))


def _minute(moment: datetime) -> str:
    return f"{local(moment):%Y-%m-%d %H:%M}"


def _tell_restored(context: Context, done: Restored) -> None:
    print_line(phrase("restored", made=_minute(done.made_at), program=done.program, files=done.files))
    if done.sealed_missing:
        print_line(phrase("restored_sealed", count=len(done.sealed_missing), names=_names(done.sealed_missing)))
    if done.unread_missing:
        names = _names(done.unread_missing)
        print_line(phrase("restored_unread", count=len(done.unread_missing), names=names))
    if done.missing:
        print_line(phrase("restored_missing", count=len(done.missing)))
        _listed(done.missing)
    print_line(phrase(f"config_{done.config}", config=context.config))
    if done.aside:
        print_line(phrase("put_aside", aside=done.aside))
    print_line(phrase("sending_stopped"))


def _names(names: tuple[str, ...]) -> str:
    return "、".join(names[:_SHOWN]) + ("……" if len(names) > _SHOWN else "")


def _listed(paths: tuple[str, ...]) -> None:
    for path in paths[:_SHOWN]:
        print_line(path, indent=4)
    if len(paths) > _SHOWN:
        print_line("……", indent=4)


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{size / 1_000:.0f} KB"
