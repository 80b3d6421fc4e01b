"""What the headers say of the sender's authentication: results of servers, and signatures (mail.md, Who sent it).

A result against a letter is believed wherever it stands: a forged field would say nothing but good. A result for it
is believed only in the field that belongs to the topmost Received, which the receiving server wrote itself.
"""

import re
from collections.abc import Iterator

from pipeline.domain.letter import Signature
from pipeline.ingest.headers import Headers, eight_bit

_CHECKS = r"(?<![\w.-])(spf|dkim|dmarc|sender-id|auth)\s*(?:/\d+)?\s*=\s*"
_AGAINST = re.compile(rf"{_CHECKS}(fail|hardfail|reject|softfail|permerror)\b", re.I)
_FOR = re.compile(rf"^\s*{_CHECKS}pass\b", re.I)
_FAILURES = {"fail", "hardfail", "reject"}
_RECEIVED = re.compile(r"\bby\s+([\w.-]{1,200})\s+\(Coremail\)\s+with\s+\w+\s+id\s+([\w.:+/=-]{1,200})", re.I)
_SERVER = re.compile(r"\s*([\w.-]{1,200})")
_TAG = re.compile(rb"(?:^|;)\s*([ds])\s*=\s*([A-Za-z0-9._-]{1,253})\s*(?=;|$)")
_MOST = 3  # signatures
_LONGEST = 4_096  # characters of a field


def against(headers: Headers) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The checks that failed by any Authentication-Results, and those left in doubt (RFC 8601 §2.7)."""
    text = " ".join(eight_bit(value) for value in headers.all("authentication-results"))
    found = [(check.lower(), result.lower() in _FAILURES) for check, result in _AGAINST.findall(text)]
    failed, doubted = (tuple(dict.fromkeys(c for c, fails in found if fails is which)) for which in (True, False))
    return failed, doubted


def in_favour(headers: Headers, domain: str) -> tuple[str, ...]:
    """The checks that the receiving server itself says were passed for the sender's domain.

    Its field is known by the name of the host which stands in the topmost Received with the id that is also the
    letter's X-CM-TRANSID (Coremail, as 163.com uses it); two fields of that name are one too many.
    """
    received = [eight_bit(value)[:_LONGEST] for value in headers.all("received")[:1]]
    trace = _RECEIVED.search(received[0]) if received else None
    ids = [eight_bit(value).strip() for value in headers.all("x-cm-transid")]
    if trace is None or ids != [trace[2]] or not domain:
        return ()
    fields = [eight_bit(value)[:_LONGEST] for value in headers.all("authentication-results")]
    own = [field for field in fields if (server := _SERVER.match(field)) and server[1] == trace[1]]
    if len(own) != 1:
        return ()
    return tuple(dict.fromkeys(_passed(own[0], domain)))


def signatures_of(headers: Headers) -> tuple[Signature, ...]:
    """The first DKIM signatures: whose key, under which name (RFC 6376 §3.5)."""
    found: list[Signature] = []
    for value in headers.all("dkim-signature")[:_MOST]:
        tags = {tag.decode(): text.decode().lower() for tag, text in _TAG.findall(value[:_LONGEST])}
        if set(tags) == {"d", "s"}:
            found.append(Signature(domain=tags["d"], selector=tags["s"]))
    return tuple(found)


def _passed(field: str, domain: str) -> Iterator[str]:
    """The checks of a field that name the sender's domain; a fold may stand in the middle of an address."""
    for part in field.split(";")[1:]:
        check = _FOR.match(part)
        told = "".join(part.split()).lower()
        if check and re.search(rf"[=@.]{re.escape(domain)}(?![\w.-])", told):
            yield check[1].lower()
