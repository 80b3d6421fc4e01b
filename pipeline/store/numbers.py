"""Running numbers of pieces: prefix, year of receipt, five figures; never reused (design.md §4.3)."""

from sqlmodel import Session, select

from pipeline.store.tables import NumberRow


def next_number(session: Session, prefix: str, year: int) -> str:
    """Take the next number, `YH-2020-00012`; it is taken when the transaction is."""
    wanted = select(NumberRow).where(NumberRow.prefix == prefix, NumberRow.year == year).with_for_update()
    row = session.exec(wanted).first() or NumberRow(prefix=prefix, year=year, last=0)
    row.last += 1
    session.add(row)
    session.flush()
    return f"{prefix}-{year}-{row.last:05d}"
