"""The server's log: facts for whoever runs it, never a name, a number of a person or a key."""

from __future__ import annotations

import asyncio
import logging
import sys
import traceback
from pathlib import PurePath
from types import TracebackType

_Error = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

_NO_NEWS = ("ASGI callable returned without completing response", "Cancel ")
"""How uvicorn begins to tell of answers that were not sent to their end."""


class DiscreetFormatter(logging.Formatter):
    """Tells of an error its kind and place; its words may hold what people typed."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(self, ei: _Error) -> str:
        """The kinds of the error and its causes, each with the lines that it came through."""
        told: list[str] = []
        error = ei[1]
        while error is not None:
            places = [
                f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ]
            told.append(f"{type(error).__name__} at {' < '.join(reversed(places))}")
            error = error.__cause__ or error.__context__
        return "\n".join(told)


def set_up(*, debug: bool) -> None:
    """Logs to stderr: warnings and worse, everything with `debug`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(DiscreetFormatter())
    logging.basicConfig(handlers=[handler], level=logging.DEBUG if debug else logging.WARNING, force=True)
    # Each malformed request would be a line: whoever sends rubbish could fill the disk.
    chatter = logging.getLogger("uvicorn.error")
    chatter.setLevel(logging.DEBUG if debug else logging.ERROR)
    if not debug:
        chatter.addFilter(_is_news)


def _is_news(line: logging.LogRecord) -> bool:
    """Not when a laptop goes away or reads nothing for too long, nor when this server is told to end in mid-answer."""
    ended = line.exc_info is not None and line.exc_info[0] is asyncio.CancelledError
    return not ended and not line.getMessage().startswith(_NO_NEWS)
