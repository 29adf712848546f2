"""One class day, played through the real services and the real widgets, with the cable out in the middle."""

from __future__ import annotations

import random  # noqa: TID251  the marks of a play, told by its seed
import time
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from contract.faults import Fault
from contract.training.catalogue import CATALOGUE
from desktop.app.desk import Desk
from desktop.practice.compare import Comparison, compare
from desktop.practice.hand import Hand
from desktop.practice.office import Office, Say
from desktop.services.attendance.register import open_register
from desktop.services.faults import Unsuitable
from desktop.services.views import Register
from desktop.storage.queries.plain import plain_rows

T = TypeVar("T")
USUAL_SEED = 2025
_WEIGHTS = {"H": 84, "I": 5, "S": 4, "A": 3, "DL": 4}
_PAGES = ("home", "classes", "people", "attention", "sync")


class Day:
    """The day in one practice office. `say` prints a step with its figures."""

    def __init__(self, office: Office, pictures: Path, seed: int, say: Say) -> None:
        self._office = office
        self._pictures = pictures
        self._random = random.Random(seed)
        self._say = say
        self._desk = Desk(office.profile, office.cable)
        self._hand = Hand(self._desk)
        self._marked = 0
        self._told = office.cable.bytes_up, office.cable.bytes_down

    def play(self) -> Comparison:
        """The whole day; gives what the comparison of both sides found, also of a day that was broken off.

        Raises what broke it off when both sides are equal nevertheless.
        """
        self._pictures.mkdir(parents=True, exist_ok=True)
        broken: Fault | None = None
        try:
            self._go_through()
        except Fault as fault:
            self._say(f"terhenti: {fault}")
            broken = fault
        found = self._compare()
        if broken is not None and found.difference is None:
            raise broken
        return found

    def _go_through(self) -> None:
        if not self._register().people:
            raise Unsuitable(
                "Daftar peserta ini tidak berisi orang yang dapat disimpan. Perbaiki baris yang dilewati, lalu ulangi."
            )
        self._desk.start()
        try:
            self._picture_pages("1")
            sessions = [s for s in self._register().sessions if not s.closed]
            self._mark(sessions[0].id, sessions[0].title)
            self._sync("kabel terpasang")
            self._pull_cable()
            self._mark(sessions[1].id, sessions[1].title)
            self._sync("kabel tercabut")
            self._hand.go("sync")
            self._picture("3-sinkronisasi-kabel-tercabut")
            self._plug_cable()
            self._sync("kabel terpasang lagi")
            self._hand.register(self._office.class_id, sessions[1].id)
            self._picture("4-presensi-diterima-pusat")
            self._picture_pages("5")
        finally:
            self._hand.close()
            self._desk.close()

    def _register(self) -> Register:
        return self._office.profile.read(open_register, self._office.class_id).result()

    def _mark(self, session: int, title: str) -> None:
        """Presses one key a person in the real register and waits until every mark is on disk."""
        grid = self._hand.register(self._office.class_id, session)
        people = len(self._register().people)
        statuses = self._random.choices(list(_WEIGHTS), list(_WEIGHTS.values()), k=people)
        begun = time.perf_counter()
        self._hand.mark(grid, statuses)
        self._hand.wait(lambda: self._saved(session) == people, "presensi tersimpan")
        self._marked += people
        each = (time.perf_counter() - begun) / max(1, people)
        self._say(f'isi presensi "{title}": {people} tanda tersimpan, {each * 1000:.0f} ms per tanda')
        self._picture(f"2-presensi-{self._marked}")

    def _saved(self, session: int) -> int:
        return sum(1 for mark in self._register().marks if mark.session == session and mark.status)

    def _pull_cable(self) -> None:
        self._wait_for(self._desk.plug(False))
        self._say("jaringan dicabut: kabel antara dua proses tidak lagi menyambung")
        self._hand.go("home")
        self._picture("3-beranda-kabel-tercabut")

    def _plug_cable(self) -> None:
        self._wait_for(self._desk.plug(True))
        self._say("jaringan dipasang lagi")

    def _sync(self, how: str) -> None:
        """Talks with the centre from the desk, as the button does; the road's fault is told, never an end."""
        begun = time.perf_counter()
        try:
            state = self._wait_for(self._desk.sync_now())
        except Fault as fault:
            self._say(f"sinkronkan ({how}): {fault}")
            state = self._wait_for(self._desk.sync_state())
        took = time.perf_counter() - begun
        up, down = self._office.cable.bytes_up, self._office.cable.bytes_down
        self._say(
            f"sinkronkan ({how}): {up - self._told[0]} B naik, {down - self._told[1]} B turun sejak tadi, "
            f"{took:.1f} s, {state.pending} belum sampai pusat"
        )
        self._told = up, down

    def _wait_for(self, future: Future[T]) -> T:
        """The answer, while the window goes on."""
        self._hand.wait(future.done, "jawaban", 120)
        return future.result()

    def _picture_pages(self, prefix: str) -> None:
        for page in _PAGES:
            self._hand.go(page)
            self._picture(f"{prefix}-{page}")
        for tab in ("people", "schedule", "groups"):
            of_class = {"class": self._office.class_id}
            self._hand.go("class", **of_class, tab=tab, **{tab: of_class})
            self._picture(f"{prefix}-kelas-{tab}")

    def _picture(self, name: str) -> None:
        self._hand.picture(self._pictures / f"{name}.png")

    def _compare(self) -> Comparison:
        begun = time.perf_counter()

        def laptop(record: str) -> list[dict[str, Any]]:
            return self._office.profile.read(plain_rows, record).result()

        centre = self._office.centre.dump([record.name for record in CATALOGUE.records])
        found = compare(laptop, centre.__getitem__)
        self._say(f"bandingkan laptop dan pusat: {found.rows} baris sama ({time.perf_counter() - begun:.1f} s)")
        return found
