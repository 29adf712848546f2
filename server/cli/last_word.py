"""What is said of an error of ours, where nothing else could be."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.cli.program import Speaker

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def last_word(speaker: Speaker) -> Hook:
    """What is said of an error of ours; the interpreter then ends with exit code 1."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if speaker.debug:
            traceback.print_exception(kind, error, trace)
        if isinstance(error, ModuleNotFoundError):
            speaker.fail(f"Server Lontar belum terpasang lengkap ({error.name}): pip install '.[server]'")
            return
        last = traceback.extract_tb(trace)[-1:] if trace else []
        place = "".join(
            f" di {frame.filename.rpartition('server')[2] or frame.filename}:{frame.lineno}" for frame in last
        )
        speaker.fail(
            f"Kesalahan program ({kind.__name__}{place}). "
            "Laporkan kepada pembuat Lontar; ulangi dengan --debug untuk rinciannya."
        )

    return hook
