"""The results as a page that people read: one table of ratios first, what they are made of below."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.lib.beside_django import Taken
from bench.lib.old_box import Old
from bench.lib.pictures import Looked

_STEPS = {
    "start": "poll: start and end of the process",
    "fetch": "poll: fetch and keep",
    "read": "poll: read, check, record, queue the receipt",
    "deliver": "poll: deliver the receipts",
}
_QUEUED = ("start", "fetch", "read")  # the whole way to the queued receipt


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One mailbox: seconds are medians, bytes are the most of all rounds."""

    what: str
    letters: int
    mbsync: float
    mbsync_peak: int
    seconds: dict[str, float]
    processor: float  # seconds of user and system time of all our processes
    peak_fetch: int
    peak: int
    children: tuple[int, ...]
    django: Taken | None = None

    @property
    def queued(self) -> float:
        """Seconds from the start of the process to the last queued receipt."""
        return sum(self.seconds[step] for step in _QUEUED)


@dataclass(frozen=True, kw_only=True)
class Everything:
    """All that one run measured."""

    machine: tuple[str, ...]
    rounds: int
    boxes: tuple[Measured, ...]
    old: tuple[Old, ...] = ()
    pictures: tuple[Looked, ...] = ()


def page(all_: Everything) -> str:
    """Markdown."""
    lines = ["# Beside known programs", "", *(f"- {line}" for line in all_.machine)]
    lines += [f"- medians of {all_.rounds} rounds; MB are the peak memory of one process", ""]
    lines += ["| what | we | beside | ratio | aim |", "|---|--:|--:|--:|--:|"]
    lines += [line for box in all_.boxes for line in _ratios(box)]
    lines += [
        f"| a poll that finds nothing new, {old.letters:,} letters in the mailbox | {_ms(old.idle)} | "
        f"mbsync {_ms(old.mbsync_idle)} | {old.idle / old.mbsync_idle:.2f} × | equal at every size |"
        for old in all_.old
    ]
    lines += [
        f"| a picture decoded and looked at: {one.what} | {_ms(one.ours)} | plain Pillow {_ms(one.pillow)} | "
        f"{one.ours / one.pillow:.2f} × | |"
        for one in all_.pictures
    ]
    lines.append(f"| most memory of one process | {_mb(_most(all_))} | | | ≤ 200 MB |")
    for box in all_.boxes:
        lines += ["", *_box(box)]
    if all_.old:
        lines += ["", *_old(all_.old)]
    return "\n".join(lines) + "\n"


def _ratios(box: Measured) -> list[str]:
    fetch = box.seconds["fetch"]
    lines = [
        f"| fetch and keep, {box.what} | {fetch:.1f} s | mbsync {box.mbsync:.1f} s | {fetch / box.mbsync:.1f} × | "
        f"{'≤ 1.3 ×' if box.django is None else ''} |"
    ]
    if box.django is not None:
        ours, theirs = box.letters / box.queued, box.django.letters / box.django.seconds
        lines.append(
            f"| to the queued receipt, {box.what} | {ours:.0f}/s, {_mb(box.peak)} | django-mailbox (takes in, checks "
            f"nothing, answers nobody) {theirs:.0f}/s, {_mb(box.django.peak)} | {ours / theirs:.1f} × | ≥ 200/s |"
        )
    return lines


def _box(box: Measured) -> list[str]:
    peaks = {"fetch": _mb(box.peak_fetch), "read": _children(box.children), "deliver": _mb(box.peak)}
    head = [f"## {box.what}", "", "| | seconds | beside mbsync | ms a letter | peak memory |", "|---|--:|--:|--:|--:|"]
    rows = [_row(box, "mbsync copies the mailbox", box.mbsync, _mb(box.mbsync_peak))]
    rows += [_row(box, told, box.seconds[step], peaks.get(step, "")) for step, told in _STEPS.items()]
    rows.append(_row(box, "poll: all", sum(box.seconds.values()), _mb(box.peak)))
    rows.append(_row(box, "poll: processor time of all processes", box.processor, ""))
    return head + rows


def _old(boxes: Sequence[Old]) -> list[str]:
    head = ["## First rounds at an old mailbox: tiny letters, kept, read, archived, nobody answered", ""]
    head += ["| letters | seconds | letters a second | rounds | peak memory |", "|--:|--:|--:|--:|--:|"]
    return head + [
        f"| {old.letters:,} | {old.seconds:.0f} | {old.letters / old.seconds:.0f} | {old.rounds} | "
        f"{_mb(old.peak)}, {_children(old.children)} |"
        for old in boxes
    ]


def _row(one: Measured, told: str, seconds: float, peak: str) -> str:
    return f"| {told} | {seconds:.1f} | {seconds / one.mbsync:.1f} × | {seconds / one.letters * 1000:.1f} | {peak} |"


def _most(all_: Everything) -> int:
    return max(most for one in (*all_.boxes, *all_.old) for most in (one.peak, *one.children))


def _children(peaks: Sequence[int]) -> str:
    return "reading children: " + ", ".join(_mb(child) for child in peaks)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def _mb(count: int) -> str:
    return f"{count / 1e6:.0f} MB"
