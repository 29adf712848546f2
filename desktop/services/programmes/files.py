"""Programmes of an office: the shipped files, files of its own, and the facts that a programme brings with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from contract.exchange.dots import format_id, row_id
from contract.exchange.shapes import Patch, Record
from contract.tables.records import Values
from contract.training.catalogue import (
    ACTIVITY,
    AGREEMENT,
    APPRAISAL,
    COMMITMENT,
    FIGURE,
    PARTNER,
    PARTY,
    PROGRAMME,
    TRAINING,
    VILLAGE,
)
from contract.training.programmes.file import LARGEST, Agreement, ProgrammeFile, file_text
from contract.training.programmes.reading import read_programme
from contract.training.spbe.index import Kind
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.offices import office_named
from desktop.services.programmes.districts import known_districts
from desktop.services.programmes.rows import row_of
from desktop.services.writing import write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch_all, fetch_by
from desktop.storage.queries.offices import OfficeLine, offices
from desktop.storage.replica import Replica
from resources import path


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeView:
    """One programme. id: None for a shipped one that the office has not added. trainings: how many were opened."""

    key: str
    title: str
    source: str
    id: int | None
    office: str | None
    trainings: int


@cache
def shipped_files() -> dict[str, ProgrammeFile]:
    """The programmes that ship with Lontar, by key."""
    files = (read_content(file.read_bytes(), file.name) for file in sorted(path("programmes").glob("*.json")))
    return {file.key: file for file in files}


def read_content(content: bytes, name: str) -> ProgrammeFile:
    """A programme file from anywhere. Raises BadProgramme."""
    return read_programme(content, name, known_districts())


@lru_cache(maxsize=16)
def _read_again(text: str, name: str) -> ProgrammeFile:
    """A programme of the office, which bulk acts ask for with each of their batches."""
    return read_content(text.encode(), name)


def list_programmes(replica: Replica) -> tuple[ProgrammeView, ...]:
    """The programmes of this laptop's offices, then shipped ones that none of them has added."""
    with replica.database.reading():
        codes = {office.realm: office.code for office in offices(replica)}
        lines = [line for line in fetch_all(replica, PROGRAMME, None) if line.key]
        held = [line.programme for line in fetch_all(replica, TRAINING, None)]
    first = {(line.realm, line.key): line.id for line in reversed(lines)}
    stands = {line.id: first[line.realm, line.key] for line in lines}
    held = [stands.get(one, one) for one in held]
    here = [
        ProgrammeView(
            key=line.key,
            title=line.title or "",
            source=line.source or "",
            id=line.id,
            office=codes.get(line.realm),
            trainings=held.count(line.id),
        )
        for line in lines
        if stands[line.id] == line.id
    ]
    known = {view.key for view in here}
    return (
        *here,
        *(
            ProgrammeView(
                key=file.key,
                title=file.programme.title,
                source=file.programme.source,
                id=None,
                office=None,
                trainings=0,
            )
            for file in shipped_files().values()
            if file.key not in known
        ),
    )


def programme_line(replica: Replica, key: str, office: OfficeLine | None = None) -> Values | None:
    """The programme of an office by its key, or of any office; None where nobody has added it."""
    lines = fetch_by(replica, PROGRAMME, "key", key)
    return next((line for line in lines if office is None or line.realm == office.realm), None)


def programme_file(replica: Replica, key: str, office: OfficeLine | None = None) -> ProgrammeFile:
    """What a programme is made of: as the office added it, else as it ships. Raises NotHere."""
    line = programme_line(replica, key, office)
    if line is not None and line.definition:
        return _read_again(line.definition, key)
    found = shipped_files().get(key)
    if found is None:
        known = ", ".join(shipped_files())
        raise NotHere(
            f'Tidak ada program "{key}" di laptop ini. Yang tersedia: {known}. '
            "Tambahkan berkasnya: lontar programme add BERKAS."
        )
    return found


def add_programme(replica: Replica, office_code: str | None, file: ProgrammeFile, moment: Moment) -> int:
    """Adds a programme with its partners, figures, activities, agreements, villages and SPBE indices; gives its id.

    Nothing is written when the office has it already and the file says the same. Raises Unsuitable when it says else.
    """
    with replica.transaction():
        office = office_named(replica, office_code)
        line = programme_line(replica, file.key, office)
        text = file_text(file)
        if line is None:
            return _add(replica, office.realm, file, text, moment)
        if line.definition == text:
            return int(line.id)
        raise Unsuitable(
            f'Program "{file.key}" sudah ada di kantor ini ({format_id(line.id)}) dengan isi lain. '
            "Beri berkas itu kunci lain, misalnya dengan tahunnya."
        )


def take_programme(replica: Replica, office_code: str | None, file: Path, moment: Moment) -> str:
    """Adds the programme of a file on the disk; gives its key. Raises Unsuitable, with what is wrong in the file."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as error:
        raise Unsuitable(f'Berkas "{file}" tidak dapat dibuka ({error.strerror}); periksa namanya.') from error
    told = read_content(content, file.name)
    add_programme(replica, office_code, told, moment)
    return told.key


def _add(replica: Replica, realm: int, file: ProgrammeFile, text: str, moment: Moment) -> int:
    made = row_of(PROGRAMME, file.programme, key=file.key, definition=text)
    programme = row_id(write(replica, realm, [Change(PROGRAMME.number, made)], moment)[0])
    held = [Change(ACTIVITY.number, row_of(ACTIVITY, one, programme=programme)) for one in file.activities]
    activities = {
        one.title: row_id(dot) for one, dot in zip(file.activities, write(replica, realm, held, moment), strict=True)
    }
    write(replica, realm, [Change(record.number, patch) for record, patch in _facts(file, programme)], moment)
    for agreement in file.agreements:
        activity = activities.get(agreement.activity or "")
        _add_agreement(
            replica, realm, row_of(AGREEMENT, agreement, programme=programme, activity=activity), agreement, moment
        )
    return programme


def _facts(file: ProgrammeFile, programme: int) -> list[tuple[Record, Patch]]:
    """What hangs on a programme by itself. Of a government without a published index there is nothing to write down."""
    return [
        *(
            (PARTNER, row_of(PARTNER, one, programme=programme, printed=int(one.printed), position=position))
            for position, one in enumerate(file.partners, 1)
        ),
        *((FIGURE, row_of(FIGURE, one, programme=programme)) for one in file.figures),
        *((VILLAGE, row_of(VILLAGE, one, programme=programme)) for one in file.villages),
        *(
            (APPRAISAL, row_of(APPRAISAL, one, kind=Kind.PUBLISHED.value))
            for one in file.appraisals
            if one.stated is not None
        ),
    ]


def _add_agreement(replica: Replica, realm: int, made: Patch, told: Agreement, moment: Moment) -> None:
    agreement = row_id(write(replica, realm, [Change(AGREEMENT.number, made)], moment)[0])
    parties = [
        Change(PARTY.number, row_of(PARTY, one, agreement=agreement, position=position))
        for position, one in enumerate(told.parties, 1)
    ]
    commitments = [Change(COMMITMENT.number, row_of(COMMITMENT, one, agreement=agreement)) for one in told.commitments]
    write(replica, realm, [*parties, *commitments], moment)
