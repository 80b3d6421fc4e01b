"""The files a letter of the month brings, written out: manuscripts, forms, photographs, and what went wrong."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import resources
from pathlib import PurePosixPath
from random import Random

from PIL import Image

from pipeline.demo import odd_files, packed, papers
from pipeline.demo.month.shapes import Thing
from pipeline.demo.month.stories import Stories, Story
from pipeline.domain.document import ReviewForm

_SIZES = ((1600, 1200), (1440, 1080), (1080, 1440), (1280, 853))
_QUALITY = 80
_WORD97 = resources.files("pipeline.demo.month")


@dataclass(frozen=True, kw_only=True)
class File:
    """A file as it goes with a letter."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Author:
    """The unit's information officer at work: who writes what story, when."""

    stories: Stories
    tell: Callable[[str | None], Story]  # the letter's story; another one by its theme
    signs: bool  # whether form 2 leaves the unit signed
    seed: str
    at: datetime  # on the office's clock: when the letter is sent

    def write(self, things: tuple[Thing, ...]) -> tuple[File, ...]:
        """The files of one letter; equal ones are told apart by their place."""
        return tuple(self._one(thing, place) for place, thing in enumerate(things))

    def _one(self, thing: Thing, place: int) -> File:
        job = _Job(author=self, thing=thing, place=place, story=self.tell(thing.story))
        pattern, make = _MAKERS[thing.what]
        name = thing.name or pattern.format(title=job.story.title, caption=job.caption, day=self.at)
        return File(name=name, content=make(job))


@dataclass(frozen=True, kw_only=True)
class _Job:
    """One file to make."""

    author: Author
    thing: Thing
    place: int
    story: Story

    @property
    def seed(self) -> str:
        return f"{self.author.seed} {self.place}"

    @property
    def dice(self) -> Random:
        return Random(self.seed)  # noqa: S311 - a picture, not a secret

    @property
    def caption(self) -> str:
        captions = self.author.stories.captions
        return f"{captions[self.place % len(captions)]}{self.place}"

    @property
    def paragraphs(self) -> tuple[str, ...]:
        told = self.story.paragraphs[:1] if self.thing.short else self.story.paragraphs
        return (*told, *([self.thing.more] if self.thing.more else []))

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.story.title, f"{self.story.unit} {self.story.author}", *self.paragraphs)


def _manuscript(job: _Job) -> bytes:
    thing = job.thing
    return papers.manuscript_docx(
        job.story.title,
        job.paragraphs,
        f"{job.story.unit} {job.story.author}",
        look=thing.look,
        pictures=[_photograph(job, place) for place in range(thing.pictures)],
        form=_fields(job) if thing.with_form else None,
        mark=thing.mark,
    )


def _form(job: _Job) -> bytes:
    return papers.review_form_docx(_fields(job), tick=job.thing.tick)


def _fields(job: _Job) -> ReviewForm:
    thing, stories = job.thing, job.author.stories
    signed = job.author.signs if thing.opinions is None else thing.opinions == "signed"
    dice = job.dice
    first, second = (dice.choice(words) for words in (stories.opinions.first, stories.opinions.second))
    leaders = dice.sample(stories.leaders, 2)
    return ReviewForm(
        title=thing.title or job.story.title,
        unit=job.story.unit,
        author=job.story.author if thing.author is None else thing.author,
        sensitive={"no": False, "ticked": True}.get(thing.sensitive),
        sensitive_doubt=thing.sensitive == "both",
        first_opinion=first.format(leader=leaders[0]) if signed else "",
        second_opinion=second.format(leader=leaders[1]) if signed else "",
    )


def _photograph(job: _Job, extra: int = 0) -> bytes:
    number = int.from_bytes(hashlib.sha256(f"{job.seed} {extra}".encode()).digest()[:6], "big")
    taken = job.author.at.replace(tzinfo=None) - timedelta(hours=1 + number % 40, minutes=number % 60)
    width, height = _SIZES[number % len(_SIZES)]
    jpeg = papers.photograph(number, width, height, taken_at=taken, quality=_QUALITY)
    if PurePosixPath(job.thing.name or "").suffix.lower() != ".png":
        return jpeg
    out = io.BytesIO()
    with Image.open(io.BytesIO(jpeg)) as image:
        image.resize((width // 2, height // 2)).quantize(64).save(out, "PNG")
    return out.getvalue()


def _sheet(job: _Job) -> bytes:
    sheet = job.author.stories.sheets[job.thing.what]
    gaps = job.story.gaps
    rows = [[text.format(**gaps) for text in row] for row in sheet.rows]
    return papers.table_docx([line.format(**gaps) for line in sheet.heading], rows)


def _held(job: _Job) -> dict[str, bytes]:
    files = job.author.write(job.thing.holds)
    return {f"{job.story.title}/{file.name}": file.content for file in files}


def _word97(job: _Job) -> bytes:
    """Made once by an office program of what `_manuscript` writes for this letter, and kept beside the month."""
    return (_WORD97 / f"{job.author.seed}.doc").read_bytes()


def _shaken_form(job: _Job) -> bytes:
    form = _fields(job)
    rows = [
        ("稿件标题", form.title),
        ("供稿单位", form.unit),
        ("撰稿人", form.author),
        ("是否涉及敏感内容", "☑否  □是"),
    ]
    rows += [("初审负责人意见", form.first_opinion), ("分管领导意见", form.second_opinion)]
    return odd_files.shaken_form([(label, value or "") for label, value in rows])


_DOCUMENT = "{title}.docx"
_MAKERS: dict[str, tuple[str, Callable[[_Job], bytes]]] = {
    "manuscript": (_DOCUMENT, _manuscript),
    "form": ("信息稿件审核表.docx", _form),
    "photo": ("{caption}.jpg", _photograph),
    "cut_photo": ("{caption}.jpg", lambda job: odd_files.cut_off(_photograph(job))),
    "doc": ("{title}.doc", lambda job: odd_files.rich_text(job.lines)),
    "scan": ("{title}.pdf", lambda job: odd_files.scanned_pdf(job.lines)),
    "macros": ("{title}.docm", lambda job: odd_files.with_macros(_manuscript(job))),
    "locked": (_DOCUMENT, lambda job: odd_files.locked_word(job.seed)),
    "damaged": (_DOCUMENT, lambda job: odd_files.damaged_word(_manuscript(job))),
    "word97": ("{title}.doc", _word97),
    "shaken_form": ("信息稿件审核表.jpg", _shaken_form),
    "zip": ("{title}.zip", lambda job: packed.zip_gbk(_held(job))),
    "rar": ("{title}.rar", lambda job: packed.rar(_held(job))),
    "broken_rar": ("{title}.rar", lambda job: odd_files.broken_rar(job.seed)),
    "booking": ("采访报道预约表.docx", _sheet),
}
