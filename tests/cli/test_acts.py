"""`lontar acts`, `undo`, `redo` and `history`: what they say of an act, in both languages."""

from tests.cli.terminal import Terminal


def test_acts_are_told_in_english_and_by_the_name_that_they_took_away(terminal: Terminal) -> None:
    class_id = terminal.id("class", "create", "--title", "DLA NTT", "--office", "53")
    assert 'Class "DLA NTT"' in terminal.type("acts", "--lang", "en").out
    assert terminal.type("history", "class", class_id, "--lang", "en").out.startswith('Class "DLA NTT"')
    assert terminal.type("undo").out == 'Diurungkan: Kelas "DLA NTT"\n'
    assert terminal.type("redo", "--lang", "en").out == 'Done again: Class "DLA NTT"\n'
    assert terminal.type("undo", "--lang", "en").out == 'Undone: Class "DLA NTT"\n'
