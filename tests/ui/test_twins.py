"""Two records that may be one person on the page Perlu tindakan, and the records of one who was merged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.people.twin_views import MergedView, RecordView, TwinView
from desktop.services.views import PersonRow
from desktop.ui.dialogs.person import PersonDialog
from desktop.ui.pages.attention_page import AttentionPage
from desktop.ui.parts import Button, Text
from desktop.ui.place import Place
from tests.ui.conftest import Opener
from tests.ui.desk import Desk

FIRST = RecordView(
    id=7 << 32 | 1,
    name="Yohanes Bria, S.Sos.",
    lines=(
        ("NIP", "19780307 200501 1 000"),
        ("Tanggal lahir", "1978-03-07"),
        ("Instansi", "Dinas Sosial Kota Kupang"),
        ("No. HP", "+6281234567890"),
    ),
)
SECOND = RecordView(
    id=9 << 32 | 4,
    name="Johanis Bria",
    lines=(("NIP", "19780307 200510 1 000"), ("Tanggal lahir", "1978-03-07"), ("Instansi", "Dinas Sosial")),
)
PAIR = TwinView(
    first=FIRST,
    second=SECOND,
    reasons=("NIP hampir sama (beda satu angka)", "tanggal lahir sama", "nama sama, ejaan berbeda"),
)


def page_with_twins(open_window: Opener, desk: Desk, qtbot: QtBot) -> AttentionPage:
    desk.twin_views = (PAIR,)
    window = open_window(desk)
    window.go(Place(page="attention", state={"item": f"twins-{FIRST.id}-{SECOND.id}"}))
    page = window.page
    assert isinstance(page, AttentionPage)
    qtbot.waitUntil(lambda: _button(page, "Gabungkan ke sini") is not None)
    return page


def _button(page: AttentionPage | PersonDialog, words: str) -> Button | None:
    return next((b for b in page.findChildren(Button) if b.text() == words and b.isVisible()), None)


def test_a_shared_number_is_answered_like_any_pair_and_asked_once(open_window: Opener, qtbot: QtBot) -> None:
    desk = Desk()
    asked = replace(desk.conflict_views[0], can_decide=False, twins=replace(PAIR, reasons=("NIP sama",)))
    desk.conflict_views, desk.twin_views = (asked,), (PAIR,)
    window = open_window(desk)
    window.go(Place(page="attention", state={"item": f"conflict-{asked.id}"}))
    page = window.page
    assert isinstance(page, AttentionPage)
    qtbot.waitUntil(lambda: page._compared and _button(page, "Bukan orang yang sama") is not None)
    items = [page.model.value_at(n) for n in range(page.model.rowCount())]
    assert [item.reason for item in items if item is not None and item.key == f"conflict-{asked.id}"] == ["NIP sama"]
    assert not [item for item in items if item is not None and item.key.startswith("twins-")]
    answer = _button(page, "Bukan orang yang sama")
    assert answer is not None
    answer.click()
    qtbot.waitUntil(lambda: ("apart", FIRST.id, SECOND.id) in desk.created)


def test_both_records_are_shown_with_the_reasons(open_window: Opener, qtbot: QtBot) -> None:
    page = page_with_twins(open_window, Desk(), qtbot)
    told = [text.text() for text in page.card.findChildren(Text)]
    assert {"Yohanes Bria, S.Sos.", "Johanis Bria", " · ".join(PAIR.reasons)} <= set(told)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Gabungkan ke sini", ("merged", FIRST.id, SECOND.id)), ("Bukan orang yang sama", ("apart", FIRST.id, SECOND.id))],
)
def test_a_button_decides_and_the_pair_is_gone(
    open_window: Opener, qtbot: QtBot, words: str, expected: tuple[object, ...]
) -> None:
    desk = Desk()
    page = page_with_twins(open_window, desk, qtbot)
    button = _button(page, words)
    assert button is not None
    button.click()
    assert desk.created[-1] == expected
    qtbot.waitUntil(lambda: _button(page, "Gabungkan ke sini") is None)


def test_a_merge_can_be_taken_back_from_the_notice(open_window: Opener, qtbot: QtBot) -> None:
    desk = Desk()
    page = page_with_twins(open_window, desk, qtbot)
    button = _button(page, "Gabungkan ke sini")
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: _button(page, "Gabungkan ke sini") is None)
    page.room.usher.acted.emit("attention-part")
    qtbot.waitUntil(lambda: desk.created[-1] == ("parted", SECOND.id))


def test_a_merged_person_shows_the_records_and_can_be_parted(open_window: Opener, qtbot: QtBot) -> None:
    desk = Desk()
    desk.merged_views = {FIRST.id: MergedView(stands=FIRST, others=(SECOND,))}
    window = open_window(desk)
    dialog = PersonDialog(window.page.room, window, PersonRow(id=FIRST.id, name=FIRST.name))
    dialog.open()
    qtbot.waitUntil(lambda: _button(dialog, "Pisahkan") is not None)
    part = _button(dialog, "Pisahkan")
    assert part is not None
    part.click()
    qtbot.waitUntil(lambda: desk.created[-1:] == [("parted", SECOND.id)])


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
def test_both_records_fit_on_small_screens(
    open_window: Opener, qtbot: QtBot, size: tuple[int, int], tmp_path: Path
) -> None:
    page = page_with_twins(open_window, Desk(), qtbot)
    window = page.window()
    window.resize(*size)
    QApplication.processEvents()
    picture = tmp_path / f"twins-{size[0]}.png"
    assert window.grab().save(str(picture))
    button = _button(page, "Gabungkan ke sini")
    assert button is not None
    right = button.mapTo(window, button.rect().bottomRight()).x()
    assert right <= size[0]
