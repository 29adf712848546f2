"""The comparison of laptop and centre names the first row that differs."""

from __future__ import annotations

from typing import Any

from desktop.practice.compare import compare

MARK = {"session": "7-1", "person": "7-2", "office": "53", "v": 3, "status": "H"}


def side(*marks: dict[str, Any]) -> Any:
    return lambda record: list(marks) if record == "attendance" else []


def test_equal_sides_are_counted() -> None:
    found = compare(side(MARK), side(MARK))
    assert found.difference is None
    assert found.rows == 1


def test_a_row_that_the_centre_lacks_is_named() -> None:
    found = compare(side(MARK), side())
    assert found.difference is not None
    assert "belum ada di pusat" in found.difference.sentence()
    assert "7-2" in found.difference.sentence()


def test_a_row_that_only_the_centre_has_is_named() -> None:
    found = compare(side(), side(MARK))
    assert found.difference is not None
    assert "tidak ada di laptop" in found.difference.sentence()


def test_one_other_field_is_enough() -> None:
    found = compare(side(MARK), side({**MARK, "status": "S"}))
    assert found.difference is not None
    assert "status" in found.difference.sentence()


def test_a_version_counts_as_content() -> None:
    assert compare(side(MARK), side({**MARK, "v": 4})).difference is not None
