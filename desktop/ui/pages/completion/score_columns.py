"""What the grid of scores says of a person: a column for each component, the total, and how they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from contract.training.completion.changed_since import Changed, What
from contract.training.completion.evidence import Component
from contract.training.completion.scoring import Scored
from contract.training.exact_numbers import HUNDREDTHS, number_text
from desktop.services.completion.scores import ScoreLine, ScoreTable
from desktop.ui.grids import GridColumn
from desktop.ui.rows import Cell, Column
from desktop.ui.theme import Type
from desktop.ui.words import told, translate

FIRST = 1
Later = Mapping[tuple[int, int, int | None], Changed]
"""What was changed since the minutes, by component, person and attempt."""


def score_columns(table: ScoreTable, attempt: int) -> list[Column[ScoreLine]]:
    """The columns of a class, showing one attempt."""
    later: Later = {
        (one.of, one.person, one.attempt): one for one in table.changed if one.what is What.SCORE and one.of is not None
    }
    columns: list[Column[ScoreLine]] = [
        Column(
            title=translate("Scores", "Nama"),
            cell=lambda line: Cell(text=line.person.name, kind=Type.MEDIUM),
            least=200,
            share=3,
        )
    ]
    columns += [
        GridColumn(
            title=one.title,
            under=_under(one),
            cell=_score(n, one, attempt, later),
            least=124 if one.of_group else 104,
            share=1,
            right=True,
            reached=True,
        )
        for n, one in enumerate(table.components)
    ]
    columns.append(Column(title=translate("Scores", "Nilai akhir"), cell=_total, least=92, right=True))
    if any(line.predicate for line in table.lines):
        predicate = translate("Scores", "Predikat")
        columns.append(Column(title=predicate, cell=lambda line: Cell(text=line.predicate or ""), least=110, drop=1))
    return columns


def attempt_text(scored: Scored, attempt: int) -> str:
    """One attempt as people write it; empty where there is none."""
    value = scored.attempts.get(attempt)
    return "" if value is None else number_text(Fraction(value, HUNDREDTHS))


def _under(one: Component) -> str:
    """bobot 30% · min 75"""
    weight = number_text(Fraction(one.weight, HUNDREDTHS))
    parts = [
        translate("Scores", "{weight}%").format(weight=weight) if one.weight else translate("Scores", "tanpa bobot")
    ]
    if one.minimum is not None:
        least = number_text(Fraction(one.minimum, HUNDREDTHS))
        parts.append(translate("Scores", "min {least}").format(least=least))
    if one.of_group:
        parts.append(translate("Scores", "kelompok"))
    return " · ".join(parts)


def _score(n: int, component: Component, attempt: int, later: Later) -> Callable[[ScoreLine], Cell]:
    def cell(line: ScoreLine) -> Cell:
        scored = line.scored[n]
        shown = attempt_text(scored, attempt)
        changed = later.get((component.id, line.person.id, attempt))
        if changed is not None:
            old, new = changed.old or "–", changed.new or "–"
            return Cell(text=f"{old} → {new}", kind=Type.FIGURE_STRONG, tone="mengkudu", told=told(changed.sentence))
        if scored.unclear:
            return Cell(text=shown, kind=Type.FIGURE, icon="warning", tone="mengkudu", told=told(scored.unclear))
        if scored.value is None or component.minimum is None or scored.value * HUNDREDTHS >= component.minimum:
            return Cell(text=shown, kind=Type.FIGURE)
        below = translate("Scores", "{value}, di bawah nilai minimal").format(value=shown)
        return Cell(text=shown, kind=Type.FIGURE_STRONG, tone="code_a", icon="caret-down", told=below)

    return cell


def _total(line: ScoreLine) -> Cell:
    if line.total is None:
        return Cell(text="–", tone="ink_2", told=translate("Scores", "belum ada nilai akhir"))
    return Cell(text=number_text(line.total), kind=Type.FIGURE_STRONG)
