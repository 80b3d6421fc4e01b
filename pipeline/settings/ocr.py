"""[ocr] of settings.toml: whether forms that come as pictures are read, and what that may cost."""

from dataclasses import dataclass

from pipeline.settings.tomlfile import Table

_AUTO = "auto"


@dataclass(frozen=True, kw_only=True)
class OcrSettings:
    """The reader of pictures; as an object of its own it is switched off."""

    on: bool = False  # where the extra `ocr` is installed; without it, never
    seconds: int = 60  # for all pictures of one letter
    memory_mb: int = 1500  # resident, of the process that reads them
    pictures: int = 4  # of one letter, at most
    confidence: int = 85  # per cent: a field read less surely is looked at by a person
    names: tuple[str, ...] = ()  # words of a file name that speak for a form


def read_ocr(table: Table) -> OcrSettings:
    """The table's values, the usual ones where it is left out; every mistake noted."""
    usual = OcrSettings()
    on = table.take("on", ' "auto" 或 false', lambda value: value == _AUTO or value is False, optional=True)
    ocr = OcrSettings(
        on=on is not False,
        seconds=table.integer("seconds", usual.seconds, low=1, high=3600),
        memory_mb=table.integer("memory_mb", usual.memory_mb, low=200, high=100_000),
        pictures=table.integer("pictures", usual.pictures, low=1, high=100),
        confidence=table.integer("confidence", usual.confidence, low=0, high=100),
        names=table.texts("names", (), blank=True),
    )
    table.finish()
    return ocr
