"""Trainings: found, listed, called to by letter, and moved through the states of their life."""

from __future__ import annotations

from datetime import date

from contract.exchange.dots import format_id
from contract.exchange.shapes import RowKey
from contract.tables.records import Values
from contract.training.catalogue import TRAINING
from contract.training.programmes.training_states import TrainingState, next_states, read_training_state
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.programmes.views import TrainingView, training_view
from desktop.services.writing import patch, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch_all, fetch_row
from desktop.storage.replica import Replica

_MOST_NUMBER = 300


def training_line(replica: Replica, training_id: int) -> Values:
    """A training by id. Raises NotHere."""
    line = fetch_row(replica, TRAINING, training_id)
    if line is None:
        raise NotHere(f"Tidak ada pelatihan {format_id(training_id)} di laptop ini. Lihat: lontar training list.")
    return line


def list_trainings(replica: Replica) -> tuple[TrainingView, ...]:
    """All trainings, the newest first."""
    with replica.database.reading():
        lines = sorted(
            fetch_all(replica, TRAINING, None), key=lambda line: (line.starts_on or "", line.id), reverse=True
        )
        return tuple(training_view(replica, line) for line in lines)


def show_training(replica: Replica, training_id: int) -> TrainingView:
    """One training with its classes. Raises NotHere."""
    with replica.database.reading():
        return training_view(replica, training_line(replica, training_id))


def set_training_state(replica: Replica, training_id: int, state: TrainingState, moment: Moment) -> None:
    """Moves a training to a state that may follow; nothing is written where it is there already. Raises Unsuitable."""
    with replica.transaction():
        line = training_line(replica, training_id)
        present = read_training_state(line.state)
        if present is state:
            return
        ways = next_states(present) if present is not None else ()
        if state not in ways:
            now = present.label if present is not None else line.state
            then = ", ".join(f"{way.value} ({way.label})" for way in ways) or "tidak ada"
            raise Unsuitable(
                f'Pelatihan ini berstatus "{now}" dan tidak dapat langsung menjadi "{state.label}". '
                f"Status berikutnya yang mungkin: {then}."
            )
        key = RowKey(TRAINING.number, training_id)
        write(replica, line.realm, [Change(key, patch(TRAINING, state=state.value))], moment)


def set_call(replica: Replica, training_id: int, number: str, on: date, moment: Moment) -> None:
    """Notes the letter (surat pemanggilan) by which agencies are asked for participants. Raises Unsuitable, NotHere."""
    with replica.transaction():
        line = training_line(replica, training_id)
        plain = " ".join(number.split())
        if not plain or len(plain) > _MOST_NUMBER:
            raise Unsuitable(f"Nomor surat pemanggilan berisi {len(plain)} huruf; tulis 1 sampai {_MOST_NUMBER}.")
        if (line.call_number, line.call_on) != (plain, on.isoformat()):
            told = patch(TRAINING, call_number=plain, call_on=on.isoformat())
            write(replica, line.realm, [Change(RowKey(TRAINING.number, training_id), told)], moment)
