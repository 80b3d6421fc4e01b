"""A bureau, one of its stations and the station's letter, as the rooms before this one would hand them over."""

from dataclasses import replace
from datetime import UTC, date, datetime

from pipeline.domain.bureau import Bureau, Office, Roster, Unit
from pipeline.domain.document import Manuscript, Picture, ReviewForm, WordDocument
from pipeline.domain.finding import Checked, Finding, Verdict
from pipeline.domain.letter import Address, Letter, Origin, Part
from pipeline.domain.piece import Incoming
from pipeline.domain.subject import SubjectReading
from pipeline.domain.words import Disposition, Follows, Group, LetterKind, Mode, SubjectGrade

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
