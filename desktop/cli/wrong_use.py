"""What click complains about, in the person's language, with the right use below."""

from __future__ import annotations

import click

from desktop.cli.setting import Setting


def sentence_of(error: click.UsageError, setting: Setting) -> str:
    """The complaint, and the line that shows the right use."""
    usage = error.ctx.get_usage() if error.ctx is not None else ""
    return f"{_complaint(error, setting)}\n{usage}".rstrip()


def _complaint(error: click.UsageError, setting: Setting) -> str:
    word = setting.word
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return word("Perintahnya belum disebutkan.", "The command is missing.")
        case click.NoSuchOption():
            like = error.possibilities[0] if error.possibilities else None
            hint = word(f" Maksudnya {like}?", f" Did you mean {like}?") if like else ""
            return word(f"Tidak ada pilihan {error.option_name}.", f"There is no option {error.option_name}.") + hint
        case click.exceptions.NoSuchCommand():
            told = error.command_name
            like = error.possibilities[0] if error.possibilities else None
            hint = word(f' Maksudnya "{like}"?', f' Did you mean "{like}"?') if like else ""
            return word(f'Tidak ada perintah "{told}".', f'There is no command "{told}".') + hint
        case click.MissingParameter():
            name = _name(error)
            return word(f"{name} belum disebutkan.", f"{name} is missing.")
        case click.BadParameter():
            name = _name(error)
            return word(f"{name}: {_why(error, setting)}", f"{name}: {_why(error, setting)}")
        case click.BadOptionUsage():
            return word(f"{error.option_name} perlu sebuah nilai.", f"{error.option_name} needs a value.")
        case _ if "Missing command" in error.message:
            return word("Perintahnya belum disebutkan.", "The command is missing.")
        case _ if "extra argument" in error.message:
            extra = error.message.partition("(")[2].rstrip(")")
            return word(f'Kelebihan kata: "{extra}".', f'Too many words: "{extra}".')
        case _:
            return error.message[:1].upper() + error.message[1:]


def _name(error: click.BadParameter) -> str:
    param = error.param
    if param is None:
        return str(error.param_hint or "?")
    return param.opts[0] if isinstance(param, click.Option) else param.make_metavar(error.ctx or click.Context(_NONE))


def _why(error: click.BadParameter, setting: Setting) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        told = ", ".join(str(choice) for choice in kind.choices)
        return setting.word(f"pilih salah satu dari {told}.", f"choose one of {told}.")
    if isinstance(kind, click.IntRange) and kind.min is not None:
        most = "" if kind.max is None else f"-{kind.max}"
        more, more_en = ("", "") if kind.max is not None else (" atau lebih", " or more")
        told, told_en = f"{kind.min}{most}{more}", f"{kind.min}{most}{more_en}"
        return setting.word(f"tulis sebuah angka, {told}.", f"write a number, {told_en}.")
    if isinstance(kind, (click.types.IntParamType, click.types.FloatParamType)):
        return setting.word("tulis sebuah angka.", "write a number.")
    if isinstance(kind, click.Path):
        return setting.word("berkas atau map itu tidak dapat dipakai.", "that file or folder cannot be used.")
    return error.message


_NONE = click.Command("lontar")
