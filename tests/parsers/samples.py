"""Right bytes of every kind: what parsers are tried with, whole and spoilt."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange import blobs, joining
from contract.exchange import cards as card_room
from contract.exchange import columns as column_room
from contract.exchange import links as link_room
from contract.exchange import parcels as parcel_room
from contract.exchange import receipts as receipt_room
from contract.exchange import snapshots as snapshot_room
from contract.exchange import turns as turn_room
from contract.exchange.frames import FrameType, read_frames
from contract.exchange.messages import Ack, Hello, Rows, Scope, Time, write_hello, write_message
from contract.exchange.pages import pack_table
from contract.exchange.segments import read_segment
from contract.exchange.shapes import Row, RowKey
from contract.training.catalogue import PERSON
from desktop.storage.backup import container, copying, rescue
from desktop.storage.edit import Moment
from desktop.storage.history import centres
from desktop.sync import key_file, recovery_code
from desktop.sync.machine import Machine
from desktop.ui.settings import Settings
from server.store.backup_file import Contents, OfficeMark, Writer
from tests.exchange.test_receipts import TEXT
from tests.sticks import made

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]
DISTRICTS = ROOT / "resources" / "districts" / "ntt.csv"
ROSTER = ROOT / "tests" / "roster" / "roster_dla_ntt.xlsx"
KEY = bytes(range(32))
OFFICE = made.OFFICE
SECRET = b"\1" * 32
PERSON_KEY = Ed25519PrivateKey.from_private_bytes(KEY)
PUBLIC = PERSON_KEY.public_key().public_bytes_raw()
CODE = joining.make_code(bytes(joining.RANDOM_BYTES), joining.fingerprint(PUBLIC, PUBLIC)).replace("-", "")
NOW = 1_753_400_000


@cache
def bodies() -> list[bytes]:
    """A request with a greeting and segments, and an answer."""
    laptop = made.replica(1)
    made.work(laptop, 5)
    request = Machine(laptop).request(centres(laptop)[0], Moment(NOW, 1))
    return [request, b"".join(write_message(message) for message in _said())]


def snapshots() -> list[bytes]:
    """A snapshot of two pages."""
    sealed = [snapshot_room.seal_page(KEY, place, write_message(Rows(5300, place + 1, bytes(8)))) for place in range(2)]
    named = [snapshot_room.page_of(page, seq) for seq, page in enumerate(sealed, 1)]
    cover = snapshot_room.Cover(snapshot_room.FORMAT, 5300, bytes(8), 3, 2, bytes(8), NOW, bytes(32), named)
    return [snapshot_room.write_cover(cover, PERSON_KEY) + b"".join(sealed)]


def _said() -> list[msgspec.Struct]:
    rows: list[tuple[RowKey, int, Row]] = [
        (RowKey(PERSON.number, 7 << 32 | n), 9, {2: f"Orang {n}", 3: n}) for n in range(1, 6)
    ]
    page = pack_table(PERSON.number, 1, rows, [RowKey(PERSON.number, 5)])
    return [
        Time(NOW),
        Ack(7, 5, bytes(8), [(1, 5, 9)], [(3, "rejected", "no_row")]),
        Scope(5371, bytes(8), False, [7, 8]),
        Rows(5371, 9, bytes(8), [page], [(7, 1, 3)], 12345, [(1, 2, 3, 4)], True),
    ]


@cache
def typed_messages() -> list[bytes]:
    """The frame's type, then its payload."""
    return [bytes([kind]) + payload for body in bodies() for kind, payload in read_frames(body)]


def greetings() -> list[bytes]:
    """A greeting and its keyed hash."""
    return [payload for kind, payload in read_frames(write_hello(Hello(1, NOW, 1, []), SECRET)) if kind]


def segments() -> list[bytes]:
    """Signed segments."""
    return [payload for kind, payload in read_frames(bodies()[0]) if kind == FrameType.SEGMENT]


def ops() -> list[bytes]:
    """What segments sign."""
    return [read_segment(payload).body for payload in segments()]


@cache
def tables() -> list[bytes]:
    """Tables of a page."""
    found = [table for message in _said() if isinstance(message, Rows) for table in message.tables]
    return [msgspec.msgpack.encode(table) for table in found]


@cache
def columns() -> list[bytes]:
    """The count, then a column."""
    kinds: list[Sequence[int | str | None]] = [[1, 2, 3, 4], ["H", "H", "S", None], [None, 7, None, None], [2**62] * 4]
    return [b"\4" + column_room.encode_column(values) for values in kinds]


@cache
def courier_files() -> list[bytes]:
    """A file as it is written on a stick."""
    laptop = made.replica(1)
    made.work(laptop, 3)
    return [made.packed(laptop).content]


@cache
def sealed_parcels() -> list[bytes]:
    """The parcels in it."""
    return list(parcel_room.read_file(courier_files()[0]).parcels)


@cache
def sealed_answers() -> list[bytes]:
    """A centre's answer to a laptop."""
    label = parcel_room.AnswerLabel(5371, 1, "Sabu 2", bytes(parcel_room.ID_BYTES), 1, NOW, NOW)
    return [parcel_room.seal_answer(label, bodies()[1], SECRET, bytes(16))]


def join_requests() -> list[bytes]:
    """What a laptop says that joins."""
    asked = joining.JoinRequest(
        secret=joining.secret_part(CODE), device_name="Sabu 2", person_key=PUBLIC, exchange_key=PUBLIC
    )
    return [joining.sign_request(asked, PERSON_KEY)]


def welcomes() -> list[bytes]:
    """What the office of CODE answers."""
    answer = joining.Welcome(
        device=1, office=5371, code="53.71", name="Kota Kupang", epoch="e", person_name="Petrus", role="admin",
        first=16, count=16, signing_key=PUBLIC, sealing_key=PUBLIC, exchange_key=PUBLIC,
    )  # fmt: skip
    return [joining.sign_welcome(answer, b"asked", PERSON_KEY)]


def turns() -> list[bytes]:
    """The answer of a centre that is full."""
    return [turn_room.write_turn(NOW, turn_room.Turn(NOW + 90, 3))]


def claims() -> list[bytes]:
    """Method, digest and header of a request about a content."""
    claim = blobs.Claim(
        method="PUT", digest=bytes(blobs.DIGEST_BYTES), device=1, realm=5371, attachment=7, size=1000, length=500
    )
    return [f"PUT\n{claim.digest.hex()}\n{claim.sealed(SECRET)}".encode()]


CARD = card_room.Card(5371, 1, "Sabu 2", False, [7], [], NOW, NOW + 86_400)
LINK = bytes(link_room.ID_BYTES)
_SALT = bytes(link_room.SALT_BYTES)
_TICKET = bytes(link_room.TICKET_BYTES)
_ASKED = link_room.Ask(NOW, parcels=[b"parcel"], devices=[(5371, 1)])
_TOLD = link_room.Told(b"session", "Hub", stands=[(5371, 9, NOW)])


def asks() -> list[bytes]:
    """A laptop's question to its hub."""
    return [link_room.seal_ask(KEY, LINK, 7, _ASKED, _SALT)]


def tolds() -> list[bytes]:
    """The hub's answer."""
    return [link_room.seal_told(KEY, LINK, 7, _TOLD, _SALT)]


def entries() -> list[bytes]:
    """A word of a pairing."""
    return [link_room.seal_pairing(KEY, link_room.GUEST, _TICKET, link_room.Guest("Sabu 2"), _SALT)]


def link_words() -> list[bytes]:
    """The place of the kind in LINK_KINDS, then what is said when it is opened."""
    return [b"\0" + link_room.write(_ASKED), b"\1" + link_room.write(_TOLD)]


def cards() -> list[bytes]:
    """A card that the office has signed."""
    return [card_room.write_card(CARD, PERSON_KEY)]


def receipts() -> list[bytes]:
    """A receipt."""
    return [TEXT.encode()]


@cache
def odd_receipts() -> list[bytes]:
    """Receipts under a key of their own that say what no centre says."""
    found = []
    for name in receipt_room.PARTS:
        for odd in ("7", '"x"', "[]", "[1]", "{}", "null"):
            lines = {n: line for n, _, line in (told.partition(" ") for told in TEXT.split("\n"))}
            lines[name] = odd if name != "kantor" else f'{{"kunci":"{PUBLIC.hex()}","kode":{odd}}}'
            hashes = receipt_room._hash_line({n: receipt_room._hash(n, lines[n]) for n in receipt_room.PARTS})
            seal = PERSON_KEY.sign(receipt_room._SIGNED + hashes.encode()).hex()
            told = [f"{n} {lines[n]}" for n in receipt_room.PARTS]
            text = "\n".join(
                [receipt_room.TITLE, *told, f"{receipt_room.HASHES} {hashes}", f"{receipt_room.SIGNATURE} {seal}"]
            )
            found.append(text.encode())
    return found


def recovery_codes() -> list[bytes]:
    """A code as it is typed."""
    return [recovery_code.make_code(KEY).encode()]


def _written(write: Callable[[Path], object]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "file")
        return next(path for path in Path(folder).rglob("*") if path.is_file()).read_bytes()


@cache
def key_files() -> list[bytes]:
    """A key file with two locks."""
    cheap = key_file.Cost(memory_kib=64, passes=1, lanes=1)
    locks = tuple(key_file.seal(KEY, kind, "rahasia", cheap) for kind in key_file.LockKind)
    return [_written(lambda path: key_file.write(path, key_file.check_of(KEY), locks))]


@cache
def containers() -> list[bytes]:
    """A container of five bytes."""
    head = container.Head(
        kind=container.Kind.BACKUP, made_at=NOW, laptop="Sabu", office="53", changes=0, payload_bytes=5, locks=b"{}"
    )
    return [_written(lambda path: container.write_container(path, KEY, head, io.BytesIO(b"isi 5")))]


@cache
def rescues() -> list[bytes]:
    """A rescue file without an op."""
    held = rescue.Rescue(laptop="Sabu", made_at=NOW, reason="uji", offices=[], people={7: "P"}, ops=[], segments=[])
    label = copying.Label(now=NOW, laptop="Sabu", day="2025-07-25_0000")
    return [_written(lambda path: rescue.write_rescue(KEY, b"{}", held, label, path.parent / "r"))]


def centre_backups() -> list[bytes]:
    """A backup of a centre with one table."""
    file = io.BytesIO()
    contents = Contents("schema_1", NOW, [OfficeMark(5300, "53", "NTT", "e", 2, bytes(8))], {"op": ["author", "n"]})
    writer = Writer(file, contents)
    writer.table("op", [(7, 1), (7, 2)])
    writer.finish()
    return [file.getvalue()]


@cache
def rosters() -> list[bytes]:
    """A roster as a workbook and as text."""
    text = "No;NIP;Nama;JK;Tgl Lahir;Instansi\n1;198501012010011001;Maria Bere;P;1 Januari 1985;Dinas Contoh\n"
    return [ROSTER.read_bytes(), text.encode(), text.encode("utf-16")]


def settings() -> list[bytes]:
    """What a person chose about the screen, and what a person of another version may have."""
    usual = json.dumps(Settings().as_state()).encode()
    return [usual, b'{"language":["id"],"scale":true,"density":{},"appearance":1}', b"[" * 10_000, b"[]"]


def sheets() -> list[bytes]:
    """An attendance sheet."""
    usual = b"session,person,status,marked_at,note\n7-1,7-2,H,2025-07-28T08:00:00+08:00,\n"
    return [usual, usual + b'7-1,"never closed,H,\n' + b"7-1,7-3,H,," + b"x" * 140_000]
