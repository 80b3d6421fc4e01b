"""Small disks of memory in a mount namespace of one's own, to be filled up or made read-only."""

import ctypes
import os
from pathlib import Path

_NEWNS, _NEWUSER = 0x00020000, 0x10000000
_RDONLY, _REMOUNT, _PRIVATE, _REC = 1, 32, 1 << 18, 1 << 14
_libc = ctypes.CDLL(None, use_errno=True)


def own_namespace() -> None:
    """Leave the machine's mounts: what is mounted from now on is seen by this process and its children alone.

    Raises:
        OSError: the system does not permit it.
    """
    user, group = os.getuid(), os.getgid()
    if _libc.unshare(_NEWNS):
        _called(_libc.unshare(_NEWUSER | _NEWNS), "unshare")
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    _called(_libc.mount(None, b"/", None, _REC | _PRIVATE, None), "mount")


def why_not() -> str:
    """Why there can be no small disks here; "" where there can. Tried in a process of its own."""
    told, tells = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            own_namespace()
        except OSError as fault:
            os.write(tells, str(fault).encode())
        finally:
            os._exit(0)
    os.close(tells)
    os.waitpid(pid, 0)
    with os.fdopen(told, "rb") as words:
        return words.read().decode()


def mount(folder: Path, kib: int) -> None:
    """A new disk of that size in the place of a folder."""
    _called(_libc.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", 0, f"size={kib}k".encode()), "mount")


def change(folder: Path, kib: int, *, read_only: bool = False) -> None:
    """Another size for it; to be read only, or to be written again."""
    flags = _REMOUNT | (_RDONLY if read_only else 0)
    _called(_libc.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", flags, f"size={kib}k".encode()), "remount")


def unmount(folder: Path) -> None:
    """Take it away, with everything on it."""
    _called(_libc.umount2(os.fsencode(folder), 0), "umount")


def _called(answer: int, what: str) -> None:
    if answer:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
