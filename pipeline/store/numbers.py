"""Running numbers of pieces: prefix, year of receipt, five figures; never reused (design.md §4.3)."""

from sqlalchemy import text
from sqlmodel import Session

# One statement, so that two who take the first number of a year at once take turns as well.
_TAKE = text(
    "INSERT INTO numbers (prefix, year, last) VALUES (:prefix, :year, 1) "
    "ON CONFLICT (prefix, year) DO UPDATE SET last = numbers.last + 1 RETURNING last"
)


def next_number(session: Session, prefix: str, year: int) -> str:
    """Take the next number, `YH-2020-00012`; it is taken when the transaction is, others wait for it until then."""
    taken = session.connection().execute(_TAKE, {"prefix": prefix, "year": year}).scalar_one()
    return as_number(prefix, year, taken)


def as_number(prefix: str, year: int, running: int) -> str:
    """How a number is written: YH-2020-00012."""
    return f"{prefix}-{year}-{running:05d}"
