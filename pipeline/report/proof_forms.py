"""The Word templates of config/forms/ proof-read: each is opened, and those that the desk fills in are filled."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from jinja2 import TemplateError

from pipeline.domain.document import ReleaseForm, ReviewForm
from pipeline.report.docx_filling import placeholders
from pipeline.report.forms import (
    RELEASE_FIELDS,
    RELEASE_FORM,
    REVIEW_FIELDS,
    REVIEW_FORM,
    FormFault,
    release_form,
    review_form,
)
from pipeline.report.proof_messages import MESSAGES
from pipeline.settings.errors import Complaints, Place
from pipeline.settings.near import near

_SAMPLE = "样例"
_REVIEW = ReviewForm(title=_SAMPLE, unit=_SAMPLE, author=_SAMPLE, sensitive=None, first_opinion="", second_opinion="")
_RELEASE = ReleaseForm(title=_SAMPLE, unit=_SAMPLE, author=_SAMPLE, sensitive=None, channels=(_SAMPLE,))
_FILLED: dict[str, tuple[tuple[str, ...], Callable[[Path], bytes]]] = {  # file → what may stand there, how it is filled
    REVIEW_FORM: (REVIEW_FIELDS, partial(review_form, fields=_REVIEW)),
    RELEASE_FORM: (RELEASE_FIELDS, partial(release_form, fields=_RELEASE)),
}


def prove_forms(folder: Path, notes: Complaints) -> None:
    """Note every form that is missing, cannot be opened or asks for what nobody fills in."""
    for name in _FILLED:
        if not (folder / name).is_file():
            _note(notes, folder / name, "no_form")
    for file in sorted(folder.glob("*.docx")):
        if not file.name.startswith("~$"):
            _prove(file, notes)


def _prove(file: Path, notes: Complaints) -> None:
    try:
        names = placeholders(file)
    except TemplateError as wrong:
        _note(notes, file, "form_syntax", why=wrong.message)
        return
    except Exception:  # whatever zip, XML or Word make of a file that is none of theirs
        _note(notes, file, "bad_form")
        return
    if file.name not in _FILLED:
        return
    fields, fill = _FILLED[file.name]
    unknown = sorted(names - set(fields))
    for name in unknown:
        _note(notes, file, "form_unknown", names=name, near=near(name, fields))
    if unknown:
        return
    try:
        fill(file.parent)
    except FormFault:
        _note(notes, file, "bad_form")


def _note(notes: Complaints, file: Path, code: str, **facts: object) -> None:
    notes.tell(Place(file), MESSAGES[code], facts)
