"""The example part of a programme file: what is made up to show a whole training running."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta

from contract.training.programmes.parts import Count, DistrictCode, Part, Percent, Short


class ExamplePeople(Part, frozen=True, kw_only=True):
    """Made-up participants of one class. The person at place i of the class has the value at place i of each list,
    counted around: three districts for forty-six people come in turns.

    count: how many take part. nominated: how many are put forward, those behind the others too; null: as many as take
    part. quota, reserves: where the class states none. withdrawals: how many of those selected give their place back
    before the class, drawn from the seed. select_by: the order in which candidates get the places.
    """

    into: Short
    count: Annotated[int, Meta(ge=1, le=20_000)]
    districts: tuple[DistrictCode, ...]
    employment: tuple[Short, ...]
    sexes: tuple[Literal["L", "P"], ...] = ("L", "P")
    echelons: tuple[Short, ...] = ()
    grades: tuple[Short, ...] = ()
    positions: tuple[Short, ...] = ()
    agencies: tuple[Short, ...] = ()
    affairs: tuple[Short, ...] = ()
    nominated: Annotated[int, Meta(ge=1, le=20_000)] | None = None
    quota: Count | None = None
    reserves: Count | None = None
    withdrawals: Annotated[int, Meta(ge=0, le=1_000)] = 0
    select_by: Literal["roster", "name", "grade", "echelon"] = "roster"


class ExampleMarks(Part, frozen=True, kw_only=True):
    """What else is told of marks, in percent: late of those present, deputies of those excused or on duty elsewhere,
    written down only after their session was closed of all.
    """

    late: Percent = 0
    deputies: Percent = 0
    afterwards: Percent = 0


class ExampleRates(Part, frozen=True, kw_only=True):
    """Made-up rates in rupiah for the payment list of participants, a day each; null: none is set."""

    transport: Annotated[int, Meta(ge=0, le=10**9)] | None = None
    daily: Annotated[int, Meta(ge=0, le=10**9)] | None = None


class ExampleAbsences(Part, frozen=True, kw_only=True):
    """How many of a hundred marks are which code, "H" being the rest. session: only this one; null: all others."""

    session: Short | None = None
    codes: dict[Literal["I", "S", "A", "DL"], Percent]


class ExampleScore(Part, frozen=True, kw_only=True):
    """Between which scores a component's are drawn. remedial: from which on further attempts of those below the
    component's minimum are drawn; null: nobody tries again.
    """

    component: Short
    lowest: Percent
    highest: Percent
    remedial: Percent | None = None


class ExamplePlan(Part, frozen=True, kw_only=True):
    """A made-up action plan for one group."""

    title: Short
    theme: Short | None = None
    priorities: tuple[Short, ...] = ()
    impacts: tuple[Short, ...] = ()
    quick_win: bool = False
    indicators: tuple[Short, ...] = ()


class Example(Part, frozen=True, kw_only=True):
    """What is made up to show the whole programme running. Everything is drawn from the seed and from places in lists:
    nothing says of one person that they pass or fail. rule: the completion rule where the file states none.
    criteria: of the seminar, as the regulation of that name is written.
    """

    note: Short
    seed: Count
    people: tuple[ExamplePeople, ...] = ()
    rule: dict[str, Any] | None = None
    absences: tuple[ExampleAbsences, ...] = ()
    tasks_done: Percent = 100
    scores: tuple[ExampleScore, ...] = ()
    competent: Percent | None = None
    plans: tuple[ExamplePlan, ...] = ()
    marks: ExampleMarks = ExampleMarks()
    rates: ExampleRates | None = None
    criteria: Short | None = None
