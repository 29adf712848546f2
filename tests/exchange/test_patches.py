"""What an op may set: reasons are codes, and a value that passes fits every database, wire and screen."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.exchange.columns import decode_column, encode_column
from contract.exchange.dots import Dot, row_id
from contract.exchange.judge import MAX_PATCH, check_patch, check_reserved
from contract.exchange.operations import Op
from contract.exchange.shapes import (
    GONE,
    LATEST,
    Catalogue,
    Field,
    Kind,
    Patch,
    Record,
    Row,
    RowKey,
    Type,
    Value,
    record,
)
from contract.training.catalogue import CATALOGUE
from tests.exchange.bench import (
    BIRTH,
    CLASS,
    CLOSED,
    COUNT,
    HOURS,
    OWNED,
    PHONE,
    PLAN,
    REPORT,
    REPORTED,
    ROW_ID,
    SEEN_AT,
    SENSITIVE,
    STATUS,
    op,
)
from tests.exchange.drawn import VALUE

NEW = row_id(Dot(7, 1))


def reason(record: Record, patch: Patch, existing: Row | None = None, key: RowKey | None = None) -> str | None:
    edit = Op(author=7, n=1, key=key or RowKey(record.number, NEW), patch=patch, base=0, wall=0, schema=1)
    return check_patch(record, edit, existing)


@pytest.mark.parametrize(
    ("number", "good", "bad"),
    [
        (PHONE, ["", "0812", None, "é\n"], [812, "a\0b", "\ud800", True]),
        (COUNT, [0, -5, 2**63 - 1, None], ["0", 2**63, -(2**63) - 1, True, False]),
        (BIRTH, ["1980-02-29", None], ["", "1980-02-30", "19800229", "1980-W05-1", "29-02-1980", " 1980-02-29", 1980]),
        (SEEN_AT, [0, -1, 1_753_400_000, LATEST, None], [LATEST + 1, -(2**60), "0", True]),
        (HOURS, [0, 150, 2**31 - 1, None], [-1, 2**31, "1"]),
        (CLOSED, [0, 1, None], [2, -1, True, False, "1"]),
        (GONE, [0, 1, None], [2, True, "1"]),
    ],
)
def test_each_type_takes_its_values_and_no_other(number: int, good: list[Value], bad: list[Value]) -> None:
    name = SENSITIVE.by_number[number].name
    assert [reason(SENSITIVE, {number: value}) for value in good] == [None] * len(good)
    assert [reason(SENSITIVE, {number: value}) for value in bad] == [f"bad_value:{name}"] * len(bad)


@given(st.sampled_from([*SENSITIVE.fields]), VALUE | st.booleans())
def test_a_value_that_passes_can_be_sent_and_shown(shape: Field, value: Value) -> None:
    if reason(SENSITIVE, {shape.number: value}) is not None:
        return
    assert decode_column(encode_column([value]), 1, MAX_PATCH) == [value]
    assert type(value) is not bool
    if isinstance(value, str):
        assert "\0" not in value
        assert shape.type is not Type.DATE or date.fromisoformat(value).year >= 1
    elif shape.type is Type.TIME and value is not None:
        assert datetime.fromtimestamp(value, UTC).year >= 1


def test_a_row_is_there_or_made_by_this_very_op() -> None:
    assert reason(SENSITIVE, {PHONE: "1"}) is None
    assert check_patch(SENSITIVE, op(7, {PHONE: "1"}), None) == "no_row"
    assert check_patch(SENSITIVE, op(7, {PHONE: "1"}), {}) is None
    assert reason(REPORTED, {PHONE: "1"}, key=RowKey(23, 5, 6)) is None


@pytest.mark.parametrize("key", [RowKey(20, NEW, 5), RowKey(20, NEW, 0, 5), RowKey(20, ROW_ID, 0, 1)])
def test_a_key_with_parts_that_its_record_has_not_names_no_row(key: RowKey) -> None:
    """Databases ignore such a part: one row would answer to many names, and its history would not be found."""
    assert reason(SENSITIVE, {PHONE: "1"}, {PHONE: "0"}, key) == "bad_key"
    assert reason(SENSITIVE, {PHONE: "1"}, None, key) == "bad_key"


def test_unknown_fields_are_named_by_their_number() -> None:
    assert reason(SENSITIVE, {99: "1"}) == "no_field:99"


def test_a_fixed_field_is_set_once() -> None:
    assert reason(OWNED, {CLASS: 5}) is None
    assert reason(OWNED, {CLASS: 5}, {CLASS: 5}) is None
    assert reason(OWNED, {CLASS: 6}, {CLASS: 5}) == "fixed:class"
    assert reason(OWNED, {CLASS: None}, {CLASS: 5}) == "bad_value:class"
    assert reason(OWNED, {PHONE: "1"}, {CLASS: 5}) is None


def test_a_row_whose_owner_could_not_be_told_is_not_made() -> None:
    assert reason(OWNED, {PHONE: "1"}) == "missing:class"
    assert reason(OWNED, {}) == "missing:class"


def test_text_that_fits_in_no_segment_is_refused_with_its_longest_field() -> None:
    assert reason(SENSITIVE, {PLAN: "x" * MAX_PATCH}) is None
    assert reason(SENSITIVE, {PLAN: "x" * MAX_PATCH, PHONE: "1"}) == "too_long:plan"
    assert reason(SENSITIVE, {PHONE: "é" * MAX_PATCH, PLAN: "x"}) == "too_long:phone"


@pytest.mark.parametrize(
    ("patch", "existing", "expected"),
    [
        ({PHONE: "1"}, {REPORT: "x"}, None),
        ({PHONE: "1", STATUS: "2"}, {REPORT: "x"}, None),
        ({REPORT: "y"}, {REPORT: "x"}, "fixed:report"),
        ({PHONE: "1", REPORT: None}, {}, "fixed:report"),
        ({GONE: 1}, {REPORT: "x"}, "fixed:gone"),
        ({PHONE: "1"}, None, "no_row"),
    ],
)
def test_what_the_centre_reports_nobody_else_writes(patch: Patch, existing: Row | None, expected: str | None) -> None:
    edit = Op(author=7, n=1, key=RowKey(23, 5, 6), patch=patch, base=0, wall=0, schema=1)
    assert check_reserved(REPORTED, edit, existing) == expected
    assert check_reserved(SENSITIVE, edit, existing) is None


def test_evidence_of_a_conflict_is_the_centres_and_its_answer_a_persons() -> None:
    conflict = CATALOGUE.named("conflict")
    free = {shape.name for shape in conflict.fields if not shape.of_centre} - {"gone"}
    assert free == {"open", "taken", "reason", "resolved_by", "resolved_at", "stood", "decided"}
    assert all(shape.of_centre for shape in CATALOGUE.named("author").fields if shape.number != GONE)


def test_every_row_whose_class_decides_who_sees_it_must_name_it() -> None:
    for name, parent in (
        ("stage", "class_group"),
        ("session", "class_group"),
        ("group", "class_group"),
        ("note", "group"),
    ):
        shape = CATALOGUE.named(name).by_name[parent]
        assert shape.required
        assert shape.fixed
        minted = CATALOGUE.named(name)
        assert reason(minted, {}, key=RowKey(minted.number, NEW)) == f"missing:{parent}"


def test_every_natural_key_of_the_catalogue_says_what_it_names() -> None:
    for shape in CATALOGUE.records:
        assert shape.minted or len(shape.key_refers_to) == len(shape.keys) <= 3
        for name in (*shape.key_refers_to, *(field.refers_to for field in shape.fields)):
            assert name is None or CATALOGUE.named(name).minted
        for field in shape.fields:
            assert (field.refers_to is not None) == (field.type is Type.REFERENCE)
            assert field.kind is not Kind.TEXT or field.type is Type.TEXT


@pytest.mark.parametrize(
    "records",
    [
        (record(1, "a"), record(1, "b")),
        (record(1, "a"), record(2, "a")),
        (record(1, "a", Field(2, "x"), Field(2, "y")),),
        (record(1, "a", Field(2, "x"), Field(3, "x")),),
        (record(1, "a", Field(GONE, "x")),),
        (record(1, "a", Field(2, "gone")),),
        (record(1, "a", Field(2, "p"), keys=("p", "q")),),
        (record(1, "a", Field(2, "id")),),
    ],
)
def test_a_catalogue_in_which_two_things_share_a_name_is_refused(records: tuple[Record, ...]) -> None:
    with pytest.raises(ValueError, match="share a number or a name"):
        Catalogue(1, records)
