"""Commands and groups that load what they need when they are called, and speak the person's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from desktop.cli.setting import Both, Language, in_language, setting_of


class Option(click.Option):
    """An option whose help is in the person's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words = kwargs.get("help")  # click keeps a cleaned copy, which has lost the English

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Its line in the help."""
        record = super().get_help_record(ctx)
        return (record[0], in_language(self._words, ctx)) if record is not None else None


def _profile(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        setting_of(context).profile = value


def _json(context: click.Context, _: click.Parameter, value: bool) -> None:
    setting_of(context).json |= value


def _language(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        setting_of(context).language = Language(value)


def _passphrase_file(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        setting_of(context).passphrase_file = value


def _debug(context: click.Context, _: click.Parameter, value: bool) -> None:
    setting_of(context).debug |= value


def _shared_options() -> list[click.Parameter]:
    file, folder = click.Path(path_type=Path, dir_okay=False), click.Path(path_type=Path, file_okay=False)
    kept: dict[str, Any] = {"expose_value": False, "is_eager": True}
    return [
        Option(["--profile"], type=folder, callback=_profile, help=_PROFILE, metavar="DIR", **kept),
        Option(["--json"], is_flag=True, callback=_json, help=_JSON, **kept),
        Option(
            ["--lang"],
            type=click.Choice([language.value for language in Language]),
            callback=_language,
            help=_LANG,
            **kept,
        ),
        Option(["--passphrase-file"], type=file, callback=_passphrase_file, help=_FILE, metavar="FILE", **kept),
        Option(["--debug"], is_flag=True, callback=_debug, hidden=True, **kept),
    ]


_PROFILE = Both("map data laptop ini", "folder with this laptop's data")
_JSON = Both("jawab dengan satu objek JSON", "answer with one JSON object")
_LANG = Both("bahasa jawaban", "language of the answers")
_FILE = Both("berkas berisi kata sandi", "file that holds the passphrase")
_HELP = Both("tampilkan bantuan ini", "show this help")


def _in_english(piece: str) -> str:
    return piece.replace("PERINTAH", "COMMAND").replace("PILIHAN", "OPTIONS")


class _Worded(click.Command):
    """What commands and groups share: the options that hold everywhere, headings in the person's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(_shared_options())

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help, worded."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = in_language(_HELP, ctx)
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows the right use."""
        needed = [
            param.opts[0] if param.is_flag else f"{param.opts[0]} {param.make_metavar(ctx)}"
            for param in self.get_params(ctx)
            if isinstance(param, click.Option) and param.required
        ]
        given = [
            piece for param in self.params if isinstance(param, click.Argument) for piece in param.get_usage_pieces(ctx)
        ]
        rest = ["PERINTAH ..."] if isinstance(self, click.Group) else [*needed, *given, "[PILIHAN]"]
        prefix = in_language(Both("Pemakaian: ", "Usage: "), ctx)
        told = " ".join(rest) if prefix == "Pemakaian: " else " ".join(_in_english(word) for word in rest)
        formatter.write_usage(ctx.command_path, told, prefix=prefix)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(in_language(self.help, ctx))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its options, those that hold everywhere last."""
        records = [param.get_help_record(ctx) for param in self.get_params(ctx)]
        lines = [record for record in records if record is not None and record[1]]
        with formatter.section(in_language(Both("Pilihan", "Options"), ctx)):
            formatter.write_dl(lines)


class Command(_Worded):
    """A command of ours."""


class Group(_Worded, click.Group):
    """A group that knows its commands by name only, until one is called.

    lazy: name of a command -> "module:attribute" and its short help.
    """

    def __init__(self, *args: Any, lazy: dict[str, tuple[str, Both]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order given."""
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, loaded now."""
        if cmd_name not in self._lazy:
            return None
        module, _, attribute = self._lazy[cmd_name][0].partition(":")
        found = getattr(import_module(module), attribute)
        assert isinstance(found, click.Command)
        return found

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its commands, then its options."""
        with formatter.section(in_language(Both("Perintah", "Commands"), ctx)):
            formatter.write_dl([(name, in_language(short, ctx)) for name, (_, short) in self._lazy.items()])
        _Worded.format_options(self, ctx, formatter)


Run = Callable[..., None]


def command(name: str, help_: Both, options: Sequence[click.Parameter] = ()) -> Callable[[Run], Command]:
    """Makes a function a command; it gets its Setting first, then the options by name."""

    def made(run: Run) -> Command:
        def callback(**values: Any) -> None:
            run(setting_of(click.get_current_context()), **values)

        return Command(name=name, help=help_, callback=callback, params=list(options))

    return made
