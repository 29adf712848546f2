"""What Sinkronisasi says of the road: how much goes and how long it takes, and what the program may fetch by itself."""

from __future__ import annotations

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop.services.exchange.journey import SyncState
from desktop.services.exchange.spending import restraint_sentence
from desktop.sync.budget import Account
from desktop.sync.forecast import Forecast
from desktop.ui.look import Look
from desktop.ui.parts import Button, Text, column, row
from desktop.ui.room import Room
from desktop.ui.theme import Type
from desktop.ui.words import told

_MINUTE_S, _HOUR_S = 60, 3600
_BUDGETS = (None, 1_000_000, 5_000_000, 20_000_000, 100_000_000)


class LinkLines(QWidget):
    """Lines between the progress and the counts; each is there only while it has something to say."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        look = room.look
        self._account: Account | None = None
        self.forecast = Text(look, "", Type.CAPTION_FIGURE, tone="ink_2", wrapped=True)
        self.held_back = Text(look, "", tone="mengkudu", wrapped=True)
        self.spent = Text(look, "", Type.CAPTION_FIGURE, tone="ink_2")
        self.choice = Button(look, self.tr("Jatah data"), self._choose, kind="link")
        self._menu = _BudgetMenu(look, self)
        line = row(gap=look.sizes.step_2)
        line.addWidget(self.forecast, 1)
        line.addWidget(self.spent)
        line.addWidget(self.choice)
        layout = column()
        layout.addWidget(self.held_back)
        layout.addLayout(line)
        self.setLayout(layout)
        for unknown in (self.held_back, self.spent, self.choice):
            unknown.hide()

    def refresh(self, state: SyncState) -> None:
        """Ask anew. While a talk is under way its progress is told, and no forecast."""
        room = self._room
        room.jobs.ask(self, room.services.spending(), self._show_account, purpose="spending")
        if state.progress is not None or not (state.pending or state.carried):
            self._show(None)
            return
        room.jobs.ask(self, room.services.forecast(), self._show, purpose="forecast")

    def _show(self, forecast: Forecast | None) -> None:
        if forecast is None:
            self.forecast.setText("")
            return
        size = self._room.words.size(forecast.bytes)
        if forecast.seconds is None:
            self.forecast.setText(self.tr("Kiriman {size}, ditambah kabar dari pusat").format(size=size))
            return
        words = self.tr("Kiriman {size}, {span}, ditambah kabar dari pusat")
        self.forecast.setText(words.format(size=size, span=self._span(forecast.seconds)))

    def _show_account(self, account: Account) -> None:
        self._account = account
        held_back = restraint_sentence(account)
        self.held_back.setText(told(held_back))
        self.held_back.setVisible(bool(held_back))
        size, most = self._room.words.size, account.spending.day_bytes
        if most is None:
            self.spent.setText(self.tr("Hari ini {spent}").format(spent=size(account.spent)))
        else:
            both = self.tr("Hari ini {spent} dari {most}")
            self.spent.setText(both.format(spent=size(account.spent), most=size(most)))
        self.spent.show()
        self.choice.show()

    def _choose(self) -> None:
        if self._account is not None:
            self._menu.open_at(self.choice, self._account)

    def take(self, day_bytes: int | None, minds_metered: bool) -> None:
        """Another choice of the person's."""
        room = self._room
        room.jobs.ask(self, room.services.choose_spending(day_bytes, minds_metered), self._show_account)

    def budget_name(self, day_bytes: int | None) -> str:
        """How a budget is called in the menu."""
        if day_bytes is None:
            return self.tr("Tanpa jatah")
        return self.tr("{size} sehari").format(size=self._room.words.size(day_bytes))

    def _span(self, seconds: int) -> str:
        """About so long, as coarse as a forecast is."""
        if seconds < _MINUTE_S:
            return self.tr("sekitar %Ln detik", "", seconds)
        if seconds < _HOUR_S:
            return self.tr("sekitar %Ln menit", "", round(seconds / _MINUTE_S))
        return self.tr("sekitar %Ln jam", "", round(seconds / _HOUR_S))


class _BudgetMenu(QMenu):
    """The budgets to choose from, and whether a link that is paid by the byte is spared."""

    def __init__(self, look: Look, lines: LinkLines) -> None:
        super().__init__(lines)
        self._lines = lines
        self.setFont(look.font(Type.BODY))
        self.setAccessibleName(self.tr("Jatah data"))

    def open_at(self, button: QWidget, account: Account) -> None:
        """Opens under a button, with what is chosen now."""
        self.clear()
        chosen, lines = account.spending, self._lines
        group = QActionGroup(self)
        for size in dict.fromkeys((*_BUDGETS, chosen.day_bytes)):
            action = QAction(lines.budget_name(size), self)
            action.setCheckable(True)
            action.setChecked(size == chosen.day_bytes)
            action.triggered.connect(lambda _=False, size=size: lines.take(size, chosen.minds_metered))
            group.addAction(action)
            self.addAction(action)
        self.addSeparator()
        spare = QAction(self.tr("Hemat di jaringan berbayar"), self)
        spare.setCheckable(True)
        spare.setChecked(chosen.minds_metered)
        spare.triggered.connect(lambda on: lines.take(chosen.day_bytes, on))
        self.addAction(spare)
        self.popup(button.mapToGlobal(button.rect().bottomLeft()))
