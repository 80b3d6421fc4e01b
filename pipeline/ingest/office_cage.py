"""The launcher of LibreOffice: `python -m pipeline.ingest.office_cage PARENT SECONDS BYTES PROGRAM ARGUMENT…`.

It closes the network and sets limits, then becomes the program. Address space is not limited, which LibreOffice does
not bear: office.py watches its resident memory instead.
"""

import ctypes
import os
import resource
import sys

from pipeline.ingest.cage import close_network, die_with


def main(parent: int, seconds: int, most_bytes: int, command: list[str]) -> None:
    """Become the program.

    Args:
        parent: dies with this process.
        seconds: of processor time.
        most_bytes: of one file that it writes.
        command: the program's path and its arguments.
    """
    die_with(parent)
    close_network(ctypes.CDLL(None, use_errno=True))
    for which, value in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, most_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(which, (value, value))
    os.execv(command[0], command)  # noqa: S606 - the office program named by the system, without a shell


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
