"""Payment lists: only what is sure is paid, the rest is named, and corrections add up to what is owed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.exchange.dots import parse_id
from contract.training.findings import BadValue
from contract.training.frozen_text import digest_of
from contract.training.payments.body import Body, Heading, corrected, frozen
from contract.training.payments.nominal import Entitlement, HeldSession, Payee, Presence, Why, work_out
from contract.training.payments.rates import PayKind, Rates, Rounding, pay_grade
from contract.training.payments.text import body_text, read_body
from contract.training.people.employment import EmploymentType
from contract.training.regulations import Line

FIRST = 7 << 32
DAYS = ("2025-07-28", "2025-07-28", "2025-07-29", "2025-08-04")
KINDS = (PayKind.TRANSPORT, PayKind.DAILY, PayKind.HONOR)


def lines(*told: tuple[str, str, str] | tuple[str, str, str, str]) -> tuple[Line, ...]:
    """(name, value, valid from, programme) each."""
    return tuple(
        Line(name=one[0], value=one[1], valid_from=one[2], programme_key="".join(one[3:]), source="", order=place)
        for place, one in enumerate(told)
    )


RATES = Rates(
    lines=lines(
        ("rate.transport", "150000", ""),
        ("rate.transport.53.15", "475000", ""),
        ("rate.daily", "110000", ""),
        ("rate.daily", "120000", "2025-08-01"),
        ("rate.honor", "33333", ""),
        ("tax.honor.IV", "15", ""),
        ("tax.honor.III", "5", ""),
        ("tax.honor.PPPK", "2.5", ""),
        ("tax.honor.other", "0", ""),
    )
)


def session(place: int, why: Why | None = None, hours: int = 300) -> HeldSession:
    return HeldSession(id=FIRST + place, title=f"Sesi {place}", on=DAYS[place - 1], lesson_hours=hours, why=why)


SESSIONS = tuple(session(place) for place in range(1, 5))


def mark(place: int, status: str | None = "H", **more: bool) -> Presence:
    return Presence(session=FIRST + place, status=status, **{"settled": True, **more})


def payee(*presences: Presence, number: int = 50, grade: str | None = "IV", **more: object) -> Payee:
    name = f"Orang {number}"
    return Payee(id=FIRST + number, name=name, presences=presences, pay_grade=grade, **more)  # type: ignore[arg-type]


def owed(*people: Payee, kinds: Sequence[PayKind] = KINDS, rates: Rates = RATES) -> Entitlement:
    return work_out(people, SESSIONS, kinds, rates)


def test_days_are_paid_once_hours_each_and_every_day_at_its_own_rate() -> None:
    (paid,) = owed(payee(*(mark(place) for place in range(1, 5)))).people
    assert [(line.kind.value, line.units, line.rate, line.gross, line.tax, line.net) for line in paid.lines] == [
        ("transport", 300, 150_000, 450_000, 0, 450_000),
        ("daily", 200, 110_000, 220_000, 0, 220_000),
        ("daily", 100, 120_000, 120_000, 0, 120_000),
        ("honor", 1200, 33_333, 399_996, 59_999, 339_997),
    ]
    assert (paid.days, paid.gross, paid.tax, paid.net) == (
        ("2025-07-28", "2025-07-29", "2025-08-04"),
        1_189_996,
        59_999,
        1_129_997,
    )


@pytest.mark.parametrize(
    ("presence", "why"),
    [
        (mark(1, "A"), Why.CODE),
        (mark(1, "DL"), Why.CODE),
        (mark(1, None), Why.EMPTY),
        (mark(1, settled=False), Why.UNSETTLED),
        (mark(1, disputed=True), Why.DISPUTED),
        (mark(1, disputed=True, settled=False), Why.DISPUTED),
        (mark(1, deputy=True), Why.DEPUTY),
    ],
)
def test_what_is_not_sure_or_not_there_is_not_paid_and_says_why(presence: Presence, why: Why) -> None:
    found = owed(payee(presence, mark(3)))
    assert found.people[0].sessions == (FIRST + 3,)
    assert [one.why for one in found.left_out if FIRST + 1 in one.sessions] == [why]
    assert owed(payee(presence)).people == ()


@pytest.mark.parametrize("why", [Why.OPEN, Why.CLOSING, Why.DISPUTED])
def test_a_session_that_is_not_closed_at_the_centre_pays_nobody(why: Why) -> None:
    sessions = (session(1, why), session(3))
    found = work_out([payee(mark(1), mark(3))], sessions, KINDS, RATES)
    assert found.people[0].sessions == (FIRST + 3,)
    assert [(one.why, one.sessions) for one in found.left_out] == [(why, (FIRST + 1,))]
    assert work_out([payee()], (session(1, why),), KINDS, RATES).left_out == ()


def test_whoever_is_out_altogether_or_has_no_golongan_is_named() -> None:
    found = owed(payee(mark(1), why=Why.PERSON), payee(mark(1), number=51, grade=None))
    assert [(paid.payee.id - FIRST, [line.kind for line in paid.lines]) for paid in found.people] == [
        (51, [PayKind.TRANSPORT, PayKind.DAILY])
    ]
    told = {(one.payee.id - FIRST, one.why, one.kind) for one in found.left_out if one.why is not Why.EMPTY}
    assert told == {(50, Why.PERSON, None), (51, Why.GRADE, PayKind.HONOR)}


def test_a_rate_that_nobody_set_is_named_and_nothing_is_invented() -> None:
    assert owed(payee(mark(1)), rates=Rates(lines=())).missing == (
        "rate.daily",
        "rate.honor",
        "rate.transport",
        "tax.honor.IV",
    )
    without_tax = Rates(lines=RATES.lines[:5])
    assert owed(payee(mark(1), grade="II"), rates=without_tax).missing == ("tax.honor.II",)
    assert owed(payee(mark(1)), kinds=[PayKind.DAILY], rates=without_tax).missing == ()


def test_the_most_particular_rate_holds_and_a_programme_before_the_office() -> None:
    far = payee(mark(1), district="53.15")
    assert owed(far, kinds=[PayKind.TRANSPORT]).people[0].gross == 475_000
    more = lines(
        ("rate.transport.IV", "200000", ""),
        ("rate.transport.IV.53.15", "500000", ""),
        ("rate.transport.IV.53.15", "510000", "2025-07-29"),
        ("rate.daily", "99000", "", "dla"),
    )
    rates = Rates(lines=(*RATES.lines, *more), programme_key="dla")
    assert owed(far, kinds=[PayKind.TRANSPORT], rates=rates).people[0].gross == 500_000
    assert owed(payee(mark(1)), kinds=[PayKind.TRANSPORT], rates=rates).people[0].gross == 200_000
    assert owed(payee(mark(4)), kinds=[PayKind.DAILY], rates=rates).people[0].gross == 99_000
    by_session = Rates(lines=(*RATES.lines, *lines(("unit.honor", "session", ""), ("paid_codes", "H,DL", ""))))
    (paid,) = owed(payee(mark(1), mark(2, "DL")), kinds=[PayKind.HONOR], rates=by_session).people
    assert (paid.lines[0].units, paid.gross, paid.tax) == (200, 66_666, 9_999)


def test_a_teacher_is_paid_for_the_sessions_that_name_them() -> None:
    teacher = payee(mark(1, None), mark(2, None, settled=False), teaches=True)
    found = owed(teacher, kinds=[PayKind.HONOR])
    assert found.people[0].sessions == (FIRST + 1,)
    assert [(one.why, one.sessions) for one in found.left_out] == [(Why.UNSETTLED, (FIRST + 2,))]


@pytest.mark.parametrize(
    ("rule", "amount", "whole"),
    [
        (Rounding.DOWN, "2.99", 2),
        (Rounding.UP, "2.01", 3),
        (Rounding.NEAREST, "2.5", 3),
        (Rounding.NEAREST, "2.49", 2),
        (Rounding.DOWN, "-2.99", -2),
        (Rounding.UP, "2", 2),
    ],
)
def test_parts_of_a_rupiah_are_rounded_by_the_rule(rule: Rounding, amount: str, whole: int) -> None:
    assert rule.whole(Fraction(amount)) == whole


@pytest.mark.parametrize(
    ("employment", "grade", "found"),
    [
        ("PNS", "IV/b", "IV"),
        (None, "III/d", "III"),
        ("PPPK", "IX", "PPPK"),
        (None, "IX", "PPPK"),
        (None, "III", None),
        ("PNS", None, None),
        (None, None, None),
        (EmploymentType.NON_ASN.value, None, "other"),
        ("TNI", "Kapten", "other"),
    ],
)
def test_the_golongan_for_pay_is_known_or_is_not_guessed(
    employment: str | None, grade: str | None, found: str | None
) -> None:
    assert pay_grade(employment, grade) == found


HEADING = Heading(
    title="Daftar",
    class_id=FIRST + 90,
    class_title="DLA",
    payees="participants",
    kinds=("transport", "daily", "honor"),
    made_on="2025-09-02",
)
CELLS = st.sampled_from(["H", "H", "H", "A", None])
CLASS = st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=3, max_size=3)


def of_class(cells: list[tuple[str | None, ...]]) -> list[Payee]:
    people = []
    for number, row in enumerate(cells, 50):
        marks = (mark(place, status) for place, status in enumerate(row, 1))
        people.append(payee(*marks, number=number, grade=("IV", "III", "PPPK")[number - 50]))
    return people


def sums(*bodies: Body) -> dict[tuple[str, str], tuple[int, int, int]]:
    found: dict[tuple[str, str], tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    for body in bodies:
        for person in body.people:
            for line in person.lines:
                gross, tax, net = found[person.id, line.kind]
                found[person.id, line.kind] = (gross + line.gross, tax + line.tax, net + line.net)
    return {key: value for key, value in found.items() if value != (0, 0, 0)}


@settings(max_examples=60)
@given(CLASS, CLASS, CLASS)
def test_a_list_and_its_corrections_give_what_is_owed_and_no_more(
    first: list[tuple[str | None, ...]], second: list[tuple[str | None, ...]], third: list[tuple[str | None, ...]]
) -> None:
    bodies = [frozen(HEADING, SESSIONS, owed(*of_class(first)))]
    for cells in (second, third):
        bodies.append(corrected(HEADING, SESSIONS, owed(*of_class(cells)), bodies, {}))
        today = frozen(HEADING, SESSIONS, owed(*of_class(cells)))
        assert sums(*bodies) == sums(today)
        assert (sum(body.net for body in bodies), sum(body.tax for body in bodies)) == (today.net, today.tax)
    assert corrected(HEADING, SESSIONS, owed(*of_class(third)), bodies, {}).people == []
    assert read_body(body_text(bodies[1])) == bodies[1]


def test_what_became_unsure_is_not_taken_back_but_named() -> None:
    before = frozen(HEADING, SESSIONS, owed(payee(mark(1), mark(3)), payee(mark(1), number=51)))
    now = owed(payee(mark(1), mark(3, disputed=True)), payee(mark(1), mark(3, disputed=True), number=51))
    made = corrected(HEADING, SESSIONS, now, [before], {})
    assert made.people == []
    assert [(parse_id(one.id) - FIRST, one.why) for one in made.left_out] == [(50, "disputed")]
    reopened = (session(1, Why.OPEN), *SESSIONS[1:])
    opened = work_out([payee(mark(1), mark(3))], reopened, KINDS, RATES)
    assert [one.why for one in corrected(HEADING, reopened, opened, [before], {}).left_out] == ["open"]


def test_without_a_golongan_only_the_honor_waits_in_a_difference() -> None:
    before = frozen(HEADING, SESSIONS, owed(payee(mark(1), grade=None), payee(mark(1), number=51)))
    now = owed(payee(mark(1), mark(3), grade=None), payee(mark(1), mark(3), number=51, grade=None))
    made = corrected(HEADING, SESSIONS, now, [before], {})
    assert [[line.kind for line in one.lines] for one in made.people] == [["transport", "daily"]] * 2
    assert [(one.why, one.kind) for one in made.left_out] == [("grade", "honor")] * 2


def test_somebody_who_was_merged_since_is_corrected_under_the_one_who_stands() -> None:
    before = frozen(HEADING, SESSIONS, owed(payee(mark(1), number=60)))
    now = owed(payee(mark(1), number=50))
    assert corrected(HEADING, SESSIONS, now, [before], {FIRST + 60: FIRST + 50}).people == []
    gone = corrected(HEADING, SESSIONS, owed(), [before], {})
    assert [(one.id, one.net, one.days) for one in gone.people] == [("7-60", -before.net, -1)]


def test_one_changed_sign_changes_the_digest_and_a_strange_text_is_refused() -> None:
    text = body_text(frozen(HEADING, SESSIONS, owed(payee(mark(1)))))
    assert text == body_text(read_body(text))
    assert digest_of(text) != digest_of(text.replace("150000", "150001"))
    for wrong in ("", "{}", "[]", text.replace('"form":2', '"form":3'), text.replace('"7-50"', '"x"'), text[:-1]):
        with pytest.raises(BadValue):
            read_body(wrong)
    with pytest.raises(BadValue):
        read_body(text.replace('"sessions":["0"]', '"sessions":["9"]'))
