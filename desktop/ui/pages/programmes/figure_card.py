"""The numbers of a programme with who said each, when, and what Lontar counts itself."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.services.programmes.figures import MeasureView, StatedFigure
from desktop.ui.pages.programmes.told import about_text, counted_text, measure_name, source_text, unstated, value_text
from desktop.ui.parts import Card, Ruler, Text, column, empty_out, row
from desktop.ui.room import Room
from desktop.ui.theme import Type


class FigureCard(QWidget):
    """One block for each number."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._card = Card(room.look)
        layout = column()
        layout.addWidget(self._card)
        layout.addStretch(1)
        self.setLayout(layout)
        self._shown: tuple[str, tuple[MeasureView, ...]] | None = None

    def show_measures(self, title: str, measures: tuple[MeasureView, ...]) -> None:
        """Show the numbers of another programme."""
        if self._shown == (title, measures):
            return
        self._shown = (title, measures)
        empty_out(self._card.body)
        self._card.body.addWidget(Text(self._room.look, title, Type.SECTION, wrapped=True))
        for n, measure in enumerate(measures):
            if n:
                self._card.body.addWidget(Ruler(self._room.look))
            self._add(measure)

    def _add(self, measure: MeasureView) -> None:
        look, body = self._room.look, self._card.body
        top = row(gap=look.sizes.step_2)
        top.addWidget(Text(look, measure_name(measure.measure), Type.MEDIUM), 1)
        counted = counted_text(measure, self._room.words)
        if counted:
            words = self.tr("Hitungan Lontar: {count}").format(count=counted)
            top.addWidget(Text(look, words, Type.FIGURE, tone="nila"))
        body.addLayout(top)
        if not measure.stated:
            body.addWidget(Text(look, unstated(), tone="ink_2"))
        for figure in measure.stated:
            self._add_figure(figure)

    def _add_figure(self, figure: StatedFigure) -> None:
        look, words = self._room.look, self._room.words
        block = column(gap=look.sizes.step_1)
        top = row(gap=look.sizes.step_2)
        known = figure.value is not None
        top.addWidget(Text(look, value_text(figure, words), Type.FIGURE_STRONG, tone="ink" if known else "ink_2"))
        top.addWidget(Text(look, about_text(figure, self._room), Type.CAPTION_FIGURE, tone="ink_2", wrapped=True), 1)
        if figure.example:
            tag = Text(look, self.tr("Data contoh"), Type.CAPTION)
            tag.setProperty("tag", "plain")
            top.addWidget(tag)
        block.addLayout(top)
        block.addWidget(Text(look, source_text(figure, words), Type.CAPTION_FIGURE, tone="ink_2", wrapped=True))
        if figure.note:
            block.addWidget(Text(look, figure.note, Type.CAPTION, tone="ink_2", wrapped=True))
        self._card.body.addLayout(block)
