"""The keys by which parts that are nearly the same find each other (domain/alike.py)."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer
from sqlmodel import Field, SQLModel


class PartKeyRow(SQLModel, table=True):
    """One key of a manuscript or picture that is current; no part of a sealed letter or piece has any."""

    __tablename__ = "part_keys"
    __table_args__ = {"sqlite_with_rowid": False}

    key: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    part_id: int = Field(
        sa_column=Column(Integer, ForeignKey("parts.id", ondelete="CASCADE"), primary_key=True, index=True)
    )
