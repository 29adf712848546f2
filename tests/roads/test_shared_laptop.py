"""A laptop that several people share, with a real centre: what each made arrives as theirs, whoever sends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from contract.training.catalogue import ATTENDANCE, AUTHOR
from desktop.services import home
from tests.roads.centre import Centre
from tests.roads.laptop import laptop


@pytest.fixture
def database_url(usual_database_url: str) -> str:
    """What is tried here does not touch how the centre keeps its rows."""
    return usual_database_url


def test_what_each_made_without_a_network_arrives_as_theirs_whoever_sends_it(served: Centre, tmp_path: Path) -> None:
    with laptop(tmp_path, "shared") as shared:
        adi = shared.join(served.url, served.code("Adi")).author
        lesson = shared.open_class(people=2)
        beni = shared.join(served.url, served.code("Beni")).author
        shared.mark(lesson, "S")  # Beni marks, and Adi sends
        shared.call(home.sign_in, shared.replica, "Adi")
        shared.sync()
        names = {row["number"]: row["person_name"] for row in served.dump(AUTHOR.name)}
        assert (names[adi], names[beni]) == ("Adi", "Beni")
        got = {author.number: author.got for author in served.status().authors}
        assert got[beni] >= 1
        assert [row["status"] for row in served.dump(ATTENDANCE.name)] == ["S"]
        before = got[adi]
        shared.mark(lesson, "H")
        shared.call(home.sign_in, shared.replica, "Beni")
        shared.sync()
        got = {author.number: author.got for author in served.status().authors}
        assert got[adi] == before + 1
        assert [row["status"] for row in served.dump(ATTENDANCE.name)] == ["H"]
        assert served.status().conflicts == 0
