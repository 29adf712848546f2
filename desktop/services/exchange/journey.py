"""How far the changes of this laptop are on their way to the centre, and what stopped some of them.

Frozen values like those of views.py: no Qt, no SQL.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.services.people.twin_views import TwinView


class Fate(StrEnum):
    """Why a change needs a person: refused by the centre, or held until something it needs arrives."""

    REFUSED = "refused"
    HELD = "held"


class WaitingKind(StrEnum):
    """What a line of waiting changes holds."""

    ATTENDANCE = "attendance"
    PERSON = "person"
    CLASS = "class"
    NOTE = "note"
    FILE = "file"
    """Contents of attachments, which go last."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Changes not yet at the centre, told as people speak: "46 presensi" of "Sesi 3 · DLA NTT 2025"."""

    title: str
    where: str
    since: int
    count: int
    kind: WaitingKind
    carried: bool = False
    size_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One finished talk with the centre. fault: why it stopped early, one sentence; empty when it went well."""

    at: int
    sent: int
    received: int
    refused: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A talk under way. to_receive None: not known yet."""

    sent: int
    to_send: int
    received: int
    to_receive: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office this laptop belongs to: its Kemendagri code, its name, and the centre's count it has seen.

    safe_at: when the backup was made that holds the office's work up to then; None: not told of any.
    """

    code: str
    name: str
    seq: int = 0
    safe_at: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """When a server that is full serves this laptop (seconds), and its place in the queue."""

    at: int
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncState:
    """Where the changes of this laptop stand. unsure: sent, but no answer came back yet. history: newest first.

    carried: those of the pending ones that lie on a stick or at a hub; stick: the number of the newest file on one, 0
    for none; at_hub: how many of them lie at a hub and on no stick since.
    """

    pending: int = 0
    carried: int = 0
    stick: int = 0
    at_hub: int = 0
    held: int = 0
    rejected: int = 0
    conflicts: int = 0
    settled: int = 0
    unsure: int = 0
    last_contact: int | None = None
    next_attempt: int | None = None
    turn: Turn | None = None
    fault: str = ""
    size_bytes: int = 0
    progress: Progress | None = None
    offices: tuple[Office, ...] = ()
    history: tuple[Contact, ...] = ()

    @property
    def needs_you(self) -> int:
        """How many things wait for a person."""
        return self.held + self.rejected + self.conflicts


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A change that did not become the centre's: what it was, why, and the values it carried (label, value).

    what: the kind of record; about: which one. class_id, session, person: where it can be looked at, if anywhere.
    can_repeat: it may be sent once more as a new change. put_away: somebody has put it away; it stays on this laptop.
    """

    dot: str
    what: str
    about: str
    reason: str
    since: int
    fate: Fate = Fate.REFUSED
    values: tuple[tuple[str, str], ...] = ()
    class_id: int | None = None
    session: int | None = None
    person: int | None = None
    can_repeat: bool = False
    put_away: bool = False

    @property
    def title(self) -> str:
        """Both in one line: "Presensi Maria Nalle, Sesi 3 · DLA NTT 2025"."""
        return f"{self.what} {self.about}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two values of a conflict. corrected_at: device time set right by the centre; None: not known.

    take: its name in a decision, "first" or "second". number: of its author.
    """

    value: str
    author: str
    device: str = ""
    take: str = ""
    number: int = 0
    device_at: int | None = None
    corrected_at: int | None = None
    received_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """What a person decided in a conflict: the value chosen, who chose it and when (their laptop's clock), and why."""

    value: str
    author: str
    at: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    """Two people said different things about one field. first is the one that stands until somebody decides.

    kind: of what row it is about. can_decide: it is a choice between the two. decision None: nobody has decided yet.
    class_id, session, person_id: the cell of the register that it is about, if it is about one; class_title: its class.
    twins: the two records, where it asks whether they are one person.
    """

    id: int
    person: str
    where: str
    field: str
    first: Side
    second: Side
    kind: str = ""
    open: bool = True
    can_decide: bool = True
    decision: DecisionView | None = None
    class_id: int | None = None
    class_title: str = ""
    session: int | None = None
    person_id: int | None = None
    twins: TwinView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLine:
    """One change in one sentence. who: its author, empty where the row does not tell; at: when it came here."""

    id: int
    text: str
    who: str = ""
    at: int | None = None
    can_undo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What others changed, the newest first. since: the exchange before the one that brought it, None when unknown.

    total: how many fields were changed; `lines` may tell the newest of them, after the classes that left this laptop.
    """

    since: int | None = None
    lines: tuple[DigestLine, ...] = ()
    total: int = 0
