"""Whom an act is about: people named one by one, in a file of ids, or by a filter of a class."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contract.training.enrolment.states import State
from desktop.cli.commands import Option
from desktop.cli.english import worded_sentence
from desktop.cli.setting import Both, Setting
from desktop.cli.values import ID

if TYPE_CHECKING:
    from desktop.app.opening import OpenProfile
    from desktop.storage.queries.enrolments import Wanted
    from desktop.storage.replica import Replica

CLASS = Option(["--class", "class_id"], type=ID, required=True, metavar="ID", help=Both("kelas", "class"))
_STATUS = Option(
    ["--status", "states"],
    type=click.Choice([state.value for state in State]),
    multiple=True,
    help=Both("hanya yang berstatus ini; boleh beberapa", "only in this state; may be repeated"),
)
FILTER = [
    _STATUS,
    Option(["--district"], default="", metavar="K", help=Both("kabupaten/kota", "district")),
    Option(["--agency"], default="", metavar="T", help=Both("bagian nama instansi", "part of the agency's name")),
    Option(["--search"], default="", metavar="T", help=Both("bagian nama, NIP, instansi", "part of name, NIP, agency")),
]
PEOPLE = [
    Option(
        ["--person", "persons"], multiple=True, metavar="P", help=Both("id atau NIP; boleh beberapa", "id or NIP; many")
    ),
    Option(
        ["--ids"],
        type=click.Path(path_type=Path, dir_okay=False, exists=True),
        default=None,
        metavar="FILE",
        help=Both("berkas berisi id atau NIP, satu sebaris", "file with an id or NIP a line"),
    ),
    *FILTER,
    Option(["--all", "everybody"], is_flag=True, help=Both("semua orang di kelas itu", "everybody of the class")),
]
OF_OFFICE = [option for option in PEOPLE if option is not _STATUS]
"""The same for people of the office, who have no state in the class yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was typed to name people."""

    persons: tuple[str, ...] = ()
    ids: Path | None = None
    states: tuple[str, ...] = ()
    district: str = ""
    agency: str = ""
    search: str = ""
    everybody: bool = False

    @property
    def wanted(self) -> Wanted:
        """The filter."""
        from desktop.services.enrolment.views import district_code
        from desktop.storage.queries.enrolments import Wanted

        district = district_code(self.district) if self.district.strip() else ""
        states = tuple(State(state) for state in self.states)
        return Wanted(states=states, district=district, agency=self.agency.strip(), search=self.search)

    @property
    def is_filter(self) -> bool:
        """Whether anything but names was typed."""
        return bool(self.states or self.district or self.agency or self.search or self.everybody)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The people meant, in the order told, and the lines of the file that name nobody."""

    people: list[int]
    unread: tuple[str, ...] = ()


def chosen(setting: Setting, profile: OpenProfile, class_id: int, choice: Choice, *, of_office: bool = False) -> Chosen:
    """The people that were named. of_office: a filter means everybody of the class's office, not of the class.

    Wrong use when nothing or both ways were told.
    """
    named = bool(choice.persons or choice.ids)
    if named == choice.is_filter:
        raise click.UsageError(
            setting.word(
                "sebutkan orangnya: --person, --ids, atau saringan (--status, --district, --agency, --search, --all).",
                "say who: --person, --ids, or a filter (--status, --district, --agency, --search, --all).",
            ),
            ctx=click.get_current_context(),
        )
    if not named:
        from desktop.services.enrolment.views import those_meant, those_of_office

        asked = those_of_office if of_office else those_meant
        return Chosen(people=profile.read(asked, class_id, choice.wanted).result())

    def find(replica: Replica) -> Chosen:
        from desktop.services.named import person_named
        from desktop.services.people.people_file import people_of_file

        people = [person_named(replica, one) for one in choice.persons]
        if choice.ids is None:
            return Chosen(people=people)
        told = people_of_file(replica, choice.ids)
        return Chosen(people=[*people, *told.people], unread=told.problems)

    found = profile.read(find).result()
    for sentence in found.unread:
        setting.progress(sentence, worded_sentence(sentence, setting))
    return found
