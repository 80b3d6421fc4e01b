"""What changed from one text to the next: paragraph by paragraph, and within a changed one word by word."""

from dataclasses import dataclass
from difflib import SequenceMatcher

_MOST_CHARS = 60_000  # of both texts together: comparing grows faster than they do
_MOST_LINES = 1_500
_FINE = 1_500  # characters of a paragraph that is compared within


@dataclass(frozen=True, kw_only=True)
class Change:
    """A paragraph: kept, taken out, put in, or changed; its pieces each with what became of it."""

    kind: str  # kept, out, in, changed; gap: several kept ones left out
    pieces: tuple[tuple[str, str], ...]  # kept, out or in; and the text


def changes_between(old: str, new: str) -> tuple[Change, ...] | None:
    """The changes in the order of the new text; None where the texts are too long to compare."""
    before, after = old.splitlines(), new.splitlines()
    if len(old) + len(new) > _MOST_CHARS or len(before) + len(after) > _MOST_LINES:
        return None
    told: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        told += _told(tag, before[a:b], after[c:d])
    return tuple(_with_gaps(told))


def _told(tag: str, before: list[str], after: list[str]) -> list[Change]:
    if tag == "equal":
        return [Change(kind="kept", pieces=(("kept", line),)) for line in after]
    pairs = min(len(before), len(after)) if tag == "replace" else 0
    changed = [_within(old, new) for old, new in zip(before[:pairs], after[:pairs], strict=True)]
    gone = [Change(kind="out", pieces=(("out", line),)) for line in before[pairs:]]
    come = [Change(kind="in", pieces=(("in", line),)) for line in after[pairs:]]
    return [*changed, *gone, *come]


def _within(old: str, new: str) -> Change:
    if len(old) + len(new) > _FINE:
        return Change(kind="changed", pieces=(("out", old), ("in", new)))
    pieces: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(("kept", new[c:d]))
            continue
        pieces += [(kind, text) for kind, text in (("out", old[a:b]), ("in", new[c:d])) if text]
    return Change(kind="changed", pieces=tuple(pieces))


def _with_gaps(told: list[Change]) -> list[Change]:
    """Of a long run that was kept only its ends are shown."""
    near = [any(other.kind != "kept" for other in told[max(0, place - 1) : place + 2]) for place in range(len(told))]
    shown: list[Change] = []
    for change, wanted in zip(told, near, strict=True):
        if wanted:
            shown.append(change)
        elif not shown or shown[-1].kind != "gap":
            shown.append(Change(kind="gap", pieces=()))
    return shown
