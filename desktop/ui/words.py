"""Dates, times, amounts and the names of states, as people here write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from contract.training.zones import zone_named
from desktop.services.sentences import in_english
from desktop.services.views import Stage, Tick

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?[+-]\d\d:\d\d")
_DATE = re.compile(r"\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])")
_STATUS = re.compile(r"(H|I|S|A|DL) \(.+\)")
_OFFSETS = {"WIB": 7, "WITA": 8, "WIT": 9}

translate = QCoreApplication.translate


class Words(QObject):
    """Speaks in the office's time zone, of sessions in theirs (none has summer time), in the language in force."""

    def __init__(self, zone: str = "WITA") -> None:
        super().__init__()
        self.zone = zone if zone in _OFFSETS else "WITA"
        self._zone = timezone(timedelta(hours=_OFFSETS[self.zone]), self.zone)

    # -------------------------------------------------------------- times

    def local(self, at: int, zone: str = "") -> datetime:
        """The moment on the wall clock of this zone, without one of the office's."""
        return datetime.fromtimestamp(at, self._there(zone))

    def epoch(self, day: date, hour: int, minute: int, zone: str = "") -> int:
        """The moment that a wall clock of this zone, without one of the office's, shows."""
        return int(datetime(day.year, day.month, day.day, hour, minute, tzinfo=self._there(zone)).timestamp())

    def today(self) -> str:
        """The day that it is in the office, ISO."""
        return datetime.now(self._zone).date().isoformat()

    def _there(self, zone: str) -> timezone:
        named = zone_named(zone) if zone else None
        return timezone(timedelta(minutes=named[1]), named[0]) if named is not None else self._zone

    def clock(self, at: int, zone: str = "") -> str:
        """14.05"""
        local = self.local(at, zone)
        return translate("Words", "{hour}.{minute}").format(hour=f"{local.hour:02}", minute=f"{local.minute:02}")

    def clock_there(self, at: int, zone: str) -> str:
        """14.05, or 14.05 KST where this laptop's own clock shows another time."""
        local = self.local(at, zone)
        is_here = datetime.fromtimestamp(at).astimezone().utcoffset() == local.utcoffset()
        return self.clock(at, zone) if is_here else f"{self.clock(at, zone)} {local.tzname()}"

    def turn(self, at: int, position: int = 0) -> str:
        """Giliran Anda 14.20 WITA (urutan 37); without a position where there is little room."""
        if not position:
            return translate("Words", "Giliran Anda {time} {zone}").format(time=self.clock(at), zone=self.zone)
        told = translate("Words", "Giliran Anda {time} {zone} (urutan {position})")
        return told.format(time=self.clock(at), zone=self.zone, position=self.amount(position))

    def span(self, starts_at: int, ends_at: int | None, zone: str = "") -> str:
        """08.00-10.15 WITA"""
        ends = "" if ends_at is None else f"–{self.clock(ends_at, zone)}"
        return f"{self.clock(starts_at, zone)}{ends} {self.local(starts_at, zone).tzname()}"

    def weekday(self, at: int, zone: str = "") -> str:
        """Senin, 28 Juli 2025"""
        local = self.local(at, zone)
        name = QLocale().dayName(local.isoweekday())
        return translate("Words", "{weekday}, {date}").format(weekday=name, date=self.date(local.date()))

    def date(self, day: date) -> str:
        """28 Juli 2025"""
        return f"{day.day} {QLocale().monthName(day.month)} {day.year}"

    def short_day(self, at: int, zone: str = "") -> str:
        """28 Jul"""
        local = self.local(at, zone)
        return f"{local.day} {_short_month(local.month)}"

    def moment(self, at: int) -> str:
        """28 Jul 2025 14.05 WITA"""
        return f"{self.short_day(at)} {self.local(at).year} {self.clock(at)} {self.zone}"

    def dates(self, starts_on: str | None, ends_on: str | None) -> str:
        """25 Juli s.d. 1 Agustus 2025; empty when nothing is known."""
        if not starts_on:
            return ""
        first = date.fromisoformat(starts_on)
        last = date.fromisoformat(ends_on) if ends_on else first
        if first == last:
            return self.date(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{self.date(last)}"
        start = f"{first.day} {QLocale().monthName(first.month)}"
        if first.year != last.year:
            start = self.date(first)
        return translate("Words", "{start} s.d. {end}").format(start=start, end=self.date(last))

    def elapsed(self, since: int, now: int) -> str:
        """How long ago, in the largest unit that fits: "2 jam lalu"."""
        minutes = max(0, now - since) // 60
        if minutes < 1:
            return translate("Words", "baru saja")
        hours, days = minutes // 60, minutes // (24 * 60)
        if hours < 1:
            return self.tr("%n menit lalu", "", minutes)
        return self.tr("%n hari lalu", "", days) if days else self.tr("%n jam lalu", "", hours)

    # -------------------------------------------------------------- amounts

    def amount(self, n: int) -> str:
        """1.204"""
        return QLocale().toString(n)

    def percent(self, share: float | Fraction | None, *, sign: bool = True) -> str:
        """93,5% or 100%, rounded half up as on paper; empty for None."""
        if share is None:
            return ""
        rounded = (Fraction(share) * 2000 + 1) // 2 / 10
        digits = 0 if rounded == int(rounded) else 1
        return QLocale().toString(rounded, "f", digits) + ("%" if sign else "")

    def hours(self, hours: float) -> str:
        """3 JP"""
        digits = 0 if hours == int(hours) else 1
        return translate("Words", "{hours} JP").format(hours=QLocale().toString(float(hours), "f", digits))

    def size(self, size_bytes: int) -> str:
        """40 KB"""
        if size_bytes < 1000:
            return f"{self.amount(size_bytes)} B"
        if size_bytes < 1_000_000:
            return f"{self.amount(round(size_bytes / 1000))} KB"
        return QLocale().toString(size_bytes / 1_000_000, "f", 1) + " MB"

    def value(self, value: str) -> str:
        """A value that a service wrote: times and dates as people write them, a status in the language in force."""
        if _TIME.fullmatch(value):
            return self.moment(int(datetime.fromisoformat(value).timestamp()))
        if _DATE.fullmatch(value):
            return self.date(date.fromisoformat(value))
        return told(value) if _STATUS.fullmatch(value) else value

    # -------------------------------------------------------------- names

    def stage(self, stage: Stage, number: int) -> str:
        """Tahap 1 · Pelatihan daring"""
        return translate("Words", "Tahap {number} · {title}").format(number=number, title=stage.title)

    def employee_number(self, digits: str) -> str:
        """19860926 201505 1 001; anything but 18 digits as it is."""
        if len(digits) != 18:
            return digits
        return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def told(sentence: str) -> str:
    """What a service says, in the language in force: services speak Indonesian."""
    return _english(sentence) if QLocale().language() == QLocale.Language.English else sentence


@lru_cache(maxsize=512)
def _english(sentence: str) -> str:
    """Kept: a table asks with each painting, and finding the sentence takes half a millisecond."""
    return in_english(sentence)


def _short_month(month: int) -> str:
    return QLocale().monthName(month, QLocale.FormatType.ShortFormat).rstrip(".")


def status_name(status: str | None, words: Mapping[str, str] = MappingProxyType({})) -> str:
    """The full word of an attendance status; words: those that a class's programme uses instead."""
    if status is not None and status in words:
        return words[status]
    match status:
        case "H":
            return translate("Words", "Hadir")
        case "I":
            return translate("Words", "Izin")
        case "S":
            return translate("Words", "Sakit")
        case "A":
            return translate("Words", "Tanpa keterangan")
        case "DL":
            return translate("Words", "Dinas luar")
        case _:
            return translate("Words", "Belum diisi")


def tick_name(tick: Tick) -> str:
    """What a tick says, for tooltips and screen readers; empty for no tick."""
    match tick:
        case Tick.SAVED:
            return translate("Words", "Tersimpan di laptop ini")
        case Tick.CARRIED:
            return translate("Words", "Dibawa atau dari laptop lain, belum sampai pusat")
        case Tick.SETTLED:
            return translate("Words", "Diterima pusat")
        case Tick.NEEDS_YOU:
            return translate("Words", "Perlu tindakan")
        case Tick.NONE:
            return ""
