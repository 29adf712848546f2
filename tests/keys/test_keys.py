"""The replica's key: whoever knows a passphrase or has the paper gets in, nobody else, and no key store is trusted."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from contract.faults import OwnFault
from desktop.storage.profile import Profile, open_profile
from desktop.sync import key_file
from desktop.sync.key_file import Cost, KeyFileDamaged, KeyFileMissing
from desktop.sync.keys import (
    ENVIRONMENT,
    KeyExists,
    KeyringUnusable,
    Locked,
    MemoryKeyring,
    NoPassphrase,
    Sources,
    WrongPassphrase,
    WrongRecoveryCode,
    add_passphrase,
    change_passphrase,
    create,
    obtain,
    recall,
    remember,
    renew_recovery_code,
    reset_passphrase,
    unlock,
    unlock_with_recovery,
)
from desktop.sync.recovery_code import MistypedCode, make_code

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "lontar kami di Kupang"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return open_profile(tmp_path / "profil").directory


def made(directory: Path) -> tuple[bytes, str]:
    return create(directory, PASSPHRASE, CHEAP)


def test_passphrase_and_recovery_code_open_the_same_key(directory: Path) -> None:
    key, code = made(directory)
    assert len(key) == 32
    assert unlock(directory, PASSPHRASE) == key
    assert unlock_with_recovery(directory, code.lower().replace("-", " ")) == key
    assert stat.S_IMODE(Profile(directory).key_file.stat().st_mode) == 0o600


def test_every_profile_has_a_key_and_a_code_of_its_own(tmp_path: Path) -> None:
    first, second = (made(open_profile(tmp_path / name).directory) for name in ("a", "b"))
    assert first[0] != second[0]
    assert first[1] != second[1]


def test_a_file_whose_locks_would_take_all_day_is_refused(directory: Path) -> None:
    create(directory, "satu", CHEAP)
    place = Profile(directory).key_file
    held = key_file.read(place)
    greedy = msgspec.structs.replace(held.locks[0], cost=Cost(memory_kib=1 << 20, passes=64, lanes=1))
    key_file.write(place, held.check, (greedy,))
    with pytest.raises(KeyFileDamaged):
        unlock(directory, "satu")
    key_file.write(place, held.check, (held.locks[0],) * 64)
    assert len(key_file.read(place).locks) == 64


def test_a_guess_costs_what_the_design_asks(directory: Path) -> None:
    create(directory, PASSPHRASE)
    locks = json.loads(Profile(directory).key_file.read_bytes())["locks"]
    assert [lock["cost"] for lock in locks] == [{"memory_kib": 65536, "passes": 3, "lanes": 4}] * 2
    assert unlock(directory, PASSPHRASE)


def test_a_wrong_passphrase_is_told_in_a_sentence(directory: Path) -> None:
    made(directory)
    for wrong in ("", "Lontar kami di Kupang", PASSPHRASE + " "):
        with pytest.raises(WrongPassphrase, match="Kata sandi salah"):
            unlock(directory, wrong)


def test_the_same_letters_of_another_system_open_it(directory: Path) -> None:
    key, _ = create(directory, "kata sandi Andr\u00e9", CHEAP)
    assert unlock(directory, "kata sandi Andre\u0301") == key


def test_a_mistyped_code_and_another_profiles_code_are_told_apart(directory: Path) -> None:
    _, code = made(directory)
    with pytest.raises(MistypedCode, match="kelompok ke-1"):
        unlock_with_recovery(directory, ("3" if code[0] == "2" else "2") + code[1:])
    with pytest.raises(WrongRecoveryCode):
        unlock_with_recovery(directory, make_code(b"another profile's."))


def test_a_second_person_gets_a_passphrase_of_their_own(directory: Path) -> None:
    key, code = made(directory)
    add_passphrase(directory, key, "sandi Yohanes", CHEAP)
    assert unlock(directory, PASSPHRASE) == unlock(directory, "sandi Yohanes") == key
    change_passphrase(directory, PASSPHRASE, "sandi baru Maria", CHEAP)
    assert unlock(directory, "sandi baru Maria") == unlock(directory, "sandi Yohanes") == key
    assert unlock_with_recovery(directory, code) == key
    with pytest.raises(WrongPassphrase):
        unlock(directory, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        change_passphrase(directory, PASSPHRASE, "apa saja", CHEAP)


def test_a_wrong_key_is_never_locked_in(directory: Path) -> None:
    made(directory)
    before = Profile(directory).key_file.read_bytes()
    with pytest.raises(OwnFault):
        add_passphrase(directory, bytes(32), "x", CHEAP)
    with pytest.raises(OwnFault):
        renew_recovery_code(directory, bytes(32), CHEAP)
    assert Profile(directory).key_file.read_bytes() == before


def test_a_forgotten_passphrase_is_replaced_by_the_code_on_paper(directory: Path) -> None:
    key, code = made(directory)
    assert reset_passphrase(directory, code, "sandi baru", CHEAP) == key
    assert unlock(directory, "sandi baru") == key
    with pytest.raises(WrongPassphrase):
        unlock(directory, PASSPHRASE)
    assert unlock_with_recovery(directory, code) == key


def test_of_two_persons_nobody_is_locked_out_by_the_others_reset(directory: Path) -> None:
    key, code = made(directory)
    add_passphrase(directory, key, "sandi Yohanes", CHEAP)
    reset_passphrase(directory, code, "sandi baru", CHEAP)
    assert {unlock(directory, word) for word in (PASSPHRASE, "sandi Yohanes", "sandi baru")} == {key}


def test_a_lost_paper_is_replaced_and_opens_nothing_more(directory: Path) -> None:
    key, old = made(directory)
    new = renew_recovery_code(directory, key, CHEAP)
    assert unlock_with_recovery(directory, new) == unlock(directory, PASSPHRASE) == key
    with pytest.raises(WrongRecoveryCode):
        unlock_with_recovery(directory, old)


def test_a_key_is_never_made_over_another_or_over_data(directory: Path) -> None:
    made(directory)
    before = Profile(directory).key_file.read_bytes()
    with pytest.raises(KeyExists, match="sudah berisi data"):
        made(directory)
    assert Profile(directory).key_file.read_bytes() == before
    Profile(directory).key_file.unlink()
    Profile(directory).replica.write_bytes(b"encrypted rows")
    with pytest.raises(KeyExists):
        made(directory)


def test_an_empty_passphrase_makes_nothing(directory: Path) -> None:
    with pytest.raises(NoPassphrase, match="kosong"):
        create(directory, "", CHEAP)
    assert Profile(directory).is_new


def damaged_files(content: bytes) -> dict[str, bytes]:
    """Ways in which a disk or a person may spoil a key file."""
    other_salt = json.loads(content)
    other_salt["locks"][0]["salt"] = other_salt["locks"][1]["salt"]
    greedy = json.loads(content)
    greedy["locks"][0]["cost"]["memory_kib"] = 1 << 30
    return {
        "empty": b"",
        "zeros": bytes(len(content)),
        "cut short": content[: len(content) // 2],
        "no text": b"\xff\xfe" + content,
        "not ours": b'{"version": 1}',
        "of another sum": content.replace(b'"sum": "', b'"sum": "\xc3\xa9'),
        "of another salt": json.dumps(other_salt).encode(),
        "greedy": json.dumps(greedy).encode(),
    }


def test_a_damaged_key_file_says_what_to_do_and_is_left_alone(directory: Path) -> None:
    key, code = made(directory)
    path = Profile(directory).key_file
    for name, content in damaged_files(path.read_bytes()).items():
        path.write_bytes(content)
        attempts: tuple[tuple[Callable[..., object], tuple[object, ...]], ...] = (
            (unlock, (directory, PASSPHRASE)),
            (unlock_with_recovery, (directory, code)),
            (add_passphrase, (directory, key, "x", CHEAP)),
            (change_passphrase, (directory, PASSPHRASE, "x", CHEAP)),
            (obtain, (directory, MemoryKeyring(), Sources(environment={ENVIRONMENT: PASSPHRASE}))),
        )
        for attempt, arguments in attempts:
            with pytest.raises(KeyFileDamaged, match=r"rusak.*dari salinan cadangan"):
                attempt(*arguments)
        assert path.read_bytes() == content, name


def test_a_key_file_of_a_later_version_asks_for_that_version(directory: Path) -> None:
    made(directory)
    path = Profile(directory).key_file
    path.write_bytes(path.read_bytes().replace(b'"version": 1', b'"version": 2'))
    with pytest.raises(KeyFileDamaged, match="lebih baru"):
        unlock(directory, PASSPHRASE)


def test_a_missing_key_file_is_told_apart_from_a_damaged_one(directory: Path) -> None:
    with pytest.raises(KeyFileMissing, match="lontar join"):
        unlock(directory, PASSPHRASE)
    Profile(directory).key_file.mkdir()
    with pytest.raises(KeyFileDamaged, match="tidak terbaca"):
        unlock(directory, PASSPHRASE)


def test_no_lock_can_be_put_in_the_place_of_another(directory: Path) -> None:
    key, code = made(directory)
    held = key_file.read(Profile(directory).key_file)
    by_passphrase, by_code = held.locks
    for field in ("id", "kind", "salt", "nonce", "sealed"):
        forged = msgspec.structs.replace(by_passphrase, **{field: getattr(by_code, field)})
        assert key_file.opened(forged, PASSPHRASE) is None
        assert key_file.opened(forged, code) is None
    assert key_file.opened(by_passphrase, PASSPHRASE) == key


def test_a_power_cut_while_writing_leaves_the_old_locks(directory: Path) -> None:
    made(directory)
    path = Profile(directory).key_file
    path.with_name(path.name + ".new").write_bytes(path.read_bytes()[:100])
    assert unlock(directory, PASSPHRASE)
    change_passphrase(directory, PASSPHRASE, "sandi baru", CHEAP)
    assert unlock(directory, "sandi baru")
    assert sorted(file.name for file in directory.iterdir()) == ["key.json", "key.lock", "logs", "replica.db"]


def sources(**environment: str) -> Sources:
    return Sources(environment=environment)


def test_a_passphrase_is_taken_from_the_file_then_the_environment_then_the_prompt(directory: Path) -> None:
    key, _ = made(directory)
    file = directory.parent / "sandi.txt"
    file.write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\n")
    ring = MemoryKeyring()
    wrong = {ENVIRONMENT: "salah"}
    assert obtain(directory, ring, Sources(file=file, environment=wrong, prompt=lambda: "salah")) == key
    right = {ENVIRONMENT: PASSPHRASE}
    assert obtain(directory, ring, Sources(environment=right, prompt=lambda: "salah")) == key
    assert not ring.secrets, "what a script gives is not put into the key store"
    assert obtain(directory, ring, Sources(environment={ENVIRONMENT: ""}, prompt=lambda: PASSPHRASE)) == key
    assert list(ring.secrets.values()) == [key.hex()]


def test_without_any_source_the_profile_stays_closed(directory: Path) -> None:
    made(directory)
    with pytest.raises(NoPassphrase, match="--passphrase-file"):
        obtain(directory, MemoryKeyring(), sources())
    with pytest.raises(Locked, match="tidak terbaca"):
        obtain(directory, MemoryKeyring(), Sources(file=directory / "tidak-ada", environment={}))


def test_with_the_key_store_nobody_is_asked(directory: Path) -> None:
    key, _ = made(directory)
    ring = MemoryKeyring()
    assert recall(directory, ring) is None
    assert remember(directory, key, ring)
    assert obtain(directory, ring, sources()) == key


@pytest.mark.parametrize("lie", [None, "", "bukan kunci", "ab" * 31, "cd" * 32])
def test_a_key_store_that_lies_only_means_that_the_passphrase_is_asked(directory: Path, lie: str | None) -> None:
    key, _ = made(directory)
    ring = MemoryKeyring()
    remember(directory, key, ring)
    ring.secrets = {} if lie is None else dict.fromkeys(ring.secrets, lie)
    assert recall(directory, ring) is None
    with pytest.raises(NoPassphrase):
        obtain(directory, ring, sources())
    assert obtain(directory, ring, Sources(environment={}, prompt=lambda: PASSPHRASE)) == key
    assert recall(directory, ring) == key, "put right again"


class Forgetful(MemoryKeyring):
    """Takes everything and keeps nothing, as keyring's null backend does."""

    def put(self, name: str, secret: str) -> None:
        """Says yes."""


def test_a_key_store_that_keeps_nothing_is_found_at_once(directory: Path) -> None:
    key, _ = made(directory)
    assert not remember(directory, key, Forgetful())
    assert not Profile(directory).keyring_mark.exists()
    assert recall(directory, Forgetful()) is None


class Unusable(MemoryKeyring):
    """A key store that is locked."""

    def get(self, name: str) -> str | None:
        raise KeyringUnusable("locked")


def test_a_key_store_that_is_locked_is_not_asked_again(directory: Path) -> None:
    key, _ = made(directory)
    assert remember(directory, key, MemoryKeyring())
    assert recall(directory, Unusable()) is None
    assert not remember(directory, key, Unusable())
    assert not Profile(directory).keyring_mark.exists()


def test_too_little_memory_for_the_lock_is_told_in_a_sentence(directory: Path) -> None:
    create(directory, PASSPHRASE, Cost(memory_kib=1 << 18, passes=1, lanes=1))
    program = (
        "import resource, sys; from pathlib import Path; from contract.faults import WorldFault\n"
        "from desktop.sync.keys import unlock\n"
        "resource.setrlimit(resource.RLIMIT_DATA, (150 << 20, 150 << 20))\n"
        "try: unlock(Path(sys.argv[1]), sys.argv[2])\n"
        "except WorldFault as fault: print(fault)"
    )
    command = [sys.executable, "-c", program, str(directory), PASSPHRASE]
    assert "Memori laptop tidak cukup" in subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_a_copied_profile_asks_once_and_disturbs_nobody(directory: Path, tmp_path: Path) -> None:
    key, _ = made(directory)
    ring = MemoryKeyring()
    remember(directory, key, ring)
    copy = tmp_path / "salinan"
    subprocess.run(["cp", "-r", str(directory), str(copy)], check=True)
    assert recall(copy, ring) is None
    assert unlock(copy, PASSPHRASE) == key
    assert recall(directory, ring) == key


def test_nothing_in_the_key_file_is_the_key(directory: Path) -> None:
    key, code = made(directory)
    content = Profile(directory).key_file.read_bytes()
    assert key not in content
    assert key.hex().encode() not in content
    assert code.encode() not in content
    assert PASSPHRASE.encode() not in content


def test_a_process_opens_the_profile_without_loading_any_key_store(directory: Path) -> None:
    made(directory)
    program = (
        "import sys; from pathlib import Path\n"
        "from desktop.sync.keys import SystemKeyring, Sources, obtain\n"
        "import os; obtain(Path(sys.argv[1]), SystemKeyring(), Sources(environment=os.environ))\n"
        "print('keyring' in sys.modules)"
    )
    environment = {**os.environ, ENVIRONMENT: PASSPHRASE}
    command = [sys.executable, "-c", program, str(directory)]
    assert subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout == "False\n"
