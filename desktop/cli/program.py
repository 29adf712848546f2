"""Runs one command: every failure becomes a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from types import TracebackType

import click

from contract.faults import Fault
from desktop.cli.commands import Group, Option
from desktop.cli.setting import Both, Language, Setting, setting_of, write_json

OWN_FAULT, WRONG_USE = 1, 2

ROOT = Group(
    name="lontar",
    help=Both(
        "Presensi dan peserta pelatihan di laptop ini, juga tanpa jaringan.",
        "Attendance and participants of trainings on this laptop, also without a network.",
    ),
    invoke_without_command=True,
    params=[
        Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=lambda context, _, asked: tell_version(context) if asked else None,
            help=Both("versi program ini", "version of this program"),
        )
    ],
    callback=lambda: open_window(),
    lazy={
        "join": ("desktop.cli.laptop.joining:join", Both("bergabung dengan kantor", "join an office")),
        "status": (
            "desktop.cli.exchange.syncing:status",
            Both("apa yang belum sampai pusat", "what still waits"),
        ),
        "sync": ("desktop.cli.exchange.syncing:sync", Both("kirim dan terima perubahan", "send and receive changes")),
        "courier": (
            "desktop.cli.exchange.courier:courier",
            Both("bawa data dengan flashdisk", "carry data on a stick"),
        ),
        "hub": ("desktop.cli.exchange.hub:hub", Both("laptop pos di kantor", "the hub of an office")),
        "programme": ("desktop.cli.programmes.files:programmes", Both("program pelatihan", "programmes of trainings")),
        "training": (
            "desktop.cli.programmes.templates:trainings",
            Both("pelatihan dan tahapnya", "trainings and their states"),
        ),
        "template": ("desktop.cli.programmes.templates:templates", Both("templat pelatihan", "templates of trainings")),
        "partner": ("desktop.cli.programmes.facts:partners", Both("mitra program", "partners of a programme")),
        "activity": ("desktop.cli.programmes.facts:activities", Both("kegiatan program", "activities of a programme")),
        "agreement": ("desktop.cli.programmes.facts:agreements", Both("nota kesepahaman", "agreements")),
        "village": ("desktop.cli.programmes.facts:villages", Both("desa piloting", "pilot villages")),
        "class": ("desktop.cli.classes.creating:classes", Both("kelas", "classes")),
        "session": ("desktop.cli.classes.sessions:sessions", Both("sesi kelas", "sessions of a class")),
        "stage": ("desktop.cli.classes.stages:stages", Both("tahap kelas", "stages of a class")),
        "subject": ("desktop.cli.classes.staff:subjects", Both("mata pelatihan", "subjects of a class")),
        "staff": ("desktop.cli.classes.staff:staff", Both("pengajar dan panitia", "who teaches and runs a class")),
        "task": ("desktop.cli.classes.tasks:tasks", Both("tugas tahap mandiri", "tasks of self-paced stages")),
        "group": ("desktop.cli.plans.groups:groups", Both("kelompok dan catatannya", "groups and their notes")),
        "plan": ("desktop.cli.plans.planning:plans", Both("rencana aksi kelompok", "action plans of groups")),
        "people": ("desktop.cli.people.listing:people", Both("peserta", "participants")),
        "consent": (
            "desktop.cli.people.consent:consents",
            Both("persetujuan data pribadi", "consent to personal data"),
        ),
        "enrolment": ("desktop.cli.enrolment.moving:enrolments", Both("kepesertaan kelas", "enrolments of a class")),
        "attendance": ("desktop.cli.attendance.marking:attendance", Both("presensi", "attendance")),
        "document": ("desktop.cli.documents:documents", Both("formulir cetak", "printed forms")),
        "regulation": ("desktop.cli.regulations:regulations", Both("ketentuan kantor", "regulations of the office")),
        "nominal": ("desktop.cli.payments.nominal:nominal", Both("daftar nominatif", "payment lists")),
        "spbe": ("desktop.cli.spbe.appraising:spbe", Both("indeks SPBE daerah", "SPBE indices of governments")),
        "certificate": ("desktop.cli.certificates.issuing:certificates", Both("sertifikat", "certificates")),
        "signatory": ("desktop.cli.certificates.signatories:signatories", Both("penandatangan", "who signs")),
        "attachment": ("desktop.cli.attachments:attachments", Both("foto daftar hadir", "photographs of signed lists")),
        "component": (
            "desktop.cli.completion.components:components",
            Both("komponen nilai", "components of the total"),
        ),
        "score": ("desktop.cli.completion.scores:scores", Both("nilai peserta", "scores")),
        "rule": ("desktop.cli.completion.rules:rules", Both("syarat kelulusan", "the completion rule")),
        "completion": ("desktop.cli.completion.deciding:completion", Both("kelulusan", "completion")),
        "minutes": ("desktop.cli.completion.minutes:minutes", Both("berita acara", "minutes")),
        "competence": ("desktop.cli.completion.competence:competence", Both("uji kompetensi", "competence tests")),
        "conflicts": ("desktop.cli.exchange.conflicts:conflicts", Both("perbedaan isian", "differing entries")),
        "digest": ("desktop.cli.exchange.digest:digest", Both("yang diubah orang lain", "what others changed")),
        "acts": ("desktop.cli.undo:show_acts", Both("yang dikerjakan di sini", "what was done here")),
        "undo": ("desktop.cli.undo:undo", Both("urungkan tindakan terakhir", "take back the last act")),
        "redo": ("desktop.cli.undo:redo", Both("ulangi yang diurungkan", "do again what was undone")),
        "history": ("desktop.cli.history:history", Both("riwayat satu data", "history of one record")),
        "handover": (
            "desktop.cli.exchange.handover:handover",
            Both("kelas yang pindah dari sini", "classes that left this laptop"),
        ),
        "returned": (
            "desktop.cli.exchange.returned:returned",
            Both("yang ditolak atau ditahan pusat", "what came back"),
        ),
        "backup": ("desktop.cli.laptop.backup:backup", Both("buat salinan cadangan", "make a backup")),
        "restore": (
            "desktop.cli.laptop.backup:restore",
            Both("pulihkan dari salinan cadangan", "restore from a backup"),
        ),
        "rescue": (
            "desktop.cli.laptop.rescue:rescue",
            Both("selamatkan yang belum sampai pusat", "rescue what has not reached the centre"),
        ),
        "server": ("desktop.cli.laptop.leaving:server", Both("server kantor", "the server of an office")),
        "sign-in": ("desktop.cli.laptop.signing_in:sign_in", Both("siapa yang bekerja sekarang", "who works here now")),
        "sign-out": (
            "desktop.cli.laptop.leaving:sign_out",
            Both("seseorang keluar dari laptop ini", "a person leaves"),
        ),
        "leave": ("desktop.cli.laptop.leaving:leave", Both("keluar dari sebuah kantor", "leave an office")),
        "reset": ("desktop.cli.laptop.leaving:reset", Both("hapus data profil ini", "remove this profile's data")),
        "receipt": (
            "desktop.cli.exchange.receipts:receipts",
            Both("tanda terima dari pusat", "receipts from the centre"),
        ),
        "laptops": ("desktop.cli.exchange.laptops:laptops", Both("siapa yang belum terkirim", "who has not sent")),
        "budget": ("desktop.cli.exchange.budget:budget", Both("jatah data sehari", "how much data a day")),
        "doctor": ("desktop.cli.laptop.doctor:doctor", Both("periksa laptop ini", "check this laptop")),
        "demo": ("desktop.cli.demo:demo", Both("kantor latihan", "practice office")),
    },
)


def open_window() -> None:
    """Opens the window when no command was named; without a screen the help, as wrong use."""
    context = click.get_current_context()
    if context.invoked_subcommand is not None:
        return
    if not _has_screen():
        click.echo(context.get_help(), err=True)
        context.exit(WRONG_USE)
    from desktop.app.program import open_window as opened

    context.exit(opened(setting_of(context).profile))


def tell_version(context: click.Context) -> None:
    """Prints the version and leaves."""
    from importlib.metadata import version

    told = version("lontar")
    click.echo(f"lontar {told}", err=setting_of(context).json)
    setting_of(context).answer({"version": told})
    context.exit(0)


def _has_screen() -> bool:
    """Whether a window can be opened. X11 and Wayland say so by their variables; the others always can."""
    told = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in told)


def run(arguments: Sequence[str], setting: Setting | None = None) -> int:
    """Runs the command line (without the program's name); gives the exit code."""
    setting = setting or Setting()
    _look_ahead(arguments, setting)
    sys.excepthook = _Hook(setting)
    try:
        left = ROOT.main(args=list(arguments), prog_name="lontar", obj=setting, standalone_mode=False)
        return left if isinstance(left, int) else 0
    except click.UsageError as error:
        from desktop.cli.wrong_use import sentence_of

        return _failed(setting, sentence_of(error, setting), WRONG_USE)
    except click.Abort:
        return _failed(setting, setting.word("Dihentikan.", "Stopped."), OWN_FAULT)
    except Fault as fault:
        if setting.debug:
            raise
        from desktop.cli.english import worded
        from desktop.cli.exit_codes import code_of

        return _failed(setting, worded(fault, setting.language), code_of(fault))
    except SystemExit:
        # Click leaves so when nobody reads stdout any more: whoever read our answer has enough of it.
        return 0


def _look_ahead(arguments: Sequence[str], setting: Setting) -> None:
    """Language and form of the answer hold for complaints about the rest of the line too."""
    setting.json = setting.json or "--json" in arguments
    for place, argument in enumerate(arguments):
        told = argument.removeprefix("--lang=") if argument != "--lang" else "".join(arguments[place + 1 : place + 2])
        if argument.startswith("--lang") and told == Language.ENGLISH:
            setting.language = Language.ENGLISH


def _failed(setting: Setting, sentence: str, code: int) -> int:
    click.echo(sentence, err=True)
    if setting.json:
        write_json({"error": sentence.partition("\n")[0], "exit": code})
    return code


class _Hook:
    """The last resort: what nobody expected is told as our own fault, with a traceback only when asked for."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    def __call__(self, kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
        """Python's hook for what nothing caught; the exit code is 1."""
        if self._setting.debug:
            sys.__excepthook__(kind, error, at)
            return
        if issubclass(kind, KeyboardInterrupt):
            _failed(self._setting, self._setting.word("Dihentikan.", "Stopped."), OWN_FAULT)
            return
        if isinstance(error, ModuleNotFoundError):
            sentence = self._setting.word(
                f"Lontar untuk laptop belum terpasang lengkap ({error.name}): pip install '.[desktop]'",
                f"Lontar for laptops is not wholly installed ({error.name}): pip install '.[desktop]'",
            )
            _failed(self._setting, sentence, OWN_FAULT)
            return
        told = f"{kind.__name__} di {_place(at)}"
        sentence = self._setting.word(
            f"Lontar keliru ({told}). Data yang sudah tersimpan aman. Laporkan kepada pengelola.",
            f"Lontar failed ({told}). What was saved is safe. Tell whoever looks after Lontar.",
        )
        _failed(self._setting, sentence, OWN_FAULT)


def _place(at: TracebackType | None) -> str:
    """File and line of an error, which name nobody."""
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    return f"{os.path.basename(at.tb_frame.f_code.co_filename)}:{at.tb_lineno}" if at is not None else "?"
