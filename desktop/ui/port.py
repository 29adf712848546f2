"""What the screens need from the rest of the program: two narrow ports that desktop.app fills.

Every method answers at once with a future and does its work on another thread. A future fails with a
contract.faults.Fault whose text is a sentence for the person at the laptop.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from desktop.services.attachments import AttachmentView, Opened
from desktop.services.exchange.courier import Read, Written
from desktop.services.exchange.hub import HubStand, NearbyHub
from desktop.services.exchange.journey import ConflictView, Digest, Refused, SyncState, Waiting
from desktop.services.people.twin_views import MergedView, TwinView
from desktop.services.views import (
    ClassDetail,
    ClassSummary,
    Home,
    Mark,
    Marking,
    NewClass,
    NewSession,
    PeopleFound,
    Profile,
    Register,
    RosterReport,
)
from desktop.sync.budget import Account
from desktop.sync.forecast import Forecast

P = ParamSpec("P")
T = TypeVar("T")


class Topic(StrEnum):
    """What a change touched; a page asks again only for what it shows."""

    MARKS = "marks"
    CLASSES = "classes"
    PEOPLE = "people"
    SYNC = "sync"
    ATTENTION = "attention"
    PROGRAMMES = "programmes"
    PLANS = "plans"
    RESULTS = "results"
    PAPERS = "papers"
    SPBE = "spbe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Rows of a topic changed, here or by the centre. class_id None: any class."""

    topic: Topic
    class_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """An office was joined. recovery_code is shown once and never stored as plain text."""

    person: str
    office: str
    recovery_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What can be done about a replica that is damaged. what: the sentence that says what is wrong.

    made_at: of the newest verified backup, None when there is none. needs_secret: nobody has unlocked the profile yet.
    """

    what: str
    made_at: int | None
    needs_secret: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What a repair did: how many changes made after the backup are back, follow after the next sync, and are lost.

    unsure: more may be lost than can be told. only_key: the replica was whole, and stays as it is. kept: where the
    damaged replica lies.
    """

    back: int
    later: int
    lost: int
    unsure: bool
    only_key: bool
    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph:
    """An attachment of a session. picture: a small QImage, None for a paper, or while the content is not here."""

    view: AttachmentView
    picture: object | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """How many files were attached, and a sentence for each that was not."""

    kept: int
    problems: tuple[str, ...]


class Services(Protocol):
    """An unlocked profile.

    Three verbs reach every function of desktop.services, which names what it needs in its own types; the other methods
    are for what is more than one such function.
    """

    def read(self, question: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """What question(replica, *args) of desktop.services answers."""

    def write(self, change: Callable[[Any, Any], T], *topics: Topic, class_id: int | None = None) -> Future[T]:
        """Make change(replica, moment), all of it one transaction; on disk when the future is done.

        Whoever shows one of these topics asks again.
        """

    def work(self, job: Callable[[Any], T], *topics: Topic, class_id: int | None = None) -> Future[T]:
        """Do job(replica) on a thread beside the database's: what takes seconds, and what writes files.

        The job takes its own turns at the database (desktop.services' bulk acts do). Without topics it changes nothing.
        """

    def watch(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call listener after each change, on any thread; the answer stops it."""

    def profile(self) -> Future[Profile]: ...

    def sign_in(self, name: str) -> Future[str]:
        """Somebody of this laptop works on it from now on: what is written is theirs. Gives their name."""

    def home(self) -> Future[Home]: ...

    def open_register(self, class_id: int) -> Future[Register]: ...

    def mark(self, marking: Marking) -> Future[Mark]:
        """Write one mark. The future is done only when the mark is durable: the tick is drawn from it."""

    def mark_many(self, markings: Sequence[Marking]) -> Future[tuple[Mark, ...]]:
        """Write many marks in one transaction: all are durable, or none."""

    def close_session(self, session: int, closed: bool) -> Future[None]:
        """Close a session for marking, or open it again."""

    def classes(self) -> Future[tuple[ClassSummary, ...]]: ...

    def class_detail(self, class_id: int) -> Future[ClassDetail]: ...

    def create_class(self, new: NewClass) -> Future[int]: ...

    def create_session(self, new: NewSession) -> Future[int]: ...

    def create_group(self, class_id: int, title: str) -> Future[int]: ...

    def write_note(self, group: int, text: str) -> Future[int]: ...

    def people(self, search: str, class_id: int | None, limit: int, offset: int) -> Future[PeopleFound]:
        """At most limit people that match search, by name, from offset on."""

    def import_roster(self, file: Path, class_id: int | None, dry_run: bool) -> Future[RosterReport]: ...

    def save_problems(self, file: Path, class_id: int | None, target: Path) -> Future[None]:
        """Write the rows of a roster that were skipped, with the reason, as a workbook that imports again."""

    def waiting(self) -> Future[tuple[Waiting, ...]]: ...

    def sync_state(self) -> Future[SyncState]: ...

    def forecast(self) -> Future[Forecast | None]:
        """What the next talk moves and how long it takes; None when nothing waits or the road is not known."""

    def spending(self) -> Future[Account]:
        """What talks that begin by themselves may cost a day, and have cost today."""

    def choose_spending(self, day_bytes: int | None, minds_metered: bool) -> Future[Account]:
        """Another choice, None for no budget; answers how it stands then."""

    def sync_now(self) -> Future[SyncState]:
        """Talk with the centre until nothing is unsettled or no progress is made; answers the state after."""

    def cancel_sync(self) -> None:
        """Stop the talk within 2 s; what arrived stays."""

    def write_stick(self, folder: Path) -> Future[Written]:
        """Write a file with all that waits into a folder of a stick; done when it was read back."""

    def read_stick(self, places: Sequence[Path]) -> Future[Read]:
        """Take Lontar files, or all of a folder: answers for this laptop, and what others sent along."""

    def hub_stand(self) -> Future[HubStand]:
        """This laptop among those beside it: whether it is their hub, who comes, and to which hubs it goes."""

    def serve_hub(self, on: bool) -> Future[HubStand]:
        """Make this laptop a hub, also after the next start, or no more."""

    def new_hub_code(self) -> Future[HubStand]:
        """Another pairing code, which also opens what wrong tries closed."""

    def find_hubs(self) -> Future[tuple[NearbyHub, ...]]:
        """Hubs that tell of themselves on this network; a few seconds."""

    def pair_hub(self, address: str, code: str) -> Future[str]:
        """Pair with a hub by the code on its screen; answers its name, after a first visit."""

    def forget_link(self, identifier: str) -> Future[HubStand]:
        """End a pairing on this side."""

    def refused(self) -> Future[tuple[Refused, ...]]:
        """What was returned or held, the newest first; what was put away comes last."""

    def put_aside(self, dot: str, away: bool) -> Future[None]:
        """Put a returned change away, or back among what waits for a person."""

    def repeat(self, dot: str) -> Future[None]:
        """Make a refused or held change once more, as a new one."""

    def repeat_held(self) -> Future[int]:
        """Make all held changes of this laptop's people once more; how many."""

    def conflicts(self) -> Future[tuple[ConflictView, ...]]: ...

    def decided(self) -> Future[tuple[ConflictView, ...]]:
        """Conflicts decided within 90 days, the last decision first."""

    def resolve(self, conflict: int, take: str) -> Future[tuple[int, ...]]:
        """Decide a conflict for its "first" or "second" side; answers the conflicts decided."""

    def resolve_session(self, session: int, authors: frozenset[int]) -> Future[tuple[int, ...]]:
        """Take the side of one person, named by their numbers, in all open conflicts of a session."""

    def undo_decisions(self, conflicts: Sequence[int]) -> Future[None]:
        """Open decided conflicts again, with the values that stood before, all or none."""

    def export_conflicts(self, conflicts: Sequence[int], target: Path) -> Future[int]:
        """Write these conflicts to a file, csv or xlsx by its name; answers how many."""

    def digest(self) -> Future[Digest]:
        """What others changed since the last exchange, the newest lines of it."""

    def undo_news(self, line: int) -> Future[None]:
        """Put back what stood before one line of the digest, by a new edit."""

    def twins(self) -> Future[tuple[TwinView, ...]]:
        """Records that may be one person, the surest first; nobody has decided about them."""

    def merged(self, person: int) -> Future[MergedView | None]:
        """The records of a person who has several; None for one who has not."""

    def merge_people(self, keep: int, other: int) -> Future[int]:
        """Makes one person of two records, shown under the first; gives the record that stands for them."""

    def part_person(self, person: int) -> Future[int]:
        """Lets a record stand for itself again."""

    def tell_apart(self, one: int, other: int) -> Future[int]:
        """Says that two records are two persons, so that nobody is asked again."""

    def photographs(self, session: int) -> Future[tuple[Photograph, ...]]:
        """What is attached to a session, the newest first."""

    def add_photographs(self, session: int, files: Sequence[Path]) -> Future[Added]:
        """Make photographs and papers ready and attach them; done when they are on the disk."""

    def open_photograph(self, attachment: int) -> Future[Opened | None]:
        """The content; None when it is not here, and then the centre is asked for it."""

    def remove_photograph(self, attachment: int) -> Future[None]:
        """Delete an attachment, for everybody."""

    def plug(self, plugged: bool) -> Future[None]:
        """Practice office only: put the network cable in or pull it out."""

    def remember(self, key: str, text: str) -> Future[None]:
        """Keep a small text (JSON) for the next start, in the encrypted replica: it may hold a half-typed note."""

    def recall(self, key: str) -> Future[str | None]: ...


class Lock(Protocol):
    """What a passphrase opens: a profile, or the window of one that is open already."""

    def unlock(self, passphrase: str) -> Future[None]: ...

    def recover(self, code: str, passphrase: str) -> Future[None]:
        """Open with the recovery code and set a new passphrase."""


class Door(Lock, Protocol):
    """A profile before it is open."""

    def join(self, server: str, code: str, passphrase: str) -> Future[Joined]: ...


class Mender(Protocol):
    """A profile whose replica or key file is damaged."""

    def offer(self) -> Repair: ...

    def repair(self, secret: str) -> Future[Repaired]:
        """Bring back the newest verified backup and all work that can still be read; nothing is overwritten.

        secret: the passphrase or the recovery code where the offer asks for it.
        """
