"""Joining over HTTP: what goes wrong is said in a sentence, and nothing half-joined remains."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from contract.exchange.joining import MistypedCode, Problem, WrongOffice, read_code
from contract.exchange.seals import mac_is_genuine
from contract.training.rights.roles import Role
from desktop.storage import history
from desktop.sync import joining
from desktop.sync.faults import BadServer, Cut, NotOurs, NotReachable, PlainRoad, RoadFault
from server.store import members
from tests.roads.centre import Centre, centre
from tests.roads.chaos_proxy import chaos_proxy
from tests.roads.laptop import Laptop, laptop


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre(database_url, tmp_path, "53", "53.71") as made:
        yield made
    assert made.errors == ""


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path, "adi") as made:
        yield made


def refused(fresh: Laptop, url: str, code: str) -> Problem:
    with pytest.raises(joining.CodeRefused) as caught:
        fresh.join(url, code)
    assert str(caught.value).endswith(".")
    assert not fresh.call(history.centres, fresh.replica)
    return caught.value.problem


def test_wrong_used_and_late_codes_are_told_apart(served: Centre, fresh: Laptop, tmp_path: Path) -> None:
    used, late = served.code("Adi"), served.code("Beni", valid_s=-1)
    with laptop(tmp_path, "beni") as other:
        other.join(served.url, used)
        unknown = served.code("Citra")
        with served.writing() as connection:
            members.close_invitation(connection, read_code(unknown)[:10], 1)
    assert refused(fresh, served.url, used) is Problem.USED
    assert refused(fresh, served.url, late) is Problem.EXPIRED
    assert refused(fresh, served.url, unknown) is Problem.USED


def test_a_code_of_another_server_is_unknown_here(served: Centre, fresh: Laptop, tmp_path: Path) -> None:
    other = Centre(f"sqlite:///{tmp_path / 'other.db'}", tmp_path / "other.log")
    other.init()
    assert refused(fresh, served.url, other.code("Adi")) is Problem.UNKNOWN


def test_a_mistyped_code_or_address_is_noticed_before_anything_is_sent(fresh: Laptop, served: Centre) -> None:
    code = served.code("Adi")
    with pytest.raises(MistypedCode):
        fresh.join(served.url, code[:-1] + ("0" if code[-1] != "0" else "1"))
    for address in ("", "ftp://x", "http://a b", "https://x/path", "http://x:99999"):
        with pytest.raises(BadServer):
            fresh.join(address, code)
    with pytest.raises(PlainRoad):
        fresh.join("http://192.0.2.1:8053", code)
    with pytest.raises((NotReachable, RoadFault)):
        joining.join(fresh.replica, "http://127.0.0.1:9", code, "adi", insecure=True, patience=fresh.patience)
    assert fresh.join(served.url, code).person == "Adi"


def test_a_server_that_only_claims_to_be_the_office_is_found_out(served: Centre, fresh: Laptop, tmp_path: Path) -> None:
    """The impostor knows the code's secret part, as one who listened would, and has keys of its own."""
    code = served.code("Adi")
    with centre(f"sqlite:///{tmp_path / 'false.db'}", tmp_path, "53") as false:
        with false.writing() as connection:
            opened = members.Invitation(5300, "Adi", Role.ADMIN, 0)
            members.add_invitation(connection, read_code(code)[:10], opened, 2**40)
        with pytest.raises(WrongOffice):
            fresh.join(false.url, code)
    assert not fresh.call(history.centres, fresh.replica)
    assert fresh.join(served.url, code).person == "Adi"


def test_an_answer_lost_on_the_way_is_asked_for_again_with_the_same_code(served: Centre, fresh: Laptop) -> None:
    code = served.code("Adi")
    with chaos_proxy(served.port) as proxy:
        proxy.road.cut_down = 20
        with pytest.raises(Cut):
            fresh.join(proxy.url, code)
        fresh.close()
        fresh.open()
        proxy.road.cut_down = None
        joined = fresh.join(proxy.url, code)
        assert len([a for a in served.status().authors if a.person_name == "Adi"]) == 1
        assert joined.author == fresh.joined.author if fresh.joined else False
        fresh.open_class(people=1)
        assert fresh.sync().pending == 0


def test_the_secret_of_greetings_is_the_same_at_both_ends_and_each_laptop_has_its_own(
    served: Centre, fresh: Laptop, tmp_path: Path
) -> None:
    fresh.join(served.url, served.code("Adi"))
    with laptop(tmp_path, "beni") as other:
        other.join(served.url, served.code("Beni"))
        known = [each.call(history.centres, each.replica)[0] for each in (fresh, other)]
    assert known[0].secret != known[1].secret
    with served.writing() as connection:
        for each in known:
            assert members.device_secret(connection, each.device) == each.secret
        assert members.device_secret(connection, 0) is None
    assert not mac_is_genuine(known[0].secret, b"x", bytes(16))


def test_another_program_at_the_address_is_not_taken_for_a_server(served: Centre, fresh: Laptop) -> None:
    class Page(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(403)
            self.end_headers()
            self.wfile.write(b"<html>masuk dulu</html>")

        def log_message(self, *_: object) -> None:
            pass

    page = HTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=page.serve_forever, daemon=True)
    thread.start()
    with pytest.raises(NotOurs):
        fresh.join(f"http://127.0.0.1:{page.server_port}", served.code("Adi"))
    page.shutdown()
    page.server_close()
    thread.join()
