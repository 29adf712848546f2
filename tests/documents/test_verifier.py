"""The HTML file that checks certificates, run by another engine of JavaScript than a browser's, without a page."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest
from PySide6.QtQml import QJSEngine

from contract.training.certificates.office_key import read_key
from contract.training.certificates.revocations import RevocationList, Revoked
from contract.training.certificates.seal import PREFIX, seal
from desktop.documents.verifier import verifier_page
from tests.parsers import papers

NAME = "Dr. Maria Nalle Müller, S.Sos., M.Si."
TEXT = seal(papers.facts(name=NAME), papers.KEY, papers.VOUCHER)


@pytest.fixture(scope="module")
def page() -> str:
    ended = [Revoked(number="8/BPSDMD", status="revoked", on="2025-08-02")]
    listed = RevocationList(office=5300, issuer="BPSDMD </script>", made_on="2025-08-03", revoked=ended)
    office = read_key(papers.keys()[0])
    return verifier_page(office, listed)


@pytest.fixture(scope="module")
def engine(page: str) -> Any:
    made: Any = QJSEngine()
    made.evaluate("var self = this;")
    for script in re.findall(r"<script>(.*?)</script>", page, re.DOTALL):
        assert not made.evaluate(script).isError()
    return made


def asked(engine: Any, text: str) -> dict[str, Any]:
    engine.globalObject().setProperty("asked", text)
    found: dict[str, Any] = engine.evaluate("lontar.check(asked, OFFICE)").toVariant()
    return found


def test_a_genuine_text_is_told_with_its_facts(engine: Any) -> None:
    found = asked(engine, TEXT[:90].lower() + "\n " + TEXT[90:])
    assert found["genuine"] is True
    assert found["facts"]["name"] == NAME
    assert found["ended"] is None


@pytest.mark.parametrize("place", [len(PREFIX), len(PREFIX) + 120, len(PREFIX) + 200, len(PREFIX) + 400, len(TEXT) - 1])
def test_one_altered_character_is_refused(engine: Any, place: int) -> None:
    other = "A" if TEXT[place] != "A" else "B"
    assert asked(engine, TEXT[:place] + other + TEXT[place + 1 :])["genuine"] is False


def test_a_revoked_number_is_told(engine: Any) -> None:
    found = asked(engine, seal(papers.facts(number="8/BPSDMD"), papers.KEY, papers.VOUCHER))
    assert found["genuine"] is True
    assert found["ended"]["status"] == "revoked"


def test_a_number_outside_of_the_vouched_ones_and_senseless_texts_are_refused(engine: Any) -> None:
    beyond = seal(papers.facts(sequence=10), papers.KEY, papers.VOUCHER)
    assert asked(engine, beyond)["part"] == "number"
    for text in ("", "LONTAR1:", "LONTAR1:AAAA", "https://contoh.go.id", TEXT.replace("S", "\u017f", 1)):
        assert asked(engine, text)["part"] == "text"


def test_a_signature_made_anew_out_of_a_true_one_is_refused(engine: Any) -> None:
    order = 2**252 + 27742317777372353535851937790883648493
    whole = bytearray(base64.b32decode(TEXT.removeprefix(PREFIX) + "=" * (-(len(TEXT) - len(PREFIX)) % 8)))
    whole[32:64] = (int.from_bytes(whole[32:64], "little") + order).to_bytes(32, "little")
    again = PREFIX + base64.b32encode(bytes(whole)).decode().rstrip("=")
    assert asked(engine, again)["part"] == "facts"


def test_the_file_needs_nothing_from_anywhere(page: str) -> None:
    assert re.findall(r"(?:src|href)\s*=", page) == []
    assert "default-src 'none'" in page
    assert "@@" not in page
    assert "Bukan tanda tangan elektronik tersertifikasi (BSrE)" in page
