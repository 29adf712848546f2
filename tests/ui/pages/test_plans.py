"""Action plans in a real window over a real replica: the board, and what is written about one plan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from contract.training.plans.action_plans import PlanStatus
from contract.training.plans.lights import Colour
from contract.training.rights.roles import Role
from desktop.app.desk import Desk
from desktop.services.attachments import list_attachments
from desktop.services.plans.rollup import office_lights
from desktop.services.plans.views import PlanView, plan_of_group
from desktop.ui.dialogs.dialog import Question
from desktop.ui.pages.plans.plan_dialogs import (
    CoachingDialog,
    FinishDialog,
    FollowUpDialog,
    MilestoneDialog,
    PlanDialog,
)
from desktop.ui.pages.plans.plan_page import PlanPage
from desktop.ui.pages.plans.plans_page import PlansPage
from desktop.ui.pages.plans.seminar_dialogs import OrderDialog, SheetDialog
from desktop.ui.place import Place
from desktop.ui.window import Window
from tests.ui.hand import click, press

LONG_MS = 20_000


def board_of(window: Window, qtbot: QtBot) -> PlansPage:
    window.go(Place(page="plans"))
    page = window.page
    assert isinstance(page, PlansPage)
    qtbot.waitUntil(lambda: bool(page.model.rows), timeout=LONG_MS)
    return page


def plan_of(window: Window, played: Desk, qtbot: QtBot, leaf: str = "plan", colour: Colour = Colour.RED) -> PlanPage:
    group = next(one.group for one in kept(played) if one.light.colour is colour)
    window.go(Place(page="plan", state={"group": group, "leaf": leaf}))
    page = window.page
    assert isinstance(page, PlanPage)
    qtbot.waitUntil(lambda: page.desk is not None, timeout=LONG_MS)
    return page


def kept(played: Desk) -> tuple[PlanView, ...]:
    return played.read(office_lights, "2026-11-23").result().plans


def now(played: Desk, page: PlanPage) -> PlanView:
    assert page.desk is not None
    return played.read(plan_of_group, page.desk.plan.group, "2026-11-23").result()


def accept(dialog: QDialog | None, qtbot: QtBot) -> None:
    assert dialog is not None
    with qtbot.waitSignal(dialog.accepted, timeout=LONG_MS):
        click(dialog.verb)  # type: ignore[attr-defined]


def test_the_board_shows_first_who_needs_somebody_and_lights_filter_it(
    window: Window, played: Desk, qtbot: QtBot
) -> None:
    page = board_of(window, qtbot)
    shown = [plan.light.colour for plan in page.model.rows]
    assert shown == sorted(shown, key=[Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.GREY].index)
    today = window.room.words.today()
    counts = played.read(office_lights, today).result().counts
    assert page.lamps[Colour.RED].accessibleName() == f"Merah: {counts[Colour.RED]}"
    click(page.lamps[Colour.RED])
    assert {plan.light.colour for plan in page.model.rows} == {Colour.RED}
    assert len(page.model.rows) == counts[Colour.RED]
    click(page.lamps[Colour.RED])
    page.search.setText("radio desa")
    assert [plan.title for plan in page.model.rows] == ["Radio desa sebagai jalur informasi layanan"]


def test_enter_opens_a_plan_with_its_milestones_and_follow_ups(window: Window, played: Desk, qtbot: QtBot) -> None:
    board = board_of(window, qtbot)
    board.table.setFocus()
    first = board.model.rows[0]
    press(board.table, Qt.Key.Key_Return)
    page = window.page
    assert isinstance(page, PlanPage)
    qtbot.waitUntil(lambda: page.desk is not None, timeout=LONG_MS)
    assert page.head.title.accessibleName() == first.title
    held = played.read(plan_of_group, first.group, window.room.words.today()).result()
    assert [one.id for one in page.milestones.milestones.model.rows] == [one.id for one in held.milestones]
    assert [one.days for one in page.milestones.follow_ups.model.rows] == [60, 365]
    texts = [page.milestones.follow_ups.model.index(0, n).data() for n in range(4)]
    assert texts[0] == "60 hari"


def test_fields_of_a_plan_are_filled_in_and_only_the_changed_ones_are_written(
    window: Window, played: Desk, qtbot: QtBot
) -> None:
    page = plan_of(window, played, qtbot)
    before = now(played, page)
    click(page.fill)
    dialog = page.findChild(PlanDialog)
    assert dialog is not None
    dialog.fields["budget"].setText("Rp1.500.000")  # type: ignore[union-attr]
    dialog.fields["indicators"].setText("4, 12")  # type: ignore[union-attr]
    accept(dialog, qtbot)
    after = now(played, page)
    changed = {name for name in before.stated if before.stated[name] != after.stated[name]}
    assert changed == {"budget", "indicators"}
    assert (after.stated["budget"], after.stated["indicators"]) == (1_500_000, "4; 12")


def test_a_milestone_is_added_marked_as_done_and_taken_away(window: Window, played: Desk, qtbot: QtBot) -> None:
    page = plan_of(window, played, qtbot, "milestones")
    before = now(played, page)
    click(page.milestones.add)
    dialog = page.findChild(MilestoneDialog)
    assert dialog is not None
    dialog.title.setText("Uji coba di dua dinas")
    dialog.owner.setCurrentIndex(1)
    accept(dialog, qtbot)
    made = next(one for one in now(played, page).milestones if one.title == "Uji coba di dua dinas")
    assert made.owner is not None
    table = page.milestones.milestones
    qtbot.waitUntil(lambda: table.model.row_of(made.id) >= 0, timeout=LONG_MS)
    table.table.choose(table.model.row_of(made.id))
    click(page.milestones.done)
    accept(page.findChild(FinishDialog), qtbot)
    assert next(one for one in now(played, page).milestones if one.id == made.id).done_on
    qtbot.waitUntil(lambda: bool(table.current() and table.current().done_on), timeout=LONG_MS)  # type: ignore[union-attr]
    click(page.milestones.remove)
    accept(page.findChild(Question), qtbot)
    qtbot.waitUntil(lambda: now(played, page).milestones == before.milestones, timeout=LONG_MS)


def test_coaching_evidence_and_a_follow_up_are_kept(window: Window, played: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    page = plan_of(window, played, qtbot, "log", Colour.YELLOW)
    before = len(now(played, page).coachings)
    click(page.log.add)
    dialog = page.findChild(CoachingDialog)
    assert dialog is not None
    dialog.notes.setPlainText("Anggaran sudah masuk perubahan")
    accept(dialog, qtbot)
    assert len(now(played, page).coachings) == before + 1
    photograph = tmp_path / "spanduk.png"
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    assert picture.save(str(photograph))
    page.log.attach_file(photograph)
    qtbot.waitUntil(lambda: bool(page.log.evidence.model.rows), timeout=LONG_MS)
    group = now(played, page).group
    assert [one.title for one in played.read(list_attachments, group_id=group).result()] == ["spanduk"]
    page.leaves.turn_to("milestones")
    click(page.milestones.report)
    report = page.findChild(FollowUpDialog)
    assert report is not None
    report.days.setCurrentIndex(report.days.findData(60))
    report.share.setText("62,5")
    accept(report, qtbot)
    assert next(one.share for one in now(played, page).follow_ups if one.days == 60) == 6_250


def test_a_plan_moves_on_by_its_states_only(window: Window, played: Desk, qtbot: QtBot) -> None:
    page = plan_of(window, played, qtbot, colour=Colour.GREEN)
    assert now(played, page).status is PlanStatus.IMPLEMENTING
    at = page.status.findData("done")
    assert at > 0
    page.status.setCurrentIndex(at)
    page.status.activated.emit(at)
    qtbot.waitUntil(lambda: now(played, page).status is PlanStatus.DONE, timeout=LONG_MS)


def test_the_seminar_is_ordered_by_lot_and_an_examiner_fills_in_a_sheet(
    window: Window, played: Desk, qtbot: QtBot
) -> None:
    board = board_of(window, qtbot)
    click(board.order)
    order = board.findChild(OrderDialog)
    assert order is not None
    order.how.setCurrentIndex(order.how.findData("drawn"))
    order.seed.setValue(7)
    accept(order, qtbot)
    drawn = [plan.group for plan in sorted(kept(played), key=lambda one: one.seminar.order or 0)]
    assert sorted(drawn) == sorted(plan.group for plan in kept(played))
    assert drawn != sorted(drawn)
    page = plan_of(window, played, qtbot, "seminar")
    click(page.seminar.give)
    sheet = page.findChild(SheetDialog)
    assert sheet is not None
    examiner = sheet.who.currentData()
    sheet.values[1].setText("77,5")
    sheet.remark.setText("Salah ketik pada lembar")
    accept(sheet, qtbot)
    given = {one.examiner: one.values for one in now(played, page).seminar.result.sheets}
    assert given[examiner][1] == 7_750


def test_a_viewer_reads_a_plan_and_is_told_why_nothing_can_be_written(
    window: Window, played: Desk, qtbot: QtBot
) -> None:
    group = kept(played)[0].group
    page = PlanPage(replace(window.room, profile=replace(window.room.profile, role=Role.VIEWER)))
    qtbot.addWidget(page)
    page.enter({"group": group})
    qtbot.waitUntil(lambda: page.desk is not None, timeout=LONG_MS)
    for button in (page.fill, page.milestones.add, page.log.add, page.seminar.give):
        assert not button.isEnabled()
        assert "membaca" in button.toolTip()
