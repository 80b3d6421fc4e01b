"""A letter with two manuscripts as it was laid, and the same split as proposed."""

from pathlib import Path

import pytest
from acts.office import mail
from steps.split.two_in_one import LETTER, Desk

from pipeline.ingest.readers import Readers


@pytest.fixture(scope="session")
def laid(tmp_path_factory: pytest.TempPathFactory, readers: Readers) -> Desk:
    """A letter with two manuscripts, their forms and pictures: held; to be copied."""
    table = Desk.laid(tmp_path_factory.mktemp("laid"), readers)
    table.come(mail("2020年度+左家塘+五月信息", LETTER))
    table.house.database.close()
    return table


@pytest.fixture
def table(laid: Desk, tmp_path: Path) -> Desk:
    """A copy of it of the test's own."""
    return laid.copy(tmp_path)


@pytest.fixture(scope="session")
def whole(laid: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The same with its letter split as proposed: to be copied."""
    table = laid.copy(tmp_path_factory.mktemp("whole"))
    table.split()
    table.house.database.close()
    return table


@pytest.fixture
def parted(whole: Desk, tmp_path: Path) -> Desk:
    """A copy of the two pieces of the test's own."""
    return whole.copy(tmp_path)
