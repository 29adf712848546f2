"""Rescue files: all work that the centre had not acknowledged, sealed by its authors, in one encrypted file.

What is in it can be carried to the centre by any laptop of the office, under its authors' own names and numbers: the
centre knows by content what it has, so nothing doubles.
"""

from __future__ import annotations

import hashlib
import io
import secrets
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from contract.exchange.operations import GENESIS_CHAIN, Op
from contract.exchange.seals import sign_segment
from contract.exchange.segments import MAX_OPS, cut_runs, pack_ops
from desktop.storage.backup.container import Head, Kind, NotOurs, file_name, free_name, read_payload, write_container
from desktop.storage.backup.copying import Label
from desktop.storage.backup.leftovers import Leftovers, Line, op_of
from desktop.storage.outbox import FORKED
from desktop.storage.profile import translated
from desktop.storage.tables import ASIDE

ENDING: Final = "lontar-rescue"
_NONCE: Final = 12
_LARGEST: Final = 2**30
"""Bytes that a file may inflate to."""


class RescuedOp(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A change as the replica kept it. at: None while the centre had not acknowledged it."""

    author: int
    n: int
    order: int
    realm: int
    table: int
    k1: int
    k2: int
    k3: int
    patch: bytes
    base: int
    saw: bytes | None
    wall: int
    run: int
    schema: int
    chain: bytes | None
    own: int
    state: int
    at: int | None
    fate: str | None
    reason: str | None

    @property
    def op(self) -> Op:
        """The change as it was made."""
        return op_of(
            {
                "author": self.author, "n": self.n, "tbl": self.table, "k1": self.k1, "k2": self.k2, "k3": self.k3,
                "patch": self.patch, "base": self.base, "saw": self.saw, "wall": self.wall, "run": self.run,
                "schema": self.schema,
            }
        )  # fmt: skip


class RescuedSegment(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A segment as its author sealed it."""

    realm: int
    author: int
    n0: int
    n1: int
    body: bytes
    signature: bytes


class RescuedOffice(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """An office, known by its key and not by its address."""

    realm: int
    code: str
    name: str
    signing_key: bytes


class RescuedFile(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A content of an attachment that the centre has not, and the attachment that brought it."""

    realm: int
    attachment: int
    since: int
    content: bytes


class Rescue(msgspec.Struct, frozen=True, kw_only=True):
    """What a rescue file holds. people: author numbers with their names. cargo: parcels carried for other laptops."""

    laptop: str
    made_at: int
    reason: str
    offices: list[RescuedOffice]
    people: dict[int, str]
    ops: list[RescuedOp]
    segments: list[RescuedSegment]
    cargo: list[dict[str, Any]] = []
    files: list[RescuedFile] = []

    @property
    def waiting(self) -> list[RescuedOp]:
        """What the centre had not acknowledged."""
        return [op for op in self.ops if op.at is None]


_decode = msgspec.msgpack.Decoder(Rescue).decode


def rescue_of(left: Leftovers, label: Label, reason: str) -> Rescue:
    """All that waits, and what came back or was parked."""
    lines = [line for line in left.of("op") if line["at"] is None or line["state"] == ASIDE]
    lines.sort(key=lambda line: int(line["ord"]))
    people = {int(line["id"]): str(line["person_name"]) for line in left.of("writer")}
    return Rescue(
        laptop=label.laptop,
        made_at=label.now,
        reason=reason,
        offices=[
            RescuedOffice(
                realm=line["number"], code=line["code"], name=line["name"], signing_key=bytes(line["signing_key"])
            )
            for line in left.of("realm")
        ],
        people={int(line["author"]): people[line["writer"]] for line in left.of("lineage") if line["writer"] in people},
        ops=[_rescued(line) for line in lines],
        segments=_segments(left, lines),
        cargo=[dict(line) for line in left.of("cargo") if line["content"] is not None],
        files=[
            RescuedFile(realm=line["realm"], attachment=line["attachment"], since=line["since"], content=content)
            for line, content in left.files()
        ],
    )


def _rescued(line: Line) -> RescuedOp:
    kept = {"order": line["ord"], "table": line["tbl"]}
    names = set(RescuedOp.__struct_fields__) - set(kept)
    return RescuedOp(**kept, **{name: line[name] for name in names})


def _segments(left: Leftovers, lines: list[Line]) -> list[RescuedSegment]:
    """Every segment with a change that waits; what was in none is sealed now."""
    realms = {int(line["author"]): int(line["realm"]) for line in lines}
    waiting = {(int(line["author"]), int(line["n"])) for line in lines if line["at"] is None}
    found: list[RescuedSegment] = []
    covered: set[tuple[int, int]] = set()
    for line in left.of("segment"):
        dots = {(int(line["author"]), n) for n in range(line["n0"], line["n1"] + 1)}
        if dots & waiting:
            covered |= dots
            found.append(
                RescuedSegment(
                    realm=realms[line["author"]],
                    author=line["author"],
                    n0=line["n0"],
                    n1=line["n1"],
                    body=bytes(line["body"]),
                    signature=bytes(line["signature"]),
                )
            )
    return found + list(_sealed_now(left, [line for line in lines if _to_seal(line, covered)]))


def _to_seal(line: Line, covered: set[tuple[int, int]]) -> bool:
    never = line["state"] == ASIDE and line["reason"] == FORKED
    return bool(line["own"] and line["at"] is None and not never and (line["author"], line["n"]) not in covered)


def _sealed_now(left: Leftovers, lines: list[Line]) -> Iterable[RescuedSegment]:
    """Seals as the outbox would; a run of which the chain before it is unknown stays unsealed in the list of ops."""
    keys = {int(line["id"]): bytes(line["private_key"]) for line in left.of("writer")}
    writers = {int(line["author"]): keys.get(line["writer"]) for line in left.of("lineage")}
    links = {(int(line["author"]), int(line["n"])): line["chain"] for line in left.of("op")}
    realms = {int(line["author"]): int(line["realm"]) for line in lines}
    for run in _runs(lines):
        first = run[0]
        before = GENESIS_CHAIN if first.n == 1 else links.get((first.author, first.n - 1))
        private = writers.get(first.author)
        if before is None or private is None:
            continue
        body = pack_ops(run)
        signature = sign_segment(Ed25519PrivateKey.from_private_bytes(private), bytes(before), body)
        yield RescuedSegment(
            realm=realms[first.author],
            author=first.author,
            n0=first.n,
            n1=run[-1].n,
            body=body,
            signature=signature,
        )


def _runs(lines: list[Line]) -> Iterable[list[Op]]:
    stretch: list[Op] = []
    for place, line in enumerate(lines):
        if stretch and line["ord"] != lines[place - 1]["ord"] + 1:
            yield from cut_runs(stretch, MAX_OPS)
            stretch = []
        stretch.append(op_of(line))
    yield from cut_runs(stretch, MAX_OPS)


def write_rescue(key: bytes, locks: bytes, rescue: Rescue, label: Label, folder: Path) -> Path:
    """Writes the file, encrypted, and reads it back; on disk when this returns. Raises NotWritable and DiskFull.

    locks: the key file that travels with it.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise translated(error, folder) from error
    nonce = secrets.token_bytes(_NONCE)
    packed = zlib.compress(msgspec.msgpack.encode(rescue), 6)
    payload = nonce + _cipher(key).encrypt(nonce, packed, None)
    head = Head(
        kind=Kind.RESCUE,
        made_at=label.now,
        laptop=label.laptop,
        office=rescue.offices[0].code if rescue.offices else "",
        changes=len(rescue.waiting),
        payload_bytes=len(payload),
        locks=locks,
        reason=rescue.reason,
    )
    file = free_name(folder, file_name(head, label.day, ENDING))
    write_container(file, key, head, io.BytesIO(payload))
    if read_rescue(file, key) != rescue:
        raise NotOurs(f"{file.name} tidak tersimpan dengan benar. Tulis lagi ke cakram lain.")
    return file


def read_rescue(source: Path, key: bytes) -> Rescue:
    """What the file holds. Raises NotOurs and OtherKey."""
    head, payload = read_payload(source, key)
    if head.kind is not Kind.RESCUE:
        raise NotOurs(f"{source.name} salinan cadangan, bukan berkas penyelamatan. Pakai lontar restore.")
    try:
        packed = _cipher(key).decrypt(payload[:_NONCE], payload[_NONCE:], None)
        return _decode(_inflated(packed))
    except (InvalidTag, zlib.error, msgspec.DecodeError, ValueError):
        raise NotOurs(f"{source.name} tidak utuh: terpotong atau berubah. Jangan hapus; hubungi pengelola.") from None


def _inflated(packed: bytes) -> bytes:
    inflater = zlib.decompressobj()
    content = inflater.decompress(packed, _LARGEST)
    if not inflater.eof:
        raise ValueError("more than any rescue file holds")
    return content


def _cipher(key: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(hashlib.blake2b(key=key, digest_size=32, person=b"lontar rescue").digest())
