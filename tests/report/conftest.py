"""A bureau, its letters and what was found in them, as the rooms before this one would hand them over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from report.counting_samples import Samples

from pipeline.domain.bureau import Bureau, Office, Roster, Unit
from pipeline.domain.document import Manuscript, Picture, ReviewForm, WordDocument
from pipeline.domain.finding import Checked, Finding, Verdict
from pipeline.domain.letter import Address, Letter, Origin, Part
from pipeline.domain.outgoing import OutgoingLetter
from pipeline.domain.piece import Incoming
from pipeline.domain.subject import SubjectReading
from pipeline.domain.words import Disposition, Follows, Group, LetterKind, Mode, OutgoingKind, State, SubjectGrade
from pipeline.report import counting
from pipeline.report.notices import alert, decision, digest, draft
from pipeline.report.receipts import receipt
from pipeline.report.rulings import ReviewWantedView, RulingView, review_wanted, ruling
from pipeline.report.stationery import Stationery, stationery
from pipeline.report.view import AlertView, Choice, DecisionView, DigestView, Likeness, MonthSoFar, ReceiptView, Waiting
from pipeline.settings.values import (
    BureauSettings,
    CheckTable,
    Closing,
    ImapAccount,
    Intervals,
    Limits,
    PostSettings,
    Settings,
    SmtpAccount,
    SubjectTables,
)

CONFIG = Path(__file__).resolve().parents[2] / "config"
ARRIVED = datetime(2020, 5, 6, 1, 12, tzinfo=UTC)

STATION = Unit(
    id="zuojiatang",
    name="左家塘街道退役军人服务站",
    group=Group.STATION,
    aliases=("左家塘", "左家塘街道"),
    addresses=("zjt@zuojiatang.test",),
)
BUREAU = Bureau(
    id="yuhua",
    name="雨花区退役军人事务局",
    mailbox="desk@yuhua.test",
    prefix="YH",
    start_date=date(2020, 1, 1),
    mode=Mode.LIVE,
    office=Office(
        digest_to=("office@yuhua.test",), admins=("admin@yuhua.test",), reviewers=(), telephone="0731-00000000"
    ),
    roster=Roster((STATION,)),
    review={},
)


@pytest.fixture
def bureau() -> Bureau:
    return BUREAU


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The shipped wording, with a bureau's folder of its own that is still empty."""
    own = BureauSettings(
        bureau=BUREAU,
        imap=ImapAccount(host="127.0.0.1", port=1, security="none", user="desk", password_env="P"),
        smtp=SmtpAccount(host="127.0.0.1", port=1, security="none", user="desk", password_env="P"),
        checks=CheckTable(rows=(), wordings={}),
        subject=SubjectTables(),
        closing=Closing(day=1, hour=9, approval=False),
        monthly_duty=3,
        folder=tmp_path / "yuhua",
    )
    return Settings(
        folder=CONFIG,
        limits=Limits(),
        post=PostSettings(
            kill_switch=False, max_attempts=3, unknown_retry_minutes=30, replies_per_sender_per_day=10, codes=()
        ),
        intervals=Intervals(
            poll_seconds=60,
            deliver_seconds=20,
            rescan_hour=3,
            digest_hour=8,
            poll_deadline_seconds=600,
            answer_working_days=2,
            read_attempts=3,
            reader_processes=1,
        ),
        bureaus={"yuhua": own},
    )


@pytest.fixture
def desk(settings: Settings) -> Stationery:
    return stationery(settings, "yuhua")


def finding(code: str, follows: Follows, message: str, remedy: str = "") -> Finding:
    return Finding(
        code=code,
        severity=follows.severity,
        message=message,
        where="",
        remedy=remedy,
        follows=follows,
        clause="雨退役军人发〔2020〕2号 三（二）3",
    )


def verdict(disposition: Disposition, *findings: Finding) -> Verdict:
    """A verdict with these findings, each of its own check, after two checks that found nothing."""
    quiet = (
        Checked(code="manuscript_present", label="Word文稿", clause=""),
        Checked(code="pictures_present", label="原图", clause=""),
    )
    told = tuple(Checked(code=f.code, label=f"校验{n}", clause="", findings=(f,)) for n, f in enumerate(findings))
    return Verdict(disposition=disposition, checked=(*quiet, *told))


def incoming(**changes: object) -> Incoming:
    """A station's ordinary letter."""
    document = WordDocument(manuscript=Manuscript(title="标题", body="正文", byline="左家塘 李娜", chars=812))
    manuscript = Part(name="稿件.docx", path="稿件.docx", type="docx", size=1, sha256="a" * 64, document=document)
    photo = Picture(format="jpeg", width=4000, height=3000)
    picture = Part(name="1.jpg", path="1.jpg", type="jpeg", size=1, sha256="b" * 64, picture=photo)
    letter = Letter(
        sha256="c" * 64,
        size=1000,
        subject="2020+左家塘＋走访慰问老兵",
        origin=Origin(
            senders=(Address(addr="zjt@zuojiatang.test"),),
            message_id="<m1@zuojiatang.test>",
            in_reply_to=("<m0@zuojiatang.test>",),
        ),
        text="请查收。",
        parts=(manuscript, picture),
    )
    made = Incoming(
        letter=letter,
        arrived_at=ARRIVED,
        kind=LetterKind.SUBMISSION,
        subject=SubjectReading(
            raw=letter.subject,
            year=2020,
            unit=STATION.id,
            unit_text="左家塘",
            keyword="走访慰问老兵",
            grade=SubjectGrade.TOLERANT,
        ),
        sender_units=(STATION,),
        unit=STATION,
        year=2020,
        keyword="走访慰问老兵",
        title="左家塘街道走访慰问老兵",
        manuscripts=(manuscript,),
        form=ReviewForm(
            title="左家塘街道走访慰问老兵",
            unit="左家塘",
            author="李娜",
            sensitive=False,
            first_opinion="",
            second_opinion="",
        ),
        pictures=(picture, picture),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


MakeView = Callable[..., ReceiptView]


@pytest.fixture
def make_view() -> MakeView:
    """A receipt's view for a disposition and its findings; any field may be changed."""

    def make(disposition: Disposition, *findings: Finding, **changes: object) -> ReceiptView:
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

    return make


@pytest.fixture
def make_incoming() -> Callable[..., Incoming]:
    return incoming


@pytest.fixture
def make_finding() -> Callable[..., Finding]:
    return finding


@pytest.fixture
def make_alert() -> Callable[..., AlertView]:
    """An alert's view with every fact the office may be told."""

    def make(what: str, **facts: str) -> AlertView:
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

    return make


@pytest.fixture
def make_decision() -> Callable[..., DecisionView]:
    """What a person decided, about the station's piece."""

    def make(verb: str, **changes: object) -> DecisionView:
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

    return make


@pytest.fixture
def make_digest() -> Callable[..., DigestView]:
    """A day's list with one piece that waits."""

    def make(**changes: object) -> DigestView:
        waiting = Waiting(
            number="YH-2020-00012",
            unit="左家塘街道退役军人服务站",
            title="左家塘街道走访慰问老兵",
            reasons=("一封邮件里有两份文稿",),
            since=ARRIVED,
            show="baosong show YH-2020-00012",
            choices=(
                Choice(
                    verb="accept", word="受理", command="baosong decide YH-2020-00012 accept --reason 理由 --by 姓名"
                ),
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

    return make


@pytest.fixture
def samples() -> Samples:
    """Views of counting, of this bureau and its station."""
    return Samples(BUREAU, STATION)


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


@pytest.fixture
def every_mail(
    make_view: MakeView,
    make_decision: Callable[..., DecisionView],
    make_digest: Callable[..., DigestView],
    make_alert: Callable[..., AlertView],
    samples: Samples,
    desk: Stationery,
) -> dict[OutgoingKind, OutgoingLetter]:
    """One mail of every kind."""
    doubt = finding("manuscript_single", Follows.HOLD, "一封邮件里有两份文稿。")
    gap = finding("form_present", Follows.RETURN, "未收到信息稿件审核表。", "填写所附的审核表，随回信发来。")
    hint = finding("subject_form", Follows.REMARK, "主题缺“年度”二字。", "以后请写全。")
    report = incoming(kind=LetterKind.ADOPTION_REPORT)
    mails = [
        receipt(make_view(Disposition.ACCEPTED, hint), desk),
        receipt(make_view(Disposition.RETURNED, gap, hint, form_wanted=True), desk),
        receipt(make_view(Disposition.HELD, doubt, gap, hint), desk),
        receipt(make_view(Disposition.SEALED), desk),
        receipt(make_view(Disposition.IGNORED, number=None, repeats="YH-2020-00007"), desk),
        receipt(make_view(Disposition.HELD, doubt, incoming=report, number=None, state=None), desk),
        decision(make_decision("accept"), desk),
        digest(make_digest(), desk),
        *(alert(make_alert(what), desk) for what in ("sealed", "mailbox", "quarantined", "receipt", "ruling")),
        *(alert(make_alert(what), desk) for what in ("plan", "unreached")),
    ]
    written = [m for m in mails if m is not None]
    written += [
        counting.report_receipt(samples.report_receipt(), desk),
        counting.adopted(samples.adopted(), desk),
        counting.unit_month(samples.unit_month(), desk),
        counting.office_month(samples.office_month(), desk),
        counting.status(samples.status(), desk),
        counting.withdrawn(samples.withdrawn(), desk),
        counting.reads_wanted(samples.reads_wanted(), desk),
    ]
    written += [review_wanted(REVIEW_WANTED, desk), ruling(RULING, desk)]
    written.append(draft(written[0], "office@yuhua.test", desk))
    return {m.kind: m for m in written}
