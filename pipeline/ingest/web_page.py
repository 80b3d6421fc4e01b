"""Web pages as documents: saved as .doc by office programs and forums, as .mht with their pictures, or as they are."""

import re
from binascii import a2b_base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote

from pipeline.domain.document import WordDocument
from pipeline.ingest.bodies import undo
from pipeline.ingest.charset import decode, tidy
from pipeline.ingest.document import document_of
from pipeline.ingest.entity import Entity, children, entity
from pipeline.ingest.headers import eight_bit
from pipeline.ingest.html_flow import flow_of_html
from pipeline.ingest.names import parameter, parameters
from pipeline.ingest.trouble import DAMAGED, EMPTY, Unreadable
from pipeline.settings.values import Limits

_DATA = re.compile(r"data:image/[\w.+-]{1,40};base64,([A-Za-z0-9+/=\s]*)", re.I)
_DATA_KEY = "inside:"
_CHARSET = re.compile(rb"<meta\b[^<>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.I)
_SUBSTANTIAL = 100  # words: a page that is the manuscript has at least so many


def read_page(content: bytes, limits: Limits) -> WordDocument:
    """Everything the desk wants to know of a web page; pictures only where they lie inside it.

    Raises:
        Unreadable: over_limit or empty; nothing else, whatever the bytes.
    """
    if not content:
        raise Unreadable(EMPTY)
    found = _CHARSET.search(content[:4096])
    return _document(_text(content, found[1].decode("ascii") if found else "", limits), {}, limits)


def read_mht(content: bytes, limits: Limits) -> WordDocument:
    """The same of a page saved with its pictures in one file (RFC 2557).

    Raises:
        Unreadable: damaged (there is no page in it), over_limit or empty; nothing else, whatever the bytes.
    """
    if not content:
        raise Unreadable(EMPTY)
    leaves = list(_leaves(entity(content, (0, len(content)), limits), limits))
    page = next((one for one in leaves if one.type in {"text/html", "application/xhtml+xml"}), None)
    if page is None:
        raise Unreadable(DAMAGED, "no page in it")
    label = parameter(parameters(eight_bit((page.headers.all("content-type") or [b""])[0])), "charset")
    images = {name: one for one in leaves if one.type.startswith("image/") for name in _names_of(one)}
    return _document(_text(undo(page.body, page.encoding), label, limits), images, limits)


def as_an_attachment(document: WordDocument, *, page: bool) -> WordDocument:
    """What was not saved under a Word name: no manuscript, unless it is a page with a title and enough of a text.

    Args:
        document: as read.
        page: whether it is named as a page and stands beside the mail's text, not in it.
    """
    found = document.manuscript
    whole = page and found is not None and found.title and found.chars >= _SUBSTANTIAL
    return document if whole else replace(document, manuscript=None, pictures=())


def _document(source: str, images: Mapping[str, Entity], limits: Limits) -> WordDocument:
    inside: dict[str, str] = {}

    def keep(found: re.Match[str]) -> str:
        key = f"{_DATA_KEY}{len(inside)}"
        inside[key] = found[1]
        return key

    slim = _DATA.sub(keep, source)
    return document_of(flow_of_html(slim, limits.text_chars, _pictures(inside, images)), limits)


def _pictures(inside: Mapping[str, str], images: Mapping[str, Entity]) -> Callable[[str], bytes | None]:
    def picture(address: str) -> bytes | None:
        if address in inside:
            digits = re.sub(r"[^A-Za-z0-9+/]", "", inside[address])
            return a2b_base64(digits[: len(digits) - (len(digits) % 4 == 1)] + "=" * (-len(digits) % 4))
        found = images.get(_last(address)) or images.get(address.removeprefix("cid:"))
        return undo(found.body, found.encoding) if found is not None else None

    return picture


def _text(content: bytes, label: str, limits: Limits) -> str:
    return tidy(decode(content[: limits.part_bytes], label)[0])


def _leaves(root: Entity, limits: Limits) -> Iterator[Entity]:
    """The parts that hold no others, in order; as many and as deep as a letter's may be."""
    waiting, met = [(root, 0)], 0
    while waiting and met < limits.parts:
        node, depth = waiting.pop()
        met += 1
        if node.type.startswith("multipart/") and depth < limits.depth:
            below = []
            for child in children(node, limits):
                below.append((child, depth + 1))
                if len(below) >= limits.parts:
                    break
            waiting += reversed(below)
        else:
            yield node


def _names_of(part: Entity) -> Iterator[str]:
    """What the page may call it: its Content-ID, the end of its Content-Location, which programs write as they like."""
    told = part.headers.text("content-id").strip().strip("<>")
    location = part.headers.text("content-location").strip()
    yield from filter(None, (told, location, _last(location)))


def _last(address: str) -> str:
    return unquote(address.replace("\\", "/").rpartition("/")[2])
