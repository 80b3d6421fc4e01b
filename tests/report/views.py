"""What the mails tell of, one view of each kind: receipt, alert, decision, day's list, question, ruling."""

from dataclasses import replace
from datetime import UTC, date, datetime

from report.station import ARRIVED, BUREAU, STATION, incoming, verdict

from pipeline.domain.finding import Finding
from pipeline.domain.words import Disposition, State
from pipeline.report.rulings import ReviewWantedView, RulingView
from pipeline.report.view import AlertView, Choice, DecisionView, DigestView, Likeness, MonthSoFar, ReceiptView, Waiting


def receipt_view(disposition: Disposition, *findings: Finding, **changes: object) -> ReceiptView:
    """A receipt's view for a disposition and its findings; any field may be changed."""
    view = ReceiptView(
        bureau=BUREAU,
        to="zjt@zuojiatang.test",
        incoming=incoming(),
        verdict=verdict(disposition, *findings),
        number="YH-2020-00012",
        state=State.RECEIVED,
        next_step="局办公室初审",
        arrived_at=ARRIVED,
        answer_by=date(2020, 5, 8),
        month=MonthSoFar(month="2020年5月", received=3, accepted=2, adopted=1, duty=3, points="2.5"),
        mend_by=date(2020, 5, 31),
        signers=("局办公室负责同志", "分管领导"),
    )
    return replace(view, **changes)  # type: ignore[arg-type]


def alert_view(what: str, **facts: str) -> AlertView:
    """An alert's view with every fact the office may be told."""
    told = {
        "number": "YH-2020-00015",
        "letter": "1f3a9c20",
        "sender": "zjt@zuojiatang.test",
        "folder": "INBOX",
        "uid": "1204",
    }
    return AlertView(
        bureau=BUREAU,
        to="admin@yuhua.test",
        occasion=f"alert:{what}:1",
        what=what,
        facts=told | facts,
        at=ARRIVED,
    )


def decision_view(verb: str, **changes: object) -> DecisionView:
    """What a person decided, about the station's piece."""
    view = DecisionView(
        bureau=BUREAU,
        to="zjt@zuojiatang.test",
        number="YH-2020-00012",
        title="左家塘街道走访慰问老兵",
        unit=STATION,
        verb=verb,
        reason="两份文稿内容相同，按一件办理。",
        decided_at=ARRIVED,
        next_step="局办公室初审",
        in_reply_to="<yh-2020-00012.aabbccdd@yuhua.test>",
    )
    return replace(view, **changes)  # type: ignore[arg-type]


def digest_view(**changes: object) -> DigestView:
    """A day's list with one piece that waits."""
    waiting = Waiting(
        number="YH-2020-00012",
        unit="左家塘街道退役军人服务站",
        title="左家塘街道走访慰问老兵",
        reasons=("一封邮件里有两份文稿",),
        since=ARRIVED,
        show="baosong show YH-2020-00012",
        choices=(
            Choice(verb="accept", word="受理", command="baosong decide YH-2020-00012 accept --reason 理由 --by 姓名"),
            Choice(
                verb="return",
                word="退回补正",
                command="baosong decide YH-2020-00012 return --reason 理由 --by 姓名",
            ),
        ),
    )
    view = DigestView(
        bureau=BUREAU,
        to="office@yuhua.test",
        day=date(2020, 5, 7),
        waiting=(waiting,),
        counts={"accepted": 12, "returned": 3, "ignored": 0},
        alike=(
            Likeness(
                number="YH-2020-00011",
                unit="高桥街道退役军人服务站",
                title="高桥街道走访慰问退役老兵",
                other="YH-2020-00003",
                other_unit="左家塘街道退役军人服务站",
                other_title="左家塘街道走访慰问老兵",
                how="93%的文字相同、2张图片相似",
            ),
        ),
        undelivered=("发给 zjt@zuojiatang.test 的回执：对方信箱已满",),
    )
    return replace(view, **changes)  # type: ignore[arg-type]


REVIEW_WANTED = ReviewWantedView(
    bureau=BUREAU, to="fuzeren@yuhua.test", occasion="review_wanted:x", token="0" * 32, number="YH-2020-00012",
    title="走访慰问老兵", unit="左家塘街道退役军人服务站", held=False, said="局办公室负责同志初审", reasons=(),
    body="五月六日，走访慰问辖区老兵。\n送上节日问候。", arrived_at=datetime(2020, 5, 6, 10, 0, tzinfo=UTC),
    until=datetime(2020, 5, 13, 10, 0, tzinfo=UTC),
)  # fmt: skip
RULING = RulingView(
    bureau=BUREAU, to="fuzeren@yuhua.test", occasion="ruling:x", in_reply_to="<a@units.test>", number="YH-2020-00012",
    title="走访慰问老兵", outcome="done", verb="sign", words="同意", state="已初审", next="局办公室分管领导审核",
)  # fmt: skip
