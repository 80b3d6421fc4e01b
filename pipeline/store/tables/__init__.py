"""The tables, as SQLModel sees them; their history is in ../migrations."""

from pipeline.store.tables.alike import PartKeyRow
from pipeline.store.tables.counting import ClosingRow, CountRow, EntryRow, FactRow
from pipeline.store.tables.letters import CursorRow, HealthRow, LetterRow, SightingRow
from pipeline.store.tables.mails import OutboxRow, TokenRow
from pipeline.store.tables.people import AuditRow, RoleRow, SessionRow, UserRow
from pipeline.store.tables.pieces import DecisionRow, EventRow, FindingRow, NumberRow, PartRow, PieceRow
from pipeline.store.tables.search import PieceTextRow

__all__ = [
    "AuditRow",
    "ClosingRow",
    "CountRow",
    "CursorRow",
    "DecisionRow",
    "EntryRow",
    "EventRow",
    "FactRow",
    "FindingRow",
    "HealthRow",
    "LetterRow",
    "NumberRow",
    "OutboxRow",
    "PartKeyRow",
    "PartRow",
    "PieceRow",
    "PieceTextRow",
    "RoleRow",
    "SessionRow",
    "SightingRow",
    "TokenRow",
    "UserRow",
]
