"""Templates: a training that opens again elsewhere, or as drafts in all districts of a province in one act."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from contract.exchange.dots import format_id, row_id
from contract.tables.records import Values
from contract.training.catalogue import PROGRAMME, TEMPLATE, TRAINING
from contract.training.programmes.file import file_text
from desktop.services.faults import NotHere, Unsuitable
from desktop.services.offices import office_of_realm
from desktop.services.programmes.districts import known_districts, shipped_provinces
from desktop.services.programmes.doubles import is_draft, merge_doubles
from desktop.services.programmes.files import add_programme, programme_file, programme_line, read_content
from desktop.services.programmes.opening import Opened, Opening, open_training
from desktop.services.programmes.template_reading import file_of_training
from desktop.services.programmes.trainings import training_line
from desktop.services.writing import stated, write
from desktop.storage.edit import Change, Moment
from desktop.storage.queries.lines import fetch_all, fetch_by, fetch_row
from desktop.storage.replica import Replica


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateView:
    """One template. opened: how many trainings were made from it; doubles: of how many districts it has several."""

    id: int
    title: str
    programme: str
    made_from: int | None
    made_on: str | None
    opened: int
    doubles: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One district of a replication. opened None: a training of this template is there already.

    merged: how many drafts of the same plan were there beside it, and are no more.
    """

    district: str
    name: str
    opened: Opened | None
    merged: int = 0


def make_template(replica: Replica, training_id: int, today: date, moment: Moment, title: str = "") -> int:
    """Makes a template of a training as it is planned now, without any person; gives its id."""
    with replica.transaction():
        line = training_line(replica, training_id)
        programme = fetch_row(replica, PROGRAMME, line.programme) if line.programme else None
        if programme is None or not programme.key:
            raise Unsuitable(
                f"Pelatihan {format_id(training_id)} tidak punya program berkunci; buka dari program lebih dahulu: "
                "lontar programme open KUNCI."
            )
        base = programme_file(replica, programme.key, office_of_realm(replica, line.realm))
        file = file_of_training(replica, line, base)
        read_content(file_text(file).encode(), line.title or programme.key)  # better refused now than when it is opened
        made = stated(
            TEMPLATE,
            title=" ".join(title.split()) or (file.training.title if file.training else file.programme.title),
            programme_key=programme.key,
            body=file_text(file),
            made_from=training_id,
            made_on=today.isoformat(),
        )
        return row_id(write(replica, line.realm, [Change(TEMPLATE.number, made)], moment)[0])


def list_templates(replica: Replica) -> tuple[TemplateView, ...]:
    """All templates in the order in which they were made."""
    with replica.database.reading():
        trainings = fetch_all(replica, TRAINING, None)
        used = [line.template for line in trainings]
        drafts = Counter((line.template, line.district) for line in trainings if line.district and is_draft(line))
        several = Counter(template for (template, _), count in drafts.items() if count > 1)
        return tuple(
            TemplateView(
                id=line.id,
                title=line.title or "",
                programme=line.programme_key or "",
                made_from=line.made_from,
                made_on=line.made_on,
                opened=used.count(line.id),
                doubles=several[line.id],
            )
            for line in fetch_all(replica, TEMPLATE, None)
        )


def template_line(replica: Replica, template_id: int) -> Values:
    """A template by id. Raises NotHere."""
    line = fetch_row(replica, TEMPLATE, template_id)
    if line is None:
        raise NotHere(f"Tidak ada templat {format_id(template_id)} di laptop ini. Lihat: lontar template list.")
    return line


def open_template(replica: Replica, template_id: int, district: str, starts_on: str, moment: Moment) -> Opened:
    """Opens a draft of the template in a district, from a day on; empty for the template's own."""
    with replica.transaction():
        line = template_line(replica, template_id)
        office = office_of_realm(replica, line.realm)
        file = read_content((line.body or "").encode(), line.title or "")
        held = programme_line(replica, file.key, office)
        programme = held.id if held is not None else add_programme(replica, office.code, file, moment)
        opening = Opening(office=office.code, district=district, starts_on=starts_on, template=template_id)
        return open_training(replica, programme, file, opening, moment)


def replicate(replica: Replica, template_id: int, province: str, starts_on: str, moment: Moment) -> tuple[Draft, ...]:
    """Drafts of the template in all districts of a province, all or none; who has one already is passed over.

    Where two laptops had both made one, they are one afterwards.
    """
    with replica.transaction():
        template_line(replica, template_id)
        table = known_districts(province).of_province(province)
        if table is None or table.province.code != province.strip():
            known = ", ".join(f"{one.code} ({one.name})" for one in shipped_provinces())
            raise Unsuitable(f'Provinsi "{province}" tidak dikenal. Yang dikenal: {known}.')
        merged = {one.district: len(one.surplus) for one in merge_doubles(replica, template_id, moment)}
        there = {line.district for line in fetch_by(replica, TRAINING, "template", template_id)}
        return tuple(
            Draft(
                district=one.code,
                name=one.name,
                opened=None if one.code in there else open_template(replica, template_id, one.code, starts_on, moment),
                merged=merged.get(one.code, 0),
            )
            for one in table.listed
        )
