"""What holds for every request: its size, where it may come from, what its answer allows the browser to do."""

import time
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.console.texts import say
from pipeline.console.web.fields import LARGEST
from pipeline.console.web.figures import Figures

LARGEST_LETTER = 60_000_000  # of a form with a whole letter in it
_LETTERS = "/rules/letter"  # where letters are handed in
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
_SAFE = {"GET", "HEAD"}


class Guard:
    """Stands before the whole desk."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self._app = app
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        begun = time.perf_counter()

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = getattr(scope.get("route"), "path", "other")
                self._figures.answered(scope["method"], route, message["status"], time.perf_counter() - begun)
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        if scope["method"] not in _SAFE and _from_elsewhere(headers):
            await PlainTextResponse(say("from_elsewhere"), 403)(scope, receive, answer)
        elif int(_digits(headers.get("content-length", "0"))) > _most(scope):
            await PlainTextResponse(say("too_large"), 413)(scope, receive, answer)
        else:
            await self._app(scope, _Measured(receive, _most(scope)), answer)


class _Measured:
    """A request's body, cut off where it grows too large."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._most = most
        self._seen = 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        return message if self._seen <= self._most else {"type": "http.disconnect"}


def _most(scope: Scope) -> int:
    """How many bytes a request may have: many only where a letter is handed in."""
    return LARGEST_LETTER if scope["path"].endswith(_LETTERS) else LARGEST


def _from_elsewhere(headers: Headers) -> bool:
    """Whether another site's page sends it: browsers say so by themselves."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


def _digits(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) < 16 else "9" * 15
