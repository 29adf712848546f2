"""Certificates of the office behind four tabs."""

from __future__ import annotations

from desktop.ui.pages.certificates.numbers_leaf import NumbersLeaf
from desktop.ui.pages.certificates.register_leaf import RegisterLeaf
from desktop.ui.pages.certificates.revocations_leaf import RevocationsLeaf
from desktop.ui.pages.certificates.verify_leaf import VerifyLeaf
from desktop.ui.pages.page import Page, PageHead
from desktop.ui.parts import column
from desktop.ui.place import State, inner, text
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.sections import Leaves


class CertificatesPage(Page):
    """The register is at the front."""

    topics = frozenset({Topic.PAPERS, Topic.RESULTS})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        sizes = room.look.sizes
        self.head = PageHead(room, self.tr("Sertifikat"))
        self.register, self.verify = RegisterLeaf(room), VerifyLeaf(room)
        self.numbers, self.revocations = NumbersLeaf(room), RevocationsLeaf(room)
        self.leaves = Leaves(
            room.look,
            self.tr("Bagian sertifikat"),
            [
                ("register", self.tr("Daftar"), self.register),
                ("verify", self.tr("Periksa keaslian"), self.verify),
                ("numbers", self.tr("Nomor"), self.numbers),
                ("revocations", self.tr("Pencabutan"), self.revocations),
            ],
        )
        self.leaves.turned.connect(lambda _: self._turn())
        self.register.placed.connect(room.usher.placed)
        layout = column(gap=sizes.step_2)
        layout.setContentsMargins(sizes.page, sizes.step_4, sizes.page, sizes.step_3)
        layout.addWidget(self.head)
        layout.addWidget(self.leaves, 1)
        self.setLayout(layout)

    def enter(self, state: State) -> None:
        self.leaves.turn_to(text(state, "leaf"))
        self.register.enter(inner(state, "register"))
        self._refresh_leaf()

    def state(self) -> State:
        return {"leaf": self.leaves.leaf, "register": self.register.state()}

    def take_focus(self) -> None:
        (self.verify.line if self.leaves.leaf == "verify" else self.register.search).setFocus()

    def refresh(self) -> None:
        self.register.refresh()
        self._refresh_leaf()

    def _turn(self) -> None:
        self._refresh_leaf()
        self.room.usher.placed.emit()

    def _refresh_leaf(self) -> None:
        """Numbers and revocations are asked for when they are looked at."""
        match self.leaves.leaf:
            case "numbers":
                self.numbers.refresh()
            case "revocations":
                self.revocations.refresh()
