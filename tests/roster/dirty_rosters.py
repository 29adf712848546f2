"""Rosters as district offices send them: made from a seed, with what each row must be understood as.

python -m tests.roster.dirty_rosters FOLDER COUNT     writes some to look at
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from contract.training.indonesian_dates import format_date
from contract.training.people.ranks import RANKS, rank_name

GIVEN = ["Maria", "Yohanes", "Petrus", "Yuliana", "Umbu", "Rambu", "Melkianus", "Ester", "Marthen", "Agustina", "Domi"]
FAMILY = ["Nalle", "Bessie", "Tefa", "Ga", "Leo", "Djawa", "Ndun", "Adu", "Koten", "Lewar", "Taek", "Bire", "Manafe"]
DISTRICTS = {
    "53.71": ["Kota Kupang", "KOTA KUPANG", "Kupang (Kota)", "Kodya Kupang"],
    "53.01": ["Kab. Kupang", "Kabupaten Kupang", "Pemkab Kupang"],
    "53.02": ["TTS", "Kab. TTS", "Timor Tengah Selatan"],
    "53.15": ["Manggarai Barat", "Kab. Mabar", "53.15"],
    "53.20": ["Sabu Raijua", "Kab. Sabu-Raijua"],
    "53": ["Provinsi NTT", "Pemprov NTT", "Pemerintah Provinsi Nusa Tenggara Timur"],
}
PLACES = ["Kupang", "Ba'a", "So'e", "Labuan Bajo", "Oe-Ekam", "Atambua", "Waingapu"]
AGENCIES = ["Dinas Kesehatan", "Dinas Sosial", "BKPSDM", "Inspektorat Daerah", "Dinas PUPR, Perumahan dan Kawasan"]
POSITIONS = ["Kepala Dinas", "Sekretaris", "Kepala Bidang Aptika", "Pranata Komputer Ahli Muda", "Plt. Kepala Badan"]
PREFIXES = ["", "", "Dr.", "dr.", "Drs.", "Ir.", "Prof. Dr."]
SUFFIXES = ["", "S.Sos., M.Si.", "S.STP., M.M.", "S.Kom.", "S.H., M.H.", "A.Md.Kep"]

LABELS: dict[str, list[str]] = {
    "ordinal": ["No", "No.", "NO", "No. Urut"],
    "name": [
        "Nama",
        "NAMA LENGKAP",
        "Nama Lengkap dan Gelar",
        "N A M A",
        "Nama Peserta\n(beserta gelar)",
        "Nama Pegawai",
    ],
    "employee_number": ["NIP", "NIP.", "N I P", "NIP Baru", "NIP / NI PPPK", "Nomor Induk Pegawai (NIP)"],
    "national_id": ["NIK", "No. KTP", "Nomor Induk Kependudukan (NIK)", "NIK (16 digit)"],
    "birth": ["Tempat, Tgl Lahir", "Tempat/Tanggal Lahir", "TTL", "Tempat & Tgl. Lahir"],
    "sex": ["L/P", "JK", "Jenis Kelamin", "Jenis Kelamin (L/P)"],
    "grade": ["Pangkat/Gol. Ruang", "Gol.", "Golongan", "Pangkat / Golongan Terakhir"],
    "position": ["Jabatan", "JABATAN", "Nama Jabatan", "Jabatan Terakhir"],
    "agency": ["Instansi", "OPD", "Perangkat Daerah", "Asal Instansi", "Nama OPD"],
    "district": ["Kab/Kota", "Kabupaten/Kota", "Kabupaten / Kota Asal", "Asal Daerah"],
    "phone": ["No HP", "No. HP/WA", "Nomor WhatsApp aktif", "No. Telp/HP"],
    "email": ["Email", "E-mail", "Alamat Email"],
    "group": ["Kelompok", "Klp.", "Kelompok Ke"],
}
NOISE_COLUMNS = [
    "Tanda Tangan",
    "Keterangan",
    "NPWP",
    "Agama",
    "Nama Atasan Langsung",
    "NIP Atasan",
    "No. Rekening",
    "Usia",
]
FIELDS_OF = {"birth": ("birth_place", "birth_date"), "name": ("title_prefix", "name", "title_suffix")}


@dataclass(slots=True, kw_only=True)
class Truth:
    """What a reader must find: fields by spreadsheet row, rows that must be refused, group by row."""

    rows: dict[int, dict[str, str]] = field(default_factory=dict)
    broken: dict[int, str] = field(default_factory=dict)
    """Row and a word of the column at fault."""
    groups: dict[int, str] = field(default_factory=dict)


def make_people(rng: random.Random, count: int) -> list[dict[str, str]]:
    """People with every field in its one form; no two share NIP, NIK, telephone, or name with birth date."""
    people = []
    for number in range(count):
        born = date(rng.randint(1966, 1999), rng.randint(1, 12), rng.randint(1, 28))
        sex = rng.choice("LP")
        code = rng.choice(list(DISTRICTS))
        appointed = f"{min(born.year + rng.randint(20, 30), 2024)}{rng.randint(1, 12):02d}"
        day = born.day + (40 if sex == "P" else 0)
        middle = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 26] + "ae"[number // 26 % 2] + "lnrst"[number // 52 % 5]
        person = {
            "title_prefix": rng.choice(PREFIXES),
            "name": f"{rng.choice(GIVEN)} {middle.capitalize()}a {rng.choice(FAMILY)}",
            "title_suffix": rng.choice(SUFFIXES),
            "employee_number": f"{born:%Y%m%d}{appointed}{'1' if sex == 'L' else '2'}{number % 999 + 1:03d}",
            "national_id": f"5371{rng.randint(1, 6):02d}{day:02d}{born:%m%y}{number + 1:04d}",
            "birth_place": rng.choice(PLACES),
            "birth_date": born.isoformat(),
            "sex": sex,
            "grade": rng.choice(RANKS).grade,
            "position": rng.choice(POSITIONS),
            "agency": rng.choice(AGENCIES),
            "district": code,
            "phone": f"+6281{rng.randint(10**7, 10**9 - 1)}",
            "email": f"orang{number}@contoh.go.id",
        }
        people.append({name: value for name, value in person.items() if value})
    return people


def _typed_name(rng: random.Random, person: dict[str, str]) -> str:
    prefix = f"{person['title_prefix']} " if "title_prefix" in person else ""
    suffix = f", {person['title_suffix']}" if "title_suffix" in person else ""
    return rng.choice(["{}", "{} ", "  {}", "{}\u00a0"]).format(f"{prefix}{person['name']}{suffix}")


def _typed_employee_number(rng: random.Random, person: dict[str, str]) -> str:
    nip = person["employee_number"]
    spaced = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    return rng.choice(
        [nip, spaced, f"'{nip}", spaced.replace(" ", "\u00a0"), spaced.replace(" ", "."), f" {nip} ", f"NIP. {spaced}"]
    )


def _typed_birth(rng: random.Random, person: dict[str, str]) -> str:
    return f"{person['birth_place']}{rng.choice([', ', '/', ' / ', ', ', ','])}{_typed_date(rng, person)}"


def _typed_date(rng: random.Random, person: dict[str, str]) -> str:
    born = date.fromisoformat(person["birth_date"])
    short = ("Jan", "Peb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sept", "Okt", "Nop", "Des")[born.month - 1]
    forms = [
        f"{born:%d-%m-%Y}",
        f"{born:%d/%m/%Y}",
        format_date(born),
        f"{born.day} {short} {born.year}",
        f"{born:%d.%m.%Y}",
    ]
    return rng.choice(forms)


def _typed_grade(rng: random.Random, person: dict[str, str]) -> str:
    roman, letter = person["grade"].split("/")
    name = str(rank_name(person["grade"]))
    short = name.replace("Tingkat", rng.choice(["Tk.", "Tkt.", "Tk"]))
    code = rng.choice([f"{roman}/{letter}", f"{roman}{letter}", f"{roman}.{letter}", f"{roman}/{letter.upper()}"])
    return rng.choice([code, f"{short} ({code})", f"{name} - {code}", f"{short}, {code}", name])


def _typed_phone(rng: random.Random, person: dict[str, str]) -> Any:
    local = person["phone"].removeprefix("+62")
    dashed = f"0{local[:3]}-{local[3:7]}-{local[7:]}"
    return rng.choice(
        [f"0{local}", person["phone"], f"62{local}", dashed, int(local), f"'0{local}", f"+62 {local[:3]} {local[3:]}"]
    )


TYPED: dict[str, Callable[[random.Random, dict[str, str]], Any]] = {
    "name": _typed_name,
    "employee_number": _typed_employee_number,
    "national_id": lambda rng, p: rng.choice(["{}", "'{}", " {}"]).format(p["national_id"]),
    "birth": _typed_birth,
    "sex": lambda rng, p: rng.choice(
        ["L", "Laki-laki", "LK", "laki - laki"] if p["sex"] == "L" else ["P", "Perempuan", "Pr"]
    ),
    "grade": _typed_grade,
    "position": lambda rng, p: rng.choice(["{}", "{} ", " {}"]).format(p["position"]),
    "agency": lambda rng, p: rng.choice(["{}", "{}\u00a0"]).format(p["agency"]),
    "district": lambda rng, p: rng.choice(DISTRICTS[p["district"]]),
    "phone": _typed_phone,
    "email": lambda rng, p: p["email"],
}
BREAKS: list[tuple[str, Callable[[dict[str, str]], Any]]] = [
    ("employee_number", lambda p: float(p["employee_number"])),
    ("employee_number", lambda p: p["employee_number"][:17]),
    ("employee_number", lambda p: p["employee_number"][:4] + "13" + p["employee_number"][6:]),
    ("employee_number", lambda p: p["employee_number"][:14] + "3" + p["employee_number"][15:]),
    ("employee_number", lambda p: "1,98609E+17"),
    ("employee_number", lambda p: p["employee_number"].replace("0", "O", 1)),
    ("national_id", lambda p: float(p["national_id"])),
    ("national_id", lambda p: p["national_id"] + "1"),
    ("name", lambda p: ""),
]


class Typist:
    """Types one list of people onto rows of cells, as a committee would, and notes the truth."""

    def __init__(self, rng: random.Random, people: list[dict[str, str]], *, broken_share: float = 0.0) -> None:
        self.rng = rng
        self.truth = Truth()
        self.rows: list[list[Any]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self._broken_share = broken_share
        wanted = ["employee_number", "national_id", "birth", "sex", "grade", "position", "agency", "district", "phone"]
        kept = [name for name in wanted if rng.random() < 0.8] or ["employee_number"]
        if not {"employee_number", "national_id"} & set(kept):
            kept.append("employee_number")
        rng.shuffle(kept)
        self.columns = ["ordinal", "name", *kept, *(["email"] if rng.random() < 0.4 else [])]
        if rng.random() < 0.5:
            self.columns.insert(rng.randint(2, len(self.columns)), "group")
        for noise in rng.sample(NOISE_COLUMNS, rng.randint(0, 3)):
            self.columns.insert(rng.randint(2, len(self.columns)), noise)
        self.labels = [rng.choice(LABELS[name]) if name in LABELS else name for name in self.columns]
        self._type(people)

    def _type(self, people: list[dict[str, str]]) -> None:
        rng = self.rng
        self._letterhead()
        self._heading()
        pages = rng.random() < 0.3
        bands = rng.random() < 0.3
        for number, person in enumerate(people, 1):
            if pages and number % 10 == 0:
                self._heading()
            elif rng.random() < 0.05:
                self.rows.append([])
            if bands and number % 7 == 1:
                self._band(f"KABUPATEN {rng.choice(['BELU', 'ALOR', 'ENDE'])}")
            if rng.random() < 0.03:
                self.rows.append(["", "Sub Jumlah", *[12] * (len(self.columns) - 2)])
            self._person(number, person)
        self._foot(len(people))

    def _letterhead(self) -> None:
        rng = self.rng
        lines = ["PEMERINTAH PROVINSI NUSA TENGGARA TIMUR", "BADAN PENGEMBANGAN SUMBER DAYA MANUSIA DAERAH"]
        lines += [
            "Jln. Contoh No. 1 Telp. (0380) 831000, Email: bpsdmd@contoh.go.id",
            "",
            "DAFTAR NAMA PESERTA PELATIHAN",
        ]
        lines += ["Nama Kegiatan : Pelatihan Kepemimpinan Digital", "Tanggal : 25 Juli s.d. 2 September 2025"]
        for line in lines[: rng.randint(0, len(lines))]:
            self._band(line) if line and rng.random() < 0.6 else self.rows.append([line])
        if self.rows and rng.random() < 0.5:
            self.rows.append([])

    def _band(self, text: str) -> None:
        self.merges.append((len(self.rows), 0, len(self.rows), max(len(self.columns) - 1, 3)))
        self.rows.append([text])

    def _heading(self) -> None:
        self.rows.append(list(self.labels))
        if self.rng.random() < 0.3:
            self.rows.append([f"({place})" for place in range(1, len(self.columns) + 1)])

    def _person(self, number: int, person: dict[str, str]) -> None:
        rng = self.rng
        cells: list[Any] = []
        for name in self.columns:
            if name == "ordinal":
                cells.append(rng.choice([number, f"{number}."]))
            elif name == "group":
                cells.append(rng.choice([number % 9 + 1, f"Kelompok {number % 9 + 1}"]))
                self.truth.groups[len(self.rows) + 1] = str(number % 9 + 1)
            elif name in TYPED:
                cells.append(TYPED[name](rng, person))
            else:
                cells.append(rng.choice(["", "-", "ada", "Drs. Kepala Dinas"]))
        row = len(self.rows) + 1
        fault = rng.choice(BREAKS) if rng.random() < self._broken_share else None
        if fault and fault[0] in self.columns:
            cells[self.columns.index(fault[0])] = fault[1](person)
            self.truth.broken[row] = fault[0]
        else:
            known = [field for name in self.columns for field in FIELDS_OF.get(name, (name,))]
            self.truth.rows[row] = {name: value for name, value in person.items() if name in known}
        self.rows.append(cells)

    def _foot(self, count: int) -> None:
        rng = self.rng
        if rng.random() < 0.7:
            self.rows.append(rng.choice([["", f"Jumlah: {count} orang"], ["Jumlah", "", count], ["TOTAL", count]]))
        if rng.random() < 0.3:
            self.rows += [[], ["Catatan :"], ["", "1. Peserta wajib membawa laptop"], ["1", "Membawa surat tugas"]]
        if rng.random() < 0.7:
            at = rng.randint(1, max(len(self.columns) - 2, 1))
            for line in (
                "Kupang, 25 Juli 2025",
                "Kepala Badan,",
                "",
                "Drs. Contoh Kepala, M.Si.",
                "NIP. 19650101 199003 1 001",
            ):
                self.rows.append([""] * at + [line])


def write_xlsx(path: Path, typist: Typist) -> None:
    """The list on one of several sheets: cover, summary, committee, hidden lists of choices."""
    rng = typist.rng
    sheets = ["Sampul", "Rekap", "Panitia", "Referensi"]
    sheets = rng.sample(sheets, rng.randint(0, len(sheets)))
    sheets.insert(rng.randint(0, len(sheets)), "list")
    with xlsxwriter.Workbook(path) as book:
        for name in sheets:
            if name == "list":
                _write_list(book.add_worksheet(rng.choice(["Sheet1", "Daftar Peserta", "Lampiran SK"])), typist)
            else:
                _write_other(book.add_worksheet(name), name)


def _write_list(sheet: Any, typist: Typist) -> None:
    merged = {(top, left): (bottom, right) for top, left, bottom, right in typist.merges}
    for row, cells in enumerate(typist.rows):
        for column, value in enumerate(cells):
            if (row, column) in merged:
                sheet.merge_range(row, column, *merged[row, column], value)
            elif isinstance(value, str):
                sheet.write_string(row, column, value) if value else sheet.write_blank(row, column, None)
            else:
                sheet.write_number(row, column, value)


def _write_other(sheet: Any, name: str) -> None:
    contents: dict[str, list[list[Any]]] = {
        "Sampul": [["LAPORAN PELATIHAN"], ["Nama Pelatihan", "Smart Digital Leaders"], ["Tempat", "Kupang"]],
        "Rekap": [["No", "Perangkat Daerah", "L", "P", "Jumlah"], [1, "Dinas Sosial", 3, 4, 7], ["", "Total", 3, 4, 7]],
        "Panitia": [
            ["DAFTAR PANITIA"],
            ["No", "Nama", "NIP", "Jabatan dalam Panitia"],
            [1, "Contoh Satu", "", "Ketua"],
        ],
        "Referensi": [["Golongan", "Nama Kabupaten/Kota"], ["III/a", "Kab. Belu"], ["III/b", "Kab. Alor"]],
    }
    for row, cells in enumerate(contents[name]):
        sheet.write_row(row, 0, cells)
    if name == "Referensi":
        sheet.hide()


def write_csv(path: Path, typist: Typist) -> None:
    """The same as text, in one of the encodings and with one of the signs that spreadsheets use."""
    encoding = typist.rng.choice(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    with path.open("w", encoding=encoding, errors="replace", newline="") as stream:
        csv.writer(stream, delimiter=typist.rng.choice(";,\t")).writerows(typist.rows)


def write_roster(path: Path, seed: int, count: int, *, broken_share: float = 0.0) -> Truth:
    """A roster from a seed: csv if the path says so, else xlsx."""
    rng = random.Random(seed)
    typist = Typist(rng, make_people(rng, count), broken_share=broken_share)
    (write_csv if path.suffix == ".csv" else write_xlsx)(path, typist)
    return typist.truth


if __name__ == "__main__":
    for chosen in range(int(sys.argv[2])):
        write_roster(Path(sys.argv[1]) / f"roster_{chosen}.xlsx", chosen, 20, broken_share=0.1)
