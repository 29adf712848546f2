"""Whom a programme does not mean, told beside what an act did: a warning, never a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.cli.english import worded_sentence
from desktop.cli.setting import Setting
from desktop.cli.values import id_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.services.enrolment.eligibility import Checked

_TOLD = 20


def tell_warned(setting: Setting, warned: Sequence[Checked]) -> None:
    """The first of them by name, and how many there are."""
    for one in warned[:_TOLD]:
        for sentence in one.warnings:
            setting.progress(f"{one.name}: {sentence}", f"{one.name}: {worded_sentence(sentence, setting)}")
    if warned:
        more = len(warned) - _TOLD
        others = (f", {more} di antaranya tidak disebut di atas", f", {more} of them not named above")
        tail = others if more > 0 else ("", "")
        setting.progress(
            f"{len(warned)} orang perlu diperiksa kelayakannya{tail[0]}; tetap tercatat.",
            f"{len(warned)} people should be checked against the programme{tail[1]}; written down all the same.",
        )


def warned_answer(setting: Setting, warned: Sequence[Checked]) -> dict[str, Any]:
    """The same as JSON: how many, and the first of them."""
    return {
        "warned": len(warned),
        "warnings": [
            {
                "person": id_text(one.person),
                "name": one.name,
                "warnings": [worded_sentence(sentence, setting) for sentence in one.warnings],
            }
            for one in warned[:_TOLD]
        ],
    }
