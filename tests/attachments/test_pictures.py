"""What is kept of a photograph: its pixels, upright, within the stated size, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from contract.exchange.blobs import MOST_BYTES
from desktop.documents.press.pictures import JPEG, LONGEST_SIDE, PDF, PICTURE_BYTES, NoPicture, prepared, thumbnail
from tests.attachments.photographs import PLACE_OF_CAMERA, paper, photograph, saved, turned


def is_red(image: QImage, x: float, y: float) -> bool:
    colour = QColor(image.pixel(int(image.width() * x), int(image.height() * y)))
    return colour.red() > 200 and colour.green() < 90 and colour.blue() < 90


@pytest.mark.parametrize(
    ("orientation", "wide", "corner"),
    [(1, True, (0.05, 0.05)), (3, True, (0.95, 0.95)), (6, False, (0.95, 0.05)), (8, False, (0.05, 0.95))],
)
def test_a_photograph_stands_upright_and_says_nothing_of_where_it_was_taken(
    tmp_path: Path, orientation: int, wide: bool, corner: tuple[float, float]
) -> None:
    taken = turned(photograph(1), orientation)
    assert PLACE_OF_CAMERA in taken
    kept = prepared(saved(tmp_path, "daftar.jpg", taken))
    image = QImage.fromData(kept.content)
    assert kept.kind == JPEG
    assert (image.width() > image.height()) == wide
    assert is_red(image, *corner)
    assert PLACE_OF_CAMERA not in kept.content
    assert b"Exif" not in kept.content


@pytest.mark.parametrize("width", [800, 4000])
def test_a_photograph_is_no_larger_than_stated(tmp_path: Path, width: int) -> None:
    kept = prepared(saved(tmp_path, "daftar.jpg", photograph(2, width, width * 3 // 4, 95)))
    image = QImage.fromData(kept.content)
    assert 0 < len(kept.content) <= PICTURE_BYTES
    assert max(image.width(), image.height()) <= LONGEST_SIDE
    assert width > LONGEST_SIDE or image.width() == width


def test_a_picture_of_noise_is_made_to_fit_as_well(tmp_path: Path) -> None:
    noise = QImage(os.urandom(900 * 900 * 4), 900, 900, QImage.Format.Format_RGB32)
    noise.save(str(tmp_path / "bising.png"))
    assert len(prepared(tmp_path / "bising.png").content) <= PICTURE_BYTES


def test_a_drawing_with_holes_in_it_stands_on_white_and_its_words_stay_behind(tmp_path: Path) -> None:
    drawing = QImage(50, 50, QImage.Format.Format_ARGB32)
    drawing.fill(QColor(0, 0, 0, 0))
    drawing.setText("Author", "Adriana Bire 0812345")
    drawing.save(str(tmp_path / "gambar.png"))
    kept = prepared(tmp_path / "gambar.png").content
    assert QColor(QImage.fromData(kept).pixel(25, 25)) == QColor("white")
    assert b"Adriana" not in kept


def test_what_is_no_picture_is_refused_with_one_sentence(tmp_path: Path) -> None:
    whole = photograph(3)
    drawn = QImage(80, 80, QImage.Format.Format_RGB32)
    drawn.fill(QColor("blue"))
    drawn.save(str(tmp_path / "utuh.png"))
    cut = (tmp_path / "utuh.png").read_bytes()
    for content, told in (
        (b"", "kosong"),
        (b"bukan foto", "bukan foto"),
        (whole[: len(whole) // 2], "terpotong"),
        (whole[:-2], "terpotong"),
        (whole[:3], "terpotong"),
        (cut[: len(cut) // 2], "terpotong"),
        (paper()[:1500], "terpotong"),
        (paper(MOST_BYTES + 1), "paling besar 2 MB"),
    ):
        with pytest.raises(NoPicture, match=told):
            prepared(saved(tmp_path, "salah.jpg", content))
    with pytest.raises(NoPicture, match="belum dapat dibaca"):
        prepared(tmp_path / "tidak-ada.jpg")


def test_a_cut_anywhere_in_a_photograph_is_seen(tmp_path: Path) -> None:
    whole = turned(photograph(4, 64, 48), 6)
    for end in range(1, len(whole)):
        with pytest.raises(NoPicture):
            prepared(saved(tmp_path, "potong.jpg", whole[:end]))
    assert prepared(saved(tmp_path, "potong.jpg", whole)).kind == JPEG


def test_a_paper_is_kept_as_it_is(tmp_path: Path) -> None:
    kept = prepared(saved(tmp_path, "daftar.pdf", paper()))
    assert (kept.kind, kept.content) == (PDF, paper())
    assert thumbnail(kept.content) is None


def test_a_small_picture_of_what_is_kept_can_be_shown(tmp_path: Path) -> None:
    small = thumbnail(prepared(saved(tmp_path, "daftar.jpg", photograph(5))).content)
    assert small is not None
    assert max(small.width(), small.height()) == 160
    assert thumbnail(b"rusak") is None
