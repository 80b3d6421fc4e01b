"""[alike] of settings.toml: when two pieces, or two pictures, are told to the office as nearly the same."""

from dataclasses import dataclass

from pipeline.settings.tomlfile import Table


@dataclass(frozen=True, kw_only=True)
class AlikeSettings:
    """What was measured and why it was chosen stands in docs/decisions/0012."""

    text_percent: int = 85  # of the characters of two manuscripts that agree, in their order; 101 for never
    text_chars: int = 120  # letters and figures of the shorter of them, at least
    picture_bits: int = 6  # of 128 in which the looks of two pictures may differ; more than 7 are not surely found


def read_alike(table: Table) -> AlikeSettings:
    """The table's values, the usual ones where it is left out; every mistake noted."""
    usual = AlikeSettings()
    alike = AlikeSettings(
        text_percent=table.integer("text_percent", usual.text_percent, low=50, high=101),
        text_chars=table.integer("text_chars", usual.text_chars, low=20, high=100_000),
        picture_bits=table.integer("picture_bits", usual.picture_bits, low=0, high=7),
    )
    table.finish()
    return alike
