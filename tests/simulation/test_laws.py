"""What the exchange promises to people, told with the shipped machines on a good road."""

from __future__ import annotations

from random import Random

import pytest

from contract.exchange.frames import MAX_FRAME, FrameType, read_frames
from contract.exchange.judge import MAX_PATCH
from contract.exchange.malformed import Malformed
from contract.exchange.messages import Lease, Marks, Rewind, Rows, Scope, write_message
from contract.exchange.pages import INFLATED_LIMIT
from contract.exchange.shapes import LATEST, RowKey, Value
from contract.training.catalogue import ATTENDANCE, GROUP, PERSON, SESSION
from desktop.storage.edit import Change, Moment, Unfit, edit
from server.store.pages import MOST_TEXT
from tests.simulation import reading
from tests.simulation.laptop import Laptop
from tests.simulation.poison import NOBODY
from tests.simulation.story import Story, class_a, patch_of
from tests.simulation.world import Plan

PEOPLE = 12


@pytest.fixture
def story() -> Story:
    """A world without disasters."""
    return Story(Plan())


def session_with_people(story: Story) -> tuple[RowKey, list[RowKey]]:
    """A session and people that the first two laptops have."""
    office = story.laptops[0]
    session = story.edit(office, SESSION, class_group=story.editor.classes[5300][0], title="Sesi 1")
    people = [story.edit(office, PERSON, name=f"n{place}") for place in range(PEOPLE)]
    story.sync(office, story.laptops[1])
    return session, people


def mark(story: Story, laptop: Laptop, session: RowKey, person: RowKey, status: str) -> RowKey:
    """One mark."""
    return story.edit(laptop, RowKey(ATTENDANCE.number, session.k1, person.k1), status=status)


def test_each_differing_mark_is_one_conflict_and_equal_ones_are_silent(story: Story) -> None:
    first, second = story.laptops[:2]
    session, people = session_with_people(story)
    for place, person in enumerate(people):
        mark(story, first, session, person, "H")
        mark(story, second, session, person, "S" if place % 3 == 0 else "H")
    story.sync(first, second, first)
    assert story.conflicts() == len(people[::3])
    for person in people[::3]:
        mark(story, second, session, person, "I")
    story.sync(second, first)
    story.end()
    assert story.conflicts() == len(people[::3])


def test_a_later_mark_by_who_saw_the_first_is_no_conflict_whatever_the_clocks(story: Story) -> None:
    first, second = story.laptops[:2]
    session, people = session_with_people(story)
    first.skew, second.skew = 900_000_000, -900_000_000
    marked = mark(story, first, session, people[0], "H")
    story.sync(first, second)
    mark(story, second, session, people[0], "S")
    story.sync(second, first)
    assert story.conflicts() == 0
    assert story.shown(first, marked) == {"status": "S"}
    story.end()


def test_one_bad_edit_delays_no_other(story: Story) -> None:
    laptop = story.laptops[0]
    story.edit(laptop, PERSON, name="before")
    story.edit(laptop, RowKey(PERSON.number, NOBODY), name="nobody")
    after = story.edit(laptop, PERSON, name="after")
    story.sync(laptop)
    assert [fate for fate, _ in story.fates(laptop)][-3:] == [None, "rejected", None]
    assert reading.rows(story.far)[after].row == {2: "after"}
    story.end()


def test_a_single_round_carries_a_class_day(story: Story) -> None:
    """Everything pushed is acknowledged, and nothing of it comes back in full."""
    laptop = story.laptops[0]
    session, people = session_with_people(story)
    for person in people:
        mark(story, laptop, session, person, "H")
    body = story.request(laptop)
    frames = story.answer(body)
    story.deliver(laptop, frames)
    assert not reading.lines(laptop.driver, "own AND at IS NULL")
    assert sum(len(payload) for _, payload in frames) < 200
    story.end()


def test_rows_too_long_for_one_page_come_in_several_and_those_of_one_commit_by_name(story: Story) -> None:
    office, reader, most = story.laptops[0], story.laptops[1], 50_000
    draw = Random(7)
    plans = ["".join(chr(draw.randrange(0x100, 0x800)) for _ in range(10_000)) for _ in range(6)]
    groups = [story.edit(office, GROUP, class_group=class_a(story), title="K", plan=plan) for plan in plans]
    story.sync(office, office)
    for group in groups:
        story.edit(office, group, title="Kelompok")
    story.sync(office)
    pages = 0
    while any(story.shown(reader, group) is None for group in groups):
        for frame in story.answer(story.request(reader), text=most):
            assert len(frame[1]) < most + 1000
            pages += frame[0] == FrameType.ROWS
            story.deliver(reader, [frame])
    assert pages >= 3
    story.end()


def test_the_text_of_a_page_fits_in_a_frame_though_nothing_packs_it() -> None:
    assert MOST_TEXT + 2 * MAX_PATCH < MAX_FRAME < INFLATED_LIMIT


def test_text_that_is_merged_again_and_again_does_not_grow_for_ever(story: Story) -> None:
    first, second = story.laptops[:2]
    group = story.edit(first, GROUP, class_group=class_a(story), title="Kelompok 1", plan="tujuan")
    story.sync(first, second)
    for place in range(3):
        story.edit(first, group, plan=f"{place}" + "a" * (MAX_PATCH // 3))
        story.edit(second, group, plan=f"{place}" + "b" * (MAX_PATCH // 3))
        story.sync(first, second, first)
    plan = str((story.shown(second, group) or {})["plan"])
    assert MAX_PATCH // 3 < len(plan.encode()) <= MAX_PATCH
    story.end()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": "of no class"}, "missing:class_group"),
        ({"class_group": 7 << 32 | 1, "starts_at": LATEST + 1}, "bad_value:starts_at"),
        ({"class_group": 7 << 32 | 1, "title": "n\0"}, "bad_value:title"),
        ({"class_group": 7 << 32 | 1, "title": "a" * (MAX_PATCH + 1)}, "too_long:title"),
    ],
)
def test_an_edit_that_no_centre_can_take_is_refused_before_it_is_saved(
    story: Story, fields: dict[str, Value], reason: str
) -> None:
    laptop = story.laptops[0]
    before = reading.near_digest(laptop.driver)
    good = Change(PERSON.number, patch_of(PERSON, name="Maria"))
    bad = Change(SESSION.number, patch_of(SESSION, **fields))
    with pytest.raises(Unfit) as refused:
        edit(laptop.replica, laptop.author(laptop.seats[0]), [good, bad], Moment(1, 1))
    assert refused.value.reason == reason
    assert reading.near_digest(laptop.driver) == before


def test_a_clock_beyond_the_calendar_stops_nothing(story: Story) -> None:
    laptop = story.laptops[0]
    change = Change(PERSON.number, patch_of(PERSON, name="Maria"))
    laptop.skew = 10**15
    edit(laptop.replica, laptop.author(laptop.seats[0]), [change], laptop.moment(story.chance))
    laptop.saved.add(LATEST)
    story.sync(laptop)
    (kept,) = reading.lines(laptop.driver, "wall = ?", LATEST)
    assert kept.at is not None


def test_a_frame_about_an_office_that_was_not_joined_is_no_answer(story: Story) -> None:
    laptop = story.laptops[0]
    before = reading.near_digest(laptop.driver)
    for message in (
        Rewind(1, 0, bytes(8)),
        Marks(1),
        Rows(1, 5, bytes(8)),
        Lease(1, 2, 3, 16),
        Scope(1, b"", True, []),
    ):
        ((kind, payload),) = read_frames(write_message(message))
        with pytest.raises(Malformed):
            laptop.machine().on(kind, payload)
    assert reading.near_digest(laptop.driver) == before
