"""Who passes: asked before the meeting at any threshold, decided in it, frozen by its minutes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from contract.faults import Fault
from contract.training.completion.judging import Judgement
from contract.training.completion.rule import CompletionRule, Outcome, rule_text
from contract.training.exact_numbers import number_text
from desktop.services.completion.deciding import CompletionReport, completion_report
from desktop.services.completion.minutes import twice_signed
from desktop.services.completion.rules import set_rule_of_class
from desktop.services.faults import Unsuitable
from desktop.ui.dialogs.completion_rule import CompletionRuleDialog
from desktop.ui.dialogs.minutes import SignDialog, SupplementDialog
from desktop.ui.dialogs.verdict import VerdictDialog
from desktop.ui.pages.class_tab import ClassTab
from desktop.ui.pages.completion.completion_side import CompletionSide
from desktop.ui.parts import Beside, Button, Elided, column, row, scrolled
from desktop.ui.place import State, number, text
from desktop.ui.port import Topic
from desktop.ui.room import Room
from desktop.ui.rows import Cell, Column, RowsModel
from desktop.ui.tables import Table
from desktop.ui.theme import Type
from desktop.ui.waiting import Curtain, Empty
from desktop.ui.words import told

_FILTERS = (None, Outcome.NOT_PASSED, Outcome.DEFERRED, Outcome.PASSED)
OUTCOMES = {
    Outcome.PASSED: ("check-circle", "code_h"),
    Outcome.NOT_PASSED: ("prohibit", "code_a"),
    Outcome.DEFERRED: ("hourglass", "code_i"),
}
"""An icon and a tone for each, beside its word."""


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the list. differs: the meeting decided otherwise than the rule says."""

    judgement: Judgement
    outcome: Outcome
    reason: str

    @property
    def differs(self) -> bool:
        """Whether the outcome is not that of the rule."""
        return self.outcome is not self.judgement.outcome


class CompletionPage(ClassTab):
    """The list at the left; rule, funnel and minutes at the right."""

    topics = frozenset({Topic.RESULTS, Topic.MARKS, Topic.PEOPLE, Topic.CLASSES, Topic.PLANS})

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        look = room.look
        self._report: CompletionReport | None = None
        self._own: Decimal | None = None
        self._threshold: Decimal | None = None
        self._wanted: int | None = None
        self._line = Elided(look, "", Type.SECTION)
        self.thresholds = self._bar(self.tr("Ambang kehadiran"))
        self.filters = self._bar(self.tr("Tampilkan"))
        for _ in _FILTERS:
            self.filters.addTab("")
        self.adopt = Button(look, "", self.adopt_threshold)
        self.sign = Button(look, self.tr("Tanda tangani berita acara"), self.sign_minutes, kind="primary")
        look.dress(self.sign, "note-pencil", "on_nila")
        self.model = RowsModel[Line](self._columns(), lambda line: line.judgement.person.id, self)
        self.table = Table(look, self.tr("Kelulusan peserta"))
        self.table.setModel(self.model)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(lambda _: room.usher.placed.emit())
        self.side = CompletionSide(room, self.change_rule, self.add_supplement)
        self.set_rule = Button(look, self.tr("Tetapkan syarat"), self.change_rule, kind="primary")
        words = self.tr("Syarat kelulusan kelas ini belum ditetapkan. Tetapkan dahulu apa yang harus dipenuhi.")
        self._empty = Empty(look, "check", words, (self.set_rule,))
        layout = self.frame(Curtain(look, self._content(), self._empty))
        if self.curtain is not None:
            layout.addWidget(self.curtain, 1)
        self.thresholds.currentChanged.connect(self._turn_threshold)
        self.filters.currentChanged.connect(lambda _: self._draw())

    def _bar(self, name: str) -> QTabBar:
        bar = QTabBar()
        bar.setFont(self.room.look.font(Type.MEDIUM))
        bar.setAccessibleName(name)
        bar.setExpanding(False)
        bar.setUsesScrollButtons(True)
        return bar

    def _content(self) -> QWidget:
        sizes = self.room.look.sizes
        content = QWidget()
        bars = row(gap=sizes.step_2)
        bars.addWidget(self.filters, 1)
        bars.addWidget(self.thresholds, 1)
        around = column(gap=sizes.step_2)
        around.addLayout(self._head())
        around.addLayout(bars)
        around.addWidget(Beside(self.room.look, self.table, scrolled(self.side), (2, 1)), 1)
        content.setLayout(around)
        return content

    def _head(self) -> QHBoxLayout:
        head = row(gap=self.room.look.sizes.step_2)
        head.addWidget(self._line, 1)
        head.addWidget(self.adopt)
        head.addWidget(self.sign)
        return head

    def _columns(self) -> list[Column[Line]]:
        def share(line: Line) -> Cell:
            return Cell(text=self.room.words.percent(_percent(line.judgement)), kind=Type.FIGURE)

        def total(line: Line) -> Cell:
            value = line.judgement.total
            return Cell(text="–" if value is None else number_text(value), kind=Type.FIGURE)

        def outcome(line: Line) -> Cell:
            icon, tone = OUTCOMES[line.outcome]
            return Cell(text=told(line.outcome.label), kind=Type.MEDIUM, icon=icon, tone=tone)

        def lacking(line: Line) -> Cell:
            found = [told(one.sentence) for one in (*line.judgement.failed, *line.judgement.missing)]
            decided = [self.tr("Putusan rapat: {reason}").format(reason=line.reason)] if line.differs else []
            return Cell(text="; ".join([*decided, *found]))

        return [
            Column(
                title=self.tr("Nama"), cell=_name, least=180, share=2, exact=lambda line: line.judgement.person.name
            ),
            Column(
                title=self.tr("Hadir"),
                cell=share,
                least=76,
                right=True,
                drop=2,
                exact=lambda line: _percent(line.judgement),
            ),
            Column(
                title=self.tr("Nilai"),
                cell=total,
                least=76,
                right=True,
                drop=1,
                exact=lambda line: line.judgement.total,
            ),
            Column(title=self.tr("Hasil"), cell=outcome, least=126, exact=lambda line: line.outcome.label),
            Column(title=self.tr("Yang belum dipenuhi"), cell=lacking, least=150, share=3),
        ]

    # -------------------------------------------------------------- where

    def come_back(self, state: State) -> None:
        told = text(state, "threshold")
        self._threshold = Decimal(told) if told.replace(".", "", 1).isdigit() else None
        self._wanted = number(state, "person")
        self.filters.setCurrentIndex(min(number(state, "filter") or 0, len(_FILTERS) - 1))

    def state(self) -> State:
        asked = "" if self._threshold is None else str(self._threshold)
        return {"threshold": asked, "filter": self.filters.currentIndex(), "person": self.table.current_key()}

    def first(self) -> QWidget:
        return self.table

    # -------------------------------------------------------------- showing

    @property
    def today(self) -> str:
        """The day of the question, ISO: tasks that are not due yet are not missed."""
        return QDate.currentDate().toString(Qt.DateFormat.ISODate)

    def refresh(self) -> None:
        if self.class_id:
            services = self.room.services
            asked = services.read(completion_report, self.class_id, self.today, self._threshold)
            self.room.jobs.ask(self, asked, self._show, self._failed, purpose="completion")

    def _failed(self, fault: Fault) -> None:
        """Without a rule there is nothing to show but how to get one."""
        if isinstance(fault, Unsuitable) and self.curtain is not None:
            self._report = None
            self.curtain.lift(empty=True)
        else:
            self.room.usher.complain(fault)

    def _show(self, report: CompletionReport) -> None:
        self._report = report
        if self._threshold is None:
            self._own = report.threshold
        self._show_thresholds(report)
        passed, people = report.counts[Outcome.PASSED], report.people
        if report.minutes is not None and self._threshold is None:
            words = self.tr("{passed} dari {people} lulus").format(passed=report.decided[Outcome.PASSED], people=people)
        elif report.threshold is None:
            words = self.tr("{passed} dari {people} akan lulus").format(passed=passed, people=people)
        else:
            words = self.tr("Jika ambang {least}%: {passed} dari {people} lulus").format(
                least=number_text(Fraction(report.threshold)), passed=passed, people=people
            )
        self._line.tell(words)
        self.sign.setVisible(report.minutes is None)
        self.sign.setEnabled(self._threshold in (None, self._own) and people > 0)
        is_other = self._threshold is not None and self._threshold != self._own and report.minutes is None
        self.adopt.setVisible(is_other)
        if is_other and self._threshold is not None:
            self.adopt.setText(self.tr("Jadikan {least}% syarat").format(least=number_text(Fraction(self._threshold))))
        self._draw()
        if self.curtain is not None:
            self.curtain.lift(empty=False)
        self.room.jobs.ask(
            self,
            self.room.services.read(twice_signed, self.class_id),
            lambda twice: self.side.show_report(report, twice),
            purpose="twice",
        )

    def _show_thresholds(self, report: CompletionReport) -> None:
        """Each usual threshold with how many would pass; that of the rule is marked."""
        bar = self.thresholds
        bar.blockSignals(True)
        while bar.count():
            bar.removeTab(0)
        for one in report.thresholds:
            least, passed = number_text(Fraction(one.threshold)), one.counts[Outcome.PASSED]
            words = self.tr("{least}%: {passed} lulus").format(least=least, passed=passed)
            if one.threshold == self._own:
                words = self.tr("Syarat {least}%: {passed} lulus").format(least=least, passed=passed)
            bar.setTabData(bar.addTab(words), str(one.threshold))
        shown = self._threshold if self._threshold is not None else self._own
        asked = [Decimal(str(bar.tabData(n))) for n in range(bar.count())]
        bar.setCurrentIndex(asked.index(shown) if shown in asked else -1)
        bar.blockSignals(False)

    def _draw(self) -> None:
        report = self._report
        if report is None:
            return
        lines = [self._line_of(one, report) for one in report.judgements]
        labels = [self.tr("Semua"), *(told(one.label) for one in _FILTERS if one is not None)]
        for n, (wanted, label) in enumerate(zip(_FILTERS, labels, strict=True)):
            count = sum(wanted in (None, line.outcome) for line in lines)
            self.filters.setTabText(n, f"{label} ({count})")
        wanted = _FILTERS[max(0, self.filters.currentIndex())]
        self.table.show_rows([line for line in lines if wanted in (None, line.outcome)])
        if self._wanted is not None or not self.table.currentIndex().isValid():
            self.table.choose(max(0, self.model.row_of(self._wanted)))
            self._wanted = None

    def _line_of(self, one: Judgement, report: CompletionReport) -> Line:
        """What was decided, where minutes or a reason say so; else what the rule says."""
        decided = report.results.get(one.person.id)
        stands = decided is not None and (report.minutes is not None or bool(decided.reason))
        if decided is None or not stands or (self._threshold is not None and self._threshold != self._own):
            return Line(one, one.outcome, "")
        return Line(one, decided.outcome, decided.reason or "")

    # -------------------------------------------------------------- acts

    def _turn_threshold(self, at: int) -> None:
        told = self.thresholds.tabData(at)
        asked = Decimal(str(told)) if told else None
        self._threshold = None if asked == self._own else asked
        self.room.usher.placed.emit()
        self.refresh()

    def adopt_threshold(self) -> None:
        """Make the threshold that is asked about the class's own."""
        report = self._report
        if report is None or self._threshold is None:
            return
        rule, self._threshold = rule_text(report.rule), None  # the report's rule holds the threshold it was asked with
        writing = self.room.services.write(
            lambda r, m: set_rule_of_class(r, self.class_id, rule, m), Topic.RESULTS, class_id=self.class_id
        )
        self.room.jobs.ask(self, writing, lambda _: self.refresh(), writes=True)

    def change_rule(self) -> None:
        """Ask for what must hold."""
        rule = self._report.rule if self._report is not None else CompletionRule(min_attendance_pct=Decimal(80))
        CompletionRuleDialog(self.room, self, self.class_id, rule).open()

    def sign_minutes(self) -> None:
        """Say what will be frozen, and sign."""
        if self._report is not None and self._report.minutes is None:
            SignDialog(self.room, self, self._report).open()

    def add_supplement(self) -> None:
        """Minutes that name what was changed since."""
        report = self._report
        if report is not None and report.minutes is not None:
            SupplementDialog(self.room, self, self.class_id, report.minutes, report.changed).open()

    def _open(self, row: int) -> None:
        line, report = self.model.value_at(row), self._report
        if line is None or report is None:
            return
        one, frozen = line.judgement, report.minutes is not None
        decided = report.results.get(one.person.id)
        VerdictDialog(self.room, self, self.class_id, self.today, one, decided, is_frozen=frozen).open()


def _name(line: Line) -> Cell:
    return Cell(text=line.judgement.person.name, kind=Type.MEDIUM)


def _percent(one: Judgement) -> Fraction | None:
    return one.attended.share
