"""Forms that come as pictures are read by OCR in a process of its own, where the extra `ocr` is installed."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import psutil
import structlog

import pipeline
from pipeline.domain.letter import Letter, Part
from pipeline.ingest.ocr_child import ANSWER_BYTES, READ
from pipeline.ingest.ocr_parts import may_show_form, with_all_seen
from pipeline.ingest.ocr_words import Seen
from pipeline.ingest.reading_job import LIMITS
from pipeline.settings.values import Limits

_log = structlog.get_logger("ocr")
_ROOT = str(Path(pipeline.__file__).resolve().parent.parent)
_LOOK = 0.05  # seconds between two looks at its memory
_one_at_a_time = threading.Lock()  # each takes hundreds of megabytes


@cache
def installed() -> bool:
    """Whether the extra `ocr` is there."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def with_forms(letter: Letter, scratch: Path, limits: Limits) -> Letter:
    """The letter with what its pictures of forms say; as it is where that cannot be found out.

    Args:
        letter: as read.
        scratch: where its leaves lie, by their sha256.
        limits: of reading; `limits.ocr` says whether, and at what cost.
    """
    parts = wanting(letter, limits)
    if not parts:
        return letter
    with _one_at_a_time:
        read = read_pictures([scratch / part.sha256 for part in parts], limits)
    return replace(letter, parts=with_all_seen(letter.parts, read, limits.ocr.names))


def wanting(letter: Letter, limits: Limits) -> tuple[Part, ...]:
    """The files that may show a form where the letter brings none that could be read, the likeliest first."""
    if not limits.ocr.on or not installed() or letter.machine is not None:
        return ()
    if any(part.document is not None and (part.document.form or part.document.other_form) for part in letter.parts):
        return ()
    likely = may_show_form(letter.parts, limits.ocr.names)
    return tuple({part.sha256: part for part in likely}.values())[: limits.ocr.pictures]


def read_pictures(pictures: list[Path], limits: Limits) -> dict[str, Seen]:
    """What a process of its own says of each file's pictures, by its name; nothing where it failed or cost too much."""
    with tempfile.TemporaryFile() as answer:
        command = [sys.executable, "-P", "-m", "pipeline.ingest.ocr_child", str(os.getpid())]
        command += [LIMITS.dump_json(limits).decode(), *(str(path.resolve()) for path in pictures)]
        # A minimal environment, as the reading child's: nothing of the parent's may leak into it.
        environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONPATH": _ROOT, "PYTHONDONTWRITEBYTECODE": "1"}
        environment |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        running = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, stdin=subprocess.DEVNULL, stdout=answer, stderr=subprocess.DEVNULL, cwd="/", env=environment,
            start_new_session=True,
        )  # fmt: skip
        try:
            failed = _watch(running, limits)
        finally:
            running.kill()
            running.wait()
        if failed:
            _log.warning("picture_not_read", reason=failed, pictures=len(pictures))
            return {}
        answer.seek(0)
        return _answered(answer.read(ANSWER_BYTES))


def _answered(answer: bytes) -> dict[str, Seen]:
    """The answer, unless it is none: the process read hostile bytes."""
    try:
        return READ.validate_json(answer)
    except ValueError:
        _log.warning("picture_not_read", reason="answer")
        return {}


def _watch(running: "subprocess.Popen[bytes]", limits: Limits) -> str:
    """Wait for its end; what went wrong: "time", "memory", "crash", or ""."""
    deadline = time.monotonic() + limits.ocr.seconds
    watched = psutil.Process(running.pid)
    while running.poll() is None:
        if time.monotonic() > deadline:
            return "time"
        try:
            if watched.memory_info().rss > limits.ocr.memory_mb * 1_000_000:
                return "memory"
        except psutil.Error:
            pass  # it ended meanwhile
        time.sleep(_LOOK)
    return "crash" if running.returncode else ""
