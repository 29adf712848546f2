"""lontar hub: a laptop as the hub of an office, and the way of the others to it."""

from __future__ import annotations

import signal
import threading
import time
from typing import TYPE_CHECKING, Any

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.setting import Both, Setting

if TYPE_CHECKING:
    from desktop.services.exchange.hub import LinkView

BAD_INPUT = 3
_CODE_LOOK_S = 5.0
_SERVE, _FIND, _PAIR, _LIST, _FORGET, _CODE = (
    Both("Menjadikan laptop ini pos sinkronisasi.", "Makes this laptop a hub."),
    Both("Mencari pos di jaringan ini.", "Looks for hubs on this network."),
    Both("Menghubungkan laptop ini ke sebuah pos.", "Pairs this laptop with a hub."),
    Both("Menunjukkan pos dan laptop yang terhubung.", "Shows hubs and laptops that are paired."),
    Both("Melepas hubungan dengan sebuah pos atau laptop.", "Ends a pairing."),
    Both("Membuat kode baru untuk menghubungkan laptop.", "Makes a new pairing code."),
)

hub = Group(
    name="hub",
    help=Both("Laptop pos di kantor, tanpa internet.", "The hub of an office, without the internet."),
    lazy={
        "serve": ("desktop.cli.exchange.hub:serve", Both("jadikan laptop ini pos", "make this laptop a hub")),
        "find": ("desktop.cli.exchange.hub:find", Both("cari pos di jaringan ini", "look for hubs")),
        "pair": ("desktop.cli.exchange.hub:pair", Both("hubungkan ke pos", "pair with a hub")),
        "list": ("desktop.cli.exchange.hub:list_links", Both("pos dan laptop yang terhubung", "what is paired")),
        "forget": ("desktop.cli.exchange.hub:forget", Both("lepas hubungan", "end a pairing")),
        "code": ("desktop.cli.exchange.hub:code", Both("kode baru", "a new code")),
    },
)
_HOST = Option(["--host"], default="", metavar="H", help=Both("alamat sendiri", "own address"))
_PORT = Option(["--port"], type=click.IntRange(0, 65535), default=None, metavar="N", help=Both("port", "port"))
_ADDRESS = Option(["--address"], required=True, metavar="A", help=Both("alamat pos", "address of the hub"))
_DIGITS = Option(["--code"], required=True, metavar="C", help=Both("enam angka di layar pos", "six digits"))
_WAIT = Option(
    ["--timeout"],
    type=click.FloatRange(min=0.1, max=60),
    default=3.0,
    metavar="S",
    help=Both("lama mencari, dalam detik", "how long to look, in seconds"),
)
_ID = click.Argument(["identifier"], metavar="ID")


@command("serve", _SERVE, [_HOST, _PORT])
def serve(setting: Setting, host: str, port: int | None) -> None:
    """Listens for the laptops beside this one until it is ended, and brings what they leave to the centre."""
    from desktop.app.hub_post import EVERYWHERE, HubPost
    from desktop.cli.opened import opened
    from desktop.sync.addresses import HUB_PORT
    from desktop.sync.runner import Runner

    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    with opened(setting) as profile:
        runner = Runner(profile.replica, profile.place.sync_lock)
        post = HubPost(profile, runner.poke)
        post.start(host or EVERYWHERE, HUB_PORT if port is None else port)
        try:
            runner.start()
            runner.poke()
            _tell_open(setting, post)
            _show_codes(setting, post, ended)
        finally:
            post.stop()
            runner.stop()


def _tell_open(setting: Setting, post: Any) -> None:
    setting.answer({"addresses": list(post.addresses), "announced": post.announced, "code": post.code().digits})
    if not setting.json:
        click.echo(f"listening on {post.addresses[0]}")
    if not post.announced:
        setting.progress(
            "Jaringan ini tidak mengumumkan pos: laptop lain mengetik alamatnya.",
            "This network announces no hubs: other laptops type the address.",
        )


def _show_codes(setting: Setting, post: Any, ended: threading.Event) -> None:
    """Tells each new code, until the end."""
    told = ""
    while True:
        shown = post.code()
        if shown.digits != told:
            told = shown.digits
            setting.progress(f"Kode pos: {told[:3]} {told[3:]}", f"Hub code: {told[:3]} {told[3:]}")
        if ended.wait(_CODE_LOOK_S):
            return


@command("find", _FIND, [_WAIT])
def find(setting: Setting, timeout: float) -> None:
    """Hubs that tell of themselves on this network."""
    from desktop.sync.found import find as find_hubs

    found = find_hubs(timeout)
    if not setting.json:
        for each in found:
            setting.say(f"{each.name}: {each.address}", f"{each.name}: {each.address}")
        if not found:
            setting.say(
                "Belum ada pos yang terlihat. Ketik alamat di layar pos: lontar hub pair --address ALAMAT --code KODE.",
                "No hub is seen. Type the address on its screen: lontar hub pair --address ADDRESS --code CODE.",
            )
    setting.answer({"hubs": [{"name": each.name, "address": each.address} for each in found]})


@command("pair", _PAIR, [_ADDRESS, _DIGITS])
def pair(setting: Setting, address: str, code: str) -> None:
    """Pairs with a hub by the code on its screen."""
    from desktop.cli.opened import opened
    from desktop.services.exchange.courier import laptop_name
    from desktop.sync.visits import pair as paired

    with opened(setting) as profile:
        link = paired(profile.replica, address, code, profile.read(laptop_name).result())
    if not setting.json:
        setting.say(f"Terhubung ke pos {link.name}.", f"Paired with the hub {link.name}.")
    setting.answer({"id": link.id.hex(), "name": link.name, "address": link.address})


@command("list", _LIST)
def list_links(setting: Setting) -> None:
    """The hubs of this laptop, and the laptops that come to it."""
    from desktop.cli.opened import opened
    from desktop.services.exchange.hub import hub_view
    from desktop.services.offices import home_zone
    from desktop.services.zones import iso_time

    with opened(setting) as profile:
        view = profile.read(hub_view).result()
        zone = profile.read(home_zone).result()

    def plain(link: LinkView) -> dict[str, Any]:
        return {
            "id": link.id,
            "name": link.name,
            **({"address": link.address} if link.address else {}),
            "paired_at": iso_time(link.paired_at, zone),
            "last_met": iso_time(link.last_at, zone),
        }

    if not setting.json:
        for link in view.hubs:
            setting.say(f"pos {link.name} ({link.address}): {link.id}", f"hub {link.name} ({link.address}): {link.id}")
        for link in view.guests:
            setting.say(f"laptop {link.name}: {link.id}", f"laptop {link.name}: {link.id}")
    setting.answer(
        {
            "is_hub": view.on,
            "hubs": [plain(link) for link in view.hubs],
            "guests": [plain(link) for link in view.guests],
            "waiting": view.waiting,
        }
    )


@command("forget", _FORGET, [_ID])
def forget(setting: Setting, identifier: str) -> None:
    """Ends a pairing on this side; what was carried goes on."""
    from desktop.cli.opened import opened
    from desktop.services.exchange.hub import forget as forgotten

    with opened(setting) as profile:
        done = profile.write(lambda replica, _: forgotten(replica, identifier)).result()
    if not done:
        setting.progress("Tidak ada hubungan dengan tanda itu.", "There is no pairing of that id.")
    setting.answer({"forgotten": done})
    click.get_current_context().exit(0 if done else BAD_INPUT)


@command("code", _CODE)
def code(setting: Setting) -> None:
    """A new code for a hub of this profile, whether or not it runs now; it opens again what wrong tries closed."""
    from desktop.cli.opened import opened
    from desktop.sync.pairing import CODE_S, Doorkeeper

    with opened(setting) as profile:
        shown = profile.write(lambda replica, _: Doorkeeper(replica).code(int(time.time()), fresh=True)).result()
    if not setting.json:
        setting.say(f"Kode pos: {shown.digits[:3]} {shown.digits[3:]}", f"Hub code: {shown.digits}")
    setting.answer({"code": shown.digits, "seconds": CODE_S})
