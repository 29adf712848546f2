"""lontar handover: classes that left this laptop because the rights of its people changed."""

from __future__ import annotations

from desktop.cli.commands import command
from desktop.cli.setting import Both, Setting


@command(
    "handover",
    Both("Kelas yang tidak lagi di laptop ini, untuk diserahterimakan.", "Classes that left, to be handed over."),
)
def handover(setting: Setting) -> None:
    """How much of each class was here and when it left; what waited still goes to the centre."""
    from desktop.cli.english import worded_sentence
    from desktop.cli.opened import opened
    from desktop.cli.values import id_text
    from desktop.services.exchange.handover import sentence, shelf
    from desktop.services.offices import home_zone, office_of_realm
    from desktop.services.zones import iso_time

    with opened(setting) as profile:
        found = profile.read(shelf).result()
        zone = profile.read(home_zone).result()
        codes = {one.realm: profile.read(office_of_realm, one.realm).result().code for one in found}
    for one in found:
        told = f"{iso_time(one.at, zone)}  {worded_sentence(sentence(one), setting)}"
        setting.say(told, told)
    if not found:
        setting.say("Tidak ada kelas yang pindah dari laptop ini.", "No class has left this laptop.")
    setting.answer(
        {
            "classes": [
                {
                    "class": id_text(one.class_group),
                    "title": one.title,
                    "office": codes[one.realm],
                    "left_at": iso_time(one.at, zone),
                    "people": one.people,
                    "sessions": one.sessions,
                    "marks": one.marks,
                    "waiting": one.waiting,
                }
                for one in found
            ]
        }
    )
