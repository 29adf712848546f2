"""Sentences of faults in English. The program's own language is Indonesian; what is not listed stays in it."""

from __future__ import annotations

import re

from contract.faults import Fault
from desktop.cli.setting import Language

_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"Tidak ada kelas (.+) di laptop ini\..*", r"There is no class \1 on this laptop. See: lontar class list."),
    (
        r"Tidak ada sesi (.+) di laptop ini\..*",
        r"There is no session \1 on this laptop. See: lontar session list --class ID.",
    ),
    (r"Tidak ada kelompok (.+) di laptop ini\..*", r"There is no group \1 on this laptop. See: lontar class show ID."),
    (
        r"Tidak ada peserta dengan NIP (.+) di laptop ini\..*",
        r"Nobody on this laptop has NIP \1. Search: lontar people list.",
    ),
    (r"Tidak ada peserta (.+) di laptop ini\..*", r"There is no person \1 on this laptop. Search: lontar people list."),
    (r"NIP (\d+) dipakai (\d+) orang; sebutkan id-nya: (.*)", r"\2 people have NIP \1; name one by id: \3"),
    (r'"(.*)" bukan id atau NIP; .*', r'"\1" is no id and no NIP; write an id such as "7-203" or a NIP of 18 digits.'),
    (r'"(.*)" bukan id; .*', r'"\1" is no id; write it like "7-203".'),
    (r'Sesi "(.*)" sudah ditutup; .*', r'Session "\1" is closed; open it again before changing its attendance.'),
    (r"(.+) sudah keluar dari kelas ini; .*", r"\1 has left this class; their attendance is not marked any more."),
    (r'Status "(.*)" tidak dikenal; .*', r'Status "\1" is unknown; use H, I, S, A or DL.'),
    (r'Waktu "(.*)" tidak terbaca; .*', r'Time "\1" cannot be read; write 2025-07-28T08:00:00+08:00.'),
    (r'Jam pelajaran "(.*)" bukan angka; .*', r'Lesson hours "\1" are no number; write 3 or 2.5.'),
    (r"Jam pelajaran (.+) tidak masuk akal; .*", r"Lesson hours of \1 make no sense; write 0 to 100."),
    (r"Nama kelas kosong; .*", "The title of the class is empty."),
    (r"Judul sesi kosong; .*", "The title of the session is empty."),
    (r"Nama kelompok kosong; .*", "The title of the group is empty."),
    (r"Catatan kosong; .*", "The note is empty."),
    (r"Nama tidak boleh kosong\.", "A name cannot be empty."),
    (r"Laptop ini belum bergabung.*", "This laptop has not joined an office: lontar join --server URL --code CODE."),
    (
        r'Laptop ini tidak bergabung dengan kantor "(.*)"\. Yang ada: (.*)',
        r'This laptop has not joined office "\1". Joined: \2',
    ),
    (
        r"Laptop ini bergabung dengan beberapa kantor; .*: (.*)",
        r"This laptop has joined several offices; name one with --office: \1",
    ),
    (
        r"Belum ada data Lontar di (.+?)\. .*",
        r"Nothing of Lontar in \1 yet. First: lontar join --server URL --code CODE.",
    ),
    (
        r'Peran Anda di kantor ini \("(.*)"\) tidak boleh mengubah (.+?)\. .*',
        r'Your role in this office ("\1") may not change that (\2).',
    ),
    (r"Kata sandi diperlukan\..*", "A passphrase is needed: --passphrase-file, LONTAR_PASSPHRASE, or a terminal."),
    (r"Kata sandi salah\..*", "The passphrase is wrong."),
    (r"Berkas kata sandi (.+) tidak terbaca\..*", r"The passphrase file \1 cannot be read."),
    (r"Berkas (.+) tidak dapat dibuka \((.*)\);.*", r"The file \1 cannot be opened (\2)."),
    (
        r"Berkas (.+) bukan daftar presensi: .*",
        r"The file \1 is no sheet of marks: it lacks the columns session, person and status.",
    ),
    (r"Cakram penuh.*", "The disk is full: the last change was not saved. Free some space and try again."),
)
_COMPILED = tuple((re.compile(pattern, re.DOTALL), english) for pattern, english in _SENTENCES)


def worded(fault: Fault, language: Language) -> str:
    """The fault's sentence in the person's language."""
    sentence = str(fault)
    if language is Language.INDONESIAN:
        return sentence
    for pattern, english in _COMPILED:
        found = pattern.fullmatch(sentence)
        if found is not None:
            return found.expand(english)
    return sentence
