"""The districts of a province as tiles: where each lies, and which shade its figure has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, isqrt

from contract.training.places import Districts
from desktop.documents.press.figures import figure
from desktop.documents.press.sheets import Tile, TileMap

SHADES = 4
"""Shades above nought: more are not told apart."""
_WIDE = 2
"""How much wider than high a map without a layout is."""


def tile_map(
    districts: Districts,
    caption: str,
    values: Mapping[str, int | Fraction | None],
    *,
    unit: str = "",
    remark: str = "",
    told: Callable[[int | Fraction], str] | None = None,
) -> TileMap:
    """The map of a province, its own government on a tile, too, where `values` knows its code.

    values: by Kemendagri code; a district that is not among them has no figure. told: how a figure is written.
    """
    places = places_of(districts, province=districts.province.code in values)
    named = {district.code: (district.name, district.short_name) for district in districts.listed}
    named[districts.province.code] = (districts.province.government, districts.province.short_name)
    tiles = tuple(
        _tile(code, named[code], places[code], values.get(code), told or (lambda value: figure(value).text))
        for code in sorted(places)
    )
    return TileMap(caption=caption, tiles=tiles, bounds=bounds_of(tiles), unit=unit, remark=remark)


def _tile(
    code: str,
    names: tuple[str, str],
    place: tuple[int, int],
    value: int | Fraction | None,
    told: Callable[[int | Fraction], str],
) -> Tile:
    name, short = names
    words = "" if value is None else told(value)
    return Tile(code=code, name=name, short_name=short, column=place[0], row=place[1], value=value, told=words)


def places_of(districts: Districts, *, province: bool) -> dict[str, tuple[int, int]]:
    """Column and row of each tile by code, from the shipped layout; a province without one is laid out by code."""
    laid = {
        district.code: (district.tile_column, district.tile_row)
        for district in districts.listed
        if district.tile_column is not None and district.tile_row is not None
    }
    if len(laid) < len(districts.listed):
        codes = [*([districts.province.code] if province else []), *(one.code for one in districts.listed)]
        wide = max(1, isqrt(_WIDE * len(codes) - 1) + 1)
        return {code: (n % wide, n // wide) for n, code in enumerate(codes)}
    if province:
        laid[districts.province.code] = _free_corner(set(laid.values()))
    return laid


def _free_corner(taken: set[tuple[int, int]]) -> tuple[int, int]:
    """Of the four corners the first that no district lies in or beside; where all are taken, a row below."""
    right, foot = max(column for column, _ in taken), max(row for _, row in taken)
    for column, row in ((0, 0), (right, foot), (0, foot), (right, 0)):
        around = {(column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
        if not around & taken:
            return column, row
    return next(
        ((column, row) for column, row in ((0, 0), (right, foot), (0, foot), (right, 0)) if (column, row) not in taken),
        (0, foot + 1),
    )


def bounds_of(tiles: tuple[Tile, ...]) -> tuple[int | Fraction, ...]:
    """The largest value of each shade: equal steps up to the largest figure, whole where all figures are."""
    known = [tile.value for tile in tiles if tile.value is not None]
    most = max(known, default=0)
    if most <= 0:
        return ()
    if all(isinstance(value, int) for value in known):
        step = ceil(Fraction(most, SHADES))
        return tuple(bound for n in range(1, SHADES + 1) if (bound := n * step) - step < most)
    return tuple(Fraction(most) * n / SHADES for n in range(1, SHADES + 1))


def shade_of(tile: Tile, bounds: tuple[int | Fraction, ...]) -> int | None:
    """0 for nought, 1 and up for the shades; None where nothing is known."""
    if tile.value is None:
        return None
    if tile.value <= 0:
        return 0
    return next((n for n, bound in enumerate(bounds, 1) if tile.value <= bound), len(bounds))


def legend_of(tiles: TileMap) -> list[tuple[int, str]]:
    """Each shade and the figures it stands for, from nought up."""
    whole = all(isinstance(bound, int) for bound in tiles.bounds)
    told, before = [(0, "0")], Fraction(0)
    for n, bound in enumerate(tiles.bounds, 1):
        first = figure(int(before) + 1).text if whole else f"> {figure(before).text}"
        last = figure(bound).text
        told.append((n, last if first == last else f"{first}–{last}"))
        before = Fraction(bound)
    return told
