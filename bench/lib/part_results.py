"""The results of reading parts as a page that people read."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version

from bench.lib.part_calls import Beside, Case

_OURS = ("pillow", "pillow-heif", "python-docx", "msdoc2docx", "pypdfium2", "rars", "py7zr")


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A plain call's seconds of processor time."""

    beside: Beside
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Read:
    """Our seconds of processor time, and the others'."""

    case: Case
    seconds: float
    beside: tuple[Compared, ...]

    @property
    def slow(self) -> bool:
        """Whether some aim is missed."""
        return any(one.beside.aim and self.seconds > one.beside.aim * one.seconds for one in self.beside)


def table(machine: Sequence[str], libraries: str, read: Sequence[Read], rounds: int) -> str:
    """Markdown."""
    lines = ["# Our reading of parts beside the libraries' plain calls", "", *(f"- {line}" for line in machine)]
    lines.append(f"- {', '.join(f'{name} {version(name)}' for name in _OURS)}, {libraries}")
    lines.append(f"- processor time, the best of at least {rounds} calls, in turns; LibreOffice once, with its start")
    lines += ["", "| part | size | we | | beside | | ratio | aim |", "|---|--:|--:|--:|---|--:|--:|--:|"]
    lines += [row for one in read for row in _rows(one)]
    reasons = [f"- {one.case.what}: {one.case.why or 'no reason known'}" for one in read if one.slow]
    return "\n".join([*lines, *(["", "Where we take longer than we aim at:", "", *reasons] if reasons else [])]) + "\n"


def _rows(one: Read) -> list[str]:
    size = len(one.case.content)
    ours = f"| {one.case.what} | {_size(size)} | {one.seconds * 1000:.1f} ms | {size / one.seconds / 1e6:.1f} MB/s |"
    rows = []
    for other in one.beside:
        aim = f"≤ {other.beside.aim:g} ×" if other.beside.aim else ""
        ratio = one.seconds / other.seconds
        rows.append(f"{ours} {other.beside.name} | {other.seconds * 1000:.1f} ms | {ratio:.2f} × | {aim} |")
        ours = "| | | | |"
    return rows


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} KB"
