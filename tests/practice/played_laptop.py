"""A laptop on which programmes are played without a centre: what a talk would bring is laid there."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.shapes import RowKey
from contract.training.catalogue import NUMBER_BLOCK, NUMBER_REQUEST
from contract.training.certificates.numbers import Block
from contract.training.certificates.vouchers import vouch
from desktop.services.writing import patch
from desktop.storage.edit import active_author
from desktop.storage.queries.lines import fetch_all
from desktop.storage.queries.offices import signing_key
from tests.services.issuing import OFFICE, pin_office
from tests.services.laptop import REALM, Laptop

IN_2026 = 1_795_000_000
"""Seconds of November 2026: a year after the class days that the shipped files tell of."""


class PlayedLaptop(Laptop):
    """A seat (desktop.practice.programme.seats) of office 53."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.now = IN_2026
        self._seq = 100
        self._given = 0
        pin_office(self)

    def talk(self) -> None:
        """As if the centre had taken every edit, and had set apart the numbers that were asked for."""
        self._seq += 1
        self.settle(self._seq)
        blocks = {line.request for line in self.read(lambda r: fetch_all(r, NUMBER_BLOCK, REALM))}
        for line in self.read(lambda r: fetch_all(r, NUMBER_REQUEST, REALM)):
            if line.id in blocks:
                continue
            key = self.read(lambda r: signing_key(r, active_author(r, REALM)))
            assert key is not None
            public = Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()
            first, last = self._given + 1, self._given + line.size
            block = Block(request=line.id, series=line.series, first=first, last=last)
            voucher = vouch(OFFICE, REALM, block, public).hex()
            row = patch(NUMBER_BLOCK, series=line.series, first=first, last=last, voucher=voucher)
            self._seq += 1
            self.arrive(RowKey(NUMBER_BLOCK.number, line.id), row, self._seq)
            self._given = last
