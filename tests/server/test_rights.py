"""`lontar-server user` and `revoke`: who may what, from when to when, and who may no more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from contract.exchange.dots import format_id
from contract.exchange.joining import Problem
from contract.training.catalogue import ATTENDANCE
from desktop.services.exchange.returned import repeat_held
from desktop.sync.joining import CodeRefused
from tests.roads.centre import Centre, centre
from tests.roads.laptop import Laptop, laptop
from tests.server.test_program import answer, ask


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre(database_url, tmp_path, "53", "53.71") as made:
        yield made
    assert made.errors == ""


@pytest.fixture
def adi(served: Centre, tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path, "adi") as made:
        made.join(served.url, served.code("Adi"))
        yield made


def test_rights_are_listed_given_for_some_days_and_withdrawn(served: Centre, adi: Laptop, tmp_path: Path) -> None:
    at = ("--database", served.database, "--office", "53")
    lesson = adi.open_class(people=2)
    adi.sync()
    named = format_id(lesson.class_id)
    with laptop(tmp_path, "beni") as beni:
        beni.join(served.url, served.code("Beni", "viewer", class_id=named))
        beni.mark(lesson, "H")
        beni.sync()
        assert beni.status().held == 1
        found = {user["person"]: user for user in answer("user", "list", *at)["users"]}
        assert set(found) == {"Adi", "Beni"}
        assert found["Beni"]["grants"][0] | {"id": 0} == {
            "id": 0,
            "role": "viewer",
            "class": named,
            "from": None,
            "until": None,
        }
        today = datetime.now().astimezone().date()
        days = ("--from", str(today - timedelta(days=1)), "--until", str(today + timedelta(days=1)))
        given = answer("user", "grant", *at, "--person", "Beni", "--role", "facilitator", "--class", named, *days)
        assert given["from"] < given["until"]
        beni.sync()
        assert beni.act(repeat_held) == 1
        beni.sync()
        adi.sync()
        assert (adi.marks(), beni.status().held) == (["H"], 0)
        beni.mark(lesson, "HS")
        beni.sync()
        adi.sync()
        assert adi.marks() == ["H", "S"]
        answer("user", "withdraw", *at, "--grant", str(given["id"]))
        grants = {user["person"]: user for user in answer("user", "list", *at)["users"]}["Beni"]["grants"]
        assert [line["until"] is None for line in grants] == [True, False]
    for wrong, code in (
        (("user", "grant", *at, "--person", "Tidak Ada", "--role", "viewer"), 3),
        (("user", "grant", *at, "--person", "Adi", "--role", "viewer", "--from", "besok"), 3),
        (("user", "grant", *at, "--person", "Adi", "--role", "viewer", *days[:2], "--until", "2020-01-01"), 3),
        (("user", "withdraw", *at, "--grant", "999"), 3),
        (("revoke", *at), 2),
        (("revoke", *at, "--person", "Tidak Ada"), 3),
        (("revoke", "--database", served.database, "--office", "53.71", "--person", "Adi"), 3),
    ):
        assert ask(*wrong).returncode == code


def test_a_revoked_laptop_reads_no_more_and_what_it_still_brings_is_held(
    served: Centre, adi: Laptop, tmp_path: Path
) -> None:
    at = ("--database", served.database, "--office", "53")
    lesson = adi.open_class(people=3)
    adi.sync()
    with laptop(tmp_path, "beni") as beni:
        device = beni.join(served.url, served.code("Beni")).device
        beni.sync()
        beni.mark(lesson, "SSS")
        told = answer("revoke", *at, "--device", str(device))
        assert [one["person"] for one in told["revoked"]] == ["Beni"]
        adi.mark(lesson, "HHH")
        adi.sync()
        beni.conversation.talk()
        assert served.status().fates["held"] == 3
        shown = answer("held", *at)["held"]
        assert {(one["person"], one["table"], one["reason"]) for one in shown} == {("Beni", "attendance", "revoked")}
        assert [one["about"] for one in shown] == [f"Sesi 1, Orang {n}" for n in range(3)]
        marked = [(one["key"]["person"], one["fields"]["status"]) for one in shown]
        assert marked == [(format_id(person), "S") for person in lesson.persons]
        assert "  the right was withdrawn" in ask("held", *at, "--lang", "en").stdout.splitlines()
        assert {row["status"] for row in served.dump(ATTENDANCE.name)} == {"H"}
        with pytest.raises(CodeRefused) as refused:
            beni.join(served.url, served.code("Beni"))
        assert refused.value.problem is Problem.DEVICE
        listed = {user["person"]: user for user in answer("user", "list", *at)["users"]}
        assert (listed["Beni"]["revoked"], listed["Adi"]["revoked"]) == (True, False)
        assert listed["Beni"]["revoked_at"] is not None
        answer("revoke", *at, "--device", str(device), "--undo")
        beni.sync()
        assert set(beni.marks()) == {"H"}
