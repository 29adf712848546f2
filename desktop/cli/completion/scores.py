"""lontar score: set, import, list."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.completion.changes import change_answer
from desktop.cli.days import HUNDREDTHS
from desktop.cli.english import worded_sentence
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text

if TYPE_CHECKING:
    from desktop.services.completion.scores import ScoreLine
    from desktop.storage.edit import Moment
    from desktop.storage.replica import Replica

BAD_INPUT = 3
_REASON = Option(["--reason"], default="", metavar="T", help=Both("alasan perubahan", "why it is changed"))
_SET = [
    Option(["--component", "component_id"], type=ID, required=True, metavar="ID", help=Both("komponen", "component")),
    Option(["--person"], default=None, metavar="P", help=Both("id atau NIP", "id or NIP")),
    Option(["--group", "group_id"], type=ID, default=None, metavar="ID", help=Both("satu kelompok", "a group")),
    Option(["--value"], type=HUNDREDTHS, default=None, metavar="N", help=Both("nilai 0-100", "score 0-100")),
    Option(["--remove"], is_flag=True, help=Both("kosongkan nilai yang salah tulis", "take away what was mistyped")),
    Option(["--attempt"], type=int, default=1, metavar="N", help=Both("percobaan", "attempt")),
    Option(["--note"], default="", metavar="T", help=Both("catatan", "note")),
    _REASON,
]


@command("set", Both("Menulis nilai.", "Writes a score."), _SET)
def set_(
    setting: Setting,
    component_id: int,
    person: str | None,
    group_id: int | None,
    value: int | None,
    remove: bool,
    attempt: int,
    note: str,
    reason: str,
) -> None:
    """Writes a score of one person or of a group."""
    from desktop.cli.opened import opened
    from desktop.services.completion.scores import NewScore, set_score
    from desktop.services.named import person_named

    _one_of(setting, "--person", "--group", person is not None, group_id is not None)
    _one_of(setting, "--value", "--remove", value is not None, remove)

    def write(replica: Replica, moment: Moment) -> int:
        identifier = person_named(replica, person) if person is not None else None
        new = NewScore(
            component=component_id,
            person=identifier,
            group=group_id,
            value=value,
            attempt=attempt,
            note=note,
            reason=reason,
        )
        return set_score(replica, new, moment)

    with opened(setting) as profile:
        written = profile.write(write).result()
    setting.say(f"Tersimpan untuk {written} orang.", f"Saved for {written} people.") if not setting.json else None
    setting.answer({"saved": True, "people": written})


def _one_of(setting: Setting, first: str, second: str, has_first: bool, has_second: bool) -> None:
    if has_first == has_second:
        told = setting.word(f"sebutkan {first} atau {second}, salah satu.", f"name {first} or {second}, one of them.")
        raise click.UsageError(told, ctx=click.get_current_context())


_IMPORT = [
    click.Argument(["file"], type=click.Path(path_type=Path, dir_okay=False), metavar="FILE"),
    Option(["--class", "class_id"], type=ID, default=None, metavar="ID", help=Both("kelas", "class")),
    Option(["--dry-run"], is_flag=True, help=Both("hanya periksa, tidak menyimpan", "only check, save nothing")),
    _REASON,
]


@command("import", Both("Menulis nilai dari berkas.", "Writes the scores that a file says."), _IMPORT)
def import_(setting: Setting, file: Path, class_id: int | None, dry_run: bool, reason: str) -> None:
    """Imports a table of scores; exit code 3 when rows were left out."""
    from desktop.cli.opened import opened
    from desktop.cli.people.listing import report_answer, tell_report
    from desktop.services.completion.score_sheet import import_scores

    with opened(setting) as profile:
        report = profile.write(
            lambda replica, moment: import_scores(
                replica, file, moment, class_id=class_id, reason=reason, dry_run=dry_run
            )
        ).result()
    tell_report(setting, report)
    setting.answer(report_answer(setting, report))
    if report.skipped:
        click.get_current_context().exit(BAD_INPUT)


_LIST = [Option(["--class", "class_id"], type=ID, required=True, metavar="ID", help=Both("kelas", "class"))]


@command("list", Both("Nilai dan nilai akhir.", "Scores and totals."), _LIST)
def list_(setting: Setting, class_id: int) -> None:
    """Everybody's scores with exact totals, and what was changed after the minutes."""
    from contract.training.exact_numbers import number_text
    from desktop.cli.completion.components import component_answer
    from desktop.cli.opened import opened
    from desktop.services.completion.scores import score_table

    with opened(setting) as profile:
        table = profile.read(score_table, class_id).result()
    if not setting.json:
        for line in table.lines:
            told = number_text(line.total) if line.total is not None else "-"
            click.echo(f"{id_text(line.person.id)}  {line.person.name}  {told}")
        for sentence in (*(one.sentence for one in table.changed), *([table.remark] if table.remark else [])):
            click.echo(worded_sentence(sentence, setting))
    setting.answer(
        {
            "components": [component_answer(one) for one in table.components],
            "people": [_line(line, setting) for line in table.lines],
            "remark": worded_sentence(table.remark, setting) if table.remark else None,
            "minutes": id_text(table.minutes) if table.minutes else None,
            "changed": [change_answer(one, setting) for one in table.changed],
        }
    )


def _line(line: ScoreLine, setting: Setting) -> dict[str, object]:
    return {
        "person": id_text(line.person.id),
        "name": line.person.name,
        "scores": [
            {
                "component": id_text(one.component.id),
                "value": _figure(one.value),
                "attempts": {
                    str(attempt): _figure(Fraction(value, 100)) for attempt, value in sorted(one.attempts.items())
                },
                "unclear": worded_sentence(one.unclear, setting) if one.unclear else None,
            }
            for one in line.scored
        ],
        "total": _figure(line.total),
        "predicate": line.predicate,
    }


def _figure(value: Fraction | None) -> int | float | None:
    from contract.training.exact_numbers import plain_number

    return None if value is None else plain_number(value)


scores = Group(
    name="score",
    help=Both("Nilai peserta.", "Scores of participants."),
    lazy={
        "set": ("desktop.cli.completion.scores:set_", Both("menulis nilai", "write a score")),
        "import": ("desktop.cli.completion.scores:import_", Both("menulis dari berkas", "write from a file")),
        "list": ("desktop.cli.completion.scores:list_", Both("nilai dan nilai akhir", "scores and totals")),
    },
)
