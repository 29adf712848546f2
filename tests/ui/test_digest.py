"""Beranda tells what others changed since the last exchange, line by line, each with its way back."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from contract.faults import WorldFault
from desktop.services.exchange.journey import Digest, DigestLine
from desktop.ui.pages.digest_card import DigestCard
from desktop.ui.place import Place
from desktop.ui.port import Topic
from tests.ui.conftest import Opener
from tests.ui.desk import Desk
from tests.ui.office import NOW


def news(lines: int) -> Digest:
    def line(n: int) -> DigestLine:
        text = f"Presensi Orang {n}, Sesi 2 · DLA NTT: H (Hadir) menjadi S (Sakit)"
        return DigestLine(id=n, text=text, who="Melkianus Blegur", at=NOW, can_undo=n != 2)

    return Digest(since=NOW - 86_400, lines=tuple(line(n) for n in range(1, lines + 1)), total=lines)


def card_of(window: QWidget) -> DigestCard:
    found = window.findChild(DigestCard)
    assert isinstance(found, DigestCard)
    return found


def undos(card: DigestCard) -> list[QPushButton]:
    return [b for b in card.findChildren(QPushButton) if b.text() == "Urungkan"]


def test_home_tells_what_others_changed_and_takes_a_line_back(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    desk.news = news(3)
    window = open_window(desk)
    window.go(Place(page="home"))
    card = card_of(window)
    qtbot.waitUntil(lambda: len(undos(card)) == 2)
    said = " | ".join(label.text() for label in card.findChildren(QLabel))
    assert "Sejak sinkronisasi terakhir" in said
    assert "3 isian diubah orang lain sejak 27 Jul 2025" in said
    assert "Melkianus Blegur" in said
    undos(card)[0].click()
    qtbot.waitUntil(lambda: [line.id for line in desk.news.lines] == [2, 3])
    qtbot.waitUntil(lambda: window.notices.text == "Nilai semula dikembalikan.")


def test_more_lines_are_shown_when_they_are_asked_for(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    desk.news = news(9)
    window = open_window(desk)
    window.go(Place(page="home"))
    card = card_of(window)
    qtbot.waitUntil(lambda: len(undos(card)) == 3)
    next(b for b in card.findChildren(QPushButton) if b.text() == "Lihat 5 lagi").click()
    qtbot.waitUntil(lambda: len(undos(card)) == 8)


def test_without_news_there_is_no_card_and_a_refusal_is_told(open_window: Opener, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk)
    window.go(Place(page="home"))
    card = card_of(window)
    qtbot.waitUntil(lambda: desk.asked["digest"] > 0)
    assert not card.isVisible()
    desk.news = news(1)
    desk.failing["undo_news"] = WorldFault("Tidak diurungkan: Orang 1 sudah diubah lagi sejak itu.")
    desk.tell(Topic.SYNC)
    qtbot.waitUntil(lambda: len(undos(card)) == 1)
    undos(card)[0].click()
    qtbot.waitUntil(lambda: "sudah diubah lagi" in window.notices.text)
    assert len(desk.news.lines) == 1
