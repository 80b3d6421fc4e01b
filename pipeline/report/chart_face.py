"""The paper that charts are drawn on: a Chinese face from a package, so that no font of the system is needed."""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

PNG = "image/png"
_FACE = ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf")  # Noto Sans SC, SIL Open Font License 1.1
_DPI = 200

INK, GREY, DARK, PALE, LINE = "#1a1a1a", "#595959", "#1f4e79", "#9fb6cc", "#8c8c8c"  # told apart in black and white too


@dataclass(frozen=True, kw_only=True)
class Canvas:
    """A figure with one pair of axes."""

    figure: Figure
    axes: Axes


def canvas(width: float, height: float) -> Canvas:
    """An empty white figure; inches."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=_DPI, facecolor="white", layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(LINE)
    axes.tick_params(length=0, colors=INK)
    return Canvas(figure=figure, axes=axes)


def png(drawn: Canvas) -> bytes:
    """The figure as a picture, in the Chinese face; nothing in it tells program or hour."""
    from matplotlib.text import Text

    for text in drawn.figure.findobj(Text):
        size = text.get_fontsize()
        text.set_fontproperties(_face())
        text.set_fontsize(size)
    out = io.BytesIO()
    drawn.figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


@functools.cache
def _face() -> FontProperties:
    from matplotlib.font_manager import FontProperties

    package, name = _FACE
    with resources.as_file(resources.files(package) / name) as path:
        return FontProperties(fname=path)
