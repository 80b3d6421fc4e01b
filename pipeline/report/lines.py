"""检查结果: the verdict of a receipt as lines, faults first."""

from dataclasses import dataclass

from pipeline.domain.finding import Checked, Finding, Verdict
from pipeline.domain.words import Follows, Severity
from pipeline.report.formats import one_line


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of 检查结果: a finding, or a check that found nothing."""

    mark: str  # fault, hold, remark, info or passed: a row of the table `mark` of words.toml
    label: str  # what was checked
    message: str = ""
    where: str = ""
    remedy: str = ""
    clause: str = ""
    follows: Follows = Follows.NOTE


@dataclass(frozen=True, kw_only=True)
class Results:
    """All lines of a verdict, none left out: findings faults first, then the checks that found nothing."""

    findings: tuple[Line, ...]
    passed: tuple[Line, ...]

    @property
    def to_mend(self) -> tuple[Line, ...]:
        """What the sender can put right by a reply."""
        return tuple(line for line in self.findings if line.follows is Follows.RETURN)


def results(verdict: Verdict) -> Results:
    """The lines of a verdict, in the order of the checks within each weight."""
    order = tuple(Severity)
    told = [(c, f) for c in verdict.checked for f in c.findings]
    told.sort(key=lambda pair: order.index(pair[1].severity), reverse=True)
    passed = tuple(Line(mark="passed", label=one_line(c.label)) for c in verdict.checked if not c.findings)
    return Results(findings=tuple(_finding(c, f) for c, f in told), passed=passed)


def _finding(checked: Checked, finding: Finding) -> Line:
    return Line(
        mark="hold" if finding.follows is Follows.HOLD else str(finding.severity),
        label=one_line(checked.label),
        message=one_line(finding.message),
        where=one_line(finding.where),
        remedy=one_line(finding.remedy),
        clause=one_line(finding.clause or checked.clause),
        follows=finding.follows,
    )
