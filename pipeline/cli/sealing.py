"""Commands about sealed letters: unseal, seal-key new."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.context import FAILED, USAGE, Context, print_json, stop
from pipeline.cli.existing import existing_house
from pipeline.cli.helping import Command, Group
from pipeline.cli.sealing_texts import phrase
from pipeline.cli.tables import print_line
from pipeline.cli.texts import say
from pipeline.ingest.durable import give_name, new_draft, sweep_drafts, sync_folder
from pipeline.ingest.sealed import new_key
from pipeline.steps.open_sealed import Opening, open_sealed
from pipeline.steps.refusal import Refusal

_DRAFT = ".baosong-draft-"
AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("unseal")(unseal)
    keys = typer.Typer(cls=Group, no_args_is_help=True)
    keys.command("new", cls=Command, help=phrase("new_help"))(new)
    app.add_typer(keys, name="seal-key")


def unseal(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="编号", help="编号 YH-2020-00012 或来信号 L17")],
    out: Annotated[Path, typer.Option("--out", metavar="文件", help=phrase("opt_out"))],
    key: Annotated[Path | None, typer.Option("--key", metavar="文件", help=phrase("opt_key"))] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="理由", help=phrase("opt_reason"))] = "",
    by: Annotated[str, typer.Option("--by", metavar="姓名", help=phrase("opt_by"))] = "",
    as_json: AsJson = False,
) -> None:
    """The bytes of a sealed letter into a file."""
    context: Context = ctx.obj
    house = existing_house(context)
    _must_be_elsewhere(context, out)
    try:
        opened = open_sealed(house, Opening(name=name, by=by, reason=reason, key=key))
    except Refusal as refusal:
        stop(say(refusal.cause, **refusal.facts), USAGE if refusal.cause == "reason_and_name" else FAILED)
    _write(out, opened.raw)
    if as_json:
        print_json({"letter": opened.letter, "file": str(out), "bytes": len(opened.raw)})
    else:
        print_line(phrase("unsealed", name=name, file=out))


def new(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="文件", help=phrase("opt_file"))],
    as_json: AsJson = False,
) -> None:
    """A new pair of keys; needs neither config nor data."""
    context: Context = ctx.obj
    _must_be_elsewhere(context, file)
    private, public = new_key()
    made = datetime.now(UTC).isoformat(timespec="seconds")
    _write(file, f"# created: {made}\n# public key: {public}\n{private}\n".encode())
    if as_json:
        print_json({"file": str(file), "public_key": public})
        return
    print_line(phrase("key_made", file=file))
    print_line(phrase("key_public", public=public))
    print_line(phrase("key_config"))
    print_line("[sealing]", indent=4)
    print_line(f'public_keys = ["{public}"]', indent=4)


def _must_be_elsewhere(context: Context, file: Path) -> None:
    """Secrets do not belong where the desk keeps its own, nor over what is there."""
    for what, folder in (("inside_data", context.data), ("inside_config", context.config)):
        if file.resolve().is_relative_to(folder.resolve()):
            stop(phrase("inside", file=file, what=phrase(what)), USAGE)
    sweep_drafts(file.parent, _DRAFT)  # a kill leaves the secret under a second name; a file there must not keep it
    if file.exists():
        stop(phrase("exists", file=file), USAGE)


def _write(file: Path, content: bytes) -> None:
    """A new file for its owner alone: whole or not there."""
    try:
        handle, draft = new_draft(file.parent, _DRAFT)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            give_name(draft, file)
        finally:
            draft.unlink(missing_ok=True)
        sync_folder(file.parent)
    except FileExistsError:
        stop(phrase("exists", file=file), USAGE)
    except OSError as fault:
        stop(phrase("unwritable", file=file, why=fault.strerror or fault), FAILED)
