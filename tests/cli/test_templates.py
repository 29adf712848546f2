"""A training opens again: in one district, and as drafts in all districts of a province in one act."""

import pytest

from contract.training.programmes.training_states import TrainingState, next_states, read_training_state
from tests.cli.terminal import Terminal


def test_a_training_becomes_a_template_and_drafts_in_every_district(terminal: Terminal) -> None:
    made = terminal.ask("programme", "open", "dla-ntt-2025", "--office", "53")
    template = terminal.id("template", "make", "--training", made["training"])
    one = terminal.ask("template", "open", template, "--district", "53.04", "--starts-on", "2026-03-02")
    assert one["rows"] == made["rows"]
    told = terminal.ask("training", "show", one["training"])
    assert (told["title"], told["state"], told["district"], told["template"]) == (
        *("Pelatihan Smart Digital Leaders, Kabupaten Belu", "draft", "53.04", template),
    )
    assert (told["starts_on"], told["ends_on"], told["year"]) == ("2026-03-02", "2026-04-10", 2026)
    assert told["rule"]["min_attendance_pct"] == 80
    detail = terminal.ask("class", "show", one["classes"][0])
    assert [stage["mode"] for stage in detail["stages"]] == ["daring", "mandiri", "luring"]
    assert detail["sessions"][0]["starts_at"] == "2026-03-02T08:00:00+08:00"
    drafts = terminal.ask("template", "replicate", template, "--province", "53", "--starts-on", "2026-05-04")
    assert (drafts["made"], drafts["there"], len(drafts["drafts"])) == (21, 1, 22)
    assert len({draft["training"] for draft in drafts["drafts"] if draft["training"]}) == 21
    again = terminal.ask("template", "replicate", template, "--province", "53")
    assert (again["made"], again["there"]) == (0, 22)
    assert terminal.ask("template", "list")["templates"][0]["opened"] == 22
    assert len(terminal.ask("training", "list")["trainings"]) == 23
    # What sources say of the first run does not move along.
    figures = terminal.ask("programme", "figures", "dla-ntt-2025")["measures"]
    assert [each["value"] for one in figures for each in one["stated"]] == [None, 46, 43, None]
    of_belu = terminal.id("template", "make", "--training", one["training"])
    moved = terminal.ask("template", "open", of_belu, "--district", "32.11")
    shown = terminal.ask("training", "show", moved["training"])
    assert (shown["title"], shown["zone"]) == ("Pelatihan Smart Digital Leaders, Kabupaten Sumedang", "Asia/Jakarta")


def test_what_was_made_by_mistake_is_removed_until_somebody_works_in_it(terminal: Terminal) -> None:
    made, other = (terminal.ask("programme", "open", "dla-ntt-2025", "--office", "53") for _ in range(2))
    removed = terminal.ask("class", "remove", made["classes"][0])["removed"]
    assert {name: removed[name] for name in ("class_group", "stage", "session")} == {
        name: made["rows"][name] for name in ("class_group", "stage", "session")
    }
    assert terminal.ask("training", "remove", made["training"])["removed"] == {"batch": 1, "training": 1}
    assert terminal.type("training", "remove", made["training"]).code == 3
    (worked,) = other["classes"]
    session = terminal.ask("session", "list", "--class", worked)["sessions"][0]["id"]
    person = terminal.id("people", "add", "--name", "Maria Nalle")
    enrolled = ("--class", worked, "--person", person)
    terminal.ask("enrolment", "nominate", *enrolled, "--registered")
    terminal.ask("enrolment", "set", *enrolled, "--to", "active", "--correct", "--reason", "hadir")
    terminal.ask("attendance", "mark", "--session", session, "--person", person, "--status", "H")
    for command in (("class", worked), ("training", other["training"]), ("programme", "dla-ntt-2025")):
        refused = terminal.type(command[0], "remove", command[1])
        assert refused.code == 3
        assert "tidak dapat dihapus karena sudah berisi 1 presensi" in refused.err


def test_a_programme_goes_with_its_trainings_unless_a_class_uses_it_without_one(terminal: Terminal) -> None:
    key = "gcio-kaltim-2023"
    loose = terminal.id("class", "create", "--title", "Kelas lepas", "--office", "53", "--programme", key)
    rows = terminal.ask("programme", "open", key, "--office", "53")["rows"]
    assert 'dipakai kelas "Kelas lepas"' in terminal.type("programme", "remove", key).err
    terminal.ask("class", "remove", loose)
    gone = terminal.ask("programme", "remove", key)["removed"]
    assert {name: gone[name] for name in rows} == rows
    assert gone["programme"] == 1
    assert not terminal.ask("training", "list")["trainings"]
    assert "lontar programme list" in terminal.type("programme", "remove", key).err


def test_double_drafts_are_shown_before_they_are_merged(terminal: Terminal) -> None:
    made = terminal.ask("programme", "open", "gcio-kaltim-2023")
    template = terminal.id("template", "make", "--training", made["training"])
    for _ in range(2):
        terminal.ask("template", "open", template, "--district", "64.72", "--starts-on", "2026-03-02")
    terminal.ask("template", "open", template, "--district", "64.71", "--starts-on", "2026-03-02")
    terminal.ask("template", "open", template, "--district", "64.71", "--starts-on", "2026-09-07")
    assert terminal.ask("template", "list")["templates"][0]["doubles"] == 2
    shown = terminal.ask("template", "merge", template, "--dry-run")
    assert shown == terminal.ask("template", "merge", template, "--dry-run")
    assert shown["merged"] == 1
    assert [(len(one["merged"]), len(one["different"])) for one in shown["doubles"]] == [(0, 1), (1, 0)]
    assert (
        "belum disimpan. 1 draf ganda akan digabung." in terminal.type("template", "merge", template, "--dry-run").out
    )
    assert "berbeda dari" in terminal.type("template", "merge", template).out
    assert terminal.ask("template", "merge", template)["merged"] == 0


def test_a_template_of_a_province_that_nobody_knows_is_refused_whole(terminal: Terminal) -> None:
    made = terminal.ask("programme", "open", "gcio-kaltim-2023")
    template = terminal.id("template", "make", "--training", made["training"], "--title", "GCIO")
    refused = terminal.type("template", "replicate", template, "--province", "51")
    assert refused.code == 3
    assert '"51" tidak dikenal. Yang dikenal: 32 (Jawa Barat), 53 (Nusa Tenggara Timur), 64 (Kal' in refused.err
    assert len(terminal.ask("training", "list")["trainings"]) == 1


def test_a_training_goes_through_its_states_one_by_one(terminal: Terminal) -> None:
    training = terminal.ask("programme", "open", "gcio-kaltim-2023", "--stated-only")["training"]
    for state in ("proposed", "approved", "registration", "selection", "running", "closing", "reported", "archived"):
        assert terminal.ask("training", "state", training, "--to", state)["state"] == state
    refused = terminal.type("training", "state", training, "--to", "running")
    assert refused.code == 3
    assert 'berstatus "Diarsipkan" dan tidak dapat langsung menjadi "Berjalan"' in refused.err


@pytest.mark.parametrize("state", list(TrainingState))
def test_every_state_is_reached_and_none_follows_itself(state: TrainingState) -> None:
    reached = {then for before in TrainingState for then in next_states(before)}
    assert state in reached
    assert state not in next_states(state)
    assert read_training_state(state.value) is state
    assert TrainingState.CANCELLED not in next_states(TrainingState.CLOSING)
