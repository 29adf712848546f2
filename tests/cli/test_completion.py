"""Assessment and completion told by commands, from the rule to supplementary minutes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.documents.reading import cells_of
from tests.roster.sheets import workbook

PEOPLE = [
    ("Adriana Bire", "198001022005011001"),
    ("Bento Nalle", "198001032005011002"),
    ("Carla Doko", "198001042005011003"),
]
RULE = {
    "min_attendance_pct": 80,
    "min_total": 70,
    "min_component": 50,
    "allow_remedial": True,
    "remedial_cap": 75,
    "bands": [{"title": "Sangat Memuaskan", "above": 90}, {"title": "Memuaskan", "above": 80}, {"title": "Cukup"}],
}


def refused(terminal: Terminal, sentence: str, *words: str) -> None:
    """The command is bad input, and says this."""
    said = terminal.type(*words)
    assert (said.code, sentence in said.err) == (3, True), said


@pytest.fixture
def class_id(terminal: Terminal, tmp_path: Path) -> str:
    made = terminal.id("class", "create", "--title", "GCIO", "--office", "53")
    roster = [["Nama", "NIP"], *PEOPLE]
    assert terminal.ask("people", "import", str(workbook(tmp_path / "r.xlsx", roster)), "--class", made)["added"] == 3
    return made


def test_a_class_is_assessed_decided_signed_and_corrected(terminal: Terminal, tmp_path: Path, class_id: str) -> None:
    of = ("--class", class_id)
    people = [one["id"] for one in terminal.ask("people", "list", *of)["people"]]
    starts = "2025-07-28T08:00:00+08:00"
    sessions = [
        terminal.id("session", "create", *of, "--title", f"Sesi {n}", "--starts-at", starts, "--hours", "3")
        for n in range(1, 5)
    ]
    refused(terminal, "belum ditetapkan", "completion", "preview", *of)
    file = tmp_path / "rule.json"
    file.write_text('{"min_atendance": 80}')
    refused(terminal, '"min_atendance" tidak dikenal', "rule", "set", *of, str(file))
    file.write_text(json.dumps(RULE))
    assert terminal.ask("rule", "set", *of, str(file))["rule"] == RULE
    assert terminal.ask("rule", "show", *of) == {"rule": RULE, "source": "class", "id": class_id}

    # Components sum to exactly 100.
    post = terminal.id("component", "add", *of, "--title", "Post-test", "--kind", "post_test", "--weight", "60")
    task = terminal.id("component", "add", *of, "--title", "Tugas", "--kind", "assignment", "--weight", "30")
    listed = terminal.ask("component", "list", *of)
    assert (listed["weights"], "seharusnya tepat 100%" in listed["remark"]) == (90, True)
    refused(
        terminal,
        "sisa bobot untuk komponen ini 10%",
        "component",
        "add",
        *of,
        "--title",
        "Sikap",
        "--kind",
        "attitude",
        "--weight",
        "20",
    )
    terminal.ask("component", "set", "--component", task, "--weight", "40")
    assert terminal.ask("component", "list", *of)["remark"] is None

    # Scores: one typed, the rest from a file as committees type it; a bad row stops no other.
    assert terminal.ask("score", "set", "--component", post, "--person", people[0], "--value", "87,5")["people"] == 1
    refused(
        terminal, "di luar 0 sampai 100", "score", "set", "--component", post, "--person", people[0], "--value", "101"
    )
    sheet: list[list[object]] = [
        ["DAFTAR NILAI"],
        ["No", "Nama", "NIP", "Post-test", "tugas", "Hobi"],
        [1, "Adriana Bire", "", 87.5, "92,25", "x"],
        [2, "", PEOPLE[1][1], "40", "100", ""],
        [3, "Carla Doko", "", "seratus", "100", ""],
        [4, "Orang Lain", "", "80", "80", ""],
    ]
    said = terminal.type("score", "import", str(workbook(tmp_path / "n.xlsx", sheet)), *of, "--json")
    assert said.code == 3
    report = said.answer
    assert [report[name] for name in ("rows", "added", "updated", "unchanged", "skipped")] == [4, 2, 0, 0, 2]
    told = [(one["row"], one["severity"]) for one in report["problems"]]
    assert told == [(2, "warning"), (5, "error"), (6, "error")]
    table = terminal.ask("score", "list", *of)
    assert table["people"][0]["total"] == 89.4  # 0.6 * 87.5 + 0.4 * 92.25
    assert [line["total"] for line in table["people"]] == [89.4, 64, None]
    terminal.ask("score", "set", "--component", post, "--person", people[1], "--value", "90", "--attempt", "2")
    terminal.ask("score", "set", "--component", post, "--person", people[2], "--value", "45")
    mistyped = ("score", "set", "--component", task, "--person", people[2])
    terminal.ask(*mistyped, "--value", "10")
    assert terminal.ask(*mistyped, "--remove")["people"] == 1
    assert terminal.ask("score", "list", *of)["people"][2]["scores"][1]["attempts"] == {}
    assert terminal.type(*mistyped).code == terminal.type(*mistyped, "--value", "9", "--remove").code == 2
    terminal.ask(*mistyped, "--value", "100")
    assert [line["total"] for line in terminal.ask("score", "list", *of)["people"]] == [89.4, 85, 67]

    # Open sessions defer everybody; a closed one with an empty cell is an absence.
    preview = terminal.ask("completion", "preview", *of)
    assert (preview["passed"], preview["deferred"], preview["not_passed"]) == (0, 2, 1)
    for session in sessions[:3]:
        for person in people:
            terminal.ask("attendance", "mark", "--session", session, "--person", person, "--status", "H")
    terminal.ask("attendance", "mark", "--session", sessions[3], "--person", people[0], "--status", "DL")
    for session in sessions:
        terminal.ask("session", "close", session)
    preview = terminal.ask("completion", "preview", *of)
    assert preview["sentence"] == "Jika ambang 80%: 1 dari 3 lulus"
    assert [each["text"] for each in preview["list"][1]["failed"]] == ["Kehadiran 75% dari 12 JP, syarat 80%"]
    assert preview["list"][2]["failed"][1]["text"] == 'Nilai "Post-test" 45, minimal 50'
    assert preview["list"][2]["failed"][2]["text"] == "Nilai akhir 67, syarat 70"
    assert [(one["threshold"], one["passed"]) for one in preview["thresholds"]] == [(70, 2), (80, 1), (90, 1)]
    lower = terminal.ask("completion", "preview", *of, "--threshold", "70")
    assert lower["sentence"] == "Jika ambang 70%: 2 dari 3 lulus"
    assert lower["list"][1]["attendance"]["percent"] == "75"

    # The meeting: decided by the rule, one of them otherwise and why; then signed.
    refused(
        terminal,
        "Kelulusan 3 peserta belum diputuskan",
        "minutes",
        "sign",
        *of,
        "--place",
        "Kupang",
        "--signer",
        "Ketua|Kepala",
    )
    assert terminal.ask("completion", "decide", *of, "--held-on", "2 September 2025")["written"] == 3
    verdict = ("--person", people[2], "--outcome", "deferred", "--reason", "Remedial menyusul")
    decided = terminal.ask("completion", "decide", *of, *verdict, "--place", "Kupang", "--signers", "Ketua|Kepala|1")
    assert (decided["passed"], decided["not_passed"], decided["deferred"]) == (1, 1, 1)
    minutes = decided["minutes"]
    assert decided["states"] == {"moved": {"passed": 1, "not_passed": 1, "deferred": 1}, "otherwise": []}
    listed = terminal.ask("enrolment", "list", *of)["enrolments"]
    assert [one["status_label"] for one in listed] == ["Lulus", "Tidak lulus", "Ditunda"]
    shown = terminal.ask("minutes", "show", minutes)
    assert shown["whole"]
    assert shown["body"]["signers"] == [{"employee_number": "1", "name": "Ketua", "post": "Kepala"}]
    test = ("--scheme", "GCIO", "--institution", "LSP", "--assessor", "A", "--outcome", "not_yet", "--on", "2025-09-03")
    terminal.ask("competence", "record", *of, "--person", people[0], *test)
    listed = terminal.ask("completion", "list", *of)
    assert [one["outcome"] for one in listed["list"]] == ["passed", "not_passed", "deferred"]
    assert listed["list"][0]["predicate"] == "Memuaskan"
    assert listed["list"][1]["conditions"] == "Kehadiran 75% dari 12 JP, syarat 80%"
    assert listed["list"][0]["competence"][0]["outcome"] == "not_yet"

    # What was signed is changed with a reason only, and shows until supplementary minutes name it.
    change = ("score", "set", "--component", post, "--person", people[2], "--value", "95", "--attempt", "2")
    refused(terminal, f"lontar minutes supplement --of {minutes}", *change)
    terminal.ask(*change, "--reason", "Salah ketik")
    preview = terminal.ask("completion", "preview", *of)
    assert (preview["minutes"], preview["list"][2]["total"]) == (minutes, 67)  # as frozen
    (changed,) = preview["changed"]
    assert (changed["old"], changed["new"], changed["attempt"]) == (None, "95", 2)
    assert changed["sentence"].endswith("berubah setelah berita acara")
    english = terminal.ask("completion", "preview", *of, "--lang", "en")
    assert english["changed"][0]["sentence"].endswith("empty to 95, changed after the minutes")
    assert english["sentence"] == "If 80% were needed: 1 of 3 pass"
    assert english["list"][1]["failed"][0]["text"] == "Attendance 75% of 12 lesson hours, 80% are needed"
    terminal.ask("document", "scores", *of, "--out", str(tmp_path / "nilai.xlsx"))
    assert changed["sentence"] in str(cells_of(tmp_path / "nilai.xlsx"))
    refused(terminal, "sudah punya berita acara", "minutes", "sign", *of, "--place", "Kupang")
    made = terminal.ask("minutes", "supplement", "--of", minutes, "--reason", "Salah ketik")
    further = made["id"]
    assert made["states"] == {"moved": {}, "otherwise": []}
    assert terminal.ask("completion", "list", *of)["changed"] == []
    assert terminal.ask("score", "list", *of)["people"][2]["total"] == 85
    assert [(one["id"], one["kind"]) for one in terminal.ask("minutes", "list", *of)["minutes"]] == [
        (minutes, "completion"),
        (further, "supplementary"),
    ]
    refused(terminal, "Tidak ada yang berubah", "minutes", "supplement", "--of", further, "--reason", "Lagi")
    refused(terminal, f"yang berlaku {further}", "minutes", "supplement", "--of", minutes, "--reason", "Lagi")
