"""Commands at the end of a period: its documents (report), closing it (close-month), counting anew (rescore)."""

from collections import defaultdict
from dataclasses import asdict
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.context import FAILED, USAGE, Context, print_json, progress, stop
from pipeline.cli.period_texts import phrase
from pipeline.cli.plan_told import plan_told
from pipeline.cli.register import AsJson, Bureau, By
from pipeline.cli.standing import PeriodText, period_of
from pipeline.cli.tables import print_line, print_table
from pipeline.score.numbers import plain
from pipeline.score.period import Period
from pipeline.steps.counting.after import count_and_tell
from pipeline.steps.counting.close_month import CannotClose, Closed, close_month
from pipeline.steps.counting.count import Change, Counted, count
from pipeline.steps.counting.documents import write_documents
from pipeline.steps.counting.report_out import documents_of
from pipeline.steps.deliver import deliver


class Kind(StrEnum):
    """Which report."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


_MONTHS = {Kind.MONTHLY: 1, Kind.QUARTERLY: 3, Kind.YEARLY: 12}


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("report", help=phrase("report_help"))(report)
    app.command("close-month", help=phrase("close_help"))(close)
    app.command("rescore", help=phrase("rescore_help"))(rescore)


def report(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="种类", help=phrase("arg_report"))],
    bureau: Bureau,
    period: PeriodText,
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help=phrase("opt_out"))],
    current: Annotated[bool, typer.Option("--current", help=phrase("opt_current"))] = False,
    as_json: AsJson = False,
) -> None:
    """Bulletin, tally, chart and fee statement of a period into a folder."""
    context: Context = ctx.obj
    [bureau] = context.bureaus(bureau)
    if kind not in list(Kind):
        stop(phrase("unknown_report", kind=kind), USAGE)
    if out.exists() and not out.is_dir():
        stop(phrase("out_is_file", out=out), USAGE)
    span = period_of(context, bureau, period)
    if _length(span) != _MONTHS[Kind(kind)]:
        stop(phrase("other_length", period=period, kind=phrase(f"kind_{kind}")), USAGE)
    with plan_told(), progress(phrase("making"), quiet=as_json):
        count_and_tell(context.house, bureau)
        documents = documents_of(context.house, bureau, span, current=current)
    try:
        files = write_documents(out, documents)
    except OSError as fault:
        stop(phrase("out_unusable", folder=out, why=fault.strerror or fault), FAILED)
    if as_json:
        print_json({"bureau": bureau, "period": span.name, "files": list(files)})
    for file in () if as_json else files:
        print_line(file)


def _length(period: Period) -> int:
    return (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1


def close(ctx: typer.Context, bureau: Bureau, period: PeriodText, by: By = "", as_json: AsJson = False) -> None:
    """Close a month (or a year), make its documents and mail them; twice is once."""
    context: Context = ctx.obj
    [bureau] = context.bureaus(bureau)
    span = period_of(context, bureau, period)
    try:
        with plan_told(), progress(phrase("making"), quiet=as_json):
            done = close_month(context.house, bureau, span, by=by)
    except CannotClose as why:
        stop(str(why), FAILED)
    delivery = deliver(context.house, bureau)
    if as_json:
        print_json(asdict(done) | {"sent": delivery.sent, "queued": delivery.queued})
        return
    _tell_closed(done)
    if not done.again:
        print_line(phrase("mails_of_month", sent=delivery.sent, queued=delivery.queued))


def _tell_closed(done: Closed) -> None:
    issue = phrase("issue", year=done.year, number=done.issue)
    print_line(phrase("closed_before" if done.again else "closed_now", period=done.period, issue=issue))
    for file in done.files:
        print_line(file, indent=4)
    if done.changed:
        print_line(phrase("changed_since"))
    for line in done.changed:
        print_line(line, indent=4)


def rescore(
    ctx: typer.Context,
    bureau: Bureau,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=phrase("opt_dry_run"))] = False,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Count everything anew by today's rules; the difference is shown, and booked unless it is a dry run."""
    context: Context = ctx.obj
    [bureau] = context.bureaus(bureau)
    with plan_told(), progress(phrase("counting"), quiet=as_json):
        period_of(context, bureau, "2000")
        counted = count(context.house, bureau, cause="rescore", by=by, dry_run=dry_run)
    if as_json:
        print_json(_rescored(counted, dry_run=dry_run))
    else:
        _tell_rescored(context, counted, dry_run=dry_run)


def _net(counted: Counted) -> dict[str, Decimal]:
    """By unit, what the changes come to."""
    nets: dict[str, Decimal] = defaultdict(Decimal)
    for change in counted.changes:
        if change.entry.counted:
            nets[change.entry.unit] += change.entry.points
    return {unit: net for unit, net in sorted(nets.items()) if net}


def _rescored(counted: Counted, *, dry_run: bool) -> dict[str, Any]:
    return {
        "bureau": counted.bureau,
        "dry_run": dry_run,
        "units": {unit: plain(net) for unit, net in _net(counted).items()},
        "changes": [_change(change) for change in counted.changes],
        "unresolved": [{"fact": u.fact, "why": u.why, "candidates": list(u.candidates)} for u in counted.unresolved],
    }


def _change(change: Change) -> dict[str, Any]:
    entry = change.entry
    return {
        "unit": entry.unit, "subject": entry.subject, "rule": entry.rule, "clause": entry.clause,
        "points": plain(entry.points), "date": entry.date.isoformat(), "booked": change.booked,
        "counted": entry.counted, "reversal": change.reversal, "reason": entry.reason,
    }  # fmt: skip


def _tell_rescored(context: Context, counted: Counted, *, dry_run: bool) -> None:
    names = {unit.id: unit.name for unit in context.settings.bureaus[counted.bureau].bureau.roster.units}
    if not counted.changes:
        print_line(phrase("nothing_changes"))
        return
    nets = [[names.get(unit, unit), f"{net:+f}"] for unit, net in _net(counted).items()]
    if nets:
        print_table([phrase("head_unit"), phrase("head_change")], nets)
        print_line("")
    for change in counted.changes:
        entry, kind = change.entry, context.words.word("reversal" if change.reversal else "award", "entry_kind")
        told = (entry.date, names.get(entry.unit, entry.unit), entry.subject, kind, f"{entry.points:+f}", entry.clause)
        print_line("  ".join(str(part) for part in told))
        print_line(entry.reason, indent=4)
    print_line("")
    print_line(phrase("only_shown" if dry_run else "booked_now", count=len(counted.changes)))
