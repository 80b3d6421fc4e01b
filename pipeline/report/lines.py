"""检查结果: the verdict of a receipt as lines, faults first."""

from dataclasses import dataclass

from pipeline.domain.finding import Checked, Finding, Verdict
from pipeline.domain.words import Follows, Severity
from pipeline.report.formats import one_line

_ORDER = (Severity.FAULT, Severity.REMARK, Severity.INFO)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of 检查结果: a finding, or a check that found nothing."""

    mark: str  # a severity, or passed: a row of the table `mark` of words.toml
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
    def faults(self) -> tuple[Line, ...]:
        """What stands in the way of acceptance."""
        return tuple(line for line in self.findings if line.mark == Severity.FAULT)

    @property
    def hints(self) -> tuple[Line, ...]:
        """Remarks and notes: nothing follows from them."""
        return tuple(line for line in self.findings if line.mark != Severity.FAULT)

    @property
    def to_mend(self) -> tuple[Line, ...]:
        """What the sender can put right by a reply."""
        return tuple(line for line in self.findings if line.follows is Follows.RETURN)

    @property
    def for_people(self) -> tuple[Line, ...]:
        """What a person has to look at."""
        return tuple(line for line in self.findings if line.follows is Follows.HOLD)


def results(verdict: Verdict) -> Results:
    """The lines of a verdict, in the order of the checks within each weight."""
    told = [_finding(c, f) for c in verdict.checked for f in c.findings]
    passed = [Line(mark="passed", label=one_line(c.label)) for c in verdict.checked if not c.findings]
    ordered = sorted(told, key=lambda line: _ORDER.index(Severity(line.mark)))
    return Results(findings=tuple(ordered), passed=tuple(passed))


def _finding(checked: Checked, finding: Finding) -> Line:
    return Line(
        mark=str(finding.severity),
        label=one_line(checked.label),
        message=one_line(finding.message),
        where=one_line(finding.where),
        remedy=one_line(finding.remedy),
        clause=one_line(finding.clause or checked.clause),
        follows=finding.follows,
    )
