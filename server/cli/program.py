"""The commands: names, options and exit codes. What they do is imported when they run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from contract.faults import Fault, OwnFault
from server.cli.last_word import last_word
from server.cli.speech import in_language
from server.cli.wrong_use import complaint

F = TypeVar("F", bound=Callable[..., Any])
WRONG_USE, BAD_INPUT, UNREACHABLE, OUR_FAULT, INTERRUPTED = 2, 3, 4, 1, 130
_ROLES = ("admin", "organiser", "facilitator", "viewer")
_ROLES_HELP = "Peran: admin, organiser (penyelenggara), facilitator (fasilitator), viewer (pengamat)."
_CLASS_HELP = "Hanya untuk satu kelas, dengan id seperti 7-203."
_LANGUAGES = ("id", "en")


class Speaker:
    """Where answers and sentences go: stdout holds the answer, stderr everything for people when that is JSON."""

    def __init__(self, *, json: bool, language: str, debug: bool) -> None:
        self.json = json
        self.language = language
        self.debug = debug

    def tell(self, sentence: str) -> None:
        """A sentence of the answer."""
        click.echo(in_language(sentence, self.language), err=self.json)

    def answer(self, values: object) -> None:
        """The answer as JSON, when that was asked for."""
        if self.json:
            import msgspec

            click.echo(msgspec.json.encode(values).decode())

    def fail(self, sentence: str) -> None:
        """Why there is no answer."""
        told = in_language(sentence, self.language)
        click.echo(told, err=True)
        self.answer({"error": told})


def _manners(command: F) -> F:
    """How to answer. Allowed before the command's name and behind it; `run` reads them wherever they stand."""
    for option in (
        click.option("--debug", is_flag=True, help="Tampilkan asal-usul kesalahan program."),
        click.option("--lang", type=click.Choice(_LANGUAGES), envvar="LONTAR_LANG", help="Bahasa: id atau en."),
        click.option("--json", "as_json", is_flag=True, help="Jawaban sebagai satu objek JSON."),
    ):
        command = option(command)
    return command


def _common(command: F) -> F:
    database = click.option(
        "--database",
        required=True,
        envvar="LONTAR_DATABASE",
        metavar="URL",
        help="Alamat basis data: sqlite:///berkas atau postgresql://tuan/nama.",
    )
    return database(_manners(command))


_office = click.option(
    "--office", required=True, metavar="CODE", help="Kode Kemendagri kantor: 53 provinsi, 53.71 kabupaten/kota."
)


@click.group(help="Server pusat Lontar.", context_settings={"help_option_names": ["--help", "-h"]})
@_manners
def program(**_: object) -> None:
    """The group of commands."""


@program.command(help="Menyiapkan kantor di basis data; ulangi untuk setiap kantor berikutnya.")
@_common
@_office
@click.option("--name", required=True, help="Nama kantor.")
@click.pass_obj
def init(speaker: Speaker, /, database: str, office: str, name: str, **_: object) -> None:
    """Makes an office."""
    from server.cli.work import prepare_office

    prepare_office(speaker, database, office, name)


@program.command(help="Menerima sambungan laptop sampai dihentikan.")
@_common
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat yang didengarkan.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8053, show_default=True, help="Nomor port; 0 untuk yang kosong."
)
@click.option(
    "--at-once",
    type=click.IntRange(1, 400),
    default=128,
    show_default=True,
    help="Laptop yang dilayani bersamaan; yang lain mendapat giliran.",
)
@click.option("--snapshots", metavar="FOLDER", help="Tempat berkas salinan pertama; biasanya di samping basis data.")
@click.pass_obj
def serve(
    speaker: Speaker, /, database: str, host: str, port: int, at_once: int, snapshots: str | None, **_: object
) -> None:
    """Serves laptops."""
    from server.app import serve as run_server

    def ready(url: str) -> None:
        click.echo(f"listening on {url}")

    run_server(database, host, port, ready, at_once=at_once, snapshots=snapshots, debug=speaker.debug)


@program.command(help="Membuat kode untuk satu orang agar laptopnya bergabung.")
@_common
@_office
@click.option("--person", required=True, metavar="NAME", help="Nama orang yang bergabung.")
@click.option(
    "--role",
    required=True,
    type=click.Choice(_ROLES),
    help=_ROLES_HELP,
)
@click.option("--class", "class_id", metavar="ID", help=_CLASS_HELP)
@click.option("--days", type=click.IntRange(1, 366), default=14, show_default=True, help="Berlaku sekian hari.")
@click.pass_obj
def code(
    speaker: Speaker,
    /,
    database: str,
    office: str,
    person: str,
    role: str,
    class_id: str | None,
    days: int,
    **_: object,
) -> None:
    """Makes a join code."""
    from server.cli.work import make_join_code

    make_join_code(speaker, database, office, person, role, class_id, days)


@program.command(help="Menampilkan keadaan setiap kantor.")
@_common
@click.pass_obj
def status(speaker: Speaker, /, database: str, **_: object) -> None:
    """Shows where the offices stand."""
    from server.cli.work import show_status

    show_status(speaker, database)


@program.command(help="Menulis semua baris satu tabel, satu objek JSON per baris.")
@_common
@click.option(
    "--table",
    "tables",
    required=True,
    multiple=True,
    metavar="NAME",
    help="Nama tabel, misalnya attendance. Bila lebih dari satu, tiap baris menyebut tabelnya.",
)
@click.pass_obj
def dump(speaker: Speaker, /, database: str, tables: tuple[str, ...], **_: object) -> None:
    """Writes the judged rows of one table, or of several with each line naming its table."""
    from server.cli.work import dump_tables

    dump_tables(speaker, database, tables)


@program.command(help="Membuat salinan cadangan yang diuji pulih, selagi server bekerja.")
@_common
@click.argument("target", type=click.Path(path_type=Path), default=Path())
@click.pass_obj
def backup(speaker: Speaker, /, database: str, target: Path, **_: object) -> None:
    """Makes a backup in a folder, or under a name."""
    from server.cli.safety import make_backup

    make_backup(speaker, database, target)


@program.command(help="Memulihkan basis data dari salinan cadangan; isi yang ada disalin dulu.")
@_common
@click.option("--yes", is_flag=True, help="Ganti isi yang ada.")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def restore(speaker: Speaker, /, database: str, file: Path, yes: bool, **_: object) -> None:
    """Puts a backup in place of what the database holds."""
    from server.cli.safety import put_back

    put_back(speaker, database, file, agreed=yes)


@program.group(help="Berkas Lontar yang dibawa dengan flashdisk.")
@_manners
def courier(**_: object) -> None:
    """The commands about sticks."""


@courier.command("read", help="Menerima kiriman dalam berkas dan menulis jawabannya.")
@_common
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Map untuk berkas jawaban.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_obj
def read_parcels(speaker: Speaker, /, database: str, files: tuple[Path, ...], out: Path | None, **_: object) -> None:
    """Judges the parcels of files."""
    from server.cli.courier import read_files

    read_files(speaker, database, files, out)


@program.command(help="Memutuskan ulang semua perubahan dari nol dan membandingkan setiap baris.")
@_common
@click.pass_obj
def audit(speaker: Speaker, /, database: str, **_: object) -> int:
    """Audits the database: 0 when clean, 1 when anything differs."""
    from server.cli.safety import show_audit

    return 0 if show_audit(speaker, database) else OUR_FAULT


@program.command(help="Mencabut hak seseorang atau satu laptop; --undo membatalkannya.")
@_common
@_office
@click.option("--person", metavar="NAME", help="Nama atau nomor orang di kantor itu.")
@click.option("--device", type=click.IntRange(1), metavar="N", help="Nomor laptop: semua orang di laptop itu.")
@click.option("--undo", is_flag=True, help="Batalkan pencabutan.")
@click.pass_obj
def revoke(
    speaker: Speaker, /, database: str, office: str, person: str | None, device: int | None, undo: bool, **_: object
) -> None:
    """Revokes a person or a laptop."""
    from server.cli.rights import revoke as take_rights

    if person is None and device is None:
        raise click.MissingParameter(param_hint="--person / --device", param_type="option")
    take_rights(speaker, database, office, (person, device), undo=undo)


@program.command(help="Menampilkan perubahan yang ditahan: siapa membuatnya, kapan, isinya, dan mengapa.")
@_common
@_office
@click.pass_obj
def held(speaker: Speaker, /, database: str, office: str, **_: object) -> None:
    """Shows the work that is held."""
    from server.cli.held import show_held

    show_held(speaker, database, office)


@program.group(help="Orang-orang satu kantor dan haknya.")
@_manners
def user(**_: object) -> None:
    """The commands about people."""


@user.command("list", help="Menampilkan orang, laptop, dan haknya.")
@_common
@_office
@click.pass_obj
def list_(speaker: Speaker, /, database: str, office: str, **_: object) -> None:
    """Lists the people of an office."""
    from server.cli.rights import list_users

    list_users(speaker, database, office)


@user.command(help="Memberi hak kepada seseorang, bila perlu untuk hari-hari tertentu.")
@_common
@_office
@click.option("--person", required=True, metavar="NAME", help="Nama atau nomor orang di kantor itu.")
@click.option("--role", required=True, type=click.Choice(_ROLES), help=_ROLES_HELP)
@click.option("--class", "class_id", metavar="ID", help=_CLASS_HELP)
@click.option("--from", "first", metavar="DATE", help="Hari pertama, seperti 2025-07-25.")
@click.option("--until", "last", metavar="DATE", help="Hari terakhir, seperti 2025-07-25.")
@click.pass_obj
def grant(
    speaker: Speaker,
    /,
    database: str,
    office: str,
    person: str,
    role: str,
    class_id: str | None,
    first: str | None,
    last: str | None,
    **_: object,
) -> None:
    """Gives a right."""
    from server.cli.rights import give_grant

    give_grant(speaker, database, office, person, (role, class_id), (first, last))


@user.command(help="Mengakhiri satu hak sekarang.")
@_common
@_office
@click.option("--grant", "number", required=True, type=click.IntRange(1), metavar="N", help="Nomor hak.")
@click.pass_obj
def withdraw(speaker: Speaker, /, database: str, office: str, number: int, **_: object) -> None:
    """Ends a right."""
    from server.cli.rights import withdraw_grant

    withdraw_grant(speaker, database, office, number)


def run(arguments: list[str]) -> int:
    """Runs one command; gives its exit code. A fault is one sentence, never a traceback without --debug."""
    speaker = Speaker(json="--json" in arguments, language=_language(arguments), debug="--debug" in arguments)
    sys.excepthook = last_word(speaker)
    _translate_help(program, speaker.language)
    try:
        answered = program.main(arguments, prog_name="lontar-server", standalone_mode=False, obj=speaker)
    except click.exceptions.NoArgsIsHelpError as asked:
        asked.show()
        return WRONG_USE
    except click.UsageError as error:
        reason = error.format_message() if speaker.language == "en" else complaint(error)
        speaker.fail(f"Perintah tidak dipahami: {reason}")
        return WRONG_USE
    except click.Abort:
        speaker.fail("Dihentikan.")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the dump has seen enough. Nothing more may be written, not even at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Fault as fault:
        if isinstance(fault, OwnFault):
            raise
        speaker.fail(str(fault))
        return _exit_code(fault)
    else:
        return answered if isinstance(answered, int) else 0
    return 0


def _exit_code(fault: Fault) -> int:
    from server.store.centre import BadAddress, NoDatabase, NotADatabase
    from server.store.offices import BadOfficeCode
    from server.store.opening import NotPrepared
    from server.sync.backup import NotAgreed

    if isinstance(fault, (BadAddress, BadOfficeCode, NotAgreed)):
        return WRONG_USE
    if isinstance(fault, NoDatabase) and not isinstance(fault, (NotPrepared, NotADatabase)):
        return UNREACHABLE
    return BAD_INPUT


def _language(arguments: list[str]) -> str:
    """The language asked for anywhere on the line: even a wrong line is answered in it."""
    for place, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and place + 1 < len(arguments):
            return arguments[place + 1]
    return os.environ.get("LONTAR_LANG", "id")


def _translate_help(command: click.Command, language: str) -> None:
    command.help = in_language(command.help or "", language)
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = in_language(parameter.help, language)
    for inner in getattr(command, "commands", {}).values():
        _translate_help(inner, language)
