"""Times as offices write and read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.services.faults import Unsuitable
from desktop.services.zones import WIB, WIT, WITA, day_bounds, iso_time, parse_time, zone_of
from tests.services.laptop import START


@pytest.mark.parametrize(
    ("code", "zone"), [("53", WITA), ("53.71", WITA), ("31", WIB), ("51.02", WITA), ("94", WIT), ("62", WIB)]
)
def test_an_office_has_the_zone_of_its_province(code: str, zone: object) -> None:
    assert zone_of(code) == zone


@pytest.mark.parametrize(
    "text",
    [
        "2025-07-28T08:00:00+08:00",
        "2025-07-28T07:00:00+07:00",
        "2025-07-28T00:00:00Z",
        "2025-07-28T08:00",
        "2025-07-28 08:00",
        "2025-07-28 08.00",
        "28/07/2025 08.00",
        "28-7-2025 8:00 WITA",
        "28/07/2025 09.00 KST",
        "2025-07-28 07:00WIB",
        "28/07/2025 09.00 UTC+9",
        " 28.07.2025  08:00:00 ",
    ],
)
def test_a_time_is_read_in_the_office_s_zone_unless_it_says_otherwise(text: str) -> None:
    assert parse_time(text, WITA) == START


@pytest.mark.parametrize("text", ["", "besok", "2025-13-01T00:00", "32/01/2025 08.00", "08.00", "28/07/25 08.00"])
def test_a_time_that_cannot_be_read_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Unsuitable, match="2025-07-28T08:00:00"):
        parse_time(text, WITA)


@given(st.integers(-(10**9), 10**10), st.sampled_from([WIB, WITA, WIT]))
def test_a_time_written_is_read_back(seconds: int, zone: object) -> None:
    assert isinstance(zone, type(WITA))
    told = iso_time(seconds, zone)
    assert told is not None
    assert told.endswith(f"+0{zone.hours}:00")
    assert parse_time(told, WITA) == seconds


def test_a_day_begins_at_midnight_of_the_office() -> None:
    midnight, next_midnight = day_bounds(START, WITA)
    assert (START - midnight, next_midnight - midnight) == (8 * 3600, 86_400)
    assert iso_time(None, WITA) is None
