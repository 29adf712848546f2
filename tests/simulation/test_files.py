"""Stories of photographs: what a centre forgot is brought again, and what it holds back is brought at all.

Each was found by seeds of the simulation and loses a content without its rule.
"""

from __future__ import annotations

from random import Random

import pytest

from contract.exchange.shapes import GONE, RowKey
from contract.training.catalogue import ATTACHMENT
from desktop.storage.edit import Change
from tests.simulation import contents
from tests.simulation.files import SHARE, Files
from tests.simulation.founding import PROVINCE
from tests.simulation.laptop import Laptop
from tests.simulation.story import Story, class_a

PHOTO, PAPER = b"\xff\xd8 a signed list", b"\x89PNG a plan"


@pytest.fixture
def story() -> Story:
    made = Story()
    made.files = Files(made, Random("story"))
    return made


def attach(story: Story, laptop: Laptop, content: bytes, class_group: int) -> None:
    """The laptop's first person attaches a content to a class."""
    assert story.files is not None
    story.files.attach(laptop, content, class_group)


def lane(story: Story, laptop: Laptop) -> None:
    """The laptop's last lane, with nothing in its way."""
    assert story.files is not None
    story.files.talk(laptop, quiet=True)


def whole(story: Story) -> set[bytes]:
    """Digests of what the centre has wholly."""
    return {name.digest for name, piece in contents.held(story.far).items() if piece.whole}


def class_b(story: Story) -> int:
    """The class for which facilitators have no grant."""
    return story.editor.classes[PROVINCE][1]


def put_gone(story: Story, laptop: Laptop, gone: int) -> None:
    """The first person of the laptop deletes the one attachment, or takes that back."""
    (attachment,) = contents.attachments(laptop.driver)
    change = Change(RowKey(ATTACHMENT.number, attachment), {GONE: gone})
    story.chance.now += 60
    assert laptop.edit(laptop.seats[0], story.chance, (story.memory, story.chronicle), change)


def test_a_content_that_a_restored_centre_forgot_is_brought_again_before_its_log_has_grown_as_far(
    story: Story,
) -> None:
    adriana = story.laptops[0]
    attach(story, adriana, PHOTO, class_a(story))
    story.sync(adriana)
    story.back_up()
    lane(story, adriana)
    assert whole(story)
    story.restore_centre()
    assert not whole(story)
    story.end()
    assert whole(story)


def test_a_content_of_held_work_that_a_restored_centre_forgot_is_brought_again_though_its_log_is_the_same(
    story: Story,
) -> None:
    carolina = story.laptops[2]
    attach(story, carolina, PHOTO, class_b(story))
    story.sync(carolina)
    story.back_up()
    lane(story, carolina)
    assert whole(story)
    story.restore_centre()
    story.end()
    assert whole(story)


def test_a_content_of_held_work_is_brought_under_the_name_that_a_second_life_gave_it(story: Story) -> None:
    carolina = story.laptops[2]
    story.keep(carolina)
    attach(story, carolina, PHOTO, class_b(story))
    story.sync(carolina)
    story.put_back(carolina)
    attach(story, carolina, PAPER, class_b(story))
    story.end()
    assert len(whole(story)) == 1


def test_a_content_of_held_work_is_brought_though_a_deleted_attachment_names_it_too(story: Story) -> None:
    adriana, carolina = story.laptops[0], story.laptops[2]
    attach(story, adriana, PHOTO, class_a(story))
    story.sync(adriana, carolina)
    put_gone(story, adriana, 1)
    story.sync(adriana, carolina)
    attach(story, carolina, PHOTO, class_b(story))
    story.end()
    assert whole(story)


def test_a_content_let_go_comes_back_when_the_deletion_is_undone(story: Story) -> None:
    adriana, benyamin = story.laptops[:2]
    attach(story, adriana, PHOTO, class_a(story))
    story.sync(adriana)
    lane(story, adriana)
    story.sync(adriana, benyamin)
    put_gone(story, benyamin, 1)
    story.sync(benyamin)
    assert story.files is not None
    story.files.tidy()
    assert not whole(story)
    put_gone(story, benyamin, 0)
    story.end()
    assert whole(story)


def test_every_share_of_seeds_has_worlds_with_photographs_and_worlds_without() -> None:
    worlds = [Random(f"signed lists {seed}").random() < SHARE for seed in range(500)]
    assert 50 < sum(worlds) < 150
