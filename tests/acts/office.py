"""An office with its servers, its data folder and its units, for tests of whole acts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from typing import Any

from servers.real import RealServers

from pipeline.demo import papers
from pipeline.demo.servers import MailServers
from pipeline.domain.document import ReviewForm
from pipeline.domain.words import Disposition, Mode
from pipeline.ingest.readers import Readers
from pipeline.settings import Settings
from pipeline.steps.deliver import Delivery, deliver
from pipeline.steps.house import House, open_house
from pipeline.steps.receive import Round, receive
from pipeline.steps.reprocess import Reread, reprocess
from pipeline.steps.review import Done, Order, decide

YUHUA = "yuhua@baosong.test"
JINJIANG = "jinjiang@baosong.test"
STATION = "zuojiatang@yuhua.test"
SECTION = "shuangyongyoufu@yuhua.test"
TITLE = "左家塘街道走访慰问老兵"
STATION_NAME = "左家塘街道退役军人服务站"
SUBJECT = f"2020年度+{STATION_NAME}+走访慰问"
PARAGRAPHS = ["五月六日，街道退役军人服务站走访慰问辖区老兵，了解身体状况和生活情况，送上节日问候和慰问品。"] * 6
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_numbers = count(1)

Attached = tuple[str, bytes, str]


def manuscript(title: str = TITLE, paragraphs: Sequence[str] = PARAGRAPHS, *, name: str = "稿件.docx") -> Attached:
    """A manuscript as a file."""
    return name, papers.manuscript_docx(title, list(paragraphs), byline=f"{STATION_NAME} 张三"), DOCX


def form(
    title: str = TITLE, unit: str = STATION_NAME, *, first: str = "", second: str = "", sensitive: bool = False
) -> Attached:
    """Form 2 as a file; a station's opinions are blank."""
    fields = ReviewForm(
        title=title, unit=unit, author="张三", sensitive=sensitive, first_opinion=first, second_opinion=second
    )
    return "信息稿件审核表.docx", papers.review_form_docx(fields), DOCX


def photo(seed: int = 1, *, name: str = "现场.jpg") -> Attached:
    """A photograph as a file."""
    return name, papers.photograph(seed, width=800, height=600), "image/jpeg"


def mail(
    subject: str = SUBJECT, attached: Sequence[Attached] = (), *, sender: str = STATION, to: str = YUHUA, **headers: str
) -> bytes:
    """A letter as a unit's mail program writes it."""
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = sender, to, subject
    letter["Message-ID"] = f"<letter{next(_numbers)}@units.test>"
    letter.set_content(headers.pop("body", "稿件请查收。"))
    for name, value in headers.items():
        letter[name.replace("_", "-")] = value
    for name, content, kind in attached:
        major, minor = kind.split("/")
        letter.add_attachment(content, maintype=major, subtype=minor, filename=name)
    return letter.as_bytes(policy=policy.SMTP)


def whole_piece(
    subject: str = SUBJECT, *, sender: str = STATION, title: str = TITLE, seed: int = 1, **headers: str
) -> bytes:
    """A station's letter with everything that belongs to it."""
    parts = [manuscript(title), form(title), photo(seed)]
    return mail(subject, parts, sender=sender, **headers)


@dataclass
class TurnableClock:
    """A clock whose hands a test turns."""

    now: datetime = field(default_factory=lambda: datetime(2020, 5, 7, 1, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **step: float) -> None:
        """Turn the hands forward."""
        self.now += timedelta(**step)


@dataclass
class Office:
    """A bureau's office on real servers: letters arrive, rounds are made, mails are read."""

    house: House
    servers: Any  # MailServers or RealServers
    readers: Readers
    clock: TurnableClock

    def arrive(self, raw: bytes, *, to: str = YUHUA, at: datetime | None = None, folder: str = "INBOX") -> None:
        """A letter lies in the bureau's mailbox."""
        self.servers.deliver(to, raw, folder=folder, received_at=at or self.clock() - timedelta(hours=1))

    def receive(self, bureau: str = "yuhua") -> Round:
        """One round of receiving."""
        return receive(self.house, bureau, self.readers)

    def deliver(self, bureau: str = "yuhua") -> Delivery:
        """One round of delivering."""
        return deliver(self.house, bureau)

    def poll(self, bureau: str = "yuhua") -> Counter[Disposition]:
        """Receive, then deliver."""
        done = self.receive(bureau)
        assert done.fault is None, done.fault
        assert self.deliver(bureau).fault is None
        return done.disposed

    def decide(self, name: str, verb: str, *, unit: str | None = None) -> Done:
        """A person's decision."""
        return decide(self.house, Order(name=name, verb=verb, reason="经核实", by="李主任", unit=unit), self.readers)

    def mails(self, address: str = STATION) -> list[EmailMessage]:
        """What lies in an address's mailbox, oldest first."""
        raws = self.servers.mailbox(address)
        return [message_from_bytes(raw, policy=policy.default) for raw in raws]  # type: ignore[misc]

    def subjects(self, address: str = STATION) -> list[str]:
        """The subjects of those mails."""
        return [str(m["Subject"]) for m in self.mails(address)]

    def with_mode(self, mode: Mode) -> "Office":
        """The same office with its bureaus in another mode."""
        return replace(self, house=replace(self.house, settings=with_bureaus(self.house.settings, mode=mode)))


def with_bureaus(settings: Settings, **changes: object) -> Settings:
    """Settings whose bureaus have these values."""
    bureaus = {
        name: replace(b, bureau=replace(b.bureau, **changes))
        for name, b in settings.bureaus.items()  # type: ignore[arg-type]
    }
    return replace(settings, bureaus=bureaus)


def open_office(settings: Settings, data: Path, servers: MailServers | RealServers, readers: Readers) -> Office:
    """An office over its data folder."""
    clock = TurnableClock()
    return Office(house=open_house(settings, data, clock=clock), servers=servers, readers=readers, clock=clock)


def text_of(letter: EmailMessage) -> str:
    """The plain text of a mail."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def read_again(office: Office, name: str, readers: Readers | None = None) -> Reread:
    """A letter that is on record, read once more; other readers have other limits."""
    again = reprocess(office.house, name, readers or office.readers, by="李主任")
    assert again is not None
    return again
