"""What a laptop and the centre say to each other, one struct a frame.

A request is HELLO, behind a restore WITNESS, behind a cut TORN or SHOWN, then SEGMENTs, WANT and SIGN. An answer is
TIME, then per realm MARKS, REWIND, SCOPE, FORK, LEASE, ACK, AHEAD, ROWS, SAFE and RECEIPT as needed. Every answer
frame is applied in one transaction and is useful alone.
"""

from __future__ import annotations

from typing import Annotated, TypeVar

import msgspec

from contract.exchange.begun import First, Shown, Snapshot, Torn
from contract.exchange.digests import DIGEST_BYTES, MOST_BUCKETS
from contract.exchange.frames import FrameType, write_frame
from contract.exchange.malformed import Malformed
from contract.exchange.seals import MAC_BYTES, mac
from contract.exchange.values import MAX_REALMS, Block, Clock, Head, Number, Place, RowName, Whole
from contract.exchange.witness import Witness

WANT_LIMIT = 2000
"""Rows that one request may ask for by name."""
MARKS_KEPT = 20
"""Older heads that a laptop keeps to find common ground after the centre lost history."""


MOST_LAPTOPS = 2000
"""Laptops that a roll names: the ones silent for longest."""


class RealmHello(msgspec.Struct, frozen=True, array_like=True):
    """Where this laptop stands in one realm. `scopes` is the hash of what it may see, as last told."""

    realm: Number
    seq: Whole
    head: bytes
    scopes: bytes
    marks: Annotated[list[Head], msgspec.Meta(max_length=4 * MARKS_KEPT)] = []
    """Older heads, newest first; sent only when the centre asked for them."""
    known: list[tuple[Number, Place, bytes]] = []
    """(author, n, chain) per author with unsettled work here: fates are known up to n.

    chain: first 8 bytes of the author's chain at n, which proves that this laptop has the same ops as the centre, not
    others under the same numbers; empty at 0, and where this laptop can't know it.
    """
    lowered: list[tuple[Number, Place, Whole]] = []
    """(author, n, base): ops whose base came from history that the centre has lost."""
    spare: Number = 16
    """Author numbers left for forks; the centre leases more when few are left."""
    since: Annotated[int, msgspec.Meta(ge=-1, le=2**63 - 1)] = -1
    """Where pages are to start when that is older than `seq` (a scope was added); -1 for seq."""


class Hello(msgspec.Struct, frozen=True, array_like=True):
    """The greeting of a device: its number, its clock now (seconds) and the stretch of that clock."""

    device: Number
    now: Clock
    run: Whole
    realms: Annotated[list[RealmHello], msgspec.Meta(max_length=MAX_REALMS)]


class Want(msgspec.Struct, frozen=True, array_like=True):
    """Rows to be sent in full: (record, k1, k2, k3)."""

    realm: Number
    rows: Annotated[list[RowName], msgspec.Meta(max_length=WANT_LIMIT)]


class Sign(msgspec.Struct, frozen=True, array_like=True):
    """A receipt is wanted for this laptop's ops that were applied after the commit `since`."""

    realm: Number
    since: Whole


class Check(msgspec.Struct, frozen=True, array_like=True):
    """What this laptop holds of an office at its cursor, as one number.

    wanted: of `buckets` buckets those whose rows are to be sent, for they were told to differ; then no digest counts.
    """

    realm: Number
    schema: Number
    digest: int
    buckets: Number = 0
    wanted: Annotated[list[Number], msgspec.Meta(max_length=MOST_BUCKETS)] = []


class Time(msgspec.Struct, frozen=True, array_like=True):
    """The centre's clock, seconds."""

    now: Clock


class Marks(msgspec.Struct, frozen=True, array_like=True):
    """The centre does not know the laptop's cursor: say hello again with marks."""

    realm: Number


class Rewind(msgspec.Struct, frozen=True, array_like=True):
    """The last common point; what came after it the centre has lost."""

    realm: Number
    seq: Whole
    head: bytes


class Ahead(msgspec.Struct, frozen=True, array_like=True):
    """The last commit now; the next page ends before it, yet passes over rows for what was done to them until here."""

    realm: Number
    seq: Whole
    head: bytes


class Fork(msgspec.Struct, frozen=True, array_like=True):
    """The centre holds another op under this author's n: two copies of one laptop have lived on."""

    author: Number
    n: Place


class Ack(msgspec.Struct, frozen=True, array_like=True):
    """What the centre holds of an author, never beyond what this laptop has shown it.

    chain: first 8 bytes of the author's chain at `got`. applied: (n0, n1, seq) ranges. fates: every op not simply ok,
    as (n, fate, reason).
    """

    author: Number
    got: Place
    chain: bytes
    applied: list[tuple[Place, Place, Whole]]
    fates: list[tuple[Place, str, str]]


class Table(msgspec.Struct, frozen=True, array_like=True):
    """Rows of one record: key columns, version column, one column per field number, and removed keys."""

    table: Number
    count: Number
    keys: list[bytes]
    versions: bytes
    fields: list[tuple[Number, bytes]]
    removed: Number = 0
    removed_keys: list[bytes] = []


class Roll(msgspec.Struct, frozen=True, array_like=True):
    """From which laptops of an office has the centre heard, and when?"""

    realm: Number


class LaptopHeard(msgspec.Struct, frozen=True, array_like=True):
    """A laptop of an office: when it, or work of it by any road, last reached the centre; None for never.

    authors: every number under which its people have written. classes: to which its people are limited, none for
    people of the whole office.
    """

    device: Number
    name: str
    people: list[str]
    at: Clock | None
    authors: list[Number]
    classes: list[Whole] = []


class Heard(msgspec.Struct, frozen=True, array_like=True):
    """The laptops of an office that the asker may know of."""

    realm: Number
    laptops: Annotated[list[LaptopHeard], msgspec.Meta(max_length=MOST_LAPTOPS)]


class Rows(msgspec.Struct, frozen=True, array_like=True):
    """Rows up to and with the commit `seq`; the cursor moves there in the same transaction.

    same: (author, n0, n1) ranges of the laptop's own ops whose rows it can make itself; total: XOR of the hashes of
    those rows. answered: these rows were WANTed. last: nothing newer was there. owed: rows of this commit that are too
    long for one frame, to be WANTed.
    """

    realm: Number
    seq: Whole
    head: bytes
    tables: list[Table] = []
    same: list[tuple[Number, Place, Place]] = []
    total: int = 0
    answered: list[RowName] = []
    last: bool = False
    owed: list[RowName] = []


class Scope(msgspec.Struct, frozen=True, array_like=True):
    """What the laptop may see in a realm has changed: everything, or these scopes. Pages start again from 0."""

    realm: Number
    fingerprint: bytes
    everything: bool
    scopes: list[Whole]


class Lease(msgspec.Struct, frozen=True, array_like=True):
    """More author numbers first..first+count-1 for the author's owner."""

    realm: Number
    author: Number
    first: Number
    count: Block


class Refusal(msgspec.Struct, frozen=True, array_like=True):
    """A segment whose seal does not hold; nothing of it was stored."""

    author: Number
    n0: Place
    reason: str


class Safe(msgspec.Struct, frozen=True, array_like=True):
    """Up to this commit a proven backup of the centre holds the office's work; `at` is when it was made (seconds).

    Told when a device does not know it yet, as far as the centre remembers telling: it costs a quiet round nothing.
    """

    realm: Number
    seq: Whole
    at: Clock


class Receipt(msgspec.Struct, frozen=True, array_like=True):
    """What the office signs for: the text that receipts.py describes."""

    realm: Number
    text: str


class Heal(msgspec.Struct, frozen=True, array_like=True):
    """The laptop's rows differ: the digests of the centre's buckets at the commit `seq`, 8 bytes each."""

    realm: Number
    seq: Whole
    digests: Annotated[bytes, msgspec.Meta(min_length=DIGEST_BYTES, max_length=DIGEST_BYTES * MOST_BUCKETS)]


class Mend(msgspec.Struct, frozen=True, array_like=True):
    """At the commit `seq` the buckets `which` of `buckets` hold these rows and no other."""

    realm: Number
    seq: Whole
    buckets: Annotated[int, msgspec.Meta(ge=1, le=MOST_BUCKETS)]
    which: Annotated[list[Number], msgspec.Meta(max_length=MOST_BUCKETS)]
    tables: list[Table]


class Wipe(msgspec.Struct, frozen=True, array_like=True):
    """The office's order, made and checked in orders.py: once their work has arrived, its data leaves the laptop.

    author: a number of the one person who leaves; 0 for everybody.
    """

    realm: Number
    device: Number
    author: Number
    at: Clock
    signature: bytes


class AskCard(msgspec.Struct, frozen=True, array_like=True):
    """This laptop's card of an office is wanted (cards.py): asked only by one that has a hub beside it, or is one."""

    realm: Number


class Issued(msgspec.Struct, frozen=True, array_like=True):
    """The card, as cards.py writes it."""

    realm: Number
    card: bytes


Message = (
    Hello
    | Want
    | Time
    | Marks
    | Rewind
    | Ahead
    | Fork
    | Ack
    | Rows
    | Scope
    | Lease
    | Refusal
    | Safe
    | Sign
    | Receipt
    | Check
    | Heal
    | Mend
    | Wipe
    | Roll
    | Heard
    | AskCard
    | Issued
    | Torn
    | Shown
    | First
    | Snapshot
    | Witness
)
M = TypeVar("M", bound=msgspec.Struct)

TYPES: dict[type[msgspec.Struct], FrameType] = {
    Want: FrameType.WANT,
    Time: FrameType.TIME,
    Marks: FrameType.MARKS,
    Rewind: FrameType.REWIND,
    Ahead: FrameType.AHEAD,
    Fork: FrameType.FORK,
    Ack: FrameType.ACK,
    Rows: FrameType.ROWS,
    Scope: FrameType.SCOPE,
    Lease: FrameType.LEASE,
    Refusal: FrameType.REFUSAL,
    Safe: FrameType.SAFE,
    Sign: FrameType.SIGN,
    Receipt: FrameType.RECEIPT,
    Wipe: FrameType.WIPE,
    Roll: FrameType.ROLL,
    Heard: FrameType.HEARD,
    Check: FrameType.CHECK,
    Heal: FrameType.HEAL,
    Mend: FrameType.MEND,
    AskCard: FrameType.CARD_ASKED,
    Issued: FrameType.CARD,
    Torn: FrameType.TORN,
    Shown: FrameType.SHOWN,
    First: FrameType.FIRST,
    Snapshot: FrameType.SNAPSHOT,
    Witness: FrameType.WITNESS,
}
_BY_FRAME = {kind: message for message, kind in TYPES.items()}
_encoder = msgspec.msgpack.Encoder()
_decoders = {message: msgspec.msgpack.Decoder(message) for message in (*TYPES, Hello)}


def write_message(message: msgspec.Struct) -> bytes:
    """The frame of any message but HELLO, which needs the device's secret."""
    return write_frame(TYPES[type(message)], _encoder.encode(message))


def write_hello(hello: Hello, secret: bytes) -> bytes:
    """The HELLO frame: the greeting and its keyed hash."""
    content = _encoder.encode(hello)
    return write_frame(FrameType.HELLO, content + mac(secret, content))


class _Greeting(msgspec.Struct, frozen=True, array_like=True):
    """As much of a greeting as says whose seal to look at: the rest is passed over."""

    device: Number


_greeting_decoder = msgspec.msgpack.Decoder(_Greeting)


def greeting_seal(payload: bytes) -> tuple[int, bytes, bytes]:
    """(device, the bytes that the keyed hash covers, the keyed hash) of a greeting not read yet. Raises Malformed."""
    content, claimed = payload[:-MAC_BYTES], payload[-MAC_BYTES:]
    try:
        return _greeting_decoder.decode(content).device, content, claimed
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed(f"Hello: {error}") from None


def read_hello(payload: bytes) -> tuple[Hello, bytes, bytes]:
    """(greeting, the bytes that its keyed hash covers, the keyed hash). Raises Malformed."""
    content, claimed = payload[:-MAC_BYTES], payload[-MAC_BYTES:]
    return _read(Hello, content), content, claimed


def read_message(kind: int, payload: bytes) -> msgspec.Struct | None:
    """The message of a frame, None for a type that this version does not know. Raises Malformed."""
    message = _BY_FRAME.get(FrameType(kind)) if kind in FrameType.__members__.values() else None
    return _read(message, payload) if message is not None else None


def _read(message: type[M], payload: bytes) -> M:
    try:
        found: M = _decoders[message].decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed(f"{message.__name__}: {error}") from None
    return found
