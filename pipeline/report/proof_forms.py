"""The Word templates of config/forms/ proof-read: each is opened, and the one that goes with receipts is filled."""

from pathlib import Path

from jinja2 import TemplateError

from pipeline.domain.document import ReviewForm
from pipeline.report.docx_filling import placeholders
from pipeline.report.forms import REVIEW_FIELDS, REVIEW_FORM, FormFault, review_form
from pipeline.report.proof_messages import MESSAGES
from pipeline.settings.errors import Complaints, Place
from pipeline.settings.near import near

_SAMPLE = ReviewForm(title="样例", unit="样例", author="样例", sensitive=None, first_opinion="", second_opinion="")


def prove_forms(folder: Path, notes: Complaints) -> None:
    """Note every form that is missing, cannot be opened or asks for what nobody fills in."""
    if not (folder / REVIEW_FORM).is_file():
        _note(notes, folder / REVIEW_FORM, "no_form")
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
    if file.name != REVIEW_FORM:
        return
    unknown = sorted(names - set(REVIEW_FIELDS))
    for name in unknown:
        _note(notes, file, "form_unknown", names=name, near=near(name, REVIEW_FIELDS))
    if unknown:
        return
    try:
        review_form(file.parent, _SAMPLE)
    except FormFault:
        _note(notes, file, "bad_form")


def _note(notes: Complaints, file: Path, code: str, **facts: object) -> None:
    notes.tell(Place(file), MESSAGES[code], facts)
