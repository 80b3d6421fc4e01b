"""The stationery of a bureau: whence its mails take their wording and their look.

A template is written once and rendered twice: `look` in it is look.txt.j2 for the plain text and look.html.j2 for
the page, so that both always say the same. Line ends and indents of a template mean nothing; `look` sets them.
"""

import re
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.domain.words import OutgoingKind
from pipeline.report import formats
from pipeline.report.words import Words, read_words
from pipeline.settings.values import Settings

_LINE_END = "\x1e"  # what `nl` writes in a text template: cleaned text never holds it


@dataclass(frozen=True, kw_only=True)
class Stationery:
    """Where the templates, words and forms of one bureau lie, ready to write on."""

    letters: tuple[Path, ...]  # searched in this order: the bureau's own folder first
    forms: Path
    mailbox: str
    words: Words
    text: Environment = field(repr=False)
    page: Environment = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Written:
    """A mail's wording: one line of subject, the plain text, the page."""

    subject: str
    text: str
    html: str


def stationery(settings: Settings, bureau_id: str) -> Stationery:
    """The stationery of a bureau; a template in its own letters/ goes before the shared one of that name.

    Raises:
        tomllib.TOMLDecodeError: words.toml cannot be read.
    """
    bureau = settings.bureaus[bureau_id]
    letters = (bureau.folder / "letters", settings.letters)
    at = f"{settings.desk.address}{bureau_id}/" if settings.desk.address else ""
    words = read_words(*(folder / "words.toml" for folder in reversed(letters)))
    return Stationery(
        letters=letters,
        forms=settings.forms,
        mailbox=bureau.bureau.mailbox,
        words=words,
        text=_environment(letters, words, at=at, page=False),
        page=_environment(letters, words, at=at, page=True),
    )


def write(kind: OutgoingKind, sheet: object, desk: Stationery) -> Written:
    """The mail of that kind with the fields of `sheet` (a frozen value) filled in.

    Raises:
        jinja2.TemplateError: the template is missing, cannot be read or names what is not there.
    """
    facts = {f.name: getattr(sheet, f.name) for f in fields(sheet)}  # type: ignore[arg-type]
    plain = desk.text.get_template(f"{kind}.j2")
    page = desk.page.get_template(f"{kind}.j2")
    return Written(
        subject=_subject(plain, facts),
        text=_settle(plain.render(facts)),
        html=page.render(facts).strip() + "\n",
    )


def _environment(letters: tuple[Path, ...], words: Words, *, at: str, page: bool) -> Environment:
    """The templates as plain text, or as a page with every value escaped; `at` is the bureau's address at the desk."""
    made = _Sandbox(
        loader=FileSystemLoader(letters),
        autoescape=page,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a desk is opened at every round, and stays by its wording until the round is over
        bytecode_cache=_Compiled(page=page, words=words),
    )
    made.filters |= {
        "day": formats.day,
        "short_day": formats.short_day,
        "moment": formats.moment,
        "spelt": formats.spelt,
        "short": formats.short,
        "number": formats.number,
        "signed": formats.signed,
        "percent": formats.percent,
        "joined": _joined,
        "word": words.word,
    }
    made.globals |= {"nl": _LINE_END, "pixels": formats.pixels, "words": words.tables, "desk": at}
    made.globals["look"] = _Look(made, "look.html.j2" if page else "look.txt.j2")
    return made


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's own sandbox, which asks the same of every value: what is safe is a matter of its type, found out once."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._safe: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may look at this attribute."""
        asked = (type(obj), attr)
        if asked not in self._safe:
            self._safe[asked] = super().is_safe_attribute(obj, attr, value)
        return self._safe[asked]


class _Compiled(BytecodeCache):
    """Templates compiled once a process, as long as text and words stay the same: a desk is opened at every round.

    The words belong to the key because Jinja works out a filter of constants when it compiles.
    """

    _codes: ClassVar[dict[tuple[str, ...], CodeType]] = {}

    def __init__(self, *, page: bool, words: Words) -> None:
        self._key = ("page" if page else "text", repr(words.tables))

    def load_bytecode(self, bucket: Bucket) -> None:
        """The code of this very text, if it was compiled before."""
        bucket.code = self._codes.get((*self._key, bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            self._codes[*self._key, bucket.key, bucket.checksum] = bucket.code


class _Look:
    """The macros of look.txt.j2 or look.html.j2, read when a template first asks for one."""

    def __init__(self, environment: Environment, name: str) -> None:
        self._environment = environment
        self._name = name

    @cached_property
    def _macros(self) -> object:
        return self._environment.get_template(self._name).module

    def __getattr__(self, macro: str) -> object:
        return getattr(self._macros, macro)


def _subject(template: Template, facts: dict[str, object]) -> str:
    """The block `subject` of a template as one line."""
    context = template.new_context(facts)
    return formats.one_line("".join(template.blocks["subject"](context)))


def _joined(text: str) -> str:
    """A sentence that stands on several lines of a template, on one."""
    return type(text)(re.sub(r"[ \t]*\n[ \t]*", "", text).strip())


def _settle(text: str) -> str:
    """A text with its own line ends only, no blanks at their ends, and never two empty lines together."""
    lines = re.sub(r"[ \t]*\n[ \t]*", "", text).replace(_LINE_END, "\n").splitlines()
    joined = "\n".join(line.rstrip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", joined).strip() + "\n"
