"""Two pieces of one station, laid once and copied for each test."""

from pathlib import Path

import pytest
from acts.office import form, mail, manuscript, photo
from steps.put_right.pieces import SECOND_TITLE, Desk

from pipeline.ingest.readers import Readers


@pytest.fixture(scope="session")
def laid(tmp_path_factory: pytest.TempPathFactory, readers: Readers) -> Desk:
    """Two pieces of one station, accepted, with everything that belongs to them: to be copied."""
    found = Desk.laid(tmp_path_factory.mktemp("laid"), readers)
    second = [manuscript(SECOND_TITLE, ["五月七日召开座谈会。" * 20]), form(SECOND_TITLE), photo(2)]
    found.come(mail(attached=[manuscript(), form(), photo()]), mail("2020年度+左家塘+双拥", second))
    found.clock.forward(days=5)
    found.house.database.close()
    return found


@pytest.fixture
def table(laid: Desk, tmp_path: Path) -> Desk:
    """A copy of it of the test's own."""
    return laid.copy(tmp_path)
