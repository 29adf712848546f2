"""A group's action plan from its draft to the follow-up a year later, in the services, on a real replica."""

import json
from collections.abc import Iterator
from fractions import Fraction

import msgspec
import pytest

from contract.exchange.dots import format_id, row_id
from contract.exchange.shapes import RowKey
from contract.training.catalogue import CONFLICT, PERSON, PROGRAMME, SEMINAR_SCORE, STAFF
from contract.training.completion.minutes import Kind
from contract.training.plans.lights import Colour
from desktop.services.attachments import attach_to_group, list_attachments
from desktop.services.classes.creating import ClassPlan, NewStage, create_class
from desktop.services.classes.views import show_class
from desktop.services.completion.minutes import NewMinutes, minutes_view
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.people.listing import enrol
from desktop.services.plans.grouping import Balance, balance_groups, list_teams
from desktop.services.plans.groups import write_note
from desktop.services.plans.planning import (
    NewCoaching,
    NewFollowUp,
    NewMilestone,
    add_coaching,
    add_milestone,
    finish_milestone,
    move_plan,
    remove_milestone,
    report_follow_up,
    set_milestone,
    set_plan_field,
)
from desktop.services.plans.rollup import class_lights, programme_lights
from desktop.services.plans.seminar_minutes import seminar_standing, sign_seminar
from desktop.services.plans.seminars import NewScore, give_score, order_seminar, seminar_of
from desktop.services.plans.views import PlanView, plan_of_group
from desktop.services.regulations import set_regulation
from desktop.services.views import NewClass
from desktop.services.writing import patch, stated, write
from desktop.storage.edit import Change
from tests.services.laptop import REALM, START, Laptop

PRIORITIES = ["peningkatan literasi digital ASN", "perluasan digitalisasi UMKM"]
PHOTO = b"\xff\xd8 a photograph"


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    """One laptop for all tests here, with a programme that states its priorities: each test makes a class of it."""
    made = Laptop(tmp_path_factory.mktemp("plans"))
    definition = json.dumps({"schema_version": 1, "programme": {"title": "DLA", "priorities": PRIORITIES}})
    line = Change(PROGRAMME.number, stated(PROGRAMME, key="dla", title="DLA", definition=definition))
    made.write(lambda r, m: write(r, REALM, [line], m))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def day(laptop: Laptop) -> Iterator[None]:
    """Each test begins on the same day, whichever ran before it and let months go by."""
    began = laptop.now
    yield
    laptop.now = began + 600


class Training:
    """A class of six in two groups, with a stage that ends on the day of the seminar, an examiner and a coach."""

    def __init__(self, laptop: Laptop, key: str = "dla") -> None:
        self.laptop = laptop
        new = NewClass(title="DLA NTT", office="53", programme=key)
        stages = ClassPlan(stages=[NewStage(title="Seminar", ends_on="2025-09-02"), NewStage(title="Mandiri")])
        self.class_id = laptop.write(lambda r, m: create_class(r, new, m, stages))
        self.people = [laptop.person(f"Orang {number}") for number in range(6)]
        laptop.write(lambda r, m: enrol(r, self.class_id, self.people, m))
        teams = laptop.write(lambda r, m: balance_groups(r, self.class_id, Balance(count=2, by=("sex",)), m)).teams
        self.group, self.other = (team.id for team in teams)
        self.members = [one.id for one in teams[0].members]
        self.first, self.second, self.coach = (self.staff("examiner"), self.staff("examiner"), self.staff("coach"))

    def staff(self, role: str) -> int:
        made = stated(STAFF, class_group=self.class_id, role=role, name=f"Bapak {role}")
        return self.laptop.write(lambda r, m: row_id(write(r, REALM, [Change(STAFF.number, made)], m)[0]))

    def set(self, field: str, typed: str, group: int | None = None) -> None:
        self.laptop.write(lambda r, m: set_plan_field(r, group or self.group, field, typed, m))

    def plan(self, today: str = "2025-09-05") -> PlanView:
        return self.laptop.read(lambda r: plan_of_group(r, self.group, today))


def test_a_plan_is_filled_in_and_what_nobody_stated_stays_unknown(laptop: Laptop) -> None:
    training = Training(laptop)
    assert (training.plan().written, training.plan().title, training.plan().status) == (False, "", "draft")
    for field, typed in {
        "title": "Desa  digital",
        "theme": "UMKM",
        "plan": "teks lama\nbaris dua",
        "priorities": "PERLUASAN DIGITALISASI UMKM",
        "impacts": "apa saja",
        "indicators": "25;1",
        "quick_win": "ya",
        "budget": "Rp2.500.000",
        "coach": format_id(training.coach),
    }.items():
        training.set(field, typed)
    plan = training.plan()
    assert (plan.title, plan.theme, plan.free_text) == ("Desa digital", "UMKM", "teks lama\nbaris dua")
    assert plan.several("priorities") == (PRIORITIES[1],)
    assert plan.several("indicators") == ("1", "25")
    assert (plan.stated["quick_win"], plan.stated["budget"], plan.stated["risks"]) == (1, 2_500_000, None)
    assert plan.coach is not None
    assert plan.coach.name == "Bapak coach"
    assert (plan.seminar.on, plan.seminar.source) == ("2025-09-02", "stage")
    training.set("budget", "")
    assert training.plan().stated["budget"] is None
    for field, typed, sentence in (
        ("priorities", "jalan raya", "bukan prioritas program ini"),
        ("indicators", "48", "nomor instrumennya 1 sampai 47"),
        ("shoe", "x", "tidak mempunyai isian"),
        ("seminar_on", "besok", "tidak terbaca"),
    ):
        with pytest.raises(Unsuitable, match=sentence):
            training.set(field, typed)
    with pytest.raises(NotHere, match="Tidak ada panitia"):
        training.set("coach", format_id(training.people[0]))


def test_a_plan_moves_by_its_states_and_needs_a_title_to_be_submitted(laptop: Laptop) -> None:
    training = Training(laptop, key="tanpa program")

    def move(to: str) -> str:
        return laptop.write(lambda r, m: move_plan(r, training.group, to, m)).value

    with pytest.raises(Unsuitable, match="belum berjudul"):
        move("submitted")
    training.set("title", "Layanan cepat")
    for to in ("submitted", "coached", "presented", "revised", "presented", "accepted", "implementing", "done"):
        assert move(to) == to
    assert training.plan().status == "done"
    with pytest.raises(Unsuitable, match="berstatus done; sesudah itu hanya: implementing"):
        move("draft")
    assert training.plan().light.colour is Colour.GREEN


def test_milestones_belong_to_members_and_their_horizon_follows_the_seminar(laptop: Laptop) -> None:
    training = Training(laptop)
    owner, stranger = training.members[0], next(one for one in training.people if one not in training.members)

    def add(**told: object) -> int:
        new = msgspec.convert({"title": "Peluncuran", **told}, NewMilestone)
        return laptop.write(lambda r, m: add_milestone(r, training.group, new, m))

    first = add(due_on="2025-10-01", owner=owner, budget="500.000")
    late = add(title="Evaluasi", due_on="2027-01-01")
    undated = add(title="Tanpa tanggal")
    assert [one.horizon for one in training.plan().milestones] == ["short", "long", None]
    assert training.plan().milestones[0].owner is not None
    assert training.plan().milestones[0].budget == 500_000
    with pytest.raises(NotHere, match="bukan anggota kelompok ini"):
        add(owner=stranger)
    with pytest.raises(Unsuitable, match="sesudah tenggatnya"):
        add(starts_on="2025-11-01", due_on="2025-10-01")
    with pytest.raises(Unsuitable, match="belum berjudul"):
        add(title=" ")
    laptop.write(lambda r, m: set_milestone(r, late, "due_on", "2026-01-01", m))
    laptop.write(lambda r, m: set_milestone(r, late, "owner", format_id(owner), m))
    laptop.write(lambda r, m: set_milestone(r, late, "target", "46 orang", m))
    for field, typed in (("due_on", "besok"), ("shoe", "x"), ("title", ""), ("horizon", "soon")):
        with pytest.raises(Unsuitable):
            laptop.write(lambda r, m, f=field, t=typed: set_milestone(r, late, f, t, m))  # type: ignore[misc]
    laptop.now += 60 * 86_400
    laptop.write(lambda r, m: finish_milestone(r, first, "2025-09-20", "12 desa", m))
    laptop.write(lambda r, m: remove_milestone(r, undated, m))
    done, moved = training.plan().milestones
    assert (done.done_on, done.realisation) == ("2025-09-20", "12 desa")
    assert (moved.due_on, moved.horizon, moved.target) == ("2026-01-01", "medium", "46 orang")
    with pytest.raises(NotHere, match="Tidak ada tonggak"):
        laptop.write(lambda r, m: finish_milestone(r, undated, "2025-09-20", "", m))
    other = training.members[1]
    laptop.write(lambda r, m: write(r, REALM, [Change(RowKey(PERSON.number, owner), patch(PERSON, same_as=other))], m))
    assert {one.owner.id for one in training.plan().milestones if one.owner} == {other}, "merged, they are one person"


def test_coaching_evidence_and_notes_stand_with_the_plan(laptop: Laptop) -> None:
    training = Training(laptop)
    training.set("coach", format_id(training.coach))
    for day, notes in (("2025-08-20", "Kedua."), ("2025-08-10", "Pertama.")):
        new = NewCoaching(held_on=day, notes=notes, mode="daring", follow_up="Perbaiki indikator.")
        laptop.write(lambda r, m, new=new: add_coaching(r, training.group, new, m))  # type: ignore[misc]
    log = training.plan().coachings
    assert [(one.held_on, one.notes, one.coach.name if one.coach else "") for one in log] == [
        ("2025-08-10", "Pertama.", "Bapak coach"),
        ("2025-08-20", "Kedua.", "Bapak coach"),
    ]
    with pytest.raises(Unsuitable, match="berisi 0 huruf"):
        laptop.write(lambda r, m: add_coaching(r, training.group, NewCoaching(held_on="2025-08-10", notes=" "), m))
    made = laptop.write(lambda r, m: attach_to_group(r, training.group, PHOTO, "image/jpeg", "Peluncuran", m))
    assert laptop.write(lambda r, m: attach_to_group(r, training.group, PHOTO, "image/jpeg", "Lagi", m)) == made
    (photo,) = laptop.read(lambda r: list_attachments(r, group_id=training.group))
    assert (photo.id, photo.group, photo.session, photo.title) == (made, training.group, None, "Peluncuran")
    assert laptop.read(lambda r: list_attachments(r, group_id=training.other)) == ()
    laptop.write(lambda r, m: write_note(r, training.group, "Draf dibahas.", m))
    shown = laptop.read(lambda r: show_class(r, training.class_id, START)).groups
    assert [note.text for note in shown[0].notes] == ["Draf dibahas."]
    assert len(shown[0].members) == len(laptop.read(lambda r: list_teams(r, training.class_id))[0].members)


def test_a_seminar_is_drawn_scored_by_the_rule_of_its_day_and_frozen_as_plain_values(laptop: Laptop) -> None:
    training = Training(laptop, key="seminar")
    laptop.write(
        lambda r, m: set_regulation(r, "53", "seminar_criteria", "Mutu: 60; Penyajian: 40", m, programme_key="seminar")
    )
    drawn = laptop.write(lambda r, m: order_seminar(r, training.class_id, m, seed=3, on="2025-09-01"))
    assert drawn == laptop.write(lambda r, m: order_seminar(r, training.class_id, m, seed=3))
    assert laptop.write(lambda r, m: order_seminar(r, training.class_id, m)) == (training.group, training.other)
    assert (training.plan().seminar.on, training.plan().seminar.source) == ("2025-09-01", "plan")

    def give(examiner: int, criterion: str, value: str) -> int:
        new = NewScore(examiner=examiner, criterion=criterion, value=value)
        return laptop.write(lambda r, m: give_score(r, training.group, new, m)).number

    assert [give(training.first, "mutu", "80"), give(training.first, "2", "90,5")] == [1, 2]
    give(training.second, "1", "70")
    assert training.plan().seminar.result.score == Fraction(8420, 100)
    give(training.second, "2", "75")
    assert training.plan().seminar.result.score == (Fraction(842, 10) + 72) / 2
    with pytest.raises(Unsuitable, match="Yang ada: 1 Mutu; 2 Penyajian"):
        give(training.first, "3", "80")
    with pytest.raises(Unsuitable, match="di luar 0 sampai 100"):
        give(training.first, "1", "101")
    with pytest.raises(Unsuitable, match="bukan penguji kelas ini"):
        give(training.coach, "1", "80")
    sheet = laptop.read(lambda r: seminar_of(r, training.class_id, "2025-09-05"))
    assert [plan.group for plan in sheet.plans] == [training.group, training.other]


def test_signed_minutes_freeze_the_sheets_and_a_later_change_needs_a_reason_and_shows(laptop: Laptop) -> None:
    training = Training(laptop, key="beku")

    def give(value: str, note: str = "") -> None:
        new = NewScore(examiner=training.first, criterion="1", value=value, note=note)
        laptop.write(lambda r, m: give_score(r, training.group, new, m))

    def sign(reason: str = "") -> int:
        new = NewMinutes(
            class_id=training.class_id, kind=Kind.SEMINAR, held_on="2025-09-02", place="Kupang", reason=reason
        )
        return laptop.write(lambda r, m: sign_seminar(r, new, m))

    def standing() -> tuple[int | None, tuple[str, ...]]:
        signed, changed = laptop.read(lambda r: seminar_standing(r, training.class_id, "2025-09-05"))
        return (signed.id if signed is not None else None), changed

    assert standing() == (None, ())
    with pytest.raises(Unsuitable, match="Belum ada nilai seminar"):
        sign()
    give("80")
    first = sign()
    view = laptop.read(lambda r: minutes_view(r, first))
    assert (view.kind, view.is_whole, view.place) == ("seminar", True, "Kupang")
    assert [one["score"] for one in view.body["plans"]] == [80, None]
    assert standing() == (first, ())
    give("80")
    with pytest.raises(Unsuitable, match="tulis alasan perubahannya"):
        give("85")
    give("85", note="salah tulis")
    told = "Kelompok 1, Bapak examiner, Nilai seminar: 80 menjadi 85."
    assert standing() == (first, (told,))
    with pytest.raises(Unsuitable, match="menjadi susulan dan perlu alasan"):
        sign()
    second = sign(reason="salah tulis")
    view = laptop.read(lambda r: minutes_view(r, second))
    assert (view.supplements, view.body["changed"]) == (first, [told])
    assert standing() == (second, ())
    give("", note="ditarik")
    with pytest.raises(Unsuitable, match="Lembar penguji Bapak examiner untuk Kelompok 1 belum lengkap: Nilai seminar"):
        sign(reason="lagi")


def test_a_value_that_two_laptops_give_differently_counts_nowhere_until_it_is_decided(laptop: Laptop) -> None:
    training = Training(laptop, key="berbeda")
    laptop.write(
        lambda r, m: give_score(r, training.group, NewScore(examiner=training.first, criterion="1", value="80"), m)
    )
    assert training.plan().seminar.result.score == 80
    keys = {"row_k1": training.group, "row_k2": training.first, "row_k3": 1}
    row = patch(CONFLICT, record=SEMINAR_SCORE.name, field="value", open=1, scope=training.class_id, **keys)
    laptop.arrive(RowKey(CONFLICT.number, 77, 1, 2), row)
    (sheet,) = training.plan().seminar.result.sheets
    assert (sheet.total, sheet.disputed, sheet.missing) == (None, (1,), (1,))


def test_follow_ups_fall_due_after_the_seminar_and_lights_roll_up_by_class_and_programme(laptop: Laptop) -> None:
    training = Training(laptop, key="lampu")
    definition = json.dumps({"programme": {"priorities": PRIORITIES}})
    line = Change(PROGRAMME.number, stated(PROGRAMME, key="lampu", definition=definition))
    laptop.write(lambda r, m: write(r, REALM, [line], m))
    training.set("priorities", "; ".join(PRIORITIES))
    step = laptop.write(
        lambda r, m: add_milestone(r, training.group, NewMilestone(title="Rapat", due_on="2025-09-20"), m)
    )
    assert [(one.days, one.due_on, one.reported) for one in training.plan().follow_ups] == [
        (60, "2025-11-01", False),
        (365, "2026-09-02", False),
    ]
    assert training.plan("2025-09-20").light.colour is Colour.GREEN
    assert training.plan("2025-09-21").light.colour is Colour.YELLOW
    assert training.plan("2025-11-30").light.colour is Colour.RED
    for early in (
        lambda r, m: finish_milestone(r, step, "2025-09-19", "", m),
        lambda r, m: set_milestone(r, step, "done_on", "2025-09-19", m),
        lambda r, m: report_follow_up(r, training.group, NewFollowUp(days=60, held_on="2025-11-03"), m),
    ):
        with pytest.raises(Unsuitable, match="belum tiba; periksa tanggalnya"):
            laptop.write(early)
    laptop.now += 120 * 86_400
    laptop.write(lambda r, m: finish_milestone(r, step, "2025-09-19", "", m))
    new = NewFollowUp(days=60, held_on="2025-11-03", share="40,5%", realisation="12 desa", obstacles="listrik")
    laptop.write(lambda r, m: report_follow_up(r, training.group, new, m))
    told = training.plan("2025-11-30")
    assert (told.follow_ups[0].share, told.follow_ups[0].reported) == (4050, True)
    assert told.light.reason == "Tindak lanjut 60 hari menyebut kendala."
    with pytest.raises(Unsuitable, match="Tindak lanjut 90 hari tidak dikenal; pilih 60 atau 365 hari"):
        laptop.write(lambda r, m: report_follow_up(r, training.group, NewFollowUp(days=90, held_on="2025-11-03"), m))
    lights = laptop.read(lambda r: class_lights(r, training.class_id, "2025-11-30"))
    assert {colour.value: number for colour, number in lights.counts.items()} == {
        "green": 0,
        "yellow": 1,
        "red": 0,
        "grey": 1,
    }
    assert [(tag, sum(found.values())) for tag, found in lights.by_priority] == [
        (PRIORITIES[0], 1),
        (PRIORITIES[1], 1),
        (None, 1),
    ]
    whole = laptop.read(lambda r: programme_lights(r, "lampu", "2025-11-30"))
    assert whole.counts == lights.counts
    with pytest.raises(NotHere, match="Tidak ada kelas program"):
        laptop.read(lambda r: programme_lights(r, "lain", "2025-11-30"))
