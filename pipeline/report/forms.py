"""Fills the Word templates of the forms in `config/forms/` (rules.md, The forms' fields)."""

from pathlib import Path

from pipeline.domain.document import ReviewForm
from pipeline.report.docx_filling import filled
from pipeline.report.same_bytes import word_bytes

REVIEW_FORM = "form2_review.docx"
REVIEW_FIELDS = ("title", "unit", "author", "tick_no", "tick_yes", "first_opinion", "second_opinion")
_TICKED, _UNTICKED = "☑", "□"


class FormFault(Exception):  # noqa: N818 - a fault of a file, as its name says
    """A form cannot be written: its template is missing, damaged or wrongly marked up; `file` is the template."""

    def __init__(self, file: Path) -> None:
        self.file = file
        super().__init__(str(file))


def review_form(templates: Path, fields: ReviewForm) -> bytes:
    """Form 2 信息稿件审核表 as .docx, filled; a field that is None or "" stays blank for a person to write in.

    Args:
        templates: the folder of the templates, `config/forms/`.
        fields: `sensitive` None leaves both boxes empty; `sensitive_doubt` ticks both, as the sender did.

    Raises:
        FormFault: the template is missing or cannot be filled.
    """
    values = (
        fields.title or "",
        fields.unit or "",
        fields.author or "",
        _box(fields.sensitive is False or fields.sensitive_doubt),
        _box(fields.sensitive is True or fields.sensitive_doubt),
        fields.first_opinion or "",
        fields.second_opinion or "",
    )
    template = templates / REVIEW_FORM
    try:
        return word_bytes(filled(template, dict(zip(REVIEW_FIELDS, values, strict=True))))
    except Exception as fault:  # whatever the disk, zip, XML or jinja2 make of the template
        raise FormFault(template) from fault


def _box(ticked: bool) -> str:
    return _TICKED if ticked else _UNTICKED
