"""Whatever did not become the centre's is listed with its reason, can be answered, and holds up nothing else."""

from __future__ import annotations

import pytest

from desktop.app.opening import opened_with, place_of
from desktop.storage.receipts import applied
from desktop.sync import keys
from tests.cli.terminal import PASSPHRASE, Terminal

REASONS = {
    "rejected": (
        "no_row",
        "no_record",
        "no_field",
        "bad_value:title",
        "fixed:title",
        "missing:title",
        "no_parent:session",
    ),
    "held": ("out_of_grant", "revoked", "newer_schema"),
}


def judge(terminal: Terminal, fates: list[tuple[int, str, str]], last: int) -> None:
    """The centre applied the ops 1..last of author 7 with these fates."""
    place = place_of(terminal.directory)
    with opened_with(place, keys.unlock(place.directory, PASSPHRASE)) as profile:

        def work() -> None:
            with profile.replica.transaction():
                applied(profile.replica, 7, [(1, last, 5)], fates)

        profile.database.call(work).result()


@pytest.mark.parametrize(("fate", "reason"), [(fate, reason) for fate, all_ in REASONS.items() for reason in all_])
def test_every_fate_is_counted_listed_with_its_reason_and_holds_up_nothing(
    terminal: Terminal, fate: str, reason: str
) -> None:
    first = terminal.id("class", "create", "--title", "A", "--office", "53")
    terminal.id("class", "create", "--title", "B", "--office", "53")
    judge(terminal, [(1, fate, reason)], 2)
    assert terminal.ask("status")[fate] == 1
    (one,) = terminal.ask("returned", "list")["returned"]
    assert (one["id"], one["fate"], one["can_repeat"]) == (first, _told(fate), True)
    assert len(one["reason"]) > 30
    assert "alasan" not in one["reason"]
    english = terminal.type("returned", "list", "--json", "--lang", "en").answer["returned"][0]["reason"]
    assert english != one["reason"]
    assert terminal.type("returned", "list").out.startswith(first)
    fresh = terminal.id("class", "create", "--title", "C", "--office", "53")
    assert fresh == "7-3"


def _told(fate: str) -> str:
    return {"rejected": "refused"}.get(fate, fate)


def test_a_refused_change_is_made_again_or_put_away_and_back(terminal: Terminal) -> None:
    first = terminal.id("class", "create", "--title", "A", "--office", "53")
    second = terminal.id("class", "create", "--title", "B", "--office", "53")
    judge(terminal, [(1, "rejected", "no_row"), (2, "rejected", "no_row")], 2)
    assert terminal.ask("returned", "repeat", first)["repeated"] == first
    assert [one["title"] for one in terminal.ask("class", "list")["classes"]] == ["A"]
    terminal.ask("returned", "put-away", second)
    assert terminal.ask("returned", "list")["returned"] == []
    assert {one["id"] for one in terminal.ask("returned", "list", "--put-away")["returned"]} == {first, second}
    terminal.ask("returned", "put-away", second, "--back")
    assert [one["id"] for one in terminal.ask("returned", "list")["returned"]] == [second]
    judge(terminal, [(1, "rejected", "no_row"), (2, "rejected", "no_row"), (3, "held", "out_of_grant")], 3)
    assert terminal.ask("status")["held"] == 1
    assert terminal.ask("returned", "repeat", "--held")["repeated"] == 1
    assert (terminal.ask("status")["held"], terminal.ask("status")["pending"]) == (0, 1)
    assert [one["title"] for one in terminal.ask("class", "list")["classes"]] == ["A"]
    assert {terminal.type("returned", "repeat", *words).code for words in ((), (first, "--held"))} == {2}
    said = terminal.type("returned", "repeat", "7-99")
    assert said.code == 3
    assert "tidak lagi menunggu" in said.err
