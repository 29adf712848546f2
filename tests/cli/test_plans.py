"""The story of one group's plan at the command line, from balanced groups to the light, with the JSON it answers."""

from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.cli.test_answers import ROSTER, class_id, people
from tests.documents.reading import cells_of

__all__ = ["class_id", "people"]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    from PySide6.QtGui import QImage

    made = QImage(40, 30, QImage.Format.Format_RGB32)
    made.fill(0x336699)
    assert made.save(str(tmp_path / "bukti.png"))
    return tmp_path / "bukti.png"


def test_a_plan_from_balanced_groups_to_its_light(
    terminal: Terminal, class_id: str, people: list[str], photo: Path, qapp: object
) -> None:
    assert ROSTER.exists()
    balance = ("group", "balance", "--class", class_id, "--count", "9", "--by", "agency,sex", "--seed", "5")
    refused = terminal.type(*balance, "--json")
    assert refused.code == 3
    assert refused.answer["error"].startswith("46 orang di kelas ini sudah berkelompok"), "the roster names groups"
    shown = terminal.ask(*balance, "--again", "--dry-run")
    assert (shown["sizes"], shown["written"]) == ([6, *[5] * 8], False)
    made = terminal.ask(*balance, "--again")
    assert made["differences"] == {"agency": 1, "sex": 1}
    assert sorted(one["id"] for group in made["groups"] for one in group["members"]) == sorted(people)
    first, second = made["groups"][:2]
    group, leader = first["id"], first["members"][0]["id"]
    assert terminal.ask("group", "leader", "--group", group, "--person", leader)["changed"]
    assert terminal.ask("group", "move", "--person", first["members"][1]["id"], "--to", second["id"])["changed"]
    listed = terminal.ask("group", "list", "--class", class_id)["groups"]
    assert [len(one["members"]) for one in listed[:2]] == [5, 6]
    assert listed[0]["members"][0] == {"id": leader, "name": listed[0]["members"][0]["name"], "role": "leader"}

    examiner = terminal.id("staff", "add", "--class", class_id, "--role", "examiner", "--name", "Ibu Penguji")
    coach = terminal.id("staff", "add", "--class", class_id, "--role", "coach", "--name", "Bapak Coach")
    for field, value in (("title", "Desa digital"), ("quick_win", "ya"), ("indicators", "25"), ("coach", coach)):
        terminal.ask("plan", "set", "--group", group, "--field", field, "--value", value)
    assert terminal.ask("plan", "status", "--group", group, "--to", "submitted")["next"] == ["coached", "draft"]
    wrong = terminal.type("plan", "status", "--group", group, "--to", "done", "--json", "--lang", "en")
    assert wrong.code == 3
    assert wrong.answer["error"] == "The action plan is at submitted; from there only to: coached, draft, not done."
    order = terminal.ask("plan", "seminar", "order", "--class", class_id, "--seed", "2", "--on", "2025-09-02")["order"]
    assert sorted(order) == sorted(one["id"] for one in listed)
    add = ("plan", "milestone", "add", "--group", group, "--title", "Peluncuran", "--due", "2025-10-01")
    milestone = terminal.id(*add, "--owner", leader, "--budget", "Rp1.000.000")
    terminal.ask("plan", "milestone", "set", "--id", milestone, "--field", "target", "--value", "12 desa")
    coached = ("plan", "coaching", "add", "--group", group, "--on", "2025-08-20", "--notes", "Tajamkan.")
    terminal.id(*coached)
    (log,) = terminal.ask("plan", "coaching", "list", "--group", group)["coaching"]
    assert (log["held_on"], log["coach"]["name"]) == ("2025-08-20", "Bapak Coach")
    score = ("plan", "seminar", "score", "--group", group, "--examiner", examiner, "--criterion", "1")
    assert terminal.ask(*score, "--value", "88,5")["criterion"] == 1
    seminar = terminal.ask("plan", "seminar", "show", "--class", class_id)
    assert {one["group"]: one["score"] for one in seminar["plans"]}[group] == 88.5
    assert seminar["criteria"] == [{"number": 1, "title": "Nilai seminar", "weight": 100}]
    assert (seminar["minutes"], seminar["changed"]) == (None, [])
    draft = terminal.ask("plan", "seminar", "print", "--class", class_id, "--out", str(photo.with_suffix(".pdf")))
    assert (draft["rows"], draft["pages"]) == (9, 1)
    signing = ("--held-on", "2025-09-02", "--place", "Kupang", "--signer", "Ibu Ketua|Kepala BPSDMD")
    signed = terminal.id("plan", "seminar", "minutes", "--class", class_id, *signing)
    refused = terminal.type(*score, "--value", "89", "--json")
    assert (refused.code, "sudah dibekukan berita acara" in refused.answer["error"]) == (3, True)
    terminal.ask(*score, "--value", "89", "--note", "salah tulis")
    seminar = terminal.ask("plan", "seminar", "show", "--class", class_id)
    assert seminar["minutes"]["id"] == signed
    assert seminar["changed"] == ["Kelompok 1, Ibu Penguji, Nilai seminar: 88,5 menjadi 89."]
    paper = photo.with_suffix(".xlsx")
    terminal.ask("plan", "seminar", "print", "--class", class_id, "--out", str(paper))
    cells = [cell for row in cells_of(paper) for cell in row]
    assert 88.5 in cells, "the frozen score, not the one of today"
    assert "Kelompok 1, Ibu Penguji, Nilai seminar: 88,5 menjadi 89." in cells
    terminal.id("attachment", "add", "--group", group, str(photo), "--title", "Peluncuran")

    late = ("--today", "2025-11-20")
    told = terminal.ask("plan", "show", "--group", group, *late)
    assert told["light"]["colour"] == "red"
    assert told["light"]["reason"] == 'Tonggak "Peluncuran" terlambat 50 hari sejak 1 Oktober 2025.'
    assert told["milestones"][0]["horizon"] == "short"
    assert told["milestones"][0]["owner"]["id"] == leader
    assert [one["title"] for one in told["evidence"]] == ["Peluncuran"]
    assert (told["indicators"], told["quick_win"], told["risks"], told["budget"]) == ([25], True, None, None)
    assert told["seminar"]["on"] == "2025-09-02"
    assert len(told["members"]) == 5
    terminal.ask("plan", "milestone", "done", "--id", milestone, "--on", "2025-10-01", "--realisation", "12 desa")
    report = ("plan", "follow-up", "set", "--group", group, "--days", "60", "--on", "2025-11-03", "--share", "40")
    terminal.ask(*report)
    due = terminal.ask("plan", "follow-up", "list", "--class", class_id)["follow_ups"]
    assert len(due) == 18
    assert due[0] | {"group": group} == {
        "group": group,
        "group_title": "Kelompok 1",
        "days": 60,
        "due_on": "2025-11-01",
        "reported": True,
        "held_on": "2025-11-03",
        "share": 40,
        "realisation": None,
        "obstacles": None,
        "next": None,
    }
    lights = terminal.ask("plan", "lights", "--class", class_id, *late)
    assert lights["counts"] == {"green": 1, "yellow": 0, "red": 0, "grey": 8}
    assert lights["by_priority"] == [{"priority": None, "counts": lights["counts"]}]
    assert terminal.ask("plan", "lights", "--programme", "dla", *late)["counts"] == lights["counts"]
    assert (
        "Kelompok 1: Desa digital [Diajukan] hijau." in terminal.type("plan", "lights", "--class", class_id, *late).out
    )
    spoken = terminal.type("plan", "show", "--group", group, "--lang", "en").out
    assert "Quick win: yes\n" in spoken
    assert "Risks: not stated\n" in spoken
    assert terminal.type("plan", "lights", "--json").code == 2
    assert terminal.type("plan", "set", "--group", group, "--field", "coach", "--value", "x", "--json").code == 2
