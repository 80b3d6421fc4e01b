"""Between the domain's values and the tables' rows."""

from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from pipeline.domain.finding import Finding
from pipeline.domain.letter import Part
from pipeline.domain.piece import Earlier
from pipeline.domain.words import Follows, Severity, State
from pipeline.store.tables import FindingRow, LetterRow, PartRow, PieceRow

_PART: TypeAdapter[Part] = TypeAdapter(Part)


def part_row(part: Part, role: str, piece: PieceRow, letter: LetterRow) -> PartRow:
    """A part as a row of the piece it belongs to; both rows have their ids already."""
    return PartRow(**part_line(part, role, piece, letter))


def part_line(part: Part, role: str, piece: PieceRow, letter: LetterRow) -> dict[str, Any]:
    """The same as the values of its columns."""
    if piece.id is None or letter.id is None:
        raise ValueError("a part is stored after its piece and letter")
    return {
        "piece_id": piece.id,
        "letter_id": letter.id,
        "role": role,
        "current": True,
        "name": part.name,
        "path": part.path,
        "type": part.type,
        "size": part.size,
        "sha256": part.sha256,
        "reading": _PART.dump_json(replace(part, remains="")).decode(),
    }


def part(row: PartRow) -> Part:
    """The part as it was read."""
    return _PART.validate_json(row.reading)


def earlier(piece: PieceRow, parts: list[PartRow]) -> Earlier:
    """A piece on record as a new letter needs to know it; `parts` are its current ones."""
    read = tuple(part(row) for row in parts if row.current)
    return Earlier(
        number=piece.number,
        unit_id=piece.unit,
        state=State(piece.state),
        title=piece.title,
        parts=read,
        body_text="\n".join(p.document.manuscript.body for p in read if p.document and p.document.manuscript),
    )


def finding_row(finding: Finding, letter: LetterRow, piece: PieceRow | None) -> FindingRow:
    """A finding as a row of its letter."""
    if letter.id is None:
        raise ValueError("a finding is stored after its letter")
    return FindingRow(
        letter_id=letter.id,
        piece_id=piece.id if piece else None,
        code=finding.code,
        severity=finding.severity.value,
        follows=finding.follows.value,
        message=finding.message,
        where=finding.where,
        remedy=finding.remedy,
        clause=finding.clause,
    )


def finding(row: FindingRow) -> Finding:
    """The finding as it was told."""
    return Finding(
        code=row.code,
        severity=Severity(row.severity),
        message=row.message,
        where=row.where,
        remedy=row.remedy,
        follows=Follows(row.follows),
        clause=row.clause,
    )
