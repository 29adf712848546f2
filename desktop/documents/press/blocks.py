"""What stays together on a page, and how such blocks are laid on pages: never broken, no heading alone at an end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Block:
    """What stays together on a page: its height, and how it is drawn at a height of the page."""

    height: float
    draw: Callable[[float], None]
    heading: Block | None = None
    """What comes again above it on a new page: a table's heading."""
    opens: bool = False
    """Whether the next one must stand on the same page: a heading never ends a page."""
    starts: bool = False
    """Whether it stands on a page of its own: an annex."""


def space(height: float) -> Block:
    """An empty block."""
    return Block(height, lambda _: None)


def tied(blocks: Sequence[Block], most: float) -> list[Block]:
    """The same, with the last one tied to what stands before it: a signature never stands on a page alone.

    It is tied to the blocks before it down to a row of a table, or to as many as are `most` high together.
    """
    found = list(blocks)
    held = 0.0
    for place in range(len(found) - 2, 0, -1):
        block = found[place]
        if held and held + block.height > most:
            break
        found[place] = replace(block, opens=True)
        held += block.height
        if block.heading is not None:
            break
    return found


def pages_of(blocks: Sequence[Block], height: float) -> Iterator[list[Block]]:
    """Blocks page by page, of pages so high."""
    page: list[Block] = []
    used = 0.0
    for place, block in enumerate(blocks):
        if page and (block.starts or used + _needed(blocks, place, height) > height):
            yield page
            page = [block.heading] if block.heading is not None else []
            used = sum(each.height for each in page)
        page.append(block)
        used += block.height
    yield page


def _needed(blocks: Sequence[Block], place: int, height: float) -> float:
    """The room that a block needs with what it opens; what fits on no page is not waited for."""
    needed = blocks[place].height
    while blocks[place].opens and place + 1 < len(blocks):
        place += 1
        if needed + blocks[place].height > height:
            break
        needed += blocks[place].height
    return needed
