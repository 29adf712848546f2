"""Old ops are read as present ones, step by step; newer ones wait."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from contract.exchange.operations import Op, op_bytes, pack_row
from contract.exchange.upcast import NewerSchema, Upcasters, stored_patch, upcast
from contract.training.catalogue import SCHEMA, UPCASTERS
from tests.exchange.drawn import runs


def step(number: int) -> tuple[int, Upcasters]:
    """An upcaster that notes its number in the op."""
    return number, {number: lambda op: replace(op, patch={**op.patch, 1000 + number: op.schema}, schema=number + 1)}


STEPS: Upcasters = {number: fn for key in range(1, 9) for number, fn in step(key)[1].items()}


@given(runs(most=1), st.integers(1, 9), st.integers(1, 9))
def test_each_step_runs_once_and_in_order(run: list[Op], made: int, here: int) -> None:
    op = replace(run[0], schema=made, patch={k: v for k, v in run[0].patch.items() if k < 1000})
    before = op_bytes(op)
    if made > here:
        with pytest.raises(NewerSchema):
            upcast(op, here, STEPS)
        return
    new = upcast(op, here, STEPS)
    assert new.schema == here
    assert {k: v for k, v in new.patch.items() if 1000 < k <= 1009} == {1000 + k: k for k in range(made, here)}
    assert (new.dot, new.key, new.base, new.wall) == (op.dot, op.key, op.base, op.wall)
    assert op_bytes(op) == before


@given(runs(most=1), st.integers(1, 9), st.integers(1, 9), st.integers(1, 9))
def test_two_upgrades_are_one(run: list[Op], made: int, then: int, now: int) -> None:
    made, then, now = sorted((made, then, now))
    op = replace(run[0], schema=made)
    assert upcast(upcast(op, then, STEPS), now, STEPS) == upcast(op, now, STEPS)


def test_a_step_that_forgets_its_number_does_not_run_for_ever() -> None:
    forgetful: Upcasters = {1: lambda op: op, 2: lambda op: op}
    op = Op(author=7, n=1, key=(12, 5, 6, 0), patch={}, base=0, wall=0, schema=1)  # type: ignore[arg-type]
    assert upcast(op, 3, forgetful).patch == {}


@given(runs(most=1), st.integers(1, 9), st.integers(1, 9))
def test_a_stored_patch_is_read_as_the_op_it_came_from(run: list[Op], made: int, here: int) -> None:
    op = replace(run[0], schema=made)
    expected = op.patch if made > here else upcast(op, here, STEPS).patch
    assert stored_patch(pack_row(op.patch), op.key, made, here, STEPS) == expected


def test_a_step_that_is_missing_is_our_fault() -> None:
    op = Op(author=7, n=1, key=(12, 5, 6, 0), patch={}, base=0, wall=0, schema=1)  # type: ignore[arg-type]
    with pytest.raises(KeyError):
        upcast(op, 2, {})


def test_the_catalogue_has_a_step_for_every_schema_before_it() -> None:
    assert set(UPCASTERS) == set(range(1, SCHEMA))
