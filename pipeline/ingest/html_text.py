"""The text of an HTML body: linear on anything, and nothing is fetched or run.

The standard library's html.parser takes 37 s on 60 KB of `<a ` (Python 3.11); this scanner looks at each character
a bounded number of times.
"""

import html
import re

TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:]{0,30})((?:\"[^\"<>]*\"|'[^'<>]*'|[^<>\"'])*)>|<[!?/a-zA-Z][^<>]*>")
_HIDDEN = {"script", "style", "head", "title", "noscript", "template"}
_BREAKING = {
    *("p", "div", "br", "tr", "li", "ul", "ol", "table", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "pre"),
    *("blockquote", "section", "article", "dd", "dt", "center", "address", "header", "footer", "o:p"),
}
_COMMENTS = re.compile(r"<!--|-->")
_ABSURD = re.compile(r"&#[xX]?[0-9a-fA-F]{9,}")
_BLANKS = re.compile(r"[ \t\r\n\f\v\xa0]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def text_of(source: str, most: int) -> str:
    """What a reader sees of an HTML source, blocks on lines of their own, links without their addresses.

    Args:
        source: the HTML; only the first `8 * most` characters are looked at.
        most: characters of text at most.
    """
    text = unescaped(TAG.sub(_break, _BLANKS.sub(" ", shown(source, most))))
    lines = (line.strip(" \xa0") for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()[:most]


def shown(source: str, most: int) -> str:
    """The part of an HTML source that a browser shows, tags and all; arguments as `text_of`."""
    return _without_hidden(_without_comments(source[: 8 * most]))


def unescaped(text: str) -> str:
    """Text with its entities undone; those with thousands of digits, at which the standard library raises, go."""
    return html.unescape(_ABSURD.sub("", text))


def _break(tag: re.Match[str]) -> str:
    name = (tag[1] or "").lower()
    if name in ("td", "th"):
        return " "
    return "\n" if name in _BREAKING else ""


def _without_comments(source: str) -> str:
    """Comments cut out; one that is never closed is left as it stands."""
    out, done, opened = [], 0, -1
    for mark in _COMMENTS.finditer(source):
        if mark[0] == "<!--":
            opened = mark.start() if opened < 0 else opened
        elif opened >= 0:
            out.append(source[done:opened])
            done, opened = mark.end(), -1
    return "".join([*out, source[done:]])


def _without_hidden(source: str) -> str:
    """Scripts, styles and the head cut out, each up to its own closing tag; unclosed ones stay text."""
    out, done, within, since = [], 0, "", 0
    for tag in TAG.finditer(source):
        name = (tag[1] or "").lower()
        closing = source.startswith("</", tag.start())
        if within:
            if closing and name == within:
                out.append(source[done:since])
                done, within = tag.end(), ""
        elif name in _HIDDEN and not closing and not tag[0].endswith("/>"):
            within, since = name, tag.start()
    return "".join([*out, source[done:]])
