"""What `lontar status` says of the road to the centre: the next talk, and the turn that a full server has told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.cli.setting import Setting
from desktop.services.forecast import next_talk
from desktop.services.zones import iso_time

__all__ = ["next_talk", "of_link", "say_link"]

if TYPE_CHECKING:
    from desktop.services.journey import SyncState
    from desktop.services.zones import Zone
    from desktop.sync.forecast import Forecast


def say_link(setting: Setting, state: SyncState, zone: Zone, forecast: Forecast | None) -> None:
    """In words; nothing where there is nothing to say."""
    if forecast is not None:
        size = forecast.bytes // 1024 + 1
        setting.say(
            f"Kiriman berikutnya {size} KB, sekitar {forecast.seconds} detik, ditambah kabar dari pusat.",
            f"The next talk sends {size} KB in about {forecast.seconds} s, and takes what the centre has to tell.",
        )
    if state.turn is not None:
        at = iso_time(state.turn.at, zone)
        setting.say(
            f"Giliran laptop ini di server: {at} (urutan {state.turn.position}).",
            f"This laptop's turn at the server: {at} (place {state.turn.position}).",
        )


def of_link(state: SyncState, zone: Zone, forecast: Forecast | None) -> dict[str, Any]:
    """The keys that only a laptop has for which there is something to tell."""
    told: dict[str, Any] = {}
    if state.turn is not None:
        told["turn"] = {"at": iso_time(state.turn.at, zone), "position": state.turn.position}
    if forecast is not None:
        told["forecast"] = {"bytes": forecast.bytes, "seconds": forecast.seconds}
    return told
