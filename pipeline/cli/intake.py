"""Commands that take letters in: poll, check, ingest, subject."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from pipeline.cli.context import FAILED, USAGE, Context, out, print_json, progress, stop
from pipeline.cli.texts import say
from pipeline.domain.finding import Finding
from pipeline.domain.timeutil import SHANGHAI, system_clock
from pipeline.domain.words import Disposition, Follows, Severity
from pipeline.ingest.assemble import speaks_for
from pipeline.ingest.subject import read_subject
from pipeline.steps.deliver import Delivery, deliver
from pipeline.steps.dry_run import DryRun, Tried, tried_json
from pipeline.steps.files import NoSuchFile, letters_in
from pipeline.steps.import_letters import import_letters
from pipeline.steps.receive import Round, receive

Bureau = Annotated[str | None, typer.Option("--bureau", help="只办这个局")]
OneBureau = Annotated[str, typer.Option("--bureau", help="哪个局")]
AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]
_NO_BUREAU = Finding(
    code="bureau_known",
    severity=Severity.FAULT,
    message=say("no_bureau"),
    where="recipient",
    remedy=say("no_bureau_remedy"),
    follows=Follows.HOLD,
)
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
    try:
        with context.readers() as readers, progress(say("reading"), quiet=as_json) as bar:
            for name in wanted:
                done = receive(house, name, readers, progress=bar)
                rows.append((done, deliver(house, name)))
                if as_json:
                    print_json(_poll_line(*rows[-1]))
    except OSError as fault:
        stop(say("disk_fault", why=fault), FAILED)
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
    table = Table(title=say("poll_head"))
    for heading in (say("bureau"), say("fetched"), *(context.words.word(n, "disposition") for n in _COUNTS)):
        table.add_column(heading)
    table.add_column(say("sent"))
    table.add_column(say("queued"))
    for done, delivery in rows:
        table.add_row(*(str(value) for value in _poll_line(done, delivery).values()))
    out().print(table)


def _tell_faults(done: Round, delivery: Delivery) -> None:
    if done.stopped:
        typer.echo(say("mailbox_stopped", bureau=done.bureau), err=True)
    if done.fault:
        typer.echo(say("mailbox_fault", bureau=done.bureau, advice=done.fault), err=True)
    if delivery.fault:
        typer.echo(say("post_fault", bureau=done.bureau, advice=delivery.fault), err=True)


def check(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help=".eml、.mbox、Maildir 或文件夹")],
    bureau: Bureau = None,
    now: Annotated[str | None, typer.Option("--now", help="来信没有写明时，当作这个时间到达")] = None,
    as_json: AsJson = False,
) -> None:
    """Dry run over files."""
    context: Context = ctx.obj
    if bureau is not None:
        context.bureaus(bureau)
    arrival = _moment(now) if now else system_clock()
    failed = False
    try:
        files = list(letters_in(paths))
        with context.readers() as readers, progress(say("checking"), quiet=as_json) as bar:
            run = DryRun(settings=context.settings, readers=readers, now=arrival, bureau=bureau, no_bureau=_NO_BUREAU)
            for done, tried in enumerate(run.run(files), 1):
                failed |= tried.disposition is Disposition.QUARANTINED
                bar(done, len(files))
                if as_json:
                    print_json(tried_json(tried))
                else:
                    _show_tried(context, tried)
    except NoSuchFile as missing:
        stop(say("no_such_file", path=missing), USAGE)
    sys.exit(FAILED if failed else 0)


def _show_tried(context: Context, tried: Tried) -> None:
    console = out()
    line = tried_json(tried)
    word = context.words.word(tried.disposition.value, "disposition")
    console.print(f"[bold]{escape(tried.file)}[/bold]  {word}  {escape(str(line['title'] or line['subject'] or ''))}")
    for finding in tried.findings:
        mark = context.words.word(finding.severity.value, "severity")
        console.print(f"  {mark}：{finding.message} {finding.remedy}".rstrip(), markup=False)


def ingest(
    ctx: typer.Context,
    bureau: OneBureau,
    paths: Annotated[list[Path], typer.Argument(help=".eml、.mbox、Maildir 或文件夹")],
    receipts: Annotated[bool, typer.Option("--receipts", help="也给来信人发回执")] = False,
    as_json: AsJson = False,
) -> None:
    """The same letters for good."""
    context: Context = ctx.obj
    context.bureaus(bureau)
    try:
        with context.readers() as readers, progress(say("reading"), quiet=as_json) as bar:
            files = letters_in(paths)
            new, counts = import_letters(context.house, bureau, files, readers, receipts=receipts, progress=bar)
    except NoSuchFile as missing:
        stop(say("no_such_file", path=missing), USAGE)
    if as_json:
        print_json({"bureau": bureau, "new": new} | {name: counts[Disposition(name)] for name in _COUNTS})
        return
    told = "、".join(f"{context.words.word(name.value, 'disposition')} {count}" for name, count in counts.items())
    out().print(say("ingested", new=new, counts=told))


def subject(
    ctx: typer.Context,
    bureau: OneBureau,
    sender: Annotated[str | None, typer.Option("--sender", help="发件地址")] = None,
    as_json: AsJson = False,
) -> None:
    """Subjects on standard input, a line each."""
    context: Context = ctx.obj
    context.bureaus(bureau)
    settings = context.settings.bureaus[bureau]
    roster = settings.bureau.roster
    senders = speaks_for(roster.by_address(sender), roster) if sender else ()
    for raw in sys.stdin.buffer.read().decode("utf-8", "replace").splitlines():
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
        grade = context.words.word(read.grade.value, "subject_grade")
        unit = roster.by_id(read.unit)
        told = f"{read.year or '—'}  {unit.name if unit else '—'}  {read.keyword or '—'}"
        out().print(f"{grade}  {told}  ← {read.raw}", markup=False)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        stop(say("bad_time", text=text), USAGE)
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
