"""What a role may do, so that screens can say beforehand what a service would refuse."""

from __future__ import annotations

from contract.training.rights.roles import Role
from desktop.services.views import Profile

_ORGANISE = frozenset({Role.ADMIN, Role.ORGANISER, None})
"""None: a role that only a newer Lontar knows; the service and the centre decide."""


def organises(profile: Profile) -> bool:
    """Whether who works here may run programmes, payments, certificates and numbers."""
    return profile.role in _ORGANISE


def writes(profile: Profile) -> bool:
    """Whether who works here may write at all."""
    return profile.role is not Role.VIEWER
