"""lontar doctor: looks at everything and says what is wrong."""

from __future__ import annotations

import click

from contract.faults import Fault
from desktop.cli.commands import command
from desktop.cli.setting import Both, Setting

BAD_INPUT, UNREACHABLE, NOT_PERMITTED = 3, 4, 5
_CODES = {"server": UNREACHABLE, "key": NOT_PERMITTED, "profile": NOT_PERMITTED}


@command("doctor", Both("Memeriksa laptop ini.", "Checks this laptop."))
def doctor(setting: Setting) -> None:
    """Profile, key, replica, clock, server, versions; the exit code tells the first thing that is wrong."""
    from desktop.app.checkup import Finding, look_at_folder, look_at_versions, look_inside
    from desktop.app.opening import place_of
    from desktop.cli.opened import opened
    from desktop.services.sentences import in_english
    from desktop.storage.faults import Damaged

    place = place_of(setting.profile)
    found = [look_at_versions(), *look_at_folder(place)]
    if place.key_file.exists():
        try:
            with opened(setting) as profile:
                found += look_inside(profile)
        except Fault as fault:
            what = "replica" if isinstance(fault, Damaged) else "key"
            found.append(Finding(what=what, ok=False, indonesian=str(fault), english=in_english(str(fault))))
    wrong = [one for one in found if not one.ok]
    for one in found:
        mark = setting.word("baik ", "good ") if one.ok else setting.word("salah", "wrong")
        setting.say(f"{mark}  {one.indonesian}", f"{mark}  {one.english}")
    setting.answer(
        {
            "sound": not wrong,
            "findings": [
                {
                    "what": one.what,
                    "ok": one.ok,
                    "message": setting.word(one.indonesian, one.english),
                    **({"cause": one.cause} if one.cause is not None else {}),
                }
                for one in found
            ],
        }
    )
    click.get_current_context().exit(_CODES.get(wrong[0].what, BAD_INPUT) if wrong else 0)
