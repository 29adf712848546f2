"""Every paper of a class comes out of the window as the file that was asked for."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from desktop.app.desk import Desk
from desktop.documents.class_papers import NO_WORKBOOK, WORKBOOK, Name
from desktop.ui.pages.papers.class_papers_page import ClassPapersPage
from desktop.ui.window import Window
from tests.ui.class_of_five import class_of_five, open_tab, played_class
from tests.ui.hand import click
from tests.ui.test_pages import words_of


def page_of(window: Window, qtbot: QtBot, class_id: int) -> ClassPapersPage:
    page = open_tab(window, qtbot, class_id, "papers", ClassPapersPage)
    qtbot.waitUntil(lambda: page.table.isVisible() and page.model.rowCount() == len(Name))
    return page


def wait_for(page: ClassPapersPage, qtbot: QtBot, file: Path) -> None:
    qtbot.waitUntil(lambda: file.name in page._line.accessibleName(), timeout=30_000)


def test_every_paper_is_written_as_pdf(window: Window, played: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(window, qtbot, played_class(played))
    for row, name in [(n, one) for n, one in enumerate(Name) if one is not Name.HANDOVER]:  # nobody signed such minutes
        page.table.choose(row)
        assert page.workbook.isEnabled() == (name not in NO_WORKBOOK)
        file = tmp_path / f"{name.value}.pdf"
        page.save(".pdf", str(file))
        wait_for(page, qtbot, file)
        assert file.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("name", [Name.RECAP, Name.SCORES])
def test_a_table_is_written_as_a_workbook(
    window: Window, played: Desk, qtbot: QtBot, tmp_path: Path, name: Name
) -> None:
    page = page_of(window, qtbot, played_class(played))
    page.table.choose(list(Name).index(name))
    file = tmp_path / "tabel.xlsx"
    page.save(WORKBOOK, str(file))
    wait_for(page, qtbot, file)
    sheet = openpyxl.load_workbook(file).worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("Peserta Contoh Satu" in cell for cell in cells)


def test_the_session_is_chosen_for_the_list_of_attendance(window: Window, played: Desk, qtbot: QtBot) -> None:
    page = page_of(window, qtbot, played_class(played))
    assert not page.sessions.isVisible()
    page.table.choose(list(Name).index(Name.ATTENDANCE))
    qtbot.waitUntil(page.sessions.isVisible)
    assert page.sessions.count() == 6


def test_what_cannot_be_printed_yet_is_said_in_one_sentence(
    window: Window, played: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page = page_of(window, qtbot, class_of_five(played))
    page.table.choose(list(Name).index(Name.RECEIPT))
    page.save(".pdf", str(tmp_path / "tanda.pdf"))
    qtbot.waitUntil(lambda: "terbitkan dahulu di tab Sertifikat" in words_of(window.notices))
    assert not (tmp_path / "tanda.pdf").exists()


def test_a_click_on_save_asks_where(
    window: Window, played: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(window, qtbot, played_class(played))
    file = tmp_path / "surat"
    proposed: list[str] = []

    def chosen(*told: object) -> tuple[str, str]:
        proposed.append(str(told[2]))
        return str(file), ""

    monkeypatch.setattr("desktop.ui.pages.papers.class_papers_page.QFileDialog.getSaveFileName", chosen)
    click(page.pdf)
    qtbot.waitUntil(lambda: file.with_suffix(".pdf").exists(), timeout=30_000)
    assert Path(proposed[0]).name.startswith("Surat pemanggilan - Smart Digital Leaders")
