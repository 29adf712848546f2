"""The desk answers the screens from a real encrypted profile, and tells them what has changed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract.faults import Fault
from desktop.app.desk import Desk
from desktop.app.opening import opened_with
from desktop.services.attendance.marking import Entry, mark
from desktop.services.classes.views import show_class
from desktop.services.plans.groups import create_group
from desktop.services.views import Marking, Tick
from desktop.storage.profile import Profile
from desktop.ui.port import Change, Topic
from tests.services.laptop import KEY, Laptop

ROSTER = Path(__file__).parent.parent / "roster" / "roster_dla_ntt.xlsx"


@pytest.fixture
def place(tmp_path: Path) -> tuple[int, list[int], list[int]]:
    """A class of four with two sessions in the profile tmp_path."""
    laptop = Laptop(tmp_path)
    made = laptop.class_with(people=4, sessions=2)
    laptop.close()
    return made


@pytest.fixture
def desk(tmp_path: Path, place: object) -> Iterator[Desk]:
    with opened_with(Profile(tmp_path), KEY) as profile:
        made = Desk(profile)
        made.start()
        yield made
        made.close()


def test_a_mark_comes_back_with_its_tick_and_is_told(desk: Desk, place: tuple[int, list[int], list[int]]) -> None:
    heard: list[Change] = []
    desk.watch(heard.append)
    _, sessions, people = place
    marked = desk.mark(Marking(session=sessions[0], person=people[1], status="S", note="surat dokter")).result()
    assert (marked.status, marked.note, marked.tick) == ("S", "surat dokter", Tick.SAVED)
    assert Topic.MARKS in {change.topic for change in heard}
    assert desk.sync_state().result().pending > 0


def test_many_marks_are_one_act_and_come_back_in_order(desk: Desk, place: tuple[int, list[int], list[int]]) -> None:
    _, sessions, people = place
    asked = [Marking(session=sessions[1], person=person, status="H") for person in reversed(people)]
    assert [mark.person for mark in desk.mark_many(asked).result()] == list(reversed(people))


def test_the_three_verbs_reach_every_service_and_what_was_written_is_told(
    desk: Desk, place: tuple[int, list[int], list[int]]
) -> None:
    heard: list[Change] = []
    desk.watch(heard.append)
    class_id = place[0]
    assert desk.read(show_class, class_id, 0).result().summary.people == 4
    assert (
        desk.work(lambda r: r.database.call(lambda: show_class(r, class_id, 0)).result().summary.id).result()
        == class_id
    )
    assert not heard
    group = desk.write(lambda r, m: create_group(r, class_id, "Kelompok 1", m), Topic.PLANS, class_id=class_id).result()
    assert [one.id for one in desk.read(show_class, class_id, 0).result().groups] == [group]
    assert Change(topic=Topic.PLANS, class_id=class_id) in heard
    with pytest.raises(Fault):
        desk.write(lambda r, m: create_group(r, class_id, "", m), Topic.SPBE).result()
    assert Topic.SPBE not in {change.topic for change in heard}


def test_no_road_is_a_sentence_and_loses_nothing(desk: Desk, place: tuple[int, list[int], list[int]]) -> None:
    _, sessions, people = place
    desk.mark(Marking(session=sessions[0], person=people[0], status="H")).result()
    before = desk.sync_state().result().pending
    with pytest.raises(Fault):
        desk.sync_now().result(60)
    after = desk.sync_state().result()
    assert after.pending == before
    assert after.fault


def test_another_program_on_the_same_profile_is_noticed(
    desk: Desk, place: tuple[int, list[int], list[int]], tmp_path: Path
) -> None:
    heard: list[Change] = []
    desk.watch(heard.append)
    _, sessions, people = place
    with opened_with(Profile(tmp_path), KEY) as other:
        other.write(lambda r, m: mark(r, Entry(session=sessions[0], person=people[2], status="I"), m)).result()
    ends = time.monotonic() + 10
    while not heard and time.monotonic() < ends:
        desk.look_for_other_programs()
        time.sleep(0.05)
    assert Topic.MARKS in {change.topic for change in heard}


def test_a_roster_is_looked_at_first_and_then_saved(desk: Desk, place: tuple[int, list[int], list[int]]) -> None:
    class_id = place[0]
    dry = desk.import_roster(ROSTER, class_id, True).result()
    assert (dry.added, dry.dry_run) == (46, True)
    assert desk.people("", class_id, 100, 0).result().total == 4
    assert desk.import_roster(ROSTER, class_id, False).result().added == 46
    assert desk.people("", class_id, 100, 0).result().total == 50
    assert desk.import_roster(ROSTER, class_id, False).result().unchanged == 46


def test_the_window_finds_again_what_it_asked_to_remember(desk: Desk) -> None:
    desk.remember("window", '{"page": "class"}').result()
    assert desk.recall("window").result() == '{"page": "class"}'
    assert desk.recall("nothing").result() is None
