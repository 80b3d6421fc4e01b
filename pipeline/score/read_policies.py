"""The policies of a component: same content, share, limit."""

from decimal import Decimal

from pipeline.score.match import field_known
from pipeline.score.numbers import is_exact, read_exact, read_number
from pipeline.score.period import MONTHS
from pipeline.score.rulebook import Limit, Same, Share
from pipeline.settings.tomlfile import Table


def read_same(table: Table, kinds: frozenset[str]) -> Same:
    """`same: {over: content, per: [level], take: 2, rest: 0.2}`; left out, every use counts."""
    inner = table.table("same", optional=True)
    over = inner.text("over", "content")
    if over not in {"content", "recipient"}:
        inner.complain("over", "choice", value=over, known="content、recipient")
    per = inner.texts("per", ())
    for name in per:
        if name not in {"day", *MONTHS} and not field_known(name, kinds):
            inner.complain("per", "field_unknown", known="day、month、quarter、half、year、class、level、outlet")
    take = inner.integer("take", low=1) if "take" in inner.data else None
    rest = read_exact(inner, "rest", "0")
    inner.finish()
    return Same(over=over, per=per, take=take, rest=rest)


def read_share(table: Table) -> Share:
    """`share: {among: authors, split: weights, weights: [3, 2]}`."""
    inner = table.table("share", optional=True)
    among = inner.text("among", "unit")
    if among not in {"unit", "units", "authors"} and not among.startswith("tag."):
        inner.complain("among", "choice", value=among, known="unit、units、authors、tag.名称")
    split = inner.text("split", "full")
    if split not in {"full", "even", "weights"}:
        inner.complain("split", "choice", value=split, known="full、even、weights")
    raw = inner.take("weights", "数的列表", lambda v: isinstance(v, list) and all(map(is_exact, v)), optional=True)
    weights = tuple(Decimal(str(w)) for w in raw) if isinstance(raw, list) else ()
    if bool(weights) != (split == "weights") or any(w <= 0 for w in weights):
        inner.complain("split", "share_weights")
    most = inner.integer("most", low=1) if "most" in inner.data else None
    inner.finish()
    return Share(among=among, split=split, weights=weights, most=most)


def read_limit(table: Table) -> Limit:
    """`limit: {every: month, points: 20, entries: 3}`."""
    inner = table.table("limit")
    every = inner.text("every")
    if every not in MONTHS:
        inner.complain("every", "choice", value=every, known="、".join(MONTHS))
        every = "year"
    found = Limit(
        every=every,
        points=read_number(inner, "points") if "points" in inner.data else None,
        entries=inner.integer("entries", low=0) if "entries" in inner.data else None,
    )
    inner.finish()
    return found
