"""What the practice office teaches with: the course of the article, and made-up sessions marked as examples."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from desktop.services.classes import creating as classes
from desktop.services.classes import sessions
from desktop.services.plans import groups
from desktop.services.views import NewClass, NewSession
from desktop.storage.edit import Moment
from desktop.storage.replica import Replica
from resources import path


def read_course() -> dict[str, Any]:
    """The description of the practice office, its course and its published passphrase."""
    course: dict[str, Any] = msgspec.json.decode(path("practice/dla_ntt_2025.json").read_bytes())
    return course


def found_class(replica: Replica, moment: Moment, course: dict[str, Any]) -> int:
    """Makes the programme, the class with its three stages, its sessions and groups; gives the class's id.

    Stages, dates and the number of groups are stated by the source; sessions are not and are marked as examples.
    """
    office = course["office"]["code"]
    with replica.transaction():
        batch = classes.create_course(
            replica,
            office,
            classes.Course(
                programme_key=course["programme"]["key"],
                programme=course["programme"]["title"],
                organiser=course["programme"]["organiser"],
                training=course["training"]["title"],
                year=course["training"]["year"],
                place=course["training"]["place"],
                batch=course["batch"]["title"],
                source=course["source"],
            ),
            moment,
        )
        told = course["class"]
        plan = classes.ClassPlan(
            starts_on=told["starts_on"], ends_on=told["ends_on"], place=told["place"], batch=batch, example=True
        )
        new = NewClass(title=told["title"], office=office, programme=course["programme"]["key"])
        class_id = classes.create_class(replica, new, moment, plan)
        _add_stages(replica, class_id, moment, course["stages"])
        for number in range(1, course["groups"] + 1):
            groups.create_group(replica, class_id, f"Kelompok {number}", moment)
    return class_id


def _add_stages(replica: Replica, class_id: int, moment: Moment, stages: list[dict[str, Any]]) -> None:
    made = classes.add_stages(
        replica,
        class_id,
        [
            classes.NewStage(
                title=stage["title"],
                mode=stage["mode"],
                starts_on=stage["starts_on"],
                ends_on=stage["ends_on"],
                place=stage.get("place", ""),
            )
            for stage in stages
        ],
        moment,
    )
    for stage_id, stage in zip(made, stages, strict=True):
        for session in stage["sessions"]:
            new = NewSession(
                class_id=class_id,
                title=session["title"],
                starts_at=int(datetime.fromisoformat(session["starts_at"]).timestamp()),
                hours=session["hours"],
                stage=stage_id,
            )
            sessions.create_session(replica, new, moment, place=stage.get("place", ""), example=True)
