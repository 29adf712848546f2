"""lontar join."""

from __future__ import annotations

from desktop.cli.commands import Option, command
from desktop.cli.setting import Both, Setting

_OPTIONS = [
    Option(["--server"], required=True, metavar="URL", help=Both("alamat server", "address of the server")),
    Option(["--code"], required=True, metavar="KODE", help=Both("kode dari pengelola", "code from the administrator")),
    Option(
        ["--insecure"],
        is_flag=True,
        help=Both("izinkan http tanpa enkripsi ke komputer lain", "allow plain http to another machine"),
    ),
]


@command("join", Both("Bergabung dengan kantor.", "Joins an office."), _OPTIONS)
def join(setting: Setting, server: str, code: str, insecure: bool) -> None:
    """Joins an office; the recovery code is shown once."""
    from desktop.app.opening import join_office
    from desktop.cli.opened import is_at_terminal, prove_on_paper, show_code, sources

    joined = join_office(setting.profile, sources(setting, new=True), server, code, insecure=insecure)
    setting.say(
        f"{joined.person} bergabung dengan kantor {joined.office}.",
        f"{joined.person} has joined office {joined.office}.",
    )
    if joined.recovery_code is not None:
        if is_at_terminal() and not setting.json:
            prove_on_paper(setting, joined.recovery_code)
        else:
            show_code(setting, joined.recovery_code)
    setting.answer(
        {
            "device": joined.device,
            "author": joined.author,
            "person": joined.person,
            "offices": list(joined.offices),
            "recovery_code": joined.recovery_code,
        }
    )
