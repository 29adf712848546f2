"""Laptops beside each other: being the hub of an office, and going to one. Each is two clicks from the page."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.services.exchange.hub import HubStand, LinkView, NearbyHub
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Choice, Field
from desktop.ui.parts import Button, Text
from desktop.ui.room import Room
from desktop.ui.theme import Type

_LOOK_MS = 4000
_SHOWN = 6
_GROUP = 3


class PairDialog(Dialog):
    """Pairs this laptop with a hub: the one that was found, or a typed address, and six digits.

    Signals: changed() when a pairing or the hub of this laptop is another; be_hub() when it is to become the hub.
    """

    changed = Signal()
    be_hub = Signal()

    def __init__(self, room: Room, parent: QWidget) -> None:
        look = room.look
        super().__init__(look, room.jobs, parent, self.tr("Laptop pos di kantor"), self.tr("Hubungkan ke pos"))
        self._room = room
        self.say(
            self.tr(
                "Satu laptop di kantor menjadi pos. Tanpa internet pun laptop di sebelahnya saling melihat catatan, "
                "dan kiriman ke pusat menunggu tersegel di pos."
            )
        )
        self.known = Text(look, "", tone="ink_2", wrapped=True)
        self.known.hide()
        self.body.addWidget(self.known)
        self.found = Choice(look)
        self.found.addItem(self.tr("Mencari pos di jaringan ini …"), "")
        self.found.activated.connect(self._choose)
        self.found_field = Field(look, self.tr("Pos yang terlihat"), self.found)
        self.address, self.code = QLineEdit(), QLineEdit()
        self.code.setMaxLength(2 * _GROUP + 1)
        self.address_field = Field(
            look, self.tr("Alamat pos"), self.address, self.tr("Ada di layar pos, misalnya 192.168.1.20:8153")
        )
        self.code_field = Field(look, self.tr("Enam angka di layar pos"), self.code)
        for field in (self.found_field, self.address_field, self.code_field):
            self.body.addWidget(field)
        self.become = Button(look, self.tr("Jadikan laptop ini pos sinkronisasi"), self._become)
        look.dress(self.become, "laptop")
        self.body.addWidget(self.become)
        self.cancel.setText(self.tr("Tutup"))
        self.first = self.code
        room.jobs.ask(self, room.services.hub_stand(), self._show_known, purpose="stand")
        room.jobs.ask(self, room.services.find_hubs(), self._show_found, purpose="found")

    def _show_known(self, stand: HubStand) -> None:
        names = [self._told(link) for link in stand.view.hubs]
        self.known.setText("\n".join(names))
        self.known.setVisible(bool(names))
        self.fit()

    def _told(self, link: LinkView) -> str:
        if link.last_at is None:
            return self.tr("Terhubung ke pos {name}, belum pernah bertemu.").format(name=link.name)
        met = self._room.words.moment(link.last_at)
        return self.tr("Terhubung ke pos {name}, terakhir {time}.").format(name=link.name, time=met)

    def _show_found(self, hubs: tuple[NearbyHub, ...]) -> None:
        self.found.clear()
        if not hubs:
            self.found.addItem(self.tr("Belum ada yang terlihat: ketik alamatnya"), "")
        for hub in hubs:
            self.found.addItem(f"{hub.name} · {_short(hub.address)}", hub.address)
        if hubs and not self.address.text():
            self._choose(0)

    def _choose(self, place: int) -> None:
        address = self.found.itemData(place)
        if address:
            self.address.setText(_short(address))

    def _become(self) -> None:
        self.be_hub.emit()
        self.accept()

    def act(self) -> None:
        address, code = self.address.text().strip(), self.code.text().strip()
        self.address_field.complain("" if address else self.tr("Isi alamat yang ada di layar pos."))
        self.code_field.complain("" if code else self.tr("Isi enam angka di layar pos."))
        self.fit()
        if address and code:
            self.note(self.tr("Menghubungkan …"))
            self.run(self._room.services.pair_hub(address, code), self._paired)

    def _paired(self, name: str) -> None:
        self.changed.emit()
        self._room.usher.say(self.tr("Terhubung ke pos {name}.").format(name=name), icon="check")
        self.accept()


class HubDialog(Dialog):
    """This laptop as the hub: on or off, its address and code, who came and when, and what waits here.

    Signals: changed() when it became the hub, or is none any more.
    """

    changed = Signal()

    def __init__(self, room: Room, parent: QWidget) -> None:
        look = room.look
        title = self.tr("Jadikan laptop ini pos sinkronisasi")
        super().__init__(look, room.jobs, parent, title, self.tr("Mulai sebagai pos"))
        self._room = room
        self._on = False
        self.say(
            self.tr(
                "Laptop lain di jaringan ini menitipkan kirimannya di sini, dan saling melihat catatan. Pos tidak "
                "memutuskan apa pun; biarkan laptop ini menyala."
            )
        )
        self.address = Text(look, "", Type.MEDIUM, wrapped=True)
        self.code = Text(look, "", Type.NUMBER)
        self.code.setAccessibleName(self.tr("Kode pos"))
        self.hint = Text(
            look, self.tr("Ketik enam angka ini di laptop yang mau dihubungkan."), tone="ink_2", wrapped=True
        )
        self.guests = Text(look, "", Type.FIGURE, wrapped=True)
        self.waiting = Text(look, "", tone="ink_2", wrapped=True)
        self._shown = (self.address, self.code, self.hint)
        for words in (*self._shown, self.guests, self.waiting):
            words.hide()
            self.body.addWidget(words)
        self.renew = Button(look, self.tr("Kode baru"), self._renew)
        self.renew.hide()
        self.extra.addWidget(self.renew)
        self.cancel.setText(self.tr("Tutup"))
        self.first = self.verb
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._look()

    def _look(self) -> None:
        self._room.jobs.ask(self, self._room.services.hub_stand(), self.show_stand, purpose="stand")

    def _renew(self) -> None:
        self.run(self._room.services.new_hub_code(), self._done)

    def act(self) -> None:
        if not self._on:
            self.note(self.tr("Membuka pos …"))
        self.run(self._room.services.serve_hub(not self._on), self._served)

    def _served(self, stand: HubStand) -> None:
        self.changed.emit()
        self._done(stand)

    def _done(self, stand: HubStand) -> None:
        self.verb.setEnabled(True)
        self.note("")
        self.show_stand(stand)

    def show_stand(self, stand: HubStand) -> None:
        """The hub as it is."""
        self._on = stand.running
        self.verb.setText(self.tr("Berhenti sebagai pos") if stand.running else self.tr("Mulai sebagai pos"))
        self.verb.setEnabled(not stand.elsewhere)
        self.renew.setVisible(stand.running)
        for words in self._shown:
            words.setVisible(stand.running)
        self.address.setText(self.tr("Alamat: {address}").format(address=", ".join(map(_short, stand.addresses))))
        self.code.setText(f"{stand.code[:_GROUP]} {stand.code[_GROUP:]}")
        self.guests.setText("\n".join(map(self._guest, stand.view.guests[:_SHOWN])))
        self.guests.setVisible(bool(stand.view.guests))
        self.waiting.setText(self.tr("%Ln titipan menunggu dibawa ke pusat.", "", stand.view.waiting))
        self.waiting.setVisible(stand.view.waiting > 0)
        if stand.elsewhere:
            self.note(self.tr("Pos ini sudah berjalan di jendela Lontar yang lain."))
        self.fit()

    def _guest(self, link: LinkView) -> str:
        if link.last_at is None:
            return self.tr("{name}: terhubung, belum pernah datang").format(name=link.name)
        return self.tr("{name}: datang {time}").format(name=link.name, time=self._room.words.moment(link.last_at))


def _short(address: str) -> str:
    """An address as people type it."""
    return address.removeprefix("http://")
