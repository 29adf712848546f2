"""A child process with the real window on a real profile: python -m tests.app.window DIR mark|look

mark: opens the register of the class, presses H three times, prints what it drew, waits to be killed.
look: opens the window and prints where it is and which marks it shows.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from desktop.app.desk import Desk
from desktop.app.opening import opened_with
from desktop.practice.hand import Hand
from desktop.services.views import Tick
from desktop.storage.profile import Profile
from desktop.ui.register.grid import RegisterGrid
from desktop.ui.register.model import RegisterModel
from tests.services.laptop import KEY


def main(directory: Path, act: str, class_id: int, session: int) -> None:
    """Prints one JSON line when done."""
    with opened_with(Profile(directory), KEY) as profile:
        desk = Desk(profile)
        hand = Hand(desk)
        if act == "mark":
            _mark(desk, hand, class_id, session)
        else:
            _look(hand, session)
        hand.close()
        desk.close()


def _mark(desk: Desk, hand: Hand, class_id: int, session: int) -> None:
    grid = hand.register(class_id, session)
    model = model_of(grid)
    hand.mark(grid, ["H", "S", "DL"])
    hand.wait(lambda: len(ticked(model, session)) == 3, "tiga centang")
    told = {"ticked": ticked(model, session), "person": grid.person}
    hand.wait(lambda: _remembered(desk, grid.person), "tempat tersimpan")
    print(json.dumps(told), flush=True)
    time.sleep(600)


def _look(hand: Hand, session: int) -> None:
    hand.wait(lambda: hand.window.findChild(RegisterGrid) is not None, "daftar presensi")
    grid = hand.window.findChild(RegisterGrid)
    assert isinstance(grid, RegisterGrid)
    model = model_of(grid)
    hand.wait(lambda: model.rowCount() > 0, "daftar presensi")
    place = {"page": hand.window.place.page, "session": grid.session, "person": grid.person}
    print(json.dumps({**place, "ticked": ticked(model, session)}), flush=True)


def model_of(grid: RegisterGrid) -> RegisterModel:
    """The register that a grid shows."""
    model = grid.model()
    assert isinstance(model, RegisterModel)
    return model


def _remembered(desk: Desk, person: int | None) -> bool:
    return str(person) in (desk.recall("window").result() or "")


def ticked(model: RegisterModel, session: int) -> dict[str, str]:
    """Status by person of the marks that show a tick."""
    people = model.register.people
    found = {str(person.id): model.mark(session, person.id) for person in people}
    return {who: mark.status or "" for who, mark in found.items() if mark is not None and mark.tick is Tick.SAVED}


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
