"""The day that `./run` plays: equal in the end, whatever roster and seed; not equal when the centre was killed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

PAGES = ("home", "classes", "people", "attention", "sync")


def demo(*arguments: str) -> subprocess.Popen[str]:
    line = [sys.executable, "-m", "desktop", *arguments]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)


def roster_of(path: Path, people: int) -> Path:
    """A roster nobody has seen: other people, other columns, no groups."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Peserta")
        sheet.write_row(0, 0, ["PEMERINTAH KABUPATEN CONTOH"])
        sheet.write_row(2, 0, ["No.", "NIP", "Nama", "JK", "Unit Kerja"])
        for n in range(1, people + 1):
            nip = f"1980{n % 12 + 1:02d}15 200501 1 {n:03d}"
            sheet.write_row(2 + n, 0, [n, nip, f"Orang Contoh {chr(64 + n)}", "L", "Dinas Contoh"])
    return path


def test_the_day_with_an_unseen_roster_and_seed_ends_equal(tmp_path: Path) -> None:
    roster = roster_of(tmp_path / "lain.xlsx", 7)
    process = demo(
        "--json", "demo", "--headless", "--roster", str(roster), "--seed", "77", "--out", str(tmp_path / "out")
    )
    said, _ = process.communicate(timeout=240)
    assert process.returncode == 0, said
    answer = json.loads(said.splitlines()[-2] if said.splitlines()[-1].startswith("[") else said.splitlines()[-1])
    assert answer["equal"] is True
    assert answer["rows"] > 7 * 3
    assert "7 baris, 7 baru" in said
    pictures = {path.name for path in (tmp_path / "out").glob("*.png")}
    assert {f"1-{page}.png" for page in PAGES} <= pictures
    assert {"2-presensi-7.png", "4-presensi-diterima-pusat.png"} <= pictures


def test_a_roster_of_nobody_ends_the_day_at_once_with_a_sentence(tmp_path: Path) -> None:
    roster = roster_of(tmp_path / "kosong.xlsx", 0)
    process = demo("demo", "--headless", "--roster", str(roster), "--out", str(tmp_path / "out"))
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 1, said
    assert "TERHENTI: Daftar peserta ini tidak berisi orang yang dapat disimpan." in said


@pytest.mark.deep
@pytest.mark.parametrize("after", ["proses pusat", "jaringan dicabut"])
def test_a_centre_killed_on_the_way_is_found_out_by_the_row(tmp_path: Path, after: str) -> None:
    roster = roster_of(tmp_path / "lain.xlsx", 5)
    said = ""
    killed = False
    with demo("demo", "--headless", "--roster", str(roster), "--out", str(tmp_path / "out")) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said += line
            if not killed and after in line:
                found = re.search(r"proses pusat: (\d+)", said)
                assert found is not None
                os.kill(int(found.group(1)), signal.SIGKILL)
                killed = True
    assert process.returncode != 0, said
    assert "TIDAK SAMA: attendance: ada di laptop, belum ada di pusat" in said
