"""Looking at pictures: decoded whole, dated, their look kept, beside plain Pillow decoding the same bytes."""

import io
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image

from pipeline.demo.photographs import photograph
from pipeline.ingest.picture import read_picture
from pipeline.settings.values import Limits


@dataclass(frozen=True, kw_only=True)
class Looked:
    """Seconds a picture, medians."""

    what: str
    pillow: float
    ours: float


def look(rounds: int, sizes: Sequence[tuple[int, int]] = ((1600, 1200), (4600, 3450))) -> list[Looked]:
    """Both in turn, so many times, for pictures of these sizes (pixels)."""
    limits = Limits()
    return [_beside(width, height, rounds, limits) for width, height in sizes]


def _beside(width: int, height: int, rounds: int, limits: Limits) -> Looked:
    shots = [photograph(seed, width=width, height=height, quality=90) for seed in range(4)]
    plain, ours = [], []
    for _ in range(rounds):
        plain += [_timed(lambda shot=shot: Image.open(io.BytesIO(shot)).load()) for shot in shots]
        ours += [_timed(lambda shot=shot: read_picture(shot, limits)) for shot in shots]
    return Looked(
        what=f"JPEG of {width} × {height}, {len(shots[0]) / 1e6:.1f} MB",
        pillow=statistics.median(plain),
        ours=statistics.median(ours),
    )


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
