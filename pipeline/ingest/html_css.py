"""How the elements of a web page look, as far as titles and forms depend on it: tags, classes and style attributes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from pipeline.ingest.blocks_made import plain_look
from pipeline.ingest.word_styles import Look

USUAL = plain_look(24)
_STYLE = re.compile(r"<style\b[^<>]{0,500}>(.{0,400000}?)</style", re.IGNORECASE | re.DOTALL)
_RULE = re.compile(r"([^{}]{1,1000})\{([^{}]{0,4000})\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]{0,15})?(?:\.([\w-]{1,60}))?", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.{0,2000}?\*/|<!--|-->", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"\b(class|style|align|size|title)\s*=\s*(?:\"([^\"]{0,2000})\"|'([^']{0,2000})'|([^\s\"'>]{1,200}))", re.I
)
_LENGTH = re.compile(r"(\d{0,4}(?:\.\d{1,6})?)(pt|px|in|cm|mm|em|rem|%)")
_POINTS = {"pt": 1.0, "px": 0.75, "in": 72.0, "cm": 28.35, "mm": 2.835, "em": 12.0, "rem": 12.0, "%": 0.12}
_FONT_SIZES = {"1": 15, "2": 20, "3": 24, "4": 27, "5": 36, "6": 48, "7": 72}  # half-points
_NAMED_SIZES = {"small": 20, "medium": 24, "large": 27, "x-large": 36, "xx-large": 48}
_HEADINGS = {"h1": 48, "h2": 36, "h3": 28, "h4": 24, "h5": 20, "h6": 15}
_TAGS = {
    **{name: Look(size=size, bold=True, style=f"heading {name[1]}") for name, size in _HEADINGS.items()},
    **dict.fromkeys(("b", "strong"), Look(bold=True)),
    "th": Look(bold=True, centred=True),
    "center": Look(centred=True),
    **dict.fromkeys(("del", "rt", "rp"), Look(hidden=True)),
    **dict.fromkeys(("s", "strike"), Look(struck=True)),
    "u": Look(stressed=True),
}
_ASIDE = {"header", "footer"}  # how office programs mark the page's
_GONE = {
    "display": {"none"},
    "visibility": {"hidden"},
    "mso-hide": {"all"},
    "mso-element": _ASIDE,
    "mso-list": {"ignore"},  # the number that a list gives by itself
}
_NO_LOOK = Look()
_TITLE_CLASSES = {"msotitle", "title"}
_MOST_RULES = 3_000


class Sheet:
    """The rules of a page's own style sheets."""

    def __init__(self, source: str) -> None:
        self._rules: dict[tuple[str, str], Look] = {}
        for tag, name, look in _rules_in(source):
            key = (tag, name)
            self._rules[key] = look.over(self._rules.get(key, _NO_LOOK))

    def look(self, tag: str, attributes: str, around: Look) -> Look:
        """An element's look, whole, within text that looks so."""
        said = {found[1].lower(): found[2] or found[3] or found[4] or "" for found in _ATTRIBUTE.finditer(attributes)}
        look = _declared(said.get("style", ""))
        if tag == "div" and said.get("title", "").strip().lower() in _ASIDE:
            look = look.over(Look(hidden=True))
        if "align" in said and tag not in {"img", "table"}:
            look = look.over(Look(centred=said["align"].strip().lower() == "center"))
        if tag == "font":
            look = look.over(Look(size=_FONT_SIZES.get(said.get("size", ""))))
        for name in said.get("class", "").split()[:4]:
            look = look.over(self._rules.get((tag, name), _NO_LOOK)).over(self._rules.get(("", name), _NO_LOOK))
            if name.lower() in _TITLE_CLASSES:
                look = look.over(Look(style="title"))
        return look.over(self._rules.get((tag, ""), _NO_LOOK)).over(_TAGS.get(tag, _NO_LOOK)).over(around)


def _rules_in(source: str) -> Iterator[tuple[str, str, Look]]:
    found = 0
    for sheet in _STYLE.finditer(source):
        for rule in _RULE.finditer(_COMMENT.sub(" ", sheet[1])):
            look = _declared(rule[2])
            for selector in rule[1].split(","):
                matched = _SELECTOR.fullmatch(selector.strip())
                if matched and (matched[1] or matched[2]):
                    yield (matched[1] or "").lower(), matched[2] or "", look
            found += 1
            if found > _MOST_RULES:
                return


@lru_cache(maxsize=2048)
def _declared(text: str) -> Look:
    """What declarations say: `font-size:22.0pt;text-align:center`."""
    said = dict(_pair(one) for one in text.lower().split(";")) if text else {}
    size, aligned, weight = said.get("font-size", ""), said.get("text-align"), said.get("font-weight", "")
    measured = _LENGTH.fullmatch(size)
    half_points = round(float(measured[1] or 0) * 2 * _POINTS[measured[2]]) if measured else _NAMED_SIZES.get(size)
    gone = any(said.get(name) in values for name, values in _GONE.items())
    drawn = said.get("text-decoration", "")
    return replace(
        _NO_LOOK,
        size=half_points or None,
        centred=None if aligned is None else aligned == "center",
        bold=(weight in {"bold", "bolder"} or weight >= "600") if weight else None,
        hidden=True if gone else None,
        struck=True if "line-through" in drawn else None,
        stressed=True if "underline" in drawn else None,
    )


def _pair(declaration: str) -> tuple[str, str]:
    name, _, value = declaration.partition(":")
    return name.strip(), value.replace("!important", "").strip()
