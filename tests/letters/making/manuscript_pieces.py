"""Pieces whose one point is their manuscript, or the file that it comes in."""

from typing import Any

from letters.making import units as u
from letters.making.golden import Attached, Golden, photo, piece, review_form, word_file
from letters.making.paper import Manuscript

UNREAD = "manuscript_unsupported fault "
GONE = "manuscript_readable fault "


def paper_piece(name: str, about: str, unit: u.Unit, key: str, paper: Manuscript, /, **more: Any) -> Golden:
    """A piece whose one point is its manuscript."""
    title = more.pop("title", paper.title) or ""
    files = (word_file(paper, type=more.pop("type", "docx")), *rest(unit, title, len(key) + len(title)))
    return piece(name, about, unit, subject_of(unit, key), title, keyword=key, paper=paper, files=files, **more)


def file_piece(name: str, about: str, unit: u.Unit, key: str, first: Attached, /, **more: Any) -> Golden:
    """A piece whose manuscript is this file; the title is the form's, as no other was read."""
    title = more.pop("title", f"{unit.short}{key}纪实")
    told: dict[str, Any] = {"chars": None, "disposition": "held", "findings": (UNREAD + first.name,)}
    files = (first, *rest(unit, title, len(key) + len(title)))
    return piece(name, about, unit, subject_of(unit, key), title, keyword=key, files=files, **(told | more))


def subject_of(unit: u.Unit, key: str) -> str:
    return f"{'2020' if unit.bureau == 'yuhua' else '2022'}年度+{unit.short}+{key}"


def rest(unit: u.Unit, title: str, number: int) -> tuple[Attached, ...]:
    form = [review_form(unit, title)] if unit.bureau == "yuhua" else []
    return (*form, photo(number % 8 + 1))
