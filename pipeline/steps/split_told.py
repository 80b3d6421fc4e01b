"""The proposed split of a letter with several manuscripts, in a line for who is to settle it."""

from sqlmodel import Session

from pipeline.report.formats import one_line, short
from pipeline.report.words import Words
from pipeline.steps.refusal import Refusal
from pipeline.steps.split_parts import divisible, proposal
from pipeline.store.convert import part
from pipeline.store.tables import PartRow, PieceRow


def split_line(session: Session, piece: PieceRow, words: Words) -> str:
    """Which pieces are proposed with which files, and the command that makes them; "" where there is none."""
    try:
        _letter, rows = divisible(session, piece)
    except Refusal:
        return ""
    groups = proposal(rows)
    told = [_piece(rows, groups, group, words) for group in sorted(set(groups.values()))]
    command = f"baosong split {piece.number} --yes {words.word('decision', 'to_fill_in')}"
    return words.word("split", "reason").format(count=len(told), pieces="；".join(told), command=command)


def _piece(rows: list[PartRow], groups: dict[int, int], group: int, words: Words) -> str:
    own = [row for row in rows if groups.get(row.id or 0) == group]
    text = next((row for row in own if row.role == "manuscript"), None)
    document = part(text).document if text is not None else None
    title = document.manuscript.title if document is not None and document.manuscript is not None else None
    files = "、".join(one_line(row.name) for row in own)
    return words.word("split_piece", "reason").format(
        title=short(one_line(title or (text.name if text else ""))), files=files
    )
