"""A shared laptop: what is made on it is made in the name of whoever works there, whoever sends it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from contract.training.rights.roles import Role
from desktop.services import home
from desktop.services.attendance.marking import Entry, mark
from desktop.services.attendance.register import open_register
from desktop.services.classes.creating import create_class
from desktop.services.exchange.status import profile_view
from desktop.services.faults import NotAllowed, NotHere
from desktop.services.views import NewClass
from desktop.storage import leaving
from desktop.storage.database import Database
from desktop.storage.edit import NoAuthor
from desktop.storage.registration import register
from desktop.storage.replica import Replica
from desktop.sync.machine import sign
from tests.services.laptop import AUTHOR, KEY, REALM, Laptop, registration

SECOND = 900


def join(
    laptop: Laptop,
    name: str,
    first: int = SECOND,
    office: tuple[int, str] = (REALM, "53"),
    role: Role = Role.ORGANISER,
) -> None:
    """One more person joins on this laptop."""
    laptop.call(lambda: register(laptop.replica, replace(registration(*office, first, role), person_name=name)))


def make(laptop: Laptop, office: str = "53") -> int:
    """The author number under which something is made now."""
    return laptop.write(lambda r, m: create_class(r, NewClass(title="DLA", office=office), m)) >> 32


def sign_in(laptop: Laptop, name: str) -> str:
    """As the command and the window do it."""
    return laptop.read(lambda r: home.sign_in(r, name))


def who(laptop: Laptop) -> str:
    """Who works there."""
    return laptop.read(home.person_here)


def test_who_joins_a_shared_laptop_works_on_it_from_then_on(laptop: Laptop) -> None:
    assert (make(laptop), who(laptop)) == (AUTHOR, "Adriana Bire")
    join(laptop, "Beni Tefa")
    assert (make(laptop), who(laptop)) == (SECOND, "Beni Tefa")
    assert laptop.read(profile_view).people == ("Adriana Bire", "Beni Tefa")


def test_a_mark_is_by_whoever_signed_in_also_over_the_others_mark(laptop: Laptop) -> None:
    class_id, (session,), (person, _) = laptop.class_with(2, 1)
    join(laptop, "Beni Tefa")
    found = []
    for name, status in (("  adriana bire ", "H"), ("Beni Tefa", "S")):
        sign_in(laptop, name)
        entry = Entry(session=session, person=person, status=status)
        act = laptop.write(lambda r, m, entry=entry: mark(r, entry, m))  # type: ignore[misc]
        (shown,) = laptop.read(lambda r: open_register(r, class_id)).marks
        found.append((act.cells[0].dot.author, shown.status, shown.marked_by))
    assert found == [(AUTHOR, "H", "Adriana Bire"), (SECOND, "S", "Beni Tefa")]


def test_each_has_the_rights_of_their_own_role(laptop: Laptop) -> None:
    join(laptop, "Citra Bano", role=Role.VIEWER)
    with pytest.raises(NotAllowed, match="viewer"):
        make(laptop)
    sign_in(laptop, "Adriana Bire")
    assert make(laptop) == AUTHOR


def test_somebody_who_is_not_here_cannot_sign_in_and_the_names_are_told(laptop: Laptop) -> None:
    join(laptop, "Beni Tefa")
    with pytest.raises(NotHere, match="Adriana Bire, Beni Tefa"):
        sign_in(laptop, "Beni")
    assert who(laptop) == "Beni Tefa"


def test_nobody_writes_for_another_in_an_office_that_they_have_not_joined(laptop: Laptop) -> None:
    join(laptop, "Adriana Bire", 500, (4, "53.71"))
    join(laptop, "Beni Tefa")
    with pytest.raises(NoAuthor, match=r"lontar sign-in"):
        make(laptop, "53.71")
    sign_in(laptop, "Adriana Bire")
    assert (make(laptop), make(laptop, "53.71")) == (AUTHOR, 500)


def test_one_person_with_two_spellings_in_two_offices_writes_in_both(laptop: Laptop) -> None:
    join(laptop, "Adriana Bire, S.Pd.", 500, (4, "53.71"))
    assert (make(laptop), make(laptop, "53.71")) == (AUTHOR, 500)


def test_when_the_person_at_work_leaves_another_one_works_on(laptop: Laptop) -> None:
    join(laptop, "Beni Tefa")
    made = make(laptop)
    beni = laptop.call(lambda: leaving.persons(laptop.replica)[-1][0])
    laptop.call(lambda: leaving.sign_out(laptop.replica, beni, sign))
    assert (made, who(laptop), make(laptop)) == (SECOND, "Adriana Bire", AUTHOR)


def test_who_works_is_remembered_when_the_profile_is_opened_again(tmp_path: Path) -> None:
    first = Laptop(tmp_path)
    join(first, "Beni Tefa")
    sign_in(first, "Adriana Bire")
    first.close()
    again = Database(tmp_path / "replica.db", KEY)
    try:
        assert again.call(home.person_here, Replica(again)).result() == "Adriana Bire"
    finally:
        again.close()
