"""Every page of the window by its name. A page is loaded when it is first shown: the start is not kept waiting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop.ui.pages.page import Page
from desktop.ui.room import Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page. under: the name of the page in the side bar where it belongs, its own for one that stands there."""

    build: Callable[[Room], Page]
    under: str


def _home(room: Room) -> Page:
    from desktop.ui.pages.home_page import HomePage

    return HomePage(room)


def _classes(room: Room) -> Page:
    from desktop.ui.pages.classes_page import ClassesPage

    return ClassesPage(room)


def _class(room: Room) -> Page:
    from desktop.ui.pages.class_page import ClassPage

    return ClassPage(room)


def _people(room: Room) -> Page:
    from desktop.ui.pages.people_page import PeoplePage

    return PeoplePage(room)


def _attention(room: Room) -> Page:
    from desktop.ui.pages.attention_page import AttentionPage

    return AttentionPage(room)


def _sync(room: Room) -> Page:
    from desktop.ui.pages.sync_page import SyncPage

    return SyncPage(room)


def _programmes(room: Room) -> Page:
    from desktop.ui.pages.programmes.programmes_page import ProgrammesPage

    return ProgrammesPage(room)


def _programme(room: Room) -> Page:
    from desktop.ui.pages.programmes.programme_page import ProgrammePage

    return ProgrammePage(room)


def _plans(room: Room) -> Page:
    from desktop.ui.pages.plans.plans_page import PlansPage

    return PlansPage(room)


def _plan(room: Room) -> Page:
    from desktop.ui.pages.plans.plan_page import PlanPage

    return PlanPage(room)


def _certificates(room: Room) -> Page:
    from desktop.ui.pages.certificates.certificates_page import CertificatesPage

    return CertificatesPage(room)


def _payments(room: Room) -> Page:
    from desktop.ui.pages.payments.payments_page import PaymentsPage

    return PaymentsPage(room)


def _reports(room: Room) -> Page:
    from desktop.ui.pages.reports.reports_page import ReportsPage

    return ReportsPage(room)


PAGES: Mapping[str, Entry] = {
    "home": Entry(build=_home, under="home"),
    "classes": Entry(build=_classes, under="classes"),
    "class": Entry(build=_class, under="classes"),
    "people": Entry(build=_people, under="people"),
    "programmes": Entry(build=_programmes, under="programmes"),
    "programme": Entry(build=_programme, under="programmes"),
    "plans": Entry(build=_plans, under="plans"),
    "plan": Entry(build=_plan, under="plans"),
    "certificates": Entry(build=_certificates, under="certificates"),
    "payments": Entry(build=_payments, under="reports"),
    "reports": Entry(build=_reports, under="reports"),
    "attention": Entry(build=_attention, under="attention"),
    "sync": Entry(build=_sync, under="sync"),
}
FIRST = "home"
