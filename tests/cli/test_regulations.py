"""lontar regulation: written down with a date, read for a day, refused with a sentence."""

from __future__ import annotations

from tests.cli.terminal import Terminal


def test_a_regulation_holds_from_its_date_and_the_default_before_it(terminal: Terminal) -> None:
    terminal.id("regulation", "set", "lesson_minutes", "60", "--valid-from", "2026-01-01", "--source", "SK 7/2025")

    def on(day: str) -> dict[str, object]:
        told = terminal.ask("regulation", "list", "--on", day)["regulations"]
        return next(dict(one) for one in told if one["name"] == "lesson_minutes")

    assert (on("2025-12-31")["value"], on("2025-12-31")["default"]) == ("45", True)
    assert on("2026-01-01") == {
        "name": "lesson_minutes",
        "value": "60",
        "valid_from": "2026-01-01",
        "source": "SK 7/2025",
        "default": False,
    }


def test_an_unknown_name_or_a_wrong_value_is_refused_and_nothing_is_saved(terminal: Terminal) -> None:
    before = terminal.ask("regulation", "list")
    for name, value in (("colour", "blue"), ("lesson_minutes", "sejam")):
        said = terminal.type("--json", "regulation", "set", name, value)
        assert said.code == 3
        assert name in said.err
    assert terminal.ask("regulation", "list") == before
