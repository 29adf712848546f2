"""lontar partner, activity, agreement, village and figure: add and list; agreement: party, commit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from desktop.cli.commands import Command, Group, Option, command
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text, told_id

_PROGRAMME = Option(["--programme", "key"], required=True, metavar="KUNCI", help=Both("program", "programme"))
_OFFICE = Option(["--office"], metavar="KODE", help=Both("kode Kemendagri kantor", "Kemendagri code of the office"))
_AGREEMENT = Option(["--agreement"], type=ID, required=True, metavar="ID", help=Both("nota kesepahaman", "agreement"))


def _text(name: str, indonesian: str, english: str, *, required: bool = False) -> Option:
    return Option([f"--{name}"], default=None, required=required, metavar="T", help=Both(indonesian, english))


def _whole(name: str, indonesian: str, english: str) -> Option:
    return Option([f"--{name}"], type=int, default=None, metavar="N", help=Both(indonesian, english))


def _choice(name: str, among: str, indonesian: str, english: str, *, required: bool = False) -> Option:
    values = click.Choice(among.split())
    return Option([f"--{name}"], type=values, default=None, required=required, help=Both(indonesian, english))


_SOURCE = _text("source", "sumber", "source")
_DISTRICT = _text("district", "kode wilayah", "code of a place")
_PLACE = _text("place", "tempat", "place")
_FIELDS: dict[str, list[click.Parameter]] = {
    "partner": [
        _text("name", "nama mitra", "name", required=True),
        _text("role", "peran", "role"),
        _text("country", "negara", "country"),
        Option(["--no-print", "unprinted"], is_flag=True, help=Both("tidak dicetak", "not on papers")),
    ],
    "activity": [
        _choice("kind", "kick_off agreement opening closing visit other", "jenis", "kind", required=True),
        _text("title", "kegiatan", "title", required=True),
        _text("held-on", "tanggal, ISO", "day, ISO"),
        _PLACE,
        _DISTRICT,
        _text("country", "negara", "country"),
        _text("zone", "zona waktu IANA", "IANA zone"),
        _text("host", "jabatan yang membuka", "post of who opened it"),
        _text("note", "keterangan", "note"),
        _SOURCE,
    ],
    "agreement": [
        _text("object", "objek kerja sama", "what it is about", required=True),
        _text("number", "nomor", "number"),
        _text("signed-on", "ditandatangani, ISO", "signed, ISO"),
        _text("starts-on", "mulai, ISO", "first day, ISO"),
        _text("ends-on", "selesai, ISO", "last day, ISO"),
        _PLACE,
        _SOURCE,
    ],
    "village": [
        _text("name", "nama desa", "name", required=True),
        _DISTRICT,
        _text("subdistrict", "kecamatan", "subdistrict"),
        _text("spbe-status", "status SPBE", "where its SPBE stands"),
        _text("note", "keterangan", "note"),
    ],
    "figure": [
        _choice("measure", "target enrolled completed certified", "ukuran", "measure", required=True),
        _whole("value", "nilai; tanpa ini: tidak disebut", "value; without: not stated"),
        _whole("year", "tahun", "year"),
        _DISTRICT,
        _text("level", "jenjang", "level"),
        _text("audience", "sasaran peserta", "audience"),
        _choice("sex", "L P", "jenis kelamin", "sex"),
        _text("source", "sumber", "source", required=True),
        _text("source-on", "tanggal sumber, ISO", "day of the source, ISO"),
        _text("url", "alamat sumber", "address of the source"),
        _text("note", "keterangan", "note"),
    ],
    "party": [_text("name", "pihak", "party", required=True), _text("post", "jabatan penandatangan", "post")],
    "commitment": [
        _text("text", "komitmen", "what is promised", required=True),
        _choice("measure", "enrolled completed certified villages", "hitungan Lontar", "count of Lontar's"),
        _whole("quantity", "jumlah", "quantity"),
        _text("unit", "satuan", "unit"),
        _text("due-on", "tenggat, ISO", "due, ISO"),
        _DISTRICT,
        _SOURCE,
    ],
}


def _adding(kind: str, name: str, words: Both) -> Command:
    """The command that adds one to a programme, or to an agreement what belongs to it."""
    of_agreement = kind in ("party", "commitment")
    whose: list[click.Parameter] = [_AGREEMENT] if of_agreement else [_PROGRAMME, _OFFICE]

    @command(name, words, [*whose, *_FIELDS[kind]])
    def add(setting: Setting, key: str = "", office: str | None = None, agreement: int = 0, **told: Any) -> None:
        from desktop.cli.opened import opened
        from desktop.services.programmes.facts import add_to_agreement, add_to_programme

        if "unprinted" in told:
            told["printed"] = int(not told.pop("unprinted"))
        with opened(setting) as profile:
            if of_agreement:
                made = profile.write(lambda replica, moment: add_to_agreement(replica, agreement, kind, told, moment))
            else:
                made = profile.write(lambda replica, moment: add_to_programme(replica, key, kind, told, moment, office))
            identifier = made.result()
        told_id(setting, identifier, "Tersimpan", "Saved")

    return add


def _listing(plural: str, words: Both) -> Command:
    @command("list", words, [_PROGRAMME, _OFFICE])
    def list_(setting: Setting, key: str, office: str | None) -> None:
        from desktop.cli.opened import opened
        from desktop.cli.programmes.answers import agreement_answer, row_answer
        from desktop.services.programmes.views import show_programme

        with opened(setting) as profile:
            found = getattr(profile.read(show_programme, key, office).result(), plural)
        answered: Callable[[Any], dict[str, Any]] = agreement_answer if plural == "agreements" else row_answer
        if not setting.json:
            for one in found:
                click.echo(f"{id_text(one.id)}  {_title(one)}")
            if not found:
                setting.say("Belum ada.", "None yet.")
        setting.answer({plural: [answered(one) for one in found]})

    return list_


def _title(one: Any) -> str:
    """What a line of a list says of a partner, activity, agreement or village."""
    named = next(getattr(one, name) for name in ("name", "title", "object") if hasattr(one, name))
    behind = next(
        (getattr(one, name) for name in ("role", "held_on", "signed_on", "spbe_status") if hasattr(one, name)), ""
    )
    return f"{named}  ({behind})" if behind else str(named)


add_partner = _adding("partner", "add", Both("Menambah mitra.", "Adds a partner."))
add_activity = _adding("activity", "add", Both("Menambah kegiatan.", "Adds an activity."))
add_agreement = _adding("agreement", "add", Both("Menambah nota kesepahaman.", "Adds an agreement."))
add_party = _adding("party", "party", Both("Menambah pihak nota.", "Adds a party to an agreement."))
add_commitment = _adding("commitment", "commit", Both("Menambah komitmen.", "Adds a promise to an agreement."))
add_village = _adding("village", "add", Both("Menambah desa piloting.", "Adds a pilot village."))
add_figure = _adding("figure", "figure", Both("Menambah angka tersurat.", "Adds a published number."))
list_partners = _listing("partners", Both("Mitra program.", "Partners of a programme."))
list_activities = _listing("activities", Both("Kegiatan program.", "Activities of a programme."))
list_agreements = _listing("agreements", Both("Nota dan kemajuannya.", "Agreements and how far they are."))
list_villages = _listing("villages", Both("Desa piloting.", "Pilot villages."))

_ADD, _LIST = Both("menambah", "add"), Both("daftar", "list")
_HERE = "desktop.cli.programmes.facts"
partners = Group(
    name="partner",
    help=Both("Mitra program.", "Partners."),
    lazy={"add": (f"{_HERE}:add_partner", _ADD), "list": (f"{_HERE}:list_partners", _LIST)},
)
activities = Group(
    name="activity",
    help=Both("Kegiatan program yang bukan kelas.", "What is no class."),
    lazy={"add": (f"{_HERE}:add_activity", _ADD), "list": (f"{_HERE}:list_activities", _LIST)},
)
agreements = Group(
    name="agreement",
    help=Both("Nota kesepahaman.", "Agreements."),
    lazy={
        "add": (f"{_HERE}:add_agreement", _ADD),
        "list": (f"{_HERE}:list_agreements", _LIST),
        "party": (f"{_HERE}:add_party", Both("menambah pihak", "add a party")),
        "commit": (f"{_HERE}:add_commitment", Both("menambah komitmen", "add a promise")),
    },
)
villages = Group(
    name="village",
    help=Both("Desa piloting.", "Pilot villages."),
    lazy={"add": (f"{_HERE}:add_village", _ADD), "list": (f"{_HERE}:list_villages", _LIST)},
)
