"""The two roots of every error: the world is at fault, or we are."""


class Fault(Exception):
    """Something could not be done. `str(fault)` is one clear sentence: what, where, what to do next."""


class WorldFault(Fault):
    """The world is at fault (input, disk, network, permission); the person can act on the sentence."""


class OwnFault(Fault):
    """We are at fault: a bug to report. Nothing was saved by the step that raised it."""
