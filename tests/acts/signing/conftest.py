"""A piece that waits for its first signature, and one that both have signed."""

import pytest
from acts.office import Office, whole_piece
from acts.signing.review_chain import signs, state_of


@pytest.fixture
def received(office: Office) -> Office:
    """A station's piece waits for its 初审."""
    office.arrive(whole_piece())
    office.poll()
    assert state_of(office) == "received"
    return office


@pytest.fixture
def reviewed(received: Office) -> Office:
    """Both have signed."""
    signs(received)
    received.clock.forward(hours=1)
    signs(received, "赵副局长", "同意报送")
    return received
