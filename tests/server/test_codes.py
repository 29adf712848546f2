"""Join codes: made for people who read them aloud over a bad line."""

from __future__ import annotations

from itertools import combinations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from contract.exchange.joining import (
    CODE_SIGNS,
    RANDOM_BYTES,
    SIGNS,
    JoinRequest,
    MistypedCode,
    Signed,
    Welcome,
    WrongOffice,
    agreed_secret,
    fingerprint,
    fits,
    make_code,
    read_code,
    read_request,
    read_welcome,
    sign_request,
    sign_welcome,
)
from contract.exchange.malformed import Malformed

KEYS = st.binary(min_size=32, max_size=32)
OFFICE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SEALING = bytes(range(32, 64))
MARK = fingerprint(OFFICE.public_key().public_bytes_raw(), SEALING)
CODE = make_code(bytes(RANDOM_BYTES), MARK)


@given(st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES), KEYS, KEYS)
def test_a_code_reads_back_and_fits_its_office(randomness: bytes, signing: bytes, sealing: bytes) -> None:
    mark = fingerprint(signing, sealing)
    code = make_code(randomness, mark)
    signs = read_code(code)
    assert len(signs) == CODE_SIGNS
    assert set(signs) <= set(SIGNS)
    assert fits(signs, mark)


def test_a_code_may_be_typed_as_people_type() -> None:
    signs = read_code(CODE)
    assert read_code(CODE.lower()) == read_code(CODE.replace("-", " ")) == read_code(f"  {signs}\n") == signs
    assert read_code(CODE.replace("0", "O").replace("1", "l")) == signs


def test_every_single_wrong_sign_and_every_swap_is_noticed() -> None:
    signs = read_code(CODE)
    wrong = [signs[:at] + other + signs[at + 1 :] for at in range(CODE_SIGNS) for other in SIGNS if other != signs[at]]
    for first, second in combinations(range(CODE_SIGNS), 2):
        if signs[first] != signs[second]:
            swapped = list(signs)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            wrong.append("".join(swapped))
    for each in [*wrong, "", signs[:-1], signs + "0", signs.replace(signs[0], "?")]:
        with pytest.raises(MistypedCode):
            read_code(each)


def asked(**changes: object) -> tuple[bytes, bytes, X25519PrivateKey]:
    """(body, the content that it signs, the exchange key) of a request."""
    person, exchange = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
    request = JoinRequest(
        secret=read_code(CODE)[:10],
        device_name="Laptop",
        person_key=person.public_key().public_bytes_raw(),
        exchange_key=exchange.public_key().public_bytes_raw(),
    )
    body = sign_request(request, person)
    return body, read_request(body)[1].content, exchange


def welcome(signing_key: bytes) -> Welcome:
    return Welcome(
        device=1,
        office=5300,
        code="53",
        name="NTT",
        epoch="e",
        person_name="Adi",
        role="admin",
        first=1,
        count=16,
        signing_key=signing_key,
        sealing_key=SEALING,
        exchange_key=bytes(32),
    )


def test_both_ends_agree_on_a_secret_that_did_not_travel() -> None:
    body, content, laptop = asked()
    centre = X25519PrivateKey.generate()
    request, _ = read_request(body)
    at_centre = agreed_secret(centre, request.exchange_key, content)
    assert agreed_secret(laptop, centre.public_key().public_bytes_raw(), content) == at_centre
    assert at_centre not in body
    with pytest.raises(Malformed):
        agreed_secret(laptop, bytes(32), content)


def test_an_answer_is_taken_only_from_the_office_of_the_code_and_only_to_this_request() -> None:
    _, content, _ = asked()
    _, other_content, _ = asked()
    signs = read_code(CODE)
    right = welcome(OFFICE.public_key().public_bytes_raw())
    body = sign_welcome(right, content, OFFICE)
    assert read_welcome(body, signs, content) == right
    with pytest.raises(WrongOffice):
        read_welcome(body, signs, other_content)
    impostor = Ed25519PrivateKey.generate()
    with pytest.raises(WrongOffice):
        read_welcome(sign_welcome(right, content, impostor), signs, content)
    false = sign_welcome(welcome(impostor.public_key().public_bytes_raw()), content, impostor)
    with pytest.raises(WrongOffice):
        read_welcome(false, signs, content)


@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 255))
def test_any_bytes_are_a_request_or_malformed(noise: bytes, place: int, value: int) -> None:
    body = bytearray(asked()[0])
    body[place % len(body)] = value
    for each in (noise, bytes(body)):
        try:
            request, signed = read_request(each)
        except Malformed:
            continue
        assert isinstance(request, JoinRequest)
        assert isinstance(signed, Signed)
