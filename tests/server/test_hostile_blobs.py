"""Whatever is asked of /blob, the server answers with a refusal, keeps what it has, and stays small."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from contract.exchange.blobs import MOST_BYTES, Claim, digest_of
from desktop.services import attachments
from desktop.storage.history import Centre as Joined
from desktop.storage.history import centres
from server.store import blobs as kept
from server.store.opening import open_centre
from tests.roads.centre import Centre, centre
from tests.roads.laptop import Laptop, laptop

PHOTO = bytes(range(256)) * 600
REALM = 5300
COUNT = 400
REFUSED = {400, 403, 404, 405, 408, 409, 413, 416, 422, 429}
LARGEST_MB = 200


@pytest.fixture
def served(sqlite_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre(sqlite_url, tmp_path) as made:
        yield made


@pytest.fixture
def adi(served: Centre, tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path, "Adi") as made:
        made.join(served.url, served.code("Adi"))
        yield made


def claim_of(draw: random.Random, here: Joined, attachment: int) -> Claim:
    """A claim of which some parts are right."""
    offset, length = draw.choice([(0, 0), (0, 10), (5, 10), (len(PHOTO), 0), (2**40, 2**40), (0, MOST_BYTES)])
    return Claim(
        method=draw.choice(["HEAD", "PATCH", "GET", "PUT", "DELETE"]),
        digest=draw.choice([digest_of(PHOTO), digest_of(b"")]),
        device=draw.choice([here.device, 0, 2**62]),
        realm=draw.choice([REALM, 0, 2**31]),
        attachment=draw.choice([attachment, 0, 2**62]),
        size=draw.choice([len(PHOTO), 0, 1, 2**60]),
        offset=offset,
        length=length,
    )


def fire(port: int, draw: random.Random, here: Joined, attachment: int) -> int:
    """One request; gives the status, 0 when the server hung up."""
    claim = claim_of(draw, here, attachment)
    told = {
        "Authorization": draw.choice(
            [claim.sealed(here.secret), claim.sealed(b"y" * 32), "Lontar ", "Basic eDp5", "Lontar 1.1.1.1.1.1.", "\x00"]
        ),
        "Upload-Offset": draw.choice([str(claim.offset), "-1", "x", "9" * 400]),
        "Range": draw.choice([f"bytes={claim.offset}-", "bytes=-5", "bytes=0-1,3-4", "zeilen"]),
    }
    body = draw.randbytes(draw.choice([0, 10, 3000])) if claim.method in ("PATCH", "PUT") else b""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        path = draw.choice(
            [claim.path, claim.path.upper(), "/blob/", "/blob/..%2f..", f"{claim.path}?x=1", "/blob/" + "a" * 5000]
        )
        connection.request(claim.method, path, body, told)
        answer = connection.getresponse()
        content = answer.read()
        assert claim.method == "GET" or PHOTO[:64] not in content
        return answer.status
    except (HTTPException, OSError, ValueError):
        return 0
    finally:
        connection.close()


def test_no_request_for_contents_hurts_the_server_or_what_it_keeps(served: Centre, adi: Laptop) -> None:
    lesson = adi.open_class(people=1)
    made = adi.act(lambda r, m: attachments.attach(r, lesson.session, PHOTO, "image/jpeg", "Daftar", m))
    adi.sync()
    (here,) = adi.call(centres, adi.replica)
    draw = random.Random(7)
    statuses = [fire(served.port, draw, here, made) for _ in range(COUNT)]
    assert set(statuses) <= REFUSED | {0, 204, 206}
    assert {400, 403, 404, 405} <= set(statuses)
    assert served.errors == ""
    assert served.peak_memory_mb() < LARGEST_MB
    claim = Claim(method="GET", digest=digest_of(PHOTO), device=0, realm=REALM, attachment=made, size=len(PHOTO))
    with closing(open_centre(served.database)) as store, store.snapshot() as connection:
        assert kept.find(connection, claim).done
        assert kept.digest_held(connection, REALM, digest_of(PHOTO), len(PHOTO)) == digest_of(PHOTO)
        assert len(kept.contents(connection)) == 1
