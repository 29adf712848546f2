"""Any sequence of acts of any services, undone from the last to the first, leaves every table as it was; and back."""

from __future__ import annotations

import ast
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from contract.exchange.shapes import Row, RowKey
from contract.faults import WorldFault
from contract.training.catalogue import ATTENDANCE, AUTHOR
from desktop.services.attendance.marking import Entry, mark
from desktop.services.undo.stack import act_stack
from desktop.services.undo.taking_back import redo, undo
from desktop.services.writing import patch
from tests.services.test_decisions import OTHER, disputed
from tests.undo.drawn import NO_ACT, PRESSES, Draw
from tests.undo.office import Office

SERVICES = Path(__file__).parents[2] / "desktop" / "services"
_STEP = st.tuples(st.sampled_from(sorted(PRESSES)), st.lists(st.integers(0, 999), min_size=8, max_size=8))
WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""Each try is an office on a disk: what failed is repeated from its numbers, which is as good."""
Step = tuple[str, list[int]]


def services_with_a_moment() -> set[str]:
    found = set()
    for file in SERVICES.rglob("*.py"):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                told = [ast.unparse(each.annotation) for each in node.args.args if each.annotation]
                if any("Moment" in one for one in told):
                    found.add(".".join((*file.relative_to(SERVICES).with_suffix("").parts, node.name)))
    return found


def test_every_service_that_writes_is_pressed_here_or_known_as_no_act() -> None:
    assert services_with_a_moment() - PRESSES.keys() - NO_ACT.keys() == set()
    assert PRESSES.keys() | NO_ACT.keys() <= services_with_a_moment(), "no longer there"
    assert not PRESSES.keys() & NO_ACT.keys()


@contextmanager
def an_office() -> Iterator[Office]:
    """An office at work: a class with marks, and one mark about which two laptops differ."""
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder))
        try:
            _, (session, _), people = office.class_with(people=4, sessions=2)
            for name in ("classes.creating.add_stages", "plans.groups.create_group", "completion.scores.add_component"):
                press(office, (name, [0] * 8))
            office.write(lambda r, m: mark(r, Entry(session=session, person=people[0], status="H"), m))
            office.settle()
            theirs = patch(AUTHOR, person_name="Yohanes Leo", device_name="Laptop B")
            office.arrive(RowKey(AUTHOR.number, OTHER), theirs)
            key = RowKey(ATTENDANCE.number, session, people[0])
            office.arrive(key, patch(ATTENDANCE, status="S", marked_by=OTHER))
            disputed(office, "attendance", (session, people[0]), ("H", "S"))
            yield office
        finally:
            office.close()


def press(office: Office, step: Step) -> bool:
    """Does it; False where it was refused, had nothing to do it with, or changed nothing."""
    name, numbers = step
    acts = len(office.read(act_stack).acts)
    newest = office.read(act_stack).undo
    folder = office.read(lambda r: r.database._path).parent  # type: ignore[union-attr]
    try:
        office.write(lambda r, m: PRESSES[name](Draw(r, numbers, folder), r, m))
    except (WorldFault, IndexError):
        return False
    stack = office.read(act_stack)
    assert len(stack.acts) <= acts + 1
    return stack.undo != newest


def there_and_back(office: Office, steps: Sequence[Step]) -> list[str]:
    """Does the steps, undoes them, does them again, and undoes them; gives the services that changed anything."""
    rows: list[dict[RowKey, Row]] = [office.rows()]
    done: list[str] = []
    for step in steps:
        if press(office, step):
            done.append(step[0])
            rows.append(office.rows())
    for _ in range(2):
        for place in reversed(range(len(done))):
            office.write(undo)
            assert office.rows() == rows[place], f"undo of {done[place]} after {done[:place]}"
        for place in range(len(done)):
            office.write(redo)
            assert office.rows() == rows[place + 1], f"redo of {done[place]} after {done[:place]}"
    return done


@settings(max_examples=12, deadline=None, phases=WITHOUT_SHRINKING, suppress_health_check=list(HealthCheck))
@given(st.lists(_STEP, min_size=4, max_size=14))
def test_acts_undone_in_reverse_order_leave_the_same_rows_and_done_again_the_rows_after(steps: list[Step]) -> None:
    with an_office() as office:
        there_and_back(office, steps)


LEADING_TO = {
    "attendance.copying.copy_marks": ("attendance.marking.fill_rest",),
    "attachments.remove_attachment": ("attachments.attach",),
    "classes.staff.teach": ("classes.staff.add_staff",),
    "classes.tasks.set_done": ("classes.tasks.add_task",),
    "completion.deciding.decide": ("completion.rules.set_rule_of_class",),
    "completion.rules.set_rule_of_training": ("classes.creating.create_course",),
    "conflicts.resolving.undo": ("conflicts.resolving.resolve",),
    "conflicts.resolving.undo_all": ("conflicts.resolving.resolve",),
    "enrolment.moving.nominate": ("people.registering.register_person", "classes.creating.create_class"),
    "enrolment.selection.transfer": ("classes.creating.create_class",),
    "people.listing.enrol": ("people.registering.register_person", "classes.creating.create_class"),
    "people.consent.withdraw_consent": ("people.consent.give_consent",),
    "people.merging.unmerge": ("people.merging.merge",),
    "plans.grouping.move_member": ("plans.grouping.balance_groups", "plans.groups.create_group"),
    "plans.grouping.set_leader": ("plans.grouping.balance_groups",),
    "plans.leaving_groups.leave_group": ("plans.grouping.balance_groups",),
    "plans.planning.move_plan": ("plans.planning.fill_plan",),
    "plans.planning.set_milestone": ("plans.planning.add_milestone",),
    "plans.planning.finish_milestone": ("plans.planning.add_milestone",),
    "plans.planning.remove_milestone": ("plans.planning.add_milestone",),
    "plans.seminars.give_score": ("classes.staff.add_staff", "plans.seminars.order_seminar"),
    "programmes.facts.add_to_programme": ("programmes.files.add_programme",),
    "programmes.facts.add_to_agreement": ("programmes.files.add_programme",),
    "programmes.doubles.merge_doubles": (
        *("programmes.opening.open_programme", "programmes.templates.make_template"),
        *("programmes.templates.open_template", "programmes.templates.open_template"),
    ),
    "programmes.removing.remove_class": ("classes.creating.create_class",),
    "programmes.removing.remove_programme": ("programmes.files.add_programme",),
    "programmes.removing.remove_training": ("classes.creating.create_course",),
    "programmes.templates.make_template": ("programmes.opening.open_programme",),
    "programmes.templates.open_template": ("programmes.opening.open_programme", "programmes.templates.make_template"),
    "programmes.trainings.set_training_state": ("classes.creating.create_course",),
    "programmes.trainings.set_call": ("classes.creating.create_course",),
    "spbe.appraising.set_level": ("spbe.appraising.add_appraisal",),
    "spbe.importing.import_levels": ("spbe.appraising.add_appraisal",),
}
"""What must be done before a service has anything to do."""
TRIES = 40


@pytest.mark.parametrize("name", sorted(PRESSES))
def test_each_service_finds_something_to_do_and_is_undone(name: str) -> None:
    """Else the sequences above would prove nothing of it."""
    with an_office() as office:
        before = [(step, [7 * place for place in range(8)]) for step in LEADING_TO.get(name, ())]
        done = there_and_back(office, before)
        for number in range(TRIES):
            step = (name, Random(number).choices(range(1000), k=8))
            if there_and_back(office, [step]):
                break
        else:
            raise AssertionError(f"{name} did nothing in {TRIES} tries after {done}")
