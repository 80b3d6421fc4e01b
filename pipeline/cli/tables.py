"""Tables for people: on a terminal they fit its width, in a pipe a row is a line."""

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_PIPE_WIDTH = 100_000  # nothing is folded where `grep` may read


def _console() -> Console:
    terminal = sys.stdout.isatty()
    return Console(highlight=False, markup=False, emoji=False, width=None if terminal else _PIPE_WIDTH)


def print_line(text: str, *, indent: int = 0) -> None:
    """One line, as it stands; what does not fit is continued under its own beginning."""
    _console().print(Padding(Text(text or " "), (0, 0, 0, indent), expand=False))


def print_command(text: str, *, indent: int = 0) -> None:
    """A command to be copied: never folded by us, whatever the terminal's width."""
    _console().print(Text(" " * indent + text), soft_wrap=True)


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, folding: int | None = None) -> None:
    """A table without lines; nothing in a cell is taken for markup.

    Args:
        headings: one a column.
        rows: texts, as many as headings.
        folding: which column gives way when the terminal is narrow; the others are never broken.
    """
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for place, heading in enumerate(headings):
        figures = bool(rows) and all(row[place].isdecimal() for row in rows)
        table.add_column(heading, no_wrap=place != folding, overflow="fold", justify="right" if figures else "left")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console = _console()
    if console.is_terminal:
        console.print(table)
        return
    with console.capture() as written:
        console.print(table)
    print(*(line.rstrip() for line in written.get().splitlines()), sep="\n")  # a pipe's rows end with their last word
