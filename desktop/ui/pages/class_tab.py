"""What the parts of one class share: which class, asking again, and a curtain until the first answer."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from desktop.ui.pages.page import Page
from desktop.ui.parts import column
from desktop.ui.place import State, number
from desktop.ui.port import Change
from desktop.ui.room import Room
from desktop.ui.waiting import Curtain


class ClassTab(Page):
    """A part of one class behind a tab. A subclass hands its content to `frame` and asks in `refresh`."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.class_id = 0
        self.curtain: Curtain | None = None

    def frame(self, curtain: Curtain) -> QVBoxLayout:
        """The layout of a tab: what stands above the curtain is put in by the subclass."""
        sizes = self.room.look.sizes
        self.curtain = curtain
        self.keys_when_lifted(curtain)
        layout = column(gap=sizes.step_3)
        layout.setContentsMargins(0, sizes.step_2, 0, sizes.step_4)
        self.setLayout(layout)
        curtain.wait()
        return layout

    def enter(self, state: State) -> None:
        class_id = number(state, "class") or 0
        if class_id != self.class_id:
            self.class_id = class_id
            if self.curtain is not None:
                self.curtain.wait()
        self.come_back(state)
        self.refresh()

    def come_back(self, state: State) -> None:
        """Take up what `state` once answered; the values are asked for afterwards."""

    def wants(self, change: Change) -> bool:
        return super().wants(change) and change.class_id in (None, self.class_id)
