"""A day on which everything is killed: two laptops mark and sync, and the centre goes down, at random moments."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from desktop.sync.key_file import Cost
from desktop.sync.keys import change_passphrase
from tests.kill.programs import OFFICE, PASSPHRASE, SAID, Answer, Centre, Kill, Laptop, Unexpected

ROSTER = Path(__file__).resolve().parents[2] / "resources" / "practice" / "roster_dla_ntt.xlsx"
STATUSES = ("H", "I", "S", "A", "DL")
SESSIONS = 2
QUICK = Cost(memory_kib=64, passes=1, lanes=1)
"""What a guess costs in these profiles: the usual cost is a quarter of a second for each of many processes."""
UNREACHABLE, WAITS = 4, 6


@dataclass(slots=True, kw_only=True)
class Mark:
    """One run of `attendance mark`; `dot` is what it printed, None when it was killed before."""

    laptop: int
    session: str
    person: str
    status: str
    dot: tuple[int, int] | None


@dataclass(slots=True, kw_only=True)
class Note:
    """One run of `group note`; `id` is what it printed. No two texts are equal."""

    laptop: int
    text: str
    id: str | None


@dataclass(slots=True)
class Times:
    """How long the runs of each kind took that were not killed: loading the program, and at work in its database."""

    loading: dict[str, list[float]] = field(default_factory=lambda: defaultdict(lambda: [1.0]))
    working: dict[str, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0.1]))

    def note(self, kind: str, answer: Answer) -> None:
        """Learns from a run; only the last ones count."""
        if not answer.killed:
            for known, seconds in ((self.loading, answer.seconds - answer.at_work_s), (self.working, answer.at_work_s)):
                known[kind] = [*known[kind][-15:], seconds]

    def usual_load(self, kind: str) -> float:
        """The usual time until the database is open."""
        return median(self.loading[kind])

    def usual_work(self, kind: str) -> float:
        """The usual time from then on."""
        return median(self.working[kind])


class Day:
    """The programs, what they were asked to do and what they said. Use `set_up`, then `play` as often as wanted."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.centre = Centre(folder)
        self.laptops = [Laptop(folder / name) for name in ("laptop-1", "laptop-2")]
        self.marks: list[Mark] = []
        self.notes: list[Note] = []
        self.counts: Counter[str] = Counter()
        self.times = Times()
        self.complaints: list[str] = []
        self.class_group = ""
        self._sessions: list[str] = []
        self._people: list[list[str]] = []
        self._group = ""
        self._said = threading.Lock()

    def set_up(self) -> None:
        """Opens the office, joins both laptops, makes the class and brings it to both. Raises Unexpected."""
        self.centre.must("init", "--office", OFFICE, "--name", "Nusa Tenggara Timur")
        self.centre.start()
        with ThreadPoolExecutor() as at_once:
            list(at_once.map(self._join, self.laptops, ("admin", "organiser")))
        first = self.laptops[0]
        self.class_group = str(first.must("class", "create", "--title", "Kelas A", "--office", OFFICE)["id"])
        of_class = ("--class", self.class_group, "--title")
        self._sessions = [
            str(
                first.must(
                    "session", "create", *of_class, f"Sesi {number}", "--starts-at", _start(number), "--hours", "2"
                )["id"]
            )
            for number in range(1, SESSIONS + 1)
        ]
        self._group = str(first.must("group", "create", *of_class, "Kelompok 1")["id"])
        first.must("people", "import", str(ROSTER), "--class", self.class_group)
        first.must("sync")
        self.laptops[1].must("sync")
        people = [str(person["id"]) for person in first.must("people", "list", "--limit", "100")["people"]]
        half = len(people) // 2
        self._people = [people[:half], people[half:]]

    def _join(self, laptop: Laptop, role: str) -> None:
        code = self.centre.code(f"Petugas {role}", role)
        laptop.must("join", "--server", self.centre.url, "--code", code)
        change_passphrase(laptop.folder, PASSPHRASE, PASSPHRASE, QUICK)

    def play(self) -> None:
        """One round: something is recorded on most laptops, some sync at the same time, and anything may be killed."""
        if self._happens(0.8):
            self.centre.start()
        with ThreadPoolExecutor(8) as at_once:
            running = []
            for laptop in range(len(self.laptops)):
                if self._happens(0.8):
                    running.append(at_once.submit(self._record, self._draw_act(laptop), self._moment("mark")))
                if self._happens(0.4):
                    running.append(at_once.submit(self._sync, laptop, self._moment("sync")))
            if self._happens(0.3):
                moment = self.times.usual_load("sync") + self.random.random() * self.times.usual_work("sync")
                running.append(at_once.submit(self._cut_centre, moment))
            for each in running:
                each.result()

    def _happens(self, chance: float) -> bool:
        return self.random.random() < chance

    def _moment(self, kind: str) -> Kill | None:
        """When to kill such a run; None to let it live, as every other. Of a promise, one in three at its very word."""
        if not self._happens(0.5):
            return None
        if kind == "mark" and self._happens(0.35):
            return SAID
        return self.random.uniform(0, 0.8) * self.times.usual_work(kind)

    def _draw_act(self, laptop: int) -> Mark | Note:
        if self._happens(0.2):
            return Note(laptop=laptop, text=f"catatan {laptop}/{len(self.notes)}/{len(self.marks)}", id=None)
        session, person = self.random.choice(self._sessions), self.random.choice(self._people[laptop])
        return Mark(laptop=laptop, session=session, person=person, status=self.random.choice(STATUSES), dot=None)

    def _record(self, act: Mark | Note, kill: Kill | None) -> None:
        words: tuple[str, ...]
        if isinstance(act, Mark):
            words = ("attendance", "mark", "--session", act.session, "--person", act.person, "--status", act.status)
        else:
            words = ("group", "note", "--group", self._group, "--text", act.text)
        answer = self.laptops[act.laptop].run(*words, kill=kill)
        with self._said:
            self._learn("mark" if isinstance(act, Mark) else "note", answer, {0})
            done = answer.said is not None and answer.code in (0, -9)
            if done and kill == SAID:
                self.counts["killed at its word"] += 1
            if isinstance(act, Mark):
                if done and answer.said is not None:
                    author, n = answer.said["dot"]
                    act.dot = (int(author), int(n))
                self.marks.append(act)
            else:
                if done and answer.said is not None:
                    act.id = str(answer.said["id"])
                self.notes.append(act)

    def _sync(self, laptop: int, kill: Kill | None) -> None:
        answer = self.laptops[laptop].run("sync", "--timeout", "20", kill=kill)
        with self._said:
            self._learn("sync", answer, {0, UNREACHABLE, WAITS})

    def _learn(self, kind: str, answer: Answer, allowed: set[int]) -> None:
        self.counts[kind] += 1
        self.times.note(kind, answer)
        if answer.killed:
            self.counts[f"{kind} killed"] += 1
        elif answer.code not in allowed:
            self.complaints.append(f"{kind} ended with {answer.code}: {answer.complaint[-300:]}")

    def _cut_centre(self, after_s: float) -> None:
        time.sleep(after_s)
        self.centre.kill()

    def settle(self) -> None:
        """Everything runs again and syncs until nothing waits. Raises Unexpected when something goes on waiting."""
        self.centre.start()
        with ThreadPoolExecutor() as at_once:
            for _ in range(2):  # the second time each gets what the other brought
                list(at_once.map(self._settle_one, self.laptops))

    def _settle_one(self, laptop: Laptop) -> None:
        for _ in range(10):
            answer = laptop.run("sync")
            if answer.code == 0:
                return
            if answer.code != WAITS:
                raise Unexpected(f"the last sync ended with {answer.code}: {answer.complaint}")
        raise Unexpected(f"after ten rounds something still waits: {answer.said}")

    def close(self) -> None:
        """Ends everything that was started."""
        self.centre.close()


def _start(number: int) -> str:
    return f"2025-07-{20 + number}T08:00:00+08:00"
