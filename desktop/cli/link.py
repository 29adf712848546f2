"""What `lontar status` says of the road to the centre: the turn that a full server has told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.cli.setting import Setting
from desktop.services.zones import iso_time

if TYPE_CHECKING:
    from desktop.services.journey import SyncState
    from desktop.services.zones import Zone


def say_link(setting: Setting, state: SyncState, zone: Zone) -> None:
    """In words; nothing where there is nothing to say."""
    if state.turn is not None:
        at = iso_time(state.turn.at, zone)
        setting.say(
            f"Giliran laptop ini di server: {at} (urutan {state.turn.position}).",
            f"This laptop's turn at the server: {at} (place {state.turn.position}).",
        )


def of_link(state: SyncState, zone: Zone) -> dict[str, Any]:
    """The keys that only a laptop has for which there is something to tell."""
    if state.turn is None:
        return {}
    return {"turn": {"at": iso_time(state.turn.at, zone), "position": state.turn.position}}
