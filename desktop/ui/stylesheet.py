"""The style sheet of the program, made from the tokens of theme.py."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from desktop.ui.theme import Colours, Sizes

_SURFACES = """
QMainWindow, QDialog, QWidget[ground="canvas"] { background: $canvas; color: $ink; }
QWidget[ground="sunken"] { background: $sunken; color: $ink; }
QWidget[ground="surface"] { background: $surface; color: $ink; }
QFrame[ground="card"] { background: $surface; border: ${hairline}px solid $line; border-radius: ${radius}px; }
QFrame[ground="note"] { background: $tint; border: ${hairline}px solid $line; border-radius: ${radius}px; }
QFrame[ground="toast"] { background: $surface; border: ${outline}px solid $edge; border-radius: ${radius}px; }
QFrame[ground="lane"] { background: $sunken; border: ${outline}px solid $line; border-radius: ${radius}px; }
QFrame[ground="rule"] { background: $line; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget[ground="canvas"] { background: $canvas; border: none; }
QSplitter::handle { background: transparent; }
QToolTip { background: $ink; color: $canvas; border: none; padding: ${step_1}px ${step_2}px; }
"""

_LABELS = """
QLabel { background: transparent; color: $ink; }
QLabel[tone="ink_2"] { color: $ink_2; }
QLabel[tone="nila"] { color: $nila; }
QLabel[tone="mengkudu"] { color: $mengkudu; }
QLabel[tone="code_h"] { color: $code_h; }
QLabel[tone="code_i"] { color: $code_i; }
QLabel[tone="code_s"] { color: $code_s; }
QLabel[tone="code_a"] { color: $code_a; }
QLabel[tone="code_dl"] { color: $code_dl; }
QLabel[tag="plain"] { color: $ink_2; border: ${hairline}px solid $edge; border-radius: ${radius_cell}px;
  padding: 0 ${step_2}px; }
QLabel[tag="h"] { color: $code_h; background: $ground_h; border-radius: ${radius_cell}px; padding: 0 ${step_2}px; }
QLabel[tag="code"] { background: $surface; border: ${hairline}px solid $edge; border-radius: ${radius}px;
  padding: ${step_3}px; }
"""

_BUTTONS = """
QPushButton { background: $surface; color: $ink; border: ${outline}px solid $edge; border-radius: ${radius}px;
  padding: 0 ${step_3}px; min-height: ${button_inner}px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $tint; }
QPushButton:disabled { color: $disabled; background: $canvas; border-color: $line; }
QPushButton[kind="primary"] { background: $nila; color: $on_nila; border-color: $nila; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed { background: $nila_over;
  border-color: $nila_over; }
QPushButton[kind="primary"]:disabled { background: $sunken; color: $disabled; border-color: $line; }
QPushButton[kind="text"] { background: transparent; color: $nila; border-color: transparent; padding: 0 ${step_2}px; }
QPushButton[kind="text"]:hover { background: $tint; }
QPushButton[kind="text"]:disabled { color: $disabled; }
QPushButton[kind="link"] { background: transparent; color: $nila; border: none; padding: 0; text-align: left;
  min-height: ${row_compact}px; }
QPushButton[kind="link"]:hover { color: $ink; }
QPushButton[kind="link"]:disabled { color: $disabled; }
QPushButton[kind="icon"] { background: transparent; border-color: transparent; padding: 0;
  min-width: ${button_inner}px; }
QPushButton[kind="icon"]:hover { background: $tint; }
QPushButton[chip] { border: $nav_border; border-radius: ${radius_cell}px; padding: 0 ${step_2}px;
  min-height: ${row_compact}px; }
QPushButton[chip="h"] { color: $code_h; background: $ground_h; }
QPushButton[chip="i"] { color: $code_i; background: $ground_i; }
QPushButton[chip="s"] { color: $code_s; background: $ground_s; }
QPushButton[chip="a"] { color: $code_a; background: $ground_a; }
QPushButton[chip="dl"] { color: $code_dl; background: $ground_dl; }
QPushButton[chip]:hover { background: $tint; }
"""

_FIELDS = """
QLineEdit, QComboBox, QDateEdit, QTimeEdit, QDoubleSpinBox, QPlainTextEdit { background: $surface; color: $ink;
  border: ${outline}px solid $edge; border-radius: ${radius}px; padding: 0 ${step_2}px;
  selection-background-color: $nila; selection-color: $on_nila; placeholder-text-color: $disabled; }
QLineEdit, QComboBox, QDateEdit, QTimeEdit, QDoubleSpinBox { min-height: ${field_inner}px;
  max-height: ${field_inner}px; }
QPlainTextEdit { padding: ${step_1}px; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { color: $disabled; background: $canvas; }
QLineEdit[wrong="true"], QComboBox[wrong="true"], QPlainTextEdit[wrong="true"] { border: $strong_rule solid $code_a; }
QTimeEdit::up-button, QTimeEdit::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {
  width: 0; border: none; }
QAbstractSpinBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: ${step_5}px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: none; }
QComboBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QComboBox QAbstractItemView, QListView[kind="found"] { background: $surface; color: $ink; outline: none;
  border: ${outline}px solid $edge;
  selection-background-color: $tint; selection-color: $ink; }
QComboBox QAbstractItemView::item, QListView[kind="found"]::item { min-height: ${row_normal}px;
  padding: 0 ${step_2}px; }
"""

_TABLES = """
QTableView { background: $sunken; color: $ink; border: ${hairline}px solid $line; border-radius: ${radius_cell}px;
  gridline-color: transparent; selection-background-color: transparent; selection-color: $ink; outline: none; }
QTableView[bare="true"] { border: none; border-radius: 0; }
QHeaderView { background: $sunken; border: none; }
QHeaderView::section { background: $sunken; color: $ink_2; border: none;
  border-bottom: ${hairline}px solid $line; padding: 0 ${step_3}px; }
QTableCornerButton::section { background: $sunken; border: none; }
QPushButton[kind="tab"] { background: transparent; color: $ink_2; border: none; border-radius: 0;
  border-bottom: ${focus}px solid transparent; padding: 0 ${step_2}px; min-height: ${row_normal}px; }
QPushButton[kind="tab"]:hover { color: $ink; background: $hover; }
QPushButton[kind="tab"][front="true"] { color: $nila; border-bottom: $strong_rule solid $nila; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $ink_2; border: none; border-bottom: ${focus}px solid transparent;
  padding: ${step_1}px ${step_3}px; min-height: ${row_compact}px; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $nila; border-bottom-color: $nila; }
QProgressBar { background: $sunken; border: ${hairline}px solid $line; border-radius: ${bar_radius}px;
  min-height: ${progress}px; max-height: ${progress}px; }
QProgressBar::chunk { background: $nila; border-radius: ${bar_radius}px; }
"""

_SCROLLS = """
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $sunken; }
QCalendarWidget QToolButton { background: transparent; color: $ink; border: none; padding: 0 ${step_2}px;
  min-height: ${row_compact}px; }
QCalendarWidget QToolButton:hover { background: $tint; }
QCalendarWidget QAbstractItemView { background: $surface; color: $ink; selection-background-color: $nila;
  selection-color: $on_nila; outline: none; border: none; }
QCalendarWidget QAbstractItemView:disabled { color: $disabled; }
QCalendarWidget QSpinBox { background: $surface; color: $ink; border: ${outline}px solid $edge; }
QScrollBar:vertical { background: transparent; width: ${scroll}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${scroll}px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: ${scroll_radius}px; margin: ${scroll_gap}px; }
QScrollBar::handle:vertical { min-height: ${step_6}px; }
QScrollBar::handle:horizontal { min-width: ${step_6}px; }
QScrollBar::handle:hover { background: $ink_2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_SIDEBAR = """
QPushButton[kind="nav"] { background: transparent; color: $ink; border: none; border-radius: ${radius}px;
  padding: 0 ${step_3}px; text-align: left; min-height: ${nav}px; }
QPushButton[kind="nav"]:hover { background: $hover; }
QPushButton[kind="nav"]:checked { background: $tint; color: $nila; border: $nav_border; }
QPushButton[kind="nav"][narrow="true"] { text-align: center; padding: 0; }
QPushButton[kind="nav"][narrow="count"] { text-align: center; padding: 0 0 ${badge}px 0; }
QPushButton[kind="nav"][low="true"] { min-height: ${row_compact}px; }
QPushButton[kind="nav"][low="true"][narrow="count"] { padding: 0 ${badge}px 0 0; }
QPushButton[kind="nav"]::menu-indicator { image: none; width: 0; }
"""


def stylesheet(colours: Colours, sizes: Sizes) -> str:
    """The whole style sheet. Fonts are not in it: widgets take them from Look, with their features."""
    values = {name: str(value) for name, value in {**asdict(colours), **asdict(sizes)}.items()}
    outline = colours.outline_px
    values.update(
        outline=str(outline),
        hairline=str(max(sizes.hairline, outline)),
        button_inner=str(sizes.button - 2 * outline),
        field_inner=str(sizes.field - 2 * outline),
        nav_border="none" if outline == 1 else f"{outline}px solid {colours.ink}",
        strong_rule=f"{sizes.focus * outline}px",
        nav=str(sizes.button + sizes.step_1),
        bar_radius=str(sizes.progress // 2),
        scroll_gap=str(max(1, sizes.scroll // 5)),
        scroll_radius=str((sizes.scroll - 2 * max(1, sizes.scroll // 5)) // 2),
    )
    parts = (_SURFACES, _LABELS, _BUTTONS, _FIELDS, _TABLES, _SCROLLS, _SIDEBAR)
    return "".join(Template(part).substitute(values) for part in parts)
