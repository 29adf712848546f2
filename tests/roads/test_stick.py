"""The stick's road over real files, real replicas and a real server: there, back, over several laptops and offices."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from desktop.services.exchange.courier import Read, inspect_file, read_stick, write_stick
from desktop.storage import cargo
from tests import programs
from tests.roads.centre import Centre
from tests.roads.laptop import Laptop, everything, laptop


@pytest.fixture
def database_url(usual_database_url: str) -> str:
    """What is tried here does not touch how the centre keeps its rows."""
    return usual_database_url


@pytest.fixture
def three(served: Centre, tmp_path: Path) -> Iterator[tuple[Laptop, Laptop, Laptop]]:
    """An island, a boat and a town, each a laptop of somebody else; only the town is ever asked to connect."""
    with ExitStack() as stack:
        made = [stack.enter_context(laptop(tmp_path, name)) for name in ("sabu", "kapal", "kota")]
        for each in made:
            each.join(served.url, served.code(each.name.title()))
        yield made[0], made[1], made[2]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick."""
    folder = tmp_path / "FLASHDISK"
    folder.mkdir()
    return folder


def take(by: Laptop, *places: Path) -> Read:
    """The laptop reads files or sticks."""
    return read_stick(by.replica, by.lock, places)


def test_a_laptop_without_a_network_is_settled_by_the_stick_of_another(
    served: Centre, three: tuple[Laptop, Laptop, Laptop], stick: Path
) -> None:
    island, _, town = three
    lesson = island.open_class(people=20)
    island.mark(lesson, ["H"] * 15 + ["S"] * 5)
    made = write_stick(island.replica, stick)
    assert (made.changes, made.left) == (1 + 1 + 20 + 20 + 20, 0)
    assert (island.status().pending, island.status().carried) == (62, 62)
    assert take(town, stick).taken == 1
    report = town.sync()
    assert report.requests == 2
    town.sync()
    assert sorted(town.marks(), key=str) == ["H"] * 15 + ["S"] * 5
    write_stick(town.replica, stick)
    back = take(island, stick)
    assert (back.answers, back.sent) == (1, 62)
    assert (island.status().pending, island.status().carried) == (0, 0)
    assert everything(island.rows) == served.everything()
    assert take(island, stick).answers == 0
    assert island.status().last_contact is not None


def test_it_goes_over_two_laptops_there_and_two_back(
    served: Centre, three: tuple[Laptop, Laptop, Laptop], tmp_path: Path
) -> None:
    island, boat, town = three
    sticks = [tmp_path / name for name in ("a", "b", "c", "d")]
    for folder in sticks:
        folder.mkdir()
    lesson = island.open_class(people=3)
    island.mark(lesson, ["H", "I", "S"])
    write_stick(island.replica, sticks[0])
    assert take(boat, sticks[0]).taken == 1
    write_stick(boat.replica, sticks[1])
    assert take(town, sticks[1]).taken == 2
    town.sync()
    write_stick(town.replica, sticks[2])
    passed_on = take(boat, sticks[2])
    assert (passed_on.answers, passed_on.taken) == (1, 2)  # its own; the town's parcel and the island's answer
    write_stick(boat.replica, sticks[3])
    assert take(island, sticks[3]).sent == 11
    assert everything(island.rows) == served.everything()


def test_news_come_by_stick_to_who_has_nothing_to_say(
    served: Centre, three: tuple[Laptop, Laptop, Laptop], stick: Path
) -> None:
    island, _, town = three
    town.open_class(people=30)
    town.sync()
    assert write_stick(island.replica, stick).changes == 0
    take(town, stick)
    town.sync()
    write_stick(town.replica, stick)
    assert take(island, stick).received > 60
    assert everything(island.rows) == served.everything()


def test_two_offices_of_one_profile_go_in_one_file(served: Centre, tmp_path: Path, stick: Path) -> None:
    with laptop(tmp_path, "dua") as both, laptop(tmp_path, "kota") as town:
        both.join(served.url, served.code("Dua"))
        both.join(served.url, served.code("Dua", office="53.71"))
        town.join(served.url, served.code("Kota"))
        both.open_class(people=2)
        both.open_class(people=3, office="53.71")
        made = write_stick(both.replica, stick)
        assert [part.office for part in inspect_file(made.file).parcels] == ["53", "53.71"]
        assert take(town, stick).taken == 2
        town.sync()  # of an office that the town has not joined, but its server has
        write_stick(town.replica, stick)
        assert take(both, stick).answers == 2
        assert both.status().pending == 0


def test_who_spoke_with_the_centre_meanwhile_takes_no_old_answer(
    served: Centre, three: tuple[Laptop, Laptop, Laptop], stick: Path
) -> None:
    island, _, town = three
    lesson = island.open_class(people=4)
    write_stick(island.replica, stick)
    take(town, stick)
    town.sync()
    island.mark(lesson, ["H"] * 4)
    island.sync()
    write_stick(town.replica, stick)
    assert (take(island, stick).outdated, island.status().pending) == (1, 0)
    island.sync()
    assert everything(island.rows) == served.everything()


def test_a_carrier_without_cargo_sends_not_one_byte_more(three: tuple[Laptop, Laptop, Laptop], stick: Path) -> None:
    island, _, town = three
    town.sync()
    quiet = town.sync()
    assert quiet.requests == 1
    island.open_class(people=1)
    write_stick(island.replica, stick)
    take(town, stick)
    assert town.sync().requests == 2
    again = town.sync()
    assert (again.requests, again.bytes_up) == (1, quiet.bytes_up)
    assert not town.call(cargo.is_carrying, town.replica)


def test_the_stick_comes_to_the_centre_itself(
    served: Centre, three: tuple[Laptop, Laptop, Laptop], stick: Path
) -> None:
    island = three[0]
    lesson = island.open_class(people=5)
    island.mark(lesson, ["H"] * 5)
    file = write_stick(island.replica, stick).file
    done = programs.run("server", "courier", "read", "--database", served.database, "--json", str(file))
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["parcels"], told["strange"], told["answers"]) == (1, 0, 1)
    assert Path(told["file"]).parent == stick
    assert take(island, stick).sent == 17
    assert everything(island.rows) == served.everything()


def test_a_file_that_is_not_whole_is_refused_at_the_centre(
    served: Centre, three: tuple[Laptop, Laptop, Laptop], stick: Path
) -> None:
    file = write_stick(three[0].replica, stick).file
    file.write_bytes(file.read_bytes()[:-1])
    done = programs.run("server", "courier", "read", "--database", served.database, str(file))
    assert done.returncode == 3
    assert "tidak ada yang diambil" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_parcel_for_another_server_is_carried_on(
    three: tuple[Laptop, Laptop, Laptop], tmp_path: Path, stick: Path
) -> None:
    from tests.roads.centre import centre

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with centre(f"sqlite:///{elsewhere}/c.db", elsewhere, "51") as far, laptop(elsewhere, "bali") as bali:
        bali.join(far.url, far.code("Wayan", office="51"))
        bali.open_class(people=1, office="51")
        write_stick(bali.replica, stick)
    town = three[2]
    take(town, stick)
    assert town.sync().requests == 2
    assert town.sync().requests == 1  # asked once, then left for a day
    assert town.call(cargo.is_carrying, town.replica)
