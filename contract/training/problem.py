"""What is wrong with a file that people write, and where."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """One thing that does not fit. where: the path in the file, "classes[0].stages[1].title"."""

    where: str
    what: str
