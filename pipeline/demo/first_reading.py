"""What a letter's checks said when it came, also where a decision had it read again since and replaced their words."""

from collections.abc import Sequence

from sqlmodel import Session

from pipeline.demo.stage import Stage
from pipeline.domain.words import Severity
from pipeline.ingest.keep import raw_path
from pipeline.steps.dry_run import DryRun
from pipeline.steps.files import LetterFile
from pipeline.store import pieces
from pipeline.store.tables import LetterRow

_TOLD = {Severity.REMARK, Severity.FAULT}


def first_messages(stage: Stage, session: Session, row: LetterRow, codes: Sequence[str]) -> tuple[str, ...]:
    """The messages of a letter's first findings, remarks and faults.

    The log keeps their codes only, since it outlives a seal and a message may quote the letter. Where the findings on
    record are later ones, the kept bytes are read and checked once more; a label stands for what that cannot find.

    Args:
        stage: where the month was played.
        session: open for reading.
        row: the letter.
        codes: of its first findings.
    """
    found = pieces.findings_of(session, row)
    if {f.code for f in found} == set(codes):
        return tuple(f.message for f in found if f.severity in _TOLD)
    again = _read_again(stage, row)
    wordings = stage.house.bureau(row.bureau).checks.wordings
    first = dict.fromkeys(codes)
    return tuple(message for code in first for message in again.get(code, [wordings[code].label]))


def _read_again(stage: Stage, row: LetterRow) -> dict[str, list[str]]:
    """By check, what a dry run says of the letter alone."""
    raw = raw_path(stage.house.data, row.sha256)
    if not raw.is_file():  # sealed
        return {}
    run = DryRun(settings=stage.house.settings, readers=stage.readers, now=row.arrived_at, bureau=row.bureau)
    told: dict[str, list[str]] = {}
    for tried in run.run([LetterFile(name=raw.name, raw=raw.read_bytes())]):
        for finding in tried.findings:
            told.setdefault(finding.code, []).extend([finding.message] if finding.severity in _TOLD else [])
    return told
