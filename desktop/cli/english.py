"""Faults in the language that the person asked for."""

from __future__ import annotations

from contract.faults import Fault
from desktop.cli.setting import Language, Setting


def worded(fault: Fault, language: Language) -> str:
    """The fault's sentence in the person's language."""
    if language is Language.INDONESIAN:
        return str(fault)
    from desktop.services.sentences import in_english

    return in_english(str(fault))


def worded_sentence(sentence: str, setting: Setting) -> str:
    """A remark in the person's language."""
    if setting.language is Language.INDONESIAN:
        return sentence
    from desktop.services.sentences import in_english

    return in_english(sentence)
