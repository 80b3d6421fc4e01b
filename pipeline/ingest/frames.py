"""Length-prefixed frames over a pipe: how a reading child and its parent talk."""

import os
import struct
from typing import BinaryIO

_LENGTH = struct.Struct(">I")
MOST = 64_000_000  # bytes of one frame


class Damaged(Exception):  # noqa: N818 - a fact about the pipe
    """What came over the pipe is no frame."""


def frame(payload: bytes) -> bytes:
    """A payload with its length before it."""
    return _LENGTH.pack(len(payload)) + payload


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next payload of a blocking stream, None at its end.

    Raises:
        Damaged: the stream ends inside a frame, or the frame is too long.
    """
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise Damaged("length")
    (length,) = _LENGTH.unpack(head)
    if length > MOST:
        raise Damaged(f"{length} bytes")
    payload = stream.read(length)
    if len(payload) < length:
        raise Damaged("payload")
    return payload


class Arriving:
    """A frame that arrives in pieces on a descriptor."""

    def __init__(self) -> None:
        self._got = bytearray()

    def take(self, descriptor: int) -> bool:
        """Read once; False at the end of the stream."""
        piece = os.read(descriptor, 1 << 16)
        self._got += piece
        return bool(piece)

    def payload(self) -> bytes | None:
        """The payload once it is whole.

        Raises:
            Damaged: the frame is too long, or more than one came.
        """
        if len(self._got) < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack_from(self._got)
        if length > MOST or len(self._got) > _LENGTH.size + length:
            raise Damaged(f"{length} bytes announced, {len(self._got)} came")
        return bytes(self._got[_LENGTH.size :]) if len(self._got) == _LENGTH.size + length else None
