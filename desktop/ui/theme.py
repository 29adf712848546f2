"""Every colour, size and letter of the window, once. Nothing else in desktop.ui names one.

Contrast figures beside the colours of the design are recomputed from these values by a test.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum


class Scheme(StrEnum):
    """Which set of colours is shown."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast-light"
    CONTRAST_DARK = "contrast-dark"


class Appearance(StrEnum):
    """What a person chose; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Density(StrEnum):
    """Height of table rows."""

    COMPACT = "compact"
    NORMAL = "normal"
    COMFORTABLE = "comfortable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One scheme. code_X is the letter of an attendance status, ground_X the ground under it.

    thread: the diamonds of the woven band, the madder of the other scheme: its own does not stand out on nila.
    outline_px: width of borders; 2 where contrast must not rest on grounds.
    """

    canvas: str
    surface: str
    sunken: str
    tint: str
    hover: str
    line: str
    edge: str
    ink: str
    ink_2: str
    disabled: str
    nila: str
    on_nila: str
    nila_over: str
    mengkudu: str
    thread: str
    code_h: str
    ground_h: str
    code_i: str
    ground_i: str
    code_s: str
    ground_s: str
    code_a: str
    ground_a: str
    code_dl: str
    ground_dl: str
    dark: bool
    outline_px: int = 1

    def named(self, tone: str) -> str:
        """The colour of a token by its name ("ink_2"), as widgets ask for it."""
        value = getattr(self, tone)
        if not isinstance(value, str):
            raise KeyError(tone)
        return value

    def shade(self, n: int) -> str:
        """Shade n of a measure on a map, 0 for nought; the schemes of high contrast have none: figures say it there."""
        return self.surface if self.outline_px > 1 else mixed(self.surface, self.nila, SHADES[n])

    def on(self, ground: str) -> str:
        """The colour of words on a filled ground."""
        return max((self.on_nila, self.ink), key=lambda pen: contrast(pen, ground))

    def code(self, status: str) -> tuple[str, str]:
        """Letter and ground of an attendance status (H, I, S, A, DL)."""
        return self.named(f"code_{status.lower()}"), self.named(f"ground_{status.lower()}")


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of "#RRGGBB"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(one: str, other: str, share: float) -> str:
    """The colour `share` (0 to 1) of the way from one to the other."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.1, 0 to 1."""
    linear = [c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2.1, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


SHADES = (0.0, 0.2, 0.4, 0.75, 1.0)
"""How far the shades of a map are on the way from paper to nila."""

LIGHT = Colours(
    canvas="#FAF8F4",
    surface="#FFFFFF",
    sunken="#F1EDE5",
    tint="#E4EBF5",
    hover=mixed("#FFFFFF", "#E4EBF5", 0.5),
    line="#D9D2C5",
    edge="#8A8174",
    ink="#1E1B18",
    ink_2="#5A534B",
    disabled="#706860",
    nila="#23406E",
    on_nila="#FFFFFF",
    nila_over=mixed("#23406E", "#1E1B18", 0.25),
    mengkudu="#8A3B1E",
    thread="#E39A76",
    code_h="#1F6B45",
    ground_h="#E3F1E8",
    code_i="#7A5200",
    ground_i="#FBF0D9",
    code_s="#6B3A86",
    ground_s="#F1E8F6",
    code_a="#A3261C",
    ground_a="#FBE7E4",
    code_dl="#1D5F73",
    ground_dl="#E0F0F4",
    dark=False,
)

DARK = Colours(
    canvas="#171513",
    surface="#211E1B",
    sunken="#121110",
    tint="#24314A",
    hover=mixed("#211E1B", "#24314A", 0.5),
    line="#3A3530",
    edge="#857B6E",
    ink="#F2EDE4",
    ink_2="#B8AEA0",
    disabled="#958B7E",
    nila="#9DBBEA",
    on_nila="#14233D",
    nila_over=mixed("#9DBBEA", "#F2EDE4", 0.25),
    mengkudu="#E39A76",
    thread="#8A3B1E",
    code_h="#7FCFA0",
    ground_h="#1D3327",
    code_i="#E5B75C",
    ground_i="#382C14",
    code_s="#CDA6E3",
    ground_s="#30233A",
    code_a="#F2998F",
    ground_a="#3E211E",
    code_dl="#7CC7DC",
    ground_dl="#18313A",
    dark=True,
)


def _contrast_scheme(paper: str, pen: str, link: str, muted: str, *, dark: bool) -> Colours:
    """High contrast: two colours and one for links; shapes, letters and borders say the rest."""
    grounds = {f"ground_{code}": paper for code in ("h", "i", "s", "a", "dl")}
    letters = {f"code_{code}": pen for code in ("h", "i", "s", "a", "dl")}
    return Colours(
        canvas=paper,
        surface=paper,
        sunken=paper,
        tint=paper,
        hover=paper,
        line=pen,
        edge=pen,
        ink=pen,
        ink_2=pen,
        disabled=muted,
        nila=link,
        on_nila=paper,
        nila_over=pen,
        mengkudu=pen,
        thread=paper,
        dark=dark,
        outline_px=2,
        **grounds,
        **letters,
    )


SCHEMES = {
    Scheme.LIGHT: LIGHT,
    Scheme.DARK: DARK,
    Scheme.CONTRAST_LIGHT: _contrast_scheme("#FFFFFF", "#000000", "#0B2A5B", "#4A4A4A", dark=False),
    Scheme.CONTRAST_DARK: _contrast_scheme("#000000", "#FFFFFF", "#BFD6FF", "#C8C8C8", dark=True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Lengths in pixels at 100 %. Steps between things are 4, 8, 12, 16, 24 and 32."""

    step_1: int = 4
    step_2: int = 8
    step_3: int = 12
    step_4: int = 16
    step_5: int = 24
    step_6: int = 32
    page: int = 20
    card: int = 16
    field: int = 32
    button: int = 32
    dialog: int = 560
    small_dialog: int = 440
    wide_dialog: int = 880
    radius_cell: int = 4
    radius: int = 6
    radius_dialog: int = 10
    focus: int = 2
    hairline: int = 1
    row_compact: int = 24
    row_normal: int = 28
    row_comfortable: int = 36
    head: int = 44
    bar: int = 40
    sidebar: int = 208
    sidebar_narrow: int = 56
    narrow_window: int = 1200
    low_window: int = 600
    low_sidebar: int = 440
    tight_page: int = 640
    wide_bar: int = 1000
    ikat: int = 4
    ikat_repeat: int = 12
    icon_side: int = 18
    icon: int = 16
    icon_cell: int = 14
    drawing: int = 96
    scroll: int = 10
    progress: int = 6
    lamp: int = 10
    number_column: int = 40
    name_column: int = 230
    name_column_most: int = 300
    agency_column: int = 140
    agency_column_most: int = 220
    session_column: int = 64
    session_column_most: int = 84
    share_column: int = 56
    side_panel: int = 336
    wide_page: int = 1180
    search: int = 360
    badge: int = 18
    lane: int = 216
    chart_bar: int = 18
    chart_label: int = 220
    chart_line: int = 200
    chart_dot: int = 4
    tile: int = 64
    tile_most: int = 108
    tile_meter: int = 4
    hatch: int = 6
    toast: int = 480
    palette: int = 620
    first_width: int = 1366
    first_height: int = 768
    least_width: int = 960
    least_height: int = 500

    def row(self, density: Density) -> int:
        """Height of a table row."""
        by_density = {Density.COMPACT: self.row_compact, Density.COMFORTABLE: self.row_comfortable}
        return by_density.get(density, self.row_normal)

    def scaled(self, percent: int) -> Sizes:
        """The same sizes for a person's scale; a hairline stays at least one pixel."""
        if percent == 100:
            return self
        unscaled = {"least_width", "least_height", "first_width", "first_height"}
        values = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in unscaled}
        return replace(self, **{name: max(1, round(value * percent / 100)) for name, value in values.items()})


SCALES = (90, 100, 125, 150, 200)
"""The user's scales in percent; rows and icons follow the letters."""


class Type(StrEnum):
    """Kinds of text."""

    TITLE = "title"
    SECTION = "section"
    NUMBER = "number"
    BODY = "body"
    MEDIUM = "medium"
    STRONG = "strong"
    FIGURE = "figure"
    FIGURE_STRONG = "figure-strong"
    IDENTITY = "identity"
    CAPTION = "caption"
    CAPTION_FIGURE = "caption-figure"
    HEAD = "head"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """How a kind of text is set: px and line at 100 %, weight, OpenType features."""

    px: int
    weight: int
    line: int
    features: tuple[str, ...] = ()


FAMILY = "Inter"

LETTERS = {
    Type.TITLE: Letter(px=20, weight=600, line=28),
    Type.SECTION: Letter(px=16, weight=600, line=24),
    Type.NUMBER: Letter(px=28, weight=600, line=36, features=("tnum",)),
    Type.BODY: Letter(px=13, weight=400, line=20),
    Type.MEDIUM: Letter(px=13, weight=500, line=20),
    Type.STRONG: Letter(px=13, weight=600, line=20),
    Type.FIGURE: Letter(px=13, weight=400, line=20, features=("tnum",)),
    Type.FIGURE_STRONG: Letter(px=13, weight=600, line=20, features=("tnum",)),
    Type.IDENTITY: Letter(px=13, weight=400, line=20, features=("tnum", "zero")),
    Type.CAPTION: Letter(px=12, weight=400, line=16),
    Type.CAPTION_FIGURE: Letter(px=12, weight=400, line=16, features=("tnum",)),
    Type.HEAD: Letter(px=12, weight=600, line=16, features=("tnum",)),
}

FADE_MS = 120
"""How long a tick takes to appear."""

SKELETON_MS = 150
"""Below this a wait shows nothing."""

WORDS_MS = 2000
"""After this a wait is told in words."""

NOTICE_MS = 6000
"""How long a notice without an error stays."""
