"""The desk's answers as a page that people read."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One page, asked for many times: seconds from the question to the last byte."""

    name: str
    path: str
    median: float
    slowest: float
    size: int  # bytes


def table(machine: Sequence[str], scene: str, answers: Sequence[Answered], peak: int) -> str:
    """Markdown; the first answer is the one the others stand beside."""
    bare = answers[0].median
    return "\n".join(
        [
            "# The desk beside a bare FastAPI page",
            "",
            *(f"- {line}" for line in machine),
            f"- {scene}",
            f"- one process serves both, on loopback over one kept connection; most memory {peak / 1e6:.0f} MB",
            "",
            "| page | address | KB | median ms | slowest ms | beside the bare page |",
            "|---|---|--:|--:|--:|--:|",
            *(_row(one, bare) for one in answers),
            "",
        ]
    )


def _row(one: Answered, bare: float) -> str:
    times = f"{one.median * 1e3:.1f} | {one.slowest * 1e3:.1f} | {one.median / bare:.1f} ×"
    return f"| {one.name} | `{one.path}` | {one.size / 1e3:.1f} | {times} |"
