"""The command `subject`: how subjects are read, a line each."""

import sys
from typing import Annotated

import typer

from pipeline.cli.context import Context, print_json, tell
from pipeline.cli.tables import print_line
from pipeline.cli.texts import say
from pipeline.domain.bureau import Roster, Unit
from pipeline.domain.subject import SubjectReading
from pipeline.domain.words import SubjectGrade
from pipeline.ingest.subject import read_subject

OneBureau = Annotated[str, typer.Option("--bureau", metavar="局", help="哪个局")]
AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("subject")(subject)


def subject(
    ctx: typer.Context,
    bureau: OneBureau,
    sender: Annotated[
        str | None, typer.Option("--sender", metavar="地址", help="发件地址；登记过的地址可以定单位")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Subjects on standard input, a line each."""
    context: Context = ctx.obj
    context.bureaus(bureau)
    settings = context.settings.bureaus[bureau]
    senders = _senders(settings.bureau.roster, sender)
    if sys.stdin.isatty():
        tell(say("subjects_wanted"))
    reads = [read_subject(raw, settings.bureau.roster, settings.subject, senders) for raw in _lines()]
    for read in reads:
        if as_json:
            print_json(_values(read))
        else:
            print_line(_told(context, read, settings.bureau.roster))
    unlike = [str(place) for place, read in enumerate(reads, 1) if read.grade is not SubjectGrade.EXACT]
    if unlike and not as_json:
        tell(say("subject_form", lines="、".join(unlike)))


def _senders(roster: Roster, address: str | None) -> tuple[Unit, ...]:
    """The units an address may send for; an address nobody has registered is told."""
    if address is None:
        return ()
    from pipeline.ingest.assemble import speaks_for  # most who ask name no address, and need not wait for it

    units = speaks_for(roster.by_address(address), roster)
    if not units:
        tell(say("sender_unknown", sender=address))
    return units


def _values(read: SubjectReading) -> dict[str, object]:
    """The line of `subject --json` (design.md §5)."""
    return {
        "raw": read.raw,
        "year": read.year,
        "unit": read.unit,
        "unit_text": read.unit_text,
        "keyword": read.keyword,
        "grade": read.grade.value,
    }


def _told(context: Context, read: SubjectReading, roster: Roster) -> str:
    unit = roster.by_id(read.unit)
    told = f"{read.year or '—'}  {unit.name if unit else '—'}  {read.keyword or '—'}"
    return f"{context.words.word(read.grade.value, 'subject_grade')}  {told}  ← {read.raw}"


def _lines() -> list[str]:
    """A subject a line, blank ones too; whatever else Unicode holds for a line's end stands within a subject."""
    lines = [line.removesuffix("\r") for line in sys.stdin.buffer.read().decode("utf-8-sig", "replace").split("\n")]
    return lines if lines[-1] else lines[:-1]
