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
from pipeline.ingest.word_symbols import CHOSEN

REVIEW, RELEASE, BOOKING, ADOPTION_REPORT = "review", "release", "booking", "adoption_report"

_OPINIONS = {Label.FIRST, Label.SECOND}
_OWN = {Label.TITLE, Label.UNIT, Label.AUTHOR, Label.SENSITIVE, *_OPINIONS}
_BOOKED = {Label.EVENT, Label.CHANNELS, Label.PEOPLE, Label.COURSE, Label.SECTION, Label.PLACE}
_TABLE_LABELS, _LINE_LABELS = 3, 4  # how many of form 2's labels make a form of a table, of lines
_FORM_NAME, _BOOKING_NAME = re.compile(r"稿件审核表"), re.compile(r"报道预约表")
_BLANK_SIGNATURE = re.compile(
    r"[\s:：/／_＿—\-.。,，、（）()]|签名|签字|签章|盖章|公章|负责人|领导|日期|时间|意见|20\d\d(?=年(?:月|$))|年|月|日"
    r"|审核人|审批人|初审人|签批人|签字人|(?:审核|审批|初审|签批)(?=意见|时间|日期|[:：])"
)
_OPTION = r"(?:不同意|同意|修改后|退回)[^\W□☐○口]*"
_UNTICKED = (re.compile(rf"[□☐○口]\s*{_OPTION}"), re.compile(rf"{_OPTION}\s*[□☐○口]"))  # the box before, behind
_PROMPT = r"单击(?:或点击)?此处输入文字|点击(?:此处)?输入(?:文字)?|请(?:在此)?(?:填写|输入)"  # Word's and WPS's own
_NOTHING = re.compile(rf"(?:[\s_＿—\-/／.。:：（）()]|{_PROMPT})*")


def kind_of(table: Table) -> str | None:
    """Which of the forms a table is: review (form 2), release, booking; None for any other table.

    Adoption reports are told in word_report.py: what else the file holds has a say there.
    """
    labels = set(values_of_table(table))
    if labels & {Label.RELEASE, Label.DIRECTOR}:
        return RELEASE
    if len(labels & _BOOKED - {Label.PLACE}) >= 2:
        return BOOKING
    return REVIEW if _looks_like_review(labels, _TABLE_LABELS) else None


def form_of_table(table: Table) -> ReviewForm:
    """Form 2 from the table it is."""
    return _form(values_of_table(table))


def kind_of_lines(text: str) -> str | None:
    """Which of the forms is written as these lines, without a table; None when the text is no form."""
    labels, squeezed = set(values_of_lines(text)), re.sub(r"\s+", "", text)
    if labels & {Label.RELEASE, Label.DIRECTOR} and len(labels & _OWN) >= _TABLE_LABELS:
        return RELEASE
    if len(labels & _BOOKED) >= (_TABLE_LABELS if _BOOKING_NAME.search(squeezed) else _LINE_LABELS):
        return BOOKING
    return (
        REVIEW if _looks_like_review(labels, _TABLE_LABELS if _FORM_NAME.search(squeezed) else _LINE_LABELS) else None
    )


def form_of_lines(text: str) -> ReviewForm:
    """Form 2 from the lines it is."""
    return _form(values_of_lines(text))


def goes_on(table: Table, further: Table) -> bool:
    """Whether form 2 was cut in two: the second table has only labels that the first has not, an opinion among them."""
    first, second = set(values_of_table(table)), set(values_of_table(further))
    return (
        bool(second & {*_OPINIONS, Label.SENSITIVE})
        and not first & second
        and _looks_like_review(first | second, _LINE_LABELS)
    )


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
    plain = None if value is None else value.replace(CHOSEN, "")
    if plain is None or _NOTHING.fullmatch(plain):
        return None if plain is None else ""
    return one_line([plain])


def _opinion(value: str | None) -> str | None:
    """An opinion as written, dates and signatures too; "" when only the form's own words stand there."""
    if value is None:
        return None
    value = value.replace(CHOSEN, "")
    written = (re.sub(r"\s+", "", options.sub("", value)) for options in _UNTICKED)
    blank = _NOTHING.fullmatch(value) or not all(_BLANK_SIGNATURE.sub("", one) for one in written)
    return "" if blank else value
