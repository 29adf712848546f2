"""The words for what is kept as a code (states, results, lights, modes), in the language of the person: the one place.

JSON answers with the codes themselves, and forms and workbooks are the office's own papers, in Indonesian whatever
language the terminal speaks.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from contract.training.attendance.attended import Status
from contract.training.certificates.kinds import State as CertificateState
from contract.training.certificates.numbers import Use
from contract.training.classes.modes import Mode, mode_named
from contract.training.classes.staff import role_named
from contract.training.payments.nominal import Why
from contract.training.payments.rates import Unit
from contract.training.people.lesson_hours import Standing
from contract.training.people.resemblance import Reason
from contract.training.plans.action_plans import STATUS_WORDS, Horizon, PlanStatus
from contract.training.plans.lights import COLOUR_WORDS, Colour
from contract.training.spbe.index import Kind as AppraisalKind
from contract.training.spbe.index import Phase
from desktop.cli.setting import Setting
from desktop.services.sentences import in_english

_USES = {
    Use.ISSUED: "terbit",
    Use.REVOKED: "dicabut",
    Use.REPLACED: "diganti",
    Use.UNUSED: "belum dipakai",
    Use.SET_ASIDE: "tidak dipakai lagi: dibagikan sebelum server dipulihkan",
}
# By kind, for a code may be a code of several kinds: as keys of one table they would be the same.
_INDONESIAN: dict[type[StrEnum], Mapping[Any, str]] = {
    PlanStatus: STATUS_WORDS,
    Colour: COLOUR_WORDS,
    Horizon: {Horizon.SHORT: "pendek", Horizon.MEDIUM: "menengah", Horizon.LONG: "panjang"},
    Phase: {Phase.BEFORE: "sebelum", Phase.AFTER: "sesudah"},
    AppraisalKind: {AppraisalKind.PUBLISHED: "diumumkan", AppraisalKind.SELF: "penilaian mandiri"},
    CertificateState: {
        CertificateState.ISSUED: "terbit",
        CertificateState.REVOKED: "dicabut",
        CertificateState.REPLACED: "diganti",
    },
    Use: _USES,
}
"""Of the kinds that do not tell their words themselves."""
_ENGLISH: dict[type[StrEnum], Mapping[Any, str]] = {
    Status: {
        Status.PRESENT: "present",
        Status.EXCUSED: "excused",
        Status.SICK: "sick",
        Status.ABSENT: "absent without notice",
        Status.ON_DUTY: "on duty elsewhere",
    },
    Mode: {
        Mode.IN_PERSON: "in person",
        Mode.ONLINE: "online",
        Mode.ONLINE_SYNC: "online, together",
        Mode.ONLINE_ASYNC: "online, each at their own time",
        Mode.SELF_PACED: "self-paced",
        Mode.BLENDED: "blended",
        Mode.CLASSROOM: "in the classroom",
        Mode.AT_WORK: "guided at work",
    },
    Unit: {Unit.DAY: "day", Unit.SESSION: "session", Unit.HOUR: "lesson hour"},
    AppraisalKind: {AppraisalKind.PUBLISHED: "published", AppraisalKind.SELF: "self-assessment"},
    Use: {
        **{use: use.value for use in Use},
        Use.UNUSED: "not used yet",
        Use.SET_ASIDE: "never used again: given out before the server was restored",
    },
    Standing: {
        Standing.MET: "met",
        Standing.SHORT: "not met yet",
        Standing.BEYOND: "beyond the limit",
        Standing.NO_DUTY: "-",
    },
}
"""Of the kinds whose codes are no English words."""
_IN_SENTENCES: tuple[type[StrEnum], ...] = (Why, Reason)
"""Kinds whose words are sentences: these have their English where all sentences have it."""


def indonesian(member: StrEnum) -> str:
    """The word in Bahasa Indonesia."""
    if type(member) in _INDONESIAN:
        return _INDONESIAN[type(member)][member]
    return str(member.words if isinstance(member, Reason) else getattr(member, "label", member.value))


def english(member: StrEnum) -> str:
    """The word in English: the code itself where that is one."""
    if type(member) in _ENGLISH:
        return _ENGLISH[type(member)][member]
    return in_english(indonesian(member)) if type(member) in _IN_SENTENCES else member.value.replace("_", " ")


def label(setting: Setting, member: StrEnum) -> str:
    """The word in the person's language."""
    return setting.word(indonesian(member), english(member))


def coded(setting: Setting, kind: type[StrEnum], code: str | None) -> str:
    """The word for a code as it is kept; one that this program does not know as it is, empty for none."""
    return label(setting, kind(code)) if code and code in kind.__members__.values() else code or ""


def mode_label(setting: Setting, typed: str | None) -> str:
    """The word for a mode as somebody typed it; any other word as it is."""
    mode = mode_named(typed)
    return label(setting, mode) if mode is not None else typed or ""


def role_label(setting: Setting, typed: str | None) -> str:
    """The word for the role of staff; any other word as it is."""
    role = role_named(typed or "")
    return label(setting, role) if role is not None else typed or ""
