"""What a misspelt word may have been meant to be."""

from collections.abc import Iterable
from difflib import get_close_matches

from pipeline.settings.messages import NEAR


def near(word: object, known: Iterable[str]) -> str:
    """是不是要写 length？ — the known word that is nearest to a misspelt one; "" when none is near."""
    found = get_close_matches(str(word), list(known), n=1, cutoff=0.6)
    return NEAR.format(word=found[0]) if found else ""
