"""The completion rule as data: what a programme demands before somebody has passed. Kept as JSON with the training.

Percentages and scores are decimals of the scale 0 to 100. What is not stated is not demanded.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

import msgspec

from contract.training.attendance.attended import AttendanceRule, Basis, Status
from contract.training.findings import BadValue


class Outcome(StrEnum):
    """What the rule says of one person, or what the completion meeting decided."""

    PASSED = "passed"
    NOT_PASSED = "not_passed"
    DEFERRED = "deferred"

    @property
    def label(self) -> str:
        """The word in Bahasa Indonesia."""
        return {"passed": "Lulus", "not_passed": "Tidak lulus", "deferred": "Ditunda"}[self.value]


class Band(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A predicate for totals above a limit or at least as high; without either for all the rest."""

    title: str
    above: Decimal | None = None
    at_least: Decimal | None = None


class CompletionRule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What must hold before somebody has passed.

    attendance_basis, counted_codes: what counts as attended; without them what the office has set does.
    required_stages, required_tasks: titles, or true for all stages and for all tasks that are marked as required.
    min_stage_attendance_pct: the share of a stage's sessions without which it counts as missed; without it one session
    is enough. min_component: the least score of each weighted component that states no minimum itself. allow_remedial:
    the best attempt counts; remedial_cap: but a further attempt never for more. bands: predicates, the highest first.
    """

    min_attendance_pct: Decimal | None = None
    attendance_basis: Basis | None = None
    counted_codes: tuple[str, ...] | None = None
    required_stages: tuple[str, ...] | bool = ()
    min_stage_attendance_pct: Decimal | None = None
    required_tasks: tuple[str, ...] | bool = ()
    min_component: Decimal | None = None
    min_total: Decimal | None = None
    group_product_required: bool = False
    allow_remedial: bool = False
    remedial_cap: Decimal | None = None
    bands: tuple[Band, ...] = ()


class BadRule(BadValue):
    """A completion rule that cannot be read; the sentence names the entry."""

    def __init__(self, sentence: str) -> None:
        super().__init__("completion_rule", sentence)


_decoder = msgspec.json.Decoder(CompletionRule)
_encoder = msgspec.json.Encoder(decimal_format="number", order="sorted")
_NAMES = tuple(field.name for field in msgspec.structs.fields(CompletionRule))
_OF_HUNDRED = ("min_attendance_pct", "min_stage_attendance_pct", "min_component", "min_total", "remedial_cap")
_CODES = frozenset(status.value for status in Status)


def read_rule(text: str | bytes) -> CompletionRule:
    """The rule that a JSON text states. Raises BadRule with what is wrong and where."""
    try:
        plain: Any = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise BadRule("Syarat kelulusan bukan JSON yang utuh; periksa tanda kurung dan komanya.") from None
    if not isinstance(plain, dict):
        raise BadRule("Syarat kelulusan harus berupa satu objek JSON dengan isian bernama.")
    unknown = sorted(set(plain) - set(_NAMES))
    if unknown:
        raise BadRule(f'Isian syarat kelulusan "{unknown[0]}" tidak dikenal; yang dikenal: {", ".join(_NAMES)}.')
    try:
        rule = _decoder.decode(text)
    except msgspec.ValidationError as error:
        raise BadRule(f'Isian syarat kelulusan "{_place(str(error))}" tidak terbaca; periksa jenis nilainya.') from None
    _check(rule)
    return rule


def rule_text(rule: CompletionRule) -> str:
    """The rule as it is kept: JSON with sorted keys, without what it does not demand."""
    return _encoder.encode(rule).decode()


def attendance_rule(rule: CompletionRule, office: AttendanceRule) -> AttendanceRule:
    """What counts as attended under a rule; what it does not state is as the office has set it."""
    basis = office.basis if rule.attendance_basis is None else rule.attendance_basis
    counted = office.counted if rule.counted_codes is None else frozenset(rule.counted_codes)
    return replace(office, basis=basis, counted=counted)


def _check(rule: CompletionRule) -> None:
    limits = [(name, getattr(rule, name)) for name in _OF_HUNDRED]
    limits += [("bands", limit) for band in rule.bands for limit in (band.above, band.at_least)]
    for name, value in limits:
        if value is not None and not (value.is_finite() and 0 <= value <= 100):
            raise BadRule(f'Isian syarat kelulusan "{name}" bernilai {value}; seharusnya 0 sampai 100.')
    strange = [code for code in rule.counted_codes or () if code not in _CODES]
    if strange:
        raise BadRule(f'Kode presensi "{strange[0]}" pada syarat kelulusan tidak dikenal; pakai H, I, S, A atau DL.')
    limited = [band.above if band.above is not None else band.at_least for band in rule.bands]
    stated = [limit for limit in limited if limit is not None]
    if stated != sorted(stated, reverse=True) or None in limited[:-1]:
        raise BadRule("Predikat pada syarat kelulusan harus urut dari batas tertinggi; yang tanpa batas paling akhir.")


def _place(message: str) -> str:
    """The entry that a message of the decoder is about ("... - at `$.bands[0].above`")."""
    found = re.search(r"`\$\.?([^`]*)`$", message)
    return (found[1] if found is not None else "") or "isi"
