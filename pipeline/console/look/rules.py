"""规则: the rulebook as a page reads it, rule by rule with clauses; made from the plan as it was loaded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.console.look.rules_words import RuleWords
from pipeline.console.texts import TEXTS, say
from pipeline.report.words import Words
from pipeline.score.numbers import plain
from pipeline.score.obligations import Basis, Duty, Fee
from pipeline.score.period import MONTHS
from pipeline.score.rulebook import Component, Rule, Same, Share
from pipeline.score.scoring import Scoring


@dataclass(frozen=True, kw_only=True)
class VersionView:
    """The values that hold on some days."""

    first: date | None  # None: from the plan's first day on
    last: date | None  # None: until replaced
    points: tuple[str, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class RuleView:
    """One rule."""

    id: str
    title: str
    basis: Basis
    asks: str
    versions: tuple[VersionView, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PartView:
    """A component, or a duty or fee, which has no rules."""

    id: str
    title: str
    basis: Basis
    kinds: str
    notes: tuple[str, ...]
    rules: tuple[RuleView, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BookView:
    """The whole plan."""

    title: str
    source: str
    first: date
    last: date | None
    parts: tuple[PartView, ...]
    duties: tuple[PartView, ...]
    fees: tuple[PartView, ...]
    parameters: tuple[tuple[str, str, str], ...]  # title, value, clause


def book_view(plan: Scoring, words: Words) -> BookView:
    """The rulebook in readable words."""
    book, say_rule = plan.book, RuleWords(plan, words)
    return BookView(
        title=book.title, source=book.source, first=book.first, last=_end(book.last),
        parts=tuple(_component(say_rule, plan, component) for component in book.components),
        duties=tuple(_duty(say_rule, duty) for duty in book.duties),
        fees=tuple(_fee(say_rule, fee) for fee in book.fees),
        parameters=tuple(
            (p.title, plain(p.value) if p.value is not None else "—", p.basis.clause) for p in book.parameters
        ),
    )  # fmt: skip


def _end(day: date) -> date | None:
    return None if day.year >= date.max.year else day


def _component(words: RuleWords, plan: Scoring, component: Component) -> PartView:
    rest = say("match_rest" if len(component.rules) > 1 else "match_all")
    return PartView(
        id=component.id,
        title=component.title,
        basis=component.basis,
        kinds="、".join(say(f"rule_kind_{kind}") for kind in sorted(component.counts)),
        notes=tuple(_notes(words, component)),
        rules=tuple(_rule(words, plan, rule, rest) for rule in component.rules),
    )


def _notes(words: RuleWords, component: Component) -> Iterator[str]:
    yield _same(words, component.same)
    yield from filter(None, [_share(component.share)])
    if component.limit is not None:
        every = say(f"period_{component.limit.every}")
        if component.limit.points is not None:
            yield say("limit_points_of", every=every, most=words.number(component.limit.points))
        if component.limit.entries is not None:
            yield say("limit_entries_of", every=every, most=component.limit.entries)
    if component.dated is not None:
        yield say("dated_after", days=component.dated)


def _same(words: RuleWords, same: Same) -> str:
    fields = "、".join(say(f"period_{name}") if name in {"day", *MONTHS} else words.field(name) for name in same.per)
    once = say("same_per", fields=fields) if same.per else ""
    if same.take is None:
        return once or say("same_all")
    return f"{once}；{_taken(same)}" if once else _taken(same)


def _taken(same: Same) -> str:
    told = say("same_one") if same.take == 1 and not same.rest else say("same_take", take=same.take)
    return told + (say("same_rest", rest=plain(same.rest)) if same.rest else "")


def _share(share: Share) -> str:
    if share.split == "even":
        return say("share_even")
    if share.split == "weights":
        return say("share_weights", weights="：".join(plain(weight) for weight in share.weights))
    return ""


def _rule(words: RuleWords, plan: Scoring, rule: Rule, rest: str) -> RuleView:
    gates = (say("gate_else", match=words.match(gate.match), otherwise=gate.otherwise) for gate in rule.gates)
    changes = []
    for one in rule.adjustments:
        asked = words.match(one.match) or say("match_all")
        if one.times.parameter or one.times.value != 1:
            changes.append(say("adjusted_times", match=asked, times=words.number(one.times)))
        if one.plus.parameter or one.plus.value:
            changes.append(say("adjusted_plus", match=asked, plus=words.number(one.plus)))
    versions = tuple(
        VersionView(
            first=v.first if v.first > plan.book.first else None,
            last=_end(v.last) if v.last < plan.book.last else None, points=words.measure(v.measure), source=v.source,
        )
        for v in rule.versions
    )  # fmt: skip
    return RuleView(
        id=rule.id, title=rule.title, basis=rule.basis, asks=words.match(rule.match) or rest,
        versions=versions, notes=(*gates, *changes),
    )  # fmt: skip


def _duty(words: RuleWords, duty: Duty) -> PartView:
    needs = []
    for need in duty.needs:
        count = words.number(need.at_least) if need.at_least is not None else ""
        told = say(f"need_{need.of}", count=count) if count else say("need_target")
        asked = words.match(need.match)
        needs.append(told + (say("need_match", match=asked) if asked else ""))
    calls = [
        say("need_calls", kind=TEXTS.get(f"rule_call_{kind}", kind), days=days) for kind, days in duty.calls.items()
    ]
    who = words.match(duty.units)
    notes = [*([say("need_or").join(needs)] if needs else []), *calls, *([who] if who else [])]
    kinds = say(f"period_{duty.every}")
    return PartView(id=duty.id, title=duty.title, basis=duty.basis, kinds=kinds, notes=tuple(notes))


def _fee(words: RuleWords, fee: Fee) -> PartView:
    every = say(f"period_{fee.every}")
    rates = tuple(say("fee_points", every=every, rate=words.number(number)) for _, _, number in fee.values)
    return PartView(id=fee.id, title=fee.title, basis=fee.basis, kinds=every, notes=rates)
