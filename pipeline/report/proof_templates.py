"""Templates proof-read: each file by itself, then every kind of mail written with sample facts."""

import re
import traceback
from dataclasses import fields
from pathlib import Path

from jinja2 import Template, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError, meta, nodes

from pipeline.domain.words import OutgoingKind
from pipeline.report.proof_messages import MESSAGES
from pipeline.report.samples import SHEETS, samples
from pipeline.report.stationery import Stationery, write
from pipeline.settings.errors import Complaints, Place
from pipeline.settings.near import near

_FRAME = frozenset({"tone", "self", "caller"})  # what the templates hand to one another
_OPEN = re.compile(r"innermost block that needs to be closed is '(\w+)'")
_TAG = re.compile(r"unknown tag '(\w+)'")
_FILTER = re.compile(r"No (?:filter|test) named '(\w+)'")
_FIELD = re.compile(r"(?:has no attribute|has no element) '?(\w+)'?|'(\w+)' is undefined")


def prove_templates(desk: Stationery, notes: Complaints) -> None:
    """Note every mistake in the templates of a bureau."""
    for kind in OutgoingKind:
        if not any((folder / f"{kind}.j2").is_file() for folder in desk.letters):
            _note(notes, Place(desk.letters[-1] / f"{kind}.j2"), "missing")
    for file in (f for folder in desk.letters for f in sorted(folder.glob("*.j2"))):
        _prove_file(file, desk, notes)
    for kind in OutgoingKind:
        _prove_mail(kind, desk, notes)


def _prove_file(file: Path, desk: Stationery, notes: Complaints) -> None:
    try:
        tree = desk.text.parse(file.read_text(encoding="utf-8"))
        desk.text.compile(tree)
    except TemplateSyntaxError as wrong:
        _note_syntax(notes, Place(file, wrong.lineno), wrong)
    except UnicodeDecodeError:
        _note(notes, Place(file), "not_utf8")
    else:
        _prove_names(file, tree, desk, notes)


def _prove_names(file: Path, tree: nodes.Template, desk: Stationery, notes: Complaints) -> None:
    known = {f.name for sheet in SHEETS.values() for f in fields(sheet)} | set(desk.text.globals) | _FRAME
    known |= {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    known |= {macro.name for macro in tree.find_all(nodes.Macro)}
    lines = {name.name: name.lineno for name in reversed(list(tree.find_all(nodes.Name)))}
    for name in sorted(meta.find_undeclared_variables(tree) - known):
        _note(notes, Place(file, lines.get(name, 1)), "unknown", names=name, near=near(name, known))


def _prove_mail(kind: OutgoingKind, desk: Stationery, notes: Complaints) -> None:
    """Write a mail with each sample; a file that was told already is not told again."""
    told = {error.file for error in notes.errors}
    for sheet in samples(kind, desk.words.tables):
        try:
            if not write(kind, sheet, desk).subject:
                _note(notes, Place(_file(desk, f"{kind}.j2")), "subject")
        except TemplateNotFound as absent:
            _note(notes, Place(desk.letters[-1] / str(absent.name)), "missing")
        except Exception as fault:  # whatever a template makes of the facts
            place = _place(fault, _file(desk, f"{kind}.j2"))
            if place.file not in told and not isinstance(fault, TemplateSyntaxError | UnicodeDecodeError):
                _note_fault(notes, place, fault, sheet)


def _note_fault(notes: Complaints, place: Place, fault: Exception, sheet: object) -> None:
    found = _FIELD.search(str(fault))
    if isinstance(fault, UndefinedError) and found:
        name = found.group(1) or found.group(2)
        _note(notes, place, "field", name=name, near=near(name, _names_in(sheet)))
    elif isinstance(fault, KeyError) and fault.args == ("subject",):
        _note(notes, Place(place.file), "subject")
    else:
        _note(notes, place, "value", why=fault.message if isinstance(fault, TemplateError) else type(fault).__name__)


def _names_in(value: object) -> set[str]:
    """Every name under which a template finds something in a sheet."""
    if isinstance(value, dict):
        return set(value)
    if isinstance(value, tuple):
        return {name for one in value for name in _names_in(one)}
    own = {name for name in dir(value) if not name.startswith("_")} if hasattr(value, "__dataclass_fields__") else set()
    inner = (getattr(value, f) for f in getattr(value, "__dataclass_fields__", ()))
    return own.union(*map(_names_in, inner))


def _note_syntax(notes: Complaints, place: Place, wrong: TemplateSyntaxError) -> None:
    text = wrong.message or ""
    for code, shape in (("open", _OPEN), ("tag", _TAG), ("filter", _FILTER)):
        if found := shape.search(text):
            _note(notes, place, code, tag=found.group(1), name=found.group(1))
            return
    _note(notes, place, "syntax")


def _place(fault: Exception, otherwise: Path) -> Place:
    """The line of a template that was being written, as jinja2 puts it into the traceback.

    A macro of the look that stumbles over what it was handed is not to blame: the line that called it is.
    """
    frames = [f for f in reversed(traceback.extract_tb(fault.__traceback__)) if f.filename.endswith(".j2")]
    found = _FIELD.search(str(fault))
    name = (found.group(1) or found.group(2)) if found else ""
    to_blame = [f for f in frames if name in (f.line or "") or not Path(f.filename).name.startswith("look.")]
    for frame in (*to_blame, *frames):
        return Place(Path(frame.filename), frame.lineno or 1)
    return Place(otherwise)


def _file(desk: Stationery, name: str) -> Path:
    template: Template = desk.text.get_template(name)
    return Path(template.filename or name)


def _note(notes: Complaints, place: Place, code: str, **facts: object) -> None:
    notes.tell(place, MESSAGES[code], facts)
