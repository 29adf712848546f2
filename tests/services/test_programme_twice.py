"""Two laptops add one programme before either has heard of the other: after the sync it is one programme."""

from pathlib import Path

from contract.exchange.dots import row_id
from contract.exchange.shapes import Record
from contract.tables.papers import printed_partners
from contract.training.catalogue import BATCH, CLASS_GROUP, PARTNER, PROGRAMME, TRAINING, VILLAGE
from desktop.services.people.listing import enrol
from desktop.services.programmes.figures import figures
from desktop.services.programmes.files import list_programmes, shipped_files
from desktop.services.programmes.opening import Opening, open_programme
from desktop.services.programmes.views import show_programme
from desktop.services.writing import stated, write
from desktop.storage.edit import Change
from desktop.storage.queries.lines import fetch
from desktop.storage.tables import records
from tests.services.laptop import REALM, Laptop

KEY = "smart-city-spbe-mabar"


def test_a_programme_added_on_two_laptops_is_shown_and_counted_as_one(tmp_path: Path) -> None:
    laptop = Laptop(tmp_path)

    def made(record: Record, **fields: int | str) -> int:
        change = Change(record.number, stated(record, **fields))
        return row_id(laptop.write(lambda r, m: write(r, REALM, [change], m))[0])

    laptop.write(lambda r, m: open_programme(r, KEY, Opening(office="53"), m))
    alone = laptop.read(lambda r: show_programme(r, KEY))
    # What the other laptop wrote: the same programme, one partner more, a village that is here and one that is not.
    other = made(PROGRAMME, key=KEY, title=shipped_files()[KEY].programme.title)
    for partner in alone.partners:
        told: dict[str, int | str] = {"name": partner.name, "role": partner.role or "", "printed": int(partner.printed)}
        told["position"] = 1 + alone.partners.index(partner)
        made(PARTNER, programme=other, **told)
    made(PARTNER, programme=other, name="Mitra Lain", printed=1)
    for programme in (alone.id or 0, other):
        made(VILLAGE, programme=programme, name="Wae Sano", district="53.15")
    training = made(TRAINING, programme=other, title="Bimtek")
    class_id = made(CLASS_GROUP, batch=made(BATCH, training=training, title="I"), title="Kelas")
    person = laptop.person("Ani Bria", district="53.15")
    laptop.write(lambda r, m: enrol(r, class_id, [person], m))

    both = laptop.read(lambda r: show_programme(r, KEY))
    assert [one.id for one in both.trainings] == [training]
    assert [one.name for one in both.partners] == [*(one.name for one in alone.partners), "Mitra Lain"]
    assert len(both.villages) == len(alone.villages) + 1
    assert len(both.agreements) == len(alone.agreements)
    counted = {one.measure.value: one.counted.total for one in laptop.read(lambda r: figures(r, KEY)) if one.counted}
    assert counted["enrolled"] == 1
    listed = [one for one in laptop.read(list_programmes) if one.key == KEY]
    assert [(one.id, one.trainings) for one in listed] == [(alone.id, 1)]
    laptop.close()


def test_a_class_of_no_programme_prints_nobodys_partners(tmp_path: Path) -> None:
    laptop = Laptop(tmp_path)
    opened = laptop.write(lambda r, m: open_programme(r, "dla-ntt-2025", Opening(office="53"), m))
    printed = (None, opened.programme, opened.programme), (None, None, opened.training)
    found = [
        [line.name for line in laptop.read(lambda r, whose=whose: fetch(r, printed_partners(records, *whose)))]  # type: ignore[misc]
        for whose in zip(*printed, strict=True)
    ]
    assert found[0] == []
    assert found[1] == found[2]
    assert len(found[1]) == 2
    laptop.close()
