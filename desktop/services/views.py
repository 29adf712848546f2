"""What services answer: frozen values that a screen, a sheet or a command can show; the way to the centre: journey.py.

Ids are rows' integers, times epoch seconds, dates ISO text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

from contract.training.attendance.attended import Basis
from contract.training.rights.roles import Role
from desktop.services.exchange.journey import Office, SyncState

STATUSES = ("H", "I", "S", "A", "DL")
"""Attendance codes in the order in which people name them."""


class Tick(StrEnum):
    """How far a change has come; a pure function of database rows."""

    NONE = "none"
    SAVED = "saved"
    CARRIED = "carried"
    SETTLED = "settled"
    NEEDS_YOU = "needs_you"


class Severity(StrEnum):
    """An error keeps a row out; a warning lets it in and says what to look at."""

    ERROR = "error"
    WARNING = "warning"


# ------------------------------------------------------------------ register


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """One mark to write. status None empties the cell, and its note with it.

    reopens: it takes back a mark by which somebody here decided a conflict, which is then open again.
    """

    session: int
    person: int
    status: str | None
    note: str = ""
    reopens: bool = False


class Mark(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One person's mark in one session, as this laptop holds it. status None: emptied on purpose.

    disputed: it is in open conflict, and counts neither as present nor as absent. late: minutes. deputy: who came
    instead, and their post. reason: why it was written down late.
    """

    session: int
    person: int
    status: str | None
    note: str = ""
    marked_at: int | None = None
    marked_by: str = ""
    tick: Tick = Tick.NONE
    disputed: bool = False
    late: int | None = None
    deputy_name: str = ""
    deputy_post: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of a class. mode: as it was written (daring, mandiri, luring); lesson_hours: hundredths stated of it."""

    id: int
    title: str
    mode: str = ""
    starts_on: str | None = None
    ends_on: str | None = None
    lesson_hours: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPerson:
    """One row of the register. number counts from 1 in the class; name is printed with its titles."""

    id: int
    number: int
    name: str
    agency: str = ""
    group: str = ""
    employee_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSession:
    """One column of the register. hours are lesson hours (JP); settled: every mark of it is at the centre.

    zone: printed beside its time; where nobody said one its class's and its office's holds.
    """

    id: int
    title: str
    stage: int | None
    starts_at: int
    hours: float
    ends_at: int | None = None
    place: str = ""
    closed: bool = False
    settled: bool = False
    mode: str = ""
    subject: int | None = None
    zone: str = ""
    needs_attendance: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A class's attendance. sessions: by start; people: by number; marks: at most one per (session, person).

    counted: the statuses that count as attended in this class; words: what its programme calls statuses otherwise.
    """

    class_id: int
    class_title: str
    stages: tuple[Stage, ...]
    sessions: tuple[RegisterSession, ...]
    people: tuple[RegisterPerson, ...]
    marks: tuple[Mark, ...]
    counted: tuple[str, ...] = ("H", "DL")
    example: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    deputy_counts: bool = False
    basis: Basis = Basis.LESSON_HOURS


# ------------------------------------------------------------------ classes and people


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassSummary:
    """One line of the list of classes. office: its code. next_session is the first that has not ended, if any."""

    id: int
    title: str
    office: str
    programme: str = ""
    people: int = 0
    sessions: int = 0
    next_session: RegisterSession | None = None
    starts_on: str | None = None
    ends_on: str | None = None
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCounts:
    """A session and how many people have each status; empty: people without a mark. counts in order of STATUSES.

    disputed: people whose mark is in open conflict; it counts nowhere until somebody decides.
    """

    session: RegisterSession
    counts: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    empty: int = 0
    disputed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupNote:
    """A note written about a group; notes are added, never changed."""

    text: str
    author: str
    written_at: int
    tick: Tick = Tick.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of a class; members are printed names in order of number, notes the newest first."""

    id: int
    title: str
    members: tuple[str, ...] = ()
    notes: tuple[GroupNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """A laptop that has not sent. heard: when the centre last heard from it, None for never; days: since then.

    marks: roughly how many it holds: the empty cells of sessions that it used to mark, or is there to mark.
    """

    laptop: str
    people: tuple[str, ...]
    heard: int | None
    days: int | None
    marks: int

    @property
    def sentence(self) -> str:
        """For people."""
        if self.days is None:
            return f"{self.laptop}: belum pernah terkirim, kira-kira {self.marks} presensi"
        if not self.days:
            return f"{self.laptop}: belum terkirim hari ini, kira-kira {self.marks} presensi"
        return f"{self.laptop}: belum terkirim {self.days} hari, kira-kira {self.marks} presensi"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassDetail:
    """One class with all that its tabs show except the people, who come a page at a time."""

    summary: ClassSummary
    stages: tuple[Stage, ...] = ()
    sessions: tuple[SessionCounts, ...] = ()
    groups: tuple[Group, ...] = ()
    silent: tuple[Silent, ...] = ()
    """Laptops that have not sent what is missing here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person of the list. name is printed with its titles; employee_number is 18 digits or empty.

    district: its name, or what was typed when it is none of the known ones. records: how many were merged into one.
    """

    id: int
    name: str
    employee_number: str = ""
    agency: str = ""
    position: str = ""
    district: str = ""
    rank: str = ""
    grade: str = ""
    phone: str = ""
    group: str = ""
    tick: Tick = Tick.NONE
    records: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFound:
    """A page of a search: total people that match, and those from offset on."""

    total: int
    offset: int
    people: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClass:
    """What a person types to make a class."""

    title: str
    office: str
    programme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """What a person types to make a session of a class. ends_at None: it ends after its lesson hours."""

    class_id: int
    title: str
    starts_at: int
    hours: float
    stage: int | None = None
    mode: str = ""
    subject: int | None = None
    ends_at: int | None = None
    zone: str = ""


# ------------------------------------------------------------------ roster


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with a row of a roster. row is the sheet's own number, column its heading."""

    row: int
    column: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A row that looks like somebody: another row of the file, or a person already here. why is one sentence."""

    row: int
    name: str
    other: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterReport:
    """What an import did, or would do when it was a dry run. rows = added + updated + unchanged + skipped."""

    file: str
    sheet: str = ""
    rows: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    problems: tuple[Problem, ...] = ()
    twins: tuple[Twin, ...] = ()
    dry_run: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who works on this laptop, for which offices. zone: WIB, WITA or WIT. practice: nothing here is real.

    people: all who may sign in here. role: in the first office.
    """

    person: str
    offices: tuple[Office, ...]
    zone: str = "WITA"
    practice: bool = False
    device: int = 0
    people: tuple[str, ...] = ()
    role: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionAtHand:
    """A session that Home offers, with how many of its people are marked."""

    class_id: int
    class_title: str
    session: RegisterSession
    people: int
    marked: int
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """How far the three tries of the practice office have come."""

    marked: bool = False
    plugged: bool = True
    unplugged_once: bool = False
    synced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """One line of what needs a person. what: the kind of thing; about: whose; key: names it on the page of all."""

    what: str
    about: str
    reason: str
    since: int
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The first page. today: by start; unfinished: begun or past sessions that are not closed, newest first."""

    now: int
    person: str
    today: tuple[SessionAtHand, ...] = ()
    unfinished: tuple[SessionAtHand, ...] = ()
    coming: SessionAtHand | None = None
    classes: int = 0
    attention: tuple[Attention, ...] = ()
    sync: SyncState = field(default_factory=SyncState)
    practice: Practice | None = None
