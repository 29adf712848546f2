"""Statements compiled once a process, however many databases of one kind it opens.

SQLAlchemy finds a compiled statement by the dialect, too, and every engine has a dialect of its own: by itself each
database that is opened would have all its statements compiled again, which costs more than running them.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.util import LRUCache

_dialects: dict[tuple[object, ...], sa.Dialect] = {}


def compiled_statements() -> LRUCache[Any, Any]:
    """A cache for all databases of a program; it has room for every statement of the program twice."""
    return LRUCache(2000)


def speak_alike(speaker: sa.Engine | sa.Connection) -> None:
    """Gives it the dialect of the first of its kind: same driver, same version. Only once it has been connected."""
    own = speaker.dialect
    kind = (type(own), own.dbapi, own.server_version_info)
    speaker.dialect = _dialects.setdefault(kind, own)
