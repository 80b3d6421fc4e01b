"""The accounts of a bureau: [imap] and [smtp] of bureau.toml."""

import re

from pipeline.settings.addresses import is_loopback
from pipeline.settings.environment import open_integer, open_text
from pipeline.settings.tomlfile import Table
from pipeline.settings.values import ImapAccount, SmtpAccount

_SECURITIES = ("tls", "starttls", "none")
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")


def imap_account(table: Table) -> ImapAccount:
    """[imap], every mistake in it noted."""
    account = ImapAccount(
        host=open_text(table, "host"),
        port=open_integer(table, "port", low=1, high=65535),
        security=_security(table),
        user=table.text("user"),
        password_env=_variable(table),
        folders=table.texts("folders", ImapAccount.folders),
        sent_folder=table.text("sent_folder", ImapAccount.sent_folder, blank=True),
        timeout_seconds=table.integer("timeout_seconds", ImapAccount.timeout_seconds, low=1, high=3600),
    )
    _check_plain(table, account.host, account.security)
    table.finish()
    return account


def smtp_account(table: Table) -> SmtpAccount:
    """[smtp], every mistake in it noted."""
    account = SmtpAccount(
        host=open_text(table, "host"),
        port=open_integer(table, "port", low=1, high=65535),
        security=_security(table),
        user=table.text("user"),
        password_env=_variable(table),
        pacing_seconds=table.number("pacing_seconds", SmtpAccount.pacing_seconds, low=0, high=86400),
        daily_limit=table.integer("daily_limit", SmtpAccount.daily_limit, low=1),
        timeout_seconds=table.integer("timeout_seconds", SmtpAccount.timeout_seconds, low=1, high=3600),
    )
    _check_plain(table, account.host, account.security)
    if account.pacing_seconds == 0 and account.host and not is_loopback(account.host):
        table.complaints.add(table.place("pacing_seconds"), "pacing_none", key="smtp", host=account.host)
    table.finish()
    return account


def _security(table: Table) -> str:
    value = open_text(table, "security")
    if value and value not in _SECURITIES:
        table.complain("security", "choice", value=value, known="、".join(_SECURITIES))
    return value


def _variable(table: Table) -> str:
    value = table.text("password_env")
    if value and not _VARIABLE.fullmatch(value):
        table.complain("password_env", "env_name", value="…")
    return value


def _check_plain(table: Table, host: str, security: str) -> None:
    if security == "none" and host and not is_loopback(host):
        table.complaints.add(table.place("security"), "security_none", key=table.path[-1], host=host)
