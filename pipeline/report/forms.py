"""Fills the Word templates of the forms in `config/forms/` (rules.md, The forms' fields)."""

import html
import io
import re
from collections.abc import Mapping
from pathlib import Path

from docxtpl import DocxTemplate
from markupsafe import Markup

from pipeline.domain.document import ReviewForm

REVIEW_FORM = "form2_review.docx"
_TICKED, _UNTICKED = "☑", "□"
_UNPRINTABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML or docxtpl cannot carry


def review_form(templates: Path, fields: ReviewForm) -> bytes:
    """Form 2 信息稿件审核表 as .docx, filled; a field that is None or "" stays blank for a person to write in.

    Args:
        templates: the folder of the templates, `config/forms/`.
        fields: `sensitive` None leaves both boxes empty; `sensitive_doubt` ticks both, as the sender did.

    Raises:
        OSError: the template is missing.
    """
    values = {
        "title": fields.title,
        "unit": fields.unit,
        "author": fields.author,
        "tick_no": _box(fields.sensitive is False or fields.sensitive_doubt),
        "tick_yes": _box(fields.sensitive is True or fields.sensitive_doubt),
        "first_opinion": fields.first_opinion,
        "second_opinion": fields.second_opinion,
    }
    return _filled(templates / REVIEW_FORM, values)


def _box(ticked: bool) -> str:
    return _TICKED if ticked else _UNTICKED


def _filled(template: Path, values: Mapping[str, str | None]) -> bytes:
    """The template with its placeholders replaced; a value is text and nothing else, whatever signs it holds."""
    paper = DocxTemplate(io.BytesIO(template.read_bytes()))
    paper.render({name: _verbatim(value or "") for name, value in values.items()}, autoescape=True)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _verbatim(text: str) -> Markup:
    """Text that stays as it is; docxtpl would take `{_{` in it for an escape of its own."""
    return Markup(html.escape(_UNPRINTABLE.sub("", text)).replace("_", "&#95;"))  # noqa: S704 - escaped right here
