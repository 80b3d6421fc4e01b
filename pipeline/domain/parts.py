"""What a part is to the desk: a manuscript, a form, an original picture, or a document not read."""

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from pipeline.domain.letter import Part
from pipeline.domain.text import title_key

PICTURES = frozenset({"jpeg", "png", "gif", "bmp", "tiff", "webp", "heic", "avif"})
WRITINGS = frozenset({"docx", "docm", "doc", "wps", "rtf", "odt", "pdf", "ofd"})
# In a locked zip, or HTML saved as .doc:
NAMED_WRITINGS = frozenset({".docx", ".docm", ".doc", ".wps", ".rtf", ".odt", ".pdf"})
COPIES = frozenset({"pdf", "html", "mht"})  # what is made of a Word file for showing or sealing it
SHEETS = frozenset({"xlsx", "xls", "et", "csv"})
_LITTER = ("~$", ".~", "._")  # how names begin of what Word, WPS and macOS lay beside a file while it is open
_LITTER_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
NESTING = "!/"  # parts a container from what lay in it, in a part's path


def is_picture(part: Part) -> bool:
    """Whether it is an image file, readable or not."""
    return part.picture is not None or part.type in PICTURES


def is_manuscript(part: Part) -> bool:
    """Whether a manuscript was read from it; a file that is one of the office's other forms is none."""
    return part.document is not None and part.document.manuscript is not None and part.document.other_form is None


def has_form(part: Part) -> bool:
    """Whether form 2 was read from it, as a file of its own or as a page of the manuscript."""
    return part.document is not None and part.document.form is not None


def is_unread_writing(part: Part) -> bool:
    """Whether it is a document of text that could not be read: it may well be the manuscript."""
    named = PurePosixPath(part.name).suffix.lower() in NAMED_WRITINGS and not is_picture(part)
    return part.trouble is not None and (part.type in WRITINGS or named) and not is_litter(part)


def is_litter(part: Part) -> bool:
    """Whether it is what programs lay beside a file, sent along unseen; no document is it by its name alone."""
    named = part.name.startswith(_LITTER) or part.name.lower() in _LITTER_NAMES
    return named and part.trouble is not None and (part.type == "bin" or not part.size)


def manuscripts_among(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The manuscripts of a letter; those of a forwarded letter only where it brings none of its own.

    A PDF or a web page beside the Word file of the same title is that file's copy.
    """
    found = tuple(p for p in parts if is_manuscript(p))
    own = not_forwarded(found, parts) or found
    titles = {_title(p) for p in own if p.type not in COPIES}
    return tuple(p for p in own if p.type not in COPIES or not titles or _title(p) not in titles | {""})


def _title(part: Part) -> str:
    found = part.document.manuscript if part.document is not None else None
    return title_key(found.title or "") if found is not None else ""


def would_be_manuscripts(parts: Iterable[Part], form_words: Iterable[str] = ()) -> tuple[Part, ...]:
    """The documents that could not be read and may be the manuscript.

    Args:
        parts: of a letter.
        form_words: words of a file name that speak for a form instead (审核表).
    """
    words = tuple(form_words)
    return tuple(p for p in parts if is_unread_writing(p) and not named_so(p, words))


def named_so(part: Part, words: Iterable[str]) -> bool:
    """Whether one of the words stands in the part's file name."""
    return any(word in part.name for word in words)


def not_forwarded(found: Iterable[Part], parts: Sequence[Part]) -> tuple[Part, ...]:
    """Those that did not lie in a letter forwarded as an attachment (mail.md L6); `parts` are all of the letter."""
    inside = tuple(p.path + NESTING for p in parts if p.type == "eml")
    return tuple(p for p in found if not p.path.startswith(inside))
