"""Values of options: ids "author-n", and answers in the forms that the command line promises."""

from __future__ import annotations

import click

from contract.exchange.dots import BadId, format_id, parse_id
from desktop.cli.english import worded
from desktop.cli.setting import Setting, setting_of


class IdType(click.ParamType[int]):
    """An id, "7-203"."""

    name = "id"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The id as an integer."""
        if isinstance(value, int):
            return value
        try:
            return parse_id(str(value))
        except BadId as fault:
            self.fail(worded(fault, setting_of(ctx).language) if ctx is not None else str(fault), param, ctx)


ID = IdType()
_NEARLY = 1e-6
"""By how much a binary fraction of a hundredth may miss it."""


def id_text(identifier: int) -> str:
    """An id as it is answered."""
    return format_id(identifier)


def hours_number(hours: float) -> float | int:
    """Lesson hours as a number without ".0"."""
    return int(hours) if hours == int(hours) else hours


def told_id(setting: Setting, identifier: int, indonesian: str, english: str) -> None:
    """Answers with the id of what was made."""
    setting.say(
        f"{indonesian}: {id_text(identifier)}", f"{english}: {id_text(identifier)}"
    ) if not setting.json else None
    setting.answer({"id": id_text(identifier)})


def typed_hours(text: str) -> float:
    """Lesson hours as typed, "3" or "2,5"."""
    from math import isfinite

    from desktop.services.faults import Unsuitable

    try:
        found = float(text.replace(",", "."))
    except ValueError:
        found = float("nan")
    if not isfinite(found):
        raise Unsuitable(f'Jam pelajaran "{text}" bukan angka; tulis misalnya 3 atau 2,5.')
    if abs(found * 100 - round(found * 100)) > _NEARLY:
        raise Unsuitable(f'Jam pelajaran "{text}" lebih halus dari seperseratus; tulis misalnya 1,33.')
    return found
