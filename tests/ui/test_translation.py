"""English is complete, says the same places, and is what the program loads."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

import resources
from desktop.services.views import STATUSES, Tick
from desktop.ui.language import Language, Tongue
from desktop.ui.words import Words, status_name, tick_name
from tests.ui.office import at

ROOT = Path(__file__).resolve().parent.parent.parent
PLACES = re.compile(r"\{\w*\}|%L?n")


@pytest.fixture
def tongue(qapp: QApplication) -> Iterator[Tongue]:
    tongue = Tongue(qapp)
    yield tongue
    tongue.speak(Language.INDONESIAN)


def messages() -> list[tuple[str, list[str]]]:
    found = []
    for message in ET.parse(resources.path("translations/lontar_en.ts")).getroot().iter("message"):
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        found.append((message.findtext("source", ""), forms))
    return found


def test_every_word_is_translated_and_none_is_left_over() -> None:
    check = [sys.executable, str(ROOT / "build" / "translate.py"), "--check"]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_translation_names_the_same_places() -> None:
    for source, forms in messages():
        for form in forms:
            assert sorted(PLACES.findall(form)) == sorted(PLACES.findall(source)), source


def test_plurals_are_told_apart_in_english(tongue: Tongue) -> None:
    tongue.speak(Language.ENGLISH)
    words = Words()
    assert words.elapsed(0, 60 * 60) == "1 hour ago"
    assert words.elapsed(0, 3 * 60 * 60) == "3 hours ago"
    assert words.elapsed(0, 25 * 60 * 60) == "1 day ago"


def test_dates_and_numbers_are_written_as_people_here_write_them(tongue: Tongue) -> None:
    tongue.speak(Language.INDONESIAN)
    words, moment = Words(), at(28, 7, 14, 5)
    assert words.weekday(moment) == "Senin, 28 Juli 2025"
    assert words.moment(moment) == "28 Jul 2025 14.05 WITA"
    assert words.span(at(1, 8, 8), at(1, 8, 10, 15)) == "08.00–10.15 WITA"
    assert words.short_day(at(1, 8, 8)) == "1 Agu"
    assert words.weekday(at(1, 8, 8)) == "Jumat, 1 Agustus 2025"
    assert words.dates("2025-07-25", "2025-08-01") == "25 Juli s.d. 1 Agustus 2025"
    assert words.dates("2025-09-01", "2025-09-02") == "1–2 September 2025"
    assert words.dates("2025-09-02", None) == "2 September 2025"
    assert words.dates(None, None) == ""
    assert words.amount(1_234_567) == "1.234.567"
    assert words.percent(0.9347) == "93,5%"
    assert words.percent(1.0) == "100%"
    assert words.percent(None) == ""
    assert words.size(40_300) == "40 KB"
    assert words.size(2_500_000) == "2,5 MB"
    assert words.hours(3) == "3 JP"
    assert words.elapsed(0, 30) == "baru saja"
    assert words.employee_number("198609262015051001") == "19860926 201505 1 001"
    assert words.employee_number("12345") == "12345"


@pytest.mark.parametrize(
    ("laptop", "told"),
    [
        ("Asia/Makassar", ("08.00", "09.00 KST", "07.00 WIB")),
        ("Asia/Jakarta", ("08.00 WITA", "09.00 KST", "07.00")),
        ("Europe/Amsterdam", ("08.00 WITA", "09.00 KST", "07.00 WIB")),
    ],
)
def test_a_session_s_time_is_that_of_its_place_whatever_the_laptop_s_clock_shows(
    tongue: Tongue, laptop: str, told: tuple[str, str, str], clock_of: Callable[[str], None]
) -> None:
    clock_of(laptop)
    tongue.speak(Language.INDONESIAN)
    words = Words("WITA")
    for moment in (at(28, 7, 8), at(28, 11, 8)):  # Amsterdam's clocks go back in between
        assert tuple(words.clock_there(moment, zone) for zone in ("WITA", "KST", "WIB")) == told
        assert words.span(moment, moment + 3600, "KST") == "09.00–10.00 KST"
    late = at(28, 7, 23, 30)
    assert (words.weekday(late), words.short_day(late, "KST")) == ("Senin, 28 Juli 2025", "29 Jul")
    assert words.epoch(date(2025, 7, 29), 0, 30, "KST") == late


@pytest.fixture
def clock_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Sets the zone of this laptop's own clock."""

    def set_to(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield set_to
    monkeypatch.undo()
    time.tzset()


def test_english_writes_them_its_own_way(tongue: Tongue) -> None:
    tongue.speak(Language.ENGLISH)
    words = Words("WIB")
    assert words.moment(at(28, 7, 14, 5)) == "28 Jul 2025 13:05 WIB"
    assert words.amount(1204) == "1,204"
    assert words.dates("2025-07-25", "2025-08-01") == "25 July to 1 August 2025"


@pytest.mark.parametrize("language", list(Language))
def test_states_are_told_apart_in_words(tongue: Tongue, language: Language) -> None:
    tongue.speak(language)
    assert len({status_name(status) for status in (*STATUSES, None)}) == 6
    assert len({tick_name(tick) for tick in Tick}) == 5


def test_speaking_indonesian_again_leaves_no_english(tongue: Tongue) -> None:
    tongue.speak(Language.ENGLISH)
    assert status_name("H") == "Present"
    tongue.speak(Language.INDONESIAN)
    assert status_name("H") == "Hadir"
    assert QLocale().language() == QLocale.Language.Indonesian
