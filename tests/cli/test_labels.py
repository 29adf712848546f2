"""States, results, lights and modes are worded in the language of the terminal, all of them by one place."""

from __future__ import annotations

import importlib
import pkgutil
import re
from enum import StrEnum

import pytest

import contract.training
from contract.training.certificates.kinds import State as CertificateState
from contract.training.certificates.numbers import Use
from contract.training.classes.modes import Mode
from contract.training.people.resemblance import Reason
from contract.training.plans.action_plans import Horizon, PlanStatus
from contract.training.plans.lights import Colour
from contract.training.spbe.index import Kind as AppraisalKind
from contract.training.spbe.index import Phase
from desktop.cli.labels import coded, english, indonesian, label, mode_label, role_label
from desktop.cli.setting import Language, Setting
from desktop.services.completion.competence import Competent
from tests.cli.terminal import Terminal

ENGLISH, INDONESIAN = Setting(language=Language.ENGLISH), Setting()
SAME = {"target", "seminar", "transport", "honor", "mentor", "coach", "pre-test", "post-test", "online", "-"}
"""Words that are the same in both."""


def shown() -> list[type[StrEnum]]:
    """Every kind of code that has a word of its own, wherever it is in the rules."""
    found: dict[str, type[StrEnum]] = {}
    for module in pkgutil.walk_packages(contract.training.__path__, "contract.training."):
        for one in vars(importlib.import_module(module.name)).values():
            if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum and hasattr(one, "label"):
                found[f"{one.__module__}.{one.__name__}"] = one
    others = (AppraisalKind, CertificateState, Colour, Competent, Horizon, Mode, Phase, PlanStatus, Reason, Use)
    return [*found.values(), *others]


MEMBERS = [member for kind in shown() for member in kind]


@pytest.mark.parametrize("member", MEMBERS, ids=lambda one: f"{type(one).__module__}.{type(one).__name__}.{one.name}")
def test_no_indonesian_word_is_left_under_english(member: StrEnum) -> None:
    ours, theirs = indonesian(member), english(member)
    assert ours
    assert theirs
    assert "_" not in ours + theirs
    if ours.lower() not in SAME:
        assert theirs.lower() != ours.lower()
    # Nor a piece of another's Indonesian word: all that this page knows are compared.
    alone = {indonesian(each).lower() for each in MEMBERS if indonesian(each).lower() != english(each).lower()} - SAME
    assert theirs.lower() not in alone
    assert (label(ENGLISH, member), label(INDONESIAN, member)) == (theirs, ours)
    assert coded(ENGLISH, type(member), member.value) == theirs


def test_what_this_program_does_not_know_is_shown_as_it_is() -> None:
    assert coded(ENGLISH, PlanStatus, "of a newer Lontar") == "of a newer Lontar"
    assert coded(ENGLISH, PlanStatus, None) == ""
    assert (mode_label(ENGLISH, "tatap muka"), mode_label(ENGLISH, "bersepeda")) == ("in person", "bersepeda")
    assert mode_label(INDONESIAN, "blended") == "campuran"
    assert (role_label(ENGLISH, "speaker"), role_label(INDONESIAN, "speaker")) == ("speaker", "Narasumber")
    assert role_label(ENGLISH, "juru masak") == "juru masak"


def indonesian_in(text: str) -> set[str]:
    """Labels that stand in a text as words."""
    labels = {indonesian(one).lower() for one in MEMBERS if indonesian(one).lower() != english(one).lower()}
    return {one for one in labels - SAME - {"jp"} if re.search(rf"\b{re.escape(one)}\b", text.lower())}


def test_a_class_read_in_english_has_no_indonesian_label(terminal: Terminal) -> None:
    class_id = terminal.id("class", "create", "--title", "Leaders", "--office", "53")
    first = terminal.id("people", "add", "--name", "Ana", "--class", class_id)
    person = ("--class", class_id, "--person", first)
    for state in ("registered", "selected", "confirmed", "active"):
        terminal.ask("enrolment", "set", *person, "--to", state)
    terminal.id("stage", "add", "--class", class_id, "--title", "At home", "--mode", "mandiri")
    terminal.id("staff", "add", "--class", class_id, "--name", "Cis", "--role", "Narasumber")
    group = terminal.id("group", "create", "--class", class_id, "--title", "One")
    terminal.ask("plan", "set", "--group", group, "--field", "title", "--value", "A plan")
    tested = ("--scheme", "GCIO", "--institution", "LSP", "--assessor", "Dee", "--on", "2025-09-02")
    terminal.id("competence", "record", "--class", class_id, "--person", first, "--outcome", "not_yet", *tested)
    lists = ("enrolment list", "stage list", "staff list", "plan lights", "competence list")
    read = [*((*each.split(), "--class", class_id) for each in lists), ("people", "show", first)]
    read += [("plan", "status", "--group", group), ("enrolment", "start", "--class", class_id, "--person", first)]
    said = [terminal.type(*each, "--lang", "en") for each in read]
    assert {one.code for one in said[:-1]} == {0}, said
    assert {one.out: indonesian_in(one.out) for one in said if indonesian_in(one.out)} == {}
    for place, told in enumerate(("active", "self-paced", "speaker", "grey", "not yet", "active", "draft")):
        assert told in said[place].out
    again = [terminal.type(*each).out for each in read]
    for place, told in enumerate(("Mengikuti", "mandiri", "Narasumber", "abu-abu", "Belum kompeten", "Mengikuti")):
        assert told in again[place]


def test_codes_in_json_stay_codes_in_either_language(terminal: Terminal) -> None:
    class_id = terminal.id("class", "create", "--title", "DLA", "--office", "53")
    terminal.id("people", "add", "--name", "Maria Bere", "--class", class_id)
    words = ("enrolment", "list", "--class", class_id)
    assert terminal.ask(*words) == terminal.ask(*words, "--lang", "en")
    assert terminal.ask(*words)["enrolments"][0]["status"] == "nominated"
