"""Minutes of a seminar: every examiner's sheet stands in them, and what was changed afterwards is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from contract.training.completion.minutes import Kind
from contract.training.plans.seminars import changed_since, minutes_body
from contract.training.rights.masking import sees_numbers
from desktop.services.completion.minutes import NewMinutes, make_minutes, minutes_view
from desktop.services.faults import Unsuitable
from desktop.services.named import class_line
from desktop.services.plans.seminars import SeminarSheet, presented, seminar_of
from desktop.services.plans.standing_seminar import SignedSeminar, standing_seminar
from desktop.services.writing import role_in
from desktop.storage.edit import Moment
from desktop.storage.replica import Replica


@dataclass(frozen=True, slots=True, kw_only=True)
class SeminarPaper:
    """Minutes of a seminar to be printed. signed: None for a draft. changed: what was changed since, in sentences."""

    signed: SignedSeminar | None
    digest: str
    body: Mapping[str, Any]
    changed: tuple[str, ...]


def sign_seminar(replica: Replica, new: NewMinutes, moment: Moment) -> int:
    """Freezes the sheets of a class's seminar; gives the minutes' id. Signed again they supplement, with a reason.

    Raises Unsuitable while a sheet that was begun is not whole, or two laptops differ about a value.
    """
    with replica.transaction():
        found = seminar_of(replica, new.class_id, new.held_on)
        _check_whole(found)
        before = standing_seminar(replica, new.class_id)
        if before is not None and not new.reason.strip():
            raise Unsuitable(
                f"Kelas ini sudah punya berita acara seminar {before.named}; yang baru menjadi susulan dan perlu "
                "alasan: --reason ALASAN."
            )
        body = _body(replica, new.class_id, found, new.held_on, new.place)
        if before is not None:
            body["changed"] = list(changed_since(before.body, presented(found)) or ())
        supplements = before.id if before is not None else None
        return make_minutes(replica, replace(new, kind=Kind.SEMINAR, body=body, supplements=supplements), moment)


def _body(replica: Replica, class_id: int, found: SeminarSheet, held_on: str, place: str) -> dict[str, object]:
    return minutes_body(
        class_title=class_line(replica, class_id).title or "",
        held_on=held_on,
        place=place.strip(),
        criteria=found.criteria,
        plans=presented(found),
    )


def seminar_paper(replica: Replica, class_id: int, on: str) -> SeminarPaper:
    """What the minutes say on paper: as they were frozen, or a draft of a day (ISO) while nothing is signed.

    Who does not run the office reads no name of somebody who was anonymised since.
    """
    with replica.database.reading():
        sees = sees_numbers(role_in(replica, class_line(replica, class_id).realm))
        signed = standing_seminar(replica, class_id, as_signed=sees)
        if signed is None:
            found = seminar_of(replica, class_id, on)
            return SeminarPaper(signed=None, digest="", body=_body(replica, class_id, found, on, ""), changed=())
        digest = minutes_view(replica, signed.id).digest
        changed = seminar_standing(replica, class_id, on)[1]
        return SeminarPaper(signed=signed, digest=digest, body=signed.body, changed=changed)


def seminar_standing(replica: Replica, class_id: int, today: str) -> tuple[SignedSeminar | None, tuple[str, ...]]:
    """(minutes that hold, what was changed since, a sentence each). Raises NotHere."""
    with replica.database.reading():
        signed = standing_seminar(replica, class_id)
        if signed is None:
            return None, ()
        changed = changed_since(signed.body, presented(seminar_of(replica, class_id, today)))
        return signed, changed if changed is not None else ("Isi berita acara seminar tidak dikenal Lontar ini.",)


def _check_whole(found: SeminarSheet) -> None:
    titles = {one.number: one.title for one in found.criteria}
    for plan in found.plans:
        for sheet in plan.seminar.result.sheets:
            if sheet.total is None:
                name = plan.seminar.examiners.get(sheet.examiner) or "-"
                missing = ", ".join(titles.get(number, str(number)) for number in sheet.missing)
                raise Unsuitable(
                    f"Lembar penguji {name} untuk {plan.group_title} belum lengkap: {missing}. "
                    "Lengkapi atau putuskan yang berbeda, lalu tanda tangani."
                )
    if not any(plan.seminar.result.sheets for plan in found.plans):
        raise Unsuitable("Belum ada nilai seminar di kelas ini; isi dahulu dengan lontar plan seminar score.")
