"""Two records that are two persons: said by somebody of the whole office, it reaches the centre like all work."""

from __future__ import annotations

from pathlib import Path

from desktop.services.people.merging import tell_apart
from tests.roads.centre import centre
from tests.roads.laptop import laptop


def test_what_an_organiser_says_of_two_persons_of_the_office_reaches_the_centre(
    sqlite_url: str, tmp_path: Path
) -> None:
    with centre(sqlite_url, tmp_path) as served, laptop(tmp_path, "Adi") as adi:
        adi.join(served.url, served.code("Adi"))
        one, other = adi.open_class(people=2).persons
        adi.act(lambda r, m: tell_apart(r, one, other, m))
        adi.sync()
        assert adi.status().pending == 0
        (said,) = served.dump("lookalike")
        assert said["apart"]
