"""Who is new, who is changed, who is already there, and that importing again changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.training.findings import BadValue, Severity
from desktop.services.roster.headings import Column, Kind
from desktop.services.roster.matching import Action, Plan, match_rows
from desktop.services.roster.rows import Fields, Roster, RosterRow, problem_at

People = list[dict[str, int | str | None]]


def roster(*rows: Fields) -> Roster:
    """A roster of rows 2, 3, ...; a field "id" is the column of our own list."""
    return Roster(
        path=Path("daftar.xlsx"),
        sheet="Peserta",
        header_rows=(1,),
        columns=(
            Column(index=0, label="Nama", kinds=(Kind.NAME,)),
            Column(index=1, label="NIP", kinds=(Kind.EMPLOYEE_NUMBER,)),
        ),
        width=2,
        rows=tuple(
            RosterRow(
                row_number=number,
                fields={name: value for name, value in fields.items() if name != "id"},
                person_id=int(fields.get("id") or 0),
            )
            for number, fields in enumerate(rows, 2)
        ),
    )


def save(plan: Plan, people: People) -> People:
    """The people after the plan is carried out, as storage would."""
    after = {int(person["id"] or 0): dict(person) for person in people}
    for decision in plan.decisions:
        if decision.action is Action.ADD:
            new = max(after, default=0) + 1
            after[new] = {"id": new, **decision.changes}
        elif decision.action is Action.UPDATE:
            after[decision.person_id].update(decision.changes)
    return list(after.values())


def actions(plan: Plan) -> list[str]:
    return [decision.action.value for decision in plan.decisions]


def codes(plan: Plan) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.severity.value, problem.code) for problem in plan.problems]


MARIA: Fields = {
    "name": "Maria Nalle",
    "employee_number": "198009162009112001",
    "birth_date": "1980-09-16",
    "agency": "Dinas Sosial",
}
NIP_B, NIP_C = "198009162010012002", "197512012003121003"


def test_a_new_person_is_added_with_all_fields() -> None:
    plan = match_rows(roster(MARIA), [])
    assert actions(plan) == ["add"]
    assert plan.decisions[0].changes == MARIA


def test_the_same_nip_is_the_same_person_and_only_differences_are_written() -> None:
    plan = match_rows(roster({**MARIA, "agency": "Dinas Kesehatan"}), [{"id": 7, **MARIA, "phone": "+62811"}])
    assert actions(plan) == ["update"]
    assert plan.decisions[0].person_id == 7
    assert plan.decisions[0].changes == {"agency": "Dinas Kesehatan"}


def test_empty_cells_erase_nothing() -> None:
    plan = match_rows(
        roster({"name": "Maria Nalle", "employee_number": NIP_B, "agency": ""}),
        [{"id": 7, **MARIA, "employee_number": NIP_B}],
    )
    assert actions(plan) == ["unchanged"]
    assert plan.decisions[0].changes == {}


@pytest.mark.parametrize(
    ("held", "typed"),
    [
        ({"phone": "0812 3456 7890"}, {"phone": "+6281234567890"}),
        ({"grade": "IIIc"}, {"grade": "III/c"}),
        ({"agency": "Dinas  Sosial "}, {"agency": "Dinas Sosial"}),
        ({"agency": "Dinas Sosial"}, {"agency": "DINAS SOSIAL"}),
        ({"name": "Maria Nalle"}, {"name": "MARIA NALLE"}),
        ({"email": "Maria@contoh.id"}, {"email": "maria@contoh.id"}),
        ({"employee_number": "19800916 200911 2 001"}, {"employee_number": "198009162009112001"}),
    ],
)
def test_another_dress_of_the_same_value_is_no_change(held: Fields, typed: Fields) -> None:
    plan = match_rows(
        roster({**MARIA, "national_id": "5371046512710001", **typed}),
        [{"id": 7, **MARIA, "national_id": "5371046512710001", **held}],
    )
    assert actions(plan) == ["unchanged"]


def test_capitals_put_right_are_a_change() -> None:
    plan = match_rows(roster(MARIA), [{"id": 7, **MARIA, "name": "MARIA NALLE"}])
    assert plan.decisions[0].changes == {"name": "Maria Nalle"}
    assert (
        match_rows(roster({**MARIA, "title_prefix": "dr."}), [{"id": 7, **MARIA, "title_prefix": "Dr."}])
        .decisions[0]
        .changes
    )


def test_without_nip_the_nik_decides_and_without_both_name_and_birth_date() -> None:
    by_nik = match_rows(
        roster({"name": "M. Nalle", "national_id": "1"}), [{"id": 7, "name": "Maria Nalle", "national_id": "1"}]
    )
    assert [decision.person_id for decision in by_nik.decisions] == [7]
    born: Fields = {"name": "maria nalle", "birth_date": "1980-09-16"}
    assert actions(match_rows(roster(born), [{"id": 7, **MARIA}])) == ["unchanged"]
    assert actions(match_rows(roster({**born, "birth_date": "1981-01-01"}), [{"id": 7, **MARIA}])) == ["add"]


def test_a_birth_date_inside_the_nip_counts_as_known() -> None:
    held: Fields = {"id": 7, "name": "Maria Nalle", "employee_number": MARIA["employee_number"]}
    plan = match_rows(roster({"name": "Maria Nalle", "birth_date": "1980-09-16"}), [held])
    assert (actions(plan), plan.decisions[0].person_id) == (["update"], 7)


def test_a_name_and_birth_date_of_two_people_is_nobody_until_a_number_tells() -> None:
    two: People = [{"id": 1, **MARIA}, {"id": 2, **MARIA, "employee_number": NIP_B}]
    plan = match_rows(roster({"name": "Maria Nalle", "birth_date": "1980-09-16"}), two)
    assert actions(plan) == ["skip"]
    assert codes(plan) == [(2, "error", "several_fit")]


def test_name_and_telephone_name_a_person_without_numbers() -> None:
    held: People = [{"id": 1, "name": "Yosef Ga", "phone": "+62811"}, {"id": 2, "name": "Yosef Ga", "phone": "+62822"}]
    plan = match_rows(roster({"name": "Yosef Ga", "phone": "+62822", "agency": "Desa"}), held)
    assert (plan.decisions[0].person_id, plan.decisions[0].changes) == (2, {"agency": "Desa"})


def test_a_number_added_to_a_person_known_by_name_is_shown_before_saving() -> None:
    plan = match_rows(roster(MARIA), [{"id": 7, "name": "Maria Nalle", "birth_date": "1980-09-16"}])
    assert actions(plan) == ["update"]
    assert codes(plan) == [(2, "warning", "number_added")]


def test_someone_alike_is_added_with_a_warning() -> None:
    plan = match_rows(roster(MARIA), [{"id": 7, **MARIA, "employee_number": NIP_B}])
    assert actions(plan) == ["add"]
    assert codes(plan) == [(2, "warning", "similar_person")]
    assert NIP_B in plan.problems[0].message
    namesake = match_rows(roster({"name": "Maria Nalle", "agency": "Desa"}), [{"id": 7, **MARIA}])
    assert (actions(namesake), codes(namesake)) == (["add"], [(2, "warning", "similar_person")])


def test_namesakes_with_other_birth_dates_are_no_question() -> None:
    plan = match_rows(roster(MARIA), [{"id": 7, "name": "Maria Nalle", "birth_date": "1990-01-01"}])
    assert (actions(plan), plan.problems) == (["add"], ())


def test_a_new_name_or_birth_date_for_a_known_nip_is_shown_before_saving() -> None:
    plan = match_rows(roster({**MARIA, "name": "Maria Tefa", "birth_date": "1980-09-17"}), [{"id": 7, **MARIA}])
    assert actions(plan) == ["update"]
    assert codes(plan) == [(2, "warning", "identity_changed")] * 2


def test_a_nip_of_someone_with_another_name_and_birth_date_is_a_slip() -> None:
    plan = match_rows(roster({**MARIA, "name": "Yosef Ga", "birth_date": "1975-01-01"}), [{"id": 7, **MARIA}])
    assert (actions(plan), codes(plan)) == (["skip"], [(2, "error", "number_of_another")])


def test_a_nip_typed_for_quite_another_name_renames_nobody() -> None:
    plan = match_rows(roster({**MARIA, "name": "Yosef Ga"}), [{"id": 7, **MARIA}])
    assert (actions(plan), codes(plan)) == (["skip"], [(2, "error", "number_of_another")])


def test_another_spelling_of_a_name_without_a_common_word_is_still_the_person() -> None:
    plan = match_rows(roster({**MARIA, "name": "Piter"}), [{"id": 7, **MARIA, "name": "Petrus"}])
    assert (actions(plan), codes(plan)) == (["update"], [(2, "warning", "identity_changed")])


def test_nip_of_one_person_and_nik_of_another_is_a_slip() -> None:
    held: People = [{"id": 1, **MARIA}, {"id": 2, "name": "Yosef Ga", "national_id": "1"}]
    plan = match_rows(roster({**MARIA, "national_id": "1"}), held)
    assert (actions(plan), codes(plan)) == (["skip"], [(2, "error", "number_of_another")])
    assert "Yosef Ga" in plan.problems[0].message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (MARIA, {**MARIA, "name": "Maria N."}),
        ({**MARIA, "national_id": "1"}, {"name": "Yosef", "national_id": "1"}),
        (MARIA, {"name": "MARIA NALLE", "birth_date": "1980-09-16"}),
        (MARIA, {"name": "Maria Nalle"}),
        ({"name": "Yosef", "phone": "+62811"}, {"name": "Yosef", "phone": "+62811", "agency": "Desa"}),
        ({"name": "Yosef", "agency": "Desa"}, {"name": "Yosef"}),
    ],
)
def test_the_second_row_of_one_person_is_skipped_and_names_the_first(one: Fields, other: Fields) -> None:
    plan = match_rows(roster(one, other), [])
    assert actions(plan) == ["add", "skip"]
    assert codes(plan) == [(3, "error", "twin_in_file")]
    assert "baris 2" in plan.problems[0].message


def test_of_two_rows_of_one_person_the_one_with_a_number_stays() -> None:
    plan = match_rows(roster({"name": "Maria Nalle", "birth_date": "1980-09-16"}, MARIA), [])
    assert actions(plan) == ["skip", "add"]


def test_two_rows_with_two_nips_are_two_people_even_with_one_name_and_birth_date() -> None:
    plan = match_rows(roster(MARIA, {**MARIA, "employee_number": NIP_B}), [])
    assert actions(plan) == ["add", "add"]
    assert codes(plan) == [(3, "warning", "similar_person")]
    assert "baris 2" in plan.problems[0].message


def test_the_id_of_our_own_list_finds_a_person_without_numbers_whose_name_was_corrected() -> None:
    plan = match_rows(
        roster({"id": 7, "name": "Yosef Gha"}), [{"id": 7, "name": "Yosef Ga"}, {"id": 8, "name": "Yosef Gha"}]
    )
    assert (plan.decisions[0].person_id, plan.decisions[0].changes) == (7, {"name": "Yosef Gha"})


def test_a_row_of_our_own_list_typed_over_with_another_person_is_that_other_person() -> None:
    plan = match_rows(
        roster({"id": 7, "name": "Maria Nalle", "phone": "+62811"}), [{"id": 7, "name": "Yosef Ga", "phone": "+62811"}]
    )
    assert actions(plan) == ["add"]


def test_a_broken_row_is_skipped_and_the_others_go_on() -> None:
    read = roster({"name": "Yosef"}, MARIA)
    broken = RosterRow(
        row_number=2, fields={"name": "Yosef"}, problems=(problem_at(2, "NIP", BadValue("x", "Salah.").finding),)
    )
    plan = match_rows(
        Roster(**{**{name: getattr(read, name) for name in Roster.__slots__}, "rows": (broken, read.rows[1])}), []
    )
    assert actions(plan) == ["skip", "add"]
    assert plan.count(Action.SKIP) == 1


names = st.sampled_from(["Maria Nalle", "MARIA NALLE", "Yosef", "Maria Yuliana Nalle"])
nips = st.sampled_from(["198009162009112001", NIP_B, NIP_C])
optional = {
    "employee_number": nips,
    "national_id": st.sampled_from(["1", "2", "3"]),
    "birth_date": st.sampled_from(["1980-09-16", "1975-12-01"]),
    "phone": st.sampled_from(["+62811", "+62822"]),
    "email": st.sampled_from(["a@x.id", "b@x.id"]),
    "agency": st.sampled_from(["Dinas Sosial", "DINAS SOSIAL", "Desa"]),
    "position": st.sampled_from(["Kepala", "Staf"]),
}
people_fields = st.fixed_dictionaries({"name": names}, optional=optional)
rosters = st.lists(people_fields, max_size=9)


@settings(max_examples=200)
@given(rosters, rosters)
def test_importing_the_same_roster_again_changes_nothing(held: list[Fields], typed: list[Fields]) -> None:
    people: People = [{"id": number, **fields} for number, fields in enumerate(held, 1)]
    first = match_rows(roster(*typed), people)
    after = save(first, people)
    again = match_rows(roster(*typed), after)
    assert set(actions(again)) <= {"unchanged", "skip"}
    assert [each == "skip" for each in actions(again)] == [each == "skip" for each in actions(first)]


@given(rosters, rosters)
def test_a_person_stands_for_one_row_and_a_change_never_empties_a_field(
    held: list[Fields], typed: list[Fields]
) -> None:
    people: People = [{"id": number, **fields} for number, fields in enumerate(held, 1)]
    plan = match_rows(roster(*typed), people)
    known = [decision.person_id for decision in plan.decisions if decision.person_id]
    assert len(known) == len(set(known))
    assert all(value not in (None, "") for decision in plan.decisions for value in decision.changes.values())
    for decision in plan.decisions:
        errors = [problem for problem in decision.row.problems if problem.severity is Severity.ERROR]
        assert bool(errors) == (decision.action is Action.SKIP)


@given(rosters)
def test_our_own_list_of_people_typed_back_changes_nothing(held: list[Fields]) -> None:
    people: People = [{"id": number, **fields} for number, fields in enumerate(held, 1)]
    plan = match_rows(roster(*people), people)
    assert "add" not in actions(plan)
    assert "update" not in actions(plan)
