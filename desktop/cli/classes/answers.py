"""Classes as JSON."""

from __future__ import annotations

from typing import Any

from desktop.cli.values import hours_number, id_text
from desktop.services.views import STATUSES, ClassDetail, ClassSummary, Group, RegisterSession, SessionCounts, Silent
from desktop.services.zones import Zone, iso_time, told_zone


def session_answer(session: RegisterSession, zone: Zone) -> dict[str, Any]:
    """One session, its time where it is held. zone: for a session that says none."""
    return {
        "id": id_text(session.id),
        "title": session.title,
        "starts_at": iso_time(session.starts_at, told_zone([session.zone], zone)),
        "hours": hours_number(session.hours),
        "closed": session.closed,
    }


def summary_answer(one: ClassSummary, zone: Zone) -> dict[str, Any]:
    """One line of the list of classes."""
    return {
        "id": id_text(one.id),
        "title": one.title,
        "office": one.office,
        "programme": one.programme or None,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "people": one.people,
        "sessions": one.sessions,
        "next_session": session_answer(one.next_session, zone) if one.next_session else None,
    }


def detail_answer(found: ClassDetail, zone: Zone) -> dict[str, Any]:
    """One class with all that is in it."""
    one = found.summary
    return {
        "id": id_text(one.id),
        "title": one.title,
        "office": one.office,
        "programme": one.programme or None,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "stages": [
            {
                "id": id_text(stage.id),
                "title": stage.title,
                "mode": stage.mode or None,
                "starts_on": stage.starts_on,
                "ends_on": stage.ends_on,
            }
            for stage in found.stages
        ],
        "sessions": [{**session_answer(per.session, zone), **_counts(per)} for per in found.sessions],
        "groups": [_group(group, zone) for group in found.groups],
        "counts": {
            "people": one.people,
            "sessions": len(found.sessions),
            "groups": len(found.groups),
            "marks": sum(sum(per.counts) for per in found.sessions),
            "disputed": sum(per.disputed for per in found.sessions),
        },
        **({"not_sent": [_silent(one, zone) for one in found.silent]} if found.silent else {}),
    }


def _silent(one: Silent, zone: Zone) -> dict[str, Any]:
    heard = iso_time(one.heard, zone) if one.heard is not None else None
    return {"laptop": one.laptop, "people": list(one.people), "heard": heard, "days": one.days, "marks": one.marks}


def _counts(per: SessionCounts) -> dict[str, Any]:
    return {"counts": dict(zip(STATUSES, per.counts, strict=True)), "empty": per.empty, "disputed": per.disputed}


def _group(group: Group, zone: Zone) -> dict[str, Any]:
    return {
        "id": id_text(group.id),
        "title": group.title,
        "members": list(group.members),
        "notes": [
            {"text": note.text, "author": note.author, "written_at": iso_time(note.written_at, zone), "tick": note.tick}
            for note in group.notes
        ],
    }
