"""A programme as a file: what one of these trainings is made of, so that none of them needs code of its own.

JSON in UTF-8; docs/programme.md explains every entry to people, docs/programme.schema.json to programs. What the source
does not say is null ("tidak disebut"). What was made up to show the program carries "example": true.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from contract.training.programmes.example import Example
from contract.training.programmes.parts import (
    Count,
    DistrictCode,
    Hours,
    Key,
    Long,
    Part,
    Percent,
    Short,
    StatedTime,
    Year,
    Zone,
)

SCHEMA_VERSION = 1
LARGEST = 100_000
"""Bytes of a programme file; nobody writes a longer one by hand."""


class Audience(Part, frozen=True, kw_only=True):
    """Whom a programme is for, and what they are to gain."""

    name: Short
    goal: Long | None = None


class Organiser(Part, frozen=True, kw_only=True):
    """Who runs a programme. level: pusat, provinsi, kabupaten."""

    name: Short
    role: Short | None = None
    level: Short | None = None


class Programme(Part, frozen=True, kw_only=True):
    """The programme itself. levels: lowest first, a person's path goes through them in this order."""

    title: Short
    organiser: Short | None = None
    organisers: tuple[Organiser, ...] = ()
    source: Long
    source_on: date | None = None
    url: Short | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    levels: tuple[Short, ...] = ()
    audiences: tuple[Audience, ...] = ()
    priorities: tuple[Short, ...] = ()
    impacts: tuple[Short, ...] = ()


class Training(Part, frozen=True, kw_only=True):
    """One training of the programme, and where it is. district: a Kemendagri code, where it lies in Indonesia."""

    title: Short
    year: Year | None = None
    place: Short | None = None
    district: DistrictCode | None = None
    country: Short = "Indonesia"
    zone: Zone
    starts_on: date | None = None
    ends_on: date | None = None
    level: Short | None = None
    audience: Short | None = None
    legal_basis: Long | None = None
    example: bool = False


class Batch(Part, frozen=True, kw_only=True):
    """The batch (angkatan) in which the classes are."""

    title: Short
    number: Annotated[int, Meta(ge=1, le=9999)] | None = None
    example: bool = False


class Session(Part, frozen=True, kw_only=True):
    """A meeting of a stage. subject: title of one of the class's subjects."""

    title: Short
    starts_at: StatedTime
    hours: Hours
    mode: Short | None = None
    place: Short | None = None
    subject: Short | None = None
    example: bool = False


class Task(Part, frozen=True, kw_only=True):
    """What participants do in a stage by themselves."""

    title: Short
    required: bool = False
    due_on: date | None = None
    example: bool = False


class Stage(Part, frozen=True, kw_only=True):
    """A stage of a class; one that is "mandiri" has tasks in place of sessions."""

    title: Short
    mode: Short | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    place: Short | None = None
    zone: Zone | None = None
    lesson_hours: Hours | None = None
    sessions: tuple[Session, ...] = ()
    tasks: tuple[Task, ...] = ()
    example: bool = False


class Subject(Part, frozen=True, kw_only=True):
    """A subject (mata pelatihan), as it stands on the back of the certificate."""

    title: Short
    hours: Hours | None = None
    example: bool = False


class Component(Part, frozen=True, kw_only=True):
    """A component of the total score. Weights of a class add up to 100; minimum: the least score that passes."""

    title: Short
    kind: Short | None = None
    weight: Percent = 0
    minimum: Percent | None = None
    of_group: bool = False
    example: bool = False


class Staff(Part, frozen=True, kw_only=True):
    """Who runs or teaches a class. Real persons are named in the office, never in a file that is passed on."""

    role: Short
    name: Short | None = None
    position: Short | None = None
    agency: Short | None = None
    example: bool = False


class Groups(Part, frozen=True, kw_only=True):
    """How a class is divided. by: what is spread evenly (agency, sex, district, affairs), the weightiest first."""

    count: Annotated[int, Meta(ge=1, le=500)]
    by: tuple[Short, ...] = ()
    seed: Count = 0
    themes: tuple[Short, ...] = ()


class ClassGroup(Part, frozen=True, kw_only=True):
    """A class with all that is in it. What stands in an example class is an example too."""

    title: Short
    quota: Count | None = None
    reserves: Count | None = None
    level: Short | None = None
    audience: Short | None = None
    district: DistrictCode | None = None
    stages: tuple[Stage, ...] = ()
    subjects: tuple[Subject, ...] = ()
    components: tuple[Component, ...] = ()
    staff: tuple[Staff, ...] = ()
    groups: Groups | None = None
    example: bool = False


class Condition(Part, frozen=True, kw_only=True):
    """One way to be whom a programme means; it is enough to fit one. All that is stated in it must hold.

    audience: only for classes of that audience. echelons: "I", "II" or "II.a". positions: words with which a post
    begins ("Kepala Dinas"). has_position: any post will do.
    """

    text: Short
    audience: Short | None = None
    echelons: tuple[Short, ...] = ()
    positions: tuple[Short, ...] = ()
    employment: tuple[Short, ...] = ()
    has_position: bool = False
    source: Short | None = None


class Payments(Part, frozen=True, kw_only=True):
    """Whether participants are paid (transport, daily allowance); why stands on screen where they are not."""

    allowed: bool
    why: Short | None = None
    source: Short | None = None


class Partner(Part, frozen=True, kw_only=True):
    """A partner in a programme. printed: whether the name stands on papers."""

    name: Short
    role: Short | None = None
    printed: bool = True
    country: Short | None = None
    source: Short | None = None
    example: bool = False


class Figure(Part, frozen=True, kw_only=True):
    """A published number with who said it and when. value null: the source does not say."""

    measure: Literal["target", "enrolled", "completed", "certified", "pilot_villages", "planned_villages"]
    value: Count | None = None
    year: Year | None = None
    district: DistrictCode | None = None
    level: Short | None = None
    audience: Short | None = None
    sex: Literal["L", "P"] | None = None
    source: Long
    source_on: date | None = None
    url: Short | None = None
    note: Long | None = None
    example: bool = False


class Activity(Part, frozen=True, kw_only=True):
    """What is no class: a kick-off, an agreement's signing, an opening, a closing, a visit."""

    kind: Literal["kick_off", "agreement", "opening", "closing", "visit", "other"]
    title: Short
    held_on: date | None = None
    place: Short | None = None
    district: DistrictCode | None = None
    country: Short | None = None
    zone: Zone | None = None
    host: Short | None = None
    note: Long | None = None
    source: Long | None = None
    example: bool = False


class Party(Part, frozen=True, kw_only=True):
    """A party to an agreement: its name and the post of who signed. Persons are not named."""

    name: Short
    post: Short | None = None


class Commitment(Part, frozen=True, kw_only=True):
    """What an agreement promises. measure: which count of Lontar's shows how far it has come."""

    text: Long
    measure: Literal["enrolled", "completed", "certified", "villages"] | None = None
    quantity: Count | None = None
    unit: Short | None = None
    due_on: date | None = None
    district: DistrictCode | None = None
    source: Long | None = None


class Agreement(Part, frozen=True, kw_only=True):
    """A memorandum of understanding (nota kesepahaman). activity: title of the activity at which it was signed."""

    object: Long
    activity: Short | None = None
    number: Short | None = None
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    place: Short | None = None
    source: Long | None = None
    parties: tuple[Party, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    example: bool = False


class Village(Part, frozen=True, kw_only=True):
    """A pilot village and where its SPBE stands."""

    name: Short
    district: DistrictCode | None = None
    subdistrict: Short | None = None
    spbe_status: Short | None = None
    note: Long | None = None
    example: bool = False


class Appraisal(Part, frozen=True, kw_only=True):
    """A published SPBE index of one government, or null where none is known."""

    district: DistrictCode
    instrument: Short
    year: Year | None = None
    stated: Annotated[float, Meta(ge=0, le=5)] | None = None
    predicate: Short | None = None
    phase: Literal["before", "after"] | None = None
    source: Long | None = None
    source_on: date | None = None
    example: bool = False


class Fact(Part, frozen=True, kw_only=True):
    """Something that a source says and that has no record of its own."""

    text: Long
    source: Long
    source_on: date | None = None
    url: Short | None = None


class Certificates(Part, frozen=True, kw_only=True):
    """What is given out at the end. pattern: the number's parts, as settings know them; null: not stated."""

    kinds: tuple[Literal["training", "competence"], ...] = ()
    pattern: Short | None = None
    unit: Short | None = None
    scheme: Short | None = None
    institution: Short | None = None
    valid_years: Annotated[int, Meta(ge=1, le=50)] | None = None
    note: Long | None = None
    example: bool = False


class ProgrammeFile(Part, frozen=True, kw_only=True):
    """A whole programme. key: names it everywhere. training: null for what is no training, as a pilot.

    rule: the completion rule, null where nobody stated one.
    words: labels that the programme wants otherwise ("A": "Tanpa Keterangan").
    """

    schema_version: Literal[1]
    key: Key
    programme: Programme
    training: Training | None = None
    batch: Batch | None = None
    classes: tuple[ClassGroup, ...] = ()
    rule: dict[str, Any] | None = None
    eligibility: tuple[Condition, ...] = ()
    words: dict[Literal["H", "I", "S", "A", "DL"], Short] = msgspec.field(default_factory=dict)
    payments: Payments | None = None
    partners: tuple[Partner, ...] = ()
    figures: tuple[Figure, ...] = ()
    activities: tuple[Activity, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    villages: tuple[Village, ...] = ()
    appraisals: tuple[Appraisal, ...] = ()
    facts: tuple[Fact, ...] = ()
    certificates: Certificates | None = None
    example: Example | None = None


def hundredths(number: float) -> int:
    """A number of a file with two decimals at most, as rows keep it."""
    return round(number * 100)


_ENCODER = msgspec.json.Encoder(order="deterministic")


def file_text(file: ProgrammeFile) -> str:
    """The file as rows keep it: compact JSON without what is not stated."""
    return _ENCODER.encode(file).decode()
