"""The title of a manuscript: by its style, else by how it stands out, else the first short line."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from pipeline.domain.text import word_count
from pipeline.ingest.word_blocks import Paragraph
from pipeline.ingest.word_byline import is_byline

_HEAD = 14  # paragraphs looked at
_LONGEST = 60  # words a line of a title may have
_STYLE = re.compile(r"title|(?:公文|文章|文件|稿件|主|大|正)?标题|heading 1|标题 ?[1一]|.*标题", re.IGNORECASE)
_LOWER_STYLE = re.compile(r"subtitle|副标题|[2-9二三四五六七八九]|toc|目录|(?:一|二|三)级", re.IGNORECASE)
_LETTERHEAD = re.compile(
    r".{0,24}(?:文件|简报|快报|专报|信息|动态|简讯|通讯稿?|新闻稿|通稿|信息稿)"
    r"|.*[〔\[（(【]\d{4}[〕\])）】].{0,4}\d+号.*|[（(]?(?:总?第.{1,6}期).*|.{2,20}第\d+期|附件\d*[:：]?"
    r"|(?:签发|编发|编辑|主编|主办|报送?|送|发|抄送|密级|紧急程度|投稿)[:：].*"
    r"|.{0,24}\d{4}年\d{1,2}月\d{1,2}日?[）)]?|\d{4}[-./]\d{1,2}[-./]\d{1,2}|(?:标题|题目)[:：]"
)
_SECTION = re.compile(r"[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.、．]")
_LABELLED = re.compile(r"(?:稿件)?(?:标题|题目)[:：]\s*(?=\S)")
_CLOSED = re.compile(r".*[。；;，,、：:]$", re.DOTALL)
_SEAM = re.compile(r"(?<=[\u2e80-\uffef—])\s+|\s+(?=[\u2e80-\uffef—])")


def find_title(paragraphs: Sequence[Paragraph]) -> tuple[str | None, tuple[int, ...]]:
    """The title and the places of the paragraphs it was made of; (None, ()) when nothing fits."""
    head = [(place, one) for place, one in enumerate(paragraphs) if one.text][:_HEAD]
    rows = [(place, one) for place, one in head if _possible(one)]
    opening = list(takewhile(lambda row: not _is_prose(row[1]), head))
    until = opening[-1][0] if opening else -1
    rows = [row for row in rows if row[0] <= until or _styled(row[1])]
    found = _by_style(rows) or _by_sight(rows, paragraphs) or _by_place(rows, head)
    if not found:
        return None, ()
    places = tuple(place for place, _ in found)
    return _joined([paragraphs[place].text for place in places]), places


Rows = list[tuple[int, Paragraph]]


def _by_style(rows: Rows) -> Rows:
    return _run_of(rows, [row for row in rows if _styled(row[1])])


def _by_sight(rows: Rows, paragraphs: Sequence[Paragraph]) -> Rows:
    """The largest lines that are centred, larger or bolder than the body's."""
    sizes: Counter[int] = Counter()
    for one in paragraphs:
        sizes[one.look.size or 0] += len(one.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0
    standing = [row for row in rows if row[1].look.centred or row[1].look.bold or (row[1].look.size or 0) > usual]
    largest = max((row[1].look.size or 0 for row in standing), default=0)
    return _run_of(rows, [row for row in standing if (row[1].look.size or 0) == largest])


def _by_place(rows: Rows, head: Rows) -> Rows:
    """The first short line, if prose or a byline follows it."""
    first = rows[0] if rows else None
    if first is None or len(head) < 2 or _SECTION.match(first[1].text) or word_count(first[1].text) > _LONGEST // 4 * 3:
        return []
    return _run_of(rows, [first])


def _run_of(rows: Rows, chosen: Rows) -> Rows:
    """The first chosen row, those chosen that follow it at once, and a subtitle (——…) behind them."""
    run = chosen[:1]
    for row in rows[rows.index(run[0]) + 1 :] if run else []:
        follows = not run[-1][0] < row[0] - 1 or all(one[0] <= run[-1][0] or one[0] >= row[0] for one in rows)
        subtitle = row[1].text.startswith(("—", "－－", "--"))
        if not follows or not (subtitle or (row in chosen and len(run) < 4)):
            break
        run.append(row)
    return run


def _possible(one: Paragraph) -> bool:
    text = one.text.strip()
    flat = re.sub(r"\s+", "", text)
    if word_count(text) > _LONGEST or not re.search(r"[\w]", text):
        return False
    return not (_LETTERHEAD.fullmatch(flat) or is_byline(text) or _CLOSED.match(text))


def _is_prose(one: Paragraph) -> bool:
    long = word_count(one.text) > _LONGEST
    return long or (word_count(one.text) > 12 and one.text.rstrip().endswith(("。", "；", "！")) and not _styled(one))


def _styled(one: Paragraph) -> bool:
    name = one.look.style
    return bool(_STYLE.fullmatch(name)) and not _LOWER_STYLE.search(name) and not _SECTION.match(one.text)


def _joined(lines: Sequence[str]) -> str:
    text = " ".join(" ".join(lines).split())
    return _LABELLED.sub("", _SEAM.sub("", text)).strip()
