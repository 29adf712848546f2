"""A class's schedule on the command line: sessions, subjects, staff and tasks, from typing to the answer."""

from pathlib import Path

from tests.cli.terminal import Terminal

ROSTER = Path(__file__).parent.parent / "roster" / "roster_dla_ntt.xlsx"


def test_a_schedule_is_typed_and_answered_field_by_field(terminal: Terminal) -> None:
    class_id = terminal.id("class", "create", "--title", "DLA NTT 2025", "--office", "53")
    subject = terminal.id("subject", "add", "--class", class_id, "--title", "Etika", "--hours", "2,5")
    who = terminal.id("staff", "add", "--class", class_id, "--role", "Narasumber", "--name", "Maria Bere")
    options = ("--hours", "3", "--mode", "daring", "--subject", subject, "--zone", "KST", "--place", "Jeonju")
    times = ("--starts-at", "2025-07-28 09.00", "--ends-at", "2025-07-28T11:15")
    finer = terminal.type("session", "create", "--class", class_id, "--title", "E", *times, "--hours", "1,333")
    assert (finer.code, "seperseratus" in finer.err) == (3, True)
    session = terminal.id("session", "create", "--class", class_id, "--title", "Etika 1", *times, *options)
    assert terminal.ask("session", "teach", "--session", session, "--staff", who) == {"id": session}
    shown = terminal.ask("session", "show", session)
    assert shown == {
        "id": session,
        "title": "Etika 1",
        "starts_at": "2025-07-28T09:00:00+09:00",
        "hours": 3,
        "closed": False,
        "ends_at": "2025-07-28T11:15:00+09:00",
        "time": "09.00-11.15 KST",
        "zone": "KST",
        "mode": "daring",
        "place": "Jeonju",
        "stage": None,
        "subject": {"id": subject, "title": "Etika"},
        "needs_attendance": True,
        "teachers": [{"staff": who, "name": "Maria Bere", "role": "speaker"}],
        "warnings": [],
    }
    assert terminal.ask("session", "list", "--class", class_id, "--full")["sessions"] == [shown]
    beside = ("--title", "Etika 2", "--starts-at", "2025-07-28 09.00", "--hours", "1")
    answer = terminal.ask("session", "create", "--class", class_id, *beside)
    assert "bersamaan" in answer["warnings"][0]
    assert terminal.ask("session", "set", "--session", answer["id"], "--starts-at", "2025-07-29 09.00") == {
        "id": answer["id"]
    }
    assert terminal.type("session", "set", "--session", session).code == 2
    assert terminal.type("session", "set", "--session", session, "--mode", "terbang").code == 3
    assert terminal.ask("subject", "list", "--class", class_id)["subjects"] == [
        {"id": subject, "title": "Etika", "hours": 2.5, "scheduled_hours": 3, "example": False}
    ]
    (found,) = terminal.ask("staff", "list", "--class", class_id)["staff"]
    assert (found["id"], found["role"], found["label"], found["person"]) == (who, "speaker", "Narasumber", None)
    assert terminal.ask("session", "close", session) == terminal.ask("session", "reopen", session) == {"id": session}


def test_tasks_of_a_self_paced_stage_are_done_in_bulk_and_taken_back(terminal: Terminal) -> None:
    class_id = terminal.id("class", "create", "--title", "DLA NTT 2025", "--office", "53")
    stage = terminal.id("stage", "add", "--class", class_id, "--title", "Mandiri", "--mode", "Belajar mandiri")
    assert terminal.ask("stage", "list", "--class", class_id)["stages"][0]["mode"] == "mandiri"
    task = terminal.id("task", "add", "--stage", stage, "--title", "Modul 1", "--due-on", "2025-08-31")
    assert terminal.ask("people", "import", str(ROSTER), "--class", class_id)["added"] == 46
    people = [one["id"] for one in terminal.ask("people", "list", "--class", class_id)["people"]]
    assert terminal.ask("task", "done", "--task", task, "--everyone") == {"changed": 46}
    assert terminal.ask("task", "undo", "--task", task, "--person", people[0], "--person", people[1]) == {"changed": 2}
    found = terminal.ask("task", "progress", "--class", class_id)
    assert found["total"] == {
        "done": 44,
        "tasks": 46,
        "required_done": 44,
        "required": 46,
        "exact": "22/23",
        "percent": "95,7%",
        "complete": False,
    }
    percent = {one["id"]: one["percent"] for one in found["people"]}
    assert [percent[one] for one in people[:3]] == ["0,0%", "0,0%", "100,0%"]
    (told,) = terminal.ask("task", "list", "--class", class_id)["tasks"]
    assert (told["title"], told["done"], told["people"], told["due_on"]) == ("Modul 1", 44, 46, "2025-08-31")
    assert terminal.type("task", "done", "--task", task).code == 2
    assert terminal.type("task", "add", "--stage", stage, "--title", "x", "--due-on", "31/8").code == 3


def test_attendance_is_marked_copied_closed_and_summed_up(terminal: Terminal) -> None:
    class_id = terminal.id("class", "create", "--title", "DLA NTT 2025", "--office", "53")
    assert terminal.ask("people", "import", str(ROSTER), "--class", class_id)["added"] == 46
    first, second, *_ = (one["id"] for one in terminal.ask("people", "list", "--class", class_id)["people"])
    sessions = [
        terminal.id("session", "create", "--class", class_id, "--title", title, "--starts-at", at, "--hours", "3")
        for title, at in (("Satu", "2025-07-28 08.00"), ("Dua", "2025-07-29 08.00"))
    ]
    mark = ("attendance", "mark", "--session", sessions[0], "--person")
    late = terminal.type(*mark, first, "--status", "H", "--late", "20", "--json")
    assert (late.code, "sudah lewat" in late.err) == (0, True)
    deputy = ("--status", "H", "--deputy-name", "Maria Bere", "--deputy-post", "Sekretaris", "--reason", "susulan")
    assert terminal.type(*mark, second, *deputy, "--json").err == ""
    assert terminal.ask("attendance", "copy", "--session", sessions[1]) == {
        "from": sessions[0],
        "filled": 2,
        "kept": 0,
        "empty": 44,
    }
    for session in sessions:
        terminal.ask("session", "close", session)
    refused = terminal.type(*mark, first, "--status", "S", "--json")
    assert (refused.code, "sebutkan alasan" in refused.answer["error"]) == (3, True)
    found = terminal.ask("attendance", "summary", "--class", class_id, "--basis", "sessions")
    assert (found["basis"], found["counted"], found["sessions"]["held"]) == ("sessions", ["DL", "H"], 2)
    told = {one["id"]: one for one in found["people"]}
    assert (told[first]["exact"], told[first]["percent"], told[first]["late"]) == ("1/1", "100,0%", 1)
    assert (told[second]["percent"], told[second]["deputies"], told[second]["counts"]["H"]) == ("0,0%", 2, 0)
    assert (found["total"]["exact"], found["total"]["percent"]) == ("1/46", "2,2%")
    rows = terminal.ask("attendance", "export", "--session", sessions[0])["rows"]
    told_more = {row["person"]: (row["late"], row["deputy_name"], row["reason"]) for row in rows}
    assert told_more == {first: (20, None, None), second: (None, "Maria Bere", "susulan")}
