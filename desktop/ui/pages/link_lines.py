"""What Sinkronisasi says of the road before a talk begins: how much goes, and how long that takes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.services.journey import SyncState
from desktop.sync.forecast import Forecast
from desktop.ui.parts import Text, column
from desktop.ui.room import Room
from desktop.ui.theme import Type

_MINUTE_S, _HOUR_S = 60, 3600


class LinkLines(QWidget):
    """Lines between the progress and the counts; each is there only while it has something to say."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.forecast = Text(room.look, "", Type.CAPTION_FIGURE, tone="ink_2", wrapped=True)
        self.forecast.hide()
        layout = column()
        layout.addWidget(self.forecast)
        self.setLayout(layout)

    def refresh(self, state: SyncState) -> None:
        """Ask anew. While a talk is under way its progress is told, and no forecast."""
        if state.progress is not None or not (state.pending or state.carried):
            self._show(None)
        room = self._room
        room.jobs.ask(self, room.services.forecast(), self._show, purpose="forecast")

    def _show(self, forecast: Forecast | None) -> None:
        self.forecast.setVisible(forecast is not None)
        if forecast is not None:
            told = self.tr("Kiriman {size}, {span}, ditambah kabar dari pusat")
            size = self._room.words.size(forecast.bytes)
            self.forecast.setText(told.format(size=size, span=self._span(forecast.seconds)))

    def _span(self, seconds: int) -> str:
        """About so long, as coarse as a forecast is."""
        if seconds < _MINUTE_S:
            return self.tr("sekitar %Ln detik", "", seconds)
        if seconds < _HOUR_S:
            return self.tr("sekitar %Ln menit", "", round(seconds / _MINUTE_S))
        return self.tr("sekitar %Ln jam", "", round(seconds / _HOUR_S))
