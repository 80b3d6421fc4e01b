"""Frames between a reading child and its parent come whole or not at all."""

import io

from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.frames import Damaged, frame, read_frame


@given(st.lists(st.binary(max_size=200), max_size=4), st.integers(0, 900))
def test_frames_come_whole_or_not_at_all(payloads, cut):
    sent = b"".join(map(frame, payloads))
    stream = io.BytesIO(sent[:cut])
    got = []
    try:
        while (payload := read_frame(stream)) is not None:
            got.append(payload)
    except Damaged:
        assert cut < len(sent)
    assert got == payloads[: len(got)]
    assert cut < len(sent) or got == payloads
