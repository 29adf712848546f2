"""Three-way merge of one text by lines; where both changed the same lines, both versions stay, attributed."""

from __future__ import annotations

from difflib import SequenceMatcher

from contract.exchange.shapes import Value

Change = tuple[int, int, list[str]]
"""(first line, line behind the last, the lines that replace them)."""
_COMPARED = 40_000
"""Pairs of lines compared one by one; beyond that a changed stretch counts as one change (difflib is cubic)."""


def merge_text(base: Value, standing: Value, arriving: Value, standing_name: str, arriving_name: str) -> str:
    """The text with both changes. Each argument is text or None for empty."""
    lines = _lines(base)
    ours, theirs = _changes(lines, _lines(standing)), _changes(lines, _lines(arriving))
    merged: list[str] = []
    at = 0
    while ours or theirs:
        start, end, first, second = _next_block(ours, theirs)
        merged += lines[at:start]
        one, two = _apply(lines, start, end, first), _apply(lines, start, end, second)
        if not second or one == two:
            merged += one
        elif not first:
            merged += two
        else:
            merged += [f"[{standing_name}]", *one, f"[{arriving_name}]", *two]
        at = end
    return "\n".join(merged + lines[at:])


def _lines(text: Value) -> list[str]:
    return str(text).split("\n") if text else []


def _changes(base: list[str], after: list[str]) -> list[Change]:
    start = _alike(base, after)
    end = _alike(base[start:][::-1], after[start:][::-1])
    old, new = base[start : len(base) - end], after[start : len(after) - end]
    if len(old) * len(new) > _COMPARED:
        return [(start, start + len(old), new)]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(start + i1, start + i2, new[j1:j2]) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]


def _alike(one: list[str], other: list[str]) -> int:
    """How many lines at the start are equal."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _next_block(ours: list[Change], theirs: list[Change]) -> tuple[int, int, list[Change], list[Change]]:
    """The next stretch of the base that changes, with each side's changes in it, taken off both lists."""
    start, end = min(side[0][:2] for side in (ours, theirs) if side)
    taken: tuple[list[Change], list[Change]] = ([], [])
    grown = True
    while grown:
        grown = False
        for side, mine in zip((ours, theirs), taken, strict=True):
            while side and (side[0][0] < end or side[0][0] == start):
                change = side.pop(0)
                end = max(end, change[1])
                mine.append(change)
                grown = True
    return start, end, *taken


def _apply(base: list[str], start: int, end: int, changes: list[Change]) -> list[str]:
    out: list[str] = []
    at = start
    for first, behind, lines in changes:
        out += base[at:first] + lines
        at = behind
    return out + base[at:end]
