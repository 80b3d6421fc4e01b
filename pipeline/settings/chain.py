"""The review chains 审核流程 of a bureau, one a group (rules.md S5), and who approves a release (S10)."""

from enum import StrEnum
from itertools import pairwise

from pipeline.domain.bureau import Approvers, ReviewStep
from pipeline.domain.words import Group, State
from pipeline.settings.addresses import addresses_in
from pipeline.settings.tomlfile import Table


class _Signed(StrEnum):
    """The states a signature can lead to, in their order."""

    FIRST_REVIEW = "first_review"
    REVIEWED = "reviewed"
    APPROVED = "approved"


class _Field(StrEnum):
    FIRST_OPINION = "first_opinion"
    SECOND_OPINION = "second_opinion"


def review_chains(table: Table) -> dict[Group, tuple[ReviewStep, ...]]:
    """[review.section], [review.subordinate], [review.station]; the steps must follow the order of the states."""
    chains = {group: _chain(table.table(group.value)) for group in Group}
    table.finish()
    return chains


def approvers(table: Table) -> Approvers:
    """[release]: how the two who sign form 3 are called, and who of them is told by mail."""
    found = Approvers(
        director=table.text("director", ""),
        leader=table.text("leader", ""),
        director_reviewers=_addresses(table, "director_reviewers"),
        leader_reviewers=_addresses(table, "leader_reviewers"),
    )
    table.finish()
    return found


def _chain(table: Table) -> tuple[ReviewStep, ...]:
    tables = table.tables("steps")
    steps = tuple(_step(step) for step in tables)
    if not steps and isinstance(table.data.get("steps"), list):
        table.complain("steps", "empty")
    order = {word.value: number for number, word in enumerate(_Signed)}
    for before, after in pairwise(t for t in tables if t.data.get("state") in order):
        if order[str(after.data["state"])] <= order[str(before.data["state"])]:
            after.complain("state", "chain_order", value=after.data["state"])
    table.finish()
    return steps


def _step(table: Table) -> ReviewStep:
    step = ReviewStep(
        state=State(table.choice("state", _Signed).value),
        role=table.text("role"),
        with_letter=table.flag("with_letter"),
        form_field=table.choice("form_field", _Field).value,
        reviewers=_addresses(table, "reviewers"),
    )
    table.finish()
    return step


def _addresses(table: Table, key: str) -> tuple[str, ...]:
    return addresses_in(table, key) if key in table.data else ()
