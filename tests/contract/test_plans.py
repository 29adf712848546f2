"""Action plans: states, values of fields, follow-ups, the seminar's exact mean, and the lights."""

import json
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.exchange.dots import Dot, row_id
from contract.training.catalogue import ACTION_PLAN
from contract.training.findings import BadValue
from contract.training.plans.action_plans import (
    FIELDS,
    STATUS_WORDS,
    Choices,
    Horizon,
    PlanStatus,
    check_move,
    follow_up_due,
    horizon_of,
    next_statuses,
    plan_value,
    status_of,
    tags,
)
from contract.training.plans.lights import Colour, Progress, Report, Step, Tagged, counts, counts_by_tag, light
from contract.training.plans.seminars import (
    Criterion,
    Given,
    Presented,
    changed_since,
    criterion_named,
    minuted,
    minutes_body,
    read_criteria,
    seminar_result,
)

SEMINAR = "2025-09-02"
PRIORITIES = ("peningkatan literasi digital ASN", "perluasan digitalisasi UMKM")
CHOICES = Choices(indicators=range(1, 48), priorities=PRIORITIES, impacts=())


def test_a_plan_goes_through_its_states_in_order_and_may_go_one_back() -> None:
    order = list(PlanStatus)
    for now, after in pairwise(order):
        assert check_move(now, after) is after
        assert check_move(after, now) is now
    jumps = {(now, to) for now in order for to in next_statuses(now) if abs(order.index(to) - order.index(now)) > 1}
    assert jumps == {(PlanStatus.COACHED, PlanStatus.PRESENTED)}
    assert set(STATUS_WORDS) == set(order)
    with pytest.raises(BadValue, match="berstatus draft; sesudah itu hanya: submitted, bukan accepted"):
        check_move(PlanStatus.DRAFT, "accepted")
    with pytest.raises(BadValue, match='Tidak ada status "selesai"'):
        check_move(PlanStatus.DRAFT, "selesai")
    assert status_of(None) is status_of("of a newer Lontar") is PlanStatus.DRAFT


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("title", "  Satu   Data ", "Satu Data"),
        ("background", "baris satu\nbaris dua\n", "baris satu\nbaris dua"),
        ("quick_win", "Ya", 1),
        ("quick_win", "tidak", 0),
        ("budget", "Rp1.500.000", 1_500_000),
        ("budget", "Rp 250.000,00", 250_000),
        ("indicators", "25, 1;25", "1; 25"),
        ("priorities", "PERLUASAN digitalisasi umkm", "perluasan digitalisasi UMKM"),
        ("impacts", "apa saja; boleh ; apa saja", "apa saja; boleh"),
        ("title", "  ", None),
        ("budget", "", None),
    ],
)
def test_what_is_typed_is_kept_in_one_form(field: str, typed: str, kept: int | str | None) -> None:
    assert plan_value(field, typed, CHOICES) == kept


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("indicators", "48", 'Tidak ada indikator SPBE "48"; nomor instrumennya 1 sampai 47'),
        ("indicators", "dua", 'indikator SPBE "dua"'),
        ("priorities", "jalan raya", '"jalan raya" bukan prioritas program ini'),
        ("budget", "seribu", "bukan jumlah rupiah"),
        ("budget", "1.50", "bukan jumlah rupiah"),
        ("quick_win", "mungkin", "Quick win ya atau tidak"),
        ("title", "x" * 301, "berisi 301 huruf, paling banyak 300"),
        ("status", "done", 'tidak mempunyai isian "status"'),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(field: str, typed: str, sentence: str) -> None:
    with pytest.raises(BadValue, match=sentence):
        plan_value(field, typed, CHOICES)


def test_every_field_of_a_plan_is_one_of_the_catalogue() -> None:
    own = {field.name for field in ACTION_PLAN.fields}
    assert set(FIELDS) - {"theme"} <= own
    assert own - set(FIELDS) == {"coach", "status", "seminar_order", "seminar_on", "example", "gone"}


def test_follow_ups_and_horizons_are_counted_from_the_seminar() -> None:
    assert follow_up_due(SEMINAR, 60) == "2025-11-01"
    assert follow_up_due(SEMINAR, 365) == "2026-09-02"
    assert follow_up_due(None, 60) is None
    days = {"2025-08-01": Horizon.SHORT, "2025-11-01": Horizon.SHORT, "2025-11-02": Horizon.MEDIUM}
    days |= {"2026-09-02": Horizon.MEDIUM, "2026-09-03": Horizon.LONG}
    assert {day: horizon_of(day, SEMINAR) for day in days} == days
    assert horizon_of("2025-11-01", None) is None


CRITERIA = (Criterion(1, "Mutu", 6000), Criterion(2, "Penyajian", 4000))


def test_criteria_are_read_with_their_weights_and_found_by_number_or_title() -> None:
    assert read_criteria("Mutu: 60; Penyajian :40,00") == CRITERIA
    assert criterion_named(CRITERIA, " 2 ") == criterion_named(CRITERIA, "penyajian") == CRITERIA[1]
    for text in ("", "Mutu", "Mutu: 0", "Mutu: 60; mutu: 40", ": 50", "Mutu: banyak"):
        with pytest.raises(BadValue):
            read_criteria(text)
    with pytest.raises(BadValue, match="1 Mutu; 2 Penyajian"):
        criterion_named(CRITERIA, "3")


def test_a_seminar_counts_whole_sheets_only_and_a_disputed_value_is_none() -> None:
    given_ = [Given(7, 1, 8000), Given(7, 2, 9000), Given(8, 1, 7000), Given(9, 1, 8050), Given(9, 2, 8050, True)]
    result = seminar_result(CRITERIA, given_)
    assert [sheet.total for sheet in result.sheets] == [Fraction(84), None, None]
    assert [sheet.missing for sheet in result.sheets] == [(), (2,), (2,)]
    assert result.sheets[2].disputed == (2,)
    assert (result.score, result.whole) == (Fraction(84), False)
    assert seminar_result(CRITERIA, []).score is None
    assert seminar_result(CRITERIA, [Given(7, 1, None)]).sheets[0].missing == (1, 2)


@settings(max_examples=40)
@given(
    st.lists(st.lists(st.integers(0, 10_000), min_size=3, max_size=3), min_size=1, max_size=5),
    st.lists(st.integers(1, 10_000), min_size=3, max_size=3),
)
def test_the_mean_over_examiners_is_exact(values: list[list[int]], weights: list[int]) -> None:
    criteria = [Criterion(number, str(number), weight) for number, weight in enumerate(weights, 1)]
    given_ = [Given(who, number, value) for who, row in enumerate(values) for number, value in enumerate(row, 1)]
    score = seminar_result(criteria, reversed(given_)).score
    assert score is not None
    total = sum(weight * value for row in values for weight, value in zip(weights, row, strict=True))
    assert score * sum(weights) * len(values) * 100 == total


def test_minutes_of_a_seminar_name_every_value_and_are_plain() -> None:
    whole = seminar_result(CRITERIA, [Given(7, 1, 8000), Given(7, 2, 9000), Given(8, 1, 8001), Given(8, 2, 9001)])
    plans = [
        Presented(group=5, group_title="B", title="Dua", order=2, result=whole, examiners={7: "Ibu A", 8: "Bapak B"}),
        Presented(group=6, group_title="A", title="", order=None, result=seminar_result(CRITERIA, []), examiners={}),
        Presented(group=4, group_title="C", title="Satu", order=1, result=whole, examiners={7: "Ibu A"}),
    ]
    body = minutes_body(class_title="DLA", held_on=SEMINAR, place="Kupang", criteria=CRITERIA, plans=plans)
    told = json.loads(json.dumps(body))
    assert [one["title"] for one in told["plans"]] == ["Satu", "Dua", ""]
    assert (told["plans"][0]["score"], told["plans"][2]["score"]) == (84.005, None)
    assert told["plans"][1]["sheets"][1] == {
        "examiner": "0-8",
        "name": "Bapak B",
        "values": {"1": 8001, "2": 9001},
        "total": 84.01,
    }


def test_what_was_changed_since_the_minutes_is_told_value_by_value() -> None:
    group, ann, ben = (row_id(Dot(7, n)) for n in (5, 7, 8))

    def presented(*given_: Given) -> Presented:
        result = seminar_result(CRITERIA, given_)
        return Presented(
            group=group, group_title="Kelompok 5", title="", order=1, result=result, examiners={ann: "Ibu A"}
        )

    before = presented(Given(ann, 1, 8000), Given(ann, 2, 9000))
    body = minutes_body(class_title="DLA", held_on=SEMINAR, place="Kupang", criteria=CRITERIA, plans=[before])
    told = json.loads(json.dumps(body))
    assert minuted(told) == (CRITERIA, (before,))
    assert changed_since(told, [before]) == ()
    after = presented(Given(ann, 1, 8150), Given(ben, 2, 7000), Given(ann, 2, None))
    assert changed_since(told, [after]) == (
        "Kelompok 5, Ibu A, Mutu: 80 menjadi 81,5.",
        "Kelompok 5, Ibu A, Penyajian: 90 menjadi kosong.",
        "Kelompok 5, 7-8, Penyajian: kosong menjadi 70.",
    )
    assert len(changed_since(told, []) or ()) == 2, "a group that is gone has no values any more"
    for strange in ({"plans": 3}, {**told, "plans": [{**told["plans"][0], "group": "x"}]}):
        assert changed_since(strange, [after]) is None


def plan(*steps: Step, status: PlanStatus = PlanStatus.IMPLEMENTING, reports: tuple[Report, ...] = ()) -> Progress:
    return Progress(status=status, steps=steps, reports=reports, seminar_on=SEMINAR)


OPEN, DONE = Step("Peluncuran", "2025-10-01", None), Step("Rapat", "2025-09-10", "2025-09-12")
YEAR = "2026-09-01"


@pytest.mark.parametrize(
    ("progress", "today", "colour", "reason"),
    [
        (plan(), "2025-10-01", Colour.GREY, "Belum ada data: belum ada tonggak dan tindak lanjut."),
        (plan(Step("Tanpa tanggal", None, None)), YEAR, Colour.GREY, "Belum ada data: tonggaknya belum bertanggal."),
        (plan(status=PlanStatus.DONE), YEAR, Colour.GREEN, "Rencana aksi sudah rampung."),
        (plan(OPEN, DONE), "2025-10-01", Colour.GREEN, 'Sesuai rencana; berikutnya "Peluncuran" pada 1 Oktober 2025.'),
        (
            plan(OPEN, DONE),
            "2025-10-02",
            Colour.YELLOW,
            'Tonggak "Peluncuran" terlambat 1 hari sejak 1 Oktober 2025.',
        ),
        (plan(OPEN), "2025-10-31", Colour.YELLOW, "terlambat 30 hari"),
        (plan(OPEN), "2025-11-01", Colour.RED, "terlambat 31 hari"),
        (plan(OPEN, Step("Lain", "2025-10-05", None)), "2025-11-01", Colour.RED, "; 2 tonggak terlambat."),
        (plan(Step("Rapat", "2025-09-10", "2026-09-12")), "2025-09-11", Colour.YELLOW, "terlambat 1 hari"),
        (plan(DONE), "2025-11-01", Colour.GREEN, "Semua yang bertanggal sudah dilaksanakan."),
        (plan(DONE), "2025-11-02", Colour.YELLOW, "Tindak lanjut 60 hari belum dilaporkan sejak 1 November 2025."),
        (plan(DONE, reports=(Report(60, 4000),)), "2025-11-02", Colour.GREEN, "Semua yang bertanggal"),
        (plan(DONE, reports=(Report(60, 4000, "listrik"),)), "2025-11-02", Colour.YELLOW, "60 hari menyebut kendala."),
        (plan(DONE, reports=(Report(60, 4000),)), "2026-09-03", Colour.YELLOW, "Tindak lanjut 365 hari belum"),
        (plan(DONE, reports=(Report(365, 4999),)), YEAR, Colour.RED, "Realisasi sesudah setahun baru 49,99%."),
        (plan(DONE, reports=(Report(365, 5000),)), YEAR, Colour.YELLOW, "Realisasi sesudah setahun baru 50%."),
        (plan(DONE, reports=(Report(365, 10_000),)), "2027-01-01", Colour.GREEN, "Semua yang bertanggal"),
        (plan(reports=(Report(60, None),)), "2025-11-02", Colour.GREEN, "Semua yang bertanggal"),
    ],
)
def test_a_light_has_a_colour_and_says_why(progress: Progress, today: str, colour: Colour, reason: str) -> None:
    found = light(progress, today)
    assert found.colour is colour
    assert reason in found.reason


def test_lights_are_counted_for_all_and_by_each_value_that_the_programme_states() -> None:
    plans = [
        Tagged(Colour.GREEN, PRIORITIES),
        Tagged(Colour.RED, PRIORITIES[:1]),
        Tagged(Colour.GREY, ()),
        Tagged(Colour.RED, ("lain",)),
    ]
    assert counts(plans) == {Colour.GREEN: 1, Colour.YELLOW: 0, Colour.RED: 2, Colour.GREY: 1}
    by_tag = counts_by_tag(plans, (*PRIORITIES, "belum dipilih"))
    assert [tag for tag, _ in by_tag] == [*PRIORITIES, "belum dipilih", "lain", None]
    assert [sum(found.values()) for _, found in by_tag] == [2, 1, 0, 1, 1]
    assert by_tag[0][1][Colour.RED] == 1
    assert tags(" a ;; b;a") == ("a", "b")
