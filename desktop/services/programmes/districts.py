"""The shipped provinces and their districts, as one office reads them: its own province first."""

from __future__ import annotations

from functools import cache

from contract.training.places import NTT, Districts, Province, read_districts, read_provinces
from resources import path


@cache
def known_districts(code: str = NTT.code) -> Districts:
    """The districts of the province of an office ("53", "53.71"), with those of the other shipped ones elsewhere.

    An office of a province that is not shipped reads as NTT does.
    """
    tables = {province.code: read_districts(_text(province.table), province) for province in shipped_provinces()}
    home = tables.get(code[:2], tables[NTT.code])
    others = tuple(table for table in tables.values() if table is not home)
    return read_districts(_text(home.province.table), home.province, others)


def shipped_provinces() -> tuple[Province, ...]:
    """The provinces whose districts ship with the program."""
    return read_provinces(_text("provinces.csv"))


def _text(name: str) -> str:
    return path(f"districts/{name}").read_text(encoding="utf-8")
