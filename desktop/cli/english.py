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


def worded_row(told: str, setting: Setting) -> str:
    """A row named by its kind and what it is called ("Kelas DLA NTT"), with the kind in the person's language."""
    from contract.training.catalogue import CATALOGUE

    sentence = worded_sentence(told, setting)
    if sentence != told:
        return sentence
    labels = sorted((record.label for record in CATALOGUE.records), key=len, reverse=True)
    label = next((one for one in labels if told.startswith(f"{one} ")), None)
    return told if label is None else worded_sentence(label, setting) + told.removeprefix(label)
