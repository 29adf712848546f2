"""Charts and maps as tables of the same figures: what is drawn can always be read."""

from __future__ import annotations

from fractions import Fraction

from contract.training.exact_numbers import number_text
from desktop.documents.press.sheets import Align, Bar, Cell, Chart, Column, Table, TileMap, whole

UNKNOWN = "belum ada data"


def figure(value: int | Fraction) -> Cell:
    """A number as offices write it."""
    return whole(value) if isinstance(value, int) else Cell(number_text(value), value, Align.RIGHT)


def chart_table(chart: Chart, heading: str = "Keterangan", total: str = "Jumlah", remark: str = "Catatan") -> Table:
    """A row for each bar with the figure of each part; what is told beyond the figures in a last column."""
    parts = max((len(bar.shares) for bar in chart.bars), default=0)
    names = [*chart.series, *(f"{n}" for n in range(len(chart.series) + 1, parts + 1))][:parts]
    if parts == 1:
        names = [chart.series[0] if chart.series else total]
    several = parts > 1
    more = any(_said_more(bar) for bar in chart.bars)
    columns = [Column(heading, 4), *(Column(name, 1.2, Align.RIGHT) for name in names)]
    columns += [Column(total, 1.2, Align.RIGHT)] if several else []
    columns += [Column(remark, 3)] if more else []
    rows = tuple(_bar_row(bar, parts, several=several, more=more) for bar in chart.bars)
    return Table(columns=tuple(columns), rows=rows, caption=chart.caption)


def _bar_row(bar: Bar, parts: int, *, several: bool, more: bool) -> tuple[Cell, ...]:
    cells = [Cell(bar.label), *(figure(share.value) for share in bar.shares)]
    cells += [Cell("", align=Align.RIGHT)] * (parts - len(bar.shares))
    cells += [figure(bar_length(bar))] if several else []
    cells += [Cell(bar.told if _said_more(bar) else "")] if more else []
    return tuple(cells)


def bar_length(bar: Bar) -> int | Fraction:
    """All parts of a bar together."""
    return sum((share.value for share in bar.shares), 0)


def _said_more(bar: Bar) -> bool:
    """Whether what is told of a bar is more than its one figure."""
    return len(bar.shares) == 1 and bar.told not in ("", figure(bar.shares[0].value).text)


def map_table(tiles: TileMap, heading: str = "Wilayah", unknown: str = UNKNOWN) -> Table:
    """A row for each district; where nothing is known it says so."""
    columns = (Column(heading, 4), Column(tiles.unit or "Jumlah", 1.4, Align.RIGHT))
    rows = tuple(
        (Cell(tile.name), Cell(unknown, align=Align.RIGHT) if tile.value is None else Cell(tile.told, tile.value))
        for tile in sorted(tiles.tiles, key=lambda tile: tile.code)
    )
    return Table(columns=columns, rows=rows, caption=tiles.caption)
