"""The centre and the contents of attachments: rights, limits, what is proven, kept, restored and let go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from contract.exchange.blobs import MOST_BYTES, Claim, digest_of, read_claim
from contract.exchange.malformed import Malformed
from contract.exchange.shapes import RowKey
from contract.training.catalogue import ATTACHMENT, CLASS_GROUP
from contract.training.rights.roles import Role
from server.store import blobs as kept
from server.store import rights
from server.store.centre import Centre
from server.store.offices import OfficeKeys
from server.store.opening import create_centre
from server.store.tables import blob_piece
from server.sync import backup, blobs, joining
from server.sync.answer import Stranger
from server.sync.audit import audit
from server.sync.blob_care import DAY_S, KEPT_PART_S, KEPT_UNNAMED_S, tidy
from server.sync.blobs import Full, NotNamed, Quota, Standing
from tests.server.seated import NOW, REALM, Seated

PHOTO = bytes(range(256)) * 700
WIDE = Quota()


class Bringer(Seated):
    """One who attaches and brings contents."""

    def attach(self, centre: Centre, class_id: int, content: bytes = PHOTO) -> int:
        """An attachment that names a content."""
        digest = digest_of(content).hex()
        return self.edit(centre, ATTACHMENT, class_group=class_id, digest=digest, size=len(content))

    def claim(self, attachment: int, content: bytes = PHOTO, method: str = "PATCH") -> Claim:
        """A request about it."""
        return Claim(
            method=method,
            digest=digest_of(content),
            device=self.device,
            realm=REALM,
            attachment=attachment,
            size=len(content),
        )

    def bring(self, centre: Centre, attachment: int, content: bytes = PHOTO, sent: bytes | None = None) -> Standing:
        """Brings all of it in two parts."""
        claim, sent = self.claim(attachment, content), content if sent is None else sent
        standing = blobs.begin(centre, claim, NOW, WIDE)
        half = len(sent) // 2
        for start, piece in ((0, sent[:half]), (half, sent[half:])):
            if standing.offset == start:
                standing = blobs.take(centre, claim, start, piece, NOW)
        return standing


@pytest.fixture
def centre(database_url: str) -> Iterator[Centre]:
    with closing(create_centre(database_url)) as made:
        joining.open_office(made, "53", "Provinsi NTT", OfficeKeys(bytes(32), bytes(32)), "epoch", NOW)
        yield made


@pytest.fixture
def adi(centre: Centre) -> Bringer:
    return Bringer(centre, "Adi", Role.ORGANISER)


@pytest.fixture
def class_id(centre: Centre, adi: Bringer) -> int:
    return adi.edit(centre, CLASS_GROUP, title="DLA NTT")


def content_of(centre: Centre, claim: Claim) -> bytes:
    found = b""
    while piece := blobs.part(centre, claim, len(found)):
        found += piece
    return found


def pieces(centre: Centre) -> int:
    with centre.snapshot() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(blob_piece)).scalar_one())


def test_a_content_is_whole_once_its_bytes_are_right_and_the_log_says_so(
    centre: Centre, adi: Bringer, class_id: int
) -> None:
    made = adi.attach(centre, class_id)
    wrong = adi.bring(centre, made, sent=PHOTO[::-1])
    assert (wrong.wrong, wrong.offset, wrong.seq) == (True, 0, None)
    assert pieces(centre) == 0
    with centre.snapshot() as connection:
        assert not kept.has_arrived(connection, adi.claim(made))
    right = adi.bring(centre, made)
    assert right.seq is not None
    assert content_of(centre, adi.claim(made)) == PHOTO
    # Never again: neither empty nor other bytes take the place of a whole content.
    for content in (b"", b"x", PHOTO[::-1]):
        assert blobs.take(centre, adi.claim(made), 0, content, NOW).seq is not None
    assert content_of(centre, adi.claim(made)) == PHOTO
    assert audit(centre).ok


def test_who_does_not_see_an_attachment_neither_brings_nor_reads_its_content(
    centre: Centre, adi: Bringer, class_id: int
) -> None:
    other = adi.edit(centre, CLASS_GROUP, title="Kelas lain")
    made = adi.attach(centre, class_id)
    adi.bring(centre, made)
    inside, outside = (
        Bringer(centre, "Beni", Role.VIEWER, class_id),
        Bringer(centre, "Citra", Role.FACILITATOR, other),
    )
    blobs.check_may_read(centre, inside.claim(made), NOW)
    for asked in (
        outside.claim(made),
        inside.claim(made, PHOTO + b"x"),
        inside.claim(class_id),
        inside.claim(made + 1),
    ):
        with pytest.raises(NotNamed):
            blobs.check_may_read(centre, asked, NOW)
        with pytest.raises(NotNamed):
            blobs.begin(centre, asked, NOW, WIDE)
    with centre.writing() as connection:
        rights.revoke(connection, inside.device, [inside.member], NOW, whole=False)
    with pytest.raises(NotNamed):
        blobs.check_may_read(centre, inside.claim(made), NOW)


def test_what_a_revoked_laptop_made_is_still_taken_and_what_it_guesses_is_not(
    centre: Centre, adi: Bringer, class_id: int
) -> None:
    beni = Bringer(centre, "Beni", Role.FACILITATOR, class_id)
    theirs = adi.attach(centre, class_id, b"milik Adi")
    with centre.writing() as connection:
        rights.revoke(connection, beni.device, [beni.member], NOW, whole=True)
    made = beni.attach(centre, class_id)
    standing = beni.bring(centre, made)
    assert standing.seq is not None
    with pytest.raises(NotNamed):
        blobs.check_may_read(centre, beni.claim(made), NOW)
    with pytest.raises(NotNamed):
        blobs.begin(centre, beni.claim(theirs, b"milik Adi"), NOW, WIDE)
    tidy(centre, NOW + KEPT_UNNAMED_S)
    tidy(centre, NOW + 3 * KEPT_UNNAMED_S)
    assert pieces(centre) == 2
    assert audit(centre).ok


def test_a_claim_of_somebody_else_or_of_another_request_is_no_claim(
    centre: Centre, adi: Bringer, class_id: int
) -> None:
    made = adi.attach(centre, class_id)
    claim = adi.claim(made)
    again, seal = read_claim("PATCH", claim.digest.hex(), claim.sealed(adi.secret))
    assert again == claim
    blobs.check(centre, again, seal)
    for method, header in (
        ("GET", claim.sealed(adi.secret)),
        ("PATCH", claim.sealed(b"y" * 32)),
        ("PATCH", claim.sealed(adi.secret).replace(f"{REALM}.", f"{REALM + 1}.")),
        ("PATCH", claim.sealed(adi.secret).replace(f" {adi.device}.", " 9999.")),
    ):
        with pytest.raises(Stranger):
            blobs.check(centre, *read_claim(method, claim.digest.hex(), header))


@given(st.text(max_size=60), st.text(max_size=70))
def test_any_text_is_read_as_a_claim_or_refused(digest: str, authorization: str) -> None:
    for told in (authorization, f"Lontar {authorization}", f"Lontar 1.1.1.1.0.0.{authorization}"):
        try:
            claim, _ = read_claim("PATCH", digest, told)
        except Malformed:
            continue
        assert 0 < claim.size <= MOST_BYTES
        assert claim.offset + claim.length <= claim.size


def test_a_laptop_and_an_office_bring_no_more_than_their_share(centre: Centre, adi: Bringer, class_id: int) -> None:
    first, second = adi.attach(centre, class_id), adi.attach(centre, class_id, b"lain")
    small = Quota(of_device=len(PHOTO) + 3)
    blobs.begin(centre, adi.claim(first), NOW, small)
    for quota in (small, Quota(of_office=len(PHOTO) + 3)):
        with pytest.raises(Full):
            blobs.begin(centre, adi.claim(second, b"lain"), NOW, quota)
    # What has begun goes on.
    blobs.take(centre, adi.claim(first), 0, PHOTO[:10], NOW)
    assert blobs.begin(centre, adi.claim(first), NOW, Quota(of_device=1)).offset == 10


@settings(max_examples=25)
@given(data=st.data())
def test_bytes_that_come_in_any_order_and_twice_make_the_content_or_nothing(data: st.DataObject) -> None:
    with closing(Centre("sqlite://")) as centre:
        centre.create_tables()
        joining.open_office(centre, "53", "NTT", OfficeKeys(bytes(32), bytes(32)), "epoch", NOW)
        adi = Bringer(centre, "Adi", Role.ORGANISER)
        made = adi.attach(centre, adi.edit(centre, CLASS_GROUP, title="A"), PHOTO[:1000])
        claim = adi.claim(made, PHOTO[:1000])
        standing = blobs.begin(centre, claim, NOW, WIDE)
        while standing.seq is None:
            offset = data.draw(st.one_of(st.just(standing.offset), st.integers(0, 1000)))
            length = data.draw(st.integers(0, 600))
            before = standing.offset
            standing = blobs.take(centre, claim, offset, PHOTO[:1000][offset : offset + length], NOW)
            fits = offset == before and min(length, 1000 - offset) > 0
            assert standing.offset == (before + min(length, 1000 - offset) if fits else before)
            if not fits:
                standing = blobs.take(centre, claim, before, PHOTO[before : min(1000, before + 100)], NOW)
        assert content_of(centre, claim) == PHOTO[:1000]


def test_the_audit_names_a_content_that_is_damaged_or_gone_and_counts_those_still_to_come(
    centre: Centre, adi: Bringer, class_id: int
) -> None:
    made, _ = adi.attach(centre, class_id), adi.attach(centre, class_id, b"masih di laptop")
    adi.bring(centre, made)
    found = audit(centre)
    assert (found.ok, found.waiting) == (True, 1)
    with centre.writing() as connection:
        spoilt = PHOTO[::-1][: len(PHOTO) // 2]
        connection.execute(sa.update(blob_piece).where(blob_piece.c.start == 0).values(content=spoilt))
    assert {one.table for one in audit(centre).differences} == {"blob", "arrival"}
    with centre.writing() as connection:
        kept.drop(connection, REALM, digest_of(PHOTO), len(PHOTO))
    (gone,) = audit(centre).differences
    assert (gone.table, gone.field, gone.replayed) == ("arrival", "content", digest_of(PHOTO).hex())


def test_a_backup_holds_the_contents_and_a_restore_brings_them_back(
    centre: Centre, adi: Bringer, class_id: int, tmp_path: Path
) -> None:
    made = adi.attach(centre, class_id)
    adi.bring(centre, made)
    file = backup.back_up(centre, tmp_path, NOW).file
    later = adi.attach(centre, class_id, b"sesudahnya")
    adi.bring(centre, later, b"sesudahnya")
    backup.restore(centre, file, NOW, agreed=True)
    assert content_of(centre, adi.claim(made)) == PHOTO
    with centre.snapshot() as connection:
        # The log of then says less, so the laptop brings it again.
        assert not kept.has_arrived(connection, adi.claim(later, b"sesudahnya"))
        assert not kept.find(connection, adi.claim(later, b"sesudahnya")).done
    assert audit(centre).ok


def test_parts_of_which_the_rest_never_comes_and_contents_nobody_names_are_let_go_in_time(
    centre: Centre, adi: Bringer, class_id: int
) -> None:
    made, part = adi.attach(centre, class_id), adi.attach(centre, class_id, b"sepotong")
    adi.bring(centre, made)
    claim = adi.claim(part, b"sepotong")
    blobs.begin(centre, claim, NOW, WIDE)
    blobs.take(centre, claim, 0, b"sepo", NOW)
    assert tidy(centre, NOW + KEPT_PART_S - DAY_S) == 0
    assert tidy(centre, NOW + KEPT_PART_S + 1) == 1
    assert blobs.begin(centre, claim, NOW, WIDE).offset == 0
    adi.edit(centre, ATTACHMENT, RowKey(ATTACHMENT.number, made), gone=1)
    assert tidy(centre, NOW + 1) == 0
    # Somebody takes the deletion back in time.
    adi.edit(centre, ATTACHMENT, RowKey(ATTACHMENT.number, made), gone=0)
    assert tidy(centre, NOW + 2 * KEPT_UNNAMED_S) == 1  # the empty beginning of the other
    assert content_of(centre, adi.claim(made)) == PHOTO
    adi.edit(centre, ATTACHMENT, RowKey(ATTACHMENT.number, made), gone=1)
    tidy(centre, NOW + 2 * KEPT_UNNAMED_S)
    assert tidy(centre, NOW + 3 * KEPT_UNNAMED_S + 1) == 1
    assert pieces(centre) == 0
    adi.edit(centre, ATTACHMENT, RowKey(ATTACHMENT.number, made), gone=0)
    # The log does not say any more that it is here: a laptop that has it brings it again.
    with centre.snapshot() as connection:
        assert not kept.has_arrived(connection, adi.claim(made))
    assert adi.bring(centre, made).seq is not None
    assert audit(centre).ok
