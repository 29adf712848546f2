"""The history of what another laptop brought over a hub, before the centre has it."""

from __future__ import annotations

from contract.exchange.shapes import RowKey
from contract.training.catalogue import PERSON
from desktop.services.history.events import Fate, Kind, Road
from desktop.services.history.record_history import history_of
from desktop.storage import cards
from desktop.storage.edit import Change
from tests.hub.bench import NOW, Office, patch_of, sides


def test_what_came_over_a_hub_is_told_with_its_maker_and_as_not_at_the_centre_yet() -> None:
    office = Office()
    with sides(office, 11, 12) as (one, other):
        for content in (one.issue(), other.issue()):
            for side in (one, other):
                with side.replica.transaction():
                    cards.keep(side.replica, content)
        person = one.new(PERSON, name="Maria Nalle")
        one.edit(Change(RowKey(PERSON.number, person), patch_of(PERSON, agency="BKD")))
        assert other.board.take(one.left(), b"link", NOW + 50).news == 2
        found = history_of(other.replica, RowKey(PERSON.number, person))
        assert found.whole
        changed, made = found.events
        assert (made.kind, changed.kind) == (Kind.CREATED, Kind.CHANGED)
        assert (changed.road, changed.fate) == (Road.HUB, Fate.CARRIED)
        assert changed.remark == "Dari laptop lain, belum sampai pusat."
        assert (changed.device_at, changed.here_at) == (NOW + 2, NOW + 50)
        assert [(field.label, field.before, field.after) for field in changed.fields] == [("Instansi", "", "BKD")]
