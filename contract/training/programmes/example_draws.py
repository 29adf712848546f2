"""What the example part of a programme file makes up, drawn from its seed: marks, scores, and who they are about.

A draw depends on the seed, on what is drawn and on places in lists, never on a person: nothing in a file says of
anybody that they are absent or pass. The same file gives the same marks on every laptop.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from contract.training.programmes.example import Example, ExamplePeople

PRESENT = "H"
_WHOLE = 10_000


def draw(seed: int, *about: int | str) -> int:
    """A number from 0 to 9999 for what is drawn."""
    told = "|".join(str(part) for part in (seed, *about))
    return int.from_bytes(hashlib.blake2b(told.encode(), digest_size=8, person=b"lontar example").digest()) % _WHOLE


def mark(example: Example, class_title: str, session_title: str, place: int) -> str:
    """The attendance code of the person at this place of the class (from 0) in a session."""
    rates = [one for one in example.absences if one.session == session_title]
    rates = rates or [one for one in example.absences if one.session is None]
    drawn = draw(example.seed, "mark", class_title, session_title, place)
    for code, percent in rates[0].codes.items() if rates else ():
        drawn -= round(percent * 100)
        if drawn < 0:
            return code
    return PRESENT


def score(example: Example, class_title: str, component: str, place: int) -> int | None:
    """The score of a person, or of a group for what groups are scored by, in hundredths and whole points; None without
    any drawn for that component.
    """
    range_ = next((one for one in example.scores if one.component == component), None)
    if range_ is None:
        return None
    least, most = round(range_.lowest), round(range_.highest)
    return (least + draw(example.seed, "score", class_title, component, place) * (most - least + 1) // _WHOLE) * 100


def attempt(example: Example, class_title: str, component: str, place: int) -> int | None:
    """The score of a further attempt, in hundredths; None where nobody is given one."""
    range_ = next((one for one in example.scores if one.component == component), None)
    if range_ is None or range_.remedial is None:
        return None
    least, most = round(range_.remedial), max(round(range_.remedial), round(range_.highest))
    return (least + draw(example.seed, "remedial", class_title, component, place) * (most - least + 1) // _WHOLE) * 100


def happens(example: Example, percent: float, *about: int | str) -> bool:
    """Whether something that happens in so many of a hundred cases happens in this one."""
    return draw(example.seed, *about) < round(percent * 100)


def drawn(example: Example, count: int, among: Sequence[int], *about: int | str) -> list[int]:
    """So many of these, by lot, in their order."""
    ranked = sorted(range(len(among)), key=lambda place: (draw(example.seed, *about, place), place))
    return [among[place] for place in sorted(ranked[:count])]


def between(example: Example, least: int, most: int, *about: int | str) -> int:
    """A whole number from least to most."""
    return least + draw(example.seed, *about) * (most - least + 1) // _WHOLE


def has_done(example: Example, class_title: str, task: str, place: int) -> bool:
    """Whether the person at this place has done a task."""
    return draw(example.seed, "task", class_title, task, place) < round(example.tasks_done * 100)


def is_competent(example: Example, class_title: str, place: int) -> bool | None:
    """Whether the person at this place is certified competent; None where the programme certifies nobody."""
    if example.competent is None:
        return None
    return draw(example.seed, "competence", class_title, place) < round(example.competent * 100)


def value_at(values: Sequence[str], place: int) -> str:
    """The value of the person at this place: lists are counted around; empty for an empty list."""
    return values[place % len(values)] if values else ""


def employee_number(people: ExamplePeople, place: int, number: int) -> str | None:
    """A NIP that no real person has (sequence 000), a different one for each number; None for who is no civil servant.

    number: counted over all people of the file, so that two classes never share one.
    """
    employment = value_at(people.employment, place)
    if employment not in ("PNS", "PPPK"):
        return None
    year, rest = divmod(number, 12 * 28)
    month, day = divmod(rest, 28)
    birth = f"{1968 + year % 25:04}{month + 1:02}{day + 1:02}"
    begun = f"{1968 + year % 25 + 25:04}" + ("03" if employment == "PNS" else "21")
    return f"{birth}{begun}{1 if value_at(people.sexes, place) == 'L' else 2}000"
