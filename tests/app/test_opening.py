"""What stands in the way of a profile that is there already is told with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from contract.faults import WorldFault
from desktop.app.checkup import look_at_folder
from desktop.app.desk import Desk
from desktop.app.opening import open_profile, opened_with, warning_about
from desktop.app.program import CODE_NOT_KEPT, ask_for_code_again, open_window
from desktop.services.sentences import in_english
from desktop.storage.faults import Damaged
from desktop.storage.profile import Profile
from desktop.storage.settings import remember
from desktop.sync import keys
from desktop.sync.key_file import Cost
from desktop.ui.application import application
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.dialogs.joining import RecoveryDialog
from desktop.ui.screens import Screens
from tests.services.laptop import KEY, Laptop

PASSPHRASE = "pasir putih di tepi"
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


def sources(passphrase: str) -> keys.Sources:
    return keys.Sources(environment={keys.ENVIRONMENT: passphrase})


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A profile whose passphrase is right and whose first page is not."""
    keys.create(tmp_path, PASSPHRASE, CHEAP)
    open_profile(tmp_path, sources(PASSPHRASE), keys.MemoryKeyring()).close()
    content = bytearray((tmp_path / "replica.db").read_bytes())
    content[:200] = bytes(200)
    (tmp_path / "replica.db").write_bytes(content)
    for ending in ("-wal", "-shm"):
        (tmp_path / f"replica.db{ending}").unlink(missing_ok=True)
    return tmp_path


def test_a_damaged_first_page_is_no_wrong_passphrase(damaged: Path) -> None:
    with pytest.raises(Damaged, match=r"Kata sandi benar.*Jangan hapus apa pun.*hubungi pengelola"):
        open_profile(damaged, sources(PASSPHRASE), keys.MemoryKeyring())
    with pytest.raises(keys.WrongPassphrase, match="kode pemulihan"):
        open_profile(damaged, sources("salah"), keys.MemoryKeyring())


def test_a_profile_that_came_into_a_cloud_is_opened_with_a_warning(tmp_path: Path, qtbot: QtBot) -> None:
    inside = tmp_path / "OneDrive - BPSDMD" / "lontar"
    inside.mkdir(parents=True)
    Laptop(inside).close()
    assert warning_about(Profile(tmp_path)) == ""
    warning = warning_about(Profile(inside))
    assert "disalin oleh OneDrive" in warning
    assert in_english(warning).endswith("then move the folder out of OneDrive.")
    assert any("OneDrive" in finding.english and not finding.ok for finding in look_at_folder(Profile(inside)))
    with opened_with(Profile(inside), KEY) as profile:
        desk, screens = Desk(profile), Screens(application())
        with qtbot.waitSignal(screens.opened):
            screens.open(desk, warning)
        assert screens.window is not None
        assert screens.window.notices.text == warning
        screens.close()
        desk.close()


def test_who_starts_from_an_icon_sees_why_nothing_opens(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "key.json").write_text("bukan kunci")
    (tmp_path / "keyring").touch()
    seen: list[str] = []

    def read_and_close() -> None:
        for dialog in application().topLevelWidgets():
            if isinstance(dialog, Dialog) and dialog.isVisible():
                seen.append(dialog.windowTitle())
                dialog.reject()

    timer = QTimer()
    timer.timeout.connect(read_and_close)
    timer.start(50)
    try:
        assert open_window(tmp_path) == 0
        Screens(application()).refuse(WorldFault("Profil ini dibuat oleh Lontar yang lebih baru."))
    finally:
        timer.stop()
    assert seen == ["Data di laptop ini rusak", "Lontar tidak dapat dibuka"]


def test_a_code_that_was_shown_and_never_typed_back_is_shown_anew(tmp_path: Path, qtbot: QtBot) -> None:
    _, old = keys.create(tmp_path, PASSPHRASE, CHEAP)
    shown: list[str] = []

    def read_and_type() -> None:
        for dialog in application().topLevelWidgets():
            if isinstance(dialog, RecoveryDialog) and dialog.isVisible():
                shown.append(dialog._code)
                signs = [sign for sign in dialog._code if sign.isalnum()]
                dialog.back.setText("".join(signs[place - 1] for place in dialog._asked))
                dialog.act()

    with open_profile(tmp_path, sources(PASSPHRASE), keys.MemoryKeyring()) as profile:
        screens = Screens(application())
        ask_for_code_again(profile, screens)
        assert shown == []
        profile.read(remember, CODE_NOT_KEPT, True).result()
        QTimer.singleShot(100, read_and_type)
        ask_for_code_again(profile, screens)
        ask_for_code_again(profile, screens)
    assert len(shown) == 1
    assert keys.unlock_with_recovery(tmp_path, shown[0])
    with pytest.raises(keys.WrongRecoveryCode):
        keys.unlock_with_recovery(tmp_path, old)
