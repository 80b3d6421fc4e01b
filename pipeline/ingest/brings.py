"""What the parts of a letter are: manuscripts, form 2, pictures, other forms."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.domain.content import manuscript_key, without_repeats
from pipeline.domain.document import ReviewForm
from pipeline.domain.letter import Part
from pipeline.domain.parts import (
    SHEETS,
    has_form,
    is_picture,
    manuscripts_among,
    named_so,
    not_forwarded,
    would_be_manuscripts,
)
from pipeline.domain.reported import ReportedRow
from pipeline.domain.titles import same_title
from pipeline.ingest.report_join import reported_in
from pipeline.settings.values import BureauSettings, TermValue


@dataclass(frozen=True, kw_only=True)
class Brought:
    """The parts of a letter or of a piece on record, sorted by what they are."""

    manuscripts: tuple[Part, ...] = ()  # each content once
    form_part: Part | None = None
    pictures: tuple[Part, ...] = ()  # original image files; logos and scans of a form left out
    unread: tuple[Part, ...] = ()  # documents that could not be read and may be the manuscript
    sheets: tuple[Part, ...] = ()  # tables of figures
    others: tuple[Part, ...] = ()  # whatever else was attached, the scan of a form too
    other_form: str | None = None  # adoption_report, booking, release
    reported: tuple[ReportedRow, ...] = ()  # the rows of the files that are adoption reports

    @property
    def form(self) -> ReviewForm | None:
        """Form 2 as read."""
        document = self.form_part.document if self.form_part is not None else None
        return document.form if document is not None else None

    @property
    def anything(self) -> bool:
        """Whether there is more than the text of a mail and tables of figures."""
        return bool(self.piece or self.unread or self.others or self.other_form)

    @property
    def piece(self) -> bool:
        """Whether there is a part of a piece: a manuscript, form 2, pictures."""
        return bool(self.manuscripts or self.form_part or self.pictures)

    @property
    def files(self) -> tuple[Part, ...]:
        """What is no part of a piece, pictures aside."""
        return (*self.unread, *self.sheets, *self.others)

    @property
    def title(self) -> str | None:
        """The manuscript's title, else the form's."""
        titles = [_manuscript_title(p) for p in self.manuscripts]
        form_title = self.form.title if self.form is not None else None
        return next((t for t in (*titles, form_title) if t), None)

    @property
    def keys(self) -> frozenset[str]:
        """What the manuscripts say, for comparing."""
        return frozenset(manuscript_key(p) for p in self.manuscripts)


def brought(parts: Sequence[Part], settings: BureauSettings) -> Brought:
    """Sort the parts of a letter or of a piece on record.

    Of several forms the one with a manuscript's title is taken, else the first.
    """
    manuscripts = without_repeats(manuscripts_among(parts))
    words = words_of(settings, "manuscript_present", "form_words")
    scans = tuple(p for p in parts if is_picture(p) and (named_so(p, words) or _shows_form(p)))
    pictures = tuple(p for p in parts if is_picture(p) and p not in scans and not _is_logo(p, settings))
    unread = would_be_manuscripts(parts)
    sheets = tuple(p for p in parts if p.type in SHEETS)
    told = {id(p) for p in (*manuscripts, *unread, *sheets, *filter(has_form, parts))}
    form_part = _form_part(parts, manuscripts)
    forms = [p.document.other_form for p in parts if p.document is not None and p.document.other_form]
    return Brought(
        manuscripts=manuscripts,
        form_part=form_part,
        pictures=pictures,
        unread=unread,
        sheets=sheets,
        others=tuple(p for p in parts if id(p) not in told and (p in scans or not is_picture(p))),
        other_form=forms[0] if forms else None,
        reported=reported_in(parts, beside_piece=bool(manuscripts or form_part)),
    )


def terms_of(settings: BureauSettings, check: str) -> dict[str, TermValue]:
    """The terms of a check, which what a letter brings goes by as well; none where the check is off."""
    return next((row.terms for row in settings.checks.rows if row.name == check), {})


def number_of(settings: BureauSettings, check: str, term: str) -> float:
    """A term that is a number; 0 where the check is off."""
    value = terms_of(settings, check).get(term, 0)
    return float(value) if isinstance(value, int | float) else 0.0


def words_of(settings: BureauSettings, check: str, term: str) -> tuple[str, ...]:
    """A term that is a list of words; none where the check is off."""
    value = terms_of(settings, check).get(term, ())
    return value if isinstance(value, tuple) else ()


def _shows_form(part: Part) -> bool:
    """Whether one of the forms was read from it."""
    return part.document is not None and bool(part.document.form or part.document.other_form)


def _form_part(parts: Sequence[Part], manuscripts: Sequence[Part]) -> Part | None:
    found = [p for p in parts if has_form(p)]
    own = not_forwarded(found, parts) or found
    titles = [_manuscript_title(m) for m in manuscripts]
    fitting = [p for p in own if any(same_title(_form_title(p), t) for t in titles if t)]
    return next(iter(fitting or own), None)


def _manuscript_title(part: Part) -> str:
    found = part.document.manuscript if part.document is not None else None
    return (found.title or "") if found is not None else ""


def _form_title(part: Part) -> str:
    form = part.document.form if part.document is not None else None
    return (form.title or "") if form is not None else ""


def _is_logo(part: Part, settings: BureauSettings) -> bool:
    """A small picture inside the text: an emoji, the logo of a signature."""
    if not part.inline:
        return False
    sides = (part.picture.width, part.picture.height) if part.picture is not None else ()
    smallest = min((s for s in sides if s is not None), default=None)
    pixels = number_of(settings, "pictures_present", "logo_pixels")
    too_few = smallest is not None and smallest < pixels
    return too_few or part.size < number_of(settings, "pictures_present", "logo_bytes")
