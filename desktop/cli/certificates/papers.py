"""lontar certificate: export, take-back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from desktop.cli.commands import Option, command
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text

_FOLDER = click.Path(path_type=Path, file_okay=False)
_EXPORT = [
    Option(["--class", "class_id"], type=ID, required=True, metavar="ID", help=Both("kelas", "class")),
    Option(["--number", "numbers"], multiple=True, metavar="N", help=Both("hanya nomor ini", "only this number")),
    Option(["--out"], type=_FOLDER, required=True, metavar="DIR", help=Both("map hasil", "folder to write to")),
]


@command("export", Both("Membuat PDF sertifikat.", "Makes PDFs."), _EXPORT)
def export(setting: Setting, class_id: int, numbers: tuple[str, ...], out: Path) -> None:
    """The certificates of a class that hold, unsigned, one PDF each with front and back."""
    from desktop.cli.opened import opened
    from desktop.documents.certificate_sheet import paper_of, print_certificates
    from desktop.services.certificates.views import list_certificates
    from desktop.services.faults import NotHere

    with opened(setting) as profile:
        found = profile.read(list_certificates, None, class_id).result()
    # One without a text may not be read here: the person was made nameless.
    issued = [view for view in found if view.status == "issued" and view.text]
    chosen = [view for view in issued if not numbers or view.number in numbers]
    missing = sorted(set(numbers) - {view.number for view in chosen})
    if missing:
        raise NotHere(
            f"Sertifikat {missing[0]} tidak ada di kelas ini atau tidak berlaku lagi; lihat: lontar certificate list."
        )
    out.mkdir(parents=True, exist_ok=True)
    made = print_certificates([paper_of(view) for view in chosen], out)
    told = len(made)
    setting.say(f"{told} PDF di {out}", f"{told} PDFs in {out}") if not setting.json else None
    files = [{"number": view.number, "file": str(place)} for view, place in zip(chosen, made, strict=True)]
    setting.answer({"files": files})


_BEHIND = "Sebagian isi berkas ini di luar tanda tangannya; periksa dengan aplikasi yang menandatanganinya."


@command(
    "take-back",
    Both("Mengambil PDF bertanda tangan.", "Takes signed PDFs."),
    [click.Argument(["folder"], type=click.Path(path_type=Path, file_okay=False, exists=True), metavar="DIR")],
)
def take_back(setting: Setting, folder: Path) -> None:
    """Each PDF of a folder goes to the certificate whose QR's text it holds; what finds none is told by its name."""
    from desktop.cli.exit_codes import BAD_INPUT

    taken, problems = _taken(setting, sorted(one for one in folder.iterdir() if one.is_file()))
    for one in (*problems, *({"file": each["file"], "problem": each["remark"]} for each in taken if each["remark"])):
        setting.progress(f"{one['file']}: {one['problem']}", f"{one['file']}: {one['problem']}")
    if not setting.json:
        for each in taken:
            setting.say(*[f"{each['number']}  {each['name']}: {each['signature']}"] * 2)
        setting.say(f"{len(taken)} PDF diambil.", f"{len(taken)} PDFs were taken.")
    setting.answer({"taken": taken, "problems": problems})
    click.get_current_context().exit(BAD_INPUT if problems else 0)


def _taken(setting: Setting, files: list[Path]) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    from contract.faults import WorldFault
    from desktop.cli.english import worded, worded_sentence
    from desktop.cli.opened import opened
    from desktop.documents.signed_certificates import UNCHECKED, text_of_signed
    from desktop.services.certificates.signed_papers import take_back as taken_back

    taken: list[dict[str, Any]] = []
    problems: list[dict[str, str]] = []
    with opened(setting) as profile:
        for file in files:
            try:
                content = file.read_bytes()
                text = text_of_signed(content)
                one = profile.write(
                    lambda r, m, content=content, text=text: taken_back(r, content, text, m)  # type: ignore[misc]
                ).result()
            except OSError:
                told = setting.word("Berkas ini tidak dapat dibaca.", "This file can't be read.")
                problems.append({"file": file.name, "problem": told})
                continue
            except WorldFault as fault:
                problems.append({"file": file.name, "problem": worded(fault, setting.language)})
                continue
            about = {"file": file.name, "number": one.number, "name": one.name, "again": one.again}
            ids = {"certificate": id_text(one.certificate), "attachment": id_text(one.attachment)}
            ids["signature"] = worded_sentence(UNCHECKED, setting)
            taken.append({**about, **ids, "remark": None if one.is_covered else worded_sentence(_BEHIND, setting)})
    return taken, problems
