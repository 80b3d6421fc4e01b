"""The tables, as SQLModel sees them; their history is in ../migrations."""

from pipeline.store.tables.letters import CursorRow, HealthRow, LetterRow, SightingRow
from pipeline.store.tables.mails import OutboxRow
from pipeline.store.tables.pieces import DecisionRow, EventRow, FindingRow, NumberRow, PartRow, PieceRow

__all__ = [
    "CursorRow",
    "DecisionRow",
    "EventRow",
    "FindingRow",
    "HealthRow",
    "LetterRow",
    "NumberRow",
    "OutboxRow",
    "PartRow",
    "PieceRow",
    "SightingRow",
]
