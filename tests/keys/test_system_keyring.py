"""The real keyring package in every state in which it was met: each one either keeps the key or says that it cannot."""

import importlib
import sys
from collections.abc import Iterator

import keyring
import keyring.errors
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from desktop.sync.keys import KeyringUnusable, SystemKeyring


class Believed(KeyringBackend):
    """A key store in memory; the module it claims decides whether it is trusted."""

    priority = 1

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.error = error
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.error is not None:
            raise self.error
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.error is not None:
            raise self.error
        self.secrets[service, username] = password


class Plain(Believed):
    """What a package of plain text stores would bring."""


Believed.__module__ = "keyring.backends.SecretService"
Plain.__module__ = "keyrings.alt.file"


@pytest.fixture(autouse=True)
def usual_backend() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def test_a_secret_comes_back_from_a_trusted_store() -> None:
    keyring.set_keyring(Believed())
    ring = SystemKeyring()
    assert ring.get("/profil") is None
    ring.put("/profil", "ab" * 32)
    assert ring.get("/profil") == "ab" * 32


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, Plain])
def test_a_store_that_is_none_or_is_plain_text_is_refused(backend: type[KeyringBackend]) -> None:
    keyring.set_keyring(backend())
    with pytest.raises(KeyringUnusable, match="kata sandi akan ditanyakan"):
        SystemKeyring().put("/profil", "ab" * 32)
    with pytest.raises(KeyringUnusable):
        SystemKeyring().get("/profil")


def test_a_chain_never_ends_in_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, trusted = Plain(), Believed()
    for backends in ([plain, trusted], [plain]):
        chain = chainer.ChainerBackend()  # type: ignore[no-untyped-call]
        monkeypatch.setattr(type(chain), "backends", backends)
        keyring.set_keyring(chain)
        if trusted in backends:
            SystemKeyring().put("/profil", "ab" * 32)
            assert len(trusted.secrets) == 1
        else:
            with pytest.raises(KeyringUnusable):
                SystemKeyring().put("/profil", "ab" * 32)
    assert not plain.secrets


@pytest.mark.parametrize(
    "error",
    [
        keyring.errors.NoKeyringError("no backend"),
        keyring.errors.InitError("Prompt dismissed"),
        keyring.errors.KeyringLocked("locked"),
        keyring.errors.PasswordSetError("refused"),
        RuntimeError("the daemon went away"),
        OSError("no bus"),
        ValueError("text"),
    ],
)
def test_every_error_of_a_store_is_one_fault(error: Exception) -> None:
    keyring.set_keyring(Believed(error))
    with pytest.raises(KeyringUnusable):
        SystemKeyring().get("/profil")
    with pytest.raises(KeyringUnusable):
        SystemKeyring().put("/profil", "ab" * 32)


@pytest.mark.skipif(sys.platform != "linux", reason="the library below is Linux's")
def test_errors_from_below_the_store_are_that_fault_too() -> None:
    exceptions = importlib.import_module("secretstorage.exceptions")
    keyring.set_keyring(Believed(exceptions.LockedException("locked")))
    with pytest.raises(KeyringUnusable):
        SystemKeyring().get("/profil")


def test_a_backend_named_by_hand_that_is_not_there_is_no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyring.core._keyring_backend", None)
    for name in ("keyrings.alt.file.PlaintextKeyring", "keyring.backends.Windows.Nothing", "x.Y"):
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
        with pytest.raises(KeyringUnusable):
            SystemKeyring().get("/profil")
