"""The demo's page: every bureau's month and every mail the desk sent, as .eml and as .html, with a list of them all."""

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.demo.month.shapes import Month
from pipeline.demo.month_end import month_ends
from pipeline.demo.shelves import Shown, shelf
from pipeline.domain.words import OutgoingKind
from pipeline.steps.house import House

OUT = Path("out")
MAILS = "mails"
INDEX = "index.html"
_PAGES = Path(__file__).parent / "pages"
_COUNTING = {  # mails about what became of the pieces later
    OutgoingKind.RECEIPT_REPORT, OutgoingKind.ADOPTED, OutgoingKind.STATUS, OutgoingKind.WITHDRAWN,
    OutgoingKind.READS_WANTED, OutgoingKind.OFFICE_MONTH, OutgoingKind.UNIT_MONTH,
}  # fmt: skip
_BODY = re.compile(r"<body[^>]*>", re.IGNORECASE)
_CID = re.compile(r"cid:([^\s\"'<>)]+)")
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


@dataclass(frozen=True, kw_only=True)
class Gallery:
    """Whose month and mails are shown, and in which words."""

    house: House = field(repr=False)
    month: Month = field(repr=False)
    kinds: Mapping[str, str]  # what each kind of mail is called
    seen: Mapping[int, tuple[str, ...]]  # what the checks said of a letter when it came, by the letter's row

    @property
    def folder(self) -> Path:
        """Where its list lies, beside the bureaus' papers; the mails are in a folder of their own below."""
        return self.house.data / OUT


def write_gallery(gallery: Gallery) -> Path:
    """Bring the folder up to date with the outbox; mails written before are left alone.

    Returns:
        The page that lists them.
    """
    house, folder = gallery.house, gallery.folder
    (folder / MAILS).mkdir(parents=True, exist_ok=True)
    with house.database.reading() as session:
        shelves = [shelf(house, session, bureau, gallery.seen) for bureau in house.settings.bureaus]
        ends = month_ends(house, session, gallery.month)
    for one in (mail for each in shelves for mail in each.mails):
        _write_files(one, folder / MAILS)
    index = folder / INDEX
    page = _ENVIRONMENT.get_template("index.html.j2").render(
        shelves=shelves, ends=ends, kinds=gallery.kinds, of_counting=_COUNTING,
        href=lambda path: quote(str(path.relative_to(folder))),
    )  # fmt: skip
    index.write_text(page, "utf-8")
    return index


def _write_files(one: Shown, folder: Path) -> None:
    page = folder / f"{one.name}.html"
    if page.exists():
        return
    (folder / f"{one.name}.eml").write_bytes(one.mime)
    for name, part in zip(one.attachments, one.mail.iter_attachments(), strict=True):
        (folder / f"{one.name}-{name}").write_bytes(_content(part))
    texts = {kind: one.mail.get_body((kind,)) for kind in ("html", "plain")}
    html, plain = (part.get_content() if part else "" for part in texts.values())
    html = _with_pictures(html, one.mail)
    head = _ENVIRONMENT.get_template("mail.html.j2").render(one=one, sender=str(one.mail["From"]), plain=plain)
    at = _BODY.search(html)
    page.write_text(html[: at.end()] + head + html[at.end() :] if at else head + html, "utf-8")


def _content(part: Any) -> bytes:
    content: bytes = part.get_payload(decode=True)
    return content


def _with_pictures(html: str, mail: EmailMessage) -> str:
    """The text with the pictures that come with the mail set into it, as a mail program shows them."""
    inside = {str(part["Content-ID"]).strip().strip("<>"): part for part in mail.walk() if part["Content-ID"]}

    def data(found: re.Match[str]) -> str:
        part = inside.get(found[1])
        if part is None:
            return found[0]
        return f"data:{part.get_content_type()};base64,{b64encode(_content(part)).decode()}"

    return _CID.sub(data, html) if inside else html
