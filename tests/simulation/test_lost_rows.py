"""Rows that a restored centre has lost: what names them is about the row that its author saw, or comes back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

import pytest
from msgspec import structs

from contract.exchange.frames import read_frames
from contract.exchange.messages import Rows, read_message, write_message
from contract.exchange.shapes import RowKey
from contract.training.catalogue import PERSON
from desktop.storage import edit, history
from server.store import stood
from server.sync import lost
from tests.simulation import reading
from tests.simulation.laptop import Laptop
from tests.simulation.planted import replaced
from tests.simulation.rounds import Frame
from tests.simulation.story import Story


def two_lives(story: Story) -> tuple[Laptop, Laptop, Laptop, RowKey, RowKey]:
    """(reader, first life, second life, the reader's person, the first life's person).

    The reader saw both persons settled. The centre goes back to before the second of them, whose maker's laptop was
    put back to before it too, while a copy of that laptop has lived on.
    """
    owner, reader = story.laptops[0], story.laptops[1]
    mine = story.edit(reader, PERSON, name="Mariana")
    story.sync(reader, owner)
    story.keep(owner)
    story.back_up()
    theirs = story.edit(owner, PERSON, name="Maria")
    story.sync(owner, reader)
    first = story.clone(owner)
    story.put_back(owner)
    return reader, first, owner, mine, theirs


def test_a_merge_with_a_row_of_lost_history_is_not_one_with_another_lifes_row() -> None:
    story = Story()
    reader, _, second, mine, theirs = two_lives(story)
    story.edit(reader, mine, same_as=theirs.k1)
    story.restore_centre()
    assert story.edit(second, PERSON, name="Yohanes") == theirs
    story.sync(second, reader, reader)
    assert story.fates(reader)[-1] == ("rejected", "orphan")
    story.end()
    assert "same_as" not in (story.shown(reader, mine) or {})


def test_what_the_lost_history_held_already_is_said_of_no_other_row_when_it_is_sent_again() -> None:
    story = Story()
    reader, _, second, mine, theirs = two_lives(story)
    story.edit(reader, mine, same_as=theirs.k1)
    story.edit(reader, theirs, phone="+62")
    story.sync(reader)
    assert story.fates(reader)[-2:] == [(None, None)] * 2
    story.restore_centre()
    story.edit(second, PERSON, name="Yohanes")
    story.sync(second, reader, reader, reader)
    assert story.fates(reader)[-2:] == [("rejected", "orphan")] * 2
    story.end()
    assert story.shown(reader, theirs) == {"name": "Yohanes"}


def test_a_row_that_its_maker_brings_back_is_the_one_that_was_meant() -> None:
    """The first life comes before the second, and before the merge."""
    story = Story()
    reader, first, second, mine, theirs = two_lives(story)
    story.edit(reader, mine, same_as=theirs.k1)
    story.restore_centre()
    story.edit(second, PERSON, name="Yohanes")
    for _ in range(3):
        story.sync(first)
    story.sync(second, reader, reader, reader)
    assert story.fates(reader)[-1] == (None, None)
    story.end()
    assert (story.shown(reader, mine) or {})["same_as"] == theirs.k1
    assert story.shown(reader, theirs) == {"name": "Maria"}


def test_a_merge_made_while_the_lost_row_is_still_shown_is_not_one_with_another_lifes_row() -> None:
    """The laptop has heard that the centre went back, and not yet what became of the row."""
    story = Story()
    reader, _, second, mine, theirs = two_lives(story)
    story.restore_centre()
    story.sync(reader)
    story.sync(reader)
    assert theirs in reading.named(reader.driver, "want")
    story.edit(reader, mine, same_as=theirs.k1)
    story.edit(second, PERSON, name="Yohanes")
    story.sync(second, reader)
    assert story.fates(reader)[-1] == ("rejected", "orphan")
    story.end()


def test_what_names_rows_that_the_centre_never_lost_is_taken_though_the_laptop_went_back_further() -> None:
    """Its marks are far apart: of what it asks for again most was never lost."""
    story = Story()
    owner, reader = story.laptops[0], story.laptops[1]
    mine = story.edit(reader, PERSON, name="Mariana")
    story.sync(reader)
    theirs = story.edit(owner, PERSON, name="Maria")
    story.sync(owner)
    story.back_up()
    story.edit(owner, theirs, phone="+62")
    story.sync(owner, reader)
    story.edit(reader, mine, same_as=theirs.k1)
    story.restore_centre()
    story.sync(reader, reader, reader)
    assert story.fates(reader)[-1] == (None, None)
    story.end()


def test_a_row_asked_for_again_though_no_centre_was_restored_is_the_one_that_was_meant() -> None:
    """It went up behind the marks, and what the laptop guessed of it was wrong: then it is asked for by name."""
    story = Story()
    laptop = story.laptops[0]
    story.sync(laptop)
    person = story.edit(laptop, PERSON, roster=True, name="Maria")
    later = story.edit(laptop, PERSON, roster=True, name="Yohanes")
    story.edit(laptop, later, phone="+62")  # says once that it saw both of them being made
    story.deliver(laptop, [guessed_wrong(frame) for frame in story.ask(laptop)])
    assert person in reading.named(laptop.driver, "want")
    story.edit(laptop, person, phone="+62")
    story.sync(laptop)
    assert story.fates(laptop)[-2:] == [(None, None), (None, None)]
    story.end()
    assert story.shown(laptop, person) == {"name": "Maria", "phone": "+62"}


def guessed_wrong(frame: Frame) -> Frame:
    """The frame; a page in it says that what it tells by number is not as the laptop would make it."""
    page = read_message(*frame)
    if not isinstance(page, Rows):
        return frame
    other = structs.replace(page, total=page.total ^ 1)
    return next(iter(read_frames(write_message(other))))


def everything_is_believed_to_be_meant() -> AbstractContextManager[None]:
    return replaced(lost, "names_another", lambda *_: False)


def nobody_says_what_stood() -> AbstractContextManager[None]:
    return replaced(stood, "note", lambda *_: None)


def all_that_is_asked_for_again_was_lost() -> AbstractContextManager[None]:
    came_after = stood.came_after
    return replaced(stood, "came_after", lambda connection, dot, _: came_after(connection, dot, 0))


def what_is_made_meanwhile_is_not_noted() -> AbstractContextManager[None]:
    return replaced(edit, "note_made", lambda *_: None)


def all_that_is_asked_for_counts_as_lost() -> AbstractContextManager[None]:
    note_wanted = history.note_wanted
    return replaced(history, "note_wanted", partial(note_wanted, lost=True))


RULES: list[tuple[Callable[[], None], Callable[[], AbstractContextManager[None]]]] = [
    (
        test_a_merge_with_a_row_of_lost_history_is_not_one_with_another_lifes_row,
        everything_is_believed_to_be_meant,
    ),
    (
        test_what_the_lost_history_held_already_is_said_of_no_other_row_when_it_is_sent_again,
        everything_is_believed_to_be_meant,
    ),
    (test_a_row_that_its_maker_brings_back_is_the_one_that_was_meant, nobody_says_what_stood),
    (
        test_a_merge_made_while_the_lost_row_is_still_shown_is_not_one_with_another_lifes_row,
        what_is_made_meanwhile_is_not_noted,
    ),
    (
        test_a_row_asked_for_again_though_no_centre_was_restored_is_the_one_that_was_meant,
        all_that_is_asked_for_counts_as_lost,
    ),
    (
        test_what_names_rows_that_the_centre_never_lost_is_taken_though_the_laptop_went_back_further,
        all_that_is_asked_for_again_was_lost,
    ),
]


@pytest.mark.parametrize(("story", "without"), RULES, ids=[story.__name__ for story, _ in RULES])
def test_the_story_breaks_without_the_rule(
    story: Callable[[], None], without: Callable[[], AbstractContextManager[None]]
) -> None:
    with without(), pytest.raises(AssertionError):
        story()
