"""Commands that take letters from files: check, ingest."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.asked import moment_of
from pipeline.cli.context import FAILED, USAGE, Context, print_json, progress, stop, tell
from pipeline.cli.tables import print_line
from pipeline.cli.texts import say
from pipeline.domain.finding import Finding
from pipeline.domain.timeutil import system_clock
from pipeline.domain.words import Disposition, Follows, Severity
from pipeline.steps.counting.after import count_quietly
from pipeline.steps.dry_run import DryRun, Tried, tried_json
from pipeline.steps.files import NoLetter, NoSuchFile, letters_in
from pipeline.steps.import_letters import import_letters
from pipeline.steps.left_over import left_over

Bureau = Annotated[str | None, typer.Option("--bureau", metavar="局", help="只办这个局")]
OneBureau = Annotated[str, typer.Option("--bureau", metavar="局", help="哪个局")]
AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]
Paths = Annotated[list[Path], typer.Argument(metavar="文件", help=".eml、.mbox、Maildir 或文件夹")]
_COUNTS = ("accepted", "returned", "held", "sealed", "ignored", "quarantined")


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("check")(check)
    app.command("ingest")(ingest)


def check(
    ctx: typer.Context,
    paths: Paths,
    bureau: Bureau = None,
    now: Annotated[str | None, typer.Option("--now", metavar="时间", help="来信没有写明时，当作这个时间到达")] = None,
    as_json: AsJson = False,
) -> None:
    """Dry run over files."""
    context: Context = ctx.obj
    context.bureaus(bureau)
    arrival = moment_of(now) if now else system_clock()
    failed, count = False, _count(paths)
    with context.readers() as readers, progress(say("checking"), quiet=as_json) as bar:
        run = DryRun(settings=context.settings, readers=readers, now=arrival, bureau=bureau, no_bureau=_no_bureau)
        for done, tried in enumerate(run.run(letters_in(paths)), 1):
            failed |= tried.disposition is Disposition.QUARANTINED
            bar(done, count)
            if as_json:
                print_json(tried_json(tried))
            else:
                _show_tried(context, tried)
    sys.exit(FAILED if failed else 0)


def _no_bureau(knowing: tuple[str, ...]) -> Finding:
    """What is said of a letter that is for none of the bureaus, or for one of several."""
    return Finding(
        code="bureau_known",
        severity=Severity.FAULT,
        message=say("several_bureaus", bureaus="、".join(knowing)) if knowing else say("no_bureau"),
        where="recipient",
        remedy=say("no_bureau_remedy"),
        follows=Follows.HOLD,
    )


def _count(paths: list[Path]) -> int:
    """How many letters there are; a path that is wrong or holds none is told before anything is done."""
    try:
        count = sum(1 for _ in letters_in(paths))
    except NoSuchFile as missing:
        stop(say("no_such_file", path=missing), USAGE)
    except NoLetter as other:
        stop(say("no_letter", path=other), USAGE)
    except OSError as fault:
        stop(say("file_fault", path=fault.filename or "", why=fault.strerror or fault), FAILED)
    if count == 0:
        stop(say("no_letters"), FAILED)
    return count


def _show_tried(context: Context, tried: Tried) -> None:
    line = tried_json(tried)
    word = context.words.word(tried.disposition.value, "disposition")
    print_line(f"{tried.file}  {word}  {line['title'] or line['subject'] or ''}".rstrip())
    if tried.letter is None:
        print_line(say("could_not_read", why=tried.trouble.partition("\n")[0]), indent=2)
    for finding in tried.findings:
        mark = context.words.word(finding.severity.value, "severity")
        print_line(f"{mark}：{finding.message}{finding.remedy}", indent=2)


def ingest(
    ctx: typer.Context,
    bureau: OneBureau,
    paths: Paths,
    receipts: Annotated[bool, typer.Option("--receipts", help="也给来信人发回执")] = False,
    as_json: AsJson = False,
) -> None:
    """The same letters for good."""
    context: Context = ctx.obj
    context.bureaus(bureau)
    _count(paths)
    with context.readers() as readers, progress(say("reading"), quiet=as_json) as bar:
        files = letters_in(paths)
        new, counts = import_letters(context.house, bureau, files, readers, receipts=receipts, progress=bar)
        count_quietly(context.house, bureau)
    if as_json:
        print_json({"bureau": bureau, "new": new} | {name: counts[Disposition(name)] for name in _COUNTS})
    elif new or counts:
        told = "、".join(f"{context.words.word(name.value, 'disposition')} {count}" for name, count in counts.items())
        print_line(say("ingested", new=new, counts=told or say("none")))
    else:
        print_line(say("nothing_new"))
    left = left_over(context.house, bureau)
    owed = left.owed if receipts else ()
    for key, names in (("unsettled", left.unsettled), ("receipts_owed", owed)):
        if names:
            tell(say(key, count=len(names), letters="、".join(names)))
    if left.unsettled or owed:
        sys.exit(FAILED)
