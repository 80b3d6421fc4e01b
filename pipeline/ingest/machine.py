"""Letters a machine made: never answered (mail.md O6, RFC 3834, RFC 3464)."""

import re
from collections.abc import Callable

from pipeline.domain.words import LetterKind
from pipeline.ingest.headers import Headers, shown
from pipeline.ingest.names import parameter, parameters

_DAEMON = re.compile(r"(mailer-daemon|postmaster|mail-daemon)@", re.I)
_VACATION = re.compile(r"自动(回复|答复|应答)|out of (the )?office|auto(matic)?[- ]?(reply|response)|vacation", re.I)
_RETURNED = re.compile(
    r"退信|退回|投递失败|无法投递|未送达|undeliver|returned mail|mail delivery|delivery (status|failure|report|has)|"
    r"failure (notice|delivery)|non-?deliver",
    re.I,
)
_BULK = {"bulk", "list", "junk", "auto_reply"}
_BESIDE_WORDS = ("x-auto-response-suppress", "x-loop")  # signs of a machine that prove nothing alone
_AUTO_FIELDS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply")


def machine_of(headers: Headers) -> LetterKind | None:
    """BOUNCE or AUTO_REPLY, as the first header says that tells a machine; None for a person's letter."""
    return next((kind for sign in _SIGNS if (kind := sign(headers)) is not None), None)


def _report(headers: Headers) -> LetterKind | None:
    value = headers.text("content-type")
    if not value.lower().lstrip().startswith("multipart/report"):
        return None
    kind = parameter(parameters(value), "report-type").lower()
    bounce = kind in ("", "delivery-status")
    return LetterKind.BOUNCE if bounce else LetterKind.AUTO_REPLY


def _failed_recipients(headers: Headers) -> LetterKind | None:
    return LetterKind.BOUNCE if headers.all("x-failed-recipients") else None


def _null_return_path(headers: Headers) -> LetterKind | None:
    if not any(value.replace(b" ", b"") == b"<>" for value in headers.all("return-path")[:1]):
        return None
    daemon = _DAEMON.search(headers.text("from"))
    return LetterKind.BOUNCE if daemon else LetterKind.AUTO_REPLY


def _daemon_returns(headers: Headers) -> LetterKind | None:
    """The plain 退信 of webmail: from a postmaster, and its subject says so; no header of a machine."""
    subjects = headers.all("subject")
    says_so = bool(subjects) and _RETURNED.search(shown(subjects[-1])) is not None
    return LetterKind.BOUNCE if says_so and _DAEMON.search(headers.text("from")) else None


def _auto_submitted(headers: Headers) -> LetterKind | None:
    return LetterKind.AUTO_REPLY if _word(headers, "auto-submitted") not in ("", "no") else None


def _precedence(headers: Headers) -> LetterKind | None:
    return LetterKind.AUTO_REPLY if _word(headers, "precedence") in _BULK else None


def _list_id(headers: Headers) -> LetterKind | None:
    return LetterKind.AUTO_REPLY if headers.all("list-id") else None


def _auto_fields(headers: Headers) -> LetterKind | None:
    return LetterKind.AUTO_REPLY if any(_word(headers, name) not in ("", "no") for name in _AUTO_FIELDS) else None


def _vacation_subject(headers: Headers) -> LetterKind | None:
    """Words alone prove nothing: a piece may be about them. With a sign of a machine beside them they do."""
    subjects = headers.all("subject")
    if not subjects or not _VACATION.search(shown(subjects[-1])):
        return None
    return LetterKind.AUTO_REPLY if any(headers.all(name) for name in _BESIDE_WORDS) else None


def _word(headers: Headers, name: str) -> str:
    return headers.text(name).partition(";")[0].partition("(")[0].strip().lower()[:60]


_SIGNS: tuple[Callable[[Headers], LetterKind | None], ...] = (
    _report,
    _failed_recipients,
    _null_return_path,
    _daemon_returns,
    _auto_submitted,
    _precedence,
    _list_id,
    _auto_fields,
    _vacation_subject,
)
