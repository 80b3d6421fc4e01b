"""The door to the SMTP server: a verified connection, logged in, closed again whatever happens."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.post.advice import advise, cause_of
from pipeline.post.answer import Answer, readable, reason
from pipeline.post.faults import LoginRefused, PostFault, Unreachable
from pipeline.post.session import PostSession
from pipeline.settings.addresses import is_loopback
from pipeline.settings.values import SmtpAccount

__all__ = ["Answer", "LoginRefused", "PostFault", "PostSession", "Unreachable", "connect"]

_OUR_NAME = "[127.0.0.1]"  # what smtplib says for a machine without a full name; asking DNS for one may hang


@contextmanager
def connect(account: SmtpAccount) -> Iterator[PostSession]:
    """A session for several mails; logs in when the account has a password, as it must beyond this machine.

    Every wait is limited by the account's timeout. Certificates are verified; an unencrypted connection is made to this
    machine only. Errors on leaving are ignored: each mail's outcome is known by then (mail.md O5).

    Raises:
        LoginRefused: the server refused name or password.
        Unreachable: no connection, or none that is safe.
    """
    session = PostSession(_open(account), account.user)
    try:
        yield session
    finally:
        session.close()


def _open(account: SmtpAccount) -> smtplib.SMTP:
    """Connect, greet, encrypt, log in; every fault becomes one of ours."""
    if account.security not in ("tls", "starttls") and not is_loopback(account.host):
        raise Unreachable(advise("plaintext", account), text=f"{account.host}:{account.port}")
    if account.password is None and not is_loopback(account.host):
        raise LoginRefused(advise("password_missing", account))
    if not f"{account.user}{account.password}".isascii():
        raise LoginRefused(advise("secret", account))
    smtp: smtplib.SMTP | None = None
    try:
        smtp = _reach(account)
        smtp.ehlo_or_helo_if_needed()
        if account.security == "starttls":
            smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo_or_helo_if_needed()
        if account.password:
            _log_in(smtp, account, account.password)
    except PostFault:
        _close(smtp)
        raise
    except (OSError, ValueError) as fault:  # smtplib's exceptions are OSErrors; a host or challenge out of form
        _close(smtp)
        raise _explained(fault, account) from fault
    return smtp


def _close(smtp: smtplib.SMTP | None) -> None:
    if smtp is not None:
        smtp.close()


def _reach(account: SmtpAccount) -> smtplib.SMTP:
    """The connection as far as the server's greeting."""
    place, seconds = (account.host, account.port, _OUR_NAME), account.timeout_seconds
    if account.security == "tls":
        return smtplib.SMTP_SSL(*place, timeout=seconds, context=ssl.create_default_context())
    return smtplib.SMTP(*place, timeout=seconds)


def _log_in(smtp: smtplib.SMTP, account: SmtpAccount, password: str) -> None:
    """One try with the first way the server offers: several failed ones at once get an address banned."""
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    way = next((way for way in ("PLAIN", "LOGIN", "CRAM-MD5") if way in offered), None)
    if way is None:
        if is_loopback(account.host):
            return  # a relay on this machine that asks for no login
        raise Unreachable(advise("no_auth", account), text=f"{account.host}:{account.port}")
    smtp.user, smtp.password = account.user, password
    try:
        smtp.auth(way, getattr(smtp, f"auth_{way.lower().replace('-', '_')}"))
    except smtplib.SMTPAuthenticationError as refusal:
        told = readable(refusal.smtp_error)
        raise LoginRefused(advise(cause_of(told, "login"), account), refusal.smtp_code, told) from None


_CAUSES: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLCertVerificationError, "certificate"),
    (ssl.SSLError, "tls"),
    (socket.gaierror, "name"),
    (UnicodeError, "name"),
    (TimeoutError, "timeout"),
    (ConnectionRefusedError, "refused_connection"),
    (smtplib.SMTPNotSupportedError, "no_starttls"),
    (smtplib.SMTPResponseException, "greeting"),
)


def _explained(fault: OSError | ValueError, account: SmtpAccount) -> Unreachable:
    """A fault of the network in the operator's words, with the server's answer where it gave one."""
    cause = fault.__context__ if isinstance(fault, smtplib.SMTPServerDisconnected) else fault
    name = next((name for kind, name in _CAUSES if isinstance(cause, kind)), "network")
    if isinstance(fault, smtplib.SMTPResponseException):
        told = readable(fault.smtp_error)
        return Unreachable(advise(cause_of(told, name), account), max(fault.smtp_code, 0), told)
    return Unreachable(advise(name, account), text=f"{account.host}:{account.port} {reason(fault)}")
