"""How the cells of a tally look."""

from typing import Any

from pipeline.report.tally_table import Cell

_FACES: dict[Cell, dict[str, Any]] = {
    Cell.TEXT: {"text_wrap": True},
    Cell.SHORT: {"align": "center", "text_wrap": True},
    Cell.COUNT: {"align": "center", "num_format": "0"},
    Cell.POINTS: {"align": "center", "num_format": "General"},
    Cell.MONEY: {"align": "right", "num_format": "#,##0.00"},
    Cell.PERCENT: {"align": "center", "num_format": "0%"},
    Cell.TENTHS: {"align": "center", "num_format": "0.0%"},
    Cell.DAY: {"align": "center", "num_format": "yyyy-mm-dd"},
    Cell.LINK: {"font_color": "#0563C1", "underline": 1, "text_wrap": True},
}


class Look:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "font_size": 16, "font_name": "黑体", "align": "center"})
        self.heading = book.add_format(
            {
                "bold": True,
                "font_name": "黑体",
                "align": "center",
                "text_wrap": True,
                "border": 1,
                "bg_color": "#E7E6E6",
            }
        )
        self._faces = {cell: book.add_format({"border": 1, **face}) for cell, face in _FACES.items()}
        self._quoted = {
            cell: book.add_format({"border": 1, "quote_prefix": True, **_FACES[cell]})
            for cell in (Cell.TEXT, Cell.SHORT, Cell.LINK)
        }

    def of(self, cell: Cell) -> Any:
        """The look of such a cell."""
        return self._faces[cell]

    def quoted(self, cell: Cell) -> Any:
        """The same for a text that begins like a formula: it stays a text even when someone edits it."""
        return self._quoted.get(cell, self._quoted[Cell.TEXT])
