"""Whom a programme means, as warnings: nobody is ever refused by it, a person decides.

It is enough to fit one of a programme's conditions. A path through levels goes from the lowest up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from contract.training.people.ranks import parse_echelon
from contract.training.programmes.file import Condition
from contract.training.typed_text import words

_BY_TITLE = (
    ("jpt madya", "I"),
    ("jpt utama", "I"),
    ("jpt pratama", "II"),
    ("administrator", "III"),
    ("pengawas", "IV"),
)
"""Present names of the echelons, by which posts are told where no echelon is."""
_ACTING = frozenset({"plt", "plh", "pj", "pjs", "penjabat", "pelaksana", "tugas", "harian"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """What of a person a programme asks for; empty where nobody filled it in."""

    position: str = ""
    echelon: str = ""
    employment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedBefore:
    """What somebody has passed of a programme. trainings: titles of those that are the same as the one asked about."""

    levels: frozenset[str] = frozenset()
    trainings: tuple[str, ...] = ()


def warnings_of(
    conditions: Sequence[Condition],
    levels: Sequence[str],
    applicant: Applicant,
    *,
    level: str | None = None,
    audience: str | None = None,
    passed: PassedBefore = PassedBefore(),
) -> tuple[str, ...]:
    """In words what does not fit. level, audience: those of the class."""
    path = tuple(_path(levels, level, passed.levels))
    is_told = level in levels and level in passed.levels
    return (*_misfit(conditions, applicant, audience), *path, *(() if is_told else _again(passed.trainings)))


def _again(trainings: Sequence[str]) -> Iterator[str]:
    if trainings:
        named = ", ".join(title or "tanpa nama" for title in trainings)
        yield f"Sudah lulus pelatihan ini sebelumnya ({named}). Periksa apakah perlu mengulang."


def _misfit(conditions: Sequence[Condition], applicant: Applicant, audience: str | None) -> Iterator[str]:
    asked = [one for one in conditions if one.audience is None or audience is None or one.audience == audience]
    if not asked or any(fits(one, applicant) for one in asked):
        return
    wanted = " atau ".join(dict.fromkeys(one.text for one in asked))
    if not applicant.position and not applicant.echelon:
        yield (
            f"Jabatan dan eselon belum diisi, padahal program ini untuk: {wanted}. "
            "Lengkapi datanya; pendaftaran tetap dapat dilanjutkan."
        )
        return
    told = f"{applicant.position or 'tanpa jabatan'}, eselon {applicant.echelon or 'tidak diisi'}"
    yield f"Belum sesuai sasaran program ({wanted}): {told}. Periksa lagi; pendaftaran tetap dapat dilanjutkan."


def _path(levels: Sequence[str], level: str | None, passed: Collection[str]) -> Iterator[str]:
    if level is None or level not in levels:
        return
    if level in passed:
        yield f"Sudah lulus jenjang {level} program ini. Periksa apakah perlu mengulang."
    missing = [one for one in levels[: levels.index(level)] if one not in passed]
    if missing:
        yield (
            f"Belum tercatat lulus jenjang {', '.join(missing)}, padahal kelas ini jenjang {level}. "
            "Periksa riwayatnya; pendaftaran tetap dapat dilanjutkan."
        )


def fits(condition: Condition, applicant: Applicant) -> bool:
    """Whether all that the condition states holds of the person."""
    if condition.echelons and not _has_echelon(condition.echelons, applicant):
        return False
    if condition.positions and not any(_begins(applicant.position, post) for post in condition.positions):
        return False
    if condition.employment and applicant.employment not in condition.employment:
        return False
    return bool(applicant.position.strip()) or not condition.has_position


def _has_echelon(asked: Sequence[str], applicant: Applicant) -> bool:
    told = parse_echelon(applicant.echelon)
    if told is not None:
        return told in asked or told.partition(".")[0] in asked
    plain = " ".join(words(f"{applicant.echelon} {applicant.position}"))
    return any(title in plain and echelon in asked for title, echelon in _BY_TITLE)


def _begins(position: str, post: str) -> bool:
    """Whether a post begins so; who acts for somebody ("Plt. Kepala Dinas") stands in that post."""
    typed = words(position)
    while typed and typed[0] in _ACTING:
        typed = typed[1:]
    wanted = words(post)
    return typed[: len(wanted)] == wanted
