"""Secrecy markings as documents carry them (GB/T 9704-2012, 7.2.2): a level, a star, a term.

A marking stands apart: with its star (秘密★1年), behind its label (密级：秘密), in brackets before a name
(〔秘密〕…), or alone on a line. The same words inside a sentence (保密工作, 秘密武器) are no marking.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import PurePosixPath

from pipeline.domain.letter import Letter
from pipeline.domain.text import normal, title_key

_OPEN, _CLOSE = r"[【\[(〔]", r"[】\])〕]"
_STAR = r"[★☆✩✭✮✯✰⭐\uf0ab]"  # the last is the star of the font Wingdings
_ASTERISK = r"[*※∗✱]"
_QUOTE = r"[\"'“‘「『<《]"
_CUT = r"[-_—]"  # between the words of a file's name
_TICK = r"[☑☒■√✓✔]"
_TERM = r"(?:[0-9一二三四五六七八九十]+\s*(?:年|个月|月|日|天)|长期)"
_STEPS = re.compile(r"!?/|\\")  # between the folders and archives of a path


@dataclass(frozen=True, kw_only=True)
class Marks:
    """The shapes of a marking, for one set of words."""

    anywhere: tuple[re.Pattern[str], ...]  # in any line: with a star, behind a label
    in_name: re.Pattern[str]  # in a subject or a file name: in brackets, or parted from the rest
    alone: re.Pattern[str]  # a whole line
    at_head: re.Pattern[str]  # the beginning of a document's first lines: in brackets
    chosen: re.Pattern[str]  # in the cell behind a label: one of several, ticked


@cache
def marks(
    words: tuple[str, ...], labels: tuple[str, ...], not_after: tuple[str, ...], riders: tuple[str, ...]
) -> Marks:
    """The shapes of a marking.

    Args:
        words: the levels (绝密, 机密, 秘密).
        labels: what stands before a level (密级).
        not_after: words that make the level something else (商业 before 秘密).
        riders: what may follow on the same line (注意保存).
    """
    before = "".join(rf"(?<!{re.escape(w)})" for w in not_after)
    level, label = f"(?:{_spaced(words)})级?", f"(?:{_spaced(labels)})"
    asterisk = rf"(?<!\*){before}{level}\s*{_ASTERISK}(?!\*)\s*{_TERM}|^{level}\s*\*(?!\*)(?:\s|$)"
    starred = rf"{before}{level}\s*{_STAR}(?!{_STAR})|{asterisk}"
    others = rf"[^\w、]?\s*[、/或和,及]+\s*{_QUOTE}?{level}"
    behind = rf"(?:[:|\s]|[-—]+|(?={_OPEN}))\s*(?:{_OPEN}|{_TICK}|{_STAR}|{_QUOTE})?"
    labelled = rf"{label}\s*{behind}\s*{level}(?!{others})"
    chosen = rf"(?:{_TICK}\s*{level}|{level}[√✓✔](?!\w))"
    ticked = rf"{label}[^。;\n]{{0,20}}{chosen}"
    ending = rf"(?:\s*(?:{_STAR}|\*)?\s*(?:{_TERM}|{_OPEN}\s*{_TERM}\s*{_CLOSE}))?"
    rider = rf"(?:[\s,、;:·—-]*{_OPEN}?(?:{_spaced(riders)}){_CLOSE}?[。!]?)*" if riders else ""
    boxed = rf"{_OPEN}\s*{level}{ending}{rider}\s*{_CLOSE}"
    copy = r"(?:\s*\(\d+\))?"  # what a second file of that name is called
    named = rf"^{level}{ending}{copy}\s*(?:$|{_CUT})|{_CUT}\s*{level}{ending}{copy}$"
    return Marks(
        anywhere=tuple(re.compile(shape) for shape in (starred, labelled, ticked)),
        in_name=re.compile(rf"{boxed}|{named}"),
        alone=re.compile(rf"^(?:{boxed}|{level}{ending}){rider}$"),
        at_head=re.compile(rf"^{boxed}"),
        chosen=re.compile(chosen),
    )


def place_of_mark(letter: Letter, shapes: Marks, labels: tuple[str, ...], head_lines: int) -> str | None:
    """Where a letter carries a marking: subject, name, text or document; None where it carries none.

    Looks into everything that was read of it, forwarded letters and archives too.
    """
    if _name_marked(normal(letter.subject), shapes):
        return "subject"
    if any(_name_marked(name, shapes) for name in _names(letter)):
        return "name"
    if any(_text_marked(_lines(text), shapes, head_lines) for text in (letter.text, letter.html_text)):
        return "text"
    if any(shape.search(line) for shape in shapes.anywhere for line in _lines(letter.remains)):
        return "text"
    documents = (_lines(p.document.text) for p in letter.parts if p.document is not None)
    if any(_document_marked(lines, shapes, labels, head_lines) for lines in documents):
        return "document"
    remains = (_lines(part.remains) for part in letter.parts if part.remains)
    return "document" if any(_document_marked(lines, shapes, labels, 0) for lines in remains) else None


def _spaced(words: tuple[str, ...]) -> str:
    """The words as alternatives, blanks between their characters allowed (机 密)."""
    return "|".join(r"\s*".join(re.escape(c) for c in word) for word in words)


def _names(letter: Letter) -> Iterator[str]:
    """Every file's name and those of the folders and archives it lay in, with and without their endings."""
    for part in letter.parts:
        for name in _STEPS.split(f"{part.name}/{part.path}"):
            yield normal(PurePosixPath(name).stem)
            yield normal(name)


def _lines(text: str) -> list[str]:
    return [line for line in map(normal, text.splitlines()) if line]


def _name_marked(name: str, shapes: Marks) -> bool:
    return bool(shapes.in_name.search(name)) or any(shape.search(name) for shape in shapes.anywhere)


def _text_marked(lines: list[str], shapes: Marks, head_lines: int) -> bool:
    head = lines[:head_lines]
    if any(shapes.alone.search(line) or shapes.at_head.search(line) for line in head):
        return True
    return any(shape.search(line) for shape in shapes.anywhere for line in lines)


def _document_marked(lines: list[str], shapes: Marks, labels: tuple[str, ...], head_lines: int) -> bool:
    """As in a text; a line alone counts anywhere (headers come last), but not in a list of several levels."""
    if _text_marked(lines, shapes, head_lines):
        return True
    alone = {title_key(line) for line in lines if shapes.alone.search(line)}
    cells = (b for a, b in pairwise(lines) if "".join(a.split()).rstrip(":") in labels)
    in_cell = any(shapes.alone.search(b) or shapes.chosen.search(b) for b in cells)
    return in_cell or len(alone) == 1
