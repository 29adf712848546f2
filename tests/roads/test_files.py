"""Contents of attachments over real HTTP: up and down, cut at every byte, killed in between, and never to strangers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from contract.exchange.blobs import PIECE_BYTES, Claim, digest_of
from contract.exchange.dots import format_id
from desktop.services import attachments
from desktop.services.attachments import Place
from desktop.storage import blobs
from desktop.storage.blobs import Name
from desktop.storage.history import centres
from desktop.storage.tables import blob
from desktop.sync.blobs import Lane, Pace
from desktop.sync.faults import RoadFault
from desktop.sync.transport import Transport
from server.store import blobs as kept
from server.store.opening import open_centre
from tests.conftest import DEEP
from tests.roads.centre import Centre, centre
from tests.roads.chaos_proxy import ChaosProxy, chaos_proxy
from tests.roads.laptop import HURRIED, Laptop, Lesson, laptop

PHOTO = bytes(range(256)) * 600
HEADS_AND_BODY = 640
"""Bytes of the longest request of these tests, or of its answer."""
STEP = 1 if DEEP else 97
CUTS = HEADS_AND_BODY // STEP
REALM = 5300


@pytest.fixture
def database_url(usual_database_url: str) -> str:
    """How contents are kept is tried on both kinds in tests/server/test_blobs.py."""
    return usual_database_url


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre(database_url, tmp_path) as made:
        yield made


@pytest.fixture
def road(served: Centre) -> Iterator[ChaosProxy]:
    with chaos_proxy(served.port) as proxy:
        yield proxy


@pytest.fixture
def adi(served: Centre, road: ChaosProxy, tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path, "Adi") as made:
        made.join(road.url, served.code("Adi"))
        yield made


@pytest.fixture
def beni(served: Centre, adi: Laptop, road: ChaosProxy, tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path, "Beni") as made:
        made.join(road.url, served.code("Beni"))
        yield made


@pytest.fixture
def lesson(adi: Laptop) -> Lesson:
    made = adi.open_class(people=1)
    adi.sync()
    return made


def attach(who: Laptop, lesson: Lesson, content: bytes = PHOTO, title: str = "Daftar hadir") -> int:
    return who.act(lambda r, m: attachments.attach(r, lesson.session, content, "image/jpeg", title, m))


def waits(who: Laptop) -> int:
    return who.call(attachments.waiting_load, who.replica).count


def at_centre(served: Centre, content: bytes) -> bytes | None:
    """The content as the centre's database has it, None while it is not whole."""
    claim = Claim(method="GET", digest=digest_of(content), device=0, realm=REALM, attachment=0, size=len(content))
    with closing(open_centre(served.database)) as store, store.snapshot() as connection:
        if not kept.find(connection, claim).done:
            return None
        found = b""
        while len(found) < len(content):
            found += kept.part(connection, claim, len(found))
        return found


def fetched(who: Laptop, attachment: int) -> bytes | None:
    opened = who.call(attachments.open_attachment, who.replica, attachment)
    return opened.content if opened is not None else None


def wish(who: Laptop, attachment: int) -> bool:
    return who.act(lambda r, m: attachments.ask_for(r, attachment, m))


def asked_for(who: Laptop, attachment: int) -> bytes:
    """The content once it was asked for and fetched."""
    assert wish(who, attachment)
    who.sync()
    found = fetched(who, attachment)
    assert found is not None
    return found


def place(who: Laptop, attachment: int) -> Place:
    return next(one.place for one in who.call(attachments.list_attachments, who.replica) if one.id == attachment)


def test_a_photograph_goes_after_the_work_and_comes_only_when_asked_for(
    served: Centre, adi: Laptop, beni: Laptop, lesson: Lesson
) -> None:
    made = attach(adi, lesson)
    assert (place(adi, made), waits(adi)) == (Place.HERE, 1)
    report = adi.sync()
    assert waits(adi) == 0
    assert len(PHOTO) < report.bytes_up < len(PHOTO) + 6000
    assert place(adi, made) is Place.STORED
    assert at_centre(served, PHOTO) == PHOTO
    quiet = beni.sync()
    assert quiet.bytes_down < 5000
    assert (place(beni, made), fetched(beni, made)) == (Place.AWAY, None)
    assert asked_for(beni, made) == PHOTO
    assert place(beni, made) is Place.STORED
    assert served.dump("arrival")[0]["attachment"] == served.dump("attachment")[0]["id"]
    assert adi.sync().fault is None
    # Nothing is left to say: a quiet round is one request.
    assert adi.sync().requests == 1


def test_the_same_photograph_from_two_laptops_at_once_is_one_content(
    served: Centre, adi: Laptop, beni: Laptop, lesson: Lesson
) -> None:
    beni.sync()
    first, second = attach(adi, lesson), attach(beni, lesson, title="Lembar yang sama")
    adi.sync()
    report = beni.sync()
    assert report.bytes_up < 6000
    assert waits(adi) == waits(beni) == 0
    adi.sync()
    assert len(served.dump("arrival")) == 2
    assert place(adi, second) is place(beni, first) is Place.STORED
    with closing(open_centre(served.database)) as store, store.snapshot() as connection:
        assert len(kept.contents(connection)) == 1


def lane(who: Laptop, url: str) -> Lane:
    (here,) = who.call(centres, who.replica)
    return Lane(who.replica, Transport(url, patience=HURRIED), here, Pace())


def held_back(who: Laptop, *, fetching: bool) -> list[Name]:
    """Every content here, none of which goes by itself: they are to go one after the other."""
    values = {"wanted": 0} if fetching else {"refused": "later"}

    def work() -> list[Name]:
        who.replica.connection.execute(sa.update(blob).values(values))
        return list(blobs.of_office(who.replica, REALM))

    return who.call(work)


def let_go(who: Laptop, name: Name) -> None:
    query = sa.update(blob).where(blob.c.digest == name.digest).values(wanted=1, refused=None)
    who.call(lambda: who.replica.connection.execute(query))


@pytest.mark.parametrize("way", ["cut_up", "cut_down"])
def test_an_upload_that_is_cut_after_any_byte_is_whole_in_the_end(
    adi: Laptop, lesson: Lesson, road: ChaosProxy, served: Centre, way: str
) -> None:
    contents = {digest_of(each): each for each in (b"lembar %05d" % cut for cut in range(CUTS))}
    for each in contents.values():
        attach(adi, lesson, each)
    names = held_back(adi, fetching=False)
    adi.sync()
    assert len(names) == CUTS
    for place, name in enumerate(names):
        let_go(adi, name)
        setattr(road.road, way, 1 + place * STEP)
        with suppress(RoadFault):
            lane(adi, road.url).run()
        setattr(road.road, way, None)
        lane(adi, road.url).run()
        assert at_centre(served, contents[name.digest]) == contents[name.digest], place * STEP
    assert waits(adi) == 0
    assert served.errors == ""


@pytest.mark.parametrize("way", ["cut_up", "cut_down"])
def test_a_download_that_is_cut_after_any_byte_is_whole_in_the_end(
    adi: Laptop, beni: Laptop, lesson: Lesson, road: ChaosProxy, way: str
) -> None:
    made = {digest_of(each): (attach(adi, lesson, each), each) for each in (b"kertas %05d" % n for n in range(CUTS))}
    adi.sync()
    beni.sync()
    for identifier, _ in made.values():
        assert wish(beni, identifier)
    for place, name in enumerate(held_back(beni, fetching=True)):
        let_go(beni, name)
        setattr(road.road, way, 1 + place * STEP)
        with suppress(RoadFault):
            lane(beni, road.url).run()
        setattr(road.road, way, None)
        lane(beni, road.url).run()
        identifier, content = made[name.digest]
        assert fetched(beni, identifier) == content, place * STEP


def test_what_came_before_a_cut_is_not_sent_again(
    adi: Laptop, lesson: Lesson, road: ChaosProxy, served: Centre
) -> None:
    adi.sync()
    attach(adi, lesson)
    road.road.cut_up = 40_000
    adi.conversation.close()
    adi.conversation.talk()
    road.road.cut_up = None
    held = adi.call(blobs.find, adi.replica, Name(REALM, digest_of(PHOTO), len(PHOTO)))
    assert held is not None
    before = road.road.up
    adi.sync()
    assert waits(adi) == 0
    assert at_centre(served, PHOTO) == PHOTO
    assert road.road.up - before < len(PHOTO) - 30_000


def test_a_server_that_is_killed_in_the_middle_goes_on_where_it_was(
    adi: Laptop, beni: Laptop, lesson: Lesson, road: ChaosProxy, served: Centre
) -> None:
    content = PHOTO * 3
    made = attach(adi, lesson, content)
    for share in (0.3, 0.6):
        road.road.cut_up = int(len(content) * share)
        adi.conversation.close()
        adi.conversation.talk()
        served.kill()
        served.start()
    road.road.cut_up = None
    before = road.road.up
    adi.sync()
    assert at_centre(served, content) == content
    assert road.road.up - before < len(content)
    beni.sync()
    wish(beni, made)
    road.road.cut_down = 3 * PIECE_BYTES
    beni.conversation.close()
    beni.conversation.talk()
    beni.close()
    road.road.cut_down = None
    beni.open()
    beni.sync()
    assert fetched(beni, made) == content


def test_wrong_bytes_are_dropped_and_asked_for_anew(adi: Laptop, lesson: Lesson, served: Centre) -> None:
    made = attach(adi, lesson)
    served.stop()
    served.start()
    adi.call(lambda: blobs._drop_pieces(adi.replica, Name(REALM, digest_of(PHOTO), len(PHOTO))))
    adi.call(lambda: blobs._put_pieces(adi.replica, Name(REALM, digest_of(PHOTO), len(PHOTO)), 0, PHOTO[::-1]))
    report = adi.conversation.talk()
    assert at_centre(served, PHOTO) is None
    assert waits(adi) == 1
    assert report.pending == 0
    adi.call(lambda: blobs._drop_pieces(adi.replica, Name(REALM, digest_of(PHOTO), len(PHOTO))))
    adi.call(lambda: blobs._put_pieces(adi.replica, Name(REALM, digest_of(PHOTO), len(PHOTO)), 0, PHOTO))
    adi.sync()
    assert at_centre(served, PHOTO) == PHOTO
    assert fetched(adi, made) == PHOTO


def test_a_laptop_that_does_not_see_the_attachment_neither_reads_nor_writes_its_content(
    served: Centre, adi: Laptop, lesson: Lesson, road: ChaosProxy, tmp_path: Path
) -> None:
    made = attach(adi, lesson)
    adi.sync()
    other = adi.open_class(people=1)
    adi.sync()
    with laptop(tmp_path, "Citra") as citra:
        citra.join(road.url, served.code("Citra", "facilitator", class_id=format_id(other.class_id)))
        citra.sync()
        assert citra.call(attachments.list_attachments, citra.replica) == ()
        (here,) = citra.call(centres, citra.replica)
        for method in ("HEAD", "GET", "PATCH"):
            for device, secret, status in ((here.device, here.secret, 404), (here.device, b"x" * 32, 403)):
                claim = Claim(
                    method=method,
                    digest=digest_of(PHOTO),
                    device=device,
                    realm=REALM,
                    attachment=made,
                    size=len(PHOTO),
                    length=10 if method == "PATCH" else 0,
                )
                told = {"Authorization": claim.sealed(secret), "Upload-Offset": "0"}
                body = b"x" * 10 if method == "PATCH" else b""
                (reply,) = Transport(served.url).ask(method, claim.path, told, body)
                assert not isinstance(reply, bytes)
                assert reply.status == status
                assert PHOTO[:20] not in reply.body


def test_a_deleted_photograph_is_gone_from_both_laptops(adi: Laptop, beni: Laptop, lesson: Lesson) -> None:
    made = attach(adi, lesson)
    adi.sync()
    beni.sync()
    asked_for(beni, made)
    beni.act(lambda r, m: attachments.remove_attachment(r, made, m))
    beni.sync()
    adi.sync()
    adi.sync()
    for who in (adi, beni):
        assert who.call(attachments.list_attachments, who.replica) == ()
        assert not who.call(blobs.are_any, who.replica)
