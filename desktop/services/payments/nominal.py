"""Payment lists of a class (daftar nominatif): worked out, frozen, and corrected by lists of differences."""

from __future__ import annotations

from dataclasses import dataclass

from contract.exchange.dots import format_id, parse_id, row_id
from contract.exchange.judge import MAX_PATCH
from contract.tables import nominal as queries
from contract.tables.papers import above_class
from contract.tables.records import Values
from contract.training.catalogue import NOMINAL_LIST
from contract.training.findings import BadValue
from contract.training.frozen_text import digest_of
from contract.training.payments.body import Body, Heading, corrected, frozen, without_names
from contract.training.payments.nominal import Entitlement, HeldSession, work_out
from contract.training.payments.rates import PayKind
from contract.training.payments.text import body_text, read_body
from contract.training.rights.masking import sees_numbers
from contract.training.rights.roles import Role
from desktop.services.completion.frozen import nameless
from desktop.services.exchange.lease import require_reading
from desktop.services.faults import NotAllowed, NotHere, Unsuitable
from desktop.services.named import class_line
from desktop.services.payments.rows import Payees, forbidden, payees_of, rates_of, sessions_of
from desktop.services.typed_days import day_or_none
from desktop.services.writing import role_in, role_of, stated, write
from desktop.storage.edit import Change, Moment, active_author
from desktop.storage.queries.lines import fetch, fetch_row
from desktop.storage.queries.offices import reads_all
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_ROOM = 2_000
"""Bytes of an edit that its other fields may need beside the text."""
_TITLES = {Payees.PARTICIPANTS: "Daftar Nominatif Peserta", Payees.TEACHERS: "Daftar Nominatif Pengajar"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NominalList:
    """One frozen list. whole: its text has the digest that was written down with it."""

    id: int
    class_id: int
    title: str
    number: str | None
    made_on: str | None
    digest: str
    whole: bool
    corrects: int | None
    reason: str | None
    example: bool
    body: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which list of a class: for whom and what."""

    class_id: int
    payees: Payees = Payees.PARTICIPANTS
    kinds: tuple[PayKind, ...] = (PayKind.TRANSPORT, PayKind.DAILY)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owed:
    """What a list is made of. rounding: as the days of the sessions have it."""

    sessions: tuple[HeldSession, ...]
    owed: Entitlement
    rounding: tuple[str, ...]


def preview(replica: Replica, wanted: Wanted, on: str) -> Body:
    """What the list would say today (on); nothing is written. Raises Unsuitable where a rate is not set."""
    with replica.database.reading():
        held = for_office(replica, class_line(replica, wanted.class_id))
        found = _owed(replica, held, wanted)
        return frozen(_heading(held, wanted, on, found), found.sessions, found.owed)


def make(replica: Replica, wanted: Wanted, on: str, moment: Moment, number: str = "") -> NominalList:
    """Freezes the list of today. Raises Unsuitable where somebody would be paid twice, or nobody at all."""
    with replica.transaction():
        held = for_office(replica, class_line(replica, wanted.class_id))
        _check_first(replica, wanted)
        found = _owed(replica, held, wanted)
        if not found.owed.people:
            raise Unsuitable("Belum ada yang dapat dibayar di kelas ini; lihat alasannya: lontar nominal preview.")
        body = frozen(_heading(held, wanted, day_or_none(on) or "", found), found.sessions, found.owed)
        return _freeze(replica, held, body, moment, number)


def correct(replica: Replica, list_id: int, reason: str, on: str, moment: Moment, number: str = "") -> NominalList:
    """Freezes what has changed since: a daftar selisih. The first list and earlier differences stay as they are."""
    with replica.transaction():
        first = _first(replica, list_id)
        held = for_office(replica, class_line(replica, first.class_id))
        if not reason.strip():
            raise Unsuitable("Daftar selisih perlu alasan; tulis dengan --reason.")
        kinds = tuple(PayKind(kind) for kind in first.body.kinds)
        wanted = Wanted(class_id=first.class_id, payees=Payees(first.body.payees), kinds=kinds)
        earlier = [one.body for one in lists(replica, first.class_id) if _pays_alike(one.body, first.body)]
        found = _owed(replica, held, wanted)
        heading = _heading(
            held, wanted, day_or_none(on) or "", found, corrects=first.digest, reason=" ".join(reason.split())
        )
        body = corrected(heading, found.sessions, found.owed, earlier, standing(replica))
        if not body.people:
            named = format_id(first.id)
            if body.left_out:
                unsure = len(body.left_out)
                raise Unsuitable(
                    f"Tidak ada selisih dengan daftar {named}; {unsure} hal belum pasti dan tetap seperti semula."
                )
            raise Unsuitable(f"Tidak ada selisih dengan daftar {named}.")
        return _freeze(replica, held, body, moment, number, corrects=first.id)


def lists(replica: Replica, class_id: int | None = None) -> tuple[NominalList, ...]:
    """Lists of a class, or of all, the oldest first; for readers of the whole office."""
    with replica.database.reading():
        require_reading(replica)
        lines = fetch(replica, queries.nominal_lists(records, class_id))
        return tuple(_view(replica, for_office(replica, line)) for line in lines)


def show(replica: Replica, list_id: int) -> NominalList:
    """One list as it was frozen. Raises NotHere, NotAllowed."""
    with replica.database.reading():
        require_reading(replica)
        line = fetch_row(replica, NOMINAL_LIST, list_id)
        if line is None:
            raise NotHere(f"Tidak ada daftar nominatif {format_id(list_id)} di laptop ini. Lihat: lontar nominal list.")
        return _view(replica, for_office(replica, line))


def _first(replica: Replica, list_id: int) -> NominalList:
    """The list against which differences are made: the one named, or the one that it corrects."""
    found = show(replica, list_id)
    found = show(replica, found.corrects) if found.corrects is not None else found
    if not found.whole:
        raise Unsuitable(f"Isi daftar nominatif {format_id(found.id)} tidak cocok dengan sidiknya; hubungi pusat.")
    return found


def _pays_alike(one: Body, other: Body) -> bool:
    """Whether two lists pay the same people for something alike: two laptops may have made one each, far apart."""
    return one.payees == other.payees and bool(set(one.kinds) & set(other.kinds))


def for_office(replica: Replica, line: Values) -> Values:
    """The line, for whoever reads the whole office, else NotAllowed: what is paid is nobody else's business."""
    role = role_of(replica, active_author(replica, line.realm))
    if role is Role.FACILITATOR or reads_all(replica, line.realm) is False:
        raise NotAllowed("Daftar nominatif hanya untuk yang membaca seluruh kantor. Minta kepada pengelola kantor.")
    return line


def _check_first(replica: Replica, wanted: Wanted) -> None:
    """What a list has paid already is only corrected."""
    for one in lists(replica, wanted.class_id):
        shared = set(one.body.kinds) & {kind.value for kind in wanted.kinds}
        if one.corrects is None and one.body.payees == wanted.payees and shared:
            named = format_id(one.id)
            raise Unsuitable(
                f"Kelas ini sudah punya daftar nominatif {named}; buat selisihnya: lontar nominal correct --of {named}."
            )


def _owed(replica: Replica, held: Values, wanted: Wanted) -> _Owed:
    """The sessions and what is owed. Raises Unsuitable where the programme does not pay, or a rate is not set."""
    above = fetch(replica, above_class(records, held.id))[0]
    why = forbidden(replica, held, above.programme_id)
    if why is not None:
        raise Unsuitable(f"Program ini tidak membayar peserta dan pengajar: {why}. Tidak ada daftar nominatif.")
    sessions = sessions_of(replica, held)
    payees = payees_of(replica, held, sessions, wanted.payees)
    rates = rates_of(replica, held, above.programme_id)
    owed = work_out(payees, sessions, wanted.kinds, rates)
    if owed.missing:
        named = ", ".join(owed.missing)
        raise Unsuitable(f"Ketentuan belum ditetapkan: {named}. Tetapkan dengan: lontar regulation set NAMA NILAI.")
    rounding = sorted({rates.rounding(session.on).value for session in sessions if session.why is None})
    return _Owed(sessions=sessions, owed=owed, rounding=tuple(rounding))


def _heading(
    held: Values, wanted: Wanted, on: str, found: _Owed, *, corrects: str | None = None, reason: str = ""
) -> Heading:
    title = _TITLES[wanted.payees]
    return Heading(
        title=title.replace("Nominatif", "Selisih") if corrects is not None else title,
        class_id=held.id,
        class_title=held.title or "",
        payees=wanted.payees.value,
        kinds=tuple(kind.value for kind in wanted.kinds),
        made_on=on,
        corrects=corrects,
        reason=reason,
        rounding=found.rounding,
    )


def _freeze(
    replica: Replica, held: Values, body: Body, moment: Moment, number: str, *, corrects: int | None = None
) -> NominalList:
    text = body_text(body)
    if len(text.encode()) > MAX_PATCH - _ROOM:
        raise Unsuitable(
            f"Daftar {len(body.people)} orang di {len(body.sessions)} sesi terlalu panjang untuk satu naskah, yang "
            "muat kira-kira 1.000 orang; bagi pesertanya ke beberapa kelas dan buat satu daftar per kelas."
        )
    made = stated(
        NOMINAL_LIST,
        for_class=held.id,
        title=body.title,
        body=text,
        digest=digest_of(text),
        made_on=body.made_on,
        corrects=corrects,
        reason=body.reason,
        number=" ".join(number.split()),
        example=held.example,
    )
    return show(replica, row_id(write(replica, held.realm, [Change(NOMINAL_LIST.number, made)], moment)[0]))


def _view(replica: Replica, line: Values) -> NominalList:
    """A list as it was frozen; who does not run the office reads no name of somebody who was anonymised since."""
    try:
        body = read_body(line.body or "")
    except BadValue as bad:
        raise Unsuitable(str(bad)) from bad
    if not sees_numbers(role_in(replica, line.realm)):
        named = [*(one.id for one in body.people), *(one.id for one in body.left_out)]
        body = without_names(body, nameless(replica, [parse_id(one) for one in named]))
    return NominalList(
        id=line.id,
        class_id=line.for_class,
        title=line.title or "",
        number=line.number,
        made_on=line.made_on,
        digest=line.digest or "",
        whole=digest_of(line.body or "") == line.digest,
        corrects=line.corrects,
        reason=line.reason,
        example=bool(line.example),
        body=body,
    )


def kinds_named(text: str) -> tuple[PayKind, ...]:
    """The kinds in a text such as "transport,daily". Raises Unsuitable."""
    told = [word for word in text.replace(",", " ").split() if word]
    unknown = [word for word in told if word not in PayKind.__members__.values()]
    if unknown or not told:
        raise Unsuitable(f'Jenis pembayaran "{text}" tidak dikenal; pilih dari transport, daily, honor.')
    return tuple(kind for kind in PayKind if kind.value in told)
