"""Trying files: what a changed plan would change, and what parser and checks say of a letter; nothing is written."""

from dataclasses import dataclass

from pipeline.console.look.piece import is_sealed
from pipeline.console.texts import say
from pipeline.console.web.pages import size
from pipeline.console.web.uploads import Handed, Upload
from pipeline.console.web.visit import Visit
from pipeline.domain.words import Disposition
from pipeline.ingest.keep import raw_path
from pipeline.steps.counting.plan import OUTLETS, RULEBOOK
from pipeline.steps.counting.what_if import WhatIf, trial_plan, what_if
from pipeline.steps.dry_run import DryRun, Tried
from pipeline.steps.files import LetterFile
from pipeline.steps.find import find

LARGEST_PLAN = 1_000_000  # bytes of a file of the plan
MOST = 200  # lines shown


class CannotTry(Exception):  # noqa: N818 - told to a person
    """What was given cannot be tried; the message says why."""


@dataclass(frozen=True, kw_only=True)
class TriedPlan:
    """The difference, with the files that were tried."""

    names: tuple[str, ...]
    found: WhatIf


def try_plan(handed: Handed) -> TriedPlan:
    """What the files that were handed in would change.

    Raises:
        CannotTry: there is none, or it is no text, or too large.
        ConfigErrors: a file is wrong; every mistake.
    """
    given = {RULEBOOK: handed.file("rulebook"), OUTLETS: handed.file("outlets")}
    changed = {name: _text_of(file) for name, file in given.items() if file is not None}
    if not changed:
        raise CannotTry(say("file_wanted"))
    house, bureau = handed.visit.console.house, handed.visit.id
    plan = trial_plan(house, bureau, changed)
    names = tuple(file.name for file in given.values() if file is not None)
    return TriedPlan(names=names, found=what_if(house, bureau, plan))


def _text_of(file: Upload) -> bytes:
    if len(file.content) > LARGEST_PLAN:
        raise CannotTry(say("file_too_large", name=file.name, size=size(len(file.content)), most=size(LARGEST_PLAN)))
    try:
        text = file.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotTry(say("file_not_text", name=file.name)) from None
    if "\x00" in text:
        raise CannotTry(say("file_not_text", name=file.name))
    return file.content


def try_letter(handed: Handed) -> Tried:
    """What parser and checks say of the letter that was handed in or named, as `baosong check` would.

    Raises:
        CannotTry: none was given, or there is nothing to try.
    """
    visit, name = handed.visit, handed.fields.one("number")
    file = handed.file("letter")
    if file is not None and name:
        raise CannotTry(say("letter_one_only"))
    if file is None and not name:
        raise CannotTry(say("letter_wanted"))
    letter = LetterFile(name=file.name, raw=file.content) if file is not None else _stored(visit, name)
    house = visit.console.house
    run = DryRun(settings=house.settings, readers=visit.console.readers, now=house.clock(), bureau=visit.id)
    tried = next(run.run([letter]))
    if tried.disposition is Disposition.QUARANTINED:
        raise CannotTry(say("letter_unreadable"))
    return tried


def _stored(visit: Visit, name: str) -> LetterFile:
    """The letter that a piece or a letter of this bureau came with."""
    house = visit.console.house
    with house.database.reading() as session:
        found = find(session, name)
        if found is None or found.bureau != visit.id:
            raise CannotTry(say("letter_unknown", name=name))
        if is_sealed(found):
            raise CannotTry(say("letter_sealed", name=name))
        sha256 = found.letter.sha256 if found.letter is not None else ""
    path = raw_path(house.data, sha256)
    if not sha256 or not path.is_file():
        raise CannotTry(say("letter_gone", name=name))
    return LetterFile(name=name, raw=path.read_bytes())
