"""Where and when: opening a training of a programme or of a template, or drafts of a template in a whole province."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget

from desktop.services.programmes.districts import known_districts, shipped_provinces
from desktop.services.programmes.opening import Opened, Opening, open_programme
from desktop.services.programmes.templates import Draft, TemplateView, open_template, replicate
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.fields import Choice, DateField, Field
from desktop.ui.parts import row
from desktop.ui.port import Topic
from desktop.ui.room import Room

_MADE = (Topic.PROGRAMMES, Topic.CLASSES)


class _Start(QWidget):
    """The day on which it begins: as it stands in the file, or another."""

    def __init__(self, room: Room, as_it_stands: str) -> None:
        super().__init__()
        self._which = Choice(room.look)
        self._which.addItem(as_it_stands, "")
        self._which.addItem(self.tr("Mulai pada tanggal lain"), "other")
        self._day = DateField(room.look, QDate.currentDate())
        self._day_field = Field(room.look, self.tr("Mulai pada"), self._day)
        layout = row(gap=room.look.sizes.step_3)
        layout.addWidget(Field(room.look, self.tr("Waktu"), self._which), 2)
        layout.addWidget(self._day_field, 1)
        self.setLayout(layout)
        self._which.currentIndexChanged.connect(lambda _: self._fit())
        self._fit()

    def _fit(self) -> None:
        self._day.setEnabled(bool(self._which.currentData()))

    @property
    def day(self) -> str:
        """ISO, empty for as it stands."""
        return self._day.date().toString("yyyy-MM-dd") if self._which.currentData() else ""


class OpenTrainingDialog(Dialog):
    """Opens the training of a programme, or of a template, in a district.

    done: told what was made.
    """

    def __init__(
        self,
        room: Room,
        parent: QWidget,
        title: str,
        done: Callable[[Opened], None],
        *,
        template: int = 0,
        key: str = "",
    ) -> None:
        heading = self.tr("Buka di kabupaten lain") if template else self.tr("Buka pelatihan")
        super().__init__(room.look, room.jobs, parent, heading, self.tr("Buka pelatihan"))
        self._room, self._template, self._key, self._told = room, template, key, done
        self.say(title)
        self.office = Choice(room.look)
        for office in room.profile.offices:
            self.office.addItem(office.name, office.code)
        self.district = Choice(room.look)
        self._fill_districts()
        self.office.currentIndexChanged.connect(lambda _: self._fill_districts())
        self.start = _Start(room, self.tr("Sesuai templat") if template else self.tr("Sesuai berkas program"))
        if self.office.count() > 1 and not template:
            self.body.addWidget(Field(room.look, self.tr("Kantor penyelenggara"), self.office))
        self.body.addWidget(Field(room.look, self.tr("Kabupaten/Kota"), self.district))
        self.body.addWidget(self.start)
        self.first = self.district

    def _fill_districts(self) -> None:
        table = known_districts(str(self.office.currentData() or ""))
        self.district.clear()
        if not self._template:
            self.district.addItem(self.tr("Sesuai berkas program"), "")
        self.district.addItem(table.province.government, table.province.code)
        for one in table.listed:
            self.district.addItem(one.name, one.code)

    def act(self) -> None:
        district, day = str(self.district.currentData()), self.start.day
        self.run(self._ask(district, day), self._done)

    def _ask(self, district: str, day: str) -> Future[Opened]:
        template, key = self._template, self._key
        if template:
            return self._room.services.write(
                lambda replica, moment: open_template(replica, template, district, day, moment), *_MADE
            )
        opening = Opening(office=str(self.office.currentData()), district=district, starts_on=day)
        return self._room.services.write(lambda replica, moment: open_programme(replica, key, opening, moment), *_MADE)

    def _done(self, made: Opened) -> None:
        self._told(made)
        self.accept()


class ReplicateDialog(Dialog):
    """Drafts of a template in all districts of a province, in one act. done: told the drafts."""

    def __init__(
        self, room: Room, parent: QWidget, template: TemplateView, done: Callable[[tuple[Draft, ...]], None]
    ) -> None:
        super().__init__(
            room.look, room.jobs, parent, self.tr("Salin ke semua kabupaten/kota"), self.tr("Buat semua draf")
        )
        self._room, self._template, self._told = room, template, done
        words = self.tr('Setiap kabupaten/kota mendapat draf "{title}". Yang sudah punya dari templat ini dilewati.')
        self.say(words.format(title=template.title))
        self.province = Choice(room.look)
        for one in shipped_provinces():
            self.province.addItem(one.name, one.code)
        self.province.setCurrentIndex(max(0, self.province.findData(room.profile.offices[0].code[:2])))
        self.start = _Start(room, self.tr("Sesuai templat"))
        self.body.addWidget(Field(room.look, self.tr("Provinsi"), self.province))
        self.body.addWidget(self.start)
        self.first = self.province

    def act(self) -> None:
        template, province, day = self._template.id, str(self.province.currentData()), self.start.day
        made = self._room.services.write(
            lambda replica, moment: replicate(replica, template, province, day, moment), *_MADE
        )
        self.run(made, self._done)
        self.note(self.tr("Membuat draf …"))

    def _done(self, drafts: tuple[Draft, ...]) -> None:
        self._told(drafts)
        self.accept()
