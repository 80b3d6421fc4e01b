"""What a reading child is asked and what it answers; JSON on a pipe, never pickle: the child read hostile bytes."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter

from pipeline.domain.letter import Letter
from pipeline.settings.values import Limits


@dataclass(frozen=True, kw_only=True)
class Job:
    """One letter to read. Paths as their bytes in Latin-1, since file names need not be text."""

    raw: str
    scratch: str
    page: bool = False  # whether the letter's page is wanted as well
    keys: dict[str, str] = field(default_factory=dict)  # only check the signatures with these; records by name
    turned: dict[str, str] = field(default_factory=dict)  # leaf → the .docx in scratch to be read for it; by sha256

    @classmethod
    def of(cls, raw_path: Path, scratch: Path, *, page: bool = False, turned: dict[str, str] | None = None) -> "Job":
        """The job for these paths."""
        return cls(raw=_packed(raw_path), scratch=_packed(scratch), page=page, turned=turned or {})

    @classmethod
    def checking(cls, raw_path: Path, scratch: Path, keys: dict[str, str]) -> "Job":
        """The job to check a letter's signatures, and nothing else."""
        return cls(raw=_packed(raw_path), scratch=_packed(scratch), keys=keys)

    @property
    def raw_path(self) -> Path:
        """The letter's file."""
        return _unpacked(self.raw)

    @property
    def scratch_folder(self) -> Path:
        """Where its leaves go."""
        return _unpacked(self.scratch)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came of a job: a letter, or a fault."""

    letter: Letter | None = None
    signed: str | None = None  # what a check of the signatures said
    reason: str = ""  # "fault", "memory" or "disk" without a letter
    traceback_text: str = ""
    errno: int = 0  # with "disk": what the system said


READY = b"ready"  # the first frame of a child, before any job
LIMITS: TypeAdapter[Limits] = TypeAdapter(Limits)
JOB: TypeAdapter[Job] = TypeAdapter(Job)
ANSWER: TypeAdapter[Answer] = TypeAdapter(Answer)


def _packed(path: Path) -> str:
    return os.fsencode(path.resolve()).decode("latin-1")


def _unpacked(text: str) -> Path:
    return Path(os.fsdecode(text.encode("latin-1")))
