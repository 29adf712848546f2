"""The register of an office's certificates as a window shows it: searched, filtered, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from contract.tables import certificates as queries
from contract.tables import queries as lists
from contract.training.rights.masking import sees_numbers
from desktop.services.certificates.views import CertificateView, certificate_view
from desktop.services.offices import office_named
from desktop.services.writing import role_in
from desktop.storage.queries.lines import fetch
from desktop.storage.queries.people import called
from desktop.storage.replica import Replica
from desktop.storage.tables import records


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatesFound:
    """A page of a search. total: of all pages."""

    total: int
    offset: int
    certificates: tuple[CertificateView, ...]


def find_certificates(
    replica: Replica, office: str | None, search: str, status: str, limit: int, offset: int
) -> CertificatesFound:
    """Certificates with each word of the search in their number or in the name that the person has now, by number.

    Who does not see numbers searches numbers of certificates only. status: "issued", "revoked", "replaced", "" for any.
    """
    with replica.database.reading():
        realm = office_named(replica, office).realm
        sees = sees_numbers(role_in(replica, realm))
        words = {word: called(word) if sees else None for word in search.split()}
        found, count = queries.certificates_matching(records, realm, words, status, most=limit, skip=offset)
        lines = fetch(replica, found)
        people = {line.id: line for line in fetch(replica, lists.people(records, sorted({line.one for line in lines})))}
        total = int(fetch(replica, count)[0].certificates)
    views = tuple(certificate_view(line, people.get(line.one), sees_names=sees) for line in lines)
    return CertificatesFound(total=total, offset=offset, certificates=views)
