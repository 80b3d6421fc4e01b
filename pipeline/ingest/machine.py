"""Letters a machine made: never answered (mail.md O6, RFC 3834, RFC 3464)."""

import re
from collections.abc import Callable

from pipeline.domain.words import LetterKind
from pipeline.ingest.headers import Headers, shown
from pipeline.ingest.names import parameter, parameters

_DAEMON = re.compile(r"(mailer-daemon|postmaster|mail-daemon)@", re.I)
_VACATION = re.compile(r"自动(回复|答复|应答)|out of (the )?office|auto(matic)?[- ]?(reply|response)|vacation", re.I)
_BULK = {"bulk", "list", "junk", "auto_reply"}
_AUTO_FIELDS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply")
Verdict = tuple[LetterKind, str]


def machine_of(headers: Headers) -> tuple[LetterKind | None, str]:
    """BOUNCE or AUTO_REPLY with the header that says so, or (None, "")."""
    for sign in _SIGNS:
        found = sign(headers)
        if found is not None:
            return found
    return None, ""


def _report(headers: Headers) -> Verdict | None:
    value = headers.text("content-type")
    if not value.lower().lstrip().startswith("multipart/report"):
        return None
    kind = parameter(parameters(value), "report-type").lower()
    bounce = kind in ("", "delivery-status")
    return LetterKind.BOUNCE if bounce else LetterKind.AUTO_REPLY, f"Content-Type: multipart/report {kind}".strip()


def _failed_recipients(headers: Headers) -> Verdict | None:
    return (LetterKind.BOUNCE, "X-Failed-Recipients") if headers.all("x-failed-recipients") else None


def _null_return_path(headers: Headers) -> Verdict | None:
    if not any(value.replace(b" ", b"") == b"<>" for value in headers.all("return-path")[:1]):
        return None
    daemon = _DAEMON.search(headers.text("from"))
    return LetterKind.BOUNCE if daemon else LetterKind.AUTO_REPLY, "Return-Path: <>"


def _auto_submitted(headers: Headers) -> Verdict | None:
    word = _word(headers, "auto-submitted")
    return (LetterKind.AUTO_REPLY, f"Auto-Submitted: {word}") if word not in ("", "no") else None


def _precedence(headers: Headers) -> Verdict | None:
    word = _word(headers, "precedence")
    return (LetterKind.AUTO_REPLY, f"Precedence: {word}") if word in _BULK else None


def _list_id(headers: Headers) -> Verdict | None:
    return (LetterKind.AUTO_REPLY, "List-Id") if headers.all("list-id") else None


def _auto_fields(headers: Headers) -> Verdict | None:
    found = next((name for name in _AUTO_FIELDS if _word(headers, name) not in ("", "no")), None)
    return (LetterKind.AUTO_REPLY, found) if found else None


def _vacation_subject(headers: Headers) -> Verdict | None:
    """Words alone prove nothing: a piece may be about them. With a sign of a machine beside them they do."""
    subjects = headers.all("subject")
    if not subjects or not _VACATION.search(shown(subjects[-1])):
        return None
    beside = next((n for n in ("x-auto-response-suppress", "x-loop") if headers.all(n)), None)
    return (LetterKind.AUTO_REPLY, f"Subject, {beside}") if beside else None


def _word(headers: Headers, name: str) -> str:
    return headers.text(name).partition(";")[0].partition("(")[0].strip().lower()[:60]


_SIGNS: tuple[Callable[[Headers], Verdict | None], ...] = (
    _report,
    _failed_recipients,
    _null_return_path,
    _auto_submitted,
    _precedence,
    _list_id,
    _auto_fields,
    _vacation_subject,
)
