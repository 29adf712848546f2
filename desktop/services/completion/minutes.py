"""Minutes (berita acara): one row each, whose text is set once. Those of completion freeze what they name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from contract.exchange.dots import format_id, parse_id, row_id
from contract.exchange.judge import MAX_PATCH
from contract.tables import completion as queries
from contract.tables.records import Values
from contract.training.catalogue import MINUTES
from contract.training.completion.changed_since import Changed, changes_since
from contract.training.completion.judging import Bar
from contract.training.completion.minutes import (
    BrokenMinutes,
    Frozen,
    Kind,
    completion_body,
    freezes,
    frozen_of,
    without_names,
)
from contract.training.frozen_text import canonical, digest_of
from contract.training.people.anonymity import NAME
from contract.training.plans.seminars import without_examiners
from contract.training.rights.masking import sees_numbers
from desktop.services.completion.decided_states import Followed, follow
from desktop.services.completion.evidence import decided_in, evidence_of
from desktop.services.completion.frozen import Signed, nameless, standing_minutes
from desktop.services.completion.rules import bar_of
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.named import class_line
from desktop.services.plans.standing_seminar import nameless_examiners
from desktop.services.writing import role_in, stated, write
from desktop.storage.edit import Change, Moment, active_author
from desktop.storage.queries.lines import fetch, fetch_row
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records

_ROOM = 2_000
"""Bytes of an edit that its other fields may need beside the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs on paper, and as what."""

    name: str
    post: str = ""
    employee_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMinutes:
    """Minutes to make. held_on: ISO; body: what is said beside the head, JSON values; supplements: the minutes that
    these add to, with the reason.
    """

    class_id: int
    kind: Kind
    held_on: str
    place: str
    signers: Sequence[Signer] = ()
    number: str = ""
    body: Mapping[str, Any] | None = None
    supplements: int | None = None
    reason: str = ""
    group: int | None = None
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesView:
    """Minutes as they stand. is_whole: the text is what its digest says. body: parsed; {} if it cannot be."""

    id: int
    class_group: int
    kind: str
    number: str
    held_on: str | None
    place: str
    digest: str
    is_whole: bool
    signed_at: int | None
    signed_by: int | None
    supplements: int | None
    reason: str
    group: int | None
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """Minutes that were signed just now, and what became of the enrolments; None of minutes that freeze nothing."""

    id: int
    states: Followed | None = None


def make_minutes(replica: Replica, new: NewMinutes, moment: Moment) -> int:
    """Writes minutes down, whatever their kind; gives their id. Nothing of them can be changed afterwards."""
    held = class_line(replica, new.class_id)
    if not new.held_on or not new.place.strip():
        raise Unsuitable("Berita acara perlu tanggal dan tempat; isi --held-on dan --place.")
    head = {
        "kind": new.kind.value,
        "class": format_id(new.class_id),
        "class_title": held.title or "",
        "held_on": new.held_on,
        "place": new.place.strip(),
        "signers": [_signer(one) for one in new.signers],
        **({"number": new.number} if new.number else {}),
        **({"supplements": format_id(new.supplements)} if new.supplements else {}),
        **({"reason": new.reason.strip()} if new.reason.strip() else {}),
        **({"group": format_id(new.group)} if new.group else {}),
    }
    text = canonical({**(new.body or {}), **head})
    if len(text.encode()) > MAX_PATCH - _ROOM:
        raise Unsuitable(
            "Isi berita acara terlalu panjang untuk satu naskah, yang muat kira-kira 1.000 peserta; bagi pesertanya ke "
            "beberapa kelas dan buat satu berita acara per kelas."
        )
    made = stated(
        MINUTES,
        class_group=new.class_id,
        kind=new.kind.value,
        number=new.number.strip(),
        held_on=new.held_on,
        place=new.place.strip(),
        body=text,
        digest=digest_of(text),
        signed_at=moment.told,
        signed_by=active_author(replica, held.realm),
        supplements=new.supplements,
        reason=new.reason.strip(),
        group=new.group,
        example=int(new.example) or None,
    )
    return row_id(write(replica, held.realm, [Change(MINUTES.number, made)], moment)[0])


def sign_completion(replica: Replica, new: NewMinutes, moment: Moment) -> Signing:
    """Signs the minutes of completion: all marks, scores and results of the class stand from now on.

    Enrolments become passed, not passed or deferred with it.
    """
    with replica.transaction():
        before = standing_minutes(replica, new.class_id)
        if before is not None:
            raise Unsuitable(
                f"Kelas ini sudah punya berita acara kelulusan {before.named}; perubahan dibuat sebagai susulan: "
                f"lontar minutes supplement --of {format_id(before.id)} --reason ALASAN."
            )
        frozen = _today(replica, new.class_id, bar_of(replica, new.class_id, new.held_on))
        undecided = [one.name for one in frozen.evidence.people if one.id not in frozen.results]
        if undecided or not frozen.evidence.people:
            raise Unsuitable(
                f"Kelulusan {len(undecided)} peserta belum diputuskan; putuskan dahulu: "
                f"lontar completion decide --class {format_id(new.class_id)}."
            )
        body = {**(new.body or {}), **completion_body(frozen)}
        made = make_minutes(replica, replace(new, kind=Kind.COMPLETION, body=body), moment)
        return Signing(id=made, states=follow(replica, new.class_id, frozen.results, {}, "", moment))


def supplement(replica: Replica, of: int, new: NewMinutes, moment: Moment) -> Signing:
    """Adds to minutes; to those of completion what was changed since, which stands from now on.

    Whose result it changes is moved to that state, for its reason. What `new` leaves empty (place, signers) is as in
    the minutes before. Raises Unsuitable when nothing was changed.
    """
    with replica.transaction():
        before = view_of(_line(replica, of))
        if not new.reason.strip():
            raise Unsuitable("Berita acara susulan perlu alasan; isi --reason.")
        class_id = before.class_group
        signers = new.signers or [Signer(**one) for one in before.body.get("signers", ())]
        new = replace(
            new,
            class_id=class_id,
            kind=Kind.SUPPLEMENTARY,
            place=new.place or before.place,
            signers=signers,
            supplements=of,
            group=before.group,
        )
        held = standing_minutes(replica, class_id)
        if before.kind not in (Kind.COMPLETION, Kind.SUPPLEMENTARY) or held is None:
            return Signing(id=make_minutes(replica, new, moment))
        if held.id != of:
            raise Unsuitable(
                f"Berita acara {format_id(of)} sudah ada susulannya; yang berlaku {format_id(held.id)}. "
                f"Pakai: lontar minutes supplement --of {format_id(held.id)}."
            )
        made = make_minutes(replica, replace(new, body=_body_of_changes(replica, held, new.held_on)), moment)
        results, reason = decided_in(replica, class_id), new.reason.strip()
        return Signing(id=made, states=follow(replica, class_id, results, held.frozen.results, reason, moment))


def changes_of(replica: Replica, signed: Signed) -> tuple[Changed, ...]:
    """What was changed since these minutes, by whomever, as this laptop knows."""
    class_id = signed.class_group
    return changes_since(
        signed.frozen, evidence_of(replica, class_id), decided_in(replica, class_id), standing(replica)
    )


def list_minutes(replica: Replica, class_id: int) -> tuple[MinutesView, ...]:
    """All minutes of a class by when they were signed."""
    with replica.database.reading():
        class_line(replica, class_id)
        lines = fetch(replica, queries.minutes_of(records, [class_id]))
        return tuple(_readable(replica, line) for line in lines)


def minutes_view(replica: Replica, minutes_id: int) -> MinutesView:
    """One of them. Raises NotHere."""
    with replica.database.reading():
        return _readable(replica, _line(replica, minutes_id))


def _readable(replica: Replica, line: Values) -> MinutesView:
    """Minutes as the one at work may read them: who runs the office as they were signed, others without the names of
    who was anonymised since.
    """
    view = view_of(line)
    if not view.is_whole or sees_numbers(role_in(replica, line.realm)):
        return view
    if line.kind == Kind.SEMINAR:
        return replace(view, body=without_examiners(view.body, nameless_examiners(replica, line.class_group)))
    if not freezes(line.body or ""):
        return view
    try:
        frozen = frozen_of(line.body, line.digest or "")
    except BrokenMinutes:
        return replace(view, body={})
    gone = nameless(replica, [one.id for one in frozen.evidence.people])
    if not gone:
        return view
    body = {**view.body, **completion_body(without_names(frozen, gone))}
    if "changes" in body:
        body["changes"] = [_nameless_change(one, gone) for one in body["changes"]]
    return replace(view, body=body)


def _nameless_change(told: Mapping[str, Any], gone: Collection[int]) -> Mapping[str, Any]:
    """What a supplement says was changed; of somebody nameless only that something was."""
    if parse_id(told["person"]) not in gone:
        return told
    return {**told, "name": NAME, "old": None, "new": None, "sentence": ""}


def changes_of_class(replica: Replica, class_id: int) -> tuple[Changed, ...]:
    """What was changed in a class since its minutes of completion; nothing when it has none."""
    with replica.database.reading():
        signed = standing_minutes(replica, class_id)
        return changes_of(replica, signed) if signed is not None else ()


def twice_signed(replica: Replica, class_id: int) -> str:
    """A sentence where two laptops signed the completion of one class and no supplement has settled it; else empty."""
    with replica.database.reading():
        lines = fetch(replica, queries.minutes_of(records, [class_id]))
        signed = standing_minutes(replica, class_id)
    first = [line for line in lines if line.kind == Kind.COMPLETION.value]
    if signed is None or signed.kind != Kind.COMPLETION.value or len(first) < 2:
        return ""
    return (
        f"Kelas ini punya {len(first)} berita acara kelulusan, dibuat di laptop yang berbeda; yang berlaku "
        f"{format_id(signed.id)}, yang ditandatangani terakhir. Bila isinya berbeda, betulkan hasilnya, lalu buat "
        f"susulan: lontar minutes supplement --of {format_id(signed.id)}."
    )


def view_of(line: Values) -> MinutesView:
    """A row of minutes as it is shown."""
    text = line.body or ""
    is_whole = digest_of(text) == line.digest
    try:
        body = msgspec.json.decode(text)
    except msgspec.DecodeError:
        body = {}
    return MinutesView(
        id=line.id,
        class_group=line.class_group,
        kind=line.kind or "",
        number=line.number or "",
        held_on=line.held_on,
        place=line.place or "",
        digest=line.digest or "",
        is_whole=is_whole,
        signed_at=line.signed_at,
        signed_by=line.signed_by,
        supplements=line.supplements,
        reason=line.reason or "",
        group=line.group,
        body=body if isinstance(body, dict) else {},
    )


def changed_body(one: Changed) -> dict[str, Any]:
    """A change as minutes and the command line tell it."""
    return {
        "what": one.what.value,
        "person": format_id(one.person),
        "name": one.name,
        "of": format_id(one.of) if one.of is not None else None,
        "title": one.title,
        "attempt": one.attempt,
        "old": one.old,
        "new": one.new,
        "sentence": one.sentence,
    }


def _body_of_changes(replica: Replica, held: Signed, on: str) -> dict[str, Any]:
    changes = changes_of(replica, held)
    if not changes:
        raise Unsuitable(f"Tidak ada yang berubah sejak berita acara {held.named}; susulan tidak diperlukan.")
    bar = Bar(rule=held.frozen.rule, attendance=held.frozen.attendance, on=on)
    return {
        **completion_body(_today(replica, held.class_group, bar)),
        "changes": [changed_body(one) for one in changes],
    }


def _today(replica: Replica, class_id: int, bar: Bar) -> Frozen:
    return Frozen(
        evidence=evidence_of(replica, class_id),
        results=decided_in(replica, class_id),
        rule=bar.rule,
        attendance=bar.attendance,
        on=bar.on,
    )


def _signer(one: Signer) -> dict[str, str]:
    told = {"name": one.name, "post": one.post, "employee_number": one.employee_number}
    return {name: value for name, value in told.items() if value}


def _line(replica: Replica, minutes_id: int) -> Values:
    line = fetch_row(replica, MINUTES, minutes_id)
    if line is None:
        raise NotHere(
            f"Tidak ada berita acara {format_id(minutes_id)} di laptop ini. Lihat: lontar minutes list --class ID."
        )
    return line
