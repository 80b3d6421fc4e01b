"""The reading child: `python -m pipeline.ingest.child PARENT LIMITS`, started by readers.py only.

It gets no database, no secrets and no network (design.md §4.12). On stdin come frames with a job, on stdout goes
one frame a job: the letter as JSON, or the fault as text.
"""

import hashlib
import os
import sys
import tempfile
import traceback
from pathlib import Path

from pipeline.ingest import cage
from pipeline.ingest.frames import frame, read_frame
from pipeline.ingest.letter import read_letter
from pipeline.ingest.reading_job import ANSWER, JOB, LIMITS, READY, Answer, Job
from pipeline.ingest.signature_check import check_signatures
from pipeline.settings.values import Limits


def main(parent: int, limits: Limits) -> None:
    """Read letters until stdin ends."""
    cage.die_with(parent)
    answers = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print must not look like an answer
    cage.close(limits)
    _write(answers, frame(READY))
    while (payload := read_frame(sys.stdin.buffer)) is not None:
        cage.allow_cpu(limits.seconds)
        answer = _answer(JOB.validate_json(payload), limits)
        _write(answers, frame(ANSWER.dump_json(answer)))
        if answer.reason == "memory":
            return  # what is left of the heap is not to be trusted


def _answer(job: Job, limits: Limits) -> Answer:
    tempfile.tempdir = str(job.scratch_folder)  # what libraries write for themselves is swept with the leaves
    scratch = _Scratch(job.scratch_folder)
    try:
        if job.keys:
            return Answer(signed=check_signatures(job.raw_path.read_bytes(), job.keys))
        turned = {leaf: (job.scratch_folder / name).read_bytes() for leaf, name in job.turned.items()}
        letter = read_letter(job.raw_path.read_bytes(), limits, scratch, page=job.page, turned=turned)
    except MemoryError:
        return Answer(reason="memory", traceback_text=traceback.format_exc(limit=-5))
    except Exception:
        return scratch.failed or Answer(reason="fault", traceback_text=traceback.format_exc())
    return scratch.failed or Answer(letter=letter)


class _Scratch:
    """The sink: a leaf lands in the folder under its sha256, whole or not at all.

    A disk that fails is remembered, whatever became of the error: a reader may have taken it for a damaged archive.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.failed: Answer | None = None

    def __call__(self, content: bytes) -> str:
        name = hashlib.sha256(content).hexdigest()
        try:
            self._lay(content, name)
        except OSError as fault:
            self.failed = Answer(reason="disk", errno=fault.errno or 0, traceback_text=traceback.format_exc())
            raise
        return name

    def _lay(self, content: bytes, name: str) -> None:
        if not (self._folder / name).exists():
            draft = self._folder / f".leaf-{name}"
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            draft.replace(self._folder / name)


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


if __name__ == "__main__":
    main(int(sys.argv[1]), LIMITS.validate_json(sys.argv[2]))
