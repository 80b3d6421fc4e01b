"""Symbols that Word writes in pictorial fonts, as plain characters.

A w:sym or a letter in Wingdings is not the character it seems to be; boxes and ticks of forms and the
star of a secrecy marking are written this way.
"""

import re

TICKED = "☑"
UNTICKED = "□"
CHOSEN = "\u0332"  # a line under the character before it: 是 or 否 chosen by its look, told to the forms' reader

_WINGDINGS = {
    0x52: TICKED, 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0x78: "☒", 0xA1: "○",
    0xA8: "□", 0xAB: "★", 0xB6: "☆", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: TICKED,
}  # fmt: skip
_WINGDINGS_2 = {
    0x2A: "□", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: TICKED, 0x53: "☒", 0x54: "☒", 0x98: "●", 0xA2: "■",
    0xA3: "□", 0xEA: "★", 0xEB: "★",
}  # fmt: skip
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_SYMBOL = {0xB7: "·", 0xD6: "√", 0xB4: "×", 0xA8: "◆"}


def symbol(font: str, code: int) -> str:
    """The character a pictorial font shows for a code (with or without its private-use offset F000); "" if unknown."""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    name = font.strip().lower()
    if name.startswith("wingdings 2"):
        return _WINGDINGS_2.get(low, "")
    if name == "symbol":
        return _SYMBOL.get(low, "")
    if name.startswith("wingdings") or low != code:
        return _WINGDINGS.get(low, "")
    return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""


def plain(font: str, text: str) -> str:
    """A run's text with its pictorial characters made plain."""
    pictorial = font.strip().lower().startswith("wingdings")
    if not pictorial and _PRIVATE.search(text) is None:
        return text
    return "".join(symbol(font, ord(one)) if pictorial or "\uf000" <= one <= "\uf0ff" else one for one in text)
