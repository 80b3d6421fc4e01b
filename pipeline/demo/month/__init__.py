"""The demo's month as data: letters, stories and decisions in YAML; `load_month` reads them."""

from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import TypeAdapter

from pipeline.demo.month.shapes import BureauMonth, Month, Plan
from pipeline.demo.month.stories import Stories

__all__ = ["load_month"]

_T = TypeVar("_T")
_HERE = Path(__file__).parent
_GENERAL = ("month.yaml", "stories.yaml")


@cache
def load_month() -> Month:
    """Everything that happens in the demo's month.

    Raises:
        pydantic.ValidationError: a file beside this one has a mistake.
    """
    bureaus = [path for path in sorted(_HERE.glob("*.yaml")) if path.name not in _GENERAL]
    return Month(
        plan=_read("month.yaml", Plan),
        stories=_read("stories.yaml", Stories),
        bureaus=tuple(_read(path.name, BureauMonth) for path in bureaus),
    )


def _read(name: str, shape: type[_T]) -> _T:
    return TypeAdapter(shape).validate_python(yaml.safe_load((_HERE / name).read_text("utf-8")))
