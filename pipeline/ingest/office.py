"""LibreOffice, the second reader: a document becomes a .docx, without network, within time and memory (mail.md L9)."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

import pipeline
from pipeline.ingest.trouble import DAMAGED, OVER_LIMIT, Unreadable
from pipeline.settings.values import Limits

_ROOT = str(Path(pipeline.__file__).resolve().parent.parent)
_LOOK = 0.05  # seconds between two looks at its memory
FILTERS = {"doc": "MS Word 97", "wps": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8"}  # by kind
_AGAIN = 81  # its exit code when it has laid a new profile and asks to be started once more
_ENDED = {signal.SIGKILL, signal.SIGXCPU}  # what the limits on processor time and the machine's memory end it with
_OPTIONS = ("--headless", "--nologo", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard")


@cache
def program() -> Path | None:
    """LibreOffice's own binary, None where it is not installed; the shell script around it is left out."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    binary = Path(found).resolve().parent / "soffice.bin" if found else None
    return binary if binary is not None and binary.is_file() else None


def as_docx(content: bytes, suffix: str, limits: Limits, scratch: Path) -> bytes:
    """A document turned into a .docx by LibreOffice.

    Args:
        content: the document.
        suffix: its kind, one of `FILTERS`: without its name any bytes would be taken for plain text.
        limits: seconds and memory are its own (`office_seconds`, `office_memory_mb`).
        scratch: where its profile and files may lie meanwhile.

    Raises:
        Unreadable: over_limit, or damaged: it gave no file. It exits with 0 on broken files, too.
    """
    with TemporaryDirectory(prefix="office-", dir=scratch) as own:
        folder = Path(own)
        (folder / f"a.{suffix}").write_bytes(content)
        if _run(folder, suffix, limits) == _AGAIN:
            _run(folder, suffix, limits)
        made = folder / "out" / "a.docx"
        if not made.is_file() or not made.stat().st_size:
            raise Unreadable(DAMAGED, "LibreOffice gave no file")
        return made.read_bytes()


def _run(folder: Path, suffix: str, limits: Limits) -> int:
    """One run to its end; its exit code."""
    office = program()
    assert office is not None
    limited = [sys.executable, "-P", "-m", "pipeline.ingest.office_cage"]
    most = [str(os.getpid()), str(limits.office_seconds), str(limits.document_bytes)]
    asked = [
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *_OPTIONS,
        "--convert-to",
        "docx:MS Word 2007 XML",
    ]
    asked.append(f"--infilter={FILTERS[suffix]}")
    where = ["--outdir", str(folder / "out"), str(folder / f"a.{suffix}")]
    environment = {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "PYTHONPATH": _ROOT,
        "HOME": str(folder),
        "TMPDIR": str(folder),
    }
    running = subprocess.Popen(  # noqa: S603 - our own launcher and LibreOffice
        [*limited, *most, str(office), *asked, *where], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, cwd=folder, env=environment, start_new_session=True,
    )  # fmt: skip
    try:
        return _watch(running, limits)
    finally:
        _end(running)


def _watch(running: "subprocess.Popen[bytes]", limits: Limits) -> int:
    """Wait for its end; its exit code.

    Raises:
        Unreadable: over_limit, it took too long or too much memory, or the system ended it for that.
    """
    deadline = time.monotonic() + limits.office_seconds
    while (code := running.poll()) is None:
        if time.monotonic() > deadline:
            raise Unreadable(OVER_LIMIT, "LibreOffice: time")
        if _resident(running.pid) > limits.office_memory_mb * 1_000_000:
            raise Unreadable(OVER_LIMIT, "LibreOffice: memory")
        time.sleep(_LOOK)
    if -code in _ENDED:
        raise Unreadable(OVER_LIMIT, f"LibreOffice: signal {-code}")
    return code


def _resident(pid: int) -> int:
    """Bytes in memory of a process and its children."""
    try:
        top = psutil.Process(pid)
        return sum(one.memory_info().rss for one in (top, *top.children(recursive=True)))
    except psutil.Error:
        return 0


def _end(running: "subprocess.Popen[bytes]") -> None:
    """End all of its session; harmless when it is gone."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()
