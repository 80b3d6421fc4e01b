"""What every way of measuring gives, and what it may ask."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple, Protocol

from pipeline.score.match import Fields
from pipeline.score.numbers import NotSettledError, Parameters
from pipeline.score.words import field_word, say


class Worth(NamedTuple):
    """The points of one fact; `note` says how they came about, or why there are none."""

    points: Decimal
    note: str = ""


class Surroundings(NamedTuple):
    """What a measure may know beside the fact's own fields."""

    parameters: Parameters
    result_of: Callable[[str], Decimal]  # what another component gave this content up to the fact's day


class Measure(Protocol):
    """One way of measuring."""

    def worth(self, fields: Fields, around: Surroundings) -> Worth:
        """The points of the fact.

        Raises:
            NotSettledError: something was not told that decides.
        """
        ...


def number_of(fields: Fields, name: str) -> Decimal:
    """A field as a number.

    Raises:
        NotSettledError: it was not told, or is no number.
    """
    value = fields.get(name)
    if value is None:
        raise NotSettledError(say("field_missing", field=field_word(name)))
    try:
        return value if isinstance(value, Decimal) else Decimal(str(value))
    except ArithmeticError:
        raise NotSettledError(say("field_no_number", field=field_word(name), value=value)) from None
