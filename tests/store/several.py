"""Several processes that do the same at the same moment."""

import subprocess
import sys

_READY = """
import sys
from pipeline.store.database import Database
{prelude}
print("ready", flush=True)
sys.stdin.readline()
{act}
"""


def at_once(act: str, *arguments: str, prelude: str = "", processes: int = 3) -> list[list[str]]:
    """What each process printed; all of them begin `act` once every one of them is ready.

    Args:
        act: Python; its `sys.argv[1:]` are `arguments`.
        arguments: for it.
        prelude: what to do before the start, imports above all.
        processes: how many.
    """
    code = _READY.format(prelude=prelude, act=act)
    command = [sys.executable, "-c", code, *arguments]
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(processes)
    ]
    told: list[list[str]] = []
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in running:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        told.append(out.splitlines())
    return told
