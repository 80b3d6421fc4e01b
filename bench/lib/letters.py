"""Letters for the benchmarks: small ones of 50 KB and large ones of 13 MB, each its own, each to be accepted."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage

from pipeline.demo import papers
from pipeline.demo.photographs import photograph
from pipeline.domain.bureau import Unit
from pipeline.domain.document import ReviewForm

_FIRST = datetime(2020, 5, 6, 1, tzinfo=UTC)
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MARK = "甲乙丙丁"  # stands in the model file where a letter's own number goes
_PARAGRAPH = "五月六日，街道退役军人服务站走访慰问辖区老兵，了解身体状况和生活情况，送上节日问候和慰问品。"
_BALLAST = ("word/stylesWithEffects.xml", "docProps/thumbnail.jpeg")  # of python-docx's template; Word writes neither
_TABLE_STYLE = re.compile(rb'<w:style w:type="table"(?![^>]*w:styleId="Table(?:Grid|Normal)").*?</w:style>', re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One sort of letter: how many photographs of which size go with the manuscript and form 2."""

    name: str
    photographs: int
    width: int
    height: int
    quality: int


SMALL = Kind(name="50 KB", photographs=1, width=480, height=360, quality=30)
LARGE = Kind(name="13 MB", photographs=3, width=4600, height=3450, quality=96)


def letters(kind: Kind, count: int, units: tuple[Unit, ...], to: str) -> Iterator[tuple[datetime, bytes]]:
    """So many letters to that address, from the units in turn, six hours apart: each with its time of arrival."""
    maker = _Maker(kind)
    for number in range(count):
        arrived_at = _FIRST + timedelta(hours=6 * number)
        yield arrived_at, maker.letter(number, units[number % len(units)], to, arrived_at.year)


@dataclass
class _Maker:
    kind: Kind
    manuscript: list[tuple[str, bytes]] = field(init=False)
    form: list[tuple[str, bytes]] = field(init=False)
    shots: list[bytes] = field(init=False)

    def __post_init__(self) -> None:
        title = f"街道走访慰问老兵{_MARK}"
        self.manuscript = _members(papers.manuscript_docx(title, [_PARAGRAPH] * 6, byline="退役军人服务站 张三"))
        fields = ReviewForm(
            title=title, unit="退役军人服务站", author="张三", sensitive=False, first_opinion="", second_opinion=""
        )
        self.form = _members(papers.review_form_docx(fields))
        look = {"width": self.kind.width, "height": self.kind.height, "quality": self.kind.quality}
        self.shots = [photograph(seed, **look) for seed in range(8)]

    def letter(self, number: int, unit: Unit, to: str, year: int) -> bytes:
        mail = EmailMessage()
        mail["From"], mail["To"] = unit.addresses[0], to
        mail["Subject"] = f"{year}年度+{unit.name}+走访慰问{number}"
        mail["Message-ID"] = f"<bench{number}@units.test>"
        mail.set_content("稿件请查收。")
        own = f"{number:04d}"
        _attach(mail, "稿件.docx", _filled(self.manuscript, own), _DOCX)
        _attach(mail, "信息稿件审核表.docx", _filled(self.form, own), _DOCX)
        for shot in range(self.kind.photographs):
            taken = self.shots[(number + shot) % len(self.shots)]
            _attach(mail, f"现场{shot + 1}.jpg", _commented(taken, f"{own}/{shot}"), "image/jpeg")
        return mail.as_bytes(policy=policy.SMTP)


def _members(docx: bytes) -> list[tuple[str, bytes]]:
    """A Word file's members, without what makes python-docx's own template ten times as heavy as Word's files."""
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        kept = [(name, file.read(name)) for name in file.namelist() if name not in _BALLAST]
    return [(name, _lighter(name, content)) for name, content in kept]


def _lighter(name: str, content: bytes) -> bytes:
    if name == "word/styles.xml":
        return _TABLE_STYLE.sub(b"", content)
    if name.endswith((".rels", "[Content_Types].xml")):
        for ballast in _BALLAST:
            tail = re.escape(ballast.rpartition("/")[2].encode())
            content = re.sub(rb"<(?:Relationship|Override)\b[^>]*" + tail + rb"[^>]*/>", b"", content)
    return content


def _filled(members: list[tuple[str, bytes]], own: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content.replace(_MARK.encode(), own.encode()))
    return out.getvalue()


def _commented(jpeg: bytes, comment: str) -> bytes:
    """The same picture as a file of its own: with a comment segment behind the start marker."""
    text = comment.encode()
    return jpeg[:2] + b"\xff\xfe" + (len(text) + 2).to_bytes(2) + text + jpeg[2:]


def _attach(mail: EmailMessage, name: str, content: bytes, kind: str) -> None:
    major, minor = kind.split("/")
    mail.add_attachment(content, maintype=major, subtype=minor, filename=name)
