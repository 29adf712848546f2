"""Which of the things that need a person are shown: all, one class, one session, one kind, or what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from desktop.services.exchange.journey import ConflictView, Fate, Refused
from desktop.ui.fields import Choice
from desktop.ui.look import Look
from desktop.ui.theme import Type
from desktop.ui.words import told

_ALL, _DECIDED = "", "decided"


class AttentionFilter(Choice):
    """A drop-down that counts each choice. `wanted` names the one chosen."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._entries: list[tuple[str, str]] = []
        self._wanted = _ALL
        self.setAccessibleName(self.tr("Saring yang perlu tindakan"))
        self.setFont(look.font(Type.FIGURE))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(22)
        self.activated.connect(self._choose)

    @property
    def wanted(self) -> str:
        """What is chosen, for the next start to find again."""
        return self._wanted

    @property
    def of_all(self) -> bool:
        """Whether nothing is filtered out."""
        return self._wanted == _ALL

    @property
    def of_decided(self) -> bool:
        """Whether the conflicts that were decided are asked for."""
        return self._wanted == _DECIDED

    def want(self, wanted: str) -> None:
        """Choose; what there is none of any more is taken for all when the next offer comes."""
        self._wanted = wanted
        self._show()

    def passes_conflict(self, conflict: ConflictView) -> bool:
        """Whether an open conflict is shown."""
        return self._wanted in (_ALL, *_names_of(conflict))

    def passes_refused(self, refused: Refused) -> bool:
        """Whether a returned change is shown."""
        return self._wanted in (_ALL, *_names_of_refused(refused))

    def offer(self, conflicts: Sequence[ConflictView], refused: Sequence[Refused], decided: int) -> None:
        """What there is to choose from now."""
        labels: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for conflict in conflicts:
            for name, label in zip(_names_of(conflict), _labels_of(conflict), strict=True):
                labels[name] = label
                counts[name] += 1
        fates = {Fate.REFUSED: self.tr("Ditolak pusat"), Fate.HELD: self.tr("Tertahan")}
        for each in refused:
            for name in _names_of_refused(each):
                labels[name] = fates[each.fate]
                counts[name] += not each.put_away
        everything = self.tr("Semua ({count})").format(
            count=len(conflicts) + sum(not each.put_away for each in refused)
        )
        entries = [(_ALL, everything)]
        entries += [(name, f"{labels[name]} ({counts[name]})") for name in sorted(labels, key=lambda n: (n, labels[n]))]
        if decided:
            entries.append((_DECIDED, self.tr("Sudah diputuskan ({count})").format(count=decided)))
        if self._wanted not in {name for name, _ in entries}:
            self._wanted = _ALL
        if entries != self._entries:
            self._entries = entries
            self._show()

    def _show(self) -> None:
        self.clear()
        for name, label in self._entries:
            self.addItem(label, name)
        self.setCurrentIndex(max(0, self.findData(self._wanted)))
        self.setToolTip(self.currentText())

    def _choose(self, place: int) -> None:
        self._wanted = str(self.itemData(place) or _ALL)
        self.setToolTip(self.currentText())


def _names_of(conflict: ConflictView) -> list[str]:
    names = [f"class:{conflict.class_id}"] if conflict.class_title else []
    names += [f"session:{conflict.session}"] if conflict.session else []
    return [*names, f"kind:{conflict.kind}"] if conflict.kind else names


def _labels_of(conflict: ConflictView) -> list[str]:
    labels = [conflict.class_title] if conflict.class_title else []
    labels += [conflict.where] if conflict.session else []
    return [*labels, told(conflict.kind)] if conflict.kind else labels


def _names_of_refused(refused: Refused) -> list[str]:
    return [f"fate:{refused.fate.value}"]
