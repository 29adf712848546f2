"""Two laptops, a hub and a centre in four processes: the centre stops, the hub is killed, and nothing is lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_road import ROSTER
from tests.hub.programs import HubProgram, Program
from tests.roads.centre import Centre

SEEN_WITHIN_S = 30


@pytest.fixture
def hub(served: Centre, tmp_path: Path) -> Iterator[HubProgram]:
    """A laptop of the office that is its hub."""
    made = HubProgram(tmp_path, "pos")
    made.join(served)
    made.serve()
    yield made
    made.stop()


def lesson(laptop: Program) -> tuple[str, str, list[str]]:
    """A class with a session and two people: (class, session, people)."""
    class_id = laptop.run("class", "create", "--title", "DLA", "--office", "53")["id"]
    day = ("--starts-at", "2025-07-28T08:00:00+08:00", "--hours", "3")
    session = laptop.run("session", "create", "--class", class_id, "--title", "Sesi 1", *day)["id"]
    assert laptop.run("people", "import", str(ROSTER), "--class", class_id)["added"] == 46
    people = [person["id"] for person in laptop.run("people", "list", "--class", class_id)["people"]]
    return class_id, session, people


def test_laptops_beside_a_hub_see_each_others_marks_without_a_centre_and_settle_when_it_is_back(
    served: Centre, hub: HubProgram, tmp_path: Path
) -> None:
    one, other = Program(tmp_path, "adi"), Program(tmp_path, "beni")
    for laptop in (one, other):
        laptop.join(served)
        hub.pair(laptop)
    class_id, session, people = lesson(one)
    for laptop in (one, other):
        laptop.run("sync")  # the first with a hub beside it: each asks for its card
    assert other.marks(class_id) == {}

    served.stop()
    one.run("attendance", "mark", "--session", session, "--person", people[0], "--status", "H")
    marked_at = time.monotonic()
    left = one.run("sync", code=6)
    assert (left["pending"], left["hubs"][0]["reached"]) == (1, True)
    taken = other.run("sync", code=0)
    assert taken["hubs"][0]["taken"] == 1
    seen = other.marks(class_id)
    assert time.monotonic() - marked_at < SEEN_WITHIN_S
    assert seen == {people[0]: ("H", "carried")}
    assert (one.run("status")["carried"], other.run("status")["pending"]) == (1, 0)

    hub.kill()
    other.run("attendance", "mark", "--session", session, "--person", people[1], "--status", "S")
    assert other.run("sync", code=4)["hubs"][0]["reached"] is False
    hub.serve()
    assert other.run("sync", code=6)["hubs"][0]["reached"] is True
    one.run("sync", code=6)
    both = {people[0]: "H", people[1]: "S"}
    assert {person: status for person, (status, _) in one.marks(class_id).items()} == both

    served.start()
    for laptop in (one, other, one):
        laptop.run("sync")
    settled = {person: (status, "settled") for person, status in both.items()}
    assert one.marks(class_id) == other.marks(class_id) == settled
    assert sorted((row["person"], row["status"]) for row in served.dump("attendance")) == sorted(both.items())
    assert "Traceback" not in (hub.folder / "hub.log").read_text()
    report = served.status()
    assert (report.conflicts, set(report.fates)) == (0, {"ok"})
