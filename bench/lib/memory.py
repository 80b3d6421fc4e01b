"""Peak resident memory of processes, as Linux counts it (VmHWM)."""

import subprocess
import tempfile
import time
from pathlib import Path


def peak(pid: int | str) -> int:
    """Bytes; 0 when the process is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    found = [line.split() for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(found[0][1]) * 1024 if found else 0


def run_watched(command: list[str], environment: dict[str, str]) -> tuple[float, int, str]:
    """Run a command to its good end.

    Returns:
        Seconds, peak bytes of its main process, and its standard output.
    """
    began = time.monotonic()
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=said, text=True) as process,
    ):
        most = 0
        while process.poll() is None:
            most = max(most, peak(process.pid))
            time.sleep(0.01)
        seconds = time.monotonic() - began
        out = process.stdout.read() if process.stdout else ""
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"{command[0]} ended with {process.returncode}:\n{said.read()}")
    return seconds, most, out
