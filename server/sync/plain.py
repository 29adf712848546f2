"""The set path: ops that nothing can contest are settled together with their like, the rest go to the judge one by one.

It takes an op only where the way through the judge could but say ok and write the patch over the row: nobody wrote the
row since the op's base, what it sets fits, its parents are there, the author may write there, no other row has its
numbers. All that must be asked of the fields is asked once for all ops that set the same fields of the same record.
When in doubt it leaves an op alone, which costs time and nothing else. Any further rule of apply's about some record or
field must be a reason here to leave its ops alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from contract.exchange.judge import fit_together
from contract.exchange.operations import Op
from contract.exchange.shapes import Kind, Record, Row, RowKey, Type
from contract.training.catalogue import CATALOGUE, ENROLMENT, PERSON
from contract.training.rights.roles import Grant, may_write
from contract.training.rights.scopes import HOME_BY_FIRST_KEY, home_scope
from server.store.bench import Bench

_SETTLED_BY_JUDGE = frozenset({Kind.PLAIN, Kind.SENSITIVE, Kind.UNIQUE, Kind.TEXT, Kind.DELETION})
"""Kinds of field of which the judge says ok where nobody wrote the row since."""
Holders = Mapping[tuple[int, int, str], set[int]]
_Sort = tuple[int, ...]
"""A record's number and the fields that are set, in the order in which the op has them."""


@dataclass(slots=True)
class _Alike:
    """What holds for all ops of a batch that set the same fields of the same record, and what was found out so far."""

    record: Record
    of_key: list[tuple[int, int, set[int]]]
    """(place in the key, record) of what the key names, and those of them that are known to be there."""
    of_fields: list[tuple[int, int, set[int]]]
    """(field, record) of what the fields name, and those of them that are known to be there."""
    unique: list[int]
    may_create: bool
    """A minted row has with them what it must have."""
    may_change: bool
    """They set no field that stands for ever once it is set."""
    homes: dict[int, int | None] = field(default_factory=dict)
    """By first key, where that alone decides: the home scope, None where the author may not write.

    It stays what it is: the field that names a row's class is required and set once.
    """


def parents(sorts: Mapping[_Sort, Sequence[Op]]) -> set[RowKey]:
    """Every row that these ops refer to, by key or by field."""
    found: set[RowKey] = set()
    for sort, ops in sorts.items():
        record = CATALOGUE.record(sort[0])
        for place, number in _named_by_key(record):
            found |= {RowKey(number, identifier) for identifier in {op.key[place] for op in ops}}
        for field_number, number in _named_by_fields(record, sort[1:]):
            named = {op.patch[field_number] for op in ops}
            found |= {RowKey(number, identifier) for identifier in named if isinstance(identifier, int)}
    return found


def sorted_out(edits: Iterable[Op]) -> dict[_Sort, list[Op]]:
    """The ops by record and fields."""
    sorts: dict[_Sort, list[Op]] = defaultdict(list)
    for edit in edits:
        sorts[edit.key[0], *edit.patch].append(edit)
    return sorts


def _named_by_key(record: Record) -> list[tuple[int, int]]:
    named = enumerate(record.key_refers_to, 1)
    return [(place, CATALOGUE.named(name).number) for place, name in named if name is not None]


def _named_by_fields(record: Record, numbers: Sequence[int]) -> list[tuple[int, int]]:
    shapes = [record.by_number[number] for number in numbers if number in record.by_number]
    return [
        (shape.number, CATALOGUE.named(shape.refers_to).number)
        for shape in shapes
        if shape.type is Type.REFERENCE and shape.refers_to
    ]


class Plain:
    """The set path of one batch, whose ops are of today's schema and come by record and fields.

    grants: the author's, None for the centre's own author, who may write anything.
    """

    def __init__(
        self,
        bench: Bench,
        grants: Sequence[Grant] | None,
        received: int,
        holders: Holders,
        sorts: Mapping[_Sort, Sequence[Op]],
    ) -> None:
        self._bench = bench
        self._grants = grants
        self._received = received
        self._holders = holders
        self._there: dict[int, set[int]] = defaultdict(set)
        self._sorts: list[tuple[_Alike, list[Op]]] = []
        for sort, ops in sorts.items():
            alike = self._look_at(sort, ops)
            if alike is not None:
                # What an author says that they saw is for the judge to believe or not.
                self._sorts.append((alike, [op for op in ops if not op.saw]))

    def settle_all(self, count: int, bound: int) -> tuple[dict[RowKey, Row], dict[RowKey, int]] | None:
        """(rows after them, home of each) when `count` ops are all of the batch and none of them meets another.

        None when they must be looked at one by one: two are about one row, or about what another of them makes.
        bound: no base beyond this commit counts.
        """
        rows: dict[RowKey, Row] = {}
        homes: dict[RowKey, int] = {}
        if sum(len(ops) for _, ops in self._sorts) != count:
            return None
        for alike, ops in self._sorts:
            made = self._rows_after(alike, ops, bound)
            if made is None or not self._all_parents_are_there(alike, ops):
                return None
            for key, row in made.items():
                home = self._home(alike, key, row)
                if home is None:
                    return None
                homes[key] = home
            rows |= made
        return (rows, homes) if len(rows) == count else None

    def _rows_after(self, alike: _Alike, ops: Sequence[Op], bound: int) -> dict[RowKey, Row] | None:
        present = self._bench.rows
        made: dict[RowKey, Row] = {op.key: op.patch for op in ops}
        held = present.keys() & made.keys()
        if held and not alike.may_change:
            return None
        minting = alike.record.minted
        for op in ops if held or minting else ():
            if op.key in held:
                version, row = present[op.key]
                if version > min(op.base, bound):
                    return None
                made[op.key] = {**row, **op.patch}
            elif minting and not (alike.may_create and op.creates):
                return None
        return made

    def _all_parents_are_there(self, alike: _Alike, ops: Sequence[Op]) -> bool:
        for place, number, there in alike.of_key:
            if not all(self._is_there(number, one, there) for one in {op.key[place] for op in ops} - there):
                return False
        for field_number, number, there in alike.of_fields:
            named = {op.patch[field_number] for op in ops} - there
            if not all(self._is_there(number, one, there) for one in named if isinstance(one, int)):
                return False
        return True

    @cached_property
    def _by_n(self) -> dict[int, tuple[_Alike, Op]]:
        return {op.n: (alike, op) for alike, ops in self._sorts for op in ops}

    def settle(self, n: int, base: int) -> tuple[Op, Row, int] | None:
        """The op as one of today's schema, the row after it and its home; None for one that the judge must see."""
        found = self._by_n.get(n)
        if found is None:
            return None
        alike, edit = found
        row: Row = edit.patch
        held = self._bench.rows.get(edit.key)
        if held is None:
            if alike.record.minted and not (alike.may_create and edit.creates):
                return None
        elif alike.may_change and (held[0] <= base or self._bench.version(edit.key) <= base):
            row = {**held[1], **row}
        else:
            return None
        if not self._parents_are_there(alike, edit) or (alike.unique and self._has_twins(alike, edit)):
            return None
        home = self._home(alike, edit.key, row)
        return (edit, row, home) if home is not None else None

    def _look_at(self, sort: _Sort, ops: Sequence[Op]) -> _Alike | None:
        record, numbers = CATALOGUE.record(sort[0]), sort[1:]
        if not self._is_plain(record) or not fit_together(record, ops):
            return None
        shapes = [record.by_number[number] for number in numbers]
        if any(shape.kind not in _SETTLED_BY_JUDGE or shape.refers_to == record.name for shape in shapes):
            return None
        required = {shape.number for shape in record.fields if shape.required}
        stated = required <= set(numbers) and all(op.patch[n] is not None for op in ops for n in required)
        return _Alike(
            record=record,
            of_key=[(place, number, self._there[number]) for place, number in _named_by_key(record)],
            of_fields=[(place, number, self._there[number]) for place, number in _named_by_fields(record, numbers)],
            unique=[shape.number for shape in shapes if shape.kind is Kind.UNIQUE],
            may_create=stated,
            may_change=not any(shape.fixed for shape in shapes),
        )

    def _is_plain(self, record: Record) -> bool:
        """Whether apply has no rule of its own about the record: who is limited to classes has one in two of them."""
        if record.of_centre:
            return False
        limited = any(grant.class_group for grant in self._grants or ())
        return not limited or record.number not in (PERSON.number, ENROLMENT.number)

    def _parents_are_there(self, alike: _Alike, edit: Op) -> bool:
        for place, number, there in alike.of_key:
            if edit.key[place] not in there and not self._is_there(number, edit.key[place], there):
                return False
        for field_number, number, there in alike.of_fields:
            named = edit.patch[field_number]
            if isinstance(named, int) and named not in there and not self._is_there(number, named, there):
                return False
        return True

    def _is_there(self, number: int, identifier: int, there: set[int]) -> bool:
        """Whether there is such a row. None goes within a batch: what was there once need not be looked for again."""
        if self._bench.look(RowKey(number, identifier)) is None:
            return False
        there.add(identifier)
        return True

    def _has_twins(self, alike: _Alike, edit: Op) -> bool:
        return any(
            self._holders.get((alike.record.number, number, str(edit.patch[number])), set()) - {edit.key.k1}
            for number in alike.unique
        )

    def _home(self, alike: _Alike, key: RowKey, row: Row) -> int | None:
        """The row's home scope, None where the author may not write."""
        if key[0] in HOME_BY_FIRST_KEY:
            if key[1] not in alike.homes:
                alike.homes[key[1]] = self._allowed(alike.record, home_scope(key, row, self._bench.look))
            return alike.homes[key[1]]
        return self._allowed(alike.record, home_scope(key, row, self._bench.look))

    def _allowed(self, record: Record, home: int) -> int | None:
        """By the grants that hold now: those that held when the op was made can only add to them."""
        if self._grants is None:
            return home
        times = (self._received, self._received)
        return home if may_write(self._grants, record.name, frozenset({home}), times) else None
