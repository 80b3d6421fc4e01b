"""What the terms of a check may be, and the facts its findings bring: each check declares both beside its rule."""

from enum import StrEnum

from pipeline.settings.values import TermValue

Cases = dict[str, tuple[str, ...]]  # the cases of wording a check asks for, and the facts each may name in braces


class Term(StrEnum):
    """What a term in checks.toml must be; messages.py says it in the office's words."""

    COUNT = "count"  # a whole number, not below 0
    PERCENT = "percent"  # a number from 0 to 100
    WORDS = "words"  # at least one text, none of them blank
    ANY_WORDS = "any_words"  # texts, none of them blank; the list may be empty

    def fits(self, value: TermValue | None) -> bool:
        """Whether a value may stand there; None is a term that was left out."""
        if self in {Term.WORDS, Term.ANY_WORDS}:
            filled = isinstance(value, tuple) and all(word.strip() for word in value)
            return filled and (self is Term.ANY_WORDS or bool(value))
        if isinstance(value, bool):
            return False
        if self is Term.COUNT:
            return isinstance(value, int) and value >= 0
        return isinstance(value, int | float) and 0 <= value <= 100


Terms = dict[str, Term]
