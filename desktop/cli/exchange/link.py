"""What `lontar status` says of the road to the centre: the next talk, the turn of a full server, the data budget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.cli.english import worded_sentence
from desktop.cli.setting import Setting
from desktop.services.exchange.forecast import next_talk
from desktop.services.exchange.spending import restraint_sentence, spending_now
from desktop.services.zones import iso_time

if TYPE_CHECKING:
    from desktop.app.opening import OpenProfile
    from desktop.services.exchange.journey import SyncState
    from desktop.services.zones import Zone
    from desktop.sync.budget import Account
    from desktop.sync.forecast import Forecast


@dataclass(frozen=True, slots=True)
class Link:
    """The road as it stands."""

    forecast: Forecast | None
    account: Account


def look_at_link(profile: OpenProfile) -> Link:
    """Asked of an open profile."""
    return Link(profile.read(next_talk).result(), profile.read(spending_now).result())


def say_link(setting: Setting, state: SyncState, zone: Zone, link: Link) -> None:
    """In words; nothing where there is nothing to say."""
    forecast = link.forecast
    if forecast is not None:
        size, span, time = forecast.bytes // 1024 + 1, "", ""
        if forecast.seconds is not None:
            span, time = f", sekitar {forecast.seconds} detik", f" in about {forecast.seconds} s"
        setting.say(
            f"Kiriman berikutnya {size} KB{span}, ditambah kabar dari pusat.",
            f"The next talk sends {size} KB{time}, and takes what the centre has to tell.",
        )
    if state.turn is not None:
        at = iso_time(state.turn.at, zone)
        setting.say(
            f"Giliran laptop ini di server: {at} (urutan {state.turn.position}).",
            f"This laptop's turn at the server: {at} (place {state.turn.position}).",
        )
    held_back = restraint_sentence(link.account)
    if held_back:
        setting.say(held_back, worded_sentence(held_back, setting))


def of_link(state: SyncState, zone: Zone, link: Link) -> dict[str, Any]:
    """The keys that only a laptop has for which there is something to tell."""
    told: dict[str, Any] = {}
    if state.turn is not None:
        told["turn"] = {"at": iso_time(state.turn.at, zone), "position": state.turn.position}
    if link.forecast is not None:
        told["forecast"] = {"bytes": link.forecast.bytes, "seconds": link.forecast.seconds}
    if link.account.spending.day_bytes is not None:
        told["budget"] = {"day": link.account.spending.day_bytes, "spent": link.account.spent}
    return told
