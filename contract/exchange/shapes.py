"""The shape of a catalogue of records: what the exchange must know of a record without knowing what it means."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

Value = int | str | None
Row = dict[int, Value]
"""A row's fields by field number. A field that is absent is None: both mean "not stated"."""
Patch = dict[int, Value]
"""The fields that one edit sets, by field number."""

EARLIEST, LATEST = -62_135_510_400, 253_402_214_400
"""Times that a calendar can show wherever it hangs: a day within the years 1 to 9999."""

GONE = 1
"""Number of the field that every record has: 1 when the row is deleted."""


class RowKey(NamedTuple):
    """Names a row anywhere: the record's number and up to three integers, unused ones 0."""

    table: int
    k1: int
    k2: int = 0
    k3: int = 0


class Kind(StrEnum):
    """What happens when two people set a field to different values without having seen each other."""

    PLAIN = "plain"
    """The later one wins; the other stays in the history."""
    SENSITIVE = "sensitive"
    """The later one wins for now and a conflict is opened for a person to decide."""
    UNIQUE = "unique"
    """Sensitive, and two rows with the same value open a conflict as possible twins."""
    TEXT = "text"
    """Merged line by line; overlapping changes keep both versions, attributed."""
    DELETION = "deletion"
    """The field GONE: edit beats deletion on sensitive records, deletion wins elsewhere."""


class Type(StrEnum):
    """How a value is stored, written on the wire and shown."""

    TEXT = "text"
    INTEGER = "integer"
    HUNDREDTHS = "hundredths"
    """An integer counting hundredths; shown as a decimal number."""
    FLAG = "flag"
    DATE = "date"
    """ISO text, "2025-07-25"."""
    TIME = "time"
    """Seconds since 1970 UTC."""
    REFERENCE = "reference"
    """The minted id of a row of the record named by `refers_to`."""
    AUTHOR = "author"
    """An author's number."""

    @property
    def is_text(self) -> bool:
        """Whether values are str (else int)."""
        return self in (Type.TEXT, Type.DATE)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record. `number` is its name on the wire and never changes meaning."""

    number: int
    name: str
    type: Type = Type.TEXT
    kind: Kind = Kind.PLAIN
    refers_to: str | None = None
    fixed: bool = False
    """Set when the row is created and never again: it decides who may see the row."""
    private: bool = False
    """Left out for readers whose grant is limited to a class."""
    label: str = ""
    """Bahasa Indonesia, as shown in history and conflicts."""
    required: bool = False
    """Whether a minted row must be created with it: without it nobody could tell whose row it is."""
    of_centre: bool = False
    """Only the centre sets it: no op may, and no op may create or delete a row of such a record."""


@dataclass(frozen=True)
class Record:
    """One kind of row. Minted records have the key ("id",); facts about other rows have natural keys."""

    number: int
    name: str
    fields: tuple[Field, ...]
    keys: tuple[str, ...] = ("id",)
    key_refers_to: tuple[str | None, ...] = ()
    """For natural keys: the record that each key names, None for a bare number."""
    sensitive: bool = False
    """Whether an edit beats a concurrent deletion."""
    label: str = ""

    @property
    def minted(self) -> bool:
        """Whether a row's id is the dot of the edit that created it."""
        return self.keys == ("id",)

    @cached_property
    def of_centre(self) -> bool:
        """Whether the centre alone creates and deletes rows of this record."""
        return any(f.of_centre for f in self.fields)

    @cached_property
    def by_number(self) -> dict[int, Field]:
        """Fields by number, GONE included."""
        return {f.number: f for f in self.fields}

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Fields by name, "gone" included."""
        return {f.name: f for f in self.fields}


GONE_FIELD = Field(GONE, "gone", Type.FLAG, Kind.DELETION, label="Dihapus")


@dataclass(frozen=True)
class Catalogue:
    """All records of one schema number. The single truth for both sides, the wire and the screens."""

    schema: int
    records: tuple[Record, ...]
    conflict: str = "conflict"
    """Name of the record in which open disagreements are kept."""
    _tables: dict[int, Record] = field(init=False, repr=False, default_factory=dict)
    _names: dict[str, Record] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._tables.update({r.number: r for r in self.records})
        self._names.update({r.name: r for r in self.records})
        if len(self._tables) != len(self.records) or len(self._names) != len(self.records):
            raise ValueError("two records share a number or a name")
        for r in self.records:
            if len(r.by_number) != len(r.fields) or len({*r.by_name, *r.keys}) != len(r.fields) + len(r.keys):
                raise ValueError(f"two fields of {r.name} share a number or a name")

    def record(self, number: int) -> Record:
        """The record with this number. Raises KeyError for an unknown one."""
        return self._tables[number]

    def named(self, name: str) -> Record:
        """The record with this name. Raises KeyError for an unknown one."""
        return self._names[name]

    def knows(self, number: int) -> bool:
        """Whether this schema has a record with this number."""
        return number in self._tables


def record(
    number: int,
    name: str,
    *fields: Field,
    keys: tuple[str, ...] = ("id",),
    key_refers_to: tuple[str | None, ...] = (),
    sensitive: bool = False,
    label: str = "",
) -> Record:
    """A record with the field GONE added."""
    return Record(number, name, (GONE_FIELD, *fields), keys, key_refers_to, sensitive, label)
