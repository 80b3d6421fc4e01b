"""What a delivery report says of a mail of ours (RFC 3464; plain 退信 of webmail providers)."""

from dataclasses import dataclass
from enum import StrEnum


class BounceHow(StrEnum):
    """How final a delivery report is."""

    PERMANENT = "permanent"  # 永久：the address or its server will not take it
    TEMPORARY = "temporary"  # 暂时：given up, though it may work another time
    DELAYED = "delayed"  # 延迟：still being tried; nothing is lost yet


class BounceReason(StrEnum):
    """Why a mail did not arrive; the table `bounce_reason` of words.toml says it in Chinese."""

    NO_ADDRESS = "no_address"
    NO_DOMAIN = "no_domain"
    STOPPED = "stopped"  # the mailbox is there and no longer used
    FULL = "full"
    TOO_LARGE = "too_large"
    REFUSED = "refused"  # by a rule: spam, a policy, a blacklist
    UNREACHED = "unreached"  # their server could not be reached
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Bounced:
    """A delivery report as it was read; nothing in it is proof but a Message-ID that only our mail had."""

    how: BounceHow
    reason: BounceReason
    message_ids: tuple[str, ...] = ()  # ids that stand in it, with angle brackets: of the mail that came back, if ours
    recipients: tuple[str, ...] = ()  # whom it names as not reached, bare and in small letters
    status: str = ""  # RFC 3463: 5.1.1
    said: str = ""  # the other server's words, one line
