"""Certificates: who gets one, what its QR says and proves, and how its number is accounted for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.shapes import RowKey
from contract.training.catalogue import CERTIFICATE, PERSON, RESULT
from contract.training.certificates.kinds import Kind, Signer, heading_lines, valid_until
from contract.training.certificates.office_key import NoOfficeKey, read_key
from contract.training.certificates.revocations import read_list
from contract.training.certificates.seal import PREFIX, NotGenuine, check, read_seal, texts_in
from contract.training.completion.minutes import Kind as MinutesKind
from desktop.services.attachments import open_attachment, remove_attachment
from desktop.services.attendance.marking import Entry, mark_many
from desktop.services.certificates.issuing import (
    Issued,
    Wanted,
    issue_certificates,
    reissue_certificate,
    revoke_certificate,
)
from desktop.services.certificates.numbers import number_register, own_blocks
from desktop.services.certificates.signatories import add_signatory
from desktop.services.certificates.signed_papers import take_back
from desktop.services.certificates.views import (
    doubled_certificates,
    list_certificates,
    office_key_file,
    revocation_file,
    verify_here,
    verify_with,
)
from desktop.services.completion.minutes import NewMinutes, sign_completion
from desktop.services.completion.rules import set_rule_of_class
from desktop.services.faults import Unsuitable
from desktop.services.regulations import set_regulation
from desktop.services.writing import patch, write
from desktop.storage.backup.leftovers import Leftovers
from desktop.storage.backup.takeover import take_over
from desktop.storage.edit import Change
from tests.services.issuing import OFFICE_KEY, assess, decide, pin_office, reserve, sign, teach
from tests.services.laptop import REALM, Laptop, nip

SERIES = "BPSDMD/2025"
UNIT = "BPSDMD"


class Office:
    """A class of five: three passed, one did not, one is undecided."""

    def __init__(self, laptop: Laptop) -> None:
        self.laptop = laptop
        pin_office(laptop)
        self.class_id, self.sessions, self.people = laptop.class_with(5, 2)
        teach(laptop, self.class_id, ("Transformasi digital", 900), ("Rencana aksi", 550))
        sign(laptop)
        outcomes = dict(zip(self.people, ["passed", "passed", "not_passed", "passed"], strict=False))
        decide(laptop, self.class_id, outcomes)
        self.request = reserve(laptop, 20, 41)

    def mark(self, person: int, status: str) -> Entry:
        return Entry(session=self.sessions[0], person=self.people[person], status=status, reason="susulan")

    def issue(self, kind: Kind = Kind.TRAINING, *people: int) -> Issued:
        wanted = Wanted(class_id=self.class_id, kind=kind, people=people or None, unit=UNIT)
        return self.laptop.write(lambda r, m: issue_certificates(r, wanted, m))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Laptop(tmp_path_factory.mktemp("issuing"))
    yield Office(made)
    made.close()


@pytest.fixture
def other_office(laptop: Laptop) -> Office:
    return Office(laptop)


@pytest.fixture(scope="module")
def issued(office: Office) -> Issued:
    return office.issue()


def test_only_those_who_passed_get_one_and_the_others_are_told_why(office: Office, issued: Issued) -> None:
    assert [one.person for one in issued.made] == [office.people[0], office.people[1], office.people[3]]
    assert [one.number for one in issued.made] == [f"{n}/BPSDMD/DN2025/VII/2025" for n in (41, 42, 43)]
    assert {one.person: one.why for one in issued.left} == {
        office.people[2]: "tidak lulus",
        office.people[4]: "kelulusannya belum diputuskan",
    }


def test_nobody_gets_the_same_certificate_twice(office: Office, issued: Issued) -> None:
    again = office.issue()
    assert again.made == ()
    assert "sudah punya" in {one.person: one.why for one in again.left}[issued.made[0].person]


def test_the_qr_says_the_facts_and_neither_nip_nor_nik(office: Office, issued: Issued) -> None:
    view = office.laptop.read(list_certificates)[0]
    facts = check(read_seal(view.text), OFFICE_KEY)
    assert (facts.name, facts.number, facts.lesson_hours) == ("Orang 01", view.number, 1450)
    assert (facts.first, facts.last, facts.sequence, facts.series) == (41, 60, 41, SERIES)
    assert nip(1) not in read_seal(view.text).content.decode()
    assert view.body["employee_number"] == nip(1)
    assert view.body["subjects"][1] == {"title": "Rencana aksi", "lesson_hours": 550}
    assert len(view.text) < 1000


def test_any_one_altered_character_is_refused(office: Office, issued: Issued) -> None:
    text = office.laptop.read(list_certificates)[0].text
    for place in range(len(PREFIX), len(text)):
        other = "A" if text[place] != "A" else "B"
        with pytest.raises(NotGenuine):
            verify_with(text[:place] + other + text[place + 1 :], OFFICE_KEY, None)
    broken = "\n".join([text[:70].lower(), text[70:]])
    assert verify_with(broken, OFFICE_KEY, None).facts.name == "Orang 01"
    assert texts_in(f"<<{text}>> dan lagi {text}") == [text]


def test_another_office_s_key_proves_nothing(office: Office, issued: Issued) -> None:
    text = office.laptop.read(list_certificates)[0].text
    with pytest.raises(NotGenuine) as refused:
        verify_with(text, Ed25519PrivateKey.generate().public_key().public_bytes_raw(), None)
    assert refused.value.part == "office"


def test_a_second_certificate_that_another_laptop_issued_is_told(other_office: Office) -> None:
    made = other_office.issue().made
    laptop = other_office.laptop
    assert laptop.read(lambda r: doubled_certificates(r, other_office.class_id)) == ()
    told = patch(
        CERTIFICATE,
        class_group=other_office.class_id,
        person=made[0].person,
        kind="training",
        status="issued",
        number="99/LAIN",
        body="{}",
        sequence=99,
    )
    laptop.arrive(RowKey(CERTIFICATE.number, 99 << 32 | 1), told)
    (found,) = laptop.read(lambda r: doubled_certificates(r, other_office.class_id))
    assert (found.person, found.kind, found.numbers) == (made[0].person, "training", (made[0].number, "99/LAIN"))


def test_a_unit_has_a_pattern_of_its_own(other_office: Office) -> None:
    laptop = other_office.laptop
    laptop.write(lambda r, m: set_regulation(r, None, f"certificate_pattern.{UNIT}", "B.{seq4}/{unit}/{year}", m))
    laptop.write(lambda r, m: set_regulation(r, None, "certificate_pattern.LAIN", "{seq}/{unit}/{year}", m))
    assert other_office.issue().made[0].number == f"B.0041/{SERIES}"


def test_without_a_number_left_one_sentence_says_what_to_do(office: Office, issued: Issued) -> None:
    office.laptop.write(lambda r, m: mark_many(r, [office.mark(2, "H")], m))
    wanted = Wanted(class_id=office.class_id, kind=Kind.ATTENDED, unit="LAIN")
    with pytest.raises(Unsuitable, match="lontar certificate reserve selagi ada jaringan"):
        office.laptop.write(lambda r, m: issue_certificates(r, wanted, m))


def test_competence_is_another_record_that_holds_for_as_long_as_the_office_has_set(
    office: Office, issued: Issued
) -> None:
    assess(office.laptop, office.class_id, office.people[2], "competent", "2024-02-29")
    assess(office.laptop, office.class_id, office.people[0], "not_yet", "2025-07-20")
    made = office.issue(Kind.COMPETENCE)
    assert [one.person for one in made.made] == [office.people[2]]
    whys = {one.person: one.why for one in made.left}
    assert whys[office.people[0]] == "belum kompeten"
    assert whys[office.people[1]] == "belum ada hasil uji kompetensi"
    view = next(one for one in office.laptop.read(list_certificates) if one.kind == "competence")
    assert view.valid_until == valid_until("2024-02-29", 3) == "2027-02-28"
    assert read_seal(view.text).facts.training == "Digital Leadership"


def test_who_did_not_pass_may_get_a_letter_and_who_passed_may_not(office: Office, issued: Issued) -> None:
    office.laptop.write(lambda r, m: mark_many(r, [office.mark(2, "A"), office.mark(4, "DL")], m))
    made = office.issue(Kind.ATTENDED, office.people[4], office.people[2], office.people[0])
    assert [one.person for one in made.made] == [office.people[4]]
    assert {one.person: one.why for one in made.left} == {
        office.people[0]: "lulus: yang diterbitkan sertifikat pelatihan",
        office.people[2]: "tidak ada kehadiran atau tugas yang tercatat",
    }


def test_revoked_and_replaced_ones_are_told_wherever_they_are_checked(other_office: Office) -> None:
    office, issued = other_office, other_office.issue()
    first, second = issued.made[0], issued.made[1]
    office.laptop.write(lambda r, m: revoke_certificate(r, first.number, "Salah terbit", m))
    office.laptop.write(
        lambda r, m: write(r, REALM, [Change(RowKey(PERSON.number, second.person), patch(PERSON, name="Nama Baru"))], m)
    )
    made = office.laptop.write(lambda r, m: reissue_certificate(r, second.number, "Nama salah", m))
    views = {one.number: one for one in office.laptop.read(list_certificates)}
    assert (views[first.number].status, views[second.number].status) == ("revoked", "replaced")
    assert views[made.number].replaces == second.id
    assert read_seal(views[made.number].text).facts.name == "Nama Baru"
    assert office.laptop.read(lambda r: verify_here(r, views[first.number].text)).status == "revoked"
    with pytest.raises(Unsuitable, match="sudah dicabut"):
        office.laptop.write(lambda r, m: revoke_certificate(r, first.number, "lagi", m))
    file = office.laptop.write(lambda r, m: revocation_file(r, None, m))
    listed = read_list(file, OFFICE_KEY)
    told = verify_with(views[second.number].text, OFFICE_KEY, listed)
    assert (told.status, told.replaced_by, told.known_on) == ("replaced", made.number, "2025-07-28")
    assert verify_with(views[made.number].text, OFFICE_KEY, listed).status == "issued"
    with pytest.raises(NotGenuine):
        read_list(file.replace(b"Salah", b"salah").replace(b"revoked", b"issued_", 3), OFFICE_KEY)


def test_a_signed_paper_finds_its_certificate_by_the_text_in_it(office: Office, issued: Issued) -> None:
    view = next(one for one in office.laptop.read(list_certificates) if one.id == issued.made[2].id)
    unsigned = b"%PDF-1.7 ... " + view.text.encode()
    with pytest.raises(Unsuitable, match="tidak berisi tanda tangan digital"):
        office.laptop.write(lambda r, m: take_back(r, unsigned, view.text, m))
    signed = unsigned + b" /Type /Sig /ByteRange [0 1 2 3]"
    taken = office.laptop.write(lambda r, m: take_back(r, signed, view.text, m))
    assert (taken.number, taken.again, taken.is_covered) == (view.number, False, False)
    assert office.laptop.write(lambda r, m: take_back(r, signed, view.text, m)).again
    held = next(one for one in office.laptop.read(list_certificates) if one.id == view.id)
    assert held.signed_paper == taken.attachment
    opened = office.laptop.read(lambda r: open_attachment(r, taken.attachment))
    assert opened is not None
    assert opened.content == signed
    other = signed.replace(b"[0 1 2 3]", b"[0 1 2 %06d]" % (len(signed) + 3)) + b"\n"
    with pytest.raises(Unsuitable, match="lontar attachment remove"):
        office.laptop.write(lambda r, m: take_back(r, other, view.text, m))
    office.laptop.write(lambda r, m: remove_attachment(r, taken.attachment, m))
    assert office.laptop.write(lambda r, m: take_back(r, other, view.text, m)).is_covered


def test_signed_minutes_say_who_passed_whatever_was_changed_since(other_office: Office) -> None:
    office = other_office
    decide(office.laptop, office.class_id, {office.people[4]: "deferred"})
    told = NewMinutes(class_id=office.class_id, kind=MinutesKind.COMPLETION, held_on="2025-07-27", place="Kupang")
    office.laptop.write(lambda r, m: set_rule_of_class(r, office.class_id, "{}", m))
    office.laptop.write(lambda r, m: sign_completion(r, told, m))
    change = Change(
        RowKey(RESULT.number, office.class_id, office.people[2]), patch(RESULT, outcome="passed", reason="x")
    )
    office.laptop.write(lambda r, m: write(r, REALM, [change], m))
    made = office.issue()
    assert [one.person for one in made.made] == [office.people[0], office.people[1], office.people[3]]
    body = office.laptop.read(list_certificates)[0].body
    assert (body["decided_on"], body["predicate"]) == ("2025-07-27", "Memuaskan")


def test_every_number_of_the_year_is_accounted_for(office: Office, issued: Issued) -> None:
    told = office.laptop.read(lambda r: number_register(r, None, UNIT, 2025, "2025-07-28"))
    numbers = [n for line in told.lines for n in range(line.stretch.first, line.stretch.last + 1)]
    assert numbers == list(range(1, 61))
    uses = {line.stretch.first: line.stretch.use.value for line in told.lines}
    assert uses[1] == "set_aside"
    assert uses[43] == "issued"
    assert told.lines[-1].stretch.last == 60
    assert told.lines[-1].stretch.request == office.request
    assert told.twice == ()


def test_the_office_s_key_file_is_known_by_its_fingerprint(office: Office) -> None:
    file = office.laptop.read(lambda r: office_key_file(r, None))
    held = read_key(file)
    assert read_key(file, held.fingerprint.lower()).key == OFFICE_KEY
    with pytest.raises(NoOfficeKey):
        read_key(file, "AAAA-BBBB-CCCC-DDDD")
    with pytest.raises(NoOfficeKey):
        read_key(file.replace(held.signing_key.encode(), bytes(32).hex().encode()))


def test_a_laptop_restored_from_an_old_copy_gives_no_old_numbers_out(other_office: Office) -> None:
    laptop = other_office.laptop
    assert laptop.read(lambda r: own_blocks(r, REALM, SERIES))
    laptop.call(lambda: take_over(laptop.replica, Leftovers(spoilt=["lineage"])))
    assert not laptop.read(lambda r: own_blocks(r, REALM, SERIES))


@pytest.mark.parametrize(
    ("signer", "lines"),
    [
        (Signer(name="A", post="Kepala BPSDMD"), ["Kepala BPSDMD,"]),
        (Signer(name="A", post="Kepala BPSDMD", capacity="Plt."), ["Plt. Kepala BPSDMD,"]),
        (
            Signer(name="A", post="Kepala BPSDMD", capacity="a.n.", on_behalf_of="Gubernur NTT"),
            ["a.n. Gubernur NTT", "Kepala BPSDMD,"],
        ),
        (
            Signer(name="A", post="Kepala Bidang", capacity="u.b.", on_behalf_of="Gubernur NTT; Kepala BPSDMD"),
            ["a.n. Gubernur NTT", "Kepala BPSDMD", "u.b.", "Kepala Bidang,"],
        ),
    ],
)
def test_a_signatory_stands_on_paper_in_the_capacity_in_which_they_sign(signer: Signer, lines: list[str]) -> None:
    assert heading_lines(signer) == lines


def test_a_signatory_on_behalf_of_nobody_is_refused(office: Office) -> None:
    signer = Signer(name="A", post="Kepala Bidang", capacity="an")
    with pytest.raises(Unsuitable, match="on-behalf-of"):
        office.laptop.write(lambda r, m: add_signatory(r, None, signer, m))
