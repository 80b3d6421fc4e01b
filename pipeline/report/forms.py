"""Fills the Word templates of the forms in `config/forms/` (rules.md, The forms' fields)."""

from pathlib import Path

from pipeline.domain.document import ReviewForm
from pipeline.report.docx_filling import filled
from pipeline.report.same_bytes import word_bytes

REVIEW_FORM = "form2_review.docx"
_TICKED, _UNTICKED = "☑", "□"


def review_form(templates: Path, fields: ReviewForm) -> bytes:
    """Form 2 信息稿件审核表 as .docx, filled; a field that is None or "" stays blank for a person to write in.

    Args:
        templates: the folder of the templates, `config/forms/`.
        fields: `sensitive` None leaves both boxes empty; `sensitive_doubt` ticks both, as the sender did.

    Raises:
        OSError: the template is missing.
    """
    values = {
        "title": fields.title or "",
        "unit": fields.unit or "",
        "author": fields.author or "",
        "tick_no": _box(fields.sensitive is False or fields.sensitive_doubt),
        "tick_yes": _box(fields.sensitive is True or fields.sensitive_doubt),
        "first_opinion": fields.first_opinion or "",
        "second_opinion": fields.second_opinion or "",
    }
    return word_bytes(filled(templates / REVIEW_FORM, values))


def _box(ticked: bool) -> str:
    return _TICKED if ticked else _UNTICKED
