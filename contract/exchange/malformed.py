"""The one error that parsing foreign bytes may raise."""

from contract.faults import WorldFault


class Malformed(WorldFault):
    """Bytes from outside are not what they should be. Nothing was taken from them."""
