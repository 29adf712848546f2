"""The recovery code: 140 random bits for paper, in seven groups of five signs whose last sign checks the group.

Signs that hands and printers confuse with others (0 O 1 I) are left out. A wrong sign, two signs exchanged and a group
in another's place are each found, and the group is named. Pure: randomness is an argument.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contract.faults import WorldFault

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUPS, GROUP_SIGNS = 7, 5
RANDOM_BYTES = 18
"""Bytes of randomness that a code is made from: 140 bits of them are used."""
ASKED_BACK = 4
ASK_BYTES = 8
"""Bytes of randomness that choose the signs to be typed back."""
_PER_GROUP = GROUP_SIGNS - 1
_POLYNOMIAL = 0b100101
"""x^5 + x^2 + 1: the arithmetic of the check sign is in the field of 32 elements, a sign an element."""


class MistypedCode(WorldFault):
    """No recovery code reads like this; the sentence names the group to look at."""


@dataclass(frozen=True, slots=True)
class Place:
    """One sign of a code as a person counts: group and sign, both from 1."""

    group: int
    sign: int


def make_code(random: bytes) -> str:
    """The code of RANDOM_BYTES random bytes, as it is shown: `ABCDE-...`."""
    bits = int.from_bytes(random[:RANDOM_BYTES], "big")
    values = [bits >> (5 * place) & 31 for place in range(GROUPS * _PER_GROUP)]
    groups = [values[start : start + _PER_GROUP] for start in range(0, len(values), _PER_GROUP)]
    return "-".join(
        "".join(SIGNS[value] for value in [*group, _check(number, group)]) for number, group in enumerate(groups, 1)
    )


def read_code(typed: str) -> str:
    """The code as `make_code` gave it, whatever case, spaces and strokes it was typed with. Raises MistypedCode."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(signs) != GROUPS * GROUP_SIGNS:
        raise MistypedCode(_wrong_length(typed, len(signs)))
    groups = [signs[start : start + GROUP_SIGNS] for start in range(0, len(signs), GROUP_SIGNS)]
    wrong = [str(number) for number, group in enumerate(groups, 1) if not _is_right(number, group)]
    if wrong:
        raise MistypedCode(
            f"Salah ketik di kelompok ke-{', '.join(wrong)} ({groups[int(wrong[0]) - 1]}). Periksa lagi."
        )
    return "-".join(groups)


def _wrong_length(typed: str, signs: int) -> str:
    for number, group in enumerate(typed.replace("-", " ").split(), 1):
        if len(group) != GROUP_SIGNS and signs > GROUP_SIGNS:
            return f"Kelompok ke-{number} ({group.upper()}) tidak berisi {GROUP_SIGNS} tanda. Periksa lagi."
    return f"Kode pemulihan berisi {GROUPS} kelompok, masing-masing {GROUP_SIGNS} tanda. Ketik semuanya."


def _is_right(number: int, group: str) -> bool:
    values = [SIGNS.find(sign) for sign in group]
    return -1 not in values and _check(number, values[:-1]) == values[-1]


def _check(number: int, values: Sequence[int]) -> int:
    """Each sign is weighed by its place, so that exchanged signs differ; the group's number makes groups differ."""
    total = number
    for value in values:
        total = _doubled(total ^ value)
    return total


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ _POLYNOMIAL if value & 32 else value


def places_to_ask(random: bytes) -> tuple[Place, ...]:
    """The signs to type back as proof that the code is on paper: one in each of ASKED_BACK groups. ASK_BYTES random."""
    groups = list(range(1, GROUPS + 1))
    chosen = [groups.pop(random[place] % len(groups)) for place in range(ASKED_BACK)]
    return tuple(
        Place(group, random[ASKED_BACK + place] % GROUP_SIGNS + 1) for place, group in enumerate(sorted(chosen))
    )


def is_on_paper(code: str, places: Sequence[Place], typed: str) -> bool:
    """Whether `typed` has the code's signs at these places, in their order."""
    groups = code.split("-")
    wanted = "".join(groups[place.group - 1][place.sign - 1] for place in places)
    return "".join(typed.split()).upper() == wanted
