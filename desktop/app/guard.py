"""The door of a profile that is open already: whoever comes back to a locked window shows the passphrase again."""

from __future__ import annotations

import hmac
from concurrent.futures import Future, ThreadPoolExecutor

from contract.faults import OwnFault
from desktop.app.opening import OpenProfile
from desktop.sync import keys


class Guard:
    """desktop.ui.port.Lock over one open profile. The secrets are tried on a thread: each try takes a second."""

    def __init__(self, profile: OpenProfile) -> None:
        self._profile = profile
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="guard")

    def unlock(self, passphrase: str) -> Future[None]:
        """Done when the passphrase is one of this profile's."""
        return self._worker.submit(self._compare, passphrase)

    def recover(self, code: str, passphrase: str) -> Future[None]:
        """Sets a new passphrase by the recovery code."""

        def work() -> None:
            keys.reset_passphrase(self._profile.place.directory, code, passphrase)

        return self._worker.submit(work)

    def _compare(self, passphrase: str) -> None:
        key = keys.unlock(self._profile.place.directory, passphrase)
        if not hmac.compare_digest(key, self._profile.key):
            raise OwnFault("Kata sandi ini membuka profil lain daripada yang sedang terbuka.")

    def close(self) -> None:
        """Waits for the try under way."""
        self._worker.shutdown()
