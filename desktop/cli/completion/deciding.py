"""lontar completion: preview, decide, list."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from desktop.cli.commands import Group, Option, command
from desktop.cli.completion.changes import change_answer, worded_all
from desktop.cli.completion.decided_states import states_answer, tell_states
from desktop.cli.days import DAY, PERCENT, today
from desktop.cli.english import worded_sentence
from desktop.cli.labels import coded, label
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID, id_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from contract.training.completion.funnel import Step
    from contract.training.completion.judging import Condition, Judgement
    from contract.training.completion.rule import Outcome
    from desktop.services.completion.competence import CompetenceTest
    from desktop.services.completion.deciding import CompletionReport, Decision
    from desktop.storage.edit import Moment
    from desktop.storage.replica import Replica

_CLASS = Option(["--class", "class_id"], type=ID, required=True, metavar="ID", help=Both("kelas", "class"))
_ON = Option(["--on"], type=DAY, default=None, metavar="D", help=Both("pada tanggal ini", "as of this day"))
_THRESHOLD = Option(
    ["--threshold"], type=PERCENT, default=None, metavar="N", help=Both("jika ambang kehadiran N%", "if N% were needed")
)
SIGNING = [
    Option(["--held-on"], type=DAY, default=None, metavar="D", help=Both("tanggal rapat", "day of the meeting")),
    Option(["--place"], default="", metavar="P", help=Both("tempat", "place")),
    Option(
        ["--signer", "--signers", "signers"],
        multiple=True,
        metavar="'NAMA|JABATAN|NIP'",
        help=Both("penanda tangan; boleh berulang", "who signs; may be repeated"),
    ),
    Option(["--number"], default="", metavar="N", help=Both("nomor berita acara", "number of the minutes")),
]


@command("preview", Both("Siapa yang akan lulus.", "Who would pass."), [_CLASS, _THRESHOLD, _ON])
def preview(setting: Setting, class_id: int, threshold: Decimal | None, on: str | None) -> None:
    """What the rule says of everybody, and how many pass at which threshold."""
    report = _report(setting, class_id, threshold, on)
    _tell_preview(setting, report)
    setting.answer(
        {
            "class": id_text(class_id),
            "title": report.class_title,
            "sentence": worded_sentence(sentence_of(report), setting),
            "threshold": _percent(report.threshold),
            **_head(report, setting),
            "thresholds": [{"threshold": _percent(one.threshold), **_counts(one.counts)} for one in report.thresholds],
            "list": [_judged(one, report, setting) for one in report.judgements],
            "funnel": [_step(step) for step in report.steps],
        }
    )


@command("list", Both("Kelulusan yang diputuskan.", "What was decided."), [_CLASS, _ON])
def list_(setting: Setting, class_id: int, on: str | None) -> None:
    """What was decided of everybody, with competence beside it."""
    from contract.training.completion.rule import Outcome

    report = _report(setting, class_id, None, on)
    people = [_decided(one, report, setting) for one in report.judgements]
    if not setting.json:
        for one in people:
            outcome = coded(setting, Outcome, one["outcome"]) or "-"
            click.echo(f"{one['person']}  {one['name']}  {outcome}  {one['conditions'] or ''}".rstrip())
        _tell_changes(report, setting)
    setting.answer(
        {
            "class": id_text(class_id),
            "title": report.class_title,
            **_head(report, setting),
            **_decided_counts(report),
            "list": people,
        }
    )


_DECIDE = [
    _CLASS,
    *SIGNING,
    Option(["--person", "people"], multiple=True, metavar="P", help=Both("hanya orang ini", "only this person")),
    Option(
        ["--outcome"],
        type=click.Choice(["passed", "not_passed", "deferred"]),
        default=None,
        help=Both("putusan rapat", "what the meeting decided"),
    ),
    Option(["--reason"], default="", metavar="T", help=Both("alasan", "reason")),
]


@command("decide", Both("Memutuskan kelulusan.", "Decides who has passed."), _DECIDE)
def decide(
    setting: Setting,
    class_id: int,
    held_on: str | None,
    place: str,
    signers: tuple[str, ...],
    number: str,
    people: tuple[str, ...],
    outcome: str | None,
    reason: str,
) -> None:
    """Writes results by the rule; with place and signers it signs the minutes at once."""
    from desktop.cli.completion.minutes import new_minutes, signer_of
    from desktop.cli.opened import opened
    from desktop.services.completion.deciding import Verdict, decide
    from desktop.services.named import person_named

    if bool(people) != bool(outcome):
        raise click.UsageError(
            setting.word("--person dan --outcome ditulis bersama.", "--person and --outcome belong together."),
            ctx=click.get_current_context(),
        )
    day = held_on or today().isoformat()
    asked = bool(place or signers)
    sign = new_minutes(class_id, day, place, [signer_of(one) for one in signers], number) if asked else None

    def write(replica: Replica, moment: Moment) -> Decision:
        from contract.training.completion.rule import Outcome

        verdicts = [
            Verdict(person=person_named(replica, one), outcome=Outcome(outcome or ""), reason=reason) for one in people
        ]
        return decide(replica, class_id, day, moment, verdicts=verdicts, reason=reason, sign=sign)

    with opened(setting) as profile:
        decision = profile.write(write).result()
    _tell_decision(setting, decision)


def _tell_decision(setting: Setting, decision: Decision) -> None:
    counts = _counts(decision.counts)
    if not setting.json:
        told = ", ".join(map(str, counts.values()))
        setting.say(
            f"Diputuskan: lulus, tidak lulus, ditunda = {told}.",
            f"Decided: passed, not passed, deferred = {told}.",
        )
    if decision.states is not None:
        tell_states(setting, decision.states)
    minutes = id_text(decision.minutes) if decision.minutes is not None else None
    states = states_answer(setting, decision.states)
    setting.answer({"written": decision.written, **counts, "minutes": minutes, "states": states})


def sentence_of(report: CompletionReport) -> str:
    """ "Jika ambang 80%: 43 dari 46 lulus"."""
    from contract.training.completion.rule import Outcome
    from contract.training.exact_numbers import number_text

    told = f"{report.counts[Outcome.PASSED]} dari {report.people} lulus"
    if report.threshold is None:
        return told
    return f"Jika ambang {number_text(Fraction(report.threshold))}%: {told}"


def _report(setting: Setting, class_id: int, threshold: Decimal | None, on: str | None) -> CompletionReport:
    from desktop.cli.opened import opened
    from desktop.services.completion.deciding import completion_report

    day = on or today().isoformat()
    with opened(setting) as profile:
        return profile.read(completion_report, class_id, day, threshold).result()


def _head(report: CompletionReport, setting: Setting) -> dict[str, Any]:
    """What every report of completion says."""
    return {
        "people": report.people,
        **_counts(report.counts),
        "remark": worded_sentence(report.remark, setting) if report.remark else None,
        "minutes": id_text(report.minutes.id) if report.minutes is not None else None,
        "changed": [change_answer(one, setting) for one in report.changed],
    }


def _decided_counts(report: CompletionReport) -> dict[str, Any]:
    """The counts of what was decided stand in place of those that the rule would give."""
    return {**_counts(report.decided), "undecided": report.people - sum(report.decided.values())}


def _counts(counts: Mapping[Outcome, int]) -> dict[str, int]:
    return {outcome.value: count for outcome, count in counts.items()}


def _percent(value: Decimal | None) -> int | float | None:
    from contract.training.exact_numbers import plain_number

    return None if value is None else plain_number(Fraction(value))


def _judged(one: Judgement, report: CompletionReport, setting: Setting) -> dict[str, Any]:
    from contract.training.exact_numbers import number_text, plain_number

    attended = one.attended
    share = attended.share
    least = None if report.threshold is None else Fraction(report.threshold)
    by_hours = attended.basis.value == "jp"
    held = (attended.attended_hours, attended.held_hours) if by_hours else None
    told = [plain_number(Fraction(each, 100)) for each in held] if held else None
    decided = report.results.get(one.person.id)
    return {
        "person": id_text(one.person.id),
        "name": one.person.name,
        "outcome": one.outcome.value,
        "decided": decided.outcome.value if decided is not None else None,
        "attendance": {
            "basis": attended.basis.value,
            "attended": told[0] if told else attended.attended_sessions,
            "of": told[1] if told else attended.held_sessions,
            "share": None if share is None else f"{share.numerator}/{share.denominator}",
            "percent": None if share is None else number_text(share * 100, short_of=least),
        },
        "total": None if one.total is None else plain_number(one.total),
        "predicate": one.predicate,
        "failed": [_condition(each, setting) for each in one.failed],
        "missing": [_condition(each, setting) for each in one.missing],
        "competence": [_test(test) for test in report.tests.get(one.person.id, ())],
    }


def _decided(one: Judgement, report: CompletionReport, setting: Setting) -> dict[str, Any]:
    decided = report.results.get(one.person.id)
    return {
        "person": id_text(one.person.id),
        "name": one.person.name,
        "outcome": decided.outcome.value if decided is not None else None,
        "label": worded_sentence(decided.outcome.label, setting) if decided is not None else None,
        "conditions": worded_all(decided.conditions, setting) if decided is not None and decided.conditions else None,
        "predicate": decided.predicate if decided is not None else None,
        "reason": decided.reason if decided is not None else None,
        "competence": [_test(test) for test in report.tests.get(one.person.id, ())],
    }


def _condition(one: Condition, setting: Setting) -> dict[str, Any]:
    return {
        "code": one.code,
        "text": worded_sentence(one.sentence, setting),
        "about": id_text(one.about) if one.about is not None else None,
    }


def _test(test: CompetenceTest) -> dict[str, Any]:
    return {"scheme": test.scheme, "institution": test.institution, "outcome": test.outcome, "on": test.on}


def _step(step: Step) -> dict[str, Any]:
    return {
        "title": step.title,
        "stage": id_text(step.stage) if step.stage is not None else None,
        "people": step.people,
        "unknown": step.unknown,
        "lost": [
            {"person": id_text(one.person.id), "name": one.person.name, "reason": one.reason} for one in step.lost
        ],
    }


def _tell_preview(setting: Setting, report: CompletionReport) -> None:
    if setting.json:
        return
    from contract.training.exact_numbers import number_text

    click.echo(worded_sentence(sentence_of(report), setting))
    for one in report.thresholds:
        counts = ", ".join(f"{_label(outcome, setting).lower()} {count}" for outcome, count in one.counts.items())
        click.echo(f"  {number_text(Fraction(one.threshold))}%: {counts}")
    click.echo(" > ".join(f"{step.title} {step.people}" for step in report.steps))
    for judgement in report.judgements:
        why = "; ".join(worded_sentence(each.sentence, setting) for each in (*judgement.failed, *judgement.missing))
        if why:
            outcome = _label(judgement.outcome, setting)
            click.echo(f"{id_text(judgement.person.id)}  {judgement.person.name}  {outcome}: {why}")
    _tell_changes(report, setting)


def _label(outcome: Outcome, setting: Setting) -> str:
    return label(setting, outcome)


def _tell_changes(report: CompletionReport, setting: Setting) -> None:
    for sentence in (*(one.sentence for one in report.changed), *([report.remark] if report.remark else [])):
        click.echo(worded_sentence(sentence, setting))


completion = Group(
    name="completion",
    help=Both("Kelulusan.", "Completion."),
    lazy={
        "preview": ("desktop.cli.completion.deciding:preview", Both("siapa yang akan lulus", "who would pass")),
        "decide": ("desktop.cli.completion.deciding:decide", Both("memutuskan kelulusan", "decide who has passed")),
        "list": ("desktop.cli.completion.deciding:list_", Both("yang diputuskan", "what was decided")),
    },
)
