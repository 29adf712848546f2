"""lontar receipt: list, get, show, print, export, verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.setting import Both, Setting

if TYPE_CHECKING:
    from desktop.services.exchange.receipts import ReceiptView

_ID = click.Argument(["identifier"], type=click.IntRange(1), metavar="ID")
_OUT = Option(
    ["--out"],
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE.pdf",
    help=Both("berkas PDF", "the PDF"),
)
_FILE = click.Argument(["target"], type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
_TEXT = click.Argument(["text"], metavar="FILE")
_KEY = Option(
    ["--key"],
    metavar="HEX",
    help=Both("kunci kantor, atau kata profile untuk kunci di laptop ini", "the office's key, or the word profile"),
)
_OWN = "profile"
_KEY_BYTES = 32


@command("list", Both("Tanda terima di laptop ini.", "Receipts on this laptop."))
def list_(setting: Setting) -> None:
    """The receipts that are kept, newest first."""
    from desktop.cli.opened import opened
    from desktop.services.exchange.receipts import receipts_here

    with opened(setting) as profile:
        found = profile.read(receipts_here).result()
    for view in found:
        setting.say(
            f"{view.id}: kantor {view.office}, {_told(view, view.at)}, {view.count} perubahan",
            f"{view.id}: office {view.office}, {_told(view, view.at)}, {view.count} changes",
        ) if not setting.json else None
    setting.answer({"receipts": [_plain(view) for view in found]})


@command("get", Both("Meminta tanda terima sekarang.", "Asks for a receipt now."))
def get(setting: Setting) -> None:
    """A talk with the centre in which it signs for what arrived since the last receipt."""
    from desktop.cli.exit_codes import code_of
    from desktop.cli.opened import opened
    from desktop.services.exchange.receipts import receipts_here
    from desktop.storage.proofs import want_receipt
    from desktop.sync.conversation import Conversation

    with opened(setting) as profile:
        before = {view.id for view in profile.read(receipts_here).result()}
        conversation = Conversation(profile.replica, profile.place.sync_lock)
        wanted = profile.replica.database.call
        wanted(want_receipt, profile.replica, True).result()
        try:
            # What a first talk still brings, a second one is signed for.
            for _ in range(2):
                report = conversation.talk()
        finally:
            conversation.close()
            wanted(want_receipt, profile.replica, False).result()
        new = [view for view in profile.read(receipts_here).result() if view.id not in before]
    if report.fault is not None:
        setting.progress(str(report.fault), str(report.fault))
    for view in new:
        _tell(setting, view)
    if not new and report.fault is None:
        setting.say("Tidak ada yang baru untuk ditandatangani.", "There is nothing new to sign for.")
    setting.answer({"receipts": [_plain(view) for view in new]})
    click.get_current_context().exit(code_of(report.fault) if report.fault is not None else 0)


@command("show", Both("Menampilkan satu tanda terima.", "Shows one receipt."), [_ID])
def show(setting: Setting, identifier: int) -> None:
    """What one receipt says."""
    view = _one(setting, identifier)
    _tell(setting, view)
    setting.answer(_plain(view))


@command("print", Both("Mencetak ke PDF dengan kode QR.", "Prints to a PDF with a QR code."), [_ID, _OUT])
def print_(setting: Setting, identifier: int, out: Path) -> None:
    """One receipt on paper."""
    from desktop.documents.receipt_sheet import print_receipt

    view = _one(setting, identifier)
    print_receipt(lines_of(view), view.text, out)
    setting.say(f"Tersimpan: {out}", f"Saved: {out}") if not setting.json else None
    setting.answer({"file": str(out)})


@command("export", Both("Menyimpan tanda terima sebagai berkas.", "Saves a receipt as a file."), [_ID, _FILE])
def export(setting: Setting, identifier: int, target: Path) -> None:
    """One receipt as the text that was signed."""
    from desktop.documents.press.whole_files import written_whole

    view = _one(setting, identifier)
    with written_whole(target) as place:
        place.write_text(view.text, encoding="utf-8", newline="\n")
    setting.say(f"Tersimpan: {target}", f"Saved: {target}") if not setting.json else None
    setting.answer({"file": str(target)})


@command("verify", Both("Memeriksa tanda terima.", "Checks a receipt."), [_TEXT, _KEY])
def verify(setting: Setting, text: str, key: str | None) -> None:
    """Exit code 0 with what it says, 3 with the part that was changed."""
    from desktop.cli.exit_codes import BAD_INPUT
    from desktop.services.exchange.receipts import ChangedReceipt, read_receipt

    try:
        view = read_receipt(_read(text), _key(setting, text, key))
    except ChangedReceipt as fault:
        setting.progress(
            str(fault), f"This receipt was changed in the part {fault.part}: it is not what the centre signed."
        )
        setting.answer({"ok": False, "part": fault.part, "error": str(fault)})
        click.get_current_context().exit(BAD_INPUT)
    _tell(setting, view)
    if key is None:
        setting.say(
            "Kuncinya sendiri yang dipakai; bandingkan dengan kunci kantor memakai --key.",
            "Checked with the key that it names itself; compare with the office's by --key.",
        )
    setting.answer({"ok": True, "key_compared": key is not None, **_plain(view)})


def _read(text: str) -> str:
    """A file's text, or the text itself as a camera gives it."""
    if "\n" in text:
        return text
    from desktop.services.faults import NotHere

    try:
        return Path(text).read_bytes().decode("utf-8", "replace")
    except OSError:
        raise NotHere(f"Berkas {text} tidak dapat dibaca.") from None


def _key(setting: Setting, text: str, key: str | None) -> bytes | None:
    if key is None:
        return None
    if key != _OWN:
        try:
            typed = bytes.fromhex(key)
        except ValueError:
            typed = b""
        if len(typed) != _KEY_BYTES:
            told = setting.word("tulis 64 angka dan huruf a-f, atau profile.", "64 digits and letters a-f, or profile.")
            raise click.BadParameter(told, param_hint="--key")
        return typed
    from desktop.cli.opened import opened
    from desktop.services.exchange.receipts import office_keys, read_receipt
    from desktop.services.faults import NotHere

    code = read_receipt(_read(text), None).office
    with opened(setting) as profile:
        found = profile.read(office_keys).result().get(code)
    if found is None:
        raise NotHere(f"Kantor {code} tidak ada di laptop ini.")
    return found


def _one(setting: Setting, identifier: int) -> ReceiptView:
    from desktop.cli.opened import opened
    from desktop.services.exchange.receipts import receipt_here

    with opened(setting) as profile:
        return profile.read(receipt_here, identifier).result()


def lines_of(view: ReceiptView) -> list[tuple[str, str]]:
    """(label, value) of what a receipt says, its heading first."""
    lines = [
        ("", "Tanda terima"),
        ("Kantor", f"{view.office} {view.office_name}"),
        ("Waktu pusat", _told(view, view.at)),
    ]
    if view.device_name:
        lines.append(("Laptop", view.device_name))
    for one in view.arrived:
        back = f", ditolak {one.refused}" * bool(one.refused) + f", ditahan {one.held}" * bool(one.held)
        lines.append(("Perubahan", f"{one.person}: {one.n1 - one.n0 + 1} (nomor {one.n0} s.d. {one.n1}{back})"))
    lines += [("Jumlah", f"{count} {label}, {title or 'kantor'}") for title, label, count in view.counts]
    lines.append(("Catatan pusat", f"urutan {view.seq}, sidik {view.head}"))
    if view.safe:
        lines.append(("Salinan cadangan", f"sampai urutan {view.safe}, {_told(view, view.safe_at)}"))
    return lines


def _tell(setting: Setting, view: ReceiptView) -> None:
    if not setting.json:
        for label, value in lines_of(view):
            setting.say(f"{label}: {value}" if label else value, f"{label}: {value}" if label else value)


def _plain(view: ReceiptView) -> dict[str, Any]:
    from desktop.services.zones import iso_time, zone_of

    return {
        "id": view.id or None,
        "office": view.office,
        "at": iso_time(view.at, zone_of(view.office)),
        "device_name": view.device_name,
        "count": view.count,
        "authors": [
            {"author": one.author, "person": one.person, "n0": one.n0, "n1": one.n1}
            | {"refused": one.refused, "held": one.held}
            for one in view.arrived
        ],
        "counts": [{"class": title, "record": label, "count": count} for title, label, count in view.counts],
        "seq": view.seq,
        "hash": view.head,
        "safe": view.safe or None,
        "short": view.short,
    }


def _told(view: ReceiptView, at: int) -> str:
    """A time as the office writes it: 28 Juli 2025 14.05 WITA."""
    from datetime import datetime

    from contract.training.indonesian_dates import format_date
    from desktop.services.zones import zone_of

    zone = zone_of(view.office)
    local = datetime.fromtimestamp(at, zone.offset)
    return f"{format_date(local.date())} {local:%H.%M} {zone.name}"


receipts = Group(
    name="receipt",
    help=Both("Tanda terima dari pusat.", "Receipts from the centre."),
    lazy={
        "list": ("desktop.cli.exchange.receipts:list_", Both("daftar tanda terima", "list receipts")),
        "get": ("desktop.cli.exchange.receipts:get", Both("minta sekarang", "ask for one now")),
        "show": ("desktop.cli.exchange.receipts:show", Both("tampilkan satu", "show one")),
        "print": ("desktop.cli.exchange.receipts:print_", Both("cetak ke PDF", "print to a PDF")),
        "export": ("desktop.cli.exchange.receipts:export", Both("simpan sebagai berkas", "save as a file")),
        "verify": ("desktop.cli.exchange.receipts:verify", Both("periksa", "check one")),
    },
)
