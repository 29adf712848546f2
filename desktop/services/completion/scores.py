"""Components of a class's total, and the scores of its people: one at a time, or one for a whole group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from contract.exchange.dots import format_id, row_id
from contract.exchange.shapes import Patch, RowKey
from contract.tables import completion as queries
from contract.tables.records import Values
from contract.training.catalogue import COMPONENT, MEMBERSHIP, SCORE
from contract.training.completion.changed_since import Changed
from contract.training.completion.evidence import Component, ComponentKind, Evidence, Participant
from contract.training.completion.rule import CompletionRule
from contract.training.completion.scoring import (
    FIRST_ATTEMPT,
    LAST_ATTEMPT,
    WHOLE_WEIGHT,
    Scored,
    predicate_of,
    scores_of,
    total_of,
    weights_sentence,
)
from contract.training.exact_numbers import HUNDREDTHS, MOST_SCORE, number_text
from contract.training.people.same_person import records_of
from desktop.services.completion.evidence import component_of, evidence_of
from desktop.services.completion.reported import Reported, reported
from desktop.services.completion.rules import completion_rule_of_class
from desktop.services.exchange.lease import require_reading
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.named import class_line, group_line
from desktop.services.writing import bringing_back, patch, stated, write
from desktop.storage.edit import Change, Moment, active_author
from desktop.storage.queries.lines import fetch, fetch_by, fetch_row
from desktop.storage.queries.same_person import standing
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class NewComponent:
    """A component to make. weight, minimum: hundredths of 0 to 100. of_group: one score counts for all members."""

    class_id: int
    title: str
    kind: str
    weight: int = 0
    minimum: int | None = None
    of_group: bool = False
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewScore:
    """A score to write, for a person or for all members of a group. value: hundredths, None takes it away again.

    attempt: 1 the first.
    """

    component: int
    value: int | None
    person: int | None = None
    group: int | None = None
    attempt: int = FIRST_ATTEMPT
    note: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """One person's scores and the exact weighted total."""

    person: Participant
    scored: tuple[Scored, ...]
    total: Fraction | None
    predicate: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreTable:
    """The scores of a class, as its minutes froze them if it has any. remark: what is wrong with the weights.

    changed: what was changed since those minutes.
    """

    components: tuple[Component, ...]
    lines: tuple[ScoreLine, ...]
    remark: str | None
    minutes: int | None
    changed: tuple[Changed, ...] = ()


def add_component(replica: Replica, new: NewComponent, moment: Moment) -> int:
    """Makes a component; gives its id. Raises Unsuitable, also when the weights would be more than 100 %."""
    with replica.transaction():
        held = class_line(replica, new.class_id)
        title = " ".join(new.title.split())
        if not title:
            raise Unsuitable("Nama komponen nilai kosong; tulis namanya.")
        if new.kind not in ComponentKind.__members__.values():
            raise Unsuitable(f'Jenis komponen "{new.kind}" tidak dikenal; pakai {", ".join(ComponentKind)}.')
        here = list_components(replica, new.class_id)
        if any(one.title.casefold() == title.casefold() for one in here):
            raise Unsuitable(f'Komponen nilai "{title}" sudah ada di kelas ini; pakai nama lain.')
        _check_figures(new.weight, new.minimum, [one.weight for one in here])
        made = stated(
            COMPONENT,
            class_group=new.class_id,
            title=title,
            kind=new.kind,
            weight=new.weight,
            minimum=new.minimum,
            position=len(here) + 1,
            of_group=int(new.of_group) or None,
            example=int(new.example) or None,
        )
        return row_id(write(replica, held.realm, [Change(COMPONENT.number, made)], moment)[0])


def set_component(
    replica: Replica, component_id: int, moment: Moment, *, weight: int | None = None, minimum: int | None = None
) -> None:
    """Changes weight or minimum; what is None stays."""
    with replica.transaction():
        line = component_line(replica, component_id)
        others = [one.weight for one in list_components(replica, line.class_group) if one.id != component_id]
        _check_figures(weight if weight is not None else line.weight or 0, minimum, others)
        told = {"weight": weight, "minimum": minimum}
        set_to = patch(COMPONENT, **{name: value for name, value in told.items() if value is not None})
        realm = class_line(replica, line.class_group).realm
        write(replica, realm, [Change(RowKey(COMPONENT.number, component_id), set_to)] if set_to else [], moment)


def list_components(replica: Replica, class_id: int) -> tuple[Component, ...]:
    """Components of a class in their order."""
    with replica.database.reading():
        class_line(replica, class_id)
        return tuple(component_of(line) for line in fetch(replica, queries.components_of(records, class_id)))


def component_line(replica: Replica, component_id: int) -> Values:
    """A component by id. Raises NotHere."""
    line = fetch_row(replica, COMPONENT, component_id)
    if line is None:
        raise NotHere(
            f"Tidak ada komponen nilai {format_id(component_id)} di laptop ini. "
            "Lihat daftarnya: lontar component list --class ID."
        )
    return line


def set_score(replica: Replica, new: NewScore, moment: Moment) -> int:
    """Writes a score; gives for how many people. Of a group's component it is written for every member.

    Raises Unsuitable for an attempt that the rule does not allow, and for people who are not in the class.
    """
    return set_scores(replica, [new], moment)


def set_scores(replica: Replica, scores: Sequence[NewScore], moment: Moment) -> int:
    """Writes many scores, all or none; those that stand so already are not written again."""
    with replica.transaction():
        changes: dict[int, dict[RowKey, Change]] = {}
        books: dict[int, ScoreBook] = {}
        for new in scores:
            line = component_line(replica, new.component)
            if line.class_group not in books:
                books[line.class_group] = ScoreBook(replica, line.class_group)
            book = books[line.class_group]
            author = active_author(replica, book.realm)
            for person in book.people_of(replica, component_of(line), new):
                if book.holds(new, person):
                    continue
                for row in book.rows_of(replica, new, person):
                    changes.setdefault(book.realm, {})[row] = Change(row, _patch(new, author, moment))
        for realm, told in changes.items():
            write(replica, realm, bringing_back(replica, list(told.values())), moment)
        return sum(map(len, changes.values()))


def score_table(replica: Replica, class_id: int) -> ScoreTable:
    """Everybody's scores with exact totals, in the order of the roster."""
    with replica.database.reading():
        require_reading(replica)
        class_line(replica, class_id)
        return scores_as(replica, class_id, reported(replica, class_id))


def scores_as(replica: Replica, class_id: int, told: Reported) -> ScoreTable:
    """The scores of a class that was read."""
    found = completion_rule_of_class(replica, class_id)
    rule = told.signed.frozen.rule if told.signed is not None else found.rule if found is not None else CompletionRule()
    return ScoreTable(
        components=told.evidence.components,
        lines=tuple(_line(told.evidence, person, rule) for person in told.evidence.people),
        remark=weights_sentence(told.evidence.components),
        minutes=None if told.signed is None else told.signed.id,
        changed=told.changed,
    )


class ScoreBook:
    """What scores of one class are checked against, read once for many."""

    def __init__(self, replica: Replica, class_id: int) -> None:
        self.class_id = class_id
        self.realm: int = class_line(replica, class_id).realm
        self.evidence = evidence_of(replica, class_id)
        self._people = {one.id: one for one in self.evidence.people}
        self._of = standing(replica)
        found = completion_rule_of_class(replica, class_id)
        self._rule = found.rule if found is not None else None
        self._fresh: set[tuple[int, int, int]] = set()

    def people_of(self, replica: Replica, component: Component, new: NewScore) -> list[int]:
        """For whom a score is written. Raises Unsuitable."""
        if new.value is not None and not 0 <= new.value <= MOST_SCORE:
            raise Unsuitable("Nilai di luar 0 sampai 100; periksa lagi.")
        people = self._aimed(replica, component, new)
        for person in people:
            self._check_attempt(component, person, new)
            self._fresh.add((component.id, person, new.attempt))
        return people

    def holds(self, new: NewScore, person: int) -> bool:
        """Whether the score stands so already, and nobody disputes it."""
        key = (new.component, person)
        held: Mapping[int, int] = self.evidence.scores.get(key, {})
        return held.get(new.attempt) == new.value and key not in self.evidence.disputed_scores and not new.note

    def rows_of(self, replica: Replica, new: NewScore, person: int) -> list[RowKey]:
        """Where a score is written: of somebody with several records under each that has one, so that they agree."""
        several = records_of(person, self._of)
        held = [one for one in several if fetch_row(replica, SCORE, new.component, one, new.attempt) is not None]
        return [RowKey(SCORE.number, new.component, one, new.attempt) for one in held or [person]]

    def _aimed(self, replica: Replica, component: Component, new: NewScore) -> list[int]:
        if new.group is not None:
            group = group_line(replica, new.group)
            if group.class_group != self.class_id:
                raise Unsuitable(f"Kelompok {group.title} bukan dari kelas komponen nilai ini.")
            members = [
                self._of.get(one.person, one.person) for one in fetch_by(replica, MEMBERSHIP, "group", new.group)
            ]
            people = sorted({one for one in members if one in self._people})
            if not people:
                raise Unsuitable(f"Kelompok {group.title} belum punya anggota; isi dahulu.")
            return people
        person = self._of.get(new.person or 0, new.person or 0)
        if person not in self._people:
            raise Unsuitable("Orang ini bukan peserta kelas komponen nilai itu; daftarkan dahulu.")
        group_of = self._people[person].group
        if not component.of_group or group_of is None:
            return [person]
        return [one.id for one in self.evidence.people if one.group == group_of]

    def _check_attempt(self, component: Component, person: int, new: NewScore) -> None:
        attempt = new.attempt
        if not FIRST_ATTEMPT <= attempt <= LAST_ATTEMPT:
            raise Unsuitable(f"Percobaan {attempt} tidak ada; tulis {FIRST_ATTEMPT} sampai {LAST_ATTEMPT}.")
        if attempt == FIRST_ATTEMPT:
            return
        if new.value is not None and self._rule is not None and not self._rule.allow_remedial:
            raise Unsuitable("Syarat kelulusan kelas ini tidak mengizinkan remedial; nilai percobaan kedua ditolak.")
        held = self.evidence.scores.get((component.id, person), {})
        if new.value is not None and attempt - 1 not in held and (component.id, person, attempt - 1) not in self._fresh:
            raise Unsuitable(f"Percobaan {attempt - 1} belum ada nilainya; isi dahulu sebelum percobaan {attempt}.")


def _patch(new: NewScore, author: int, moment: Moment) -> Patch:
    told = stated(SCORE, note=new.note.strip(), reason=new.reason.strip())
    return {**patch(SCORE, value=new.value, scored_at=moment.told, scored_by=author), **told}


def _line(evidence: Evidence, person: Participant, rule: CompletionRule) -> ScoreLine:
    scored = scores_of(evidence, person, rule)
    total = total_of(scored)
    return ScoreLine(person=person, scored=scored, total=total, predicate=predicate_of(total, rule))


def _check_figures(weight: int, minimum: int | None, others: Sequence[int]) -> None:
    for value, what in ((weight, "Bobot"), (minimum, "Nilai minimal")):
        if value is not None and not 0 <= value <= MOST_SCORE:
            raise Unsuitable(f"{what} di luar 0 sampai 100; periksa lagi.")
    if sum(others) + weight > WHOLE_WEIGHT:
        room = number_text(Fraction(WHOLE_WEIGHT - sum(others), HUNDREDTHS))
        raise Unsuitable(f"Jumlah bobot akan lebih dari 100%; sisa bobot untuk komponen ini {room}%.")
