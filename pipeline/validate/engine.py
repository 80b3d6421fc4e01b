"""Runs the checks of a bureau over what a letter brings, and says what follows (design.md §3).

Order, consequence and clause stand in checks.toml, the words in findings.toml; a check only decides.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.domain.finding import Checked, Finding, Problem, Verdict
from pipeline.domain.piece import Incoming
from pipeline.domain.words import Disposition, Follows, Severity
from pipeline.settings.values import BureauSettings, CheckRow, Wording
from pipeline.validate.desk import Desk
from pipeline.validate.known import check_of, gives_way, is_asked

_UNWORDED = Wording(label="", cases={})


def run_checks(incoming: Incoming, settings: BureauSettings) -> Verdict:
    """The outcome of all checks on one letter.

    Secrecy is tested first on every letter, whatever its kind; when it seals, nothing else is looked at or told.
    Once a letter is to be ignored, the checks that would follow are left out.

    Args:
        incoming: what the letter brings.
        settings: of the bureau.
    """
    checked = [_run(r, incoming, settings) for r in settings.checks.rows if r.follows is Follows.SEAL]
    if any(line.findings for line in checked):
        return Verdict(disposition=Disposition.SEALED, checked=tuple(line for line in checked if line.findings))
    for row in settings.checks.rows:
        if row.follows is Follows.SEAL or not concerns(row, incoming):
            continue
        checked.append(_run(row, incoming, settings))
        if row.follows is Follows.IGNORE and checked[-1].findings:
            break
    return Verdict(disposition=_outcome(checked), checked=tuple(_each_part_once(checked)))


def concerns(row: CheckRow, incoming: Incoming) -> bool:
    """Whether a check is asked of this kind of letter, this group of units (no unit, any group), this letter."""
    of_group = incoming.unit is None or incoming.unit.group in row.groups
    return incoming.kind in row.kinds and of_group and is_asked(row.name, incoming)


def _run(row: CheckRow, incoming: Incoming, settings: BureauSettings) -> Checked:
    bureau = settings.bureau
    desk = Desk(
        terms=row.terms, roster=bureau.roster, review=bureau.review, mailbox=bureau.mailbox, usages=settings.usages
    )
    wording = settings.checks.wordings.get(row.name, _UNWORDED)
    problems = check_of(row.name)(incoming, desk)
    findings = tuple(_stamped(row, wording, problem) for problem in problems)
    return Checked(code=row.name, label=wording.label, clause=row.clause, findings=findings)


def _stamped(row: CheckRow, wording: Wording, problem: Problem) -> Finding:
    message, remedy = wording.cases.get(problem.case) or wording.cases.get("default", ("", ""))
    facts = _Facts(problem.facts)
    return Finding(
        code=row.name,
        severity=row.follows.severity,
        message=message.format_map(facts),
        where=problem.where,
        remedy=remedy.format_map(facts),
        follows=row.follows,
        clause=row.clause,
    )


def _each_part_once(checked: Iterable[Checked]) -> Iterator[Checked]:
    """The lines without what is told twice of one part; a line that says nothing more says not that all is well."""
    lines = tuple(checked)
    told = {(f.where, f.code) for line in lines for f in line.findings if f.severity is Severity.FAULT and f.where}
    for line in lines:
        others = {where for where, code in told if code != line.code}
        left = tuple(f for f in line.findings if not (gives_way(line.code) and f.where in others))
        if left or not line.findings:
            yield replace(line, findings=left)


def _outcome(checked: Iterable[Checked]) -> Disposition:
    follows = (f.follows.disposition for line in checked for f in line.findings)
    return Disposition.strongest([d for d in follows if d is not None])


class _Facts(dict[str, str]):
    """The facts of a problem; one that is missing leaves a gap, never a fault."""

    def __missing__(self, key: str) -> str:
        return ""
