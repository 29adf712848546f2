"""Numbers of certificates over the real road: two laptops offline never share one, and each is accounted for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from contract.exchange.shapes import RowKey
from contract.training.catalogue import PERSON, RESULT
from desktop.services.certificates.issuing import Issued, Wanted, issue_certificates
from desktop.services.certificates.numbers import number_register, reserve_numbers
from desktop.services.certificates.views import list_certificates, verify_here
from desktop.services.classes.creating import create_class
from desktop.services.people.listing import enrol
from desktop.services.views import NewClass
from desktop.services.writing import stated, write
from desktop.storage.clock import moment
from desktop.storage.edit import Change
from tests.roads.centre import Centre
from tests.roads.laptop import Laptop, everything, laptop

UNIT = "BKPSDM"
PEOPLE = 12


@pytest.fixture
def database_url(usual_database_url: str) -> str:
    """What is tried here does not touch how the centre keeps its rows."""
    return usual_database_url


@pytest.fixture
def two(served: Centre, tmp_path: Path) -> Iterator[tuple[Laptop, Laptop]]:
    """Two laptops of two organisers who have joined one office, and no other."""
    with ExitStack() as stack:
        first, second = (stack.enter_context(laptop(tmp_path, name)) for name in ("adi", "beni"))
        first.join(served.url, served.code("Adi"))
        second.join(served.url, served.code("Beni"))
        yield first, second


def ask(at: Laptop, size: int) -> None:
    at.call(lambda: reserve_numbers(at.replica, None, UNIT, 2026, size, moment(at.replica)))


def issue(at: Laptop, title: str) -> Issued:
    """A class whose people have all passed, and a certificate for each."""

    def work() -> Issued:
        replica, now = at.replica, moment(at.replica)
        with replica.transaction():
            class_id = create_class(replica, NewClass(title=title, office="53"), now)
            made = [Change(PERSON.number, stated(PERSON, name=f"Orang {n:03} {title}")) for n in range(PEOPLE)]
            people = [dot.author << 32 | dot.n for dot in write(replica, 5300, made, now)]
            enrol(replica, class_id, people, now)
            passed = [Change(RowKey(RESULT.number, class_id, one), stated(RESULT, outcome="passed")) for one in people]
            write(replica, 5300, passed, now)
            return issue_certificates(replica, Wanted(class_id=class_id, unit=UNIT, issued_on="2026-05-04"), now)

    return at.call(work)


def test_two_laptops_give_out_numbers_offline_without_a_clash_or_a_gap(
    served: Centre, two: tuple[Laptop, Laptop]
) -> None:
    first, second = two
    for at in two:
        ask(at, 500)
        assert at.sync().pending == 0
    made = [issue(first, "A"), issue(second, "B")]
    numbers = [one.number for issued in made for one in issued.made]
    assert len(set(numbers)) == 2 * PEOPLE
    for at in (first, second, first):
        assert at.sync().pending == 0
    assert everything(first.rows) == everything(second.rows) == served.everything()
    told = first.call(lambda: number_register(first.replica, None, UNIT, 2026, "2026-05-04"))
    assert told == second.call(lambda: number_register(second.replica, None, UNIT, 2026, "2026-05-04"))
    assert told.counts == {
        "issued": 2 * PEOPLE,
        "unused": 1000 - 2 * PEOPLE,
        "revoked": 0,
        "replaced": 0,
        "set_aside": 0,
    }
    assert [(line.stretch.first, line.stretch.last, line.person) for line in told.lines if not line.numbers] == [
        (PEOPLE + 1, 500, "Adi"),
        (500 + PEOPLE + 1, 1000, "Beni"),
    ]
    views = second.call(lambda: list_certificates(second.replica))
    for view in views:
        found = second.call(lambda view=view: verify_here(second.replica, view.text))  # type: ignore[misc]
        assert (found.status, found.facts.number) == ("issued", view.number)
