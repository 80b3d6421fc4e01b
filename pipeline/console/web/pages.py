"""Pages: templates of pages/ filled in; every value is escaped, what a sender wrote loses its invisible characters."""

import hashlib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.console.look.standings import page_of, title_of
from pipeline.console.people.rights import Right
from pipeline.console.texts import TEXTS, say, why_not
from pipeline.console.web.places import PLACES
from pipeline.console.web.visit import Guest, Visit
from pipeline.domain.timeutil import local
from pipeline.report import formats

HERE = Path(__file__).resolve().parents[1]
STATIC = HERE / "static"
_KEPT = {"\n", "\t"}
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def page(visit: Guest, template: str, *, status: int = 200, **facts: Any) -> HTMLResponse:
    """A page for someone who is logged in."""
    return _rendered(template, status, visit=visit, csrf=visit.csrf, here=_here(visit.request), **facts)


def door_page(request: Request, template: str, *, status: int = 200, **facts: Any) -> HTMLResponse:
    """A page for someone who is not."""
    return _rendered(template, status, visit=None, here=_here(request), **facts)


def part(visit: Guest, template: str, **facts: Any) -> HTMLResponse:
    """A piece of a page, for one that is open already."""
    return _rendered(template, 200, visit=visit, csrf=visit.csrf, **facts)


def _rendered(template: str, status: int, **facts: Any) -> HTMLResponse:
    return HTMLResponse(templates().get_template(template).render(facts), status_code=status)


def _here(request: Request) -> str:
    """The page's own path, with its question."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


@cache
def templates() -> Environment:
    """The templates, compiled once."""
    made = Environment(
        loader=FileSystemLoader(HERE / "pages"),
        autoescape=True,
        finalize=_seen,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    filters: dict[str, Any] = {
        "day": formats.day,
        "moment": formats.moment,
        "minute": minute,
        "spelt": formats.spelt,
        "line": lambda text: formats.one_line(str(text)),
        "text": plain_text,
        "short": formats.short,
        "size": size,
    }
    made.filters |= filters
    made.globals |= {
        "say": say,
        "why_not": why_not,
        "has_text": lambda key: key in TEXTS,
        "static": static_url,
        "Right": Right,
        "places": PLACES,
        "period_said": title_of,
        "period_page": page_of,
        "at_bureau": lambda v: isinstance(v, Visit),
    }
    return made


def _seen(value: Any) -> Any:
    """Whatever a template fills in loses its invisible characters, in an attribute as in a sentence."""
    bare = isinstance(value, str) and not isinstance(value, Markup) and not value.isprintable()
    return plain_text(value) if bare else value


def plain_text(text: str) -> str:
    """A sender's text of several lines with nothing invisible in it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in _KEPT or unicodedata.category(c) not in _UNSEEN)


def minute(value: Any) -> str:
    """A moment in few words: 5月6日 17:00; with the year where it is another than this page's."""
    on = local(value)
    return f"{on.year}年{on.month}月{on.day}日 {on:%H:%M}"


def size(count: int) -> str:
    """Bytes as people say them: 12 KB, 3.4 MB."""
    return f"{max(1, round(count / 1000))} KB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


@cache
def static_url(name: str) -> str:
    """Where a file of static/ is, with a mark of its content: an old one is never taken for it."""
    mark = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={mark}"
