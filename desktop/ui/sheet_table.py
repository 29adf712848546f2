"""A table of a printed form as a table of the window: the same cells, to be read, ordered and copied."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.documents.press import sheets
from desktop.ui.look import Look
from desktop.ui.rows import Cell, Column, Exact, RowsModel
from desktop.ui.tables import Table
from desktop.ui.theme import Type

_LEAST = 56
_LETTER = 8
"""Pixels at 100 % that a letter of a head is taken for."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row, and where it stood."""

    n: int
    cells: tuple[sheets.Cell, ...]


def sheet_columns(table: sheets.Table) -> list[Column[SheetRow]]:
    """The columns of a form's table."""
    return [_column(n, column) for n, column in enumerate(table.columns)]


def _column(n: int, column: sheets.Column) -> Column[SheetRow]:
    right = column.align is sheets.Align.RIGHT

    def cell(row: SheetRow) -> Cell:
        shown = row.cells[n]
        kind = Type.STRONG if shown.bold else Type.FIGURE
        return Cell(text=shown.text, kind=kind)

    def exact(row: SheetRow) -> Exact:
        shown = row.cells[n]
        return shown.value if shown.value is not None or right else shown.text

    least = max(_LEAST, round(column.width * 2 * _LETTER))
    share = max(1, round(column.width * 10)) if not right else 0
    return Column(title=column.heading, cell=cell, least=least, share=share, right=right, exact=exact)


class SheetTable(Table):
    """Shows a table of a form."""

    def __init__(self, look: Look, table: sheets.Table) -> None:
        super().__init__(look, table.caption, opens=False, several=True)
        self.setModel(RowsModel[SheetRow](sheet_columns(table), lambda row: row.n, self))
        self.show_table(table)

    def show_table(self, table: sheets.Table) -> None:
        """Other rows under the same heads."""
        self.show_rows([SheetRow(n, cells) for n, cells in enumerate(table.rows)])
