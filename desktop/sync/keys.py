"""The replica's key: random, always in the key file, and in the system's key store only to save typing.

A key store that lies, is locked or has lost its entry means that the passphrase is asked, and nothing else.
"""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from contract.faults import OwnFault, WorldFault
from desktop.storage.profile import Profile, alone
from desktop.sync import key_file
from desktop.sync.key_file import KEY_BYTES, USUAL, Cost, KeyFile, Lock, LockKind, check_of, seal
from desktop.sync.recovery_code import RANDOM_BYTES, MistypedCode, make_code, read_code

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "Lontar"
ENVIRONMENT: Final = "LONTAR_PASSPHRASE"
TRUSTED: Final = frozenset(
    f"keyring.backends.{name}" for name in ("SecretService", "kwallet", "libsecret", "macOS", "Windows")
)
"""Modules of backends that encrypt with the user's login. Every other is refused: plain text, null, fail, unknown."""
_FOREIGN_ERRORS: Final = (
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney.wrappers", "DBusErrorResponse"),
    ("dbus.exceptions", "DBusException"),
    ("win32ctypes.pywin32.pywintypes", "error"),
)
"""What backends let through from below, beside keyring's own errors; only the ones loaded can be raised."""


class Locked(WorldFault):
    """The profile stays closed to this person."""


class NoPassphrase(Locked):
    """Nobody gave a passphrase, and there is nobody to ask."""


class WrongPassphrase(Locked):
    """No lock of the key file opens with this passphrase."""


class WrongRecoveryCode(Locked):
    """The code is well formed, but not this profile's."""


class KeyExists(WorldFault):
    """The profile has a key or data already; a new key would make them unreadable."""


class KeyringUnusable(WorldFault):
    """The system's key store cannot be used."""


class Keyring(Protocol):
    """A store of secrets by name that outlives the program."""

    def get(self, name: str) -> str | None:
        """The secret, None when there is none. Raises KeyringUnusable."""

    def put(self, name: str, secret: str) -> None:
        """Keeps a secret. Raises KeyringUnusable."""


class MemoryKeyring:
    """Keeps secrets as long as the process lives: for the practice office and for tests."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """The secret kept under the name."""
        return self.secrets.get(name)

    def put(self, name: str, secret: str) -> None:
        """Keeps it."""
        self.secrets[name] = secret


class SystemKeyring:
    """The key store of the operating system, and no substitute for it."""

    def get(self, name: str) -> str | None:
        """The secret; may open a window of the system that asks for the login password."""
        backend = self._backend()
        try:
            return backend.get_password(SERVICE, name)
        except _keyring_errors() as error:
            raise KeyringUnusable(_UNUSABLE) from error

    def put(self, name: str, secret: str) -> None:
        """Keeps it, or says that it cannot."""
        backend = self._backend()
        try:
            backend.set_password(SERVICE, name, secret)
        except _keyring_errors() as error:
            raise KeyringUnusable(_UNUSABLE) from error

    def _backend(self) -> KeyringBackend:
        import keyring  # a quarter of a second: only when it is asked
        from keyring.backends.chainer import ChainerBackend

        try:
            chosen = keyring.get_keyring()
        except _keyring_errors() as error:
            raise KeyringUnusable(_UNUSABLE) from error
        # A chain would fall back to plain text as soon as some package brings such a backend.
        candidates = chosen.backends if isinstance(chosen, ChainerBackend) else [chosen]
        for backend in candidates:
            if type(backend).__module__ in TRUSTED:
                return backend
        raise KeyringUnusable(_UNUSABLE)


_UNUSABLE = "Penyimpan kunci sistem tidak dapat dipakai; kata sandi akan ditanyakan."


def _keyring_errors() -> tuple[type[BaseException], ...]:
    from keyring.errors import KeyringError

    foreign = [
        getattr(sys.modules[module], name) for module, name in _FOREIGN_ERRORS if hasattr(sys.modules.get(module), name)
    ]
    # ImportError and AttributeError: the settings name a backend that is not there.
    return (KeyringError, RuntimeError, OSError, ValueError, ImportError, AttributeError, *foreign)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where a passphrase may come from, in this order. `prompt` is None when nobody sits at a terminal."""

    file: Path | None = None
    environment: Mapping[str, str]
    prompt: Callable[[], str] | None = None


def create(directory: Path, passphrase: str, cost: Cost = USUAL) -> tuple[bytes, str]:
    """A new key for an empty profile (`open_profile` made its folder), and the recovery code, which is shown this once.

    The key file is on disk when this returns. Raises KeyExists, and then nothing was written.
    """
    profile = Profile(directory)
    with alone(_lock_of(profile)):
        if not profile.is_new:
            raise KeyExists(f"Map {directory} sudah berisi data Lontar. Pilih map lain dengan --profile.")
        key, code = secrets.token_bytes(KEY_BYTES), make_code(secrets.token_bytes(RANDOM_BYTES))
        locks = (
            seal(key, LockKind.PASSPHRASE, _not_empty(passphrase), cost),
            seal(key, LockKind.RECOVERY, code, cost),
        )
        key_file.write(profile.key_file, check_of(key), locks)
    return key, code


def unlock(directory: Path, passphrase: str) -> bytes:
    """The key, by any person's passphrase. Raises WrongPassphrase, KeyFileMissing, KeyFileDamaged."""
    return _opened_by_passphrase(key_file.read(Profile(directory).key_file), passphrase)[0]


def unlock_with_recovery(directory: Path, code: str) -> bytes:
    """The key, by the code on paper. Raises MistypedCode, WrongRecoveryCode, KeyFileMissing, KeyFileDamaged."""
    read = read_code(code)
    for lock in key_file.read(Profile(directory).key_file).locks:
        if lock.kind is LockKind.RECOVERY:
            key = key_file.opened(lock, read)
            if key is not None:
                return key
    raise WrongRecoveryCode("Kode pemulihan ini ditulis dengan benar, tetapi bukan kode profil ini.")


def unlock_travelling(locks: bytes, name: Path, secret: str) -> bytes:
    """The key out of a key file that travelled in a copy, by a passphrase or by the recovery code of its profile.

    Raises WrongPassphrase and KeyFileDamaged.
    """
    held = key_file.read_content(locks, name)
    try:
        code = read_code(secret)
    except MistypedCode:
        code = ""
    for lock in held.locks:
        given = code if lock.kind is LockKind.RECOVERY else secret
        key = key_file.opened(lock, given) if given else None
        if key is not None:
            return key
    raise WrongPassphrase(
        f"Kata sandi atau kode pemulihan itu bukan milik {name.name}. Pakai yang berlaku ketika berkas itu dibuat."
    )


def fits(locks: bytes, name: Path, key: bytes) -> bool:
    """Whether a key is the one that these locks lock away. Raises KeyFileDamaged."""
    return check_of(key) == key_file.read_content(locks, name).check


def add_passphrase(directory: Path, key: bytes, passphrase: str, cost: Cost = USUAL) -> None:
    """One more passphrase that opens the profile: a second person's."""
    profile = Profile(directory)
    with alone(_lock_of(profile)):
        held = _held_by(profile, key)
        _rewrite(profile, held, (*held.locks, seal(key, LockKind.PASSPHRASE, _not_empty(passphrase), cost)))


def change_passphrase(directory: Path, old: str, new: str, cost: Cost = USUAL) -> None:
    """Exchanges one person's passphrase; everybody else's and the recovery code stay. Raises WrongPassphrase."""
    profile = Profile(directory)
    with alone(_lock_of(profile)):
        held = key_file.read(profile.key_file)
        key, used = _opened_by_passphrase(held, old)
        fresh = seal(key, LockKind.PASSPHRASE, _not_empty(new), cost)
        _rewrite(profile, held, tuple(fresh if lock is used else lock for lock in held.locks))


def reset_passphrase(directory: Path, code: str, new: str, cost: Cost = USUAL) -> bytes:
    """The key, by the code on paper, with a new passphrase set.

    The only passphrase of a profile is replaced. Of several nobody can tell which was forgotten: one is added.
    Raises what `unlock_with_recovery` raises.
    """
    key = unlock_with_recovery(directory, code)
    profile = Profile(directory)
    with alone(_lock_of(profile)):
        held = key_file.read(profile.key_file)
        old = [lock for lock in held.locks if lock.kind is LockKind.PASSPHRASE]
        kept = [lock for lock in held.locks if len(old) > 1 or lock not in old]
        _rewrite(profile, held, (*kept, seal(key, LockKind.PASSPHRASE, _not_empty(new), cost)))
    return key


def renew_recovery_code(directory: Path, key: bytes, cost: Cost = USUAL) -> str:
    """A new recovery code in place of a lost one, which opens nothing from now on."""
    profile = Profile(directory)
    code = make_code(secrets.token_bytes(RANDOM_BYTES))
    with alone(_lock_of(profile)):
        held = _held_by(profile, key)
        kept = [lock for lock in held.locks if lock.kind is not LockKind.RECOVERY]
        _rewrite(profile, held, (*kept, seal(key, LockKind.RECOVERY, code, cost)))
    return code


def remember(directory: Path, key: bytes, ring: Keyring) -> bool:
    """Puts the key into the key store and reads it back; whether it came back, so that nobody is asked next time."""
    profile = Profile(directory)
    try:
        ring.put(_entry(profile), key.hex())
        kept = ring.get(_entry(profile)) == key.hex()
    except KeyringUnusable:
        kept = False
    if kept:
        profile.keyring_mark.touch(mode=0o600)
    else:
        profile.keyring_mark.unlink(missing_ok=True)
    return kept


def forget(directory: Path, ring: Keyring) -> None:
    """Takes the key out of the key store, where it was ever put there."""
    profile = Profile(directory)
    if profile.keyring_mark.exists():
        with suppress(KeyringUnusable):
            ring.put(_entry(profile), "")
    profile.keyring_mark.unlink(missing_ok=True)


def recall(directory: Path, ring: Keyring) -> bytes | None:
    """The key out of the key store; None when it has none, another one, or cannot be used.

    The store is not even asked when `remember` never succeeded here.
    """
    profile = Profile(directory)
    if not profile.keyring_mark.exists():
        return None
    held = key_file.read(profile.key_file)
    try:
        secret = ring.get(_entry(profile))
        key = bytes.fromhex(secret or "")
    except (KeyringUnusable, ValueError):
        return None
    return key if len(key) == KEY_BYTES and check_of(key) == held.check else None


def obtain(directory: Path, ring: Keyring, sources: Sources) -> bytes:
    """The key: from the key store, else by the first passphrase that the sources give.

    One typed at the prompt is remembered in the key store; a script's is not. Raises Locked and its kinds,
    KeyFileMissing, KeyFileDamaged.
    """
    key = recall(directory, ring)
    if key is not None:
        return key
    key_file.read(Profile(directory).key_file)  # nobody is asked for what cannot be used
    passphrase, typed = given_passphrase(sources)
    key = unlock(directory, passphrase)
    if typed:
        remember(directory, key, ring)
    return key


def given_passphrase(sources: Sources) -> tuple[str, bool]:
    """The first passphrase that the sources give, and whether a person typed it. Raises NoPassphrase."""
    if sources.file is not None:
        try:
            return sources.file.read_text(encoding="utf-8-sig").rstrip("\r\n"), False
        except (OSError, UnicodeDecodeError):
            raise NoPassphrase(f"Berkas kata sandi {sources.file} tidak terbaca. Periksa nama dan izinnya.") from None
    if sources.environment.get(ENVIRONMENT):
        return sources.environment[ENVIRONMENT], False
    if sources.prompt is not None:
        return sources.prompt(), True
    raise NoPassphrase(
        f"Kata sandi diperlukan. Berikan dengan --passphrase-file atau {ENVIRONMENT}, atau jalankan di terminal."
    )


def _not_empty(passphrase: str) -> str:
    if not passphrase:
        raise NoPassphrase("Kata sandi tidak boleh kosong.")
    return passphrase


def _opened_by_passphrase(held: KeyFile, passphrase: str) -> tuple[bytes, Lock]:
    for lock in held.locks:
        if lock.kind is LockKind.PASSPHRASE:
            key = key_file.opened(lock, passphrase)
            if key is not None:
                return key, lock
    raise WrongPassphrase("Kata sandi salah. Periksa huruf besar dan kecil, atau pakai kode pemulihan.")


def _held_by(profile: Profile, key: bytes) -> KeyFile:
    held = key_file.read(profile.key_file)
    if check_of(key) != held.check:
        raise OwnFault("Kunci yang hendak dipasang bukan kunci profil ini.")
    return held


def _rewrite(profile: Profile, held: KeyFile, locks: tuple[Lock, ...]) -> None:
    key_file.write(profile.key_file, held.check, locks)


def _lock_of(profile: Profile) -> Path:
    """Held while the key file is read and written anew: the window and a command must not undo each other's change."""
    return profile.key_file.with_suffix(".lock")


def _entry(profile: Profile) -> str:
    """The name in the key store: the folder, so that each profile has its own and a copy elsewhere asks once."""
    return str(profile.directory.resolve())
