"""Letters as the reading room hands them over, built from values; the shipped config is the bureau they come to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from pipeline.domain.content import content_key
from pipeline.domain.document import Manuscript, Picture, ReviewForm, WordDocument
from pipeline.domain.letter import Address, Letter, Origin, Part, Trouble
from pipeline.domain.piece import Earlier, Incoming
from pipeline.domain.text import title_key, word_count
from pipeline.domain.titles import near_title
from pipeline.domain.words import State
from pipeline.ingest.assemble import assemble
from pipeline.settings import BureauSettings, load

CONFIG = Path(__file__).resolve().parents[2] / "config"
ARRIVED = datetime(2020, 5, 6, 1, 12, tzinfo=UTC)
STATION = "zuojiatang@yuhua.test"
SECTION = "bangongshi@yuhua.test"
STRANGER = "someone@elsewhere.test"
TITLE = "左家塘街道走访慰问老兵"
BODY = "五月六日，街道走访慰问辖区老兵，送去节日问候。" * 12
SUBJECT = "2020年度+左家塘+走访慰问"


@cache
def bureau(name: str = "yuhua") -> BureauSettings:
    """A founding bureau as shipped."""
    return load(CONFIG).bureaus[name]


def word(
    title: str | None = TITLE, body: str = BODY, *, name: str = "稿件.docx", sha: str = "", pictures: int = 0
) -> Part:
    """A manuscript as a Word file."""
    found = Manuscript(title=title, body=body, byline="", chars=word_count(body))
    inside = tuple(Picture(format="jpeg", width=800, height=600) for _ in range(pictures))
    return attachment(
        name, "docx", sha, document=WordDocument(manuscript=found, text=f"{title or ''}\n{body}", pictures=inside)
    )


def form(
    title: str | None = TITLE,
    *,
    unit: str | None = "左家塘街道退役军人服务站",
    author: str | None = "张三",
    sensitive: bool | None = False,
    doubt: bool = False,
    first: str | None = "",
    second: str | None = "",
    name: str = "信息稿件审核表.docx",
) -> Part:
    """Form 2 as a file of its own; as a station sends it, unless told otherwise."""
    read = ReviewForm(
        title=title, unit=unit, author=author, sensitive=sensitive, first_opinion=first, second_opinion=second,
        sensitive_doubt=doubt,
    )  # fmt: skip
    return attachment(name, "docx", f"form {read}", document=WordDocument(form=read, text="信息稿件审核表"))


def photo(name: str = "现场.jpg", *, inline: bool = False, side: int = 3000, **picture: object) -> Part:
    """A photograph as a file, as a camera writes it."""
    told: dict[str, object] = {"width": side, "height": side, "camera": True} | picture
    read = Picture(format="jpeg", **told)  # type: ignore[arg-type]
    return attachment(name, "jpeg", f"photo {name}", inline=inline, picture=read, size=side * 100)


def unread(name: str, kind: str, code: str) -> Part:
    """A file that could not be read."""
    return attachment(name, kind, f"unread {name}", trouble=Trouble(code=code))


def attachment(name: str, kind: str, sha: str = "", **more: object) -> Part:
    """Any leaf."""
    values: dict[str, object] = {"path": name, "size": 20_000, "sha256": sha or f"sha of {name} {more}"}
    return Part(name=name, type=kind, **(values | more))  # type: ignore[arg-type]


def letter(subject: str = SUBJECT, parts: Sequence[Part] = (), *, sender: str = STATION, **more: object) -> Letter:
    """A letter; `senders`, `answers` (Message-IDs) and any field of Letter may be given."""
    senders = more.pop("senders", (sender,) if sender else ())
    answers = more.pop("answers", ())
    origin = Origin(senders=tuple(Address(addr=a) for a in senders), in_reply_to=tuple(answers))  # type: ignore[union-attr]
    values: dict[str, object] = {"sha256": f"letter {subject}", "size": 1000, "text": "", "origin": origin}
    return Letter(subject=subject, parts=tuple(parts), **(values | more))  # type: ignore[arg-type]


@dataclass
class Shelf:
    """The pieces on record, in memory: the same answers as the store's."""

    pieces: list[Earlier] = field(default_factory=list)
    whole: bool = True
    again: Earlier | None = None
    first: bool = False
    subjects: list[tuple[str, Earlier | None]] = field(default_factory=list)  # of letters on record, with their pieces
    ours: str = ""  # Message-ID of a mail of ours
    wrote: bool = False  # whether we wrote to the sender lately
    since: datetime | None = None  # what `by_title` was asked for

    def answers_ours(self, letter: Letter, arrived_at: datetime | None) -> bool:
        return self.ours in letter.origin.in_reply_to or (self.wrote and arrived_at is not None)

    def by_number(self, number: str) -> Earlier | None:
        return next((p for p in self.pieces if p.number == number), None)

    def same_content(self, unit_id: str, letter: Letter) -> Earlier | None:
        key = content_key(letter.parts)
        return next((p for p in self.pieces if p.unit_id == unit_id and content_key(p.parts) == key), None)

    def like_title(self, unit_id: str, title: str, since: datetime, percent: float) -> tuple[Earlier, ...]:
        open_ones = (p for p in self.pieces if p.unit_id == unit_id and p.state in {State.RETURNED, State.HELD})
        return tuple(p for p in open_ones if p.title and near_title(p.title, title, percent))

    def of_subject(
        self, unit_id: str, fits: Callable[[str], bool], since: datetime, until: datetime
    ) -> tuple[tuple[str, Earlier | None], ...]:
        return tuple((subject, piece) for subject, piece in self.subjects if fits(subject))

    def by_title(self, unit_id: str, title: str, since: datetime) -> Earlier | None:
        self.since = since
        named = (p for p in self.pieces if p.unit_id == unit_id and p.title)
        return next((p for p in named if title_key(p.title or "") == title_key(title)), None)


def piece(
    *parts: Part, state: State = State.RETURNED, number: str = "YH-2020-00012", unit: str | None = "zuojiatang"
) -> Earlier:
    """A piece on record."""
    return Earlier(number=number, unit_id=unit, state=state, title=TITLE, parts=parts)


def arrive(
    subject: str = SUBJECT, parts: Sequence[Part] = (), *, shelf: Shelf | None = None, **more: object
) -> Incoming:
    """What a letter to the Yuhua desk (or `to` another) brings."""
    to = str(more.pop("to", "yuhua"))
    return assemble(letter(subject, parts, **more), ARRIVED, bureau(to), shelf or Shelf())  # type: ignore[arg-type]


def answer_to(number: str = "YH-2020-00012") -> tuple[str, ...]:
    """The Message-ID of our mail about a piece, as a reply carries it."""
    return (f"<{number.lower()}.receipt.1a2b3c@desk.yuhua.test>",)
