"""The way of a made-up programme from the letter of call to the certificate, act by act, by the services people use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from contract.exchange.shapes import Value
from contract.training.programmes.file import ClassGroup, ProgrammeFile
from contract.training.programmes.training_states import TrainingState
from desktop.practice.programme.example_parts import with_example
from desktop.practice.programme.seats import Seat
from desktop.practice.programme.stage_days import play_days
from desktop.practice.programme.stage_papers import (
    Checked,
    Paid,
    Press,
    Printed,
    give_certificates,
    pay,
    prepare_certificates,
)
from desktop.practice.programme.stage_people import Admitted, Intake
from desktop.practice.programme.stage_plans import Plans
from desktop.practice.programme.stage_results import Results
from desktop.services.classes.sessions import list_sessions, zone_of_class
from desktop.services.named import class_line
from desktop.services.programmes.facts import add_to_programme
from desktop.services.programmes.files import add_programme, shipped_files
from desktop.services.programmes.opening import Opened, Opening, open_programme, open_training
from desktop.services.programmes.trainings import set_call, set_training_state
from desktop.services.zones import iso_time
from desktop.storage.edit import Moment
from desktop.storage.replica import Replica

Say = Callable[[str], None]
_CALL_DAYS = 30
"""Days between the letter of call and the first day."""
_NO_PLACE = "Tempat contoh"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPlay:
    """One class as it was played. before: who would pass at each least attendance, asked before the meeting.

    frozen: what was answered to a change without a reason after the minutes were signed.
    """

    class_id: int
    title: str
    people: tuple[int, ...]
    held_on: str
    admitted: Admitted
    before: Mapping[Decimal, int]
    seminar_minutes: int | None
    minutes: int | None
    frozen: str | None
    certificates: Checked
    paid: Paid
    papers: tuple[Printed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePlay:
    """A programme as it was played. beside: keys of programmes whose people its promises count too."""

    classes: tuple[ClassPlay, ...]
    beside: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class _Course:
    """One class while it is played."""

    class_id: int
    told: ClassGroup
    intake: Intake
    plans: Plans
    people: tuple[int, ...] = ()
    held_on: str = ""
    before: Mapping[Decimal, int] = field(default_factory=dict)
    seminar: int | None = None
    minutes: int | None = None
    frozen: str | None = None


def play_programme(seat: Seat, file: ProgrammeFile, office: str, papers: Path, say: Say) -> ProgrammePlay:
    """Plays the whole programme; all of it has been sent to the centre at the end."""
    return _Play(seat, file, office, papers, say).whole()


def hold_programme(seat: Seat, file: ProgrammeFile, office: str) -> tuple[int, ...]:
    """The same up to the signed minutes, without papers; gives the classes."""
    return _Play(seat, file, office, Path(), lambda said: None).held()


class _Play:
    """One programme being played at one seat."""

    def __init__(self, seat: Seat, file: ProgrammeFile, office: str, papers: Path, say: Say) -> None:
        self._seat, self._stated, self._office = seat, file, office
        self._papers, self._say = papers, say
        self._file = with_example(file)
        assert self._file.example is not None
        self._example = self._file.example
        self._training: int | None = None
        self._made = 0

    def held(self) -> tuple[int, ...]:
        return tuple(course.class_id for course in self._to_minutes())

    def _to_minutes(self) -> list[_Course]:
        opened = self._seat.write(self._open)
        self._training = opened.training
        self._activities()
        courses = [course for course in self._admit(self._courses(self._file, opened)) if course.people]
        for course in courses:
            self._hold(course)
            self._say(f"{course.told.title}: {len(course.people)} peserta, berita acara ditandatangani")
        return courses

    def whole(self) -> ProgrammePlay:
        courses = self._to_minutes()
        self._to("closing")
        played = self._close(courses)
        self._to("reported")
        beside = tuple(self._beside())
        self._seat.talk()
        return ProgrammePlay(classes=tuple(played), beside=beside)

    def _open(self, replica: Replica, moment: Moment) -> Opened:
        programme = add_programme(replica, self._office, self._stated, moment)
        return open_training(replica, programme, self._file, Opening(office=self._office), moment)

    def _activities(self) -> None:
        """An opening and a closing where no source tells of one, and the letter by which agencies are called."""
        training = self._file.training
        if training is None or self._training is None:
            return
        told = {one.kind for one in self._file.activities}
        days = [day for one in self._file.classes for stage in one.stages for day in (stage.starts_on, stage.ends_on)]
        known = [day for day in (training.starts_on, training.ends_on, *days) if day is not None]
        ways = (("opening", "Pembukaan (contoh)", min), ("closing", "Penutupan (contoh)", max))
        for kind, title, which in ways:
            if kind not in told and known:
                self._activity(kind, title, which(known))
        on = min(known, default=datetime.now(UTC).date()) - timedelta(days=_CALL_DAYS)
        number, identifier = f"Contoh/Panggilan/{self._file.key}", self._training
        self._seat.write(lambda r, m: set_call(r, identifier, number, on, m))

    def _activity(self, kind: str, title: str, on: date) -> None:
        training = self._file.training
        values: dict[str, Value] = {"kind": kind, "title": title, "held_on": on.isoformat(), "example": 1}
        if training is not None:
            values |= {"place": training.place, "district": training.district, "zone": training.zone}
        stated: dict[str, Value] = {name: value for name, value in values.items() if value is not None}
        key, office = self._file.key, self._office
        self._seat.write(lambda r, m: add_to_programme(r, key, "activity", stated, m, office))

    def _courses(self, file: ProgrammeFile, opened: Opened) -> list[_Course]:
        """The classes for which the example has people."""
        found = []
        example = file.example or self._example
        for class_id, told in zip(opened.classes, file.classes, strict=True):
            group = next((one for one in example.people if one.into == told.title), None)
            if group is not None:
                intake = Intake(self._seat, file, example, class_id, told, group)
                plans = Plans(self._seat, file, example, class_id, told, self._office)
                found.append(_Course(class_id=class_id, told=told, intake=intake, plans=plans))
        return found

    def _admit(self, courses: list[_Course]) -> list[_Course]:
        """From the nomination to the first day, all classes of the training together."""
        self._to("proposed", "approved", "registration")
        for course in courses:
            course.intake.nominate(self._office, self._made)
            self._made += course.intake.nominated
        self._to("selection")
        for course in courses:
            course.intake.select()
        self._to("running")
        for course in courses:
            course.people = course.intake.begin()
        self._seat.talk()
        return courses

    def _hold(self, course: _Course) -> None:
        """From the first session to the signed minutes."""
        line = self._seat.read(lambda r: class_line(r, course.class_id))
        course.held_on = line.ends_on or self._seat.read(lambda r: _last_met(r, course.class_id))
        place = line.place or _NO_PLACE
        play_days(self._seat, self._example, course.class_id, course.told.title, course.people)
        course.plans.make(len(course.people), course.held_on)
        course.seminar = course.plans.hold_seminar(course.held_on, place)
        results = Results(self._seat, self._file, self._example, course.class_id, course.told, course.people)
        results.score(course.plans.teams, course.held_on)
        course.before = results.ask(course.held_on)
        course.minutes = results.close(course.held_on, place).minutes
        course.frozen = results.refused()

    def _close(self, courses: Sequence[_Course]) -> list[ClassPlay]:
        """Certificates, payment lists, printed forms, and what came of the plans."""
        kinds = self._file.certificates.kinds if self._file.certificates is not None else ()
        sizes: Counter[int] = Counter()
        for course in courses:
            sizes[int(course.held_on[:4])] += len(course.people) * len(kinds)
        if sizes.total():
            prepare_certificates(self._seat, self._file, self._office, +sizes)
        else:
            self._seat.talk()
        return [self._paper(course, kinds, number) for number, course in enumerate(courses, 1)]

    def _paper(self, course: _Course, kinds: Sequence[str], number: int) -> ClassPlay:
        seat, folder = self._seat, self._papers / f"kelas-{number}"
        certificates = give_certificates(seat, course.class_id, kinds, course.held_on, folder / "sertifikat")
        paid = pay(seat, self._file, self._example, course.class_id, self._office, course.held_on)
        press = Press(folder)
        press.print(seat, course.class_id, course.held_on, paid.found)
        course.plans.follow(course.held_on)
        assert course.intake.admitted is not None
        return ClassPlay(
            class_id=course.class_id,
            title=course.told.title,
            people=course.people,
            held_on=course.held_on,
            admitted=course.intake.admitted,
            before=course.before,
            seminar_minutes=course.seminar,
            minutes=course.minutes,
            frozen=course.frozen,
            certificates=certificates,
            paid=paid,
            papers=tuple(press.made),
        )

    def _to(self, *states: str) -> None:
        training = self._training
        if training is not None:
            for state in states:
                wanted = TrainingState(state)
                self._seat.write(lambda r, m, wanted=wanted: set_training_state(r, training, wanted, m))  # type: ignore[misc]

    def _beside(self) -> Iterator[str]:
        """Other shipped programmes of the same agreements: of a pilot without classes, theirs tell how far it is.

        The first class of each comes as far as its first day.
        """
        if self._file.classes:
            return
        signed = {(one.object, one.signed_on) for one in self._file.agreements}
        for file in shipped_files().values():
            if file.key == self._file.key or not signed & {(one.object, one.signed_on) for one in file.agreements}:
                continue
            told = with_example(file)
            opened = self._seat.write(
                lambda r, m, file=file: open_programme(r, file.key, Opening(office=self._office), m)  # type: ignore[misc]
            )
            self._training = opened.training
            self._admit(self._courses(told, opened)[:1])
            yield file.key


def _last_met(replica: Replica, class_id: int) -> str:
    """The day of a class's last session, where it is held; today for one that never met."""
    zone = zone_of_class(replica, class_id)
    days = [(iso_time(one.starts_at, zone) or "")[:10] for one in list_sessions(replica, class_id) if one.starts_at]
    return max(days, default=datetime.now(UTC).date().isoformat())
