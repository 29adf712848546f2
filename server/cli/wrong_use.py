"""What click complains about, in Bahasa Indonesia."""

from __future__ import annotations

import click


def complaint(error: click.UsageError) -> str:
    """What is wrong with the command line."""
    match error:
        case click.NoSuchOption():
            return f"tidak ada pilihan {error.option_name}."
        case click.exceptions.NoSuchCommand():
            return f'tidak ada perintah "{error.command_name}".'
        case click.MissingParameter():
            return f"{_name(error)} belum disebutkan."
        case click.BadParameter():
            return f"{_name(error)}: {_wanted(error)}"
        case click.BadOptionUsage():
            return f"{error.option_name} perlu sebuah nilai."
        case _ if "extra argument" in error.message:
            return f"kelebihan kata: {error.message.partition('(')[2].rstrip(')')}."
        case _:
            return error.format_message()


def _name(error: click.BadParameter) -> str:
    return error.param.opts[0] if error.param is not None else str(error.param_hint or "?")


def _wanted(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return f"pilih salah satu dari {', '.join(str(choice) for choice in kind.choices)}."
    if isinstance(kind, click.IntRange):
        return f"tulis angka dari {kind.min} sampai {kind.max}."
    return error.message
