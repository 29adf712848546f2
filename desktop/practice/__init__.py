"""The practice office: a real centre in its own process, a cable to pull, and one class day to play."""
