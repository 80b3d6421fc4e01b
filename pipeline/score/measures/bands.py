"""`bands: {of: count, bands: [{from: 3000, below: 5000, points: 5}, …]}` — one band: lower bound in, upper out."""

from dataclasses import dataclass
from decimal import Decimal

from pipeline.score.match import NUMBERS, TAG, Fields
from pipeline.score.measures.worth import Measure, Surroundings, Worth, number_of
from pipeline.score.numbers import ZERO, Number, plain, read_exact, read_number
from pipeline.score.words import field_word, say
from pipeline.settings.tomlfile import Table


@dataclass(frozen=True, kw_only=True)
class Band:
    """From `low` on, below `high`; None is open above."""

    low: Decimal
    high: Decimal | None
    points: Number

    @property
    def text(self) -> str:
        """As people write it."""
        return f"{plain(self.low)}－{plain(self.high)}" if self.high is not None else f"{plain(self.low)}以上"


@dataclass(frozen=True)
class Bands:
    """Bands without gap or overlap, rising."""

    of: str
    bands: tuple[Band, ...]

    def worth(self, fields: Fields, around: Surroundings) -> Worth:
        """The points of the band the number lies in; below the first and above the last there are none."""
        value = number_of(fields, self.of)
        told = f"{field_word(self.of)}{plain(value)}"
        for band in self.bands:
            if value >= band.low and (band.high is None or value < band.high):
                return Worth(points=band.points.amount(around.parameters), note=f"{told}（{band.text}）")
        if value < self.bands[0].low:
            return Worth(points=ZERO, note=say("below_bands", told=told, least=plain(self.bands[0].low)))
        return Worth(points=ZERO, note=say("above_bands", told=told))


def read(table: Table) -> Measure:
    """Bands; a gap or an overlap between two is a mistake."""
    inner = table.table("bands")
    of = inner.text("of")
    if of not in NUMBERS and not of.startswith(TAG):
        inner.complain("of", "field_no_number", known="、".join(sorted(NUMBERS)))
    rows = inner.tables("bands")
    bands = tuple(_band(row) for row in rows)
    for (row, band), after in zip(zip(rows, bands, strict=True), bands[1:], strict=False):
        if band.high is None or band.high > after.low:
            row.complain("below", "bands_overlap", low=plain(after.low))
        elif band.high < after.low:
            row.complain("below", "bands_gap", high=plain(band.high), low=plain(after.low))
    if not bands:
        inner.complain("bands", "empty")
        bands = (Band(low=ZERO, high=None, points=Number()),)
    inner.finish()
    return Bands(of, bands)


def _band(row: Table) -> Band:
    low = read_exact(row, "from")
    high = read_exact(row, "below") if "below" in row.data else None
    points = read_number(row, "points")
    row.finish()
    if high is not None and high <= low:
        row.complain("below", "bounds", low=plain(low), high=plain(high))
    return Band(low=low, high=high, points=points)
