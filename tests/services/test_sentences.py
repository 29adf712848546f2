"""Whatever is told to people in Indonesian can be told in English."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.training.attendance.attended import Status
from contract.training.catalogue import CATALOGUE
from desktop.services.exchange.returned import status_text
from desktop.services.sentences import in_english

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = ("contract", "desktop/services", "desktop/storage", "desktop/sync", "desktop/practice")
FILES = [file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py"))]
FILES.append(ROOT / "desktop" / "app" / "opening.py")
INDONESIAN = set(
    """tidak belum sudah periksa lalu bukan kosong tulis isi ulangi seharusnya hapus baris kata sambungan sertifikat
    cakram sisanya minta perbarui nomor berbeda menurut akan terlalu pendekkan hubungi laporkan sebutkan pakai
    bergabung sinkronisasi server waktu jawaban alamat isian catatan""".split()
)


def said(file: Path) -> Iterator[tuple[int, str]]:
    """Sentences of the file that look Indonesian, with "x" where something is put in; not the texts of docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    passed = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    passed |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if id(node) in passed:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = re.sub(r"\{\w+\}", "x", node.value)
        else:
            continue
        words = re.findall(r"[a-z]+", text.lower())
        if len(words) > 2 and text.endswith(".") and INDONESIAN & set(words):
            yield node.lineno, text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_sentence_has_an_english_one(file: Path) -> None:
    assert not [f"{line}: {text}" for line, text in said(file) if in_english(text) == text]


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        (
            "Baris 7, kolom NIP: NIP berisi 17 angka, seharusnya 18; periksa lagi NIP-nya.",
            "Row 7, column NIP: The NIP has 17 digits, 18 are needed; check the NIP.",
        ),
        (
            "Baris 3: Orang ini sudah ada di baris 2 (NIP sama); hapus salah satu baris atau isi nomor yang benar.",
            "Row 3: This person is in row 2 already (same NIP); remove one of the rows or write the right number.",
        ),
        ("Tidak ada kelas 7-9 di laptop ini. Lihat daftarnya: lontar class list.", "There is no class 7-9 on this"),
        (
            'Baris 2: "Kupang" bisa berarti Kab. X atau Kota X; tulis lengkap salah satunya; sementara dikosongkan.',
            'Row 2: "Kupang" may mean Kab. X or Kota X; write one of them in full. Left empty for now.',
        ),
        (
            "Baris 3: Jenis kelamin berbeda: laki-laki menurut NIP, perempuan menurut NIK; periksa mana yang benar.",
            "Row 3: Sexes differ: male by NIP, female by NIK; check which is right.",
        ),
        ('Beni menulis "S (Sakit)", Adi menulis "H (Hadir)".', 'Beni wrote "S (Sick)", Adi wrote "H (Present)".'),
        ("46 presensi", "46 attendance marks"),
        ("NIP sama: mungkin orang yang sama", "Same NIP: perhaps the same person"),
        ("Kalimat yang tidak dikenal.", "Kalimat yang tidak dikenal."),
        ("", ""),
    ],
)
def test_sentences_within_sentences_are_told_in_english_too(indonesian: str, english: str) -> None:
    assert in_english(indonesian).startswith(english)


def test_every_name_of_a_record_or_field_has_an_english_one() -> None:
    alike = {"NIP", "NIK", "JP", "Laptop", "Coach", "Quick win", "Status", "Target"}  # the same in both
    shown = [record for record in CATALOGUE.records if record.name not in ("conflict", "author")]
    names = {record.label for record in CATALOGUE.records}
    names |= {field.label for record in shown for field in record.fields if field.label}
    assert {name for name in names - alike if in_english(name) == name} == set()
    statuses = {status_text(status.value) for status in Status}
    assert {status for status in statuses if in_english(status) == status} == set()
