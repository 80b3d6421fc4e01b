"""What is on record, as far as reading a new letter needs it: the store behind the door `assemble` asks at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from pipeline.domain.content import content_key
from pipeline.domain.letter import Letter, Part
from pipeline.domain.parts import has_form, is_manuscript, is_picture
from pipeline.domain.piece import Earlier, Incoming
from pipeline.domain.text import title_key
from pipeline.domain.titles import near_title
from pipeline.domain.words import State
from pipeline.steps.again import Again
from pipeline.store import bounces, letters, outbox, pieces
from pipeline.store.tables import PieceRow

_OPEN = {State.RETURNED, State.HELD}


@dataclass(frozen=True)
class OnRecord:
    """The bureau's pieces on record."""

    session: Session
    bureau: str
    own: Again | None = None  # the piece of a letter that is being read again: no answer to its own letter
    whole: bool = True
    answer_hours: int = 0  # as long as what comes from an address we wrote to may be an answer

    @property
    def again(self) -> Earlier | None:
        """What is left of that piece without the letter."""
        return self.own.rest if self.own is not None else None

    @property
    def first(self) -> bool:
        """Whether that piece began with the letter."""
        return self.own is not None and self.own.first

    def answers_ours(self, letter: Letter, arrived_at: datetime | None) -> bool:
        """Whether it answers a mail of ours: by our Message-ID, or because one went to its sender shortly before."""
        if bounces.of_message_ids(self.session, self.bureau, letter.origin.in_reply_to) is not None:
            return True
        since = arrived_at - timedelta(hours=self.answer_hours) if arrived_at is not None else None
        return since is not None and outbox.wrote_to(self.session, self.bureau, letter.sender, since)

    def by_number(self, number: str) -> Earlier | None:
        """The piece of that number."""
        return self._told(pieces.by_number(self.session, self.bureau, number))

    def same_content(self, unit_id: str, letter: Letter) -> Earlier | None:
        """The newest piece of the unit with this letter's content."""
        key = letter_key(letter)
        return self._told(pieces.same_content(self.session, self.bureau, unit_id, key, but=self._own_id))

    def like_title(self, unit_id: str, title: str, since: datetime, percent: float) -> tuple[Earlier, ...]:
        """The unit's open pieces of this title or one that is nearly the same."""
        rows = pieces.open_since(self.session, self.bureau, unit_id, since)
        near = [row for row in rows if row.title and near_title(row.title, title, percent)]
        return tuple(one for one in map(self._told, near) if one is not None)

    def of_subject(
        self, unit_id: str, fits: Callable[[str], bool], since: datetime, until: datetime
    ) -> tuple[tuple[str, Earlier | None], ...]:
        """The unit's letters whose subject fits, each with its piece."""
        rows = letters.of_unit_between(self.session, self.bureau, unit_id, since, until)
        named = [(row.subject or "", row.piece_id) for row in rows if fits(row.subject or "")]
        return tuple((subject, self._told(self.session.get(PieceRow, piece))) for subject, piece in named)

    def by_title(self, unit_id: str, title: str, since: datetime) -> Earlier | None:
        """The newest piece of the unit with this title that arrived since then."""
        return self._told(pieces.same_title(self.session, self.bureau, unit_id, title_key(title), since))

    def _told(self, row: PieceRow | None) -> Earlier | None:
        return pieces.as_earlier(self.session, row) if row and row.id != self._own_id else None

    @property
    def _own_id(self) -> int | None:
        return self.own.piece_id if self.own is not None else None


@dataclass
class AmongFiles:
    """A dry run's record: only what the same run has read already; nothing stored is looked at."""

    seen: dict[tuple[str, str], Earlier] = field(default_factory=dict)
    titles: dict[tuple[str, str], Earlier] = field(default_factory=dict)
    subjects: list[tuple[str, str, Earlier]] = field(default_factory=list)
    whole: bool = False
    again: Earlier | None = None  # nothing is read twice
    first: bool = False

    def answers_ours(self, letter: Letter, arrived_at: datetime | None) -> bool:  # noqa: ARG002 - nothing was sent
        """False: what we sent is not looked at."""
        return False

    def by_number(self, number: str) -> Earlier | None:  # noqa: ARG002 - a dry run gives no numbers
        """None: pieces get their numbers when they are stored."""
        return None

    def same_content(self, unit_id: str, letter: Letter) -> Earlier | None:
        """The letter of this run that had the same content."""
        key = letter_key(letter)
        return self.seen.get((unit_id, key)) if key else None

    def like_title(self, unit_id: str, title: str, since: datetime, percent: float) -> tuple[Earlier, ...]:  # noqa: ARG002 - no times here
        """The letters of this run of such a title that are to be mended or looked at."""
        found = {one.number: one for (unit, _), one in self.titles.items() if unit == unit_id and one.state in _OPEN}
        return tuple(one for one in found.values() if one.title and near_title(one.title, title, percent))

    def of_subject(
        self,
        unit_id: str,
        fits: Callable[[str], bool],
        since: datetime,  # noqa: ARG002 - no times here
        until: datetime,  # noqa: ARG002
    ) -> tuple[tuple[str, Earlier | None], ...]:
        """The unit's letters of this run whose subject fits."""
        return tuple((subject, piece) for unit, subject, piece in self.subjects if unit == unit_id and fits(subject))

    def by_title(self, unit_id: str, title: str, since: datetime) -> Earlier | None:  # noqa: ARG002 - no times here
        """The letter of this run that had this title."""
        return self.titles.get((unit_id, title_key(title)))

    def remember(self, unit_id: str, incoming: Incoming, name: str, state: State) -> None:
        """Keep a letter of this run in mind under its file's name; what it completes keeps its own name."""
        was = incoming.completes
        number = was.number if was is not None else name
        known = [key for key, piece in self.seen.items() if was is not None and piece.number == number]
        piece = Earlier(
            number=number, unit_id=unit_id, state=state, title=incoming.title, parts=_current_parts(incoming)
        )
        for key in [*known, (unit_id, letter_key(incoming.letter))]:
            if key[1]:
                self.seen[key] = piece
        self.subjects = [(u, s, piece if one.number == number else one) for u, s, one in self.subjects]
        self.subjects.append((unit_id, incoming.letter.subject, piece))
        if incoming.title:
            self.titles[unit_id, title_key(incoming.title)] = piece


def _current_parts(incoming: Incoming) -> tuple[Part, ...]:
    """A piece's parts now: the newest of each kind, and whatever else its letters brought."""
    chosen = (*incoming.manuscripts, *([incoming.form_part] if incoming.form_part else []), *incoming.pictures)
    brought = (*incoming.letter.parts, *(incoming.completes.parts if incoming.completes is not None else ()))
    others = (p for p in brought if not (is_manuscript(p) or has_form(p) or is_picture(p)))
    return tuple(dict.fromkeys((*chosen, *others)))


def letter_key(letter: Letter) -> str:
    """What makes two letters the same content: their manuscripts, else all their parts."""
    return content_key(letter.parts)
