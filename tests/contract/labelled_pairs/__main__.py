"""Prints the figures of each set of labelled pairs."""

from __future__ import annotations

from tests.contract.labelled_pairs import HALVES, judge, read_pairs

for half in HALVES:
    figures = judge(read_pairs(half))
    print(
        f"{half}: {figures.pairs} pairs, precision {figures.precision:.3f}, recall {figures.recall:.3f},"
        f" wrongly sure {figures.wrongly_sure}"
    )
    for line in figures.missed:
        print(f"  judged otherwise: {line}")
