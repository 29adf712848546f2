"""A successor that nobody has published: 35 indicators in 9 aspects, six levels, weights of its own."""

from __future__ import annotations

import json
from typing import Any

SIZES = (4, 4, 4, 4, 4, 4, 4, 4, 3)


def made_up(**other: Any) -> str:
    """The file; other: what stands differently in it."""
    aspects, number = [], 0
    for place, size in enumerate(SIZES, 1):
        listed = []
        for _ in range(size):
            number += 1
            weight = "3.1" if number == 35 else "2.85"
            listed.append({"number": number, "title": f"Indikator {number}", "weight": weight})
        aspects.append({"number": place, "title": f"Aspek {place}", "indicators": listed})
    file = {
        "key": "digital_2026",
        "title": "Indeks Pemerintah Digital (rekaan)",
        "legal_basis": ["rekaan"],
        "first_year": 2026,
        "levels": {"one": ["Awal", "Tumbuh", "Mantap", "Terpadu", "Unggul", "Teladan"]},
        "predicates": [{"least": "4", "name": "Unggul"}, {"least": "1", "name": "Berkembang"}],
        "domains": [
            {"number": 1, "title": "Tata kelola", "levels": "one", "aspects": aspects[:5]},
            {"number": 2, "title": "Layanan", "levels": "one", "aspects": aspects[5:]},
        ],
    }
    return json.dumps({**file, **other})
