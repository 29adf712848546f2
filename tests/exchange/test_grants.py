"""Who may write and read what: every role against every record, in their own class, another, and none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.exchange.dots import Dot, row_id
from contract.exchange.scopes import OFFICE, SHARED, Reach
from contract.exchange.shapes import GONE, Row, RowKey
from contract.training.catalogue import CATALOGUE
from contract.training.rights.roles import Grant, Role, may_write, reach_of
from contract.training.rights.scopes import guest, home_scope

A, B = row_id(Dot(3, 10)), row_id(Dot(3, 11))
NOW = 1_753_400_000
OWN, OTHER, SHARED_ROW, OFFICE_ROW, BOTH = (
    frozenset({A}),
    frozenset({B}),
    frozenset({SHARED}),
    frozenset({OFFICE}),
    frozenset({A, B}),
)
NAMES = [shape.name for shape in CATALOGUE.records]
IN_A_CLASS = {
    *("stage", "session", "enrolment", "group", "membership", "attendance", "note", "person", "conflict", "lookalike"),
    *("attachment", "subject", "task", "task_progress", "staff", "teaching", "score", "action_plan", "milestone"),
    *("coaching", "seminar_score", "follow_up", "consent"),
}

# Per role of the whole office, and per role in class A: the records that may be written, by where the row is.
EVERYTHING = set(NAMES) - {"author", "arrival", "number_block"}
OFFICE_WIDE = {
    Role.ADMIN: EVERYTHING,
    Role.ORGANISER: EVERYTHING,
    Role.FACILITATOR: IN_A_CLASS,
    Role.VIEWER: set[str](),
}
IN_CLASS_A = {
    Role.ADMIN: {OWN: EVERYTHING, BOTH: EVERYTHING, OFFICE_ROW: {"person"}},
    Role.ORGANISER: {OWN: EVERYTHING, BOTH: EVERYTHING, OFFICE_ROW: {"person"}},
    Role.FACILITATOR: {OWN: IN_A_CLASS, BOTH: IN_A_CLASS, OFFICE_ROW: {"person"}},
    Role.VIEWER: dict[frozenset[int], set[str]](),
}
PLACES = [OWN, OTHER, SHARED_ROW, OFFICE_ROW, BOTH]


def writable(grants: list[Grant], scopes: frozenset[int], times: tuple[int, int] = (NOW, NOW)) -> set[str]:
    return {name for name in NAMES if may_write(grants, name, scopes, times)}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("scopes", PLACES)
def test_a_role_of_the_whole_office_writes_its_records_everywhere(role: Role, scopes: frozenset[int]) -> None:
    assert writable([Grant(role)], scopes) == OFFICE_WIDE[role]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("scopes", PLACES)
def test_a_role_in_one_class_writes_its_records_there_and_nowhere_else(role: Role, scopes: frozenset[int]) -> None:
    assert writable([Grant(role, A)], scopes) == IN_CLASS_A[role].get(scopes, set())


@pytest.mark.parametrize("role", Role)
def test_nobody_writes_what_the_centre_alone_writes(role: Role) -> None:
    assert not may_write([Grant(role)], "author", OFFICE_ROW, (NOW, NOW))


def test_several_grants_add_up_and_none_allow_nothing() -> None:
    grants = [Grant(Role.FACILITATOR, A), Grant(Role.VIEWER), Grant(Role.FACILITATOR, B)]
    assert writable(grants, OWN) == writable(grants, OTHER) == IN_A_CLASS
    assert writable([Grant(Role.VIEWER), Grant(Role.FACILITATOR, A)], OTHER) == set()
    assert writable([], OWN) == set()


@pytest.mark.parametrize(
    ("starts", "ends", "made", "received", "expected"),
    [
        (0, 0, NOW, NOW, True),
        (NOW, 0, NOW - 1, NOW - 1, False),
        (NOW, 0, NOW - 1, NOW, True),
        (0, NOW, NOW, NOW, False),
        (0, NOW, NOW - 1, NOW + 10**6, True),
        (0, NOW, NOW, NOW + 10**6, False),
        (NOW - 5, NOW - 1, NOW - 9, NOW, False),
    ],
)
def test_a_grant_counts_when_it_was_valid_at_the_making_or_at_the_receipt(
    starts: int, ends: int, made: int, received: int, expected: bool
) -> None:
    grants = [Grant(Role.FACILITATOR, A, starts, ends)]
    assert may_write(grants, "attendance", OWN, (made, received)) == expected
    assert (reach_of(grants, received) is not None) == grants[0].holds_at(received)


# ---------------------------------------------------------------- reading


def test_a_class_role_reads_its_class_and_what_all_share() -> None:
    for role in Role:
        reach = reach_of([Grant(role, A)], NOW)
        assert reach is not None
        assert [reach.sees(scope) for scope in (A, SHARED, B, OFFICE)] == [True, True, False, False]


def test_an_office_role_reads_everything() -> None:
    for role in Role:
        reach = reach_of([Grant(role), Grant(Role.VIEWER, A)], NOW)
        assert reach is not None
        assert all(reach.sees(scope) for scope in (A, B, SHARED, OFFICE))


def test_expired_grants_read_nothing() -> None:
    assert reach_of([], NOW) is None
    assert reach_of([Grant(Role.ADMIN, ends=NOW), Grant(Role.VIEWER, A, starts=NOW + 1)], NOW) is None
    reach = reach_of([Grant(Role.ADMIN, ends=NOW), Grant(Role.VIEWER, A)], NOW)
    assert reach is not None
    assert not reach.sees(B)


REACHES = st.builds(Reach, st.booleans(), st.frozensets(st.integers(0, 2**63 - 1) | st.integers(0, 12), max_size=4))


@given(REACHES, REACHES)
def test_a_reach_is_told_by_its_fingerprint(one: Reach, other: Reach) -> None:
    same = (one.everything and other.everything) or one == other
    assert (one.fingerprint() == other.fingerprint()) == same


# ---------------------------------------------------------------- where rows belong

TABLE = {shape.name: shape.number for shape in CATALOGUE.records}
ROWS: dict[RowKey, Row] = {
    RowKey(TABLE["session"], 100): {2: A},
    RowKey(TABLE["group"], 200): {2: B},
    RowKey(TABLE["session"], 300): {},
    RowKey(TABLE["session"], 400): {2: SHARED},
    RowKey(TABLE["attachment"], 500): {2: B},
    RowKey(TABLE["task"], 600): {2: A},
    RowKey(TABLE["component"], 700): {2: B},
}
OF_PROGRAMMES = (
    *("partner", "figure", "activity", "agreement", "party", "commitment", "village", "appraisal", "appraisal_level"),
    *("template", "regulation", "signatory", "number_request", "number_block"),
)
OF_CLASSES = ("subject", "task", "staff", "component", "minutes", "competence", "certificate")


@pytest.mark.parametrize(
    ("name", "keys", "row", "scope"),
    [
        ("author", (7,), {}, SHARED),
        ("programme", (5,), {}, SHARED),
        ("training", (5,), {}, SHARED),
        ("batch", (5,), {}, SHARED),
        ("class_group", (A,), {}, SHARED),
        ("stage", (5,), {2: A}, A),
        ("session", (5,), {2: A, GONE: 1}, A),
        ("group", (5,), {2: B}, B),
        ("person", (5,), {}, OFFICE),
        ("enrolment", (A, 5), {}, A),
        ("lookalike", (A, 5, 6), {2: 1}, A),
        ("lookalike", (0, 5, 6), {2: 1}, OFFICE),
        ("attachment", (500,), {2: A, 3: 100}, A),
        ("arrival", (500,), {2: 1}, B),
        ("arrival", (999,), {2: 1}, OFFICE),
        ("membership", (200, 5), {}, B),
        ("attendance", (100, 5), {}, A),
        ("note", (5,), {2: 200}, B),
        ("conflict", (5, 1, 2), {23: A}, A),
        ("conflict", (5, 1, 2), {23: SHARED}, SHARED),
        ("conflict", (5, 1, 2), {}, OFFICE),
        *((name, (5,), {2: 7}, SHARED) for name in OF_PROGRAMMES),
        *((name, (5,), {2: A}, A) for name in OF_CLASSES),
        *((name, (5,), {2: 200}, B) for name in ("milestone", "coaching")),
        *((name, (200, 7), {}, B) for name in ("action_plan", "seminar_score", "follow_up")),
        ("teaching", (100, 7), {}, A),
        ("task_progress", (600, 7), {}, A),
        ("score", (700, 7, 1), {}, B),
        ("result", (A, 7), {}, A),
        ("consent", (5,), {2: 7}, OFFICE),
        ("nominal_list", (5,), {2: A}, OFFICE),
        # What names no class is the office's, never everybody's.
        ("session", (5,), {}, OFFICE),
        ("session", (5,), {2: SHARED}, OFFICE),
        ("session", (5,), {2: "1"}, OFFICE),
        ("enrolment", (SHARED, 5), {}, OFFICE),
        ("membership", (999, 5), {}, OFFICE),
        ("attendance", (999, 5), {}, OFFICE),
        ("attendance", (300, 5), {}, OFFICE),
        ("attendance", (400, 5), {}, OFFICE),
        ("note", (5,), {}, OFFICE),
        ("note", (5,), {2: 999}, OFFICE),
    ],
)
def test_every_row_has_one_home(name: str, keys: tuple[int, ...], row: Row, scope: int) -> None:
    assert home_scope(RowKey(TABLE[name], *keys), row, ROWS.get) == scope


def test_every_record_has_a_home_of_its_own_kind() -> None:
    """A record that is added must be given a home here and in home_scope, or only the whole office sees it."""
    tried = {"author", "programme", "training", "batch", "class_group", "stage", "session", "group", "person"}
    tried |= {"enrolment", "membership", "attendance", "note", "conflict", "lookalike", "attachment", "arrival"}
    tried |= {*OF_PROGRAMMES, *OF_CLASSES, "milestone", "coaching", "action_plan", "seminar_score", "follow_up"}
    tried |= {"teaching", "task_progress", "score", "result", "consent", "nominal_list"}
    assert tried == set(NAMES)


def test_a_facilitator_of_class_a_never_writes_a_row_of_class_b() -> None:
    """Rows as an attacker makes them: any record, any key, a class of their own named where it does not decide."""
    grants = [Grant(Role.FACILITATOR, A)]
    rows: dict[RowKey, Row] = {**ROWS, RowKey(TABLE["session"], 100): {2: B}, RowKey(TABLE["group"], 200): {2: B}}
    attempts: list[tuple[str, tuple[int, ...], Row]] = [
        ("attendance", (100, A), {2: "H"}),
        ("membership", (200, A), {2: A}),
        ("note", (A,), {2: 200, 3: "x"}),
        ("session", (A,), {2: B, 3: A}),
        ("stage", (A,), {2: B}),
        ("group", (A,), {2: B}),
        ("attachment", (A,), {2: B, 3: A}),
        ("enrolment", (B, A), {2: A}),
        ("class_group", (A,), {2: A}),
        ("conflict", (A, A, A), {23: B}),
        ("conflict", (A, A, A), {23: OFFICE}),
        ("attendance", (300, A), {2: "H"}),
        ("session", (A,), {}),
        ("note", (A,), {3: "x"}),
    ]
    for name, keys, row in attempts:
        scope = home_scope(RowKey(TABLE[name], *keys), row, rows.get)
        assert not may_write(grants, name, frozenset({scope}), (NOW, NOW)), name
        if scope not in (SHARED, A):
            reach = reach_of(grants, NOW)
            assert reach is not None
            assert not reach.sees(scope)


def test_an_enrolment_shows_its_person_in_the_class_until_it_is_gone() -> None:
    key = RowKey(TABLE["enrolment"], A, 5)
    assert guest(key, {}) == (RowKey(TABLE["person"], 5), A, True)
    assert guest(key, {GONE: 0}) == (RowKey(TABLE["person"], 5), A, True)
    assert guest(key, {GONE: 1}) == (RowKey(TABLE["person"], 5), A, False)
    assert guest(RowKey(TABLE["enrolment"], SHARED, 5), {}) == (RowKey(TABLE["person"], 5), OFFICE, True)
    assert all(guest(RowKey(TABLE[name], A, 5), {}) is None for name in NAMES if name != "enrolment")
