"""Beranda: what is to be done today, how far the changes have travelled, what needs a person."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.views import Attention, Home, SessionAtHand
from desktop.ui.pages.digest_card import DigestCard
from desktop.ui.pages.journey_card import JourneyCard
from desktop.ui.pages.page import Page, PageHead
from desktop.ui.pages.practice_card import PracticeCard
from desktop.ui.parts import Beside, Button, Card, Elided, Ruler, Text, column, empty_out, row, scrolled
from desktop.ui.place import Place
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain, Empty
from desktop.ui.words import told

_UNFINISHED_SHOWN = 6
_ATTENTION_SHOWN = 3


class HomePage(Page):
    """Two columns; one primary button: the session that comes first."""

    topics = frozenset(Topic)

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look, sizes = room.look, room.look.sizes
        self._home: Home | None = None
        self.primary: Button | None = None
        self.head = PageHead(room, "")
        self._date = Text(look, "", Type.FIGURE, tone="ink_2")
        self.head.tools.addWidget(self._date)
        self._sessions = Card(look)
        self._attention = Card(look)
        self._digest = DigestCard(room)
        self._digest.undo_asked.connect(self._undo_news)
        self._journey = JourneyCard(room)
        self._practice = PracticeCard(room)
        self._practice.mark_asked.connect(self._open_first)
        self._create = Button(look, self.tr("Buat kelas"), lambda: room.usher.go(Place(page="classes")), kind="primary")
        words = self.tr("Belum ada kelas di laptop ini. Buat kelas, atau ambil data dari pusat lewat Sinkronisasi.")
        self._curtain = Curtain(look, scrolled(self._columns()), Empty(look, "leaf", words, (self._create,)))
        self.keys_when_lifted(self._curtain)
        layout = column(gap=sizes.step_3)
        layout.setContentsMargins(sizes.page, sizes.step_4, 0, 0)
        layout.addWidget(self.head)
        layout.addWidget(self._curtain, 1)
        self.setLayout(layout)
        self.head.layout().setContentsMargins(0, 0, sizes.page, 0)  # type: ignore[union-attr]
        self._curtain.wait()

    def _columns(self) -> QWidget:
        sizes = self.room.look.sizes
        inside = QWidget()
        left, right = column(gap=sizes.step_4), column(gap=sizes.step_4)
        left.addWidget(self._sessions)
        left.addWidget(self._attention)
        left.addWidget(self._digest)
        left.addStretch(1)
        right.addWidget(self._practice)
        right.addWidget(self._journey)
        right.addStretch(1)
        wide, narrow = QWidget(), QWidget()
        wide.setLayout(left)
        narrow.setLayout(right)
        around = column()
        around.setContentsMargins(0, 0, sizes.page, sizes.page)
        around.addWidget(Beside(self.room.look, wide, narrow, (1, 0)))
        inside.setLayout(around)
        return inside

    def first(self) -> QWidget:
        return self.primary or self._create

    def refresh(self) -> None:
        jobs, services = self.room.jobs, self.room.services
        jobs.ask(self, services.home(), self._show, purpose="home")
        jobs.ask(self, services.digest(), self._digest.show_digest, purpose="digest")

    def _undo_news(self, line: int) -> None:
        def done(_: None) -> None:
            self.room.usher.say(self.tr("Nilai semula dikembalikan."))

        self.room.jobs.ask(self, self.room.services.undo_news(line), done, writes=True)

    def _show(self, home: Home) -> None:
        words = self.room.words
        self.head.tell(self._greeting(home))
        self._date.setText(f"{words.weekday(home.now)} · {words.clock(home.now)} {words.zone}")
        self._practice.show_practice(home.practice)
        self._journey.show_state(home.sync, home.now)
        if self._home is None or _without_clock(self._home) != _without_clock(home):
            had_keys = self.primary is not None and self.primary.hasFocus()
            self._home = home
            self._show_sessions(home)
            self._show_attention(home)
            if had_keys:
                self.take_focus()
        self._curtain.lift(empty=home.classes == 0)

    def _greeting(self, home: Home) -> str:
        hour = self.room.words.local(home.now).hour
        if hour < 11:
            words = self.tr("Selamat pagi, {person}")
        elif hour < 15:
            words = self.tr("Selamat siang, {person}")
        elif hour < 18:
            words = self.tr("Selamat sore, {person}")
        else:
            words = self.tr("Selamat malam, {person}")
        return words.format(person=home.person)

    # -------------------------------------------------------------- sessions

    def _show_sessions(self, home: Home) -> None:
        body = self._sessions.body
        empty_out(body)
        self.primary = None
        look = self.room.look
        if home.today or not home.unfinished:
            body.addWidget(Text(look, self.tr("Hari ini"), Type.SECTION))
        if not home.today and not home.unfinished:
            body.addWidget(Text(look, self._nothing_today(home), tone="ink_2", wrapped=True))
        for session in home.today:
            self._add_session(body, session, day=False)
        if home.unfinished:
            if home.today:
                body.addWidget(Ruler(look))
            body.addWidget(Text(look, self.tr("Sesi yang belum ditutup"), Type.SECTION))
            for session in home.unfinished[:_UNFINISHED_SHOWN]:
                self._add_session(body, session, day=True)

    def _nothing_today(self, home: Home) -> str:
        if home.coming is None:
            return self.tr("Tidak ada sesi hari ini, dan semua sesi sudah ditutup.")
        session = home.coming.session
        at, zone = session.starts_at, session.zone
        when = f"{self.room.words.weekday(at, zone)}, {self.room.words.clock_there(at, zone)}"
        words = self.tr("Tidak ada sesi hari ini. Berikutnya {session}, {when}.")
        return words.format(session=f"{home.coming.class_title} · {session.title}", when=when)

    def _add_session(self, body: QVBoxLayout, hand: SessionAtHand, *, day: bool) -> None:
        """A line with time, class, how much is filled, and one button."""
        look, words = self.room.look, self.room.words
        at, zone = hand.session.starts_at, hand.session.zone
        time = Text(look, words.short_day(at, zone) if day else words.clock_there(at, zone))
        time.setFont(look.font(Type.FIGURE_STRONG))
        time.setFixedWidth(max(look.sizes.number_column + look.sizes.step_2, time.sizeHint().width()))
        title = Elided(look, f"{hand.session.title} · {hand.class_title}", Type.MEDIUM)
        filled = self.tr("{marked} dari {people} terisi").format(marked=hand.marked, people=hand.people)
        under = row(gap=look.sizes.step_2)
        under.addWidget(Text(look, filled, Type.CAPTION_FIGURE, tone="ink_2"))
        if hand.example:
            tag = Text(look, self.tr("Data contoh"), Type.CAPTION)
            tag.setProperty("tag", "plain")
            under.addWidget(tag)
        under.addWidget(Elided(look, hand.session.place, Type.CAPTION, tone="ink_2"), 1)
        words_of = column()
        words_of.addWidget(title)
        words_of.addLayout(under)
        line = row(gap=look.sizes.step_2)
        line.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words_of, 1)
        line.addWidget(self._session_button(hand))
        body.addLayout(line)

    def _session_button(self, hand: SessionAtHand) -> Button:
        """The first is the page's primary button."""
        first = self.primary is None
        words = self.tr("Isi presensi") if first else self.tr("Buka")
        open_it = Button(self.room.look, words, lambda: self._open(hand), kind="primary" if first else "outline")
        open_it.setAccessibleName(f"{words}: {hand.session.title}, {hand.class_title}")
        if first:
            self.primary = open_it
        return open_it

    def _open(self, hand: SessionAtHand) -> None:
        state = {"class": hand.class_id, "tab": "attendance", "attendance": {"session": hand.session.id}}
        self.room.usher.go(Place(page="class", state=state))

    def _open_first(self) -> None:
        if self.primary is not None:
            self.primary.click()

    # -------------------------------------------------------------- attention

    def _show_attention(self, home: Home) -> None:
        body, look = self._attention.body, self.room.look
        empty_out(body)
        self._attention.setVisible(bool(home.attention))
        if not home.attention:
            return
        heading = self.tr("Perlu tindakan ({count})").format(count=home.sync.needs_you)
        body.addWidget(Text(look, heading, Type.SECTION))
        for item in home.attention[:_ATTENTION_SHOWN]:
            body.addLayout(self._attention_line(item))
        body.addLayout(self._all_button())

    def _attention_line(self, item: Attention) -> QHBoxLayout:
        """What it is and why, with a button that leads to it in full."""
        look, go = self.room.look, self.room.usher.go
        title = f"{told(item.what)}: {item.about}" if item.about else told(item.what)
        words = column()
        words.addWidget(Elided(look, title, Type.MEDIUM))
        words.addWidget(Elided(look, told(item.reason), Type.CAPTION, tone="ink_2"))
        place = Place(page="attention", state={"item": item.key})
        button = Button(look, self.tr("Lihat"), lambda: go(place), kind="text")
        button.setAccessibleName(self.tr("Lihat: {what}").format(what=title))
        line = row(gap=look.sizes.step_2)
        line.addLayout(words, 1)
        line.addWidget(button)
        return line

    def _all_button(self) -> QHBoxLayout:
        go = self.room.usher.go
        button = Button(self.room.look, self.tr("Lihat semua"), lambda: go(Place(page="attention")), kind="link")
        button.setAccessibleName(self.tr("Lihat semua yang perlu tindakan"))
        line = row()
        line.addWidget(button)
        line.addStretch(1)
        return line


def _without_clock(home: Home) -> tuple[object, ...]:
    """What the left column shows; it is not built again because a minute has passed."""
    return (home.today, home.unfinished, home.coming, home.attention, home.sync.needs_you)
