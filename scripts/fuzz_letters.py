"""Coverage-guided fuzzing of letters and files with atheris: python scripts/fuzz_letters.py [libFuzzer options].

Reading raises on nothing: whatever it raises but a lack of memory is a finding. The corpus grows in build/fuzz/.
"""

import hashlib
import sys
from pathlib import Path

import atheris

_ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(_ROOT), str(_ROOT / "tests")]

with atheris.instrument_imports(include=["pipeline.ingest", "pipeline.domain"]):
    from pipeline.ingest.letter import read_letter
    from pipeline.settings.values import Limits

from torture.spoiling import as_letter, files, golden  # noqa: E402

_LIMITS = Limits(letter_bytes=400_000, part_bytes=400_000, archive_bytes=2_000_000, document_bytes=2_000_000)
_SMALL = 60_000  # bytes of a seed


def one(data: bytes) -> None:
    """Read one input as a letter."""
    try:
        letter = read_letter(data, _LIMITS, lambda content: hashlib.sha256(content).hexdigest())
    except MemoryError:
        return
    if "reader_fault" in letter.defects:
        raise AssertionError([part.trouble for part in letter.parts])


def main() -> None:
    """Lay the seeds and go on until libFuzzer ends."""
    corpus = _ROOT / "build" / "fuzz"
    corpus.mkdir(parents=True, exist_ok=True)
    for raw in (*golden(), *(as_letter(name, content) for name, content in files().items())):
        if len(raw) <= _SMALL:
            (corpus / hashlib.sha256(raw).hexdigest()).write_bytes(raw)
    atheris.Setup([*sys.argv, str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
