"""Every mail the desk sent, as .eml for a mail program and .html for a browser, with a list of them all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.demo.shelves import Shown, shelf
from pipeline.steps.house import House

FOLDER = Path("out") / "mails"
INDEX = "index.html"
_PAGES = Path(__file__).parent / "pages"
_BODY = re.compile(r"<body[^>]*>", re.IGNORECASE)
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


@dataclass(frozen=True, kw_only=True)
class Gallery:
    """Whose mails are shown, and in which words."""

    house: House = field(repr=False)
    kinds: Mapping[str, str]  # what each kind of mail is called
    seen: Mapping[int, tuple[str, ...]]  # what the checks said of a letter when it came, by the letter's row

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self.house.data / FOLDER


def write_gallery(gallery: Gallery) -> Path:
    """Bring the folder up to date with the outbox; mails written before are left alone.

    Returns:
        The page that lists them.
    """
    house, folder = gallery.house, gallery.folder
    folder.mkdir(parents=True, exist_ok=True)
    with house.database.reading() as session:
        shelves = [shelf(house, session, bureau, gallery.seen) for bureau in house.settings.bureaus]
    for one in (mail for each in shelves for mail in each.mails):
        _write_files(one, folder)
    index = folder / INDEX
    page = _ENVIRONMENT.get_template("index.html.j2").render(shelves=shelves, kinds=gallery.kinds)
    index.write_text(page, "utf-8")
    return index


def _write_files(one: Shown, folder: Path) -> None:
    page = folder / f"{one.name}.html"
    if page.exists():
        return
    (folder / f"{one.name}.eml").write_bytes(one.mime)
    for name, part in zip(one.attachments, one.mail.iter_attachments(), strict=True):
        (folder / f"{one.name}-{name}").write_bytes(part.get_content())
    texts = {kind: one.mail.get_body((kind,)) for kind in ("html", "plain")}
    html, plain = (part.get_content() if part else "" for part in texts.values())
    head = _ENVIRONMENT.get_template("mail.html.j2").render(one=one, sender=str(one.mail["From"]), plain=plain)
    at = _BODY.search(html)
    page.write_text(html[: at.end()] + head + html[at.end() :] if at else head + html, "utf-8")
