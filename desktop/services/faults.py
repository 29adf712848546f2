"""What services refuse, in words for a person: what, where, what to do next."""

from __future__ import annotations

from contract.faults import WorldFault


class NotHere(WorldFault):
    """What was named is not on this laptop."""


class Ambiguous(WorldFault):
    """More than one thing answers to the name; the sentence lists them."""


class Unsuitable(WorldFault):
    """A value that cannot be taken as it is."""


class NotAllowed(WorldFault):
    """The person's role does not allow it."""


class Overtaken(WorldFault):
    """Somebody has changed it since: going on would undo their work."""


class Cancelled(WorldFault):
    """The person stopped it; what was done until then stays."""
