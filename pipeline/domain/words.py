"""The fixed words of the field, each an enum whose values are explained."""

from enum import StrEnum


class Group(StrEnum):
    """Which kind of unit sends in; quotas, review chains and ranks go by it."""

    SECTION = "section"  # 局机关科室
    SUBORDINATE = "subordinate"  # 下属（事业）单位
    STATION = "station"  # 镇（街道）退役军人服务站


class Mode(StrEnum):
    """Whether mails to units are sent, or go to the office as drafts."""

    OBSERVE = "observe"
    LIVE = "live"


class LetterKind(StrEnum):
    """What a letter is, as `check --json` names it."""

    SUBMISSION = "submission"  # a new piece
    COMPLETION = "completion"  # a reply that completes a piece on record
    ADOPTION_REPORT = "adoption_report"  # annex 2 of Jinjiang's plan, or the like
    BOOKING = "booking"  # form 1, an interview booking
    COMMAND = "command"  # 查询, 积分, 撤回, or a reviewer's answer
    BOUNCE = "bounce"  # a delivery report
    AUTO_REPLY = "auto_reply"  # vacation notices and other machine-made mail
    OTHER = "other"


class SubjectGrade(StrEnum):
    """How well a subject follows 年度+单位+关键词 (design.md §5)."""

    EXACT = "exact"
    TOLERANT = "tolerant"
    UNCLEAR = "unclear"


class Severity(StrEnum):
    """How much a finding weighs for its reader."""

    INFO = "info"
    REMARK = "remark"
    FAULT = "fault"


class Disposition(StrEnum):
    """The one outcome of a letter; listed from the strongest to the weakest."""

    SEALED = "sealed"  # 封存
    IGNORED = "ignored"  # 不予处理
    QUARANTINED = "quarantined"  # 读取失败
    HELD = "held"  # 待人工
    RETURNED = "returned"  # 退回补正
    ACCEPTED = "accepted"  # 受理

    @classmethod
    def strongest(cls, several: "list[Disposition]") -> "Disposition":
        """The one that wins when several follow at once; `accepted` when none does."""
        return min(several, key=list(cls).index, default=cls.ACCEPTED)


class Follows(StrEnum):
    """What follows from a finding; the words of `checks.toml`."""

    NOTE = "note"  # shown, nothing follows
    REMARK = "remark"  # shown as a hint, nothing follows
    RETURN = "return"
    HOLD = "hold"
    IGNORE = "ignore"
    SEAL = "seal"

    @property
    def disposition(self) -> Disposition | None:
        """The disposition that this consequence asks for, if any."""
        return _DISPOSITION_OF.get(self)

    @property
    def severity(self) -> Severity:
        """The weight with which a finding of this consequence is shown."""
        if self is Follows.NOTE:
            return Severity.INFO
        return Severity.REMARK if self is Follows.REMARK else Severity.FAULT


_DISPOSITION_OF = {
    Follows.RETURN: Disposition.RETURNED,
    Follows.HOLD: Disposition.HELD,
    Follows.IGNORE: Disposition.IGNORED,
    Follows.SEAL: Disposition.SEALED,
}


class State(StrEnum):
    """Where a piece stands on its way from the mailbox to the reader."""

    HELD = "held"  # 待人工
    RETURNED = "returned"  # 退回补正
    RECEIVED = "received"  # 受理
    FIRST_REVIEW = "first_review"  # 初审 done
    REVIEWED = "reviewed"  # 审核 done
    APPROVED = "approved"  # 采用审批 done
    RELEASED = "released"  # 发布/上报
    ADOPTED = "adopted"  # 采用
    WITHDRAWN = "withdrawn"  # 撤回
    DISCARDED = "discarded"  # 不用
    SEALED = "sealed"  # 封存

    @property
    def settled_by_people(self) -> bool:
        """Whether a person has reviewed it, so that a changed manuscript must be held."""
        return self in _REVIEWED_STATES


_REVIEWED_STATES = {State.FIRST_REVIEW, State.REVIEWED, State.APPROVED, State.RELEASED, State.ADOPTED}


class OutgoingKind(StrEnum):
    """Why a mail is sent; the name of its template in `config/letters/`."""

    RECEIPT_ACCEPTED = "receipt_accepted"
    RECEIPT_RETURNED = "receipt_returned"
    RECEIPT_HELD = "receipt_held"
    RECEIPT_SEALED = "receipt_sealed"
    RECEIPT_REPEAT = "receipt_repeat"
    RECEIPT_OTHER = "receipt_other"  # an adoption report, booking or question: a person will see to it
    DECISION = "decision"  # a person settled a held piece
    DIGEST = "digest"  # the office's daily list
    ALERT_SEALED = "alert_sealed"
    ALERT_MAILBOX = "alert_mailbox"
    ALERT_QUARANTINED = "alert_quarantined"
    ALERT_RECEIPT = "alert_receipt"  # a receipt could not be written: the wording is broken
    ALERT_UNREACHED = "alert_unreached"  # mail to every address of a unit came back
    ALERT_PLAN = "alert_plan"  # rulebook, register or roster cannot be read: nothing is counted
    RECEIPT_REPORT = "receipt_report"  # row by row what became of an adoption report
    ADOPTED = "adopted"  # a unit's piece was used, with outlet, points and clause
    UNIT_MONTH = "unit_month"  # a unit's own month: rank, points, duties
    OFFICE_MONTH = "office_month"  # the whole set of a period, or the stations' part
    STATUS = "status"  # the answer to 查询 or 积分
    WITHDRAWN = "withdrawn"  # the answer to 撤回
    REVIEW_WANTED = "review_wanted"  # a piece waits for a reviewer's decision; an answer to it settles it
    RULING = "ruling"  # what became of a reviewer's answer
    ALERT_RULING = "alert_ruling"  # an answer that is no reviewer's, or not surely
    READS_WANTED = "reads_wanted"  # the week is over: the office is to enter the reads
    DRAFT = "draft"  # observe mode: the office gets what the unit would have got

    @property
    def is_answer(self) -> bool:
        """Whether it is the one mail that a letter gets as soon as it was read."""
        return self.value.startswith("receipt_") or self in _ANSWERS


_ANSWERS = {OutgoingKind.STATUS, OutgoingKind.WITHDRAWN, OutgoingKind.RULING}


class OutboxState(StrEnum):
    """Where an outgoing letter stands; each state says what a person may do about it."""

    QUEUED = "queued"  # waits for its turn
    SENDING = "sending"  # claimed by a worker, nothing of the message handed over yet
    HANDED = "handed"  # DATA has begun: a crash from here on leaves the outcome unknown
    SENT = "sent"  # the server answered 250
    UNKNOWN = "unknown"  # 结果不明: looked for in the Sent folder, then tried once more
    PERSON = "person"  # 需人工处理: the program will not try again by itself
    REFUSED = "refused"  # the server refused this mail for good
    BOUNCED = "bounced"  # 被退回: it was sent, and a delivery report with its Message-ID came back
    CANCELLED = "cancelled"  # 不再发送: a person said so
