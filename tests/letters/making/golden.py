"""A golden letter: its bytes, and what the desk must make of it, written by hand."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from letters.making import mail
from letters.making.paper import Manuscript, form_docx, prose
from letters.making.units import Unit

FILES = Path(__file__).parents[1] / "files"
YEAR = {"yuhua": 2020, "jinjiang": 2022}
SIGNED = ("同意报送。王建军", "同意。李红梅")


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """A part as it must be told; a sealed letter's has neither name nor path."""

    name: str | None
    type: str
    path: str | None
    content: bytes | None  # None: bytes and hash are not said by hand


@dataclass(frozen=True, kw_only=True)
class Expect:
    """What `check --json` must say, the wording of the findings aside."""

    bureau: str | None
    kind: str = "submission"
    disposition: str = "accepted"
    sender: str
    subject: str | None
    unit: str | None
    year: int
    keyword: str | None
    subject_grade: str | None = "exact"
    title: str | None
    chars: int | None
    parts: tuple[Leaf, ...] = ()
    findings: tuple[str, ...] = ()  # "code severity where", in any order


@dataclass(frozen=True, kw_only=True)
class Golden:
    """One letter."""

    name: str  # folder/file, without its ending
    about: str  # the one thing it shows
    raw: bytes = field(repr=False)
    expect: Expect
    unencoded: tuple[str, ...] = ()  # paths of text parts that carry no encoding: their bytes follow the line ends


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A file of a letter, how it is written, and how it must be told."""

    name: str
    type: str
    content: bytes = field(repr=False)
    path: str | None = None  # None: its name
    written: bytes | None = field(default=None, repr=False)  # None: as webmail attaches it
    inside: tuple[Leaf, ...] = ()  # what it holds

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The part and what it holds."""
        return (Leaf(name=self.name, type=self.type, path=self.path or self.name, content=self.content), *self.inside)


def piece(name: str, about: str, unit: Unit, subject: str, title: str, /, **more: Any) -> Golden:
    """A letter with a piece: manuscript, form 2 and a photograph unless `files` says otherwise.

    `paper` (its manuscript), `files`, `change` (headers), `subject_header`, `body`, `content` (all of the letter
    behind its envelope) and `remade` (what is done to the bytes at last) shape the letter. Everything else names a
    field of `Expect`, `subject` or `unit` too where they are not told as they were sent.
    """
    paper: Manuscript = more.pop("paper", None) or manuscript(unit, title)
    files = more.pop("files", None)
    files = whole(unit, title, paper, name) if files is None else files
    shown = more.pop("subject_header", None) or mail.words(subject)
    header = mail.envelope(unit, shown, name, more.pop("change", None))
    body = more.pop("body", "稿件请查收。")
    content = more.pop("content", None) or mail.multipart([mail.text(body), *written(files)])
    unencoded = more.pop("unencoded", ())
    raw = more.pop("remade", bytes)(header + content)
    expected: dict[str, Any] = {
        "bureau": unit.bureau,
        "sender": unit.address,
        "subject": subject,
        "unit": unit.id,
        "year": YEAR[unit.bureau],
        "title": title.replace("\n", ""),
        "chars": paper.words,
        "parts": tuple(leaf for each in files for leaf in each.leaves),
    }
    return Golden(name=name, about=about, raw=raw, expect=Expect(**(expected | more)), unencoded=unencoded)


def manuscript(unit: Unit, title: str | None, **more: Any) -> Manuscript:
    """A unit's usual manuscript."""
    return Manuscript(**({"title": title, "paragraphs": prose(unit), "byline": f"{unit.name}　张建国"} | more))


def whole(unit: Unit, title: str, paper: Manuscript | None = None, name: str = "") -> tuple[Attached, ...]:
    """Everything that belongs to a piece; form 2 only where the bureau's plan has one."""
    first = word_file(paper or manuscript(unit, title))
    shots = (photo(sum(name.encode()) % 8 + 1),)
    return (first, *([review_form(unit, title)] if unit.bureau == "yuhua" else []), *shots)


def word_file(paper: Manuscript, name: str = "稿件.docx", **more: Any) -> Attached:
    """A manuscript as an attachment."""
    return Attached(name=name, type=more.pop("type", "docx"), content=paper.docx(), **more)


def fields(unit: Unit, title: str, /, **changes: str) -> tuple[str, ...]:
    """Form 2 as a unit fills it: a section's and the centre's with both opinions, a station's with neither."""
    first, second = SIGNED if unit.signs else ("", "")
    filled = {
        "title": title,
        "unit": unit.name,
        "author": "张建国",
        "ticks": "☑否\n□是",
        "first": first,
        "second": second,
    }
    return tuple((filled | changes).values())


def review_form(unit: Unit, title: str, /, *, box: str | None = None, **changes: str) -> Attached:
    """Form 2 as an attachment."""
    return Attached(name="信息稿件审核表.docx", type="docx", content=form_docx(fields(unit, title, **changes), box=box))


def photo(number: int = 1, name: str = "现场照片.jpg", **more: Any) -> Attached:
    """One of the photographs."""
    return Attached(name=name, type="jpeg", content=asset(f"photo-{number}.jpg"), **more)


def asset(name: str) -> bytes:
    """A file of files/."""
    return (FILES / name).read_bytes()


def written(files: Sequence[Attached]) -> Iterator[bytes]:
    """The files as parts of a mail."""
    return (each.written or mail.attachment(each.name, each.content) for each in files)


def sealed(files: Sequence[Attached]) -> tuple[Leaf, ...]:
    """The files of a sealed letter: nothing that was written on them."""
    return tuple(replace(leaf, name=None, path=None) for each in files for leaf in each.leaves)


def differences(golden: Golden, answer: Mapping[str, Any]) -> list[str]:
    """Where an answer of `check --json` is not what was expected, a line each."""
    want = golden.expect
    lines = [
        f"{key}: expected {getattr(want, key)!r}, got {answer[key]!r}"
        for key in (
            "bureau", "kind", "disposition", "sender", "subject", "unit", "year", "keyword", "subject_grade", "title",
            "chars",
        )
        if getattr(want, key) != answer[key]
    ]  # fmt: skip
    if answer["number"] is not None:
        lines.append("a dry run gives no number")
    told = sorted(f"{f['code']} {f['severity']} {f['where']}" for f in answer["findings"])
    if told != sorted(want.findings):
        lines.append(f"findings: expected {sorted(want.findings)}, got {told}")
    return lines + _parts(want.parts, answer["parts"])


def _parts(want: Sequence[Leaf], told: Sequence[Mapping[str, Any]]) -> list[str]:
    names = [(leaf.name, leaf.type, leaf.path) for leaf in want]
    found = [(part["name"], part["type"], part["path"]) for part in told]
    if names != found:
        return [f"parts: expected {names}, got {found}"]
    return [
        f"bytes of {leaf.path or leaf.type}: expected {len(leaf.content)}, got {part['bytes']}"
        for leaf, part in zip(want, told, strict=True)
        if leaf.content is not None
        and (part["bytes"], part["sha256"]) != (len(leaf.content), hashlib.sha256(leaf.content).hexdigest())
    ]
