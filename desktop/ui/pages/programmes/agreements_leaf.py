"""What a programme has beside classes: activities, agreements with their promises, partners, pilot villages."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.services.programmes.figures import AgreementView, CommitmentView
from desktop.services.programmes.views import ActivityView, PartnerView, ProgrammeDetail, VillageView
from desktop.ui.pages.programmes.told import activity_name, day_text, place_text, unstated
from desktop.ui.parts import column
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column
from desktop.ui.sections import Section
from desktop.ui.theme import Type


@dataclass(frozen=True, slots=True, kw_only=True)
class _Promise:
    """A promise of an agreement; commitment None for an agreement without any."""

    agreement: AgreementView
    place: int
    commitment: CommitmentView | None


class AgreementsLeaf(QWidget):
    """Four tables; pilot villages only where there are any."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        look, sizes = room.look, room.look.sizes
        self.activities = Section[ActivityView](
            look,
            self.tr("Kegiatan"),
            self._activity_columns(),
            lambda one: one.id,
            self.tr("Belum ada kegiatan yang dicatat."),
            lines=2,
        )
        self.promises = Section[_Promise](
            look,
            self.tr("Nota kesepahaman (MoU) dan komitmennya"),
            self._promise_columns(),
            lambda one: (one.agreement.id, one.place),
            self.tr("Program ini tidak punya nota kesepahaman yang dicatat."),
            lines=2,
        )
        self.partners = Section[PartnerView](
            look,
            self.tr("Mitra"),
            self._partner_columns(),
            lambda one: one.id,
            self.tr("Belum ada mitra yang dicatat."),
        )
        self.villages = Section[VillageView](
            look, self.tr("Desa piloting"), self._village_columns(), lambda one: one.id, "", lines=2
        )
        layout = column(gap=sizes.step_5)
        layout.setContentsMargins(0, sizes.step_2, sizes.step_3, sizes.step_4)
        for part in (self.activities, self.promises, self.villages, self.partners):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setLayout(layout)

    def show_programme(self, detail: ProgrammeDetail) -> None:
        """Show what a programme has."""
        self.activities.show_rows(detail.activities)
        self.promises.show_rows(
            [
                _Promise(agreement=agreement, place=n, commitment=commitment)
                for agreement in detail.agreements
                for n, commitment in enumerate(agreement.commitments or (None,))
            ]
        )
        self.partners.show_rows(detail.partners)
        self.villages.show_rows(detail.villages)
        self.villages.setVisible(bool(detail.villages))

    def _example(self, example: bool) -> str:
        return self.tr("Data contoh") if example else ""

    def _activity_columns(self) -> list[Column[ActivityView]]:
        room = self._room

        def where(one: ActivityView) -> Cell:
            district = place_text(one.district, room)
            return Cell(text=", ".join(part for part in (one.place, district, one.country) if part) or unstated())

        def title(one: ActivityView) -> Cell:
            return Cell(text=one.title, kind=Type.MEDIUM, tag=self._example(one.example))

        def note(one: ActivityView) -> Cell:
            return Cell(text=" ".join(part for part in (one.note, one.source) if part), tone="ink_2")

        return [
            Column(
                title=self.tr("Tanggal"),
                cell=lambda one: Cell(text=day_text(one.held_on, room.words) or unstated(), kind=Type.FIGURE),
                least=150,
            ),
            Column(title=self.tr("Jenis"), cell=lambda one: Cell(text=activity_name(one.kind)), least=164),
            Column(title=self.tr("Kegiatan"), cell=title, least=240, share=2),
            Column(title=self.tr("Tempat"), cell=where, least=190, share=1, drop=1),
            Column(title=self.tr("Catatan dan sumber"), cell=note, least=220, share=2, drop=2),
        ]

    def _promise_columns(self) -> list[Column[_Promise]]:
        words = self._room.words

        def agreement(one: _Promise) -> Cell:
            told = day_text(one.agreement.signed_on, words)
            parts = (one.agreement.number, one.agreement.object, told)
            return Cell(text=", ".join(part for part in parts if part), tag=self._example(one.agreement.example))

        def promise(one: _Promise) -> Cell:
            return Cell(text=one.commitment.text if one.commitment is not None else "–", kind=Type.MEDIUM)

        def quantity(one: _Promise) -> Cell:
            made = one.commitment
            if made is None or made.quantity is None:
                return Cell(text=unstated(), tone="ink_2")
            return Cell(text=f"{words.amount(made.quantity)} {made.unit or ''}".strip(), kind=Type.FIGURE)

        def done(one: _Promise) -> Cell:
            made = one.commitment
            if made is None or made.done is None:
                return Cell(text=self.tr("tidak dihitung"), tone="ink_2")
            share = f" ({words.percent(made.share)})" if made.share is not None else ""
            return Cell(text=f"{words.amount(made.done)}{share}", kind=Type.FIGURE_STRONG)

        return [
            Column(title=self.tr("MoU"), cell=agreement, least=240, share=2),
            Column(title=self.tr("Komitmen"), cell=promise, least=220, share=2),
            Column(title=self.tr("Dijanjikan"), cell=quantity, least=124, right=True),
            Column(title=self.tr("Sampai kini"), cell=done, least=130, right=True),
        ]

    def _partner_columns(self) -> list[Column[PartnerView]]:
        def name(one: PartnerView) -> Cell:
            return Cell(text=one.name, kind=Type.MEDIUM, tag=self._example(one.example))

        def printed(one: PartnerView) -> Cell:
            return Cell(text=self.tr("ya") if one.printed else self.tr("tidak"))

        return [
            Column(title=self.tr("Mitra"), cell=name, least=260, share=2),
            Column(title=self.tr("Peran"), cell=lambda one: Cell(text=one.role or unstated()), least=180, share=1),
            Column(title=self.tr("Tercetak di naskah"), cell=printed, least=140),
        ]

    def _village_columns(self) -> list[Column[VillageView]]:
        def name(one: VillageView) -> Cell:
            return Cell(text=one.name, kind=Type.MEDIUM, tag=self._example(one.example))

        def where(one: VillageView) -> Cell:
            parts = (one.subdistrict, place_text(one.district, self._room))
            return Cell(text=", ".join(part for part in parts if part) or unstated())

        return [
            Column(title=self.tr("Desa"), cell=name, least=220, share=1),
            Column(title=self.tr("Wilayah"), cell=where, least=200, share=1),
            Column(
                title=self.tr("Tahap SPBE desa"),
                cell=lambda one: Cell(text=one.spbe_status or unstated()),
                least=140,
            ),
            Column(
                title=self.tr("Catatan"),
                cell=lambda one: Cell(text=one.note or "", tone="ink_2"),
                least=200,
                share=2,
                drop=1,
            ),
        ]
