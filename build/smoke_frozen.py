"""Whether the frozen programs work where there is no Python: a server, two laptops, a mark there and back, the window.

    python build/smoke_frozen.py FOLDER

FOLDER holds `lontar` and `lontar-server`. Says one line when all went well; else what did not, and ends with 1.
"""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

SAID = (
    r"",
    r"Kantor 53 \(NTT\) siap\. Sidik kunci: \S+",  # the operator compares it with what a laptop shows
    r"Kode untuk (satu|dua): \S+",
    r"Berlaku sekali, sampai .*",
    r"(satu|dua) bergabung dengan kantor 53\.",
    r"Tulis kode pemulihan di kertas .*",
    r"1 baris: baru, .*",
    r"\d+ dari \d+ baris",  # how far a slow import is
    r"1 baris ditulis ke .*",
    r"terkirim \d+, menunggu \d+, diterima \d+",  # how far a slow sync is
)
"""Lines that the programs may say on standard error beside their answers, as patterns, each with its reason."""
_PATIENCE_S = 300


class Amiss(Exception):
    """Something that frozen programs must not do; str() says what."""


class Frozen:
    """The programs of a folder, in a home of their own, with nothing of this machine's Python around them."""

    def __init__(self, folder: Path, home: Path) -> None:
        self._folder = folder
        self.home = home
        self._secret = home / "passphrase"
        self._secret.write_text("rahasia yang panjang\n", encoding="utf-8")

    def environment(self) -> dict[str, str]:
        """What a fresh account of a machine without Python has."""
        plain = {"HOME": str(self.home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
        return {**plain, **({"SYSTEMROOT": os.environ["SYSTEMROOT"]} if os.name == "nt" else {})}

    def path(self, program: str) -> str:
        """Where a program lies."""
        return str(self._folder / (f"{program}.exe" if os.name == "nt" else program))

    def ask(self, *words: str, laptop: str = "") -> dict[str, Any]:
        """The answer of a command, which ends well and says nothing else."""
        program = "lontar" if laptop else "lontar-server"
        whose = ("--profile", str(self.home / laptop), "--passphrase-file", str(self._secret)) if laptop else ()
        out = self.run(program, *words, *whose, "--json")
        answer = json.loads(out)
        if not isinstance(answer, dict):
            raise Amiss(f"{' '.join(words)} answered {out!r}")
        return answer

    def run(self, program: str, *words: str) -> str:
        """What a program says on standard output."""
        done = subprocess.run(
            [self.path(program), *words],
            env=self.environment(),
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=_PATIENCE_S,
            check=False,
        )
        strange = [line for line in done.stderr.splitlines() if not any(re.fullmatch(known, line) for known in SAID)]
        if done.returncode or strange:
            said = "\n".join(strange) or done.stderr
            raise Amiss(f"{program} {' '.join(words)} ended with {done.returncode} and said:\n{said}")
        return done.stdout

    @contextmanager
    def served(self, database: str) -> Iterator[str]:
        """A server at work; its address."""
        command = [self.path("lontar-server"), "serve", "--database", database, "--port", "0"]
        with subprocess.Popen(
            command, env=self.environment(), cwd=self.home, stdout=subprocess.PIPE, text=True
        ) as running:
            try:
                said = (running.stdout.readline() if running.stdout else "").split()
                if said[:2] != ["listening", "on"]:
                    raise Amiss(f"the server said {said}")
                yield said[2]
            finally:
                running.terminate()
                running.wait(_PATIENCE_S)
        if running.returncode:
            raise Amiss(f"the server ended with {running.returncode}")


def main(arguments: list[str]) -> int:
    """Try the folder that is named."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0]).resolve()
    try:
        check_links(folder)
        with tempfile.TemporaryDirectory(prefix="lontar-frozen-") as home:
            frozen = Frozen(folder, Path(home))
            work_a_day(frozen)
            look(frozen)
    except Amiss as fault:
        print(fault, file=sys.stderr)
        return 1
    print(f"{folder}: joined, marked, synced, read on a second laptop, and the window played its day.")
    return 0


def check_links(folder: Path) -> None:
    """Every link points to a file that ships, within the folder."""
    dangling = [file for file in folder.rglob("*") if file.is_symlink() and not file.exists()]
    outside = [file for file in folder.rglob("*") if file.is_symlink() and folder not in file.resolve().parents]
    if dangling or outside:
        raise Amiss(f"links that lead nowhere or out of the folder: {[str(file) for file in (*dangling, *outside)]}")


def work_a_day(frozen: Frozen) -> None:
    """Join, make a class, mark, sync; a second laptop reads the mark."""
    database = "sqlite:///centre.db"
    frozen.ask("init", "--database", database, "--office", "53", "--name", "NTT")
    with frozen.served(database) as address:
        for laptop in ("satu", "dua"):
            code = frozen.ask("code", "--database", database, "--person", laptop, "--role", "admin", "--office", "53")
            frozen.ask("join", "--server", address, "--code", code["code"], laptop=laptop)
        session, person = make_class(frozen)
        frozen.ask("attendance", "mark", "--session", session, "--person", person, "--status", "h", laptop="satu")
        for laptop in ("satu", "dua"):
            synced = frozen.ask("sync", laptop=laptop)
            if synced["pending"]:
                raise Amiss(f"after the sync of {laptop} {synced['pending']} changes wait")
        found = frozen.home / "dua.csv"
        frozen.ask("attendance", "export", "--session", session, "--out", str(found), laptop="dua")
        with found.open(encoding="utf-8-sig", newline="") as file:
            marks = [(line["session"], line["person"], line["status"]) for line in csv.DictReader(file)]
        if marks != [(session, person, "H")]:
            raise Amiss(f"the second laptop read {marks}")


def make_class(frozen: Frozen) -> tuple[str, str]:
    """A class of one person and one session, made on the first laptop: the ids of session and person."""
    roster = frozen.home / "peserta.csv"
    roster.write_text("Nama,Instansi\nMaria Goreti Bere,Bappeda\n", encoding="utf-8")
    where = frozen.ask("class", "create", "--title", "Kelas percobaan", "--office", "53", laptop="satu")["id"]
    frozen.ask("people", "import", str(roster), "--class", where, laptop="satu")
    today = f"{datetime.now().astimezone():%Y-%m-%d}T08:00"  # of a session long past the program asks why it is late
    when = ("--title", "Sesi 1", "--starts-at", today, "--hours", "3")
    session = frozen.ask("session", "create", "--class", where, *when, laptop="satu")["id"]
    return session, frozen.ask("people", "list", "--class", where, laptop="satu")["people"][0]["id"]


def look(frozen: Frozen) -> None:
    """The window plays its day of practice and leaves pictures."""
    pictures = frozen.home / "gambar"
    frozen.run("lontar", "demo", "--headless", "--out", str(pictures))
    if not list(pictures.glob("*.png")):
        raise Amiss("the window left no picture")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
