"""W1 over a bad link: fifty class days over an open connection, and fifty over a new one each, with TLS."""

from __future__ import annotations

import ipaddress
import os
import statistics
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from benchmarks import floors, seeds, workload
from benchmarks.measured import Measured, measure, talk
from benchmarks.office import Laptop, Office, an_office, fields
from benchmarks.road import Road
from contract.training.catalogue import ATTENDANCE, GROUP, NOTE
from desktop.storage.clock import moment
from desktop.storage.edit import Change, edit

ROUNDS, SEED = 50, 53
_STATUS = "HSIA"
_BETWEEN_S = 7
"""Seconds between two marks of a class day."""


def class_days(url: str | None) -> Measured:
    """W1 with --bad-link. Bytes, CPU and requests are those of one round over the open connection, on average."""
    rows = workload.class_day()
    with an_office(url) as office:
        people = [workload.person(index) for index in range(workload.CLASS_PEOPLE)]
        made = seeds.one_class(office, people, [workload.session(0)])
        titles: seeds.Rows = [
            (GROUP, fields(GROUP, class_group=made["class"][0], title=f"Kelompok {n}", number=n))
            for n in range(1, workload.GROUPS + 1)
        ]
        made["groups"] = office.seed(titles)
        office.serve()
        assert office.meter is not None
        with closing(Road(office.meter.port, SEED, *_certificate(office.directory))) as road:
            os.environ["SSL_CERT_FILE"] = str(office.directory / "certificate.pem")
            with office.laptop("ukur", at=f"https://127.0.0.1:{road.port}") as laptop:
                talk(laptop)
                opened: list[float] = []
                measured = measure(office, lambda: opened.extend(_rounds(office, laptop, made, anew=False)))
                anew = _rounds(office, laptop, made, anew=True)
    for name in ("up_bytes", "down_bytes", "requests", "client_cpu_s", "server_cpu_s"):
        measured[name] = round(measured[name] / ROUNDS, 3 if name.endswith("_s") else None)
    measured["wall_s"] = round(statistics.median(opened), 3)
    return Measured(
        **measured,
        floor_bytes=floors.floor_bytes(rows),
        floor_s=0.0,
        rows=len(rows),
        more={
            "rounds": ROUNDS,
            "open_median_s": round(statistics.median(opened), 3),
            "open_slowest_s": round(max(opened), 3),
            "new_median_s": round(statistics.median(anew), 3),
            "new_slowest_s": round(max(anew), 3),
        },
    )


def _rounds(office: Office, laptop: Laptop, made: dict[str, list[int]], *, anew: bool) -> list[float]:
    waits = []
    for count in range(ROUNDS):
        laptop.replica.database.call(_class_day, laptop, made, count).result()
        if anew:
            laptop.conversation.close()
        begun = time.perf_counter()
        talk(laptop)
        waits.append(time.perf_counter() - begun)
    return waits


def _class_day(laptop: Laptop, made: dict[str, list[int]], count: int) -> None:
    """46 marks, each another one than the day before, and 9 notes."""
    now = moment(laptop.replica)
    changes: list[Change] = []
    for row in workload.class_day():
        if row["kind"] == "attendance":
            key, patch = seeds.mark(row, made, laptop.author)
            status = _STATUS[(count + len(changes)) % len(_STATUS)]
            changes.append(Change(key, patch | fields(ATTENDANCE, status=status)))
        else:
            text = f"{row['note']} ({count + 1})"
            note = fields(NOTE, group=made["groups"][row["id"] - 1], text=text, written_by=laptop.author)
            changes.append(Change(NOTE.number, note))
    begun = now.wall - _BETWEEN_S * len(changes)
    for place, change in enumerate(changes):
        wall = begun + _BETWEEN_S * place
        if isinstance(change.row, tuple):
            change = Change(change.row, change.patch | fields(ATTENDANCE, marked_at=wall))
        edit(laptop.replica, laptop.author, [change], type(now)(wall, now.run))


def _certificate(folder: Path) -> tuple[str, str]:
    """A certificate of its own for 127.0.0.1 on the curve P-256, and its key: the files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "ukur")])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return str(certificate), str(private)
