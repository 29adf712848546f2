"""An office that lives in memory: an implementation of the port for tests and pictures, with a class of 46 people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from contract.faults import Fault
from desktop.services.attachments import Opened
from desktop.services.exchange.courier import Read, Written
from desktop.services.exchange.hub import HubStand, HubView, NearbyHub
from desktop.services.exchange.journey import (
    ConflictView,
    Contact,
    DecisionView,
    Digest,
    Fate,
    Office,
    Progress,
    Refused,
    SyncState,
    Waiting,
)
from desktop.services.people.twin_views import MergedView, TwinView
from desktop.services.views import (
    STATUSES,
    Attention,
    ClassDetail,
    ClassSummary,
    GroupNote,
    Home,
    Mark,
    Marking,
    NewClass,
    NewSession,
    PeopleFound,
    Practice,
    Profile,
    Register,
    RosterReport,
    SessionAtHand,
    SessionCounts,
    Tick,
)
from desktop.sync.budget import Account, Spending
from desktop.sync.forecast import Forecast
from desktop.ui.port import Added, Change, Joined, Photograph, Topic
from tests.ui import office
from tests.ui.office import CLASS, NOW, PEOPLE, SESSIONS, STAGES

T = TypeVar("T")


def finished(value: T) -> Future[T]:
    """A future that is done."""
    future: Future[T] = Future()
    future.set_result(value)
    return future


class Desk:
    """The port, in memory. hold() keeps answers back until release(); trouble is what the next write fails with,
    failing what a question always fails with."""

    def __init__(self, *, people: int = 46, practice: bool = True) -> None:
        self.asked: Counter[str] = Counter()
        self.rows_fetched = 0
        self.trouble: Fault | None = None
        self.failing: dict[str, Fault] = {}
        self.notes: dict[str, str] = {}
        self.written: list[tuple[Marking, ...]] = []
        self.created: list[Any] = []
        self.people_here: tuple[str, ...] = ("Adriana Lewar",)
        self.sessions = SESSIONS
        self.people_rows = office.many_people(people)
        self.marks = {(m.session, m.person): m for m in office.first_marks()}
        self.sync = office.sync_state()
        self.road_s: int | None = 20
        self.account = Account(spending=Spending(), spent=1_240_000, restraint=None)
        self.practice = Practice(marked=True) if practice else None
        self.conflict_views: tuple[ConflictView, ...] = office.conflicts()
        self.decided_views: tuple[ConflictView, ...] = ()
        self.news = Digest()
        self.photograph_list: tuple[Photograph, ...] = ()
        self.added = Added(kept=1, problems=())
        self.opened: Opened | None = None
        self.refusals: tuple[Refused, ...] = office.refusals()
        self.twin_views: tuple[TwinView, ...] = ()
        self.merged_views: dict[int, MergedView] = {}
        self.groups = office.groups()
        self.class_list: tuple[ClassSummary, ...] = office.classes()
        self.report = office.report()
        self.stick_file, self.stick_read = office.stick_file(), office.stick_read()
        self.hub = HubStand(view=HubView(on=False, guests=(), hubs=(), waiting=0))
        self.hubs_nearby: tuple[NearbyHub, ...] = ()
        self.cancelled = 0
        self._listeners: list[Callable[[Change], None]] = []
        self._held: list[Callable[[], None]] | None = None

    # -------------------------------------------------------------- answers kept back

    def hold(self) -> None:
        """Answer nothing until release()."""
        self._held = []

    def release(self) -> None:
        """Answer all that was asked since hold(), in order."""
        held, self._held = self._held or [], None
        for answer in held:
            answer()

    def _answer(self, name: str, make: Callable[[], T]) -> Future[T]:
        self.asked[name] += 1
        future: Future[T] = Future()

        def answer() -> None:
            trouble = self.failing.get(name)
            if name in _WRITES and self.trouble is not None:
                trouble, self.trouble = self.trouble, None
            if trouble is not None:
                future.set_exception(trouble)
            else:
                future.set_result(make())

        if self._held is None:
            answer()
        else:
            self._held.append(answer)
        return future

    def tell(self, topic: Topic, class_id: int | None = None) -> None:
        """Something changed."""
        for listener in list(self._listeners):
            listener(Change(topic=topic, class_id=class_id))

    def read(self, question: Callable[..., T], *args: Any, **kwargs: Any) -> Future[T]:
        """There is no replica here: pages that ask one are tried over a real one (tests/ui/real.py)."""
        raise AssertionError(f"{question.__name__} needs a replica")

    def write(self, change: Callable[[Any, Any], T], *topics: Topic, class_id: int | None = None) -> Future[T]:
        raise AssertionError("a change needs a replica")

    def work(self, job: Callable[[Any], T], *topics: Topic, class_id: int | None = None) -> Future[T]:
        raise AssertionError("a job needs a replica")

    def watch(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # -------------------------------------------------------------- sticks

    def write_stick(self, folder: Path) -> Future[Written]:
        self.created.append(folder)
        return self._answer("write_stick", lambda: self.stick_file)

    def hub_stand(self) -> Future[HubStand]:
        return self._answer("hub_stand", lambda: self.hub)

    def serve_hub(self, on: bool) -> Future[HubStand]:
        def serve() -> HubStand:
            code, addresses = ("123456", ("http://192.168.1.20:8153",)) if on else ("", ())
            self.hub = replace(self.hub, running=on, code=code, addresses=addresses)
            return self.hub

        return self._answer("serve_hub", serve)

    def new_hub_code(self) -> Future[HubStand]:
        self.hub = replace(self.hub, code="654321")
        return self._answer("new_hub_code", lambda: self.hub)

    def find_hubs(self) -> Future[tuple[NearbyHub, ...]]:
        return self._answer("find_hubs", lambda: self.hubs_nearby)

    def pair_hub(self, address: str, code: str) -> Future[str]:
        self.created.append((address, code))
        return self._answer("pair_hub", lambda: "Pos Kupang")

    def forget_link(self, identifier: str) -> Future[HubStand]:
        self.created.append(identifier)
        return self._answer("forget_link", lambda: self.hub)

    def read_stick(self, places: Sequence[Path]) -> Future[Read]:
        self.created += places
        return self._answer("read_stick", lambda: self.stick_read)

    # -------------------------------------------------------------- photographs

    def photographs(self, session: int) -> Future[tuple[Photograph, ...]]:
        return self._answer("photographs", lambda: self.photograph_list)

    def add_photographs(self, session: int, files: Sequence[Path]) -> Future[Added]:
        self.created += files
        return self._answer("add_photographs", lambda: self.added)

    def open_photograph(self, attachment: int) -> Future[Opened | None]:
        return self._answer("open_photograph", lambda: self.opened)

    def remove_photograph(self, attachment: int) -> Future[None]:
        self.created.append(attachment)
        return self._answer("remove_photograph", lambda: None)

    # -------------------------------------------------------------- register

    def open_register(self, class_id: int) -> Future[Register]:
        return self._answer("open_register", lambda: self.register(class_id))

    def register(self, class_id: int = CLASS) -> Register:
        """The register as it stands."""
        known = class_id == CLASS
        return Register(
            class_id=class_id,
            class_title=self._summary(class_id).title,
            stages=STAGES if known else (),
            sessions=self.sessions if known else (),
            people=PEOPLE if known else (),
            marks=tuple(self.marks.values()) if known else (),
            example=True,
        )

    def mark(self, marking: Marking) -> Future[Mark]:
        return self._answer("mark", lambda: self._write((marking,))[0])

    def mark_many(self, markings: Sequence[Marking]) -> Future[tuple[Mark, ...]]:
        return self._answer("mark_many", lambda: self._write(tuple(markings)))

    def _write(self, markings: tuple[Marking, ...]) -> tuple[Mark, ...]:
        self.written.append(markings)
        marks = tuple(
            Mark(
                session=m.session,
                person=m.person,
                status=m.status,
                note=m.note,
                marked_at=NOW,
                marked_by="Adriana L.",
                tick=Tick.SAVED,
            )
            for m in markings
        )
        self.marks.update({(m.session, m.person): m for m in marks})
        self.sync = replace(self.sync, pending=self.sync.pending + len(marks))
        self.tell(Topic.MARKS, CLASS)
        return marks

    def settle(self, session: int) -> None:
        """The centre has every mark of a session."""
        self.marks = {
            k: msgspec.structs.replace(m, tick=Tick.SETTLED) if k[0] == session else m for k, m in self.marks.items()
        }
        self.tell(Topic.MARKS, CLASS)

    def close_session(self, session: int, closed: bool) -> Future[None]:
        def close() -> None:
            self.sessions = tuple(replace(s, closed=closed) if s.id == session else s for s in self.sessions)
            self.tell(Topic.CLASSES, CLASS)

        return self._answer("close_session", close)

    # -------------------------------------------------------------- classes and people

    def classes(self) -> Future[tuple[ClassSummary, ...]]:
        return self._answer("classes", lambda: self.class_list)

    def _summary(self, class_id: int) -> ClassSummary:
        found = [c for c in self.class_list if c.id == class_id]
        return found[0] if found else ClassSummary(id=class_id, title="Kelas baru", office="BPSDMD Provinsi NTT")

    def class_detail(self, class_id: int) -> Future[ClassDetail]:
        return self._answer("class_detail", lambda: self._detail(class_id))

    def _detail(self, class_id: int) -> ClassDetail:
        if class_id != CLASS:
            return ClassDetail(summary=self._summary(class_id))
        counted = []
        for session in self.sessions:
            marks = [self.marks.get((session.id, p.id)) for p in PEOPLE]
            counts = Counter(m.status for m in marks if m is not None and m.status)
            row = tuple(counts[status] for status in STATUSES)
            counted.append(
                SessionCounts(
                    session=session, counts=(row[0], row[1], row[2], row[3], row[4]), empty=len(PEOPLE) - sum(row)
                )
            )
        return ClassDetail(summary=self._summary(class_id), stages=STAGES, sessions=tuple(counted), groups=self.groups)

    def create_class(self, new: NewClass) -> Future[int]:
        def make() -> int:
            self.created.append(new)
            office = "BPSDMD Provinsi NTT"
            self.class_list += (ClassSummary(id=9001, title=new.title, office=office, programme=new.programme),)
            self.tell(Topic.CLASSES)
            return 9001

        return self._answer("create_class", make)

    def create_session(self, new: NewSession) -> Future[int]:
        return self._answer("create_session", lambda: self._made(new, 9002))

    def create_group(self, class_id: int, title: str) -> Future[int]:
        return self._answer("create_group", lambda: self._made((class_id, title), 9003))

    def write_note(self, group: int, text: str) -> Future[int]:
        def write() -> int:
            note = GroupNote(text=text, author="Adriana L.", written_at=NOW, tick=Tick.SAVED)
            self.groups = tuple(replace(g, notes=(note, *g.notes)) if g.id == group else g for g in self.groups)
            return self._made((group, text), 9004)

        return self._answer("write_note", write)

    def _made(self, new: Any, new_id: int) -> int:
        self.created.append(new)
        self.tell(Topic.CLASSES, CLASS)
        return new_id

    def people(self, search: str, class_id: int | None, limit: int, offset: int) -> Future[PeopleFound]:
        return self._answer("people", lambda: self._find(search, class_id, limit, offset))

    def _find(self, search: str, class_id: int | None, limit: int, offset: int) -> PeopleFound:
        wanted = search.casefold()
        rows = self.people_rows if class_id in (None, CLASS) else ()
        rows = rows[: len(PEOPLE)] if class_id is not None else rows
        if wanted:
            rows = tuple(p for p in rows if wanted in f"{p.name} {p.employee_number} {p.agency}".casefold())
        page = rows[offset : offset + limit]
        self.rows_fetched += len(page)
        return PeopleFound(total=len(rows), offset=offset, people=page)

    def import_roster(self, file: Path, class_id: int | None, dry_run: bool) -> Future[RosterReport]:
        return self._answer("import_roster", lambda: replace(self.report, file=file.name, dry_run=dry_run))

    def save_problems(self, file: Path, class_id: int | None, target: Path) -> Future[None]:
        return self._answer("save_problems", lambda: self.created.append(target))

    # -------------------------------------------------------------- centre

    def waiting(self) -> Future[tuple[Waiting, ...]]:
        return self._answer("waiting", lambda: office.waiting() if self.sync.pending else ())

    def spending(self) -> Future[Account]:
        return self._answer("spending", lambda: self.account)

    def choose_spending(self, day_bytes: int | None, minds_metered: bool) -> Future[Account]:
        def work() -> Account:
            self.account = replace(self.account, spending=Spending(day_bytes, minds_metered))
            return self.account

        return self._answer("choose_spending", work)

    def forecast(self) -> Future[Forecast | None]:
        return self._answer("forecast", lambda: Forecast(40_000, self.road_s) if self.sync.pending else None)

    def sync_state(self) -> Future[SyncState]:
        return self._answer("sync_state", lambda: self.sync)

    def sync_now(self) -> Future[SyncState]:
        def sync() -> SyncState:
            sent = self.sync.pending
            contact = Contact(at=NOW, sent=sent, received=12)
            self.sync = replace(
                self.sync,
                pending=0,
                settled=self.sync.settled + sent,
                last_contact=NOW,
                fault="",
                progress=None,
                history=(contact, *self.sync.history),
            )
            if self.practice is not None:
                self.practice = replace(self.practice, synced=True)
            self.tell(Topic.SYNC)
            return self.sync

        return self._answer("sync_now", sync)

    def begin_talk(self, progress: Progress) -> None:
        """Show a talk with the centre under way."""
        self.sync = replace(self.sync, progress=progress)
        self.tell(Topic.SYNC)

    def cancel_sync(self) -> None:
        self.cancelled += 1

    def refused(self) -> Future[tuple[Refused, ...]]:
        return self._answer("refused", lambda: self.refusals)

    def put_aside(self, dot: str, away: bool) -> Future[None]:
        def put() -> None:
            self.refusals = tuple(replace(r, put_away=away) if r.dot == dot else r for r in self.refusals)
            self.tell(Topic.ATTENTION)

        return self._answer("put_aside", put)

    def repeat(self, dot: str) -> Future[None]:
        def again() -> None:
            self.refusals = tuple(r for r in self.refusals if r.dot != dot)
            self.tell(Topic.ATTENTION)

        return self._answer("repeat", again)

    def repeat_held(self) -> Future[int]:
        def again() -> int:
            kept = tuple(r for r in self.refusals if r.fate is not Fate.HELD or not r.can_repeat)
            count, self.refusals = len(self.refusals) - len(kept), kept
            self.tell(Topic.ATTENTION)
            return count

        return self._answer("repeat_held", again)

    def conflicts(self) -> Future[tuple[ConflictView, ...]]:
        return self._answer("conflicts", lambda: self.conflict_views)

    def decided(self) -> Future[tuple[ConflictView, ...]]:
        return self._answer("decided", lambda: self.decided_views)

    def resolve(self, conflict: int, take: str) -> Future[tuple[int, ...]]:
        return self._answer("resolve", lambda: self._decide({conflict: take}))

    def resolve_session(self, session: int, authors: frozenset[int]) -> Future[tuple[int, ...]]:
        def sides() -> dict[int, str]:
            of_session = [view for view in self.conflict_views if view.session == session]
            return {view.id: "first" if view.first.number in authors else "second" for view in of_session}

        return self._answer("resolve_session", lambda: self._decide(sides()))

    def _decide(self, takes: dict[int, str]) -> tuple[int, ...]:
        chosen = [view for view in self.conflict_views if view.id in takes]
        for view in chosen:
            side = next(side for side in (view.first, view.second) if side.take == takes[view.id])
            made = DecisionView(value=side.value, author="Adriana Lewar", at=NOW)
            self.decided_views = (replace(view, open=False, decision=made), *self.decided_views)
        self.conflict_views = tuple(view for view in self.conflict_views if view.id not in takes)
        self.tell(Topic.ATTENTION)
        return tuple(view.id for view in chosen)

    def undo_decisions(self, conflicts: Sequence[int]) -> Future[None]:
        def undo() -> None:
            again = tuple(replace(v, open=True, decision=None) for v in self.decided_views if v.id in conflicts)
            self.conflict_views = tuple(sorted((*self.conflict_views, *again), key=lambda view: view.id))
            self.decided_views = tuple(view for view in self.decided_views if view.id not in conflicts)
            self.tell(Topic.ATTENTION)

        return self._answer("undo_decisions", undo)

    def twins(self) -> Future[tuple[TwinView, ...]]:
        return self._answer("twins", lambda: self.twin_views)

    def merged(self, person: int) -> Future[MergedView | None]:
        return self._answer("merged", lambda: self.merged_views.get(person))

    def merge_people(self, keep: int, other: int) -> Future[int]:
        return self._answer("merge_people", lambda: self._decide_twins("merged", keep, other))

    def tell_apart(self, one: int, other: int) -> Future[int]:
        return self._answer("tell_apart", lambda: self._decide_twins("apart", one, other))

    def part_person(self, person: int) -> Future[int]:
        return self._answer("part_person", lambda: self._decide_twins("parted", person))

    def _decide_twins(self, what: str, *people: int) -> int:
        self.created.append((what, *people))
        self.twin_views = tuple(v for v in self.twin_views if {v.first.id, v.second.id} != set(people))
        self.tell(Topic.ATTENTION)
        return people[0]

    def export_conflicts(self, conflicts: Sequence[int], target: Path) -> Future[int]:
        def export() -> int:
            self.created.append((tuple(conflicts), target))
            return len(conflicts)

        return self._answer("export_conflicts", export)

    def digest(self) -> Future[Digest]:
        return self._answer("digest", lambda: self.news)

    def undo_news(self, line: int) -> Future[None]:
        def undo() -> None:
            left = tuple(one for one in self.news.lines if one.id != line)
            self.news = replace(self.news, lines=left, total=self.news.total - 1)
            self.tell(Topic.MARKS)

        return self._answer("undo_news", undo)

    # -------------------------------------------------------------- home

    def profile(self) -> Future[Profile]:
        offices = (Office(code="53", name="BPSDMD Provinsi NTT", seq=1204),)
        real = self.practice is not None
        who = Profile(person=self.people_here[0], offices=offices, practice=real, device=3, people=self.people_names)
        return self._answer("profile", lambda: who)

    def sign_in(self, name: str) -> Future[str]:
        def work() -> str:
            self.people_here = (name, *(one for one in self.people_here if one != name))
            self.tell(Topic.SYNC)
            return name

        return self._answer("sign_in", work)

    @property
    def people_names(self) -> tuple[str, ...]:
        return tuple(sorted(self.people_here))

    def home(self) -> Future[Home]:
        return self._answer("home", self._home)

    def _home(self) -> Home:
        def hand(n: int) -> SessionAtHand:
            session = self.sessions[n]
            marked = sum(1 for (s, _), m in self.marks.items() if s == session.id and m.status)
            return SessionAtHand(
                class_id=CLASS,
                class_title="DLA NTT 2025, Angkatan I",
                session=session,
                people=len(PEOPLE),
                marked=marked,
                example=self.practice is not None,
            )

        return Home(
            now=NOW,
            person="Adriana",
            today=(hand(2), hand(3)),
            unfinished=(),
            classes=len(self.class_list),
            attention=self._attention(),
            sync=self.sync,
            practice=self.practice,
        )

    def _attention(self) -> tuple[Attention, ...]:
        told = [
            Attention(
                what=c.field,
                about=c.person,
                reason=f"Dua isian berbeda: {c.first.value} dan {c.second.value}",
                since=NOW,
                key=f"conflict-{c.id}",
            )
            for c in self.conflict_views
        ]
        told += [
            Attention(what=r.what, about=r.about, reason=r.reason, since=r.since, key=r.dot) for r in self.refusals
        ]
        return tuple(told)

    def plug(self, plugged: bool) -> Future[None]:
        def act() -> None:
            if self.practice is not None:
                self.practice = replace(self.practice, plugged=plugged, unplugged_once=True)
            self.tell(Topic.SYNC)

        return self._answer("plug", act)

    def remember(self, key: str, text: str) -> Future[None]:
        def keep() -> None:
            self.notes[key] = text

        return self._answer("remember", keep)

    def recall(self, key: str) -> Future[str | None]:
        return self._answer("recall", lambda: self.notes.get(key))


_WRITES = {"mark", "mark_many", "close_session", "create_class", "import_roster", "sync_now", "resolve"}


class Doorway:
    """The port of a profile that is not open yet; the right passphrase is "pasir putih"."""

    def __init__(self, trouble: Fault) -> None:
        self.trouble = trouble
        self.calls: list[tuple[str, ...]] = []

    def unlock(self, passphrase: str) -> Future[None]:
        self.calls.append(("unlock", passphrase))
        return self._answer(passphrase == "pasir putih", None)

    def recover(self, code: str, passphrase: str) -> Future[None]:
        self.calls.append(("recover", code, passphrase))
        return self._answer(True, None)

    def join(self, server: str, code: str, passphrase: str) -> Future[Joined]:
        self.calls.append(("join", server, code, passphrase))
        joined = Joined(person="Adriana Lewar", office="53", recovery_code="K7QF-2MXP-9RDT-HVN4-6WBE-3JCA")
        return self._answer(code != "salah", joined)

    def _answer(self, right: bool, value: T) -> Future[T]:
        future: Future[T] = Future()
        if right:
            future.set_result(value)
        else:
            future.set_exception(self.trouble)
        return future
