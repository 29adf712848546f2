"""Values of options: ids "author-n", and answers in the forms that the command line promises."""

from __future__ import annotations

import click

from contract.exchange.dots import BadId, format_id, parse_id
from desktop.cli.setting import Setting


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
            self.fail(str(fault), param, ctx)


ID = IdType()


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
