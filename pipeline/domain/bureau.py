"""A bureau as the desk sees it: its roster, its people, its review chains."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.domain.words import Group, Mode, State


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit 报送单位 of the roster."""

    id: str
    name: str
    group: Group
    aliases: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()  # bare, lower case
    may_send_for: tuple[str, ...] = ()  # ids of units whose pieces its addresses may send
    target: Decimal | None = None  # 目标任务分值, points a year

    @property
    def names(self) -> tuple[str, ...]:
        """The full name and every alias."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class Roster:
    """The units 名册 of one bureau, in the order of its file."""

    units: tuple[Unit, ...]

    def by_id(self, unit_id: str | None) -> Unit | None:
        """The unit of that id, or None."""
        return next((u for u in self.units if u.id == unit_id), None)

    def by_address(self, address: str) -> tuple[Unit, ...]:
        """Every unit that registered this sender address (several only with `may_send_for`)."""
        wanted = address.strip().lower()
        return tuple(u for u in self.units if wanted in u.addresses)

    def may_send_for(self, sender: Unit) -> tuple[Unit, ...]:
        """The units a sender may speak for: itself first."""
        others = (self.by_id(i) for i in sender.may_send_for)
        return (sender, *(u for u in others if u is not None))


@dataclass(frozen=True, kw_only=True)
class ReviewStep:
    """One signature of a review chain 审核流程 (rules.md S5)."""

    state: State  # the state a piece has once this step is signed
    role: str  # who signs, in the office's words
    with_letter: bool  # the signature stands on form 2 when the letter arrives
    form_field: str  # the field of form 2 it fills: first_opinion or second_opinion
    reviewers: tuple[str, ...] = ()  # addresses of those who may sign it by mail; () is every reviewer of the office


@dataclass(frozen=True, kw_only=True)
class Approvers:
    """Who decides on form 3 that a piece is released or reported up (rules.md S10), in the office's words."""

    director: str = ""  # "" is the common word of words.toml
    leader: str = ""  # decides as well where a piece is sensitive or important
    director_reviewers: tuple[str, ...] = ()  # addresses that are told of it and may decide by mail; () is nobody
    leader_reviewers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Office:
    """The office 局办公室: who is told, who decides, whom to call."""

    digest_to: tuple[str, ...]
    admins: tuple[str, ...]
    reviewers: tuple[str, ...]
    telephone: str
    notify_reviewers: bool = False  # a mail to them for every piece that waits for their decision


@dataclass(frozen=True, kw_only=True)
class Bureau:
    """A bureau 局: what the steps need to know of it; accounts and files are in settings."""

    id: str
    name: str
    mailbox: str
    prefix: str
    start_date: date
    mode: Mode
    office: Office
    roster: Roster
    review: dict[Group, tuple[ReviewStep, ...]]
    approvers: Approvers = Approvers()

    @property
    def deciders(self) -> frozenset[str]:
        """The addresses whose answers to our notices are taken."""
        release = self.approvers
        return frozenset((*self.office.reviewers, *release.director_reviewers, *release.leader_reviewers))

    def chain_of(self, unit_id: str | None) -> tuple[ReviewStep, ...]:
        """The review chain of a unit's pieces; empty where the unit is not known."""
        unit = self.roster.by_id(unit_id)
        return self.review.get(unit.group, ()) if unit else ()
