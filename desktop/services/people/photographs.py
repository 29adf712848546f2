"""The photograph of a person: an attachment of a class in which they are, so that whoever reads that class sees it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from contract.exchange.dots import format_id
from contract.exchange.shapes import GONE, RowKey
from contract.tables import people as tables
from contract.tables.queries import people_of
from contract.tables.records import Values
from contract.training.catalogue import ATTACHMENT, ENROLMENT
from contract.training.people.same_person import records_of, together
from desktop.services.attachments import AttachmentView, Opened, ask_for, attached, attachment_views
from desktop.services.faults import Ambiguous, Unsuitable
from desktop.services.named import class_line, person_line
from desktop.services.writing import write
from desktop.storage import blobs
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records

TITLE = "Pas foto"
"""What the attachment is called: no name, which would outlive the person's."""
_PICTURE = "image/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph:
    """The photograph of somebody. content: None while it is not on this laptop. elsewhere: the centre has it."""

    person: int
    attachment: int
    content: bytes | None
    elsewhere: bool


def set_photograph(
    replica: Replica, person: int, class_id: int | None, content: bytes, kind: str, moment: Moment
) -> int:
    """Keeps somebody's photograph in a class in place of the one before; gives the attachment's id.

    class_id None: the only class they are in. Raises NotHere, Ambiguous, Unsuitable.
    """
    if not kind.startswith(_PICTURE):
        raise Unsuitable("Pas foto harus berupa gambar (JPEG atau PNG). Pilih berkas lain.")
    with replica.transaction():
        held = person_line(replica, person)
        if held.anonymised_on:
            raise Unsuitable("Data orang ini sudah dianonimkan; fotonya tidak disimpan.")
        within = _enrolment(replica, person, class_id)
        before = [line for line in _of_people(replica, [within.person]) if line.class_group == within.class_group]
        paper = Opened(content=content, kind=kind, title=TITLE)
        made = attached(replica, within, {"person": within.person}, paper, moment)
        gone = [Change(RowKey(ATTACHMENT.number, line.id), {GONE: 1}) for line in before if line.id != made]
        if gone:
            write(replica, within.realm, gone, moment)
        return made


def _enrolment(replica: Replica, person: int, class_id: int | None) -> Values:
    """Where somebody is in the class, or in the only one. Raises NotHere, Ambiguous, Unsuitable."""
    own = sorted(records_of(person, standing(replica)))
    enrolled = fetch(replica, tables.rows_about(records, ENROLMENT, own))
    if class_id is not None:
        class_line(replica, class_id)
        enrolled = [line for line in enrolled if line.class_group == class_id]
    if not enrolled:
        raise Unsuitable(
            "Orang ini tidak ada di kelas itu; pas foto disimpan di kelas pesertanya. Daftarkan dahulu: lontar "
            "enrolment nominate."
        )
    classes = sorted({line.class_group for line in enrolled})
    if len(classes) > 1:
        told = ", ".join(format_id(one) for one in classes)
        raise Ambiguous(f"Orang ini ada di {len(classes)} kelas ({told}); sebutkan salah satunya dengan --class.")
    return enrolled[0]


def photograph_of(replica: Replica, person: int) -> AttachmentView | None:
    """The newest photograph of somebody under any of their records, of those that this laptop may see."""
    with replica.database.reading():
        lines = _of_people(replica, sorted(records_of(person, standing(replica))))
        return attachment_views(replica, lines[:1])[0] if lines else None


def photographs_of_class(replica: Replica, class_id: int) -> tuple[Photograph, ...]:
    """The newest photograph of each who is in a class, by the record that is in the class."""
    with replica.database.reading():
        class_line(replica, class_id)
        of = standing(replica)
        alike = together(of)
        inside = [line.id for line in fetch(replica, people_of(records, class_id))]
        who = {one: person for person in inside for one in alike.get(of.get(person, person), {person})}
        newest = {who[line.person]: line for line in reversed(_of_people(replica, list(who)))}
        return tuple(_photograph(replica, person, line) for person, line in newest.items())


def _photograph(replica: Replica, person: int, line: Values) -> Photograph:
    name = blobs.name_of(line)
    try:
        content = blobs.content(replica, name) if name is not None else None
    except blobs.Spoilt:
        content = None
    away = content is None and bool(line.arrived)
    return Photograph(person=person, attachment=line.id, content=content, elsewhere=away)


def ask_for_missing(replica: Replica, found: tuple[Photograph, ...], moment: Moment) -> int:
    """Asks the centre for the photographs that it has and this laptop has not; gives how many."""
    return sum(ask_for(replica, one.attachment, moment) for one in found if one.elsewhere)


def without_photographs(replica: Replica, people: Collection[int]) -> list[Change]:
    """What deletes the photographs of these records."""
    return [Change(RowKey(ATTACHMENT.number, line.id), {GONE: 1}) for line in _of_people(replica, people)]


def people_with_photographs(replica: Replica, people: Collection[int]) -> frozenset[int]:
    """Those of these records of whom a photograph is kept."""
    return frozenset(line.person for line in _of_people(replica, people))


def _of_people(replica: Replica, people: Collection[int]) -> list[Values]:
    """Attachments that are photographs of these records, the newest first: pictures that are about nothing else."""
    return [
        line
        for line in blobs.rows_about(replica, people)
        if line.session is None and line.group is None and (line.kind or "").startswith(_PICTURE)
    ]
