"""The results as a page that people read."""

from collections.abc import Sequence
from dataclasses import dataclass

_STEPS = {
    "fetch": "poll: fetch and keep",
    "read": "poll: read, check, record",
    "deliver": "poll: deliver the receipts",
    "start": "poll: start and end of the process",
}


_HEAD = ("| | seconds | beside mbsync | ms a letter | peak memory |", "|---|--:|--:|--:|--:|")


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One mailbox: seconds are medians, bytes are the most of all rounds."""

    what: str
    letters: int
    mbsync: float
    mbsync_peak: int
    seconds: dict[str, float]
    peak_fetch: int
    peak: int
    children: tuple[int, ...]


def table(machine: Sequence[str], measured: Sequence[Measured], rounds: int) -> str:
    """Markdown."""
    lines = ["# A poll beside mbsync", "", *(f"- {line}" for line in machine), f"- medians of {rounds} rounds", ""]
    for one in measured:
        lines += [
            f"## {one.what}",
            "",
            "| | seconds | beside mbsync | ms a letter | peak memory |",
            "|---|--:|--:|--:|--:|",
        ]
        lines.append(_row(one, "mbsync copies the mailbox", one.mbsync, _mb(one.mbsync_peak)))
        peaks = {"fetch": _mb(one.peak_fetch), "read": _read_peaks(one), "deliver": _mb(one.peak)}
        lines += [_row(one, told, one.seconds[step], peaks.get(step, "")) for step, told in _STEPS.items()]
        lines += [_row(one, "poll: all", sum(one.seconds.values()), _mb(one.peak)), ""]
    return "\n".join(lines)


def _row(one: Measured, told: str, seconds: float, peak: str) -> str:
    return f"| {told} | {seconds:.1f} | {seconds / one.mbsync:.1f} × | {seconds / one.letters * 1000:.1f} | {peak} |"


def _read_peaks(one: Measured) -> str:
    return "reading children: " + ", ".join(_mb(child) for child in one.children)


def _mb(count: int) -> str:
    return f"{count / 1e6:.0f} MB"
