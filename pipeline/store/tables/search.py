"""The texts that pieces are found by; the index over them is of the database's own kind (docs/decisions/0010)."""

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel


class PieceTextRow(SQLModel, table=True):
    """What a piece can be found by, as it was put into the index; "" of a sealed one."""

    __tablename__ = "piece_texts"

    piece_id: int = Field(foreign_key="pieces.id", primary_key=True)
    text: str = Field(sa_column=Column(Text, nullable=False))  # title, keyword, number, manuscript
    marks: str = Field(sa_column=Column(Text, nullable=False))  # bureau, unit, state, month and kind, as marks
