"""lontar acts, undo, redo: what the person at work did here, taken back and done again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.cli.commands import Option, command
from desktop.cli.setting import Both, Setting

if TYPE_CHECKING:
    from desktop.services.undo.stack import ActView
    from desktop.services.undo.taking_back import TakenBack
    from desktop.services.zones import Zone

_REASON = Option(["--reason"], default="", metavar="T", help=Both("alasan", "reason"))
_ACT = Option(["--act"], type=int, metavar="N", help=Both("nomor dari lontar acts", "number from lontar acts"))


@command("acts", Both("Yang dikerjakan di laptop ini, terbaru dahulu.", "What was done here, the newest first."))
def show_acts(setting: Setting) -> None:
    """Every act in one line, and which comes next."""
    from desktop.cli.english import worded_row
    from desktop.cli.opened import opened
    from desktop.services.offices import home_zone
    from desktop.services.undo.stack import act_stack
    from desktop.services.zones import iso_time

    with opened(setting) as profile:
        stack = profile.read(act_stack).result()
        zone = profile.read(home_zone).result()
    if not stack.acts:
        setting.say("Belum ada yang dikerjakan di laptop ini.", "Nothing was done on this laptop yet.")
    for act in stack.acts:
        mark, mark_en = (" (diurungkan)", " (undone)") if act.undone else ("", "")
        told = f"{act.id}  {iso_time(act.at, zone)}"
        setting.say(f"{told}  {act.what}{mark}", f"{told}  {worded_row(act.what, setting)}{mark_en}")
    setting.answer(
        {
            "acts": [_answer(act, zone) for act in stack.acts],
            "undo": stack.undo.id if stack.undo is not None else None,
            "redo": stack.redo.id if stack.redo is not None else None,
        }
    )


@command("undo", Both("Urungkan tindakan terakhir Anda.", "Takes back your last act."), [_ACT, _REASON])
def undo(setting: Setting, act: int | None, reason: str) -> None:
    """Puts back what stood before, by a new change."""
    from desktop.cli.english import worded_row
    from desktop.cli.opened import opened
    from desktop.services.undo.taking_back import undo as take_back

    with opened(setting) as profile:
        done = profile.write(lambda replica, moment: take_back(replica, moment, act, reason)).result()
    setting.say(f"Diurungkan: {done.what}", f"Undone: {worded_row(done.what, setting)}")
    setting.answer(_done(done))


@command("redo", Both("Ulangi yang terakhir diurungkan.", "Does again what was undone last."), [_REASON])
def redo(setting: Setting, reason: str) -> None:
    """Does again what was taken back last."""
    from desktop.cli.english import worded_row
    from desktop.cli.opened import opened
    from desktop.services.undo.taking_back import redo as do_again

    with opened(setting) as profile:
        done = profile.write(lambda replica, moment: do_again(replica, moment, reason)).result()
    setting.say(f"Diulangi: {done.what}", f"Done again: {worded_row(done.what, setting)}")
    setting.answer(_done(done))


def _answer(act: ActView, zone: Zone) -> dict[str, Any]:
    from desktop.services.zones import iso_time

    return {
        "id": act.id,
        "what": act.what,
        "count": act.count,
        "at": iso_time(act.at, zone),
        "undone": act.undone,
    }


def _done(done: TakenBack) -> dict[str, Any]:
    return {"act": done.act, "what": done.what, "count": done.count}
