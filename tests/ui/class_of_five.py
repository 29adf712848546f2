"""A class in which nothing is decided yet, beside the one that was played to its end."""

from __future__ import annotations

from typing import TypeVar

from pytestqt.qtbot import QtBot

from contract.training.enrolment.states import State
from desktop.app.desk import Desk
from desktop.services.completion.scores import NewComponent, add_component
from desktop.services.enrolment.moving import Move, nominate
from desktop.services.enrolment.views import list_enrolments
from desktop.services.views import NewClass
from desktop.storage.edit import Moment
from desktop.storage.queries.enrolments import Wanted
from desktop.storage.replica import Replica
from desktop.ui.pages.class_page import ClassPage
from desktop.ui.pages.page import Page
from desktop.ui.place import Place
from desktop.ui.place import State as PlaceState
from desktop.ui.window import Window

P = TypeVar("P", bound=Page)


def played_class(desk: Desk) -> int:
    """The class that was played to its end."""
    return desk.classes().result()[0].id


def class_of_five(desk: Desk, state: State = State.ACTIVE, components: bool = True) -> int:
    """A class of five people of the played one, with a pre-test and a post-test of weight 40 and 60 (least 70)."""
    first = desk.classes().result()[0]
    people = [row.person for row in desk.read(list_enrolments, first.id, Wanted(), 5).result().rows]
    made = desk.create_class(NewClass(title="Kelas Lima", programme="", office=first.office)).result()

    def fill(replica: Replica, moment: Moment) -> None:
        nominate(replica, made, people, Move(to=state), moment)
        for title, weight, minimum in (("Pre-test", 4000, None), ("Post-test", 6000, 7000)) if components else ():
            new = NewComponent(class_id=made, title=title, kind="exam", weight=weight, minimum=minimum)
            add_component(replica, new, moment)

    desk.write(fill).result()
    return made


def open_tab(
    window: Window, qtbot: QtBot, class_id: int, tab: str, kind: type[P], state: PlaceState | None = None
) -> P:
    """Show a tab of a class, and wait until its first answer is drawn."""
    window.go(Place(page="class", state={"class": class_id, "tab": tab, tab: dict(state or {})}))
    qtbot.waitUntil(lambda: isinstance(window.page, ClassPage) and bool(window.page.findChildren(kind)))
    page = window.page.findChildren(kind)[0]
    qtbot.waitUntil(page.isVisible)
    return page
