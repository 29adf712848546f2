"""How a person is employed."""

from __future__ import annotations

import re
from enum import StrEnum

from contract.training.findings import BadValue
from contract.training.typed_text import words


class EmploymentType(StrEnum):
    """PNS and PPPK are the two kinds of civil servant (ASN); the others have no employee number of BKN."""

    PNS = "PNS"
    PPPK = "PPPK"
    TNI = "TNI"
    POLRI = "POLRI"
    NON_ASN = "NON_ASN"
    PUBLIC = "PUBLIC"


_TYPES: tuple[tuple[EmploymentType, str], ...] = (
    (
        EmploymentType.NON_ASN,
        r"non ?(asn|pns)|bukan (asn|pns)|honor\w*|ptt|thl|tenaga (kontrak|honor\w*|harian\w*( lepas)?)|pjlp|kontrak",
    ),
    (EmploymentType.PPPK, r"(pns )?(pppk|p3k|pegawai pemerintah dengan perjanjian kerja)( (penuh|paruh) waktu)?"),
    (EmploymentType.PNS, r"c?pns|pegawai negeri sipil|calon pegawai negeri sipil|asn pns"),
    (EmploymentType.TNI, r"tni( (ad|al|au))?"),
    (EmploymentType.POLRI, r"polri|polisi|kepolisian"),
    (EmploymentType.PUBLIC, r"umum|public|masyarakat( umum)?|swasta|wiraswasta|pelajar|mahasiswa"),
)
_TYPE_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _TYPES)


def parse_employment_type(text: str) -> EmploymentType:
    """The kind of employment meant by `text`. Raises BadValue; "ASN" alone is not enough, it may be PNS or PPPK."""
    key = " ".join(words(text))
    for kind, pattern in _TYPE_PATTERNS:
        if pattern.fullmatch(key):
            return kind
    sentence = f'Status kepegawaian "{text}" tidak dikenal; tulis PNS, PPPK, TNI, POLRI atau Non ASN.'
    raise BadValue("employment_type", sentence)
