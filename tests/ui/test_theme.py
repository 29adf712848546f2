"""The tokens keep their promises: contrast is computed again, and no widget names a colour or a size of its own."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QFontMetrics
from pytestqt.qtbot import QtBot

import desktop.ui
import resources
from desktop.services.views import STATUSES
from desktop.ui.icons import Icons
from desktop.ui.look import Look, load_fonts
from desktop.ui.theme import DARK, LIGHT, SCHEMES, Appearance, Colours, Density, Scheme, Sizes, Type, contrast

UI = Path(next(iter(desktop.ui.__path__)))
GROUNDS = ("canvas", "surface", "sunken", "tint")
BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


@BOTH
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_stand_out_from_every_ground(colours: Colours, ground: str) -> None:
    for tone, least in (("ink", 11.0), ("ink_2", 5.9), ("nila", 6.5), ("mengkudu", 5.5)):
        assert contrast(colours.named(tone), colours.named(ground)) >= least, tone
    assert contrast(colours.edge, colours.named(ground)) >= 3.0
    if ground != "tint":  # nothing that is off stands on the selection
        assert contrast(colours.disabled, colours.named(ground)) >= 4.5


@BOTH
@pytest.mark.parametrize("status", STATUSES)
def test_letters_of_attendance_stand_out_from_their_ground(colours: Colours, status: str) -> None:
    letter, ground = colours.code(status)
    assert contrast(letter, ground) >= 5.5
    assert contrast(letter, colours.tint) >= 4.5


@BOTH
def test_words_on_a_nila_button_stand_out(colours: Colours) -> None:
    assert contrast(colours.on_nila, colours.nila) >= 8.0
    assert contrast(colours.on_nila, colours.nila_over) >= 8.0


@pytest.mark.parametrize(
    ("tone", "ground", "light", "dark"),
    [
        ("ink", "canvas", 16.2, 15.6),
        ("ink_2", "tint", 6.3, 6.0),
        ("nila", "surface", 10.3, 8.5),
        ("mengkudu", "sunken", 6.6, 8.2),
        ("edge", "tint", 3.2, 3.1),
    ],
)
def test_the_figures_of_the_design_are_those_of_the_tokens(tone: str, ground: str, light: float, dark: float) -> None:
    assert round(contrast(LIGHT.named(tone), LIGHT.named(ground)), 1) == light
    assert round(contrast(DARK.named(tone), DARK.named(ground)), 1) == dark


@pytest.mark.parametrize("scheme", [Scheme.CONTRAST_LIGHT, Scheme.CONTRAST_DARK])
def test_high_contrast_rests_on_two_colours_and_thick_borders(scheme: Scheme) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours.ink, colours.canvas) == pytest.approx(21.0)
    assert contrast(colours.nila, colours.canvas) >= 14.0
    assert colours.outline_px == 2
    assert {colours.named(ground) for ground in GROUNDS} == {colours.canvas}


def test_nothing_is_smaller_than_twelve_pixels(qtbot: QtBot, look: Look) -> None:
    assert min(look.font(kind).pixelSize() for kind in Type) == 12


@pytest.mark.parametrize("percent", [90, 100, 125, 150, 200])
def test_rows_and_icons_grow_with_the_letters(look: Look, percent: int) -> None:
    look.choose(appearance=Appearance.LIGHT, scale=percent, density=Density.NORMAL)
    assert look.font(Type.BODY).pixelSize() == round(13 * percent / 100)
    assert look.row_height == round(28 * percent / 100)
    assert look.sizes.icon == round(16 * percent / 100)
    assert look.sizes.hairline >= 1


def test_a_scheme_follows_the_choice_of_the_person(look: Look) -> None:
    for appearance, scheme in ((Appearance.DARK, Scheme.DARK), (Appearance.LIGHT, Scheme.LIGHT)):
        look.choose(appearance=appearance, scale=100, density=Density.NORMAL)
        assert look.scheme is scheme
    look.choose(appearance=Appearance.CONTRAST, scale=100, density=Density.NORMAL)
    assert look.colours.outline_px == 2


def test_figures_of_a_table_are_equally_wide(look: Look) -> None:
    for kind in (Type.FIGURE, Type.NUMBER, Type.IDENTITY):
        metrics = QFontMetrics(look.font(kind))
        assert metrics.horizontalAdvance("1111111111") == metrics.horizontalAdvance("0000000000")
    body = QFontMetrics(look.font(Type.BODY))
    assert body.horizontalAdvance("1111111111") < body.horizontalAdvance("0000000000")


def test_fonts_and_icons_load_within_thirty_milliseconds(look: Look) -> None:
    QFontDatabase.families()  # the system's own fonts are not ours to load quickly
    icons, best = Icons(), 1.0
    for _ in range(5):
        begun = time.process_time()
        load_fonts()
        for name in ("house", "chalkboard-teacher", "users-three", "warning", "arrows-clockwise", "gear-six"):
            icons.pixmap(name, LIGHT.ink_2, 18)
        best = min(best, time.process_time() - begun)
    assert best < 0.030


def test_every_icon_says_where_its_colour_goes_and_has_its_licence_beside_it() -> None:
    icons = sorted(resources.path("icons").rglob("*.svg"))
    assert 50 <= len(icons) <= 120
    assert all("currentColor" in icon.read_text(encoding="utf-8") for icon in icons)
    assert "MIT" in resources.path("icons/LICENSE-Phosphor.txt").read_text(encoding="utf-8")
    assert "Open Font License" in resources.path("fonts/LICENSE-Inter.txt").read_text(encoding="utf-8")
    assert "Open Font License" in resources.path("fonts/LICENSE-Liberation.txt").read_text(encoding="utf-8")


def test_only_the_theme_names_colours_and_sizes() -> None:
    colour = re.compile(r"[\"']#[0-9A-Fa-f]{3,8}[\"']|QColor\(\d")
    size = re.compile(r"set(?:Fixed|Minimum|Maximum)(?:Width|Height|Size)\((?!0\b|1\b)\d|ContentsMargins\([^)]*[1-9]\d")
    named = []
    for file in UI.rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        if file.name != "theme.py" and (colour.search(source) or size.search(source)):
            named.append(file.name)
    assert named == []


def test_sizes_are_unchanged_at_one_hundred_percent() -> None:
    assert Sizes().scaled(100) == Sizes()
