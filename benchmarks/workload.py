"""The rows of the benchmarks: made up, the same on every machine; ids are ordinals from 1."""

from __future__ import annotations

import random
from typing import Any

PEOPLE, SESSIONS, MARKS = 20_000, 60, 200_000
CLASS_PEOPLE, GROUPS = 46, 9

_GIVEN = (
    "Maria Yohanes Petrus Yuliana Fransiskus Agustina Emanuel Kristina Markus Theresia Simon Paulina Dominggus Adriana "
    "Benyamin Ester Marthen Rosalia Yeremias Veronika Stefanus Elisabeth Gregorius Martina Antonius Ferderika "
    "Melkianus Novita Oktovianus Sarlota"
).split()
_FAMILY = (
    "Nalle Bessie Tefa Manafe Lopo Radja Riwu Kale Djawa Ndun Tamelan Leo Adu Pello Kiuk Lette Messakh Haning Ga Bire "
    "Hawu Doko Blegur Laka Lena Bili Umbu Rambu Kaka Bora Wungo Koten Kleden Tokan Lewar Wato Hayon Naben Taek Seran"
).split()
DISTRICTS = [f"53.{number:02d}" for number in range(1, 22)] + ["53.71"]
_UNITS = (
    "Dinas Pendidikan dan Kebudayaan",
    "Dinas Kesehatan",
    "Dinas Komunikasi dan Informatika",
    "BKPSDM",
    "Bappelitbangda",
    "Dinas Perikanan",
    "Dinas Pertanian",
    "Dinas Sosial",
    "Sekretariat Daerah",
    "Inspektorat Daerah",
    "Dinas Kependudukan dan Catatan Sipil",
    "Dinas Perhubungan",
    "Kecamatan",
    "Puskesmas",
    "Dinas Pariwisata",
)
_POSITIONS = ("Kepala Dinas", "Sekretaris", "Kepala Bidang", "Kepala Seksi", "Pelaksana", "Pranata Komputer")
_STATUS = ["present"] * 88 + ["sick"] * 4 + ["excused"] * 5 + ["absent"] * 3


def person(index: int) -> dict[str, Any]:
    """Person number index + 1, with a NIP, a NIK and an address book entry."""
    chance = random.Random(index * 7919 + 1)
    year, month, day = chance.randint(1965, 2000), chance.randint(1, 12), chance.randint(1, 28)
    appointed, appointed_month = min(year + chance.randint(22, 30), 2024), chance.randint(1, 12)
    sex, district = chance.choice([1, 2]), chance.choice(DISTRICTS)
    name = f"{chance.choice(_GIVEN)} {chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"
    day_of_sex = day + (40 if sex == 2 else 0)
    return {
        "id": index + 1,
        "name": name,
        "nip": f"{year:04d}{month:02d}{day:02d}{appointed:04d}{appointed_month:02d}{sex}{chance.randint(1, 999):03d}",
        "nik": f"{district.replace('.', '')}{chance.randint(1, 30):02d}{day_of_sex:02d}{month:02d}{year % 100:02d}"
        f"{chance.randint(1, 9999):04d}",
        "gender": "LP"[sex - 1],
        "district": district,
        "unit": chance.choice(_UNITS),
        "position": chance.choice(_POSITIONS),
        "email": f"{name.lower().replace(' ', '.')}{index}@example.go.id",
        "phone": f"+628{chance.randint(10**8, 10**10 - 1)}",
    }


def session(index: int) -> dict[str, Any]:
    """Session number index + 1; twelve sessions a course."""
    return {
        "id": index + 1,
        "title": f"Sesi {index + 1}",
        "course_id": index // 12 + 1,
        "starts_at": f"2026-08-{1 + index % 28:02d}T{8 + index % 8:02d}:00:00+08:00",
        "hours": 2,
    }


def mark(index: int, people: int = PEOPLE, sessions: int = SESSIONS) -> dict[str, Any]:
    """Attendance mark number index + 1: people of one session after another."""
    chance = random.Random(index * 104729 + 3)
    of_person, of_session = index % people, (index // people) % sessions
    status = chance.choice(_STATUS)
    hour = f"2026-08-{1 + of_session % 28:02d}T{8 + of_session % 8:02d}"
    return {
        "id": index + 1,
        "session_id": of_session + 1,
        "participant_id": of_person + 1,
        "status": status,
        "marked_at": f"{hour}:{chance.randint(0, 59):02d}:{chance.randint(0, 59):02d}+08:00",
        "marked_by": chance.randint(0, 200) + 1,
        "note": "",
    }


def class_day() -> list[dict[str, Any]]:
    """One class day: 46 marks and 9 group notes."""
    marks = [{"kind": "attendance", **mark(index, CLASS_PEOPLE, 1)} for index in range(CLASS_PEOPLE)]
    text = "Draf rencana aksi kelompok {} dibahas; perbaikan indikator dan penanggung jawab."
    notes = [{"kind": "group", "id": n, "theme": f"Kelompok {n}", "note": text.format(n)} for n in range(1, GROUPS + 1)]
    return marks + notes
