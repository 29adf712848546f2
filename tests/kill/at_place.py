"""Runs a program that kills itself with -9 as soon as it comes to a place: at_place MODULE:FUNCTION:WHEN PROGRAM ...

WHEN is `call` or `return`. The shipped code knows nothing of it: Python tells of every call while the program runs.
"""

from __future__ import annotations

import importlib
import inspect
import os
import runpy
import signal
import sys
import threading
from functools import reduce
from types import CodeType, FrameType
from typing import Any


def code_of(place: str) -> tuple[CodeType, str]:
    """The code that a place names, and when. Raises AttributeError for a function that is no more."""
    module, name, when = place.split(":")
    found: Any = importlib.import_module(module)
    code = inspect.unwrap(reduce(getattr, name.split("."), found)).__code__
    assert isinstance(code, CodeType)
    return code, when


def main() -> None:
    """The command."""
    place, program, *arguments = sys.argv[1:]
    code, when = code_of(place)

    def look(frame: FrameType, event: str, _: object) -> None:
        if frame.f_code is code and event == when:
            os.kill(os.getpid(), signal.SIGKILL)

    threading.setprofile(look)
    sys.argv = [program, *arguments]
    sys.setprofile(look)
    runpy.run_module(program, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
