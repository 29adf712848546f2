"""Every place where bytes or text from outside are read, with what such a reader may say of bad ones."""

from __future__ import annotations

import datetime
import io
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

import resources
from contract.exchange import (
    blobs,
    cards,
    columns,
    digests,
    dots,
    frames,
    joining,
    links,
    messages,
    pages,
    parcels,
    segments,
    snapshots,
    turns,
    varint,
)
from contract.exchange import receipts as receipt_text
from contract.exchange.malformed import Malformed
from contract.faults import WorldFault
from contract.training import indonesian_dates, places
from contract.training.certificates import kinds as certificates
from contract.training.certificates import office_key, revocations
from contract.training.certificates import seal as certificate_seal
from contract.training.completion import rule as completion
from contract.training.enrolment import states as enrolment
from contract.training.findings import BadValue
from contract.training.payments import text as nominal_text
from contract.training.people import employee_number, employment, national_id, phones, ranks, sexes
from contract.training.plans import seminars
from contract.training.programmes import reading as programme_reading
from contract.training.programmes import training_states
from contract.training.spbe import instruments
from desktop.services import zones
from desktop.services.attendance import marks_file
from desktop.services.exchange import receipts
from desktop.services.roster import parsing
from desktop.services.roster.workbook import UnreadableFile
from desktop.storage.backup import container, rescue
from desktop.sync import key_file, recovery_code
from desktop.ui.place import read_state
from desktop.ui.settings import read_settings
from server.store.backup_file import Reader
from server.sync.request import Stranger
from tests.contract.made_up_instrument import made_up
from tests.parsers import doorway, papers, samples

TODAY = datetime.date(2025, 7, 25)
FOLDER = Path(tempfile.gettempdir())


@dataclass(frozen=True, slots=True)
class Parser:
    """A reader of foreign bytes. `read` takes any bytes at all; it may raise nothing but `refuses`.

    names: the functions that it runs, as module.function. samples: bytes that are right.
    """

    names: tuple[str, ...]
    read: Callable[[bytes], object]
    samples: Callable[[], Sequence[bytes]] = lambda: ()
    refuses: tuple[type[Exception], ...] = (Malformed,)


def _of_text(read: Callable[[str], object]) -> Callable[[bytes], object]:
    return lambda content: read(content.decode("utf-8", "replace"))


def _messages(content: bytes) -> None:
    """The first byte is the frame's type."""
    message = messages.read_message(content[0] if content else 0, content[1:])
    tables: Sequence[messages.Table] = getattr(message, "tables", ())
    for table in tables:
        pages.unpack_table(table)


def _table(content: bytes) -> None:
    try:
        table = msgspec.msgpack.decode(content, type=messages.Table)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    pages.unpack_table(table)


def _column(content: bytes) -> None:
    columns.decode_column(content[1:], content[0] if content else 0, 1 << 16)


def _parcel(content: bytes) -> None:
    parcels.open_parcel(parcels.read_parcel(content), samples.OFFICE.private_bytes_raw())


def _answer(content: bytes) -> None:
    parcels.open_answer(parcels.read_answer(content), samples.SECRET)


def _snapshot(content: bytes) -> None:
    opening = snapshots.read_opening(content)
    if opening is not None:
        for place, at, page in opening.places():
            snapshots.open_page(samples.KEY, place, content[at : at + page.size])


def _welcome(content: bytes) -> None:
    joining.read_welcome(content, samples.CODE, b"asked")


def _ask(content: bytes) -> None:
    links.open_ask(samples.KEY, links.read(links.Sealed, content))


def _pairing(content: bytes) -> None:
    links.open_pairing(samples.KEY, links.GUEST, links.read(links.Entry, content), links.Guest)


LINK_KINDS = (links.Ask, links.Told, links.Sealed, links.Knock, links.Door, links.Entry, links.Guest, links.Host)


def _link_word(content: bytes) -> None:
    links.read(LINK_KINDS[content[0] % len(LINK_KINDS) if content else 0], content[1:])


def _claim(text: str) -> None:
    method, digest, header, *_ = *text.split("\n"), "", "", ""
    blobs.read_claim(method, digest, header)


def _file(content: bytes, name: str = "file") -> Path:
    with tempfile.NamedTemporaryFile(dir=FOLDER, prefix="lontar-parser-", suffix=name, delete=False) as file:
        file.write(content)
    return Path(file.name)


def _from_file(read: Callable[[Path], object], name: str = "file") -> Callable[[bytes], object]:
    def through(content: bytes) -> None:
        path = _file(content, name)
        try:
            read(path)
        finally:
            path.unlink()

    return through


@cache
def _districts() -> places.Districts:
    return places.read_districts(samples.DISTRICTS.read_text(encoding="utf-8"))


def _roster(path: Path) -> None:
    parsing.read_roster(path, today=TODAY, districts=_districts())


def _backup(content: bytes) -> None:
    for _ in Reader(io.BytesIO(content)).sections():
        pass


def _exchange(*names: str) -> tuple[str, ...]:
    return tuple(f"contract.exchange.{name}" for name in names)


def _training(name: str, read: Callable[[str], object], *good: str) -> Parser:
    return Parser((f"contract.training.{name}",), _of_text(read), lambda: [text.encode() for text in good], _WORLD)


_WORLD = (WorldFault,)
_LIST = (
    '{"class_id":"7-1","class_title":"A","corrects":null,"form":2,"gross":4,"kinds":["honor"],"left_out":{"count":1,'
    '"person":[0],"sessions":["!0-1"],"why":["code"]},"lines":{"count":1,"gross":[2],"kind":["honor"],"rate":[2],'
    '"tax":[0],"unit":["jp"],"units":[100]},"made_on":"","net":4,"payees":"participants","people":{"count":2,"days":'
    '{"of":[1],"runs":"aa"},"id":["7-2","7-3"],"lines":{"at":[0,0],"of":[[0]]},"name":["A","B"],"sessions":["0-1",""]},'
    '"reason":"","rounding":["down"],"sessions":{"count":2,"id":["7-8","7-9"],"lesson_hours":[100,200],"on":["2025-07-25","2025-07-26"],'
    '"title":["S","T"]},"tax":0,"title":"","unpaid":{"count":0}}'
)
_NIP, _NIK = "198501012010011001", "5371014101850001"
_ZONE = zones.WITA

PARSERS: dict[str, Parser] = {
    "certificate's QR": Parser(
        ("contract.training.certificates.seal.read_seal",),
        _of_text(lambda text: certificate_seal.check(certificate_seal.read_seal(text), papers.PUBLIC)),
        papers.seals,
        (certificate_seal.NotGenuine,),
    ),
    "revocation list": Parser(
        ("contract.training.certificates.revocations.read_list",),
        lambda b: revocations.read_list(b, papers.PUBLIC),
        papers.lists,
        (certificate_seal.NotGenuine,),
    ),
    "office's key": Parser(
        ("contract.training.certificates.office_key.read_key",),
        office_key.read_key,
        papers.keys,
        (office_key.NoOfficeKey,),
    ),
    "capacity of a signatory": Parser(
        ("contract.training.certificates.kinds.read_capacity",),
        _of_text(certificates.read_capacity),
        refuses=(BadValue,),
    ),
    "frames": Parser(_exchange("frames.read_frames"), lambda b: list(frames.read_frames(b)), samples.bodies),
    "frames piece by piece": Parser((), lambda b: [*frames.FrameReader().feed(b)], samples.bodies),
    "messages": Parser(_exchange("messages.read_message"), _messages, samples.typed_messages),
    "greeting": Parser(_exchange("messages.read_hello"), messages.read_hello, samples.greetings),
    "greeting at the centre": Parser((), doorway.read_sealed, doorway.greetings, (Malformed, Stranger)),
    "request at the centre": Parser((), doorway.read_whole, doorway.requests, (Malformed, Stranger)),
    "table": Parser(_exchange("pages.unpack_table"), _table, samples.tables),
    "column": Parser(_exchange("columns.decode_column"), _column, samples.columns),
    "segment": Parser(_exchange("segments.read_segment"), segments.read_segment, samples.segments),
    "ops": Parser(_exchange("segments.unpack_ops"), segments.unpack_ops, samples.ops),
    "digests": Parser(_exchange("digests.unpack_digests"), digests.unpack_digests, lambda: [bytes(16)]),
    "varint": Parser(_exchange("varint.read_varint"), lambda b: varint.read_varint(b, 0), lambda: [b"\xff\x01"]),
    "parcel": Parser(_exchange("parcels.read_parcel", "parcels.open_parcel"), _parcel, samples.sealed_parcels),
    "answer": Parser(_exchange("parcels.read_answer", "parcels.open_answer"), _answer, samples.sealed_answers),
    "courier file": Parser(_exchange("parcels.read_file"), parcels.read_file, samples.courier_files, _WORLD),
    "join code": Parser(
        _exchange("joining.read_code"), _of_text(joining.read_code), lambda: [samples.CODE.encode()], _WORLD
    ),
    "joining": Parser(_exchange("joining.read_request"), joining.read_request, samples.join_requests),
    "welcome": Parser(_exchange("joining.read_welcome"), _welcome, samples.welcomes, _WORLD),
    "question to a hub": Parser(_exchange("links.open_ask"), _ask, samples.asks),
    "answer of a hub": Parser(
        _exchange("links.open_told"), lambda b: links.open_told(samples.KEY, samples.LINK, 7, b), samples.tolds
    ),
    "pairing": Parser(_exchange("links.open_pairing"), _pairing, samples.entries),
    "words of a link": Parser((), _link_word, samples.link_words),
    "card": Parser(_exchange("cards.read_card"), lambda b: cards.read_card(b, samples.PUBLIC), samples.cards),
    "turn": Parser(_exchange("turns.read_turn"), turns.read_turn, samples.turns, ()),
    "snapshot": Parser(_exchange("snapshots.read_opening", "snapshots.open_page"), _snapshot, samples.snapshots),
    "claim": Parser(_exchange("blobs.read_claim"), _of_text(_claim), samples.claims),
    "id": Parser(_exchange("dots.parse_id"), _of_text(dots.parse_id), lambda: [b"7-203"], (dots.BadId,)),
    "receipt": Parser(
        _exchange("receipts.check_receipt"), _of_text(receipt_text.check_receipt), samples.receipts,
        (receipt_text.Changed,),
    ),
    "receipt shown": Parser((), _of_text(lambda text: receipts.read_receipt(text, None)), samples.receipts, _WORLD),
    "phone": _training("people.phones.parse_phone", phones.parse_phone, "0812 3456 7890", "+62 380 123456"),
    "date": _training("indonesian_dates.parse_date", lambda t: indonesian_dates.parse_date(t, TODAY), "1 Januari 1985"),
    "sex": _training("people.sexes.parse_sex", sexes.parse_sex, "L", "Perempuan"),
    "employment": _training("people.employment.parse_employment_type", employment.parse_employment_type, "PNS", "PPPK"),
    "nik": _training("people.national_id.parse_national_id", lambda t: national_id.parse_national_id(t, TODAY), _NIK),
    "nip": _training("people.employee_number.parse_employee_number",
                     lambda t: employee_number.parse_employee_number(t, TODAY), _NIP),
    "grade": _training("people.ranks.parse_grade", ranks.parse_grade, "III/a", "Penata Muda Tk. I"),
    "instrument": _training("spbe.instruments.read_instrument", instruments.read_instrument, made_up()),
    "seminar criteria": _training(
        "plans.seminars.read_criteria", seminars.read_criteria, "Mutu: 60; Penyajian: 40", "A: 9"
    ),
    "payment list": _training("payments.text.read_body", nominal_text.read_body, _LIST),
    "completion rule": Parser(("contract.training.completion.rule.read_rule",), completion.read_rule,
                              lambda: [b'{"min_attendance_pct": 80, "counted_codes": ["H"]}'], _WORLD),
    "enrolment state": _training("enrolment.states.read_state", enrolment.read_state, "active", "x", ""),
    "training state": _training(
        "programmes.training_states.read_training_state", training_states.read_training_state, "draft"
    ),
    "echelon": _training("people.ranks.parse_echelon", ranks.parse_echelon, "II.b", "eselon IV"),
    "programme file": Parser(("contract.training.programmes.reading.read_programme",),
                             lambda b: programme_reading.read_programme(b, "berkas.json", _districts()),
                             lambda: [resources.path("programmes/smart-city-spbe-mabar.json").read_bytes()], _WORLD),
    "district": _training("places.parse_district", lambda t: places.parse_district(t, _districts()), "Kab. Kupang"),
    "time": Parser(("desktop.services.zones.parse_time",), _of_text(lambda t: zones.parse_time(t, _ZONE)),
                   lambda: [b"28/07/2025 08.00", b"2025-07-28T08:00:00+08:00"], _WORLD),
    "recovery code": Parser(("desktop.sync.recovery_code.read_code",), _of_text(recovery_code.read_code),
                            samples.recovery_codes, _WORLD),
    "key file": Parser(("desktop.sync.key_file.read_content",), lambda b: key_file.read_content(b, FOLDER),
                       samples.key_files, _WORLD),
    "container's head": Parser((), _from_file(container.read_head), samples.containers, _WORLD),
    "backup of a laptop": Parser((), _from_file(lambda p: container.read_payload(p, samples.KEY)),
                                 samples.containers, _WORLD),
    "rescue file": Parser((), _from_file(lambda p: rescue.read_rescue(p, samples.KEY)), samples.rescues, _WORLD),
    "backup of a centre": Parser((), _backup, samples.centre_backups, _WORLD),
    "roster": Parser((), _from_file(_roster, ".csv"), samples.rosters, (UnreadableFile,)),
    "settings": Parser((), _of_text(lambda text: read_settings(read_state(text))), samples.settings, ()),
    "attendance sheet": Parser((), _from_file(marks_file.marks_table, ".csv"), samples.sheets, _WORLD),
}  # fmt: skip

OWN_BYTES = {
    "contract.exchange.operations.unpack_row": "reads what pack_row wrote into our own database",
    "contract.training.places.read_districts": "reads the table that is shipped",
    "contract.training.places.read_provinces": "reads the table that is shipped",
}
"""Readers of nothing foreign, and why."""
