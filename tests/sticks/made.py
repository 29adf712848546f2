"""Files with parcels as laptops write them, and replicas to write and read them with."""

from __future__ import annotations

import random

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from contract.training.catalogue import PERSON
from desktop.storage.database import Database
from desktop.storage.edit import Change, Moment, edit
from desktop.storage.registration import Registration, register
from desktop.storage.replica import Replica
from desktop.sync.courier import Courier, Packed

OFFICE = X25519PrivateKey.from_private_bytes(b"o" * 32)
NAME = PERSON.by_name["name"].number
NOW = 1_753_400_000


def replica(device: int, *offices: int) -> Replica:
    """A laptop in memory that has joined these offices."""
    made = Replica(Database(None))
    for office in offices or (5371,):
        register(
            made,
            Registration(
                url="http://127.0.0.1:1",
                insecure=False,
                device=device,
                secret=bytes((device,)) * 32,
                realm=office,
                code="53.71",
                name="Kota Kupang",
                genesis=b"g" * 8,
                person_name="Petrus",
                role="admin",
                private_key=bytes((device,)) * 32,
                first=office * 131_072 + device * 16,
                count=16,
                signing_key=b"k" * 32,
                sealing_key=OFFICE.public_key().public_bytes_raw(),
            ),
        )
    return made


def work(made: Replica, people: int, office: int = 5371, device: int = 1) -> None:
    """So many people are entered, under names that nothing packs."""
    draw = random.Random(people)
    changes = [Change(PERSON.number, {NAME: draw.randbytes(90).hex()}) for _ in range(people)]
    edit(made, office * 131_072 + device * 16, changes, Moment(NOW, 1))


def packed(made: Replica, number: int = 0) -> Packed:
    """The next file of a laptop, the same in every run."""
    return Courier(made, random.Random(number).randbytes).pack(Moment(NOW, 1), "Sabu 2")
