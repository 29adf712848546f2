"""A profile that does not open because something of it is damaged: what the window offers, and how it is mended."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor

from contract.faults import Fault
from desktop.app import safekeeping
from desktop.app.opening import OpenProfile, opened_with
from desktop.storage.backup import shelf
from desktop.storage.backup.container import NotOurs, read_head
from desktop.storage.faults import Damaged
from desktop.storage.profile import Profile
from desktop.sync import keys
from desktop.sync.key_file import KeyFileDamaged, KeyFileMissing
from desktop.ui.port import Repair, Repaired

MENDABLE = (Damaged, KeyFileDamaged, KeyFileMissing)
"""What a verified backup helps against."""


class Workbench:
    """desktop.ui.port.Mender of one profile. key: where it is known already. `opened` is the profile after a repair."""

    def __init__(self, place: Profile, fault: Fault, key: bytes | None) -> None:
        self._place, self._fault, self._key = place, fault, key
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="workbench")
        self.opened: OpenProfile | None = None

    def close(self) -> None:
        """Waits for what runs."""
        self._worker.shutdown()

    def offer(self) -> Repair:
        """What is wrong, and from when the newest copy is."""
        newest = next(iter(shelf.copies(self._place)), None)
        return Repair(
            what=str(self._fault),
            made_at=newest.head.made_at if newest is not None else None,
            needs_secret=self._key is None,
        )

    def repair(self, secret: str) -> Future[Repaired]:
        """Restores the newest copy that is whole, and opens the profile."""
        return self._worker.submit(self._repair, secret)

    def _repair(self, secret: str) -> Repaired:
        sources = keys.Sources(environment={}, prompt=lambda: secret)
        done = self._newest_whole(sources)
        head = read_head(done.source)
        key = self._key or safekeeping.key_for(self._place, done.source, head, sources, keys.SystemKeyring())
        self.opened = opened_with(self._place, key)
        taken = done.taken
        return Repaired(
            back=taken.brought if taken is not None else 0,
            later=done.later,
            lost=sum(n1 - n0 + 1 for _, n0, n1 in taken.lost) if taken is not None else 0,
            unsure=taken.unsure if taken is not None else False,
            only_key=done.only_key,
            kept=os.fspath(done.kept) if done.kept is not None else "",
        )

    def _newest_whole(self, sources: keys.Sources) -> safekeeping.Outcome:
        """The newest copy may lie on the same bad piece of the disk; then the one before it serves."""
        directory, ring = self._place.directory, keys.SystemKeyring()
        first: Fault | None = None
        for kept in shelf.copies(self._place):
            try:
                done = safekeeping.bring_key_back(directory, kept.file, sources, ring)
                return done or safekeeping.restore(directory, kept.file, sources, ring, key=self._key)
            except (NotOurs, Damaged) as fault:
                first = first or fault
        raise first or safekeeping.NoCopy("Belum ada salinan cadangan. Jangan hapus apa pun; hubungi pengelola.")
