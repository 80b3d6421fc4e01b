"""An office that tells its reviewers by mail what waits: a held piece, one to be signed."""

import pytest
from acts.by_mail.reviewers import asking
from acts.office import SUBJECT, Office, form, mail, manuscript, photo, whole_piece

from pipeline.domain.words import Disposition


@pytest.fixture
def desk(office: Office) -> Office:
    """An office that tells its reviewers."""
    return asking(office)


@pytest.fixture
def held(desk: Office) -> Office:
    """A held piece, and both reviewers told."""
    office = desk
    office.arrive(mail(SUBJECT, [manuscript(), form(sensitive=True), photo()]))
    assert office.poll() == {Disposition.HELD: 1}
    return office


@pytest.fixture
def to_sign(desk: Office) -> Office:
    """A station's piece that waits for its 初审."""
    office = desk
    office.arrive(whole_piece())
    office.poll()
    return office
