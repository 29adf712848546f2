"""The desk: what the screens ask of an unlocked profile, answered in futures. The services do the work."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from desktop.app.conflict_desk import ConflictDesk
from desktop.app.hub_desk import HubDesk
from desktop.app.link_desk import LinkDesk
from desktop.app.opening import OpenProfile
from desktop.app.photograph_desk import PhotographDesk
from desktop.app.stick_desk import StickDesk
from desktop.app.twin_desk import TwinDesk
from desktop.app.who_desk import Cable, WhoDesk
from desktop.services import home
from desktop.services.attendance import marking as attendance
from desktop.services.attendance import register
from desktop.services.classes import creating as classes
from desktop.services.classes import sessions
from desktop.services.classes import views as class_views
from desktop.services.exchange import returned, status, waiting
from desktop.services.exchange.journey import Progress, Refused, SyncState, Waiting
from desktop.services.people import listing as people
from desktop.services.plans import groups
from desktop.services.roster import importing as roster_import
from desktop.services.views import (
    ClassDetail,
    ClassSummary,
    Home,
    Mark,
    Marking,
    NewClass,
    NewSession,
    PeopleFound,
    Practice,
    Register,
    RosterReport,
)
from desktop.storage import clock
from desktop.storage.edit import Moment
from desktop.storage.queries.version import data_version
from desktop.storage.replica import Replica
from desktop.storage.settings import recall, remember
from desktop.sync.conversation import Report
from desktop.sync.runner import Ended, Event, Met, Moved, Runner, Started
from desktop.ui.port import Change, Topic

P = ParamSpec("P")
T = TypeVar("T")
_SYNC_TOPICS = tuple(Topic)


class Desk(ConflictDesk, HubDesk, LinkDesk, PhotographDesk, StickDesk, TwinDesk, WhoDesk):
    """desktop.ui.port.Services over one open profile and its sync runner. `cable` only in the practice office."""

    def __init__(self, profile: OpenProfile, cable: Cable | None = None) -> None:
        self._profile = profile
        self._cable = cable
        self._listeners: list[Callable[[Change], None]] = []
        self._progress: Progress | None = None
        self._fault = ""
        self.taken_away = False  # by order of the offices everything leaves this laptop: the window is to close
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self.runner = Runner(profile.replica, profile.place.sync_lock, self._hear)
        self._other_programs = profile.read(data_version).result()

    def start(self) -> None:
        """Begins to talk with the centre whenever there is a road."""
        self.runner.start()
        self.resume_hub()

    def close(self) -> None:
        """Ends the talk under way and what runs here; the profile stays open."""
        self.close_hub()
        self.runner.stop()
        self._worker.shutdown()

    # ------------------------------------------------------------------ what has changed

    def watch(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Calls listener after each change, on any thread; the answer stops it."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def look_for_other_programs(self) -> None:
        """Tells the screens when another program (the command line) has written to the same replica."""
        self._profile.read(self._compare_version)

    def _compare_version(self, replica: Replica) -> None:
        version = data_version(replica)
        if version != self._other_programs:
            self._other_programs = version
            self._tell(*_SYNC_TOPICS)
            self.runner.note_edit()

    def _tell(self, *topics: Topic, class_id: int | None = None) -> None:
        for listener in list(self._listeners):
            for topic in topics:
                listener(Change(topic=topic, class_id=class_id))

    def _hear(self, event: Event) -> None:
        match event:
            case Started():
                self._progress = Progress(sent=0, to_send=0, received=0)
                self._tell(Topic.SYNC)
            case Moved(progress=moved):
                sent = moved.sent
                self._progress = Progress(sent=sent, to_send=sent + moved.pending, received=moved.received)
                self._tell(Topic.SYNC)
            case Met():
                self._tell(*_SYNC_TOPICS)
            case Ended(report=report):
                self._progress = None
                self._fault = str(report.fault or "")
                self.taken_away |= report.taken_away
                self._note_synced(report)
                self._tell(*_SYNC_TOPICS)

    # ------------------------------------------------------------------ the three verbs

    def read(self, question: Callable[Concatenate[Replica, P], T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """What a question of the services answers."""
        return self._profile.read(question, *args, **kwargs)

    def write(self, change: Callable[[Replica, Moment], T], *topics: Topic, class_id: int | None = None) -> Future[T]:
        """Makes a change and tells the screens of these topics."""
        return self._told(self._profile.write(change), topics, class_id)

    def work(self, job: Callable[[Replica], T], *topics: Topic, class_id: int | None = None) -> Future[T]:
        """Does what takes long beside the database thread, and tells the screens of these topics."""
        return self._told(self._worker.submit(job, self._profile.replica), topics, class_id)

    def _told(self, done: Future[T], topics: Sequence[Topic], class_id: int | None) -> Future[T]:
        def after(future: Future[T]) -> None:
            if topics and not future.cancelled() and future.exception() is None:
                self._tell(*topics, Topic.SYNC, class_id=class_id)
                self.runner.note_edit()

        done.add_done_callback(after)
        return done

    # ------------------------------------------------------------------ pages

    def home(self) -> Future[Home]:
        """The first page."""
        return self._profile.read(self._home)

    def _home(self, replica: Replica) -> Home:
        return home.open_home(replica, int(time.time()), self._state(replica), self._practice(replica))

    def open_register(self, class_id: int) -> Future[Register]:
        """A class's attendance."""
        return self._profile.read(register.open_register, class_id)

    def mark(self, marking: Marking) -> Future[Mark]:
        """Writes one mark; the future is done when it is on disk."""

        def change(replica: Replica, moment: Moment) -> Mark:
            return _marked(replica, [marking], moment)[0]

        return self.write(change, Topic.MARKS)

    def mark_many(self, markings: Sequence[Marking]) -> Future[tuple[Mark, ...]]:
        """Writes many marks, all or none."""

        def change(replica: Replica, moment: Moment) -> tuple[Mark, ...]:
            return _marked(replica, markings, moment)

        return self.write(change, Topic.MARKS)

    def close_session(self, session: int, closed: bool) -> Future[None]:
        """Closes a session for marking, or opens it again."""

        def change(replica: Replica, moment: Moment) -> None:
            sessions.close_session(replica, session, closed, moment)

        return self.write(change, Topic.CLASSES)

    def classes(self) -> Future[tuple[ClassSummary, ...]]:
        """The classes of this laptop."""
        return self._profile.read(class_views.list_classes, int(time.time()))

    def class_detail(self, class_id: int) -> Future[ClassDetail]:
        """One class with its sessions and groups."""
        return self._profile.read(class_views.show_class, class_id, int(time.time()))

    def create_class(self, new: NewClass) -> Future[int]:
        """Makes a class; gives its id."""
        return self.write(lambda replica, moment: classes.create_class(replica, new, moment), Topic.CLASSES)

    def create_session(self, new: NewSession) -> Future[int]:
        """Makes a session; gives its id."""
        return self.write(lambda replica, moment: sessions.create_session(replica, new, moment), Topic.CLASSES)

    def create_group(self, class_id: int, title: str) -> Future[int]:
        """Makes a group; gives its id."""
        return self.write(lambda replica, moment: groups.create_group(replica, class_id, title, moment), Topic.CLASSES)

    def write_note(self, group: int, text: str) -> Future[int]:
        """Adds a note to a group; gives its id."""
        return self.write(lambda replica, moment: groups.write_note(replica, group, text, moment), Topic.CLASSES)

    def people(self, search: str, class_id: int | None, limit: int, offset: int) -> Future[PeopleFound]:
        """People that match, by name."""
        return self._profile.read(people.list_people, search, class_id, limit, offset)

    # ------------------------------------------------------------------ rosters

    def import_roster(self, file: Path, class_id: int | None, dry_run: bool) -> Future[RosterReport]:
        """Reads a roster and, unless it is a dry run, writes what is new in it."""

        def work() -> RosterReport:
            report = self._import(file, class_id, dry_run=dry_run).report
            if not dry_run:
                self._tell(Topic.PEOPLE, Topic.CLASSES, Topic.MARKS, Topic.SYNC)
                self.runner.note_edit()
            return report

        return self._worker.submit(work)

    def _import(self, file: Path, class_id: int | None, *, dry_run: bool) -> roster_import.Outcome:
        replica = self._profile.replica
        roster = roster_import.read_file(file, _today())
        where = self._profile.read(roster_import.place_of, class_id).result()
        moment = self._profile.read(clock.moment).result()
        return roster_import.import_roster(replica, roster, where, moment, dry_run=dry_run)

    def save_problems(self, file: Path, class_id: int | None, target: Path) -> Future[None]:
        """Writes the rows that were skipped, with the reason, as a workbook that imports again."""

        from desktop.documents.problems import write_problem_workbook  # a sixth of a second, for few

        def work() -> None:
            outcome = self._import(file, class_id, dry_run=True)
            write_problem_workbook(target, roster_import.read_file(file, _today()), outcome.remarks)

        return self._worker.submit(work)

    # ------------------------------------------------------------------ the way to the centre

    def waiting(self) -> Future[tuple[Waiting, ...]]:
        """What has not reached the centre."""
        return self._profile.read(waiting.list_waiting)

    def sync_state(self) -> Future[SyncState]:
        """Where this laptop stands."""
        return self._profile.read(self._state)

    def _state(self, replica: Replica) -> SyncState:
        return replace(status.sync_state(replica), progress=self._progress, fault=self._fault)

    def sync_now(self) -> Future[SyncState]:
        """Talks with the centre now; answers the state after it, or fails with what the road said."""
        answer: Future[SyncState] = Future()

        def ended(talk: Future[Report]) -> None:
            error = talk.exception()
            fault = error or talk.result().fault
            if fault is not None:
                answer.set_exception(fault)
            else:
                self.sync_state().add_done_callback(lambda state: _hand_on(state, answer))

        self.runner.sync_now().add_done_callback(ended)
        return answer

    def is_talking(self) -> bool:
        """Whether a talk with the centre is under way."""
        return self._progress is not None

    def cancel_sync(self) -> None:
        """Stops the talk; what arrived stays."""
        self.runner.cancel()

    def refused(self) -> Future[tuple[Refused, ...]]:
        """What the centre returned; what was put away comes last."""

        def both(replica: Replica) -> tuple[Refused, ...]:
            return returned.list_returned(replica) + returned.list_returned(replica, put_away=True)

        return self._profile.read(both)

    def put_aside(self, dot: str, away: bool) -> Future[None]:
        """Puts a returned change away, or back."""

        def change(replica: Replica, moment: Moment) -> None:
            returned.put_aside(replica, dot, away=away)

        return self.write(change, Topic.ATTENTION, Topic.MARKS, Topic.PEOPLE)

    def repeat(self, dot: str) -> Future[None]:
        """Makes a refused or held change once more."""
        again = partial(returned.repeat, dot=dot)
        return self.write(again, Topic.ATTENTION, Topic.MARKS, Topic.PEOPLE, Topic.CLASSES)

    def repeat_held(self) -> Future[int]:
        """Makes all held changes once more."""
        return self.write(returned.repeat_held, Topic.ATTENTION, Topic.MARKS, Topic.PEOPLE, Topic.CLASSES)

    # ------------------------------------------------------------------ practice

    def plug(self, plugged: bool) -> Future[None]:
        """Puts the practice office's cable in or pulls it out."""

        def work() -> None:
            if self._cable is None:
                return
            if plugged:
                self._cable.plug()
                self.runner.poke()
            else:
                self._cable.unplug()
                self._profile.read(_note_try, "unplugged_once").result()
            self._tell(Topic.SYNC)

        return self._worker.submit(work)

    def _practice(self, replica: Replica) -> Practice | None:
        if self._cable is None:
            return None
        tries = recall(replica, _TRIES) or {}
        return Practice(
            marked=bool(tries.get("marked")),
            plugged=self._cable.plugged,
            unplugged_once=bool(tries.get("unplugged_once")),
            synced=bool(tries.get("synced")),
        )

    def _note_synced(self, report: Report) -> None:
        """The third try is what was marked without a network and then sent."""
        if self._cable is not None and report.fault is None and report.sent:
            self._profile.read(_note_sent).result()

    # ------------------------------------------------------------------ the window's own memory

    def remember(self, key: str, text: str) -> Future[None]:
        """Keeps a small text for the next start."""
        return self._profile.read(remember, key, text)

    def recall(self, key: str) -> Future[str | None]:
        """The text kept under a key."""
        return self._profile.read(recall, key)


_TRIES = "practice tries"


def _marked(replica: Replica, markings: Sequence[Marking], moment: Moment) -> tuple[Mark, ...]:
    """Writes marks and reads them back with their ticks, in the order asked."""
    attendance.mark_many(replica, [attendance.entry_of(marking) for marking in markings], moment)
    _note_try(replica, "marked")
    asked = list(dict.fromkeys(marking.session for marking in markings))
    found = {(mark.session, mark.person): mark for mark in register.marks_of(replica, asked)}
    return tuple(
        found.get((m.session, m.person)) or Mark(session=m.session, person=m.person, status=None) for m in markings
    )


def _note_try(replica: Replica, name: str) -> None:
    tries = recall(replica, _TRIES) or {}
    if not tries.get(name):
        remember(replica, _TRIES, {**tries, name: True})


def _note_sent(replica: Replica) -> None:
    if (recall(replica, _TRIES) or {}).get("unplugged_once"):
        _note_try(replica, "synced")


def _today() -> date:
    return datetime.now().astimezone().date()


def _hand_on(source: Future[T], target: Future[T]) -> None:
    error = source.exception()
    if error is not None:
        target.set_exception(error)
    else:
        target.set_result(source.result())
