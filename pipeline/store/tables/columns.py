"""Column types that keep what SQLite would lose."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect
from sqlalchemy.types import TypeDecorator

MILLION = 1_000_000


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, stored in UTC and given back aware (SQLite drops zones); a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base's signature
        """To the database: UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone: {value!r}")
        return value.astimezone(UTC)  # type: ignore[no-any-return]

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base's signature
        """From the database: aware, in UTC; PostgreSQL answers in the zone of its session."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)  # type: ignore[no-any-return]


class Points(TypeDecorator[Decimal]):
    """Exact points, stored as whole millionths: the database adds them up exactly, and SQLite has no decimals."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:  # noqa: ARG002 - the base's signature
        """To the database: millionths; points that are finer are refused."""
        if value is None:
            return None
        scaled = Decimal(value) * MILLION
        if scaled != scaled.to_integral_value():
            raise ValueError(f"points finer than a millionth: {value}")
        return int(scaled)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - the base's signature
        """From the database: a decimal without needless zeros."""
        return None if value is None else points_of(value)


def points_of(millionths: int) -> Decimal:
    """Points from what the database keeps or sums up, without needless zeros."""
    points = (Decimal(int(millionths)) / MILLION).normalize()
    return points.quantize(Decimal(1)) if points == points.to_integral_value() else points
