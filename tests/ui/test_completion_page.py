"""Completion in the window: asked at a threshold, decided, signed, and supplemented."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from contract.training.completion.rule import CompletionRule, Outcome, rule_text
from contract.training.enrolment.states import State
from desktop.app.desk import Desk
from desktop.services.completion.deciding import CompletionReport, Verdict, completion_report, decide
from desktop.services.completion.minutes import list_minutes
from desktop.services.completion.rules import completion_rule_of_class, set_rule_of_class
from desktop.services.completion.scores import NewScore, list_components, set_scores
from desktop.services.enrolment.views import list_enrolments
from desktop.storage.queries.enrolments import Wanted
from desktop.ui.dialogs.completion_rule import CompletionRuleDialog
from desktop.ui.dialogs.minutes import SignDialog, SupplementDialog
from desktop.ui.dialogs.verdict import VerdictDialog
from desktop.ui.pages.completion.completion_page import CompletionPage
from desktop.ui.window import Window
from tests.ui.class_of_five import class_of_five, open_tab, played_class
from tests.ui.hand import click, press, write

TODAY = QDate.currentDate().toString(Qt.DateFormat.ISODate)


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def report_of(desk: Desk, class_id: int) -> CompletionReport:
    return desk.read(completion_report, class_id, TODAY).result()


def scored_class(desk: Desk) -> int:
    """Five people, scored in both components (80, 80, 80, 60, none); a total of 70 is asked."""
    class_id = class_of_five(desk)
    people = [row.person for row in desk.read(list_enrolments, class_id, Wanted(), 5).result().rows]
    values = [8000, 8000, 8000, 6000]
    components = desk.read(list_components, class_id).result()
    scores = [
        NewScore(component=one.id, person=person, value=value)
        for one in components
        for person, value in zip(people, values, strict=False)
    ]
    rule = rule_text(CompletionRule(min_total=Decimal(70)))
    desk.write(lambda r, m: set_scores(r, scores, m)).result()
    desk.write(lambda r, m: set_rule_of_class(r, class_id, rule, m)).result()
    return class_id


def page_of(window: Window, qtbot: QtBot, class_id: int) -> CompletionPage:
    page = open_tab(window, qtbot, class_id, "completion", CompletionPage)
    qtbot.waitUntil(lambda: page.table.isVisible())
    return page


def test_the_meeting_is_told_how_many_would_pass_at_each_threshold(window: Window, played: Desk, qtbot: QtBot) -> None:
    page = page_of(window, qtbot, played_class(played))
    bar = page.thresholds
    assert [bar.tabText(n) for n in range(bar.count())] == ["70%: 45 lulus", "Syarat 80%: 43 lulus", "90%: 32 lulus"]
    bar.setFocus()
    press(bar, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: page._line.accessibleName() == "Jika ambang 90%: 32 dari 46 lulus")
    press(bar, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: page._line.accessibleName() == "43 dari 46 lulus")
    qtbot.waitUntil(lambda: "Kehadiran paling sedikit 80% dari JP" in words_of(page.side))
    assert "Pendampingan dan seminar rencana aksi" in words_of(page.side)


def test_who_has_not_passed_is_listed_with_the_conditions_in_words(window: Window, played: Desk, qtbot: QtBot) -> None:
    page = page_of(window, qtbot, played_class(played))
    page.filters.setFocus()
    press(page.filters, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    lacking = [page.model.index(row, 4).data() for row in range(3)]
    assert all("Kehadiran" in told and "syarat 80%" in told for told in lacking)


def test_a_class_without_a_rule_asks_for_one(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = class_of_five(played)
    page = open_tab(window, qtbot, class_id, "completion", CompletionPage)
    qtbot.waitUntil(page.set_rule.isVisible)
    click(page.set_rule)
    dialog = page.findChild(CompletionRuleDialog)
    assert isinstance(dialog, CompletionRuleDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog.attendance.selectAll()
    write(dialog.attendance, "75,5")
    click(dialog.tasks)
    click(dialog.verb)
    qtbot.waitUntil(lambda: page.table.isVisible())
    held = played.read(completion_rule_of_class, class_id).result()
    assert held is not None
    assert held.rule == CompletionRule(min_attendance_pct=Decimal("75.5"), required_tasks=True)


def test_a_threshold_that_was_asked_about_becomes_the_rule(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = class_of_five(played)
    rule = rule_text(CompletionRule(min_attendance_pct=Decimal(80), min_total=Decimal(70)))
    played.write(lambda r, m: set_rule_of_class(r, class_id, rule, m)).result()
    page = page_of(window, qtbot, class_id)
    page.thresholds.setFocus()
    press(page.thresholds, Qt.Key.Key_Left)
    qtbot.waitUntil(page.adopt.isVisible)
    assert not page.sign.isEnabled()
    click(page.adopt)
    qtbot.waitUntil(lambda: not page.adopt.isVisible())
    held = played.read(completion_rule_of_class, class_id).result()
    assert held is not None
    assert held.rule == CompletionRule(min_attendance_pct=Decimal(70), min_total=Decimal(70))


def test_the_meeting_decides_otherwise_and_signs(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = scored_class(played)
    page = page_of(window, qtbot, class_id)
    assert [line.outcome for line in page.model.rows] == [Outcome.PASSED] * 3 + [Outcome.NOT_PASSED, Outcome.DEFERRED]
    page.table.setFocus()
    page.table.choose(4)
    press(page.table, Qt.Key.Key_Return)
    verdict = page.findChild(VerdictDialog)
    assert isinstance(verdict, VerdictDialog)
    qtbot.waitUntil(verdict.isVisible)
    verdict.outcome.setCurrentIndex(verdict.outcome.findData(Outcome.NOT_PASSED.value))
    write(verdict.reason, "tidak ikut ujian")
    click(verdict.verb)
    qtbot.waitUntil(lambda: page.model.rows[4].outcome is Outcome.NOT_PASSED)
    click(page.sign)
    dialog = page.findChild(SignDialog)
    assert isinstance(dialog, SignDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert "lulus 3, tidak lulus 2, ditunda 0" in words_of(dialog)
    click(dialog.verb)
    assert report_of(played, class_id).minutes is None
    write(dialog.place, "Kupang")
    write(dialog.signers[0][0], "Dr. Contoh")
    click(dialog.verb)
    qtbot.waitUntil(lambda: report_of(played, class_id).minutes is not None)
    assert report_of(played, class_id).decided == {Outcome.PASSED: 3, Outcome.NOT_PASSED: 2, Outcome.DEFERRED: 0}
    states = played.read(list_enrolments, class_id, Wanted(), 5).result().by_state
    assert states == {State.PASSED.value: 3, State.NOT_PASSED.value: 2}
    minutes = played.read(list_minutes, class_id).result()[0]
    assert (minutes.place, minutes.body["signers"]) == ("Kupang", [{"name": "Dr. Contoh"}])
    qtbot.waitUntil(lambda: not page.sign.isVisible())


def test_what_was_changed_since_is_shown_and_supplemented(window: Window, played: Desk, qtbot: QtBot) -> None:
    class_id = played_class(played)
    lost = next(
        person for person, one in report_of(played, class_id).results.items() if one.outcome is Outcome.NOT_PASSED
    )
    verdict = Verdict(person=lost, outcome=Outcome.PASSED, reason="surat tugas menyusul")
    played.write(lambda r, m: decide(r, class_id, TODAY, m, verdicts=[verdict], reason=verdict.reason)).result()
    page = page_of(window, qtbot, class_id)
    qtbot.waitUntil(page.side.supplement.isVisible)
    qtbot.waitUntil(lambda: "Tidak lulus menjadi Lulus, berubah setelah berita acara" in words_of(page.side))
    click(page.side.supplement)
    dialog = page.findChild(SupplementDialog)
    assert isinstance(dialog, SupplementDialog)
    qtbot.waitUntil(dialog.isVisible)
    write(dialog.reason, "surat tugas menyusul")
    click(dialog.verb)
    qtbot.waitUntil(lambda: report_of(played, class_id).changed == ())
    assert report_of(played, class_id).decided[Outcome.PASSED] == 44
    qtbot.waitUntil(lambda: not page.side.supplement.isVisible())
    assert len(played.read(list_minutes, class_id).result()) >= 2
