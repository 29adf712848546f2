"""Who runs, teaches and examines a class: the roles, as codes and as people write them."""

from __future__ import annotations

from enum import StrEnum


class StaffRole(StrEnum):
    """What somebody does for a class."""

    COMMITTEE_HEAD = "committee_head"
    COMMITTEE_SECRETARY = "committee_secretary"
    COMMITTEE = "committee"
    FACILITATOR = "facilitator"
    SPEAKER = "speaker"
    LECTURER = "lecturer"
    ASSISTANT = "assistant"
    MENTOR = "mentor"
    COACH = "coach"
    EXAMINER = "examiner"
    ASSESSOR = "assessor"

    @property
    def label(self) -> str:
        """The word in Bahasa Indonesia."""
        return _LABELS[self]

    @property
    def teaches(self) -> bool:
        """Whether it is somebody who stands before the class."""
        return self in _TEACHING


_LABELS = {
    StaffRole.COMMITTEE_HEAD: "Ketua panitia",
    StaffRole.COMMITTEE_SECRETARY: "Sekretaris panitia",
    StaffRole.COMMITTEE: "Anggota panitia",
    StaffRole.FACILITATOR: "Fasilitator",
    StaffRole.SPEAKER: "Narasumber",
    StaffRole.LECTURER: "Pengajar",
    StaffRole.ASSISTANT: "Pendamping",
    StaffRole.MENTOR: "Mentor",
    StaffRole.COACH: "Coach",
    StaffRole.EXAMINER: "Penguji",
    StaffRole.ASSESSOR: "Asesor",
}
_TEACHING = frozenset({StaffRole.FACILITATOR, StaffRole.SPEAKER, StaffRole.LECTURER})
_ALSO_WRITTEN = {
    "chair": StaffRole.COMMITTEE_HEAD,
    "panitia": StaffRole.COMMITTEE,
    "penyelenggara": StaffRole.COMMITTEE,
    "widyaiswara": StaffRole.FACILITATOR,
    "penilai": StaffRole.EXAMINER,
    "pembimbing": StaffRole.COACH,
    "pemateri": StaffRole.SPEAKER,
}


def role_named(text: str) -> StaffRole | None:
    """The role meant by a code or an Indonesian word; None for one that is none of them."""
    plain = " ".join(text.casefold().split())
    if plain in StaffRole.__members__.values():
        return StaffRole(plain)
    worded = next((role for role, label in _LABELS.items() if label.casefold() == plain), None)
    return worded or _ALSO_WRITTEN.get(plain)
