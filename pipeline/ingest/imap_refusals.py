"""Why a server lets nobody in, told by its words: each cause has a remedy of its own (mail.md I1, I12)."""

import re

from pipeline.ingest.imap_faults import CredentialsRefused, LoginBarred, MailboxFault, Unreachable, UnsafeLogin
from pipeline.settings.values import ImapAccount

_WORDS: tuple[tuple[str, type[MailboxFault], str], ...] = (
    (r"unsafe login", UnsafeLogin, "unsafe_login"),
    (r"\bip\b.*(reject|block|bann|denied|deny|black)|black ?ip|HL:IPB", LoginBarred, "ip_blocked"),
    (r"too (much|many) (fail|login|attempt|tr)|frequent|频繁", LoginBarred, "too_often"),
    (r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG)\]|temporar|busy|too many", Unreachable, "busy"),
    (r"no permission|not enabled|disabled|not open|not allow|未开启|未开通", CredentialsRefused, "not_on"),
    (r"locked|suspend|frozen|forbidden|冻结|锁定", CredentialsRefused, "locked"),
)


def login_refused(account: ImapAccount, detail: str) -> MailboxFault:
    """What a refused LOGIN means; a refusal without a word we know is a wrong 授权码."""
    return _named(account, detail) or CredentialsRefused(account, detail)


def greeting_refused(account: ImapAccount, detail: str) -> MailboxFault:
    """What a greeting means that is no welcome; most often the server is too busy, or speaks something else."""
    return _named(account, detail) or Unreachable(account, detail, "cut")


def _named(account: ImapAccount, detail: str) -> MailboxFault | None:
    found = ((kind, cause) for words, kind, cause in _WORDS if re.search(words, detail, re.IGNORECASE))
    kind, cause = next(found, (None, ""))
    return kind(account, detail, cause) if kind else None
