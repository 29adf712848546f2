"""What the practice office holds at the beginning: values only, believable and invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from desktop.services.exchange.courier import Read, Written
from desktop.services.exchange.journey import (
    ConflictView,
    Contact,
    Fate,
    Office,
    Refused,
    Side,
    SyncState,
    Waiting,
    WaitingKind,
)
from desktop.services.views import (
    ClassSummary,
    Group,
    GroupNote,
    Mark,
    PersonRow,
    Problem,
    RegisterPerson,
    RegisterSession,
    RosterReport,
    Severity,
    Stage,
    Tick,
    Twin,
)
from tests.ui.roster import ROSTER

WITA = timezone(timedelta(hours=8))
CLASS, OTHER_CLASS = 7001, 7002


def at(day: int, month: int, hour: int, minute: int = 0) -> int:
    """A moment of 2025 on the clocks of NTT."""
    return int(datetime(2025, month, day, hour, minute, tzinfo=WITA).timestamp())


NOW = at(28, 7, 7, 42)
STAGES = (
    Stage(id=31, title="Pelatihan daring", mode="daring", starts_on="2025-07-25", ends_on="2025-08-01"),
    Stage(id=32, title="Pembelajaran mandiri", mode="mandiri", starts_on="2025-08-02", ends_on="2025-08-31"),
    Stage(id=33, title="Pendampingan dan seminar", mode="luring", starts_on="2025-09-01", ends_on="2025-09-02"),
)
_PLAN = (
    ("Pembukaan dan arah kebijakan", 31, at(25, 7, 8), 3),
    ("Kepemimpinan digital", 31, at(26, 7, 8), 3),
    ("Layanan publik berbasis data", 31, at(28, 7, 8), 3),
    ("Keamanan informasi", 31, at(28, 7, 10, 30), 2),
    ("Komputasi awan untuk pemerintah", 31, at(30, 7, 8), 3),
    ("Menyusun rencana aksi", 31, at(1, 8, 8), 4),
    ("Pendampingan kelompok", 33, at(1, 9, 8), 6),
    ("Seminar rencana aksi", 33, at(2, 9, 8), 6),
)
SESSIONS = tuple(
    RegisterSession(
        id=101 + n,
        title=title,
        stage=stage,
        starts_at=start,
        hours=float(hours),
        ends_at=start + hours * 45 * 60,
        place="Zoom" if stage == 31 else "BPSDM Provinsi NTT",
        closed=n < 2,
        settled=n == 0,
    )
    for n, (title, stage, start, hours) in enumerate(_PLAN)
)
PEOPLE = tuple(
    RegisterPerson(
        id=501 + n, number=n + 1, name=name, agency=agency, group=f"Kelompok {n % 9 + 1}", employee_number=number
    )
    for n, (name, agency, number) in enumerate(ROSTER)
)
_RARE = {3: "I", 11: "DL", 19: "S", 27: "A", 33: "DL"}
_POSITIONS = ("Kepala", "Sekretaris", "Kepala Bidang", "Kepala Bagian")
_DISTRICTS = ("Kota Kupang", "Kupang", "Timor Tengah Selatan", "Belu", "Ende", "Sikka", "Sumba Timur", "Rote Ndao")


def many_people(people: int) -> tuple[PersonRow, ...]:
    rows = []
    for n in range(people):
        name, agency, number = ROSTER[n % len(ROSTER)]
        rows.append(
            PersonRow(
                id=501 + n,
                name=name if n < len(ROSTER) else f"{name} {n}",
                employee_number=number,
                agency=agency,
                position=_POSITIONS[n % len(_POSITIONS)],
                district=_DISTRICTS[n * 3 % len(_DISTRICTS)] if n >= len(ROSTER) else "Kota Kupang",
                rank="Pembina Utama Muda",
                grade=("IV/b", "IV/c", "IV/d")[n % 3],
                phone=f"0812{(n * 7919) % 10**8:08}",
                group=f"Kelompok {n % 9 + 1}",
                tick=Tick.SAVED if n % 17 == 4 else Tick.SETTLED,
            )
        )
    return tuple(rows)


def first_marks() -> list[Mark]:
    marks = []
    for n, session in enumerate(SESSIONS[:3]):
        for person in PEOPLE:
            if n == 2 and person.number > 38:
                continue
            tick = Tick.SETTLED if n == 0 or (n == 1 and person.number < 30) else Tick.SAVED
            status = _RARE.get(person.number - 1 + n * 4, "H")
            note = "Rapat anggaran di Jakarta" if status == "I" else ""
            disputed = n == 1 and person.number in (8, 21)
            marks.append(
                Mark(
                    session=session.id,
                    person=person.id,
                    status=status,
                    note=note,
                    marked_at=session.starts_at + 900 + person.number,
                    marked_by="Adriana L.",
                    tick=Tick.NEEDS_YOU if disputed else tick,
                    disputed=disputed,
                )
            )
    return marks


def sync_state() -> SyncState:
    return SyncState(
        pending=46,
        held=1,
        rejected=1,
        conflicts=2,
        settled=1204,
        last_contact=at(26, 7, 16, 12),
        next_attempt=at(28, 7, 7, 55),
        size_bytes=1840,
        offices=(Office(code="53", name="BPSDMD Provinsi NTT", seq=1204),),
        history=(
            Contact(at=at(26, 7, 16, 12), sent=138, received=12),
            Contact(at=at(26, 7, 12, 40), sent=46, received=3, refused=1),
            Contact(at=at(25, 7, 17, 5), sent=0, received=0, fault="Pusat tidak terjangkau: tidak ada jaringan."),
            Contact(at=at(25, 7, 16, 58), sent=46, received=1311),
        ),
    )


def waiting() -> tuple[Waiting, ...]:
    return (
        Waiting(
            title="46 presensi",
            where="Sesi 3 · DLA NTT 2025, Angkatan I",
            since=at(28, 7, 8, 12),
            count=46,
            kind=WaitingKind.ATTENDANCE,
            size_bytes=1240,
        ),
        Waiting(
            title="2 catatan kelompok",
            where="Kelompok 4 · DLA NTT 2025, Angkatan I",
            since=at(28, 7, 8, 40),
            count=2,
            kind=WaitingKind.NOTE,
            size_bytes=600,
        ),
    )


def conflicts() -> tuple[ConflictView, ...]:
    def conflict(n: int, person: str, first: str, second: str) -> ConflictView:
        return ConflictView(
            id=n,
            person=person,
            where="Sesi 2 · DLA NTT 2025, Angkatan I",
            field="Kehadiran",
            kind="Presensi",
            class_title="DLA NTT 2025, Angkatan I",
            first=Side(
                take="first",
                number=7,
                value=first,
                author="Adriana Lewar",
                device="Laptop 3, BPSDMD",
                device_at=at(26, 7, 8, 20),
                corrected_at=at(26, 7, 8, 20),
                received_at=at(26, 7, 12, 40),
            ),
            second=Side(
                take="second",
                number=9,
                value=second,
                author="Melkianus Blegur",
                device="Laptop 7, Diskominfo",
                device_at=at(26, 7, 8, 31),
                received_at=at(26, 7, 16, 12),
            ),
            class_id=CLASS,
            session=SESSIONS[1].id,
            person_id=PEOPLE[n % len(PEOPLE)].id,
        )

    return (
        conflict(1, PEOPLE[7].name, "Hadir", "Izin"),
        conflict(2, PEOPLE[20].name, "Hadir", "Sakit"),
    )


def refusals() -> tuple[Refused, ...]:
    return (
        Refused(
            dot="7-203",
            what="Peserta",
            about="Dr. Gregorius Domi Kale, S.E.",
            reason="NIP ini sudah dipakai orang lain di pusat: Gregorius D. Kale, Dinas Energi.",
            since=at(26, 7, 12, 40),
            values=(("NIP", "19681018 199409 1 000"), ("Nama", "Gregorius Domi Kale"), ("Instansi", "Dinas Energi")),
            person=PEOPLE[0].id,
            can_repeat=True,
        ),
        Refused(
            dot="7-219",
            what="Presensi",
            about="Novita Rambu Lette, Sesi 2 · DLA NTT 2025",
            reason="Menunggu data orang ini tiba dari laptop lain.",
            since=at(26, 7, 12, 40),
            fate=Fate.HELD,
            values=(("Kehadiran", "Hadir"),),
            class_id=CLASS,
            session=SESSIONS[1].id,
            person=PEOPLE[1].id,
        ),
    )


def groups() -> tuple[Group, ...]:
    note = GroupNote(
        text="Rumusan masalah sudah tajam. Indikator layanan perlu angka dasar sebelum seminar.",
        author="Yosefina Nalle",
        written_at=at(26, 7, 14, 20),
        tick=Tick.SETTLED,
    )
    fresh = replace(note, text="Sepakat bertemu lagi tanggal 1 September di Kupang.", tick=Tick.SAVED)
    groups = []
    for n in range(9):
        members = tuple(person.name for person in PEOPLE if (person.number - 1) % 9 == n)
        notes = ((fresh, note), (), (note,))[n % 3]
        groups.append(Group(id=801 + n, title=f"Kelompok {n + 1}", members=members, notes=notes))
    return tuple(groups)


def classes() -> tuple[ClassSummary, ...]:
    return (
        ClassSummary(
            id=CLASS,
            title="DLA NTT 2025, Angkatan I",
            office="BPSDMD Provinsi NTT",
            programme="Digital Leadership Academy",
            people=46,
            sessions=8,
            next_session=SESSIONS[2],
            starts_on="2025-07-25",
            ends_on="2025-09-02",
            example=True,
        ),
        ClassSummary(
            id=OTHER_CLASS,
            title="Digital Talent Scholarship, Manggarai Barat",
            office="BPSDMD Provinsi NTT",
            programme="DTS",
            people=0,
            sessions=0,
            starts_on="2025-10-06",
            ends_on="2025-10-10",
        ),
    )


def report() -> RosterReport:
    return RosterReport(
        file="daftar_peserta.xlsx",
        sheet="Daftar Peserta 53",
        rows=48,
        added=43,
        updated=1,
        unchanged=2,
        skipped=2,
        problems=(
            Problem(
                row=14,
                column="NIP",
                severity=Severity.ERROR,
                message="Angka NIP hilang karena sel berisi bilangan. Ubah kolom menjadi teks lalu ketik ulang.",
            ),
            Problem(row=29, column="Nama", severity=Severity.ERROR, message="Nama kosong."),
            Problem(
                row=33, column="Tanggal Lahir", severity=Severity.WARNING, message="Tidak cocok dengan tanggal di NIP."
            ),
            Problem(row=40, column="NIP", severity=Severity.WARNING, message="Nomor contoh (urutan 000)."),
        ),
        twins=(
            Twin(row=22, name="Gregorius Domi Kale", other="Baris 47: Gregorius D. Kale", why="NIP sama"),
            Twin(row=31, name="Veronika Kleden", other="Veronika Kleden, sudah ada", why="Nama dan tanggal lahir sama"),
        ),
    )


def stick_file() -> Written:
    """A file that was written on a stick."""
    return Written(
        file=Path("Lontar_53_2025-07-28_laptop-Adriana_003.lontar"),
        number=3,
        authors=((7, 1, 46),),
        changes=46,
        left=0,
        parcels=1,
        answers=0,
        size_bytes=900,
    )


def stick_read() -> Read:
    """A stick with an answer of the centre and a parcel of somebody else."""
    return Read(
        files=(Path("Lontar_53_2025-07-28_laptop-Kota_001.lontar"),),
        authors=((9, 1, 4),),
        taken=1,
        already=0,
        answers=1,
        outdated=0,
        refused=0,
        changes=4,
        sent=46,
        received=12,
        more=False,
        problems=(),
    )
