"""What a reading child may do: little memory, no network, no other programs, no life without its parent (Linux)."""

import ctypes
import os
import resource
import signal
import sys

from pipeline.settings.values import Limits

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_REFUSED = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "pty.",
)
_CPU_GRACE = 5  # seconds; the parent's own deadline comes first


def die_with(parent: int) -> None:
    """Be killed when the parent ends, and end now if it ended already."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)


def close(limits: Limits) -> None:
    """Close the cage. To be called once, after everything that reading needs has been imported."""
    libc = ctypes.CDLL(None, use_errno=True)
    close_network(libc)  # where it is not permitted, the hook below stands alone
    _limit(resource.RLIMIT_AS, _address_space() + limits.memory_mb * 1_000_000)
    _limit(resource.RLIMIT_FSIZE, max(limits.letter_bytes, limits.part_bytes) + 1_000_000)
    _limit(resource.RLIMIT_CORE, 0)
    stand_alone()


def stand_alone() -> None:
    """Refuse sockets and other programs from now on, for good."""
    sys.addaudithook(_refuse)


def close_network(libc: ctypes.CDLL) -> None:
    """Gain no rights from now on, and have no network but a loopback of one's own."""
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.unshare(_CLONE_NEWNET):
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def allow_cpu(seconds: int) -> None:
    """Allow so many more seconds of processor time, counted from now."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime) + seconds + _CPU_GRACE, hard))


def _limit(which: int, value: int) -> None:
    _, hard = resource.getrlimit(which)
    bounded = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (bounded, bounded))


def _address_space() -> int:
    """Bytes of address space in use now: libraries are mapped already and do not count as reading."""
    with open("/proc/self/statm", "rb") as statm:  # noqa: PTH123 - runs before and without pathlib
        return int(statm.read().split()[0]) * resource.getpagesize()


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith(_REFUSED):
        raise PermissionError(f"a reading child may not: {event}")
