"""One check on one letter, with the terms and the words of the shipped config."""

from collections.abc import Callable

import pytest
from builders.letters import bureau

from pipeline.domain.finding import Finding, Problem
from pipeline.domain.piece import Incoming
from pipeline.settings.values import CheckRow
from pipeline.validate.desk import Desk
from pipeline.validate.engine import run_checks
from pipeline.validate.known import cases_of, check_of, is_asked


def _row(name: str, bureau_id: str) -> CheckRow:
    return next(row for row in bureau(bureau_id).checks.rows if row.name == name)


@pytest.fixture
def problems() -> Callable[..., list[Problem]]:
    """What a check says of a letter; nothing where it is not asked."""

    def run(name: str, incoming: Incoming, bureau_id: str = "yuhua") -> list[Problem]:
        if not is_asked(name, incoming):
            return []
        settings = bureau(bureau_id)
        of = settings.bureau
        terms = _row(name, bureau_id).terms
        desk = Desk(terms=terms, roster=of.roster, review=of.review, mailbox=of.mailbox, usages=settings.usages)
        found = list(check_of(name)(incoming, desk))
        for problem in found:  # what a check declares is what its wording may name
            assert set(cases_of(name)[problem.case]) <= set(problem.facts), (name, problem.case)
        return found

    return run


@pytest.fixture
def cases(problems: Callable[..., list[Problem]]) -> Callable[..., list[str]]:
    """The cases a check finds in a letter."""

    def run(name: str, incoming: Incoming, bureau_id: str = "yuhua") -> list[str]:
        return [problem.case for problem in problems(name, incoming, bureau_id)]

    return run


@pytest.fixture
def told() -> Callable[..., dict[str, Finding]]:
    """The findings of a letter by code, as the sender reads them."""

    def run(incoming: Incoming, bureau_id: str = "yuhua") -> dict[str, Finding]:
        return {finding.code: finding for finding in run_checks(incoming, bureau(bureau_id)).findings}

    return run
