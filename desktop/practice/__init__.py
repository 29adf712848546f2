"""The practice office: a real centre in its own process, a cable to pull, and one class day to play."""

from desktop.practice.main import main

__all__ = ["main"]
