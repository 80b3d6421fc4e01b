"""A walk through the desk by its links, and what a page could do of its own accord."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from console.browsing import Browser
from httpx2 import Response

_MOST = 400  # pages of a walk
_ALIKE = 4  # pages of the same kind


class _Page(HTMLParser):
    """Where a page leads, and what in it could do something of its own accord."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.active: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        if tag in {"object", "embed", "base"} or (tag == "script" and not told.get("src", "").startswith("/static/")):
            self.active.append(tag)
        self.active += [f"{tag} {name}" for name in told if name.startswith("on") or name in {"style", "srcdoc"}]
        for name in ("href", "src", "action", "formaction"):
            if name in told and not told[name].startswith(("/", "#", "?")) and not _elsewhere(tag, told):
                self.active.append(f"{name}={told[name]}")


def _elsewhere(tag: str, told: dict[str, str]) -> bool:
    """A link to where a piece was published: another host, in a new window that knows nothing of us."""
    return tag == "a" and told["href"].startswith(("http://", "https://")) and "noreferrer" in told.get("rel", "")


def active_in(text: str) -> list[str]:
    """What in a page could run, load from elsewhere or lead somewhere by itself."""
    return _read(text).active


def _read(text: str) -> _Page:
    page = _Page()
    page.feed(text)
    return page


def is_page(answer: Response) -> bool:
    """Whether it is a page of the desk: no file, and no mail of ours in a frame that can do nothing."""
    framed = answer.headers["content-security-policy"].startswith("sandbox")
    return "text/html" in answer.headers.get("content-type", "") and not framed


def walk(browser: Browser, start: str = "/yuhua/waiting") -> Iterator[tuple[str, str]]:
    """Every kind of page that can be reached by links, some of each kind, with what it says."""
    seen, ahead, alike = {start}, [start], Counter[str]()
    while ahead and len(seen) < _MOST:
        path = ahead.pop(0)
        alike[_kind(path)] += 1
        if alike[_kind(path)] > _ALIKE:
            continue
        answer = browser.get(path)
        assert answer.status_code in {200, 303, 404, 409}, (path, answer.status_code)
        if not is_page(answer):
            continue
        yield path, answer.text
        links = (urldefrag(urljoin(path, link)).url for link in _read(answer.text).links)
        fresh = [link for link in dict.fromkeys(links) if link.startswith("/yuhua/") and link not in seen]
        seen.update(fresh)
        ahead += fresh


def _kind(path: str) -> str:
    """A page's address without what differs between pages of the same kind; the words of a choice remain."""
    split = urlsplit(path)
    return re.sub(r"\d+|(?<=units/)[^/]+|(?<=unit=)[^&]+", "0", f"{split.path}?{split.query}")
