"""The fee statement 稿费发放表: a quarter's fees by unit, the sum in figures and in capitals, room to sign."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pipeline.report.docx_filling import filled
from pipeline.report.formats import one_line
from pipeline.report.money import capitals
from pipeline.report.official_numbers import full_day, period_title, plain
from pipeline.report.period_view import Document, FeeRow, PeriodReport
from pipeline.report.same_bytes import DOCX, properties, word_bytes

TEMPLATE = "fees.docx"


@dataclass(frozen=True, kw_only=True)
class FeeLine:
    """One unit's fee."""

    n: int
    unit: str
    points: str
    amount: str


@dataclass(frozen=True, kw_only=True)
class FeeTable:
    """The fees of one quarter."""

    period: str
    rows: tuple[FeeLine, ...]
    points: str
    amount: str
    capitals: str


@dataclass(frozen=True, kw_only=True)
class FeeSheet:
    """Every name that fees.docx may use."""

    bureau: str
    issuer: str
    period: str
    issued_on: str
    rate: str
    clause: str
    tables: tuple[FeeTable, ...]
    preview: bool


def fee_statement(report: PeriodReport, template: Path, file: str) -> Document | None:
    """The statement as .docx, a table a quarter; None where there are no fees.

    Args:
        report: the period.
        template: the Word template.
        file: the document's name, with a place for the period's.

    Raises:
        OSError: the template is missing.
        jinja2.TemplateError: the template asks for what is not there.
    """
    if not report.fees:
        return None
    quarters = tuple(dict.fromkeys(fee.period for fee in report.fees))
    sheet = FeeSheet(
        bureau=report.bureau,
        issuer=report.issuer,
        period=report.period_title,
        issued_on=full_day(report.issued_on),
        rate=report.fee_rate,
        clause=report.fee_clause,
        tables=tuple(_table(quarter, [fee for fee in report.fees if fee.period == quarter]) for quarter in quarters),
        preview=not report.frozen,
    )
    name = file.format(period=report.period_title)
    told = properties(report, name.rpartition(".")[0])
    return Document(name=name, media_type=DOCX, content=word_bytes(filled(template, vars(sheet)), told))


def _table(quarter: str, fees: list[FeeRow]) -> FeeTable:
    amount = sum((fee.amount for fee in fees), Decimal(0))
    return FeeTable(
        period=period_title(quarter),
        rows=tuple(
            FeeLine(n=n, unit=one_line(fee.unit), points=plain(fee.points), amount=yuan(fee.amount))
            for n, fee in enumerate(fees, 1)
        ),
        points=plain(sum((fee.points for fee in fees), Decimal(0))),
        amount=yuan(amount),
        capitals=capitals(amount),
    )


def yuan(amount: Decimal) -> str:
    """An amount in figures: 13,750.00."""
    return f"{amount:,.2f}"
