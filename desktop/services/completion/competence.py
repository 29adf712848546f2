"""Competence tests: what an LSP found. Beside the completion of a training, never part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from contract.exchange.dots import row_id
from contract.exchange.shapes import Patch
from contract.tables import completion as queries
from contract.training.catalogue import COMPETENCE
from desktop.services.completion.evidence import evidence_of
from desktop.services.faults import Unsuitable
from desktop.services.named import class_line
from desktop.services.writing import stated, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records


class Competent(StrEnum):
    """What a competence test found."""

    COMPETENT = "competent"
    NOT_YET = "not_yet"

    @property
    def label(self) -> str:
        """The words in Bahasa Indonesia."""
        return {"competent": "Kompeten", "not_yet": "Belum kompeten"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTest:
    """A competence test to write down. on: ISO."""

    class_id: int
    person: int
    scheme: str
    institution: str
    assessor: str
    outcome: Competent
    on: str
    note: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetenceTest:
    """A competence test as it was written down."""

    id: int
    person: int
    scheme: str
    institution: str
    assessor: str
    outcome: str
    on: str | None
    note: str = ""


def record_test(replica: Replica, new: NewTest, moment: Moment) -> int:
    """Writes a test down; gives its id. Several of one person stand beside each other. Raises Unsuitable."""
    return record_tests(replica, new.class_id, [new], moment)[0]


def record_tests(replica: Replica, class_id: int, tests: Sequence[NewTest], moment: Moment) -> list[int]:
    """Writes the tests of a class down, all or none; gives their ids. Raises Unsuitable."""
    with replica.transaction():
        held, of = class_line(replica, class_id), standing(replica)
        there = {one.id for one in evidence_of(replica, class_id).people}
        changes = []
        for new in tests:
            for text, what in ((new.scheme, "Skema sertifikasi"), (new.institution, "LSP"), (new.assessor, "Asesor")):
                if not text.strip():
                    raise Unsuitable(f"{what} kosong; isi dahulu.")
            if of.get(new.person, new.person) not in there:
                raise Unsuitable("Orang ini bukan peserta kelas itu; daftarkan dahulu.")
            changes.append(Change(COMPETENCE.number, _stated(new, class_id)))
        return [row_id(dot) for dot in write(replica, held.realm, changes, moment)]


def _stated(new: NewTest, class_id: int) -> Patch:
    return stated(
        COMPETENCE,
        class_group=class_id,
        person=new.person,
        scheme=" ".join(new.scheme.split()),
        institution=" ".join(new.institution.split()),
        assessor=" ".join(new.assessor.split()),
        assessed_on=new.on,
        outcome=new.outcome.value,
        note=new.note.strip(),
        example=int(new.example) or None,
    )


def competence_tests(replica: Replica, class_id: int) -> tuple[CompetenceTest, ...]:
    """All tests of a class's people, by day."""
    with replica.database.reading():
        class_line(replica, class_id)
        return tuple(
            CompetenceTest(
                id=line.id,
                person=line.person,
                scheme=line.scheme or "",
                institution=line.institution or "",
                assessor=line.assessor or "",
                outcome=line.outcome or "",
                on=line.assessed_on,
                note=line.note or "",
            )
            for line in fetch(replica, queries.competences_of(records, class_id))
        )
