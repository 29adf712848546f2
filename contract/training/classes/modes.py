"""How a stage or session is held. What a file or person typed is kept; only what these words decide is read from it."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """The delivery modes."""

    IN_PERSON = "luring"
    ONLINE = "daring"
    ONLINE_SYNC = "daring sinkron"
    ONLINE_ASYNC = "daring asinkron"
    SELF_PACED = "mandiri"
    BLENDED = "campuran"
    CLASSROOM = "klasikal"
    AT_WORK = "bimbingan di tempat kerja"


_ALSO_WRITTEN = {
    "tatap muka": Mode.IN_PERSON,
    "offline": Mode.IN_PERSON,
    "online": Mode.ONLINE,
    "sinkron": Mode.ONLINE_SYNC,
    "asinkron": Mode.ONLINE_ASYNC,
    "belajar mandiri": Mode.SELF_PACED,
    "blended": Mode.BLENDED,
    "hybrid": Mode.BLENDED,
}


def mode_named(text: str | None) -> Mode | None:
    """The mode meant by a typed word; None for one that is none of them."""
    plain = " ".join((text or "").casefold().split())
    return Mode(plain) if plain in Mode.__members__.values() else _ALSO_WRITTEN.get(plain)


def is_self_paced(mode: str | None) -> bool:
    """Whether people learn by themselves: progress is by task, and no attendance counts."""
    return mode_named(mode) is Mode.SELF_PACED


def needs_attendance(session_mode: str | None, stage_mode: str | None) -> bool:
    """Whether a session's attendance counts: never in a self-paced stage, nor when the session itself is so."""
    return not is_self_paced(session_mode) and not is_self_paced(stage_mode)
