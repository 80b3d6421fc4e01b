"""The plans' forms as they come back in Word files: form 2 read, the others recognised.

Their fields: rules.md, The forms' fields.
"""

import re

from pipeline.domain.document import ReviewForm
from pipeline.ingest.form_grid import Values, values_of_lines, values_of_table
from pipeline.ingest.form_labels import Label
from pipeline.ingest.form_tick import read_ticks
from pipeline.ingest.word_blocks import Table
from pipeline.ingest.word_lines import one_line

REVIEW, RELEASE, BOOKING, ADOPTION_REPORT = "review", "release", "booking", "adoption_report"

_OPINIONS = {Label.FIRST, Label.SECOND}
_OWN = {Label.TITLE, Label.UNIT, Label.AUTHOR, Label.SENSITIVE, *_OPINIONS}
_TABLE_LABELS, _LINE_LABELS = 3, 4  # how many of form 2's labels make a form of a table, of lines
_FORM_NAME = re.compile(r"信息稿件审核表|稿件审核表")
_BLANK_SIGNATURE = re.compile(
    r"[\s:：/／_＿—\-.。,，、（）()]|签名|签字|签章|盖章|公章|负责人|领导|日期|时间|意见|20\d\d(?=年(?:月|$))|年|月|日"
)
_UNTICKED_OPTION = re.compile(r"[□☐○口]\s*(?:不同意|同意|修改后\w*|退回\w*)")
_NOTHING = re.compile(r"[\s_＿—\-/／.。:：]*")


def kind_of(table: Table) -> str | None:
    """Which of the forms a table is: review (form 2), release, booking; None for any other table.

    Adoption reports are told in word_report.py: what else the file holds has a say there.
    """
    labels = set(values_of_table(table))
    if labels & {Label.RELEASE, Label.DIRECTOR}:
        return RELEASE
    if len(labels & {Label.EVENT, Label.CHANNELS, Label.PEOPLE, Label.COURSE, Label.SECTION}) >= 2:
        return BOOKING
    return REVIEW if _looks_like_review(labels, _TABLE_LABELS) else None


def form_of_table(table: Table) -> ReviewForm:
    """Form 2 from the table it is."""
    return _form(values_of_table(table))


def form_of_lines(text: str) -> ReviewForm | None:
    """Form 2 written as lines without a table; None when the text is no form."""
    values = values_of_lines(text)
    needed = _TABLE_LABELS if _FORM_NAME.search(re.sub(r"\s+", "", text)) else _LINE_LABELS
    return _form(values) if _looks_like_review(set(values), needed) else None


def _looks_like_review(labels: set[Label], needed: int) -> bool:
    specific = labels & {Label.SENSITIVE, *_OPINIONS}
    return bool(specific) and len(labels & _OWN) >= needed


def _form(values: Values) -> ReviewForm:
    ticks = read_ticks(values.get(Label.SENSITIVE, ""))
    return ReviewForm(
        title=_name(values.get(Label.TITLE)),
        unit=_name(values.get(Label.UNIT)),
        author=_name(values.get(Label.AUTHOR)),
        sensitive=ticks.answer,
        first_opinion=_opinion(values.get(Label.FIRST)),
        second_opinion=_opinion(values.get(Label.SECOND)),
        sensitive_doubt=ticks.doubt,
    )


def _name(value: str | None) -> str | None:
    if value is None or _NOTHING.fullmatch(value):
        return None if value is None else ""
    return one_line([value])


def _opinion(value: str | None) -> str | None:
    """An opinion as written, dates and signatures too; "" when only the form's own words stand there."""
    if value is None:
        return None
    written = re.sub(r"\s+", "", _UNTICKED_OPTION.sub("", value))
    return value if _BLANK_SIGNATURE.sub("", written) else ""
