"""Bytes and text from outside are read or refused in our own words, whatever they are."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from contextlib import suppress
from functools import cache
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

import contract
from tests.parsers.registry import OWN_BYTES, PARSERS
from tests.parsers.samples import odd_receipts

READS = re.compile(r"(read|open|parse|unpack|decode)_")


def modules_of(package: ModuleType) -> list[ModuleType]:
    """All modules below a package."""
    found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    return [importlib.import_module(module.name) for module in found]


def readers_of(module: ModuleType) -> list[str]:
    """Its public functions that by their names and arguments read bytes or text."""
    found = []
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ == module.__name__ and READS.match(name):
            first = next(iter(inspect.signature(function).parameters.values()))
            if module.__name__ != "contract.tables.queries" and str(first.annotation).startswith(
                ("bytes", "str", "parcels", "Parcel", "Answer", "Table")
            ):
                found.append(f"{module.__name__}.{name}")
    return found


def test_every_reader_of_the_contract_is_tried_here() -> None:
    there = {name for module in modules_of(contract) for name in readers_of(module)}
    tried = {name for parser in PARSERS.values() for name in parser.names}
    assert there - tried - OWN_BYTES.keys() == set()
    assert {name for name in tried if name.startswith("contract")} - there <= {
        "contract.exchange.messages.read_message",
        "contract.exchange.receipts.check_receipt",
    }
    assert len(there) > 20


@pytest.mark.parametrize("name", PARSERS)
def test_what_is_right_is_read(name: str) -> None:
    parser = PARSERS[name]
    for sample in parser.samples():
        parser.read(sample)


@pytest.mark.parametrize("name", ["completion rule", "instrument", "payment list", "programme file"])
def test_brackets_within_brackets_without_end_are_refused(name: str) -> None:
    for deep in (b"[" * 100_000, b'{"a":' * 100_000):
        with pytest.raises(PARSERS[name].refuses):
            PARSERS[name].read(deep)


def test_a_receipt_that_no_centre_writes_is_refused_whatever_its_seal() -> None:
    for name in ("receipt", "receipt shown"):
        for content in odd_receipts():
            with suppress(*PARSERS[name].refuses):
                PARSERS[name].read(content)


@cache
def samples_of(name: str) -> list[bytes]:
    """What a parser reads, made once: some are sealed and signed, and each is spoilt in many ways."""
    return list(PARSERS[name].samples())


@pytest.mark.parametrize("name", PARSERS)
@given(data=st.data())
def test_anything_is_read_or_refused(name: str, data: st.DataObject) -> None:
    parser = PARSERS[name]
    good = samples_of(name)
    content = data.draw(st.binary(max_size=300) | st.sampled_from(good).flatmap(spoilt) if good else st.binary())
    with suppress(*parser.refuses):
        parser.read(content)


def spoilt(content: bytes) -> st.SearchStrategy[bytes]:
    """The content with a piece of it gone, doubled or replaced, up to three times."""
    place = st.integers(0, len(content))
    change = st.tuples(place, st.integers(0, 9), st.binary(max_size=9) | st.sampled_from(NASTY))
    return st.lists(change, min_size=1, max_size=3).map(lambda changes: _changed(content, changes))


NASTY = (
    b"\0",
    b"\xff",
    b"\xff" * 8,
    b"\x80",
    b"\xc1",
    b"\xdd\xff\xff\xff\xff",
    b"\x91" * 2000,
    b"[" * 2000,
    b"\xd9\x01\xff",
    b'"',
    b"-1",
    b"1e999",
    b"\n",
    b"null",
)
"""What encodings have that means much: lengths without end, text that is none, numbers beyond all."""


def _changed(content: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for place, length, instead in changes:
        content = content[:place] + instead + content[place + length :]
    return content
