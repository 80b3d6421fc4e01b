"""Problems a check sees, and findings once the engine has stamped them."""

from dataclasses import dataclass, field

from pipeline.domain.words import Disposition, Follows, Severity


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What a check yields: the case of its wording, where it is, and the facts to fill in."""

    case: str = "default"  # which wording of findings.toml
    where: str = ""  # subject, form, a part's path …
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A finding 校验问题: told to the sender, kept with the piece."""

    code: str  # the check's name
    severity: Severity
    message: str
    where: str
    remedy: str
    follows: Follows
    clause: str = ""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """One line of a receipt's 检查结果: a check that ran, and what it found."""

    code: str
    label: str  # what was checked, in the office's words
    clause: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The outcome of all checks on one letter."""

    disposition: Disposition
    checked: tuple[Checked, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, faults first, in the order of the checks."""
        order = [Severity.FAULT, Severity.REMARK, Severity.INFO]
        found = [f for c in self.checked for f in c.findings]
        return tuple(sorted(found, key=lambda f: order.index(f.severity)))
