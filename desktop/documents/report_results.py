"""Chapters of a report on what came of a class: attendance, scores, plans, completion, certificates, payments."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from contract.training.attendance.attended import Status, percent_text
from contract.training.completion.funnel import Step
from contract.training.completion.minutes import Kind as Minuted
from contract.training.completion.rule import Outcome
from contract.training.exact_numbers import HUNDREDTHS, number_text
from contract.training.people.employee_number import group_employee_number
from contract.training.plans.action_plans import STATUS_WORDS
from contract.training.plans.lights import COLOUR_WORDS, Colour
from contract.training.programmes.figures import UNSTATED
from desktop.documents.completion_papers import OUTCOME_WORDS, outcome_told
from desktop.documents.nominal_sheet import rupiah
from desktop.documents.press.sheets import Align, Bar, Cell, Chart, Column, Share, Table, Tone, plain, whole
from desktop.documents.report_figures import day_told, hours_cell
from desktop.services.completion.deciding import CompletionReport
from desktop.services.papers.report import ClassReport, SessionTold
from desktop.services.payments.nominal import NominalList
from desktop.services.plans.views import PlanView

_TONES = {
    Status.PRESENT: Tone.GREEN,
    Status.EXCUSED: Tone.AMBER,
    Status.SICK: Tone.VIOLET,
    Status.ABSENT: Tone.RED,
    Status.ON_DUTY: Tone.BLUE,
}
_LIGHTS = {Colour.GREEN: Tone.GREEN, Colour.YELLOW: Tone.AMBER, Colour.RED: Tone.RED, Colour.GREY: Tone.GREY}
_BY_DEPUTY, _DISPUTED, _EMPTY = "W", "?", "-"
Parts = Iterator[str | Table | Chart]


def attendance(report: ClassReport) -> Parts:
    """The attendance of each session and of the class together."""
    recap = report.recap
    if not recap.sessions:
        yield "Tidak ada sesi dengan daftar hadir."
        return
    share = percent_text(recap.total.share)
    yield (
        f"Kehadiran seluruh kelas: {share or UNSTATED} ({hours_of(recap.total.attended_hours)} dari "
        f"{hours_of(recap.total.held_hours)} JP, dijumlahkan dari semua peserta). Dihitung hadir: "
        f"{', '.join(sorted(recap.rule.counted))}; hanya sesi yang sudah ditutup."
    )
    if recap.minutes:
        yield f"Presensi dibekukan oleh berita acara {recap.minutes}."
    yield attendance_chart(report)
    columns = (
        Column("No", 0.7, Align.CENTRE),
        Column("Sesi", 6),
        Column("JP", 1, Align.CENTRE),
        *(Column(code, 0.9, Align.CENTRE) for code in (*Status, _BY_DEPUTY, _DISPUTED, _EMPTY)),
    )
    yield Table(columns=columns, rows=tuple(_session(n, one) for n, one in enumerate(report.sessions, 1)))
    yield f"{_BY_DEPUTY} diwakili; {_DISPUTED} berbeda isian dan belum diputuskan; {_EMPTY} belum dicatat."


def attendance_chart(report: ClassReport) -> Chart:
    """A bar for each session, parted by codes."""
    labels = report.recap.labels
    legend = "; ".join(f"{code} {labels.get(code.value, code.label)}" for code in Status)
    bars = tuple(_bar(n, one) for n, one in enumerate(report.sessions, 1))
    remark = f"{legend}; {_BY_DEPUTY} diwakili; putih: belum dicatat."
    return Chart(caption="Kehadiran per sesi (orang)", bars=bars, most=report.people or None, remark=remark)


def _bar(n: int, one: SessionTold) -> Bar:
    shares = _shares(one)
    return Bar(label=f"{n}. {one.session.title}", shares=shares, told=_told(shares))


def _shares(one: SessionTold) -> tuple[Share, ...]:
    codes = [Share(one.counts[code.value], _TONES[code], f"{code} {one.counts[code.value]}") for code in Status]
    deputies = Share(one.deputies, Tone.FIRST, f"{_BY_DEPUTY} {one.deputies}")
    return (*codes, deputies, Share(one.disputed, Tone.GREY, f"{_DISPUTED} {one.disputed}"))


def _told(shares: tuple[Share, ...]) -> str:
    """All of them in words, for a narrow part of a bar has no room for its own."""
    return " ".join(share.word.replace(" ", "\N{NO-BREAK SPACE}") for share in shares if share.value)


def _session(n: int, one: SessionTold) -> tuple[Cell, ...]:
    counts = (*(one.counts[code.value] for code in Status), one.deputies, one.disputed, one.not_recorded)
    title = one.session.title if one.session.closed else f"{one.session.title} (belum ditutup, belum dihitung)"
    figures = (Cell(str(count), count) for count in counts)
    return (Cell(str(n), n), Cell(title), hours_cell(one.session.lesson_hours), *figures)


def hours_of(hundredths: int) -> str:
    """Lesson hours in words."""
    return number_text(Fraction(hundredths, HUNDREDTHS))


def assessment(report: ClassReport) -> Parts:
    """Components with their weights, the mean of each, and how the totals are spread."""
    scores = report.scores
    if not scores.components:
        yield "Tidak ada komponen nilai."
        return
    if scores.remark:
        yield scores.remark
    columns = (Column("Komponen", 5), Column("Bobot", 1.2, Align.RIGHT), Column("Rata-rata", 1.4, Align.RIGHT))
    rows = []
    for place, component in enumerate(scores.components):
        known = [value for line in scores.lines if (value := line.scored[place].value) is not None]
        mean = sum(known, Fraction(0)) / len(known) if known else None
        weight = Fraction(component.weight, HUNDREDTHS)
        rows.append((Cell(component.title), Cell(f"{number_text(weight)}%", weight), _score(mean)))
    yield Table(columns=columns, rows=tuple(rows))
    told = report.spread
    if told.mean is None:
        yield f"Nilai akhir: {UNSTATED}."
        return
    yield Chart(
        caption="Sebaran nilai akhir (orang)",
        bars=tuple(Bar(label=words, shares=(Share(count),), told=str(count)) for words, count in told.bands),
        upright=True,
    )
    without = f" Belum lengkap: {told.without} orang." if told.without else ""
    yield (
        f"Nilai akhir rata-rata {_score(told.mean).text}, terendah {_score(told.least).text}, "
        f"tertinggi {_score(told.best).text}.{without}"
    )


def _score(value: Fraction | None) -> Cell:
    return Cell(number_text(value), value, Align.RIGHT) if value is not None else Cell("-", align=Align.RIGHT)


def groups(report: ClassReport) -> Parts:
    """The groups with their plans and lights."""
    lights = report.lights
    if not lights.plans:
        yield "Kelas ini tidak berkelompok."
        return
    yield lights_chart(report)
    columns = (
        Column("Kelompok", 1.8),
        Column("Orang", 1, Align.CENTRE),
        Column("Judul rencana aksi", 4),
        Column("Keadaan", 1.9),
        Column("Lampu", 1),
        Column("Sebab", 3.4),
    )
    yield Table(columns=columns, rows=tuple(_plan(plan, report.members) for plan in lights.plans))


def lights_chart(report: ClassReport) -> Chart:
    """How many plans have which light."""
    counts = report.lights.counts
    bars = tuple(
        Bar(label=COLOUR_WORDS[colour], shares=(Share(counts[colour], _LIGHTS[colour]),), told=str(counts[colour]))
        for colour in Colour
    )
    caption = f"Lampu rencana aksi pada {day_told(report.lights.today)} (kelompok)"
    return Chart(caption=caption, bars=bars, most=len(report.lights.plans))


def _plan(plan: PlanView, members: dict[int, int]) -> tuple[Cell, ...]:
    told = (plan.title or UNSTATED, STATUS_WORDS[plan.status], COLOUR_WORDS[plan.light.colour], plan.light.reason)
    return (Cell(plan.group_title), whole(members.get(plan.group, 0)), *plain(*told))


def completion(report: ClassReport) -> Parts:
    """Who passed, where others were lost, what the minutes say, and what was changed since."""
    told = report.completion
    if told is None:
        yield "Syarat kelulusan belum ditetapkan."
        return
    counts, how = outcome_counts(told)
    yield f"{how}: " + "; ".join(f"{OUTCOME_WORDS[one].lower()} {counts[one]}" for one in Outcome) + " orang."
    yield funnel_chart(told)
    columns = (Column("Hasil", 3), Column("Orang", 1, Align.RIGHT))
    yield Table(columns=columns, rows=tuple((Cell(OUTCOME_WORDS[one]), whole(counts[one])) for one in Outcome))
    at = "; ".join(
        f"{number_text(Fraction(one.threshold))}%: {one.counts[Outcome.PASSED]} dari {told.people}"
        for one in told.thresholds
    )
    yield f"Lulus menurut ambang kehadiran: {at}."
    others = tuple(_who(n, told, place) for n, place in enumerate(_not_passed(told), 1))
    if others:
        heads = (Column("No", 0.6, Align.CENTRE), Column("Nama", 4), Column("Hasil", 1.8), Column("Sebab", 5))
        yield Table(columns=heads, rows=others)
    yield from _minutes(report)


def outcome_counts(told: CompletionReport) -> tuple[dict[Outcome, int], str]:
    """How many of each outcome, and what that rests on."""
    if told.results:
        found = [outcome_told(told, one, told.minutes is not None) for one in told.judgements]
        return {outcome: found.count(outcome) for outcome in Outcome}, "Hasil rapat kelulusan"
    return dict(told.counts), "Menurut syarat, belum diputuskan"


def funnel_chart(told: CompletionReport) -> Chart:
    """How many were left after each stage."""
    return Chart(
        caption="Peserta dari tahap ke tahap (orang)",
        bars=tuple(Bar(label=step.title, shares=(Share(step.people),), told=_step(step)) for step in told.steps),
        most=told.people or None,
    )


def _step(step: Step) -> str:
    return f"{step.people} (belum pasti {step.unknown})" if step.unknown else str(step.people)


def _not_passed(told: CompletionReport) -> list[int]:
    signed = told.minutes is not None
    return [n for n, one in enumerate(told.judgements) if outcome_told(told, one, signed) is not Outcome.PASSED]


def _who(n: int, told: CompletionReport, place: int) -> tuple[Cell, ...]:
    one = told.judgements[place]
    decided = told.results.get(one.person.id)
    if decided is not None:
        why = [decided.reason, decided.conditions]
    else:
        why = ["; ".join(each.sentence for each in (*one.failed, *one.missing))]
    outcome = OUTCOME_WORDS[outcome_told(told, one, told.minutes is not None)]
    return (Cell(str(n), n), *plain(one.person.name, outcome, "; ".join(each for each in why if each) or UNSTATED))


def _minutes(report: ClassReport) -> Iterator[str]:
    kinds = {Minuted.COMPLETION.value, Minuted.SUPPLEMENTARY.value}
    for one in report.minutes:
        if one.kind in kinds:
            number = f" nomor {one.number}" if one.number else ""
            reason = f", karena {one.reason}" if one.reason else ""
            yield f"{Minuted(one.kind).label}{number}, {day_told(one.held_on)}, bertempat di {one.place}{reason}."
    changed = report.completion.changed if report.completion is not None else ()
    for change in changed:
        yield f"{change.sentence}."


def certificates(report: ClassReport) -> Parts:
    """How many certificates hold, by kind."""
    made = [one for one in report.certificates if one.holding or one.revoked or one.replaced]
    if not made:
        yield "Belum ada sertifikat yang diterbitkan."
        return
    heads = (Column("Jenis", 5), *(Column(word, 1.4, Align.RIGHT) for word in ("Berlaku", "Dicabut", "Diganti")))
    rows = tuple((Cell(one.kind.heading), whole(one.holding), whole(one.revoked), whole(one.replaced)) for one in made)
    yield Table(columns=heads, rows=rows)


def payments(lists: tuple[NominalList, ...]) -> Parts:
    """The frozen payment lists with their sums."""
    if not lists:
        yield "Belum ada daftar nominatif yang dibekukan."
        return
    heads = (
        Column("Daftar", 4),
        Column("Tanggal", 2),
        Column("Orang", 0.9, Align.RIGHT),
        *(Column(f"{word} (Rp)", 1.7, Align.RIGHT) for word in ("Jumlah", "Pajak", "Diterima")),
    )
    rows = tuple(
        (
            *plain(f"{one.title} {one.number or ''}".strip(), day_told(one.made_on)),
            whole(len(one.body.people)),
            *(whole(amount) for amount in (one.body.gross, one.body.tax, one.body.net)),
        )
        for one in lists
    )
    yield Table(columns=heads, rows=rows)
    yield f"Seluruhnya diterima: {rupiah(sum(one.body.net for one in lists))}."


def annex(report: ClassReport) -> Parts:
    """Everybody who took part, with attendance, total and result."""
    numbers = {one.id: one for one in report.paper.people}
    totals = {line.person.id: line.total for line in report.scores.lines}
    told = report.completion
    signed = told is not None and told.minutes is not None
    judged = {one.person.id: one for one in told.judgements} if told is not None else {}
    rows = []
    for n, line in enumerate(report.recap.lines, 1):
        person, one = numbers.get(line.person), judged.get(line.person)
        number = f"\nNIP {group_employee_number(person.employee_number)}" if person and person.employee_number else ""
        outcome = OUTCOME_WORDS[outcome_told(told, one, signed)] if told is not None and one is not None else "-"
        share = line.attended.share
        row = (
            Cell(str(n), n),
            Cell(f"{line.name}{number}"),
            Cell(person.agency if person else ""),
            Cell(percent_text(share) or "-", share, Align.RIGHT),
            _score(totals.get(line.person)),
            Cell(outcome),
        )
        rows.append(row)
    columns = (
        Column("No", 0.7, Align.CENTRE),
        Column("Nama / NIP", 4.6),
        Column("Instansi", 3.6),
        Column("Kehadiran", 1.6, Align.RIGHT),
        Column("Nilai akhir", 1.2, Align.RIGHT),
        Column("Hasil", 1.8),
    )
    yield Table(columns=columns, rows=tuple(rows))
