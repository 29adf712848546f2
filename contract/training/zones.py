"""Time zones by the short name that is printed beside a time: Indonesia's three and others without summer time.

A zone may be written as its short name, as its place ("Asia/Seoul"), or by its hours ahead ("UTC+9").
"""

from __future__ import annotations

import re

_MINUTES = {
    name: minutes
    for minutes, names in (
        (0, "UTC"),
        (240, "GST"),
        (330, "IST"),
        (420, "WIB ICT"),
        (480, "WITA SGT MYT PHT HKT CST AWST"),
        (540, "WIT KST JST TLT"),
        (600, "PGT"),
    )
    for name in names.split()
}
_PLACES = {
    "asia/jakarta": "WIB",
    "asia/pontianak": "WIB",
    "asia/makassar": "WITA",
    "asia/ujung_pandang": "WITA",
    "asia/jayapura": "WIT",
    "asia/seoul": "KST",
    "asia/tokyo": "JST",
    "asia/dili": "TLT",
    "asia/singapore": "SGT",
    "asia/kuala_lumpur": "MYT",
    "asia/manila": "PHT",
    "asia/hong_kong": "HKT",
    "asia/shanghai": "CST",
    "asia/bangkok": "ICT",
    "asia/ho_chi_minh": "ICT",
    "pacific/port_moresby": "PGT",
    "australia/perth": "AWST",
    "asia/kolkata": "IST",
    "asia/dubai": "GST",
}
_AHEAD = re.compile(r"(?:UTC|GMT)\s*([+-])\s*(\d{1,2})(?:[.:](\d{2}))?")


def zone_named(text: str) -> tuple[str, int] | None:
    """(short name, minutes ahead of UTC) of a zone written in any of these ways; None for one that is not known."""
    plain = text.strip()
    short = _PLACES.get(plain.casefold(), plain.upper())
    if short in _MINUTES:
        return short, _MINUTES[short]
    found = _AHEAD.fullmatch(plain.upper())
    if found is None:
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    if minutes > 14 * 60:
        return None
    tail = f".{found[3]}" if found[3] and int(found[3]) else ""
    return f"UTC{found[1]}{int(found[2])}{tail}", minutes if found[1] == "+" else -minutes
