"""Photographs and papers about a session, group or person: kept here at once, at the centre after everything else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from contract.exchange.blobs import MOST_BYTES, digest_of
from contract.exchange.dots import format_id, row_id
from contract.exchange.shapes import GONE, RowKey
from contract.tables.records import Values
from contract.training.catalogue import ATTACHMENT
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.named import class_line, group_line, session_line
from desktop.services.writing import stated, write
from desktop.storage import blobs
from desktop.storage.blobs import Blob, Load, Name
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch_row
from desktop.storage.replica import Replica

LONGEST_TITLE = 200


class Place(StrEnum):
    """Where the content of an attachment is."""

    HERE = "here"
    """On this laptop and not at the centre yet."""
    SENDING = "sending"
    STORED = "stored"
    """At the centre and on this laptop."""
    AWAY = "away"
    """At the centre and not on this laptop."""
    FETCHING = "fetching"
    ELSEWHERE = "elsewhere"
    """Neither: still on the laptop on which it was chosen."""
    REFUSED = "refused"
    """The centre does not take it; it is kept here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentView:
    """An attachment as screens and commands show it. percent: of the bytes sent or fetched. refused: why, else ""."""

    id: int
    class_id: int
    session: int | None
    group: int | None = None
    person: int | None = None
    title: str
    kind: str
    size: int
    taken_at: int
    place: Place
    percent: int
    refused: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A content as it is kept, and its kind (a media type)."""

    content: bytes
    kind: str
    title: str


def attach(replica: Replica, session_id: int, content: bytes, kind: str, title: str, moment: Moment) -> int:
    """Attaches a content to a session; gives the attachment's id, of the same one if the session has it already.

    It is on disk when this returns, the row and the bytes in one transaction. Raises NotHere, Unsuitable.
    """
    with replica.transaction():
        session = session_line(replica, session_id)
        paper = Opened(content=content, kind=kind, title=title)
        return attached(replica, session, {"session": session_id}, paper, moment)


def attach_to_group(replica: Replica, group_id: int, content: bytes, kind: str, title: str, moment: Moment) -> int:
    """The same for a group: evidence of what came of its plan. Raises NotHere, Unsuitable."""
    with replica.transaction():
        group = group_line(replica, group_id)
        paper = Opened(content=content, kind=kind, title=title)
        return attached(replica, group, {"group": group_id}, paper, moment)


def attached(replica: Replica, about: Values, named: dict[str, int], paper: Opened, moment: Moment) -> int:
    """Keeps a content beside a row, within a transaction that is open; gives the attachment's id. Raises Unsuitable.

    about: a row of the class to which the attachment belongs; named: the field by which it names what it is about.
    """
    content = paper.content
    if not 0 < len(content) <= MOST_BYTES:
        raise Unsuitable(f"Lampiran berisi {len(content)} byte, paling banyak {MOST_BYTES}. Pilih berkas lain.")
    name = Name(about.realm, digest_of(content), len(content))
    beside = blobs.rows_naming(replica, class_group=about.class_group, **named)
    there = [line for line in beside if blobs.name_of(line) == name]
    if there:
        blobs.put(replica, name, content, there[0].id, moment.wall)
        return int(there[0].id)
    made = stated(
        ATTACHMENT,
        class_group=about.class_group,
        **named,
        title=" ".join(paper.title.split())[:LONGEST_TITLE],
        kind=paper.kind,
        digest=name.digest.hex(),
        size=name.size,
        taken_at=moment.told,
    )
    identifier = row_id(write(replica, about.realm, [Change(ATTACHMENT.number, made)], moment)[0])
    blobs.put(replica, name, content, identifier, moment.wall)
    return identifier


def list_attachments(
    replica: Replica, *, session_id: int | None = None, class_id: int | None = None, group_id: int | None = None
) -> tuple[AttachmentView, ...]:
    """The attachments of a session, of a group, of a class, or all, newest first. Raises NotHere."""
    with replica.database.reading():
        equal: dict[str, int] = {}
        if session_id is not None:
            equal["session"] = int(session_line(replica, session_id).id)
        if group_id is not None:
            equal["group"] = int(group_line(replica, group_id).id)
        if class_id is not None:
            equal["class_group"] = int(class_line(replica, class_id).id)
        lines = blobs.rows_naming(replica, **equal)
        return attachment_views(replica, lines)


def attachment_views(replica: Replica, lines: list[Values]) -> tuple[AttachmentView, ...]:
    """These attachments with the places of their contents."""
    held: dict[Name, Blob] = {}
    for number in {line.realm for line in lines}:
        held.update(blobs.of_office(replica, number))
    return tuple(_view(line, held) for line in lines)


def open_attachment(replica: Replica, identifier: int) -> Opened | None:
    """The content, None while it is not on this laptop. Raises NotHere, and Unsuitable for one the disk has damaged."""
    line, name = _named(replica, identifier)
    try:
        content = blobs.content(replica, name)
    except blobs.Spoilt:
        raise Unsuitable(
            "Isi lampiran ini rusak di cakram. Pulihkan dari salinan cadangan, atau ambil fotonya sekali lagi."
        ) from None
    return Opened(content=content, kind=line.kind or "", title=line.title or "") if content is not None else None


def ask_for(replica: Replica, identifier: int, moment: Moment) -> bool:
    """Asks the centre for a content with the next exchange; whether it still has to come. Raises NotHere."""
    _, name = _named(replica, identifier)
    return blobs.want(replica, name, identifier, moment.wall)


def remove_attachment(replica: Replica, identifier: int, moment: Moment) -> None:
    """Deletes an attachment; its content goes once the centre has settled that and no other names it."""
    with replica.transaction():
        line = _line(replica, identifier)
        write(replica, line.realm, [Change(RowKey(ATTACHMENT.number, identifier), {GONE: 1})], moment)


def waiting_load(replica: Replica) -> Load:
    """What still has to go to the centre."""
    with replica.database.reading():
        return blobs.load(replica)


def _line(replica: Replica, identifier: int) -> Values:
    line = fetch_row(replica, ATTACHMENT, identifier)
    if line is None:
        raise NotHere(f"Tidak ada lampiran {format_id(identifier)} di laptop ini. Lihat: lontar attachment list.")
    return line


def _named(replica: Replica, identifier: int) -> tuple[Values, Name]:
    line = _line(replica, identifier)
    name = blobs.name_of(line)
    if name is None:
        raise NotHere(f"Lampiran {format_id(identifier)} tidak menyebut isinya. Hapus lalu lampirkan lagi.")
    return line, name


def _view(line: Values, held: dict[Name, Blob]) -> AttachmentView:
    name = blobs.name_of(line)
    place, percent, refused = _place(held.get(name) if name is not None else None, arrived=bool(line.arrived))
    return AttachmentView(
        id=line.id,
        class_id=line.class_group,
        session=line.session,
        group=line.group,
        person=line.person,
        title=line.title or "",
        kind=line.kind or "",
        size=line.size or 0,
        taken_at=line.taken_at or 0,
        place=place,
        percent=percent,
        refused=refused,
    )


def _place(blob: Blob | None, *, arrived: bool) -> tuple[Place, int, str]:
    if blob is not None and blob.is_here:
        if arrived or blob.up >= blob.name.size:
            return Place.STORED, 100, ""
        if blob.refused is not None:
            return Place.REFUSED, 0, blob.refused
        percent = 100 * blob.up // blob.name.size
        return (Place.SENDING, percent, "") if blob.up else (Place.HERE, 0, "")
    if blob is not None and (blob.wanted or blob.got):
        return Place.FETCHING, 100 * blob.got // blob.name.size, ""
    return (Place.AWAY if arrived else Place.ELSEWHERE), 0, ""
