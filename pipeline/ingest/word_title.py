"""The title of a manuscript: by its style, else by how it stands out, else the first short line."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from pipeline.domain.text import word_count
from pipeline.ingest.word_blocks import Paragraph
from pipeline.ingest.word_byline import is_byline, is_credit, is_name
from pipeline.ingest.word_lines import one_line

_HEAD = 14  # paragraphs looked at
_LONGEST, _SHORT = 60, 45  # words a line of a title may have, and one that does not stand out
_LINES = 4  # of a title
_LONG_NAME = 8  # words: a paper's name is mostly shorter
_SUBTITLE = ("—", "－－", "--")
_TITLE_STYLES = {"title", "标题"}
_STYLE = re.compile(r"title|(?:公文|文章|文件|稿件|主|大|正)?标题|heading 1|标题 ?[1一]|.*标题", re.IGNORECASE)
_LOWER_STYLE = re.compile(r"subtitle|副标题|[2-9二三四五六七八九]|toc|目录|(?:一|二|三)级", re.IGNORECASE)
_PAPER = re.compile(r"(?!关于|.*的).{0,24}(?:文件|简报|快报|专报|信息|动态|简讯|通讯稿?|新闻稿|通稿|信息稿)")
_LETTERHEAD = re.compile(
    r".*[〔\[（(【]\d{4}[〕\])）】].{0,4}\d+号.*|[（(]?(?:总?第.{1,6}期).*|.{2,20}第\d+期|附件\d*[:：]?"
    r"|(?:签发|编发|编辑|主编|主办|报送?|送|发|抄送|密级|紧急程度|投稿)[:：].*"
    r"|.{0,24}\d{4}年\d{1,2}月\d{1,2}日?[）)]?|\d{4}[-./]\d{1,2}[-./]\d{1,2}|(?:标题|题目)[:：]"
)
_SECTION = re.compile(r"[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.、．]")
_LABELLED = re.compile(r"(?:稿件)?(?:标题|题目)[:：]\s*(?=\S)")
_CLOSED = re.compile(r".*[。；;：:]$", re.DOTALL)
_SPACED_OUT = re.compile(r"(?:(?<=\s)|^)[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff]){2,}(?=\s|$)")


def find_title(paragraphs: Sequence[Paragraph]) -> tuple[str | None, tuple[int, ...]]:
    """The title and the places of the paragraphs it was made of; (None, ()) when nothing fits."""
    head = [(place, one) for place, one in enumerate(paragraphs) if one.text][:_HEAD]
    opening = len(list(takewhile(lambda row: not _is_prose(row[1]), head)))
    possible = [
        _Row(order=order, place=place, paragraph=one, unit=is_byline(one.text))
        for order, (place, one) in enumerate(head)
        if _possible(one) and (order < opening or one.look.style in _TITLE_STYLES)
    ]
    rows = [row for row in possible if not _PAPER.fullmatch(row.flat)]
    found = _run(rows, _by_style(rows)) or _run(rows, _by_sight(rows, paragraphs)) or _run(rows, _by_place(rows, head))
    if not found:  # nothing but what may be a paper's name: a longer one that stands out is the title, 某镇八一慰问信息
        rows = [row for row in possible if word_count(row.flat) >= _LONG_NAME]
        found = _run(rows, _by_style(rows)) or _run(rows, _by_sight(rows, paragraphs))
    if not found:
        return None, ()
    return _joined([row.paragraph.text for row in found]), tuple(row.place for row in found)


@dataclass(frozen=True, kw_only=True)
class _Row:
    """A line that may belong to the title."""

    order: int  # among the lines that are not blank
    place: int  # among all paragraphs
    paragraph: Paragraph
    unit: bool  # nothing but a unit's name: of the title only where the title goes on below it

    @property
    def flat(self) -> str:
        return re.sub(r"\s+", "", self.paragraph.text.strip())

    @property
    def size(self) -> int:
        return self.paragraph.look.size or 0


def _by_style(rows: Sequence[_Row]) -> list[_Row]:
    return [row for row in rows if _styled(row.paragraph)]


def _by_sight(rows: Sequence[_Row], paragraphs: Sequence[Paragraph]) -> list[_Row]:
    """The largest lines that are centred, larger or bolder than the body's."""
    sizes: Counter[int] = Counter()
    for one in paragraphs:
        sizes[one.look.size or 0] += len(one.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0
    standing = [row for row in rows if row.paragraph.look.centred or row.paragraph.look.bold or row.size > usual]
    largest = max((row.size for row in standing if not row.unit), default=0)
    return [row for row in standing if row.size == largest]


def _by_place(rows: Sequence[_Row], head: Sequence[tuple[int, Paragraph]]) -> list[_Row]:
    """The first short line, if something follows it."""
    first = next((row for row in rows if not row.unit), None)
    if first is None or len(head) < 2 or word_count(first.paragraph.text) > _SHORT:
        return []
    return [first] if not first.paragraph.text.endswith(("，", "、", ",")) else []


def _run(rows: Sequence[_Row], chosen: Sequence[_Row]) -> list[_Row]:
    """The first chosen line with those chosen right above and below it, and a subtitle (——…) behind them."""
    anchor = next((row for row in chosen if not row.unit), None)
    if anchor is None:
        return []
    by_order = {row.order: row for row in rows}
    run = [anchor]
    while (above := by_order.get(run[0].order - 1)) in chosen and above is not None and len(run) < _LINES:
        run.insert(0, above)
    while (below := by_order.get(run[-1].order + 1)) is not None and len(run) < _LINES:
        goes_on = below in chosen and not below.unit and not is_name(below.paragraph.text)
        if not goes_on and not below.paragraph.text.startswith(_SUBTITLE):
            break
        run.append(below)
    return run


def _possible(one: Paragraph) -> bool:
    text = one.text.strip()
    flat = re.sub(r"\s+", "", text)
    if word_count(text) > _LONGEST or not re.search(r"\w", text) or _SECTION.match(flat):
        return False
    return not (_LETTERHEAD.fullmatch(flat) or is_credit(text) or _CLOSED.match(text))


def _is_prose(one: Paragraph) -> bool:
    long = word_count(one.text) > _LONGEST
    return long or (word_count(one.text) > 12 and one.text.rstrip().endswith(("。", "；", "！")) and not _styled(one))


def _styled(one: Paragraph) -> bool:
    name = one.look.style
    return bool(_STYLE.fullmatch(name)) and not _LOWER_STYLE.search(name) and not _SECTION.match(one.text)


def _joined(lines: Sequence[str]) -> str:
    text = _SPACED_OUT.sub(lambda found: "".join(found[0].split()), one_line(lines))
    return _LABELLED.sub("", text).strip()
