"""Times as an office reads and writes them: Indonesia has three zones without summer time, told by the province."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from contract.training.zones import zone_named
from desktop.services.faults import Unsuitable

_WITA = {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
_WIT = {"81", "82", "91", "92", "93", "94", "95", "96"}
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?")
_ZONE_BEHIND = re.compile(r"(.*\d)\s*([A-Za-z][\w/+-]*)")


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone by the name people print beside a time, and its hours ahead of UTC."""

    name: str
    hours: float

    @property
    def offset(self) -> timezone:
        """The zone as datetime wants it."""
        return timezone(timedelta(hours=self.hours))


WIB, WITA, WIT = Zone("WIB", 7), Zone("WITA", 8), Zone("WIT", 9)


def zone_of(office_code: str) -> Zone:
    """The zone of an office by its Kemendagri code, "53" or "53.71"."""
    province = office_code[:2]
    if province in _WITA:
        return WITA
    return WIT if province in _WIT else WIB


def zone_called(text: str) -> Zone:
    """The zone written as "WITA", "KST", "Asia/Seoul" or "UTC+9". Raises Unsuitable."""
    found = zone_named(text)
    if found is None:
        raise Unsuitable(f'Zona waktu "{text}" tidak dikenal; tulis WIB, WITA, WIT, KST, atau misalnya UTC+9.')
    return Zone(found[0], found[1] / 60)


def told_zone(written: Iterable[str | None], otherwise: Zone) -> Zone:
    """The first of these that names a zone; another Lontar may have written one that is not known here."""
    known = (zone_named(text) for text in written if text)
    found = next((zone for zone in known if zone is not None), None)
    return Zone(found[0], found[1] / 60) if found is not None else otherwise


def iso_time(seconds: int | None, zone: Zone) -> str | None:
    """Seconds as "2025-07-28T08:00:00+08:00"; None for None."""
    return datetime.fromtimestamp(seconds, zone.offset).isoformat() if seconds is not None else None


def parse_time(text: str, zone: Zone) -> int:
    """Seconds of a typed time: ISO, or "28/07/2025 08.00". One without an offset, or a zone behind it, is in `zone`."""
    plain = " ".join(text.split())
    behind = _ZONE_BEHIND.fullmatch(plain)
    if behind is not None and zone_named(behind[2]) is not None:
        plain, zone = behind[1], zone_called(behind[2])
    for shape in (plain, _from_indonesian(plain)):
        try:
            found = datetime.fromisoformat(shape)
        except ValueError:
            continue
        return int((found if found.tzinfo else found.replace(tzinfo=zone.offset)).timestamp())
    raise Unsuitable(f'Waktu "{text}" tidak terbaca; tulis seperti 2025-07-28T08:00:00+08:00 atau 28/07/2025 08.00.')


def _from_indonesian(text: str) -> str:
    day, _, clock = text.partition(" ")
    told = _DAY_MONTH_YEAR.fullmatch(day)
    if told is not None:
        day = f"{told[3]}-{int(told[2]):02d}-{int(told[1]):02d}"
    at = _CLOCK.fullmatch(clock)
    if at is not None:
        clock = f"{int(at[1]):02d}:{at[2]}:{at[3] or '00'}"
    return f"{day}T{clock}" if clock else day


def day_bounds(seconds: int, zone: Zone) -> tuple[int, int]:
    """The first second of that calendar day where the office is, and of the next one."""
    day = datetime.fromtimestamp(seconds, zone.offset).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(day.timestamp()), int((day + timedelta(days=1)).timestamp())
