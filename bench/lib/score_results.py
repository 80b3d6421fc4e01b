"""The results of counting as a page that people read."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.lib.year import Year


@dataclass(frozen=True, kw_only=True)
class Counted:
    """Medians of seconds; bytes are the most of all rounds."""

    year: Year
    units: int
    entries: int
    sums: float  # SQL: the sum of each unit
    bests: float  # SQL: the best of each piece, the sum of each unit
    seconds: dict[str, float]  # award, write, standings
    busy: float  # seconds of processor time of the rescore, writing included
    peak: int


def table(machine: Sequence[str], one: Counted, rounds: int) -> str:
    """Markdown."""
    award, write, standings = (one.seconds[step] for step in ("award", "write", "standings"))
    rows = [
        ("SQL: the sum of each unit", one.sums, ""),
        ("SQL: the best of each piece, then the sum of each unit", one.bests, ""),
        ("rescore: read the facts, award, rank, duties", award, f"{one.peak / 1e6:.0f} MB"),
        ("rescore: write the entries", write, ""),
        ("rescore: all", award + write, ""),
        ("standings from the entries: their sum, and rank", standings, ""),
    ]
    return "\n".join(
        [
            "# A rescore beside SQL's own sums",
            "",
            *(f"- {line}" for line in machine),
            f"- {one.year.adoptions:,} adoptions of {one.year.pieces:,} pieces from {one.units} units, "
            f"{one.entries:,} entries; SQL and the count agree on every unit's total",
            f"- medians of {rounds} rounds; one process, which was busy {one.busy:.1f} s of the rescore",
            "",
            "| | seconds | beside SQL's sum | µs an adoption | peak memory |",
            "|---|--:|--:|--:|--:|",
            *(_row(told, seconds, one, peak) for told, seconds, peak in rows),
            "",
        ]
    )


def _row(told: str, seconds: float, one: Counted, peak: str) -> str:
    each = seconds / one.year.adoptions * 1e6
    return f"| {told} | {seconds:.1f} | {seconds / one.sums:.1f} × | {each:.1f} | {peak} |"
