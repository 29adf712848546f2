"""Every list page, search and figure that the services offer, each with the arguments that people would give it.

`tests/services/test_questions.py` compares the names with desktop/services: whoever adds a list adds its question here,
or says in NO_PAGE why it is none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from benchmarks.big_office import DLA, DTS, PROGRAMMES, REALM, Laid
from contract.training.enrolment.states import Order, State
from desktop.services import attachments, finding, home, regulations
from desktop.services.attendance import recap, register
from desktop.services.attendance import sheet as attendance_sheet
from desktop.services.attendance import summary as attendance_summary
from desktop.services.certificates import finding as certificate_finding
from desktop.services.certificates import issuing as certificate_issuing
from desktop.services.certificates import numbers as certificate_numbers
from desktop.services.certificates import signatories
from desktop.services.certificates import views as certificate_views
from desktop.services.certificates.issuing import Wanted as CertificatesWanted
from desktop.services.classes import schedule, sessions, staff, subjects, tasks
from desktop.services.classes import views as class_views
from desktop.services.completion import competence, minutes, scores
from desktop.services.completion import deciding as completion
from desktop.services.conflicts import listing as conflicts
from desktop.services.conflicts import views as conflict_views
from desktop.services.enrolment import eligibility
from desktop.services.enrolment import selection as enrolment_selection
from desktop.services.enrolment import views as enrolment_views
from desktop.services.exchange import digest, handover, hub, lease, receipts, returned, status, waiting
from desktop.services.exchange import laptops as offices_laptops
from desktop.services.papers import forms as papers
from desktop.services.papers import report as class_report
from desktop.services.payments import nominal
from desktop.services.people import consent, person_history, personal_rights, photographs, twins
from desktop.services.people import listing as people
from desktop.services.people.twins import Twins
from desktop.services.plans import desk as plan_desk
from desktop.services.plans import grouping, seminar_minutes, seminars
from desktop.services.plans import rollup as plan_rollup
from desktop.services.plans import views as plan_views
from desktop.services.programmes import figures as programme_figures
from desktop.services.programmes import files as programmes
from desktop.services.programmes import templates, trainings
from desktop.services.programmes import views as programme_views
from desktop.services.spbe import appraising as spbe
from desktop.services.spbe import instruments as spbe_instruments
from desktop.services.spbe import views as spbe_views
from desktop.services.undo import stack as undo_stack
from desktop.storage.queries.enrolments import Wanted
from desktop.storage.replica import Replica

PAGE = 50
"""Lines of a page."""
SEARCHES = (
    *("an", "ma", "ri", "19", "di", "zz", "maria", "nalle", "dinas kes", "yohanes leo"),
    *("1986", "bappelit 53.1", "maria na 19", "tidak ada", "peserta contoh"),
)
"""Words that nearly everybody has, that few have, and that nobody has."""
_ON = "2026-08-15"
Ask = Callable[[Replica], object]
_NO_PAGES = {
    "one row by its name": (
        *(
            "attendance.marking.is_enrolled",
            "completion.rules.completion_rule_of_class",
            "completion.rules.rule_of_training",
        ),
        *(
            "completion.minutes.minutes_view",
            "named.class_line",
            "named.person_named",
            "named.session_line",
            "payments.nominal.show",
        ),
        *(
            "history.record_history.history_of",
            "offices.home_zone",
            "offices.office_named",
            "offices.office_of_realm",
            "exchange.receipts.receipt_here",
        ),
        *(
            "roster.importing.place_of",
            "classes.sessions.zone_of_class",
            "classes.sessions.zone_of_session",
            "spbe.appraising.show_appraisal",
        ),
        *("classes.views.stages_of", "certificates.views.verify_here", "enrolment.selection.queue_behind"),
        *("papers.letters.class_letter", "people.personal_rights.what_stays", "programmes.templates.template_line"),
    ),
    "a file, with its content": (
        *("attachments.open_attachment", "certificates.views.office_key_file", "conflicts.views.export_rows"),
        *(
            "exchange.courier.laptop_name",
            "exchange.courier.read_stick",
            "exchange.courier.write_stick",
            "people.people_file.people_of_file",
        ),
        *("exchange.receipts.office_keys", "people.people_sheet.people_sheet", "people.yearly_hours.year_sheet"),
    ),
    "an act": (
        "enrolment.moving.move_many",
        "enrolment.moving.nominate_many",
        "exchange.hub.forget",
        "programmes.doubles.find_doubles",
        "enrolment.selection.select_by",
    ),
    "of the road to the centre": ("exchange.forecast.next_talk", "exchange.spending.spending_now"),
    "part of a list that is measured whole": ("conflicts.views.readable", "conflicts.listing.people_of"),
    "needs rates that an office sets": ("payments.nominal.preview",),
}
_WHOLE = frozenset(
    {
        "attendance.sheet.export_rows",
        "enrolment.views.those_meant",
        "enrolment.views.those_of_office",
        "papers.report.class_report",
        "people.personal_rights.everything_about",
        "twins.Twins.find",
    }
)
NO_PAGE = {name: why for why, names in _NO_PAGES.items() for name in names}
"""What windows and commands ask besides, and why it is not measured here."""


@dataclass(frozen=True, slots=True)
class Question:
    """A function of the services by its name, and how it is asked: (which one, the question)."""

    name: str
    asks: tuple[tuple[str, Ask], ...]

    @property
    def is_whole(self) -> bool:
        """Whether it is no page: it gathers a whole office, class or person for an act, a paper or a file."""
        return self.name in _WHOLE


def _q(function: Callable[..., Any], *asks: tuple[str, tuple[Any, ...]]) -> Question:
    module = function.__module__.removeprefix("desktop.services.")
    bound = tuple((told, _bound(function, given)) for told, given in asks or [("", ())])
    return Question(f"{module}.{function.__qualname__}", bound)


def _bound(function: Callable[..., Any], given: tuple[Any, ...]) -> Ask:
    return lambda replica: function(replica, *given)


def _of_class(function: Callable[..., Any], class_id: int) -> Ask:
    return lambda replica: function(replica, class_id=class_id)


def _nth(ids: Sequence[int], place: int) -> int:
    """One of the ids, also of a small office."""
    return ids[place % len(ids)]


def questions(laid: Laid) -> tuple[Question, ...]:
    """All of them."""
    return (*_of_people(laid), *_of_classes(laid), *_of_results(laid), *_of_programmes(laid), *_of_office(laid))


def _classes(laid: Laid) -> list[tuple[str, tuple[Any, ...]]]:
    """A usual class, one with minutes, the one that was played through, one with groups, the large one."""
    return [
        ("of 50", (_nth(laid.small, 5),)),
        ("with minutes", (_nth(laid.small, 0),)),
        ("played", (laid.played,)),
        ("with groups", (_nth(laid.with_groups, 3),)),
        ("of 1,200", (laid.big,)),
    ]


def _on_day(laid: Laid) -> list[tuple[str, tuple[Any, ...]]]:
    return [(told, (*given, _ON)) for told, given in _classes(laid)]


def _of_people(laid: Laid) -> tuple[Question, ...]:
    count = len(laid.people)
    offsets = [("first", 0), ("a tenth in", count // 10), ("in the middle", count // 2), ("last", count - PAGE)]
    pages = [(f"page {told}", ("", None, PAGE, offset)) for told, offset in offsets]
    searches = [(f'"{words}"', (words, None, PAGE, 0)) for words in SEARCHES]
    deep = [('"an" deep', ("an", None, PAGE, 4_000)), ('"an" of a class', ("an", laid.candidates, PAGE, 0))]
    of_class = [
        ("large class", ("", laid.big, PAGE, 600)),
        ("class of 50", ("", _nth(laid.small, 7), PAGE, 0)),
        ("all", ("", laid.candidates, PAGE, count // 2)),
    ]
    some = [(f"person {place}", (_nth(laid.people, place),)) for place in (0, 700, 10_000, count - 1)]
    wanted = {
        "all": Wanted(),
        "registered": Wanted(states=(State.REGISTERED,)),
        "reserves": Wanted(states=(State.RESERVE,)),
        "of a district": Wanted(district="53.15"),
        "of an agency": Wanted(agency="Dinas Kesehatan"),
        "found": Wanted(search="maria"),
        "all filters": Wanted(states=(State.SELECTED,), district="53.71", agency="dinas", search="an"),
    }
    enrolled = [
        (f"{told}, {at}", (laid.candidates, one, PAGE, offset))
        for told, one in wanted.items()
        for at, offset in (("first", 0), ("deep", 9_000))
    ]
    listed = Twins()
    return (
        _q(people.search_people, *pages, *searches, *deep, *of_class),
        _q(finding.find_anything, ("two letters", ("an", 6)), ("a name", ("maria", 6)), ("a title", ("sesi 3", 6))),
        _q(people.list_people, *pages, *searches, *deep, *of_class),
        _q(enrolment_views.list_enrolments, *enrolled, ("of 50", (_nth(laid.small, 3), Wanted(), None))),
        Question(
            "enrolment.selection.plan_selection",
            (
                (
                    "500 people",
                    lambda replica: enrolment_selection.plan_selection(
                        replica, laid.candidates, laid.people[:500], Order.GRADE, quota=40, reserves=5
                    ),
                ),
            ),
        ),
        _q(eligibility.warned_about, ("500 people", (laid.candidates, laid.people[:500]))),
        _q(enrolment_views.those_meant, *((told, (laid.candidates, one)) for told, one in wanted.items())),
        _q(enrolment_views.those_of_office, *((told, (laid.candidates, one)) for told, one in wanted.items())),
        _q(person_history.history, *some),
        _q(personal_rights.everything_about, *some),
        _q(personal_rights.retention, ("office", (None, date(2027, 1, 1)))),
        Question(
            "people.consent.list_consents",
            (
                *((told, _bound(consent.list_consents, given)) for told, given in some),
                ("page", lambda replica: consent.list_consents(replica, None, limit=PAGE)),
                ("deep page", lambda replica: consent.list_consents(replica, None, limit=PAGE, after=laid.consents[0])),
            ),
        ),
        _q(
            eligibility.check_eligibility,
            ("person", (DTS, _nth(laid.people, 9), None)),
            ("class", (DTS, None, _nth(laid.small, 2))),
        ),
        _q(twins.merged_people),
        Question("twins.Twins.find", (("again", lambda replica: listed.find(replica, None, PAGE)),)),
    )


def _of_classes(laid: Laid) -> tuple[Question, ...]:
    classes, now = _classes(laid), (laid.now,)
    held = [(f"session {place}", (_nth(laid.sessions, place),)) for place in (0, 40, 2_000)]
    return (
        _q(class_views.list_classes, ("", now)),
        _q(class_views.show_class, *((told, (*given, laid.now)) for told, given in classes)),
        _q(register.open_register, *classes),
        _q(sessions.list_sessions, *classes),
        _q(schedule.schedule_of_class, *classes),
        _q(schedule.scheduled_session, *held),
        _q(staff.list_staff, *classes),
        _q(subjects.list_subjects, *classes),
        _q(tasks.list_tasks, *classes),
        _q(tasks.progress_of_class, *classes),
        _q(grouping.list_teams, *classes),
        _q(attendance_summary.summarise, *classes),
        Question(
            "attendance.sheet.export_rows",
            tuple((told, _of_class(attendance_sheet.export_rows, *given)) for told, given in classes),
        ),
        _q(recap.recap_of, *classes),
        _q(papers.class_paper, *classes),
        _q(papers.session_paper, *held),
        _q(photographs.photographs_of_class, *classes),
        _q(photographs.photograph_of, ("someone", (laid.people[0],))),
        Question(
            "attachments.list_attachments",
            (("class", _of_class(attachments.list_attachments, laid.big)), ("all", attachments.list_attachments)),
        ),
    )


def _of_results(laid: Laid) -> tuple[Question, ...]:
    classes, on = _classes(laid), _on_day(laid)
    thresholds = [(f"{told} at 80%", (*given, Decimal(80))) for told, given in on]
    plans = [("with groups", (_nth(laid.with_groups, 3), _ON)), ("played", (laid.played, _ON))]
    return (
        _q(class_report.class_report, *on),
        _q(completion.completion_report, *on, *thresholds),
        _q(scores.list_components, *classes),
        _q(scores.score_table, *classes),
        _q(competence.competence_tests, *classes),
        _q(minutes.list_minutes, *classes),
        _q(minutes.changes_of_class, *classes),
        _q(minutes.twice_signed, *classes),
        Question(
            "certificates.views.list_certificates",
            (
                *((told, _bound(certificate_views.list_certificates, (None, *given))) for told, given in classes),
                ("page", lambda replica: certificate_views.list_certificates(replica, limit=PAGE)),
                (
                    "deep page",
                    lambda replica: certificate_views.list_certificates(
                        replica, limit=PAGE, after=laid.certificates[1]
                    ),
                ),
            ),
        ),
        _q(
            certificate_finding.find_certificates,
            ("", (None, "", "", 100, 0)),
            ("name", (None, "pes", "", 100, 0)),
            ("number, deep", (None, "2025", "issued", 100, 1_000)),
        ),
        _q(certificate_views.count_certificates, ("office", ()), ("class", (None, laid.big))),
        _q(certificate_views.doubled_certificates, *classes),
        _q(certificate_numbers.numbers_at_hand, ("", (laid.big, _ON))),
        _q(certificate_issuing.foresee, ("", (CertificatesWanted(class_id=laid.big),))),
        _q(certificate_numbers.number_register, ("", (None, None, 2026, _ON))),
        _q(plan_views.plans_of_class, *plans),
        _q(plan_views.plan_of_group, *((f"group {place}", (_nth(laid.groups, place), _ON)) for place in (0, 200))),
        _q(plan_views.notes_of_group, ("", (_nth(laid.groups, 9),))),
        _q(plan_rollup.class_lights, *plans),
        _q(plan_rollup.office_lights, ("", (_ON,))),
        _q(plan_desk.open_plan, ("", (_nth(laid.groups, 0), _ON))),
        _q(plan_rollup.programme_lights, *((key, (key, _ON)) for key in (DLA, DTS))),
        _q(seminars.seminar_of, *plans),
        _q(seminar_minutes.seminar_paper, *plans),
        _q(seminar_minutes.seminar_standing, *plans),
        _q(nominal.lists, ("all", ()), ("class", (laid.played,))),
    )


def _of_programmes(laid: Laid) -> tuple[Question, ...]:
    keys = [(key, (key,)) for key in PROGRAMMES]
    districts = ["53.15", "53.71", "53.01"]
    return (
        _q(programmes.list_programmes),
        _q(programme_views.show_programme, *keys),
        _q(programme_figures.figures, *keys),
        _q(programme_figures.agreements, *keys),
        _q(trainings.list_trainings),
        _q(trainings.show_training, *((f"training {place}", (one,)) for place, one in enumerate(laid.trainings))),
        _q(templates.list_templates),
        _q(spbe.appraisals_of, ("all", ()), ("of a district", (["53.15"],))),
        _q(spbe_instruments.known_instruments),
        _q(spbe_views.trend, ("", ("53.15",))),
        _q(spbe_views.around, ("", (laid.trainings[0], districts))),
        _q(spbe_views.compare, ("", (districts, None, "53.71"))),
    )


def _of_office(laid: Laid) -> tuple[Question, ...]:
    narrowed = conflicts.Wanted(class_id=laid.big)
    return (
        Question(
            "home.open_home", (("", lambda replica: home.open_home(replica, laid.now, status.sync_state(replica))),)
        ),
        _q(status.sync_state),
        _q(conflict_views.conflict_views),
        _q(conflict_views.decided_views, ("", (laid.now,))),
        _q(conflict_views.all_conflicts, ("", (laid.now,))),
        _q(conflicts.list_conflicts, ("all", ()), ("of a class", (narrowed,))),
        _q(conflicts.list_decided, ("all", (laid.now,)), ("of a class", (laid.now, narrowed))),
        _q(digest.digest, ("all", ()), ("a few", (20,))),
        _q(undo_stack.act_stack),
        _q(waiting.list_waiting),
        _q(returned.list_returned),
        _q(receipts.receipts_here),
        _q(offices_laptops.office_rolls),
        _q(handover.shelf),
        _q(hub.hub_view),
        _q(lease.lease),
        _q(attachments.waiting_load),
        _q(regulations.regulations_on, ("", (None, _ON))),
        _q(regulations.regulation_lines, ("", (REALM,))),
        _q(signatories.list_signatories, ("", (None,))),
    )
