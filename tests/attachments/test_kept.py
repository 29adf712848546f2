"""Contents on the laptop: each once, whole or not at all, and never away while work depends on them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.exchange.blobs import PIECE_BYTES, digest_of
from contract.exchange.dots import dot_of
from contract.exchange.shapes import GONE, RowKey
from contract.training.catalogue import ARRIVAL
from contract.training.rights.roles import Role
from desktop.services import attachments
from desktop.services.attachments import Place
from desktop.services.exchange.journey import WaitingKind
from desktop.services.exchange.waiting import list_waiting
from desktop.services.faults import NotAllowed, NotHere, Unsuitable
from desktop.storage import blobs
from desktop.storage.blobs import Name
from desktop.storage.tables import blob_piece
from tests.services.laptop import REALM, Laptop

PHOTO = bytes(range(256)) * 700
AT = ARRIVAL.by_name["at"].number


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop(tmp_path)
    yield made
    made.close()


def name_of(content: bytes) -> Name:
    return Name(REALM, digest_of(content), len(content))


def attach(laptop: Laptop, session: int, content: bytes = PHOTO, title: str = "Daftar hadir") -> int:
    return laptop.write(lambda r, m: attachments.attach(r, session, content, "image/jpeg", title, m))


def pieces(laptop: Laptop) -> int:
    query = sa.select(sa.func.count()).select_from(blob_piece)
    return laptop.read(lambda r: int(r.connection.execute(query).scalar_one()))


def arrived(laptop: Laptop, attachment: int, v: int = 200) -> None:
    laptop.arrive(RowKey(ARRIVAL.number, attachment), {AT: laptop.now}, v)


def test_a_photograph_is_kept_with_its_row_and_given_back_as_it_was(laptop: Laptop) -> None:
    _, (session, other), _ = laptop.class_with(people=1, sessions=2)
    made = attach(laptop, session)
    (shown,) = laptop.read(lambda r: attachments.list_attachments(r, session_id=session))
    assert (shown.id, shown.title, shown.size, shown.place) == (made, "Daftar hadir", len(PHOTO), Place.HERE)
    opened = laptop.read(lambda r: attachments.open_attachment(r, made))
    assert opened is not None
    assert opened.content == PHOTO
    assert laptop.read(lambda r: attachments.list_attachments(r, session_id=other)) == ()
    assert laptop.read(attachments.waiting_load).count == 1


def test_a_photograph_waits_on_a_line_of_its_own_behind_the_work(laptop: Laptop) -> None:
    _, (session,), _ = laptop.class_with(people=1, sessions=1)
    attach(laptop, session)
    last = laptop.read(list_waiting)[-1]
    assert (last.title, last.kind, last.size_bytes) == ("1 foto daftar hadir", WaitingKind.FILE, len(PHOTO))
    laptop.settle()
    laptop.call(lambda: blobs.note_up(laptop.replica, name_of(PHOTO), 1000))
    (left,) = laptop.read(list_waiting)
    assert left.size_bytes == len(PHOTO) - 1000
    laptop.call(lambda: blobs.note_sent(laptop.replica, name_of(PHOTO), 101))
    assert laptop.read(list_waiting) == ()


def test_the_same_photograph_twice_is_one_content(laptop: Laptop) -> None:
    class_id, (session, other), _ = laptop.class_with(people=1, sessions=2)
    first = attach(laptop, session)
    kept = pieces(laptop)
    assert attach(laptop, session) == first
    second = attach(laptop, other)
    assert second != first
    assert len(laptop.read(lambda r: attachments.list_attachments(r, class_id=class_id))) == 2
    assert pieces(laptop) == kept
    load = laptop.read(attachments.waiting_load)
    assert (load.count, load.bytes) == (1, len(PHOTO))


def test_nothing_goes_before_the_centre_has_the_row(laptop: Laptop) -> None:
    _, (session,), _ = laptop.class_with(people=1, sessions=1)
    made = attach(laptop, session)
    assert laptop.read(lambda r: blobs.to_send(r, REALM)) == []
    laptop.settle()
    (first,) = laptop.read(lambda r: blobs.to_send(r, REALM))
    assert (first.attachment, first.name) == (made, name_of(PHOTO))


def test_what_the_centre_has_said_waits_no_more_and_what_it_lost_waits_again(laptop: Laptop) -> None:
    _, (session,), _ = laptop.class_with(people=1, sessions=1)
    made = attach(laptop, session)
    laptop.settle(seq=100)
    laptop.call(lambda: blobs.note_sent(laptop.replica, name_of(PHOTO), 101))
    assert laptop.read(attachments.waiting_load).count == 0
    arrived(laptop, made, v=101)
    laptop.call(lambda: blobs.note_sent(laptop.replica, name_of(PHOTO), 1))
    assert laptop.read(attachments.waiting_load).count == 0
    (shown,) = laptop.read(attachments.list_attachments)
    assert shown.place is Place.STORED
    # The centre was put back: its log does not say any more that it has it, and this laptop knows the log beyond.
    laptop.arrive(RowKey(ARRIVAL.number, made), {AT: laptop.now, GONE: 1}, 300)
    laptop.call(lambda: blobs.note_sent(laptop.replica, name_of(PHOTO), 0))
    assert laptop.read(attachments.waiting_load).count == 1


def test_a_deleted_attachment_takes_its_content_along_only_when_that_is_settled_and_nobody_else_names_it(
    laptop: Laptop,
) -> None:
    _, (session, other), _ = laptop.class_with(people=1, sessions=2)
    first, second = attach(laptop, session), attach(laptop, other)
    laptop.settle()
    laptop.write(lambda r, m: attachments.remove_attachment(r, first, m))
    laptop.settle(seq=101)
    assert laptop.read(blobs.sweep) == 0
    laptop.write(lambda r, m: attachments.remove_attachment(r, second, m))
    assert laptop.read(blobs.sweep) == 0
    laptop.settle(seq=102)
    assert laptop.read(blobs.sweep) == 1
    assert pieces(laptop) == 0
    with pytest.raises(NotHere):
        laptop.read(lambda r: attachments.open_attachment(r, second))


def test_a_content_whose_row_is_held_at_the_centre_still_goes_there(laptop: Laptop) -> None:
    _, (session,), _ = laptop.class_with(people=1, sessions=1)
    laptop.settle()
    made = attach(laptop, session)
    laptop.fate(dot_of(made), "held", "out_of_grant", seq=101)
    assert laptop.read(lambda r: attachments.list_attachments(r)) == ()
    (held,) = laptop.read(lambda r: blobs.to_send(r, REALM))
    assert held.attachment == made
    assert laptop.read(lambda r: blobs.is_owing(r, REALM))
    assert laptop.read(blobs.sweep) == 0


def test_an_empty_or_wrong_content_is_never_put_in_the_place_of_a_good_one(laptop: Laptop) -> None:
    _, (session,), _ = laptop.class_with(people=1, sessions=1)
    with pytest.raises(Unsuitable):
        attach(laptop, session, b"")
    made = attach(laptop, session)
    name = name_of(PHOTO)
    with pytest.raises(blobs.Spoilt):
        laptop.call(lambda: blobs.put(laptop.replica, name, b"", made, 1))
    with pytest.raises(blobs.Spoilt):
        laptop.call(lambda: blobs.put(laptop.replica, name, b"x" * len(PHOTO), made, 1))
    assert laptop.call(lambda: blobs.add(laptop.replica, name, 0, b"x" * 10)) == len(PHOTO)
    assert laptop.call(lambda: blobs.want(laptop.replica, name, made, 1)) is False
    assert laptop.call(lambda: blobs.content(laptop.replica, name)) == PHOTO


def test_a_viewer_attaches_nothing(tmp_path: Path) -> None:
    made = Laptop(tmp_path, Role.ORGANISER)
    _, (session,), _ = made.class_with(people=1, sessions=1)
    made.close()
    (tmp_path / "lain").mkdir()
    viewer = Laptop(tmp_path / "lain", Role.VIEWER)
    viewer.arrive(RowKey(7, session), {2: 5 << 32 | 1, 4: "Sesi 1"})
    with pytest.raises(NotAllowed):
        attach(viewer, session)
    assert pieces(viewer) == 0
    viewer.close()


@settings(max_examples=20)
@given(cuts=st.lists(st.integers(1, 200_000), max_size=8), size=st.integers(1, 3 * PIECE_BYTES), spoil=st.booleans())
def test_a_content_that_comes_in_any_parts_is_whole_at_its_end_or_not_there(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[int], size: int, spoil: bool
) -> None:
    content = (b"%d" % size * size)[:size]
    name = name_of(content)
    sent = content[:-1] + bytes([content[-1] ^ 1]) if spoil else content
    laptop = Laptop(tmp_path_factory.mktemp("laptop"))
    try:
        laptop.call(lambda: blobs.want(laptop.replica, name, 1, 1))
        places = sorted({0, size, *(cut % size for cut in cuts)})
        for start, end in pairwise(places):
            # What comes twice, or from elsewhere, changes nothing.
            assert laptop.call(partial(blobs.add, laptop.replica, name, start + 1, b"y")) == start
            try:
                assert laptop.call(partial(blobs.add, laptop.replica, name, start, sent[start:end])) == end
            except blobs.Spoilt:
                assert spoil
                assert end == size
        found = laptop.call(lambda: blobs.content(laptop.replica, name))
        assert found == (None if spoil else content)
        held = laptop.call(lambda: blobs.find(laptop.replica, name))
        assert held is not None
        assert held.got == (0 if spoil else size)
        assert held.wanted == spoil
    finally:
        laptop.close()
