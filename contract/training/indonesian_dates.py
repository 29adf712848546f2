"""Dates as Indonesian offices type and print them. Day first, always: a date that only works month first is refused."""

from __future__ import annotations

import re
from datetime import date, timedelta

from contract.training.findings import BadValue
from contract.training.typed_text import clean, words

MONTHS: tuple[str, ...] = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
DAYS: tuple[str, ...] = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
"""Monday first, as date.weekday() counts."""

_MONTH_WORDS = {
    word: number
    for number, listed in enumerate(
        (
            "januari jan january januwari jn",
            "februari feb february pebruari peb februwari febuari pebuari",
            "maret mar march mrt mart",
            "april apr aprl",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu august aug agt ags agust agus augustus",
            "september sep sept setember spt",
            "oktober okt october oct",
            "november nov nopember nop novem",
            "desember des december dec",
        ),
        1,
    )
    for word in listed.split()
}
_WEEKDAY = re.compile(r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\b[\s,/]*", re.IGNORECASE)
_WEEKDAY_AT_END = re.compile(r"(?:^|[\s,/]+)(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)$", re.IGNORECASE)
_CLOCK = re.compile(r"[T\s]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(wit?a?b?|z)?$", re.IGNORECASE)
_AMERICAN_CLOCK = re.compile(r"\d\s*[ap]\.?m\.?$", re.IGNORECASE)
_GAP = r"\s*[/.\-–\s]\s*"
_DAY_FIRST = re.compile(rf"(\d{{1,2}}){_GAP}(\d{{1,2}}){_GAP}(\d{{4}}|'?\d{{2}})")
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_GAP}(\d{{1,2}}){_GAP}(\d{{1,2}})")
_NAMED = re.compile(r"(\d{1,2})[\s.,/\-–]*([a-z]{2,})[\s.,/\-–]*(\d{4}|'?\d{2})", re.IGNORECASE)
_NAMED_ENGLISH = re.compile(r"([a-z]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(\d{4})", re.IGNORECASE)
_DATE_AT_END = re.compile(
    r"(?<!\d)(?<!\d[/.\-])(?:\d{4}[/.\-]\d{1,2}[/.\-]\d{1,2}|\d{1,2}\s*[/.\-–\s]\s*\d{1,2}\s*[/.\-–\s]\s*(?:\d{4}|'?\d{2})"
    r"|\d{1,2}[\s.,/\-–]*[A-Za-z]{3,}[\s.,/\-–]*(?:\d{4}|'?\d{2}))\s*\.?$"
)
_SPREADSHEET_ZERO = date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def parse_date(text: str, today: date) -> date:
    """The date typed as `text`: numbers (day first), month names, ISO, a spreadsheet's day number.

    Month names may be Indonesian or English. A year of two digits means the latest such date that is not after today.
    Raises BadValue when nothing or more than one date fits.
    """
    plain = _WEEKDAY.sub("", clean(text)).strip(" .,;")
    if _AMERICAN_CLOCK.search(plain):
        raise _unreadable(text, "memakai urutan bulan/tanggal atau jam AM/PM")
    plain = _CLOCK.sub("", plain)
    if found := _YEAR_FIRST.fullmatch(plain):
        return _real(text, int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(plain):
        return _real(text, _full_year(found[3], int(found[2]), int(found[1]), today), int(found[2]), int(found[1]))
    if found := _NAMED.fullmatch(plain):
        month = _month(text, found[2])
        return _real(text, _full_year(found[3], month, int(found[1]), today), month, int(found[1]))
    if found := _NAMED_ENGLISH.fullmatch(plain):
        return _real(text, int(found[3]), _month(text, found[1]), int(found[2]))
    if re.fullmatch(r"\d{8}", plain):
        return _eight_digits(text, plain)
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", plain):
        return date_of_serial(int(plain[:5]))
    raise _unreadable(text, "tidak terbaca")


def date_of_serial(serial: float) -> date:
    """The date of a spreadsheet's day number. Raises BadValue outside 1927 to 2100: smaller ones are typed years."""
    if not 10_000 <= serial < 73_415:
        raise _unreadable(f"{serial:g}", "bukan tanggal lengkap")
    return _SPREADSHEET_ZERO + timedelta(days=int(serial))


def split_place_and_date(text: str) -> tuple[str, str]:
    """Place and date typed in one cell ("Kupang, 02-09-1980", "Atambua/19-01-1972", a line each), both still as typed.

    Without a date at its end the whole text is the place; a date alone leaves the place empty.
    """
    plain = _CLOCK.sub("", clean(text))
    found = _DATE_AT_END.search(plain)
    if found is None:
        return plain.rstrip(" ,;/"), ""
    place = re.sub(r"(?:\b(?:tgl|tanggal)\b\.?)?[\s,;:/\-–]*$", "", plain[: found.start()], flags=re.IGNORECASE)
    return _WEEKDAY_AT_END.sub("", place).strip(" ,;:/-"), found[0].strip()


def format_date(day: date) -> str:
    """ "2 September 2025"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def format_date_long(day: date) -> str:
    """ "Selasa, 2 September 2025"."""
    return f"{DAYS[day.weekday()]}, {format_date(day)}"


def format_date_range(first: date, last: date) -> str:
    """ "1-2 September 2025", "25 Juli s.d. 1 Agustus 2025"; one day alone when both are the same."""
    if first == last:
        return format_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{format_date(last)}"
    start = f"{first.day} {MONTHS[first.month - 1]}" if first.year == last.year else format_date(first)
    return f"{start} s.d. {format_date(last)}"


def format_clock(hour: int, minute: int, zone: str = "WITA") -> str:
    """ "14.05 WITA"."""
    return f"{hour:02d}.{minute:02d} {zone}"


def _full_year(typed: str, month: int, day: int, today: date) -> int:
    year = int(typed.lstrip("'"))
    if len(typed.lstrip("'")) == 4:
        return year
    latest = today.year - today.year % 100 + year
    return latest if (latest, month, day) <= (today.year, today.month, today.day) else latest - 100


def _real(text: str, year: int, month: int, day: int) -> date:
    if month > 12 >= day:
        raise _unreadable(text, "memakai urutan bulan/tanggal")
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise _unreadable(text, "memakai tahun yang tidak mungkin")
    try:
        return date(year, month, day)
    except ValueError:
        raise _unreadable(text, "tidak ada dalam kalender") from None


def _month(text: str, typed: str) -> int:
    month = _MONTH_WORDS.get("".join(words(typed)))
    if month is None:
        raise _unreadable(text, f'memakai nama bulan "{typed}" yang tidak dikenal')
    return month


def _eight_digits(text: str, digits: str) -> date:
    """ "19720119" or "19011972": the year shows itself, since no month is 19 or 20."""
    for year, month, day in ((digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[2:4], digits[:2])):
        try:
            return _real(text, int(year), int(month), int(day))
        except BadValue:
            continue
    raise _unreadable(text, "tidak terbaca")


def _unreadable(text: str, why: str) -> BadValue:
    return BadValue("date", f'Tanggal "{text}" {why}; tulis seperti 25-12-1971 (tanggal-bulan-tahun).')


def iso_day(typed: str) -> str:
    """An ISO date as it is kept. Raises BadValue."""
    try:
        return date.fromisoformat(typed.strip()).isoformat()
    except ValueError:
        raise BadValue("date", f'Tanggal "{typed}" tidak terbaca; tulis misalnya 2025-07-25.') from None
