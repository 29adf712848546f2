"""One HTML file by which anybody checks an office's certificates, opened from a disk, without a network."""

from __future__ import annotations

import msgspec

from contract.training.certificates.office_key import OfficeKey
from contract.training.certificates.revocations import RevocationList
from contract.training.certificates.seal import COMPARE, NO_E_SIGNATURE
from resources import path


def verifier_page(office: OfficeKey, listed: RevocationList) -> str:
    """The file: the office's public key, its revocation list of today, and all that is needed to check."""
    told = {
        "code": office.code,
        "name": office.name,
        "fingerprint": office.fingerprint,
        "signing_key": office.signing_key,
        "made_on": listed.made_on,
        "revoked": listed.revoked,
    }
    parts = {
        "NOTE": f"{COMPARE}<br>\n{NO_E_SIGNATURE}",
        "NACL": _text("nacl.min.js"),
        "VERIFY": _text("verify.js"),
        "PAGE": _text("page.js"),
        # Within a script no word of ours may end it, whatever an office calls itself.
        "OFFICE": msgspec.json.encode(told).decode().replace("<", "\\u003c"),
    }
    page = _text("template.html")
    for name, part in parts.items():
        page = page.replace(f"@@{name}@@", part)
    return page


def _text(name: str) -> str:
    return path(f"verify/{name}").read_text(encoding="utf-8")
