"""Fills the Word templates of the forms in `config/forms/` (rules.md, The forms' fields)."""

from collections.abc import Mapping
from pathlib import Path

from pipeline.domain.document import ReleaseForm, ReviewForm
from pipeline.report.docx_filling import filled
from pipeline.report.same_bytes import word_bytes

REVIEW_FORM = "form2_review.docx"
REVIEW_FIELDS = ("title", "unit", "author", "tick_no", "tick_yes", "first_opinion", "second_opinion")
RELEASE_FORM = "form3_release.docx"
RELEASE_FIELDS = (
    "title", "unit", "author", "tick_no", "tick_yes", "tick", "other_channels", "director_opinion", "leader_opinion",
)  # fmt: skip
_TICKED, _UNTICKED = "☑", "□"
_AND = "、"


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
    return _written(templates / REVIEW_FORM, dict(zip(REVIEW_FIELDS, values, strict=True)))


def release_form(templates: Path, fields: ReleaseForm) -> bytes:
    """Form 3 信息稿件发布/上报审批表 as .docx, filled; a channel without a box of its own is written behind the boxes.

    Args:
        templates: the folder of the templates, `config/forms/`.
        fields: what stands on it; `sensitive` None leaves both boxes empty.

    Raises:
        FormFault: the template is missing or cannot be filled.
    """
    boxes = release_channels(templates)
    values = {
        "title": fields.title,
        "unit": fields.unit,
        "author": fields.author,
        "tick_no": _box(fields.sensitive is False),
        "tick_yes": _box(fields.sensitive is True),
        "tick": lambda channel: _box(channel in fields.channels),
        "other_channels": _AND.join(channel for channel in fields.channels if channel not in boxes),
        "director_opinion": fields.director_opinion,
        "leader_opinion": fields.leader_opinion,
    }
    return _written(templates / RELEASE_FORM, values)


def release_channels(templates: Path) -> tuple[str, ...]:
    """The channels that have a box on form 3, in its order: what an office offers to tick.

    Raises:
        FormFault: the template is missing or cannot be filled.
    """
    found: dict[str, str] = {}
    values: dict[str, object] = dict.fromkeys(RELEASE_FIELDS, "")
    _written(templates / RELEASE_FORM, values | {"tick": lambda channel: found.setdefault(str(channel), "")})
    return tuple(found)


def _written(template: Path, values: Mapping[str, object]) -> bytes:
    try:
        return word_bytes(filled(template, values))
    except Exception as fault:  # whatever the disk, zip, XML or jinja2 make of the template
        raise FormFault(template) from fault


def _box(ticked: bool) -> str:
    return _TICKED if ticked else _UNTICKED
