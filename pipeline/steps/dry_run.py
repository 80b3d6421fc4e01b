"""Try letters without storing or sending anything: `baosong check`."""

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from pipeline.domain.finding import Finding, Verdict
from pipeline.domain.letter import Letter
from pipeline.domain.piece import Earlier, Incoming
from pipeline.domain.words import Disposition, LetterKind, State
from pipeline.ingest.assemble import assemble
from pipeline.ingest.readers import Readers, ReadingFailed
from pipeline.settings import BureauSettings, Settings
from pipeline.steps.files import LetterFile
from pipeline.steps.on_record import AmongFiles
from pipeline.validate.engine import run_checks

_STATES = {
    Disposition.ACCEPTED: State.RECEIVED,
    Disposition.RETURNED: State.RETURNED,
    Disposition.HELD: State.HELD,
}
_PIECES = {LetterKind.SUBMISSION, LetterKind.COMPLETION}


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What would become of a letter."""

    file: str
    sha256: str
    bureau: str | None  # None: it was sent to none of ours
    disposition: Disposition
    findings: tuple[Finding, ...] = ()
    incoming: Incoming | None = None  # None: it could not be read, or is for no bureau of ours
    letter: Letter | None = None
    trouble: str = ""  # why it could not be read


@dataclass
class DryRun:
    """One run over several files; repeats are told among them only, the store is never looked at."""

    settings: Settings
    readers: Readers
    now: datetime  # arrival of letters whose Received tells none
    bureau: str | None = None  # None: the recipient decides
    no_bureau: Callable[[tuple[str, ...]], Finding] | None = None  # what is said of a letter that is for none of ours,
    # or for one of these bureaus, all of which have its sender in their rosters
    _records: dict[str, AmongFiles] = field(default_factory=dict)
    _hashes: dict[tuple[str, str], Earlier] = field(default_factory=dict)

    def run(self, files: Iterable[LetterFile]) -> Iterator[Tried]:
        """Try each letter, in the order given."""
        with tempfile.TemporaryDirectory(prefix="baosong-check-") as folder:
            for file in files:
                yield self._try(file, Path(folder))

    def _try(self, file: LetterFile, folder: Path) -> Tried:
        sha256 = hashlib.sha256(file.raw).hexdigest()
        path, leaves = folder / "letter.eml", folder / "leaves"
        leaves.mkdir(exist_ok=True)
        path.write_bytes(file.raw)
        try:
            letter = self.readers.read(path, leaves)
        except ReadingFailed as failure:
            trouble = f"{failure.reason}\n{failure.traceback_text}"
            return Tried(
                file=file.name,
                sha256=sha256,
                bureau=self.bureau,
                disposition=Disposition.QUARANTINED,
                trouble=trouble,
            )
        return self._judge(file.name, letter)

    def _judge(self, name: str, letter: Letter) -> Tried:
        bureau = self._bureau_of(letter)
        if bureau is None:
            held = Disposition.HELD
            knowing = tuple(b.bureau.name for b in self._knowing(letter))
            findings = (self.no_bureau(knowing),) if self.no_bureau else ()
            return Tried(
                file=name, sha256=letter.sha256, bureau=None, disposition=held, findings=findings, letter=letter
            )
        record = self._records.setdefault(bureau.bureau.id, AmongFiles())
        incoming = assemble(letter, letter.origin.received_at or self.now, bureau, record)
        same = self._hashes.get((bureau.bureau.id, letter.sha256))
        if same is not None and incoming.kind in _PIECES:
            incoming = replace(incoming, kind=LetterKind.SUBMISSION, completes=None, repeats=same)
        verdict = run_checks(incoming, bureau)
        self._remember(bureau, record, name, incoming, verdict)
        return Tried(
            file=name,
            sha256=letter.sha256,
            bureau=bureau.bureau.id,
            disposition=verdict.disposition,
            findings=verdict.findings,
            incoming=incoming,
            letter=letter,
        )

    def _remember(
        self, bureau: BureauSettings, record: AmongFiles, name: str, incoming: Incoming, verdict: Verdict
    ) -> None:
        state = _STATES.get(verdict.disposition)
        if state is None or incoming.unit is None or incoming.kind not in _PIECES:
            return
        number = Path(name).name  # the same wherever the letters lie
        record.remember(incoming.unit.id, incoming, number, state)
        earlier = Earlier(number=number, unit_id=incoming.unit.id, state=State.RECEIVED, title=incoming.title)
        self._hashes.setdefault((bureau.bureau.id, incoming.letter.sha256), earlier)

    def _bureau_of(self, letter: Letter) -> BureauSettings | None:
        """The bureau named, else the one a recipient address belongs to, else the one that knows the sender."""
        bureaus = self.settings.bureaus
        if self.bureau is not None:
            return bureaus[self.bureau]
        addresses = {r.addr for r in letter.origin.recipients}
        to = [b for b in bureaus.values() if {b.bureau.mailbox.lower(), b.imap.user.lower()} & addresses]
        for found in (to, self._knowing(letter), list(bureaus.values())):
            if len(found) == 1 or (found is to and to):
                return found[0]
        return None

    def _knowing(self, letter: Letter) -> list[BureauSettings]:
        """The bureaus that have the sender's address in their roster."""
        if not letter.sender:
            return []
        return [b for b in self.settings.bureaus.values() if b.bureau.roster.by_address(letter.sender)]


def tried_json(tried: Tried) -> dict[str, object]:
    """The line of `check --json` (design.md §5); of a sealed letter nothing that was written in it."""
    incoming, letter = tried.incoming, tried.letter
    sealed = tried.disposition is Disposition.SEALED
    open_text = letter is not None and not sealed
    reading = incoming.subject if incoming else None
    return {
        "file": tried.file,
        "sha256": tried.sha256,
        "bureau": tried.bureau,
        "kind": (incoming.kind if incoming else LetterKind.OTHER).value,
        "disposition": tried.disposition.value,
        "number": None,
        "sender": letter.sender if letter else None,
        "subject": letter.subject if letter and open_text else None,
        "unit": incoming.unit.id if incoming and incoming.unit else None,
        "year": incoming.year if incoming else None,
        "keyword": incoming.keyword if incoming and not sealed else None,
        "subject_grade": reading.grade.value if reading else None,
        "title": incoming.title if incoming and not sealed else None,
        "chars": incoming.chars if incoming and not sealed else None,
        "parts": [
            {
                "name": None if sealed else p.name,
                "type": p.type,
                "bytes": p.size,
                "sha256": p.sha256,
                "path": None if sealed else p.path,
            }
            for p in (letter.parts if letter else ())
        ],
        "findings": [finding_json(f) for f in tried.findings],
    }


def finding_json(finding: Finding) -> dict[str, str]:
    """A finding as scripts read it."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "where": finding.where,
        "remedy": finding.remedy,
    }
