"""What a subject line says: 年度+单位+关键词, read in grades (design.md §5, mail.md L10, rules.md S2).

`exact` follows the form; `tolerant` differs from it, yet exactly one unit follows; else `unclear`.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.domain.bureau import Roster, Unit
from pipeline.domain.subject import SubjectReading
from pipeline.domain.words import SubjectGrade
from pipeline.ingest.subject_clean import clean
from pipeline.ingest.subject_fields import squeezed, tidy
from pipeline.ingest.subject_form import Reading, read_form
from pipeline.ingest.subject_names import Names, names_of
from pipeline.ingest.subject_year import exact_year
from pipeline.settings.values import SubjectTables


def read_subject(text: str, roster: Roster, tables: SubjectTables, sender_units: Sequence[Unit] = ()) -> SubjectReading:
    """Read a subject line; never raises, never guesses a unit.

    Args:
        text: the decoded subject, unfolded; only its beginning is read when it is very long.
        roster: the bureau's units.
        tables: its look-alikes, its own names, the prefix of its numbers.
        sender_units: the units the sender may speak for. A single one settles a subject that names no other; of
            several the subject decides.
    """
    names = names_of(roster, tables)
    subject = clean(text, tables)
    found = _exact(subject.text, names) or read_form(subject, names)
    found = _by_sender(found, sender_units)
    return SubjectReading(
        raw=text,
        year=found.year,
        unit=found.unit,
        unit_text=found.unit_text,
        keyword=found.keyword,
        grade=found.grade,
        candidates=tuple(u.id for u in roster.units if u.id in found.candidates),
        slips=found.slips,
    )


def _exact(line: str, names: Names) -> Reading | None:
    """The form to the letter: a four-digit year + a unit's name or alias + a keyword."""
    parts = line.split("+", 2)
    if len(parts) < 3:
        return None
    year, owners, keyword = exact_year(squeezed(parts[0])), names.given.get(squeezed(parts[1])), tidy(parts[2])
    if year is None or owners is None or len(owners) != 1 or not keyword:
        return None
    return Reading(
        year=year, unit=next(iter(owners)), unit_text=tidy(parts[1]), keyword=keyword, grade=SubjectGrade.EXACT
    )


def _by_sender(found: Reading, sender_units: Sequence[Unit]) -> Reading:
    """A subject that names no unit, or none but perhaps the sender's, is the sender's."""
    if found.unit is not None or len(sender_units) != 1 or not found.candidates <= {sender_units[0].id}:
        return found
    return replace(
        found,
        unit=sender_units[0].id,
        grade=SubjectGrade.TOLERANT,
        candidates=frozenset(),
        slips=(*found.slips, "sender"),
    )
