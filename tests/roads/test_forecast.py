"""The forecast before a talk: bytes from what waits, seconds from what the road has shown."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.road import ONE_WAY_S, Nature, Road
from contract.training.catalogue import PERSON
from desktop.storage.edit import Change
from desktop.sync.forecast import forecast
from desktop.sync.speed import Sample, kept, recall_samples, speed_of
from desktop.sync.transport import Patience
from tests.roads.centre import Centre, centre
from tests.roads.laptop import Laptop, laptop, patch_of
from tests.roads.test_bad_roads import many_people

PATIENT = Patience(connect_s=30, stall_s=30, total_s=120)


@pytest.fixture
def served(sqlite_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre(sqlite_url, tmp_path) as made:
        yield made


@pytest.mark.parametrize(("kbit", "people"), [(20, 300), (64, 600), (256, 2000)])
def test_a_forecast_is_right_within_a_factor_of_two(kbit: int, people: int, served: Centre, tmp_path: Path) -> None:
    rate = kbit * 125
    nature = Nature(rate=rate, stalled=0.0)
    with closing(Road(served.port, kbit, nature=nature)) as road, laptop(tmp_path, "adi") as adi:
        adi.patience = PATIENT
        adi.close()
        adi.open()
        adi.join(f"http://127.0.0.1:{road.port}", served.code("Adi"))
        many_people(adi, 3)
        unmeasured = adi.call(forecast, adi.replica)
        assert unmeasured is not None
        assert unmeasured.seconds is None, "nothing is known of the road yet"
        moved = adi.sync()
        assert 0.5 < unmeasured.bytes / (moved.bytes_up + moved.bytes_down) < 2
        for count in (1, 100):
            many_people(adi, count)
            adi.sync()
        assert adi.call(forecast, adi.replica) is None, "nothing waits"
        for anew in (False, True):
            bring(adi, people if anew else people // 3, rate, anew=anew)


def bring(adi: Laptop, people: int, rate: int, *, anew: bool) -> None:
    """Sends so many people, and compares with what the road must have taken."""
    many_people(adi, people)
    if anew:
        adi.conversation.close()
    told = adi.call(forecast, adi.replica, anew=anew)
    assert told is not None
    assert told.seconds is not None
    report = adi.sync()
    moved = report.bytes_up + report.bytes_down
    took = moved / rate + 2 * ONE_WAY_S * (report.requests + anew)
    assert 0.7 < told.bytes / moved < 1.4, (told, moved)
    assert 0.5 < told.seconds / took < 2, (told, took)


def test_one_changed_value_is_a_forecast_of_a_round_trip(served: Centre, tmp_path: Path) -> None:
    with laptop(tmp_path, "adi") as adi:
        adi.join(served.url, served.code("Adi"))
        for count in (1, 200, 1):
            many_people(adi, count)
            adi.sync()
        adi.edit(Change(PERSON.number, patch_of(PERSON, name="Maria")))
        told = adi.call(forecast, adi.replica)
        assert told is not None
        assert told.seconds == 1
        assert 150 < told.bytes < 600
        assert len(adi.call(recall_samples, adi.replica, served.url)) >= 1


def road_samples(rate: float, trip_s: float, seed: int = 5) -> list[Sample]:
    """What requests of many lengths show of such a road."""
    draw = random.Random(seed)
    made = []
    for place in range(12):
        up, down = draw.choice([(150, 60), (700, 130), (9000, 800), (160, 30_000)])
        first_s = trip_s + (up + min(down, 1460)) / rate
        made.append(Sample(2 * trip_s if place % 3 == 0 else None, up, first_s, down, max(0, down - 1460) / rate))
    return made


def test_a_road_is_read_from_its_requests_and_one_bad_one_says_nothing() -> None:
    samples = road_samples(8000, 0.6)
    for spoilt in range(len(samples) + 1):
        each = list(samples)
        if spoilt < len(samples):
            one = each[spoilt]
            each[spoilt] = Sample(
                one.connect_s and one.connect_s + 20, one.up, one.first_s + 30, one.down, one.rest_s + 30
            )
        speed = speed_of(kept(each))
        assert speed is not None
        assert 0.5 < speed.seconds(40_000, 500) / (1.2 + 0.6 + 40_500 / 8000) < 2, spoilt


def test_a_new_network_is_believed_after_a_few_requests_and_little_is_kept() -> None:
    samples = [*road_samples(2500, 0.6) * 3, *road_samples(100_000, 0.05, 6), *road_samples(100_000, 0.05, 7)]
    left = kept(samples)
    assert len(left) <= 20
    speed = speed_of(left)
    assert speed is not None
    assert speed.up_rate > 50_000
    assert speed.trip_s < 0.1


def test_a_road_of_short_requests_only_is_not_known() -> None:
    assert speed_of([]) is None
    assert speed_of([Sample(0.6, 150, 0.7, 60, 0.0)] * 5) is None


def test_a_fast_road_never_makes_a_forecast_that_is_none() -> None:
    speed = speed_of([Sample(0.0, 150, 0.0, 60, 0.0), Sample(None, 9000, 0.0, 9000, 0.0)])
    assert speed is not None
    assert 0 <= speed.seconds(10_000, 10_000) < 0.1


def test_the_samples_are_those_of_the_wire(served: Centre, tmp_path: Path) -> None:
    with laptop(tmp_path, "adi") as adi:
        adi.join(served.url, served.code("Adi"))
        many_people(adi, 50)
        report = adi.sync()
        began = time.monotonic()
        samples = adi.call(recall_samples, adi.replica, served.url)
        assert sum(one.up for one in samples) == report.bytes_up
        assert sum(one.down for one in samples) == report.bytes_down
        assert samples[0].connect_s is not None
        assert all(0 <= one.first_s < 10 and 0 <= one.rest_s < 10 for one in samples)
        assert time.monotonic() - began < 5
