"""The process that reads pictures: `python -m pipeline.ingest.ocr_child PARENT LIMITS PICTURE…`, started by ocr.py.

It has no network, no database and no secrets, like the reading child; address space is not limited, which onnxruntime
does not bear: ocr.py watches its resident memory instead. What it read goes to stdout as JSON.
"""

import ctypes
import os
import resource
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from pipeline.ingest import cage
from pipeline.ingest.ocr_words import Seen
from pipeline.ingest.reading_job import LIMITS
from pipeline.settings.values import Limits

READ: TypeAdapter[dict[str, Seen]] = TypeAdapter(dict[str, Seen])  # by the picture's file name
ANSWER_BYTES = 8_000_000


def main(parent: int, limits: Limits, pictures: list[Path]) -> None:
    """Read the files' pictures and say what forms they are; one that is none says only its text.

    Args:
        parent: dies with this process.
        limits: of reading.
        pictures: their files.
    """
    cage.die_with(parent)
    answer = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print must not look like an answer
    cage.close_network(ctypes.CDLL(None, use_errno=True))  # before there are threads: later it is refused
    reader = _reader(limits.ocr.pictures)
    written = max(ANSWER_BYTES, limits.part_bytes)  # a .doc is turned into a file first
    for which, most in ((resource.RLIMIT_CPU, 2 * limits.ocr.seconds), (resource.RLIMIT_FSIZE, written)):
        resource.setrlimit(which, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    cage.stand_alone()
    seen = reader.read(((path.name, path.read_bytes()) for path in pictures), limits)
    with os.fdopen(answer, "wb") as out:
        out.write(READ.dump_json(seen))


def _reader(most: int) -> Any:
    # Its libraries start threads, and with threads the network could not be closed any more.
    from pipeline.ingest.ocr_reader import PictureReader

    return PictureReader(most)


if __name__ == "__main__":
    main(int(sys.argv[1]), LIMITS.validate_json(sys.argv[2]), [Path(path) for path in sys.argv[3:]])
