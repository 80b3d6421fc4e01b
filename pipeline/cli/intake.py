"""Commands that take letters in: poll, check, ingest, subject."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.asked import moment_of
from pipeline.cli.context import FAILED, USAGE, Context, print_json, progress, stop, tell
from pipeline.cli.tables import print_line, print_table
from pipeline.cli.texts import say
from pipeline.domain.finding import Finding
from pipeline.domain.timeutil import system_clock
from pipeline.domain.words import Disposition, Follows, Severity, SubjectGrade
from pipeline.ingest.assemble import speaks_for
from pipeline.ingest.subject import read_subject
from pipeline.steps.deliver import Delivery, deliver
from pipeline.steps.dry_run import DryRun, Tried, tried_json
from pipeline.steps.files import NoLetter, NoSuchFile, letters_in
from pipeline.steps.import_letters import import_letters
from pipeline.steps.left_over import left_over
from pipeline.steps.receive import Round, receive

Bureau = Annotated[str | None, typer.Option("--bureau", metavar="局", help="只办这个局")]
OneBureau = Annotated[str, typer.Option("--bureau", metavar="局", help="哪个局")]
AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]
Paths = Annotated[list[Path], typer.Argument(metavar="文件", help=".eml、.mbox、Maildir 或文件夹")]
_COUNTS = ("accepted", "returned", "held", "sealed", "ignored", "quarantined")


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("poll", help="收一次信，再发出此刻可以发的回执。")(poll)
    app.command("check", help="试检查：不存储、不发信。")(check)
    app.command("ingest", help="把文件里的来信正式收进来（补录、导入旧档）。")(ingest)
    app.command("subject", help="解读邮件主题：每行一个。")(subject)


def poll(ctx: typer.Context, bureau: Bureau = None, as_json: AsJson = False) -> None:
    """One round of receive, then deliver what pacing allows now."""
    context: Context = ctx.obj
    rows: list[tuple[Round, Delivery]] = []
    wanted = context.bureaus(bureau)
    house = context.house
    with context.readers() as readers, progress(say("reading"), quiet=as_json) as bar:
        for name in wanted:
            done = receive(house, name, readers, progress=bar)
            rows.append((done, deliver(house, name)))
            if as_json:
                print_json(_poll_line(*rows[-1]))
    if not as_json:
        _show_rounds(context, rows)
    for done, delivery in rows:
        _tell_faults(done, delivery)
    if any(done.fault or done.stopped or delivery.fault for done, delivery in rows):
        sys.exit(FAILED)


def _poll_line(done: Round, delivery: Delivery) -> dict[str, Any]:
    counts = {name: done.disposed[Disposition(name)] for name in _COUNTS}
    return {
        "bureau": done.bureau,
        "fetched": done.fetched,
        **counts,
        "sent": delivery.sent,
        "queued": delivery.queued,
    }


def _show_rounds(context: Context, rows: list[tuple[Round, Delivery]]) -> None:
    words = [context.words.word(name, "disposition") for name in _COUNTS]
    headings = [say("bureau"), say("fetched"), *words, say("sent"), say("queued")]
    print_table(headings, [[str(value) for value in _poll_line(*row).values()] for row in rows])


def _tell_faults(done: Round, delivery: Delivery) -> None:
    if done.stopped:
        tell(say("mailbox_stopped", bureau=done.bureau))
    if done.fault:
        tell(say("mailbox_fault", bureau=done.bureau, advice=done.fault))
    if delivery.fault:
        tell(say("post_fault", bureau=done.bureau, advice=delivery.fault))


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
    roster = settings.bureau.roster
    senders = speaks_for(roster.by_address(sender), roster) if sender else ()
    if sender and not senders:
        tell(say("sender_unknown", sender=sender))
    if sys.stdin.isatty():
        tell(say("subjects_wanted"))
    unlike: list[int] = []
    for place, raw in enumerate(_lines(sys.stdin.buffer.read()), 1):
        read = read_subject(raw, roster, settings.subject, senders)
        line = {
            "raw": read.raw,
            "year": read.year,
            "unit": read.unit,
            "unit_text": read.unit_text,
            "keyword": read.keyword,
            "grade": read.grade.value,
        }
        if as_json:
            print_json(line)
            continue
        if read.grade is not SubjectGrade.EXACT:
            unlike.append(place)
        grade = context.words.word(read.grade.value, "subject_grade")
        unit = roster.by_id(read.unit)
        told = f"{read.year or '—'}  {unit.name if unit else '—'}  {read.keyword or '—'}"
        print_line(f"{grade}  {told}  ← {read.raw}")
    if unlike:
        tell(say("subject_form", lines="、".join(map(str, unlike))))


def _lines(raw: bytes) -> list[str]:
    """A subject a line, blank ones too; whatever else Unicode holds for a line's end stands within a subject."""
    lines = [line.removesuffix("\r") for line in raw.decode("utf-8-sig", "replace").split("\n")]
    return lines if lines[-1] else lines[:-1]
