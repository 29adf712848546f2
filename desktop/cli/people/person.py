"""lontar people add, show, photo, hours: one person registered and read, and the hours of a year for their agency."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.cli import days
from desktop.cli.attachments import place_words
from desktop.cli.commands import Option, command
from desktop.cli.english import worded_sentence
from desktop.cli.people.listing import person_answer
from desktop.cli.setting import Both, Setting
from desktop.cli.stopping import stoppable
from desktop.cli.values import ID, hours_number, id_text, told_id
from desktop.cli.warned import tell_warned, warned_answer

if TYPE_CHECKING:
    from contract.training.people.lesson_hours import YearHours
    from desktop.services.enrolment.moving import Moved
    from desktop.services.people.person_history import Attended, History
    from desktop.services.people.registering import Registered
    from desktop.storage.edit import Moment
    from desktop.storage.replica import Replica

_FIELDS = (
    ("--nip", "employee_number", "NIP atau NI PPPK", "employee number"),
    ("--nik", "national_id", "NIK", "national id"),
    ("--title-prefix", "title_prefix", "gelar depan", "title before the name"),
    ("--title-suffix", "title_suffix", "gelar belakang", "title behind the name"),
    ("--sex", "sex", "L atau P", "L (male) or P (female)"),
    ("--birth-place", "birth_place", "tempat lahir", "place of birth"),
    ("--birth-date", "birth_date", "tanggal lahir", "date of birth"),
    ("--employment", "employment_type", "PNS, PPPK, TNI, POLRI, Non ASN, umum", "kind of employment"),
    ("--grade", "grade", "golongan/ruang", "grade"),
    ("--position", "position", "jabatan", "position"),
    ("--echelon", "echelon", "eselon", "echelon"),
    ("--agency", "agency", "instansi", "agency"),
    ("--work-unit", "work_unit", "unit kerja", "work unit"),
    ("--district", "district", "kabupaten/kota", "district"),
    ("--education", "education", "pendidikan", "education"),
    ("--phone", "phone", "No. HP", "phone"),
    ("--email", "email", "surel", "e-mail"),
    ("--affairs", "affairs", "urusan", "affairs"),
)
_ADD = [
    Option(
        ["--name"], required=True, metavar="NAMA", help=Both("nama, boleh dengan gelar", "name, with titles or not")
    ),
    *(
        Option([option, field], default="", metavar="T", help=Both(indonesian, english))
        for option, field, indonesian, english in _FIELDS
    ),
    Option(["--class", "class_id"], type=ID, default=None, metavar="ID", help=Both("usulkan ke kelas", "nominate")),
    Option(["--office"], default=None, metavar="KODE", help=Both("kantor", "office")),
]


@command("add", Both("Mendaftarkan seorang peserta.", "Registers one person."), _ADD)
def add(setting: Setting, class_id: int | None, office: str | None, **typed: str) -> None:
    """Registers somebody, checked by the rules of each field and against who is here."""

    from contract.training.enrolment.states import State
    from desktop.cli.opened import opened
    from desktop.services.enrolment.moving import Move, Moved, nominate
    from desktop.services.people.registering import register_person

    today = days.today()
    told = {name: text for name, text in typed.items() if text.strip()}

    def register(replica: Replica, moment: Moment) -> tuple[Registered, Moved]:
        made = register_person(replica, told, office, moment, today)
        if class_id is None:
            return made, Moved()
        return made, nominate(replica, class_id, [made.person], Move(to=State.NOMINATED), moment)

    with opened(setting) as profile:
        made, moved = profile.write(register).result()
    remarks = [worded_sentence(remark.sentence, setting) for remark in made.remarks]
    for sentence in remarks:
        setting.progress(sentence, sentence)
    tell_warned(setting, moved.warned)
    if not setting.json:
        setting.say(f"Terdaftar: {id_text(made.person)}", f"Registered: {id_text(made.person)}")
    setting.answer({"id": id_text(made.person), "remarks": remarks, **warned_answer(setting, moved.warned)})


_PERSON = click.Argument(["person"], metavar="P")


@command("show", Both("Data dan riwayat seorang peserta.", "One person with all trainings."), [_PERSON])
def show(setting: Setting, person: str) -> None:
    """One person, the classes, and the hours by year."""
    from desktop.cli.opened import opened
    from desktop.services.named import person_named
    from desktop.services.people.person_history import history
    from desktop.services.people.photographs import photograph_of

    with opened(setting) as profile:
        found = profile.read(lambda replica: history(replica, person_named(replica, person))).result()
        photograph = profile.read(photograph_of, found.person.id).result()
    if not setting.json:
        _tell(setting, found)
        if photograph is not None:
            told = f"{id_text(photograph.id)} ({setting.word(*place_words(photograph))})"
            setting.say(f"  Pas foto: {told}", f"  Photograph: {told}")
    setting.answer(
        {
            **person_answer(found.person),
            "photograph": {"id": id_text(photograph.id), "place": photograph.place.value} if photograph else None,
            "employment": found.employment,
            "records": found.records,
            "anonymised_on": found.anonymised_on,
            "history": [_attended(each) for each in found.classes],
            "years": [year_answer(each) for each in found.years],
        }
    )


_PHOTO = [
    _PERSON,
    click.Argument(["file"], type=click.Path(path_type=Path, dir_okay=False), metavar="FILE"),
    Option(["--class", "class_id"], type=ID, default=None, metavar="ID", help=Both("kelasnya", "their class")),
]


@command("photo", Both("Menyimpan pas foto seorang peserta.", "Keeps the photograph of a person."), _PHOTO)
def photo(setting: Setting, person: str, file: Path, class_id: int | None) -> None:
    """Keeps a photograph, compressed, in place of the one before."""
    from desktop.cli.opened import opened
    from desktop.documents.press.pictures import prepared
    from desktop.services.named import person_named
    from desktop.services.people.photographs import set_photograph

    ready = prepared(file)
    with opened(setting) as profile:
        who = profile.read(person_named, person).result()
        made = profile.write(
            lambda replica, moment: set_photograph(replica, who, class_id, ready.content, ready.kind, moment)
        ).result()
    if not setting.json:
        told_id(setting, made, "Tersimpan di laptop ini", "Kept on this laptop")
    setting.answer({"id": id_text(made), "person": id_text(who), "bytes": len(ready.content)})


def _tell(setting: Setting, found: History) -> None:
    from contract.training.completion.rule import Outcome
    from contract.training.enrolment.states import State
    from desktop.cli.labels import coded, label

    click.echo(f"{id_text(found.person.id)}  {found.person.employee_number or '-'}  {found.person.printed}")
    unsaid = setting.word("tidak disebut", "not stated")
    for each in found.classes:
        state = coded(setting, Outcome, each.outcome) or coded(setting, State, each.stored)
        numbers = " ".join(held.number or "-" for held in each.certificates)
        hours = f"{_printed(setting, each.earned)}/{_printed(setting, each.hours)} JP"
        role = _role(setting, each.role)
        told = (each.starts_on or unsaid, each.training or each.title, role, hours, state, numbers)
        click.echo("  " + "  ".join(part for part in told if part))
    for year in found.years:
        click.echo(f"  {year.year}: {_printed(setting, year.earned)} JP  {label(setting, year.standing)}")


def _printed(setting: Setting, hundredths: int) -> str:
    """Lesson hours as people read them, "3,75"."""
    figure = str(hours_number(hundredths / 100))
    return setting.word(figure.replace(".", ","), figure)


def _role(setting: Setting, role: str) -> str:
    """The word for what somebody was in a class."""
    from desktop.cli.labels import role_label
    from desktop.services.people.person_history import PARTICIPANT

    return setting.word("Peserta", "participant") if role == PARTICIPANT else role_label(setting, role)


def _attended(each: Attended) -> dict[str, Any]:
    return {
        "class": id_text(each.class_id),
        "title": each.title,
        "training": each.training,
        "programme": each.programme,
        "role": each.role,
        "year": each.year,
        "starts_on": each.starts_on,
        "ends_on": each.ends_on,
        "hours": hours_number(each.hours / 100),
        "earned": hours_number(each.earned / 100),
        "status": each.stored,
        "outcome": each.outcome,
        "competence": list(each.competence),
        "certificates": [
            {"kind": held.kind, "number": held.number, "issued_on": held.issued_on, "status": held.status}
            for held in each.certificates
        ],
        "example": each.example,
    }


def year_answer(year: YearHours) -> dict[str, Any]:
    """The hours of a year as JSON; null where no duty is known."""
    least, most = year.duty.least, year.duty.most
    return {
        "year": year.year,
        "earned": hours_number(year.earned / 100),
        "least": hours_number(least / 100) if least is not None else None,
        "most": hours_number(most / 100) if most is not None else None,
        "missing": hours_number(year.missing / 100),
        "excess": hours_number(year.excess / 100),
        "standing": year.standing.value,
    }


_HOURS = [
    Option(["--year"], type=click.IntRange(1990, 2200), required=True, metavar="TAHUN", help=Both("tahun", "year")),
    Option(
        ["--out"],
        type=click.Path(path_type=Path, dir_okay=False),
        required=True,
        metavar="FILE.xlsx",
        help=Both("buku kerja", "workbook"),
    ),
    Option(
        ["--columns"],
        type=click.Path(path_type=Path, dir_okay=False, exists=True),
        default=None,
        metavar="FILE.json",
        help=Both("susunan kolom", "which columns"),
    ),
    Option(
        ["--column", "typed"],
        multiple=True,
        metavar="ISIAN=JUDUL",
        help=Both("satu kolom; boleh beberapa", "one column; may be repeated"),
    ),
    Option(["--office"], default=None, metavar="KODE", help=Both("kantor", "office")),
]


@command("hours", Both("JP setahun untuk BKD/BKPSDM.", "Hours of a year for the personnel agency."), _HOURS)
def hours(
    setting: Setting, year: int, out: Path, columns: Path | None, typed: tuple[str, ...], office: str | None
) -> None:
    """Writes the hours of everybody who took part in a year, and their trainings."""
    from desktop.cli.opened import opened
    from desktop.documents.hours_list import read_columns, typed_columns, write_hours
    from desktop.services.people.yearly_hours import year_sheet

    shown = typed_columns(typed) if typed else read_columns(columns)
    with opened(setting) as profile, stoppable(setting, ("orang", "people")) as progress:
        sheet = year_sheet(profile.replica, office, year, progress)
        people = write_hours(out, sheet, shown, progress)
    setting.say(f"{people} orang ditulis ke {out}.", f"{people} people written to {out}.")
    setting.answer({"file": str(out), "year": year, "people": people, "trainings": len(sheet.history)})
