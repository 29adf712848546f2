"""Certificates: issued to those who passed, sealed with the issuer's own key, revoked, and issued anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.dots import BadId, format_id, parse_id, row_id
from contract.exchange.shapes import RowKey
from contract.tables import certificates as queries
from contract.tables import queries as lists
from contract.tables.records import Values
from contract.training.attendance.attended import is_expected
from contract.training.catalogue import CERTIFICATE, COMPETENCE, NUMBER_BLOCK
from contract.training.certificates.kinds import Kind, Signer, Standing, State, obstacle, valid_until
from contract.training.certificates.numbers import Block, class_part_of, number_text, unit_and_year
from contract.training.certificates.seal import MOST_SIGNS, Facts, seal
from contract.training.findings import BadValue
from desktop.services.certificates.facts import OfClass, body_of, of_class
from desktop.services.certificates.numbers import named_series, numbers_left, today_in
from desktop.services.certificates.signatories import signers_on
from desktop.services.classes.views import printed
from desktop.services.completion.evidence import who_attended
from desktop.services.completion.frozen import standing_minutes
from desktop.services.faults import Ambiguous, NotHere, Unsuitable
from desktop.services.regulations import regulation
from desktop.services.writing import patch, stated, write
from desktop.storage.edit import Change, Moment, active_author
from desktop.storage.queries.lines import fetch, fetch_by, fetch_row
from desktop.storage.queries.offices import signing_key
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Who is to get what. people: ids, None for everybody of the class who may. signatory: an id, None: by the day."""

    class_id: int
    kind: Kind = Kind.TRAINING
    people: Sequence[int] | None = None
    unit: str | None = None
    issued_on: str = ""
    signatory: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A certificate that was issued."""

    id: int
    number: str
    person: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Somebody who got none, and why."""

    person: int
    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What was issued and who was left out."""

    made: tuple[Made, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paper:
    """One certificate to be made."""

    person: Values
    predicate: str = ""
    decided_on: str = ""
    competence: Values | None = None
    replaces: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pen:
    """What all certificates of one act have in common."""

    about: OfClass
    kind: Kind
    series: str
    pattern: str
    place: str
    issued_on: str
    years: int
    signers: list[Signer]
    author: int
    key: Ed25519PrivateKey


def issue_certificates(replica: Replica, wanted: Wanted, moment: Moment) -> Issued:
    """Issues certificates, all in one change. Raises NotHere, and Unsuitable when there are not numbers enough."""
    with replica.transaction():
        pen = _pen(replica, wanted, moment)
        papers, left = _papers(replica, wanted)
        return Issued(made=_write(replica, pen, papers, moment), left=tuple(left))


def foresee(replica: Replica, wanted: Wanted) -> tuple[int, tuple[Left, ...]]:
    """How many would get one now, and who would not; nothing is issued."""
    with replica.database.reading():
        papers, left = _papers(replica, wanted)
        return len(papers), tuple(left)


def revoke_certificate(replica: Replica, named: str, reason: str, moment: Moment) -> int:
    """Says that a certificate holds no more; its number stays in the register. Raises NotHere, Unsuitable."""
    plain = " ".join(reason.split())
    if not plain:
        raise Unsuitable("Alasan pencabutan kosong; tulis alasannya.")
    with replica.transaction():
        line = certificate_named(replica, named)
        _check_holds(line)
        ended = {"status": State.REVOKED.value, "ended_on": today_in(replica, line.realm, moment), "reason": plain}
        change = Change(RowKey(CERTIFICATE.number, line.id), patch(CERTIFICATE, **ended))
        write(replica, line.realm, [change], moment, plain)
        return int(line.id)


def reissue_certificate(
    replica: Replica, named: str, reason: str, moment: Moment, signatory: int | None = None
) -> Made:
    """Issues a certificate anew under a new number, as things stand now; the old one is replaced, not forgotten."""
    plain = " ".join(reason.split())
    if not plain:
        raise Unsuitable("Alasan penerbitan ulang kosong; tulis alasannya.")
    with replica.transaction():
        old = certificate_named(replica, named)
        _check_holds(old)
        unit = (old.series or "").rpartition("/")[0] or None
        kind = Kind(old.kind)
        pen = _pen(replica, Wanted(class_id=old.class_group, kind=kind, unit=unit, signatory=signatory), moment)
        [made] = _write(replica, pen, [_again(replica, old)], moment)
        ended = {"status": State.REPLACED.value, "ended_on": pen.issued_on, "reason": plain}
        change = Change(RowKey(CERTIFICATE.number, old.id), patch(CERTIFICATE, **ended))
        write(replica, old.realm, [change], moment, plain)
        return made


def certificate_named(replica: Replica, named: str) -> Values:
    """A certificate by its id or number. Raises NotHere, Ambiguous."""
    try:
        line = fetch_row(replica, CERTIFICATE, parse_id(named))
        found = [line] if line is not None else []
    except BadId:
        found = fetch_by(replica, CERTIFICATE, "number", named.strip())
    if not found:
        raise NotHere(f"Tidak ada sertifikat {named} di laptop ini. Lihat: lontar certificate list.")
    if len(found) > 1:
        told = ", ".join(format_id(line.id) for line in found)
        raise Ambiguous(f"Nomor {named} ada pada {len(found)} sertifikat; sebutkan id-nya: {told}.")
    return found[0]


def _check_holds(line: Values) -> None:
    if line.status != State.ISSUED:
        told = {State.REVOKED.value: "sudah dicabut", State.REPLACED.value: "sudah diganti"}.get(line.status or "", "-")
        raise Unsuitable(f"Sertifikat {line.number} {told} pada {line.ended_on or '-'}; tidak ada yang diubah.")


def _again(replica: Replica, old: Values) -> _Paper:
    [person] = fetch(replica, lists.people(records, [old.person]))
    said = msgspec.json.decode(old.body)
    tested = fetch_row(replica, COMPETENCE, old.competence) if old.competence else None
    return _Paper(
        person=person,
        predicate=said.get("predicate", ""),
        decided_on=said.get("decided_on", ""),
        competence=tested,
        replaces=old.id,
    )


def _pen(replica: Replica, wanted: Wanted, moment: Moment) -> _Pen:
    about = of_class(replica, wanted.class_id)
    realm = about.office.realm
    on = wanted.issued_on or today_in(replica, realm, moment)
    author = active_author(replica, realm)
    key = signing_key(replica, author)
    assert key is not None
    series = named_series(replica, realm, on, wanted.unit, int(on[:4]))
    own_pattern = f"certificate_pattern.{unit_and_year(series)[0]}"
    set_to = {
        name: regulation(replica, realm, name, on, about.programme_key)
        for name in (own_pattern, "certificate_pattern", "certificate_place", "competence_years")
    }
    return _Pen(
        about=about,
        kind=wanted.kind,
        series=series,
        pattern=set_to[own_pattern].value or set_to["certificate_pattern"].value or "",
        place=set_to["certificate_place"].value or "",
        issued_on=on,
        years=set_to["competence_years"].number,
        signers=signers_on(replica, realm, on, wanted.signatory),
        author=author,
        key=Ed25519PrivateKey.from_private_bytes(key),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decision:
    outcome: str = ""
    predicate: str = ""
    decided_on: str = ""


def _decisions(replica: Replica, class_id: int) -> dict[int, _Decision]:
    """What was decided of each person: as the signed minutes say; while none are signed, as it is written down."""
    minutes = standing_minutes(replica, class_id)
    if minutes is None:
        return {
            line.person: _Decision(
                outcome=line.outcome or "", predicate=line.predicate or "", decided_on=line.decided_on or ""
            )
            for line in fetch(replica, queries.outcomes(records, class_id))
        }
    of = standing(replica)
    return {
        of.get(person, person): _Decision(
            outcome=one.outcome.value, predicate=one.predicate or "", decided_on=minutes.held_on or ""
        )
        for person, one in minutes.frozen.results.items()
    }


def _chosen(replica: Replica, wanted: Wanted) -> list[Values]:
    """The people meant, all who take part or those named, by roster. Raises NotHere for one who is not in the class."""
    people = fetch(replica, lists.people_of(records, wanted.class_id))
    if wanted.people is None:
        return [one for one in people if is_expected(one.enrolment_status)]
    missing = sorted(set(wanted.people) - {one.id for one in people})
    if missing:
        told = ", ".join(map(format_id, missing))
        raise NotHere(f"Tidak ada peserta {told} di kelas ini. Lihat: lontar people list --class ID.")
    return [one for one in people if one.id in set(wanted.people)]


def _papers(replica: Replica, wanted: Wanted) -> tuple[list[_Paper], list[Left]]:
    """Who gets one and who does not, in the order of the roster."""
    decided = _decisions(replica, wanted.class_id)
    tested = {line.one: line for line in fetch(replica, queries.competences(records, wanted.class_id))}
    held: dict[int, set[str]] = defaultdict(set)
    people = _chosen(replica, wanted)
    for line in fetch(replica, queries.certificates_of(records, people[0].realm, wanted.class_id)) if people else ():
        if line.status == State.ISSUED:
            held[line.one].add(line.kind)
    there = who_attended(replica, wanted.class_id) if wanted.kind is Kind.ATTENDED else frozenset[int]()
    papers, left = [], []
    for person in people:
        decision, test = decided.get(person.id, _Decision()), tested.get(person.id)
        standing_now = Standing(
            outcome=decision.outcome,
            attended=person.id in there,
            tested=(test.outcome or "") if test is not None else "",
            held=frozenset(held[person.id]),
        )
        why = obstacle(wanted.kind, standing_now)
        if why:
            left.append(Left(person=person.id, name=printed(person), why=why))
            continue
        papers.append(
            _Paper(
                person=person,
                predicate=decision.predicate,
                decided_on=decision.decided_on,
                competence=test if wanted.kind is Kind.COMPETENCE else None,
            )
        )
    return papers, left


def _write(replica: Replica, pen: _Pen, papers: Sequence[_Paper], moment: Moment) -> tuple[Made, ...]:
    if not papers:
        return ()
    realm = pen.about.office.realm
    pairs = numbers_left(replica, realm, pen.series, len(papers))
    vouchers = {block.request: _voucher(replica, block) for block, _ in pairs}
    changes, numbers = [], []
    for paper, (block, sequence) in zip(papers, pairs, strict=True):
        number = _number(pen, sequence)
        changes.append(Change(CERTIFICATE.number, _row(pen, paper, (block, sequence, number), vouchers[block.request])))
        numbers.append(number)
    dots = write(replica, realm, changes, moment)
    return tuple(
        Made(id=row_id(dot), number=number, person=paper.person.id, name=printed(paper.person))
        for dot, number, paper in zip(dots, numbers, papers, strict=True)
    )


def _number(pen: _Pen, sequence: int) -> str:
    part = class_part_of(pen.about.class_title, pen.about.batch_number)
    try:
        return number_text(pen.pattern, pen.series, sequence, part, int(pen.issued_on[5:7]))
    except BadValue as bad:
        raise Unsuitable(f"{bad} Ubah dengan lontar regulation set certificate_pattern.") from bad


def _voucher(replica: Replica, block: Block) -> bytes:
    line = fetch_row(replica, NUMBER_BLOCK, block.request)
    if line is None or not line.voucher:
        raise Unsuitable(
            f"Blok nomor {block.first}-{block.last} seri {block.series} datang tanpa jaminan kantor; minta blok baru "
            "dengan lontar certificate reserve, lalu lontar sync."
        )
    return bytes.fromhex(line.voucher)


def _row(pen: _Pen, paper: _Paper, given: tuple[Block, int, str], voucher: bytes) -> dict[int, int | str | None]:
    block, sequence, number = given
    tested = paper.competence
    until = valid_until(tested.assessed_on or pen.issued_on, pen.years) if tested is not None else ""
    body = body_of(
        pen.about,
        paper.person,
        pen.signers,
        kind=pen.kind.value,
        number=number,
        issued_on=pen.issued_on,
        issued_at=pen.place,
        valid_until=until,
        predicate=paper.predicate,
        decided_on=paper.decided_on,
        scheme=(tested.scheme or "") if tested is not None else "",
        institution=(tested.institution or "") if tested is not None else "",
    )
    return stated(
        CERTIFICATE,
        class_group=pen.about.class_id,
        person=paper.person.id,
        kind=pen.kind.value,
        number=number,
        issued_on=pen.issued_on,
        valid_until=until,
        body=msgspec.json.encode(body, order="sorted").decode(),
        seal=_sealed(pen, body, (block, sequence), voucher),
        status=State.ISSUED.value,
        replaces=paper.replaces,
        competence=tested.id if tested is not None else None,
        block=block.request,
        series=pen.series,
        sequence=sequence,
        example=int(bool(body["example"])) or None,
    )


def _sealed(pen: _Pen, body: dict[str, object], given: tuple[Block, int], voucher: bytes) -> str:
    """The text of the QR: never with a NIP or NIK."""
    block, sequence = given
    facts = Facts(
        office=pen.about.office.realm,
        issuer=_short(pen.about.office.name),
        number=_short(body["number"]),
        series=block.series,
        sequence=sequence,
        first=block.first,
        last=block.last,
        kind=pen.kind.value,
        name=_short(body["name"]),
        training=_short(body["scheme"] or body["training"]),
        lesson_hours=pen.about.lesson_hours,
        starts_on=pen.about.starts_on,
        ends_on=pen.about.ends_on,
        issued_on=pen.issued_on,
        valid_until=str(body["valid_until"]),
        example=int(bool(body["example"])),
    )
    text = seal(facts, pen.key, voucher)
    if len(text) > MOST_SIGNS:
        raise Unsuitable("Nama pelatihan, kantor atau peserta terlalu panjang untuk QR sertifikat; pendekkan namanya.")
    return text


def _short(text: object) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in str(text)).split())[:300]
