"""The HTML of a letter as a page that can do nothing: its words and tables; no link, picture, script or address."""

import re

import nh3

from pipeline.ingest.html_text import TAG

_MOST = 400_000  # characters of source; what is behind them is cut off
_DEEPEST = 500  # open elements at once; the parser's time grows with their square
_BLOCKS = {"p", "div", "br", "hr", "pre", "blockquote", "center", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li"}
_TABLES = {"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"}
_WORDS = {"span", "b", "strong", "i", "em", "u", "s", "sub", "sup", "font", "code"}
_CELL = {"colspan", "rowspan", "align"}
_HIDDEN = {"script", "style", "title", "noscript", "template", "head", "iframe", "object", "svg", "math", "textarea"}
_PROPERTIES = {"text-align", "text-indent", "font-weight", "font-style", "text-decoration"}
_NEVER_OPEN = {"br", "hr", "img", "meta", "link", "input", "col", "wbr", "area", "base", "embed", "source", "p", "li"}
_CLOSING = re.compile(r"</")


def page_of(sources: list[str]) -> str:
    """A fragment of HTML to be shown in a frame, "" where there is nothing that can be shown.

    Args:
        sources: the HTML bodies of one letter, in order.
    """
    source = "\n<hr>\n".join(sources)[:_MOST]
    if not source.strip() or _too_deep(source):
        return ""
    return nh3.clean(
        source,
        tags=_BLOCKS | _TABLES | _WORDS,
        clean_content_tags=_HIDDEN,
        attributes={"*": {"style"}, "td": _CELL, "th": _CELL},
        filter_style_properties=_PROPERTIES,
        url_schemes=set(),
        link_rel=None,
    ).strip()


def _too_deep(source: str) -> bool:
    """Whether more elements may be open at once than the parser can bear."""
    opened = deepest = 0
    for tag in TAG.finditer(source):
        name = (tag[1] or "").lower()
        if not name or name in _NEVER_OPEN:
            continue
        opened = max(0, opened - 1) if _CLOSING.match(tag[0]) else opened + 1
        deepest = max(deepest, opened)
    return deepest > _DEEPEST
