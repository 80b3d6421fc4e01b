"""The look-alike table of a bureau: one set of characters a line, `#` starts a remark."""

import unicodedata
from pathlib import Path

from pipeline.settings.errors import Complaints, Place
from pipeline.settings.files import read_text


def read_lookalikes(file: Path, complaints: Complaints) -> tuple[frozenset[str], ...]:
    """The sets in file order; a character belongs to one set only."""
    text = read_text(file, complaints)
    groups: list[frozenset[str]] = []
    lines: dict[str, int] = {}
    for number, line in enumerate((text or "").splitlines(), start=1):
        characters = line.split("#")[0].strip()
        if not characters:
            continue
        place = Place(file, number)
        if len(set(characters)) < max(2, len(characters)) or not all(_is_plain_han(c) for c in characters):
            complaints.add(place, "lookalike_row", value=characters)
        for character in sorted(set(characters) & lines.keys()):
            complaints.add(place, "lookalike_twice", value=character, line=lines[character])
        lines.update(dict.fromkeys(characters, number))
        groups.append(frozenset(characters))
    return tuple(groups)


def _is_plain_han(character: str) -> bool:
    """Whether a character is Chinese and survives NFKC, so that it can meet a normalised subject."""
    is_han = unicodedata.name(character, "").startswith("CJK UNIFIED IDEOGRAPH")
    return is_han and unicodedata.normalize("NFKC", character) == character
