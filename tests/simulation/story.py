"""A world in which nothing happens by chance: the scenarios of known holes are told with it, step by step."""

from __future__ import annotations

from collections.abc import Iterable

from contract.exchange.frames import FrameType, read_frames, write_frame
from contract.exchange.segments import Segment
from contract.exchange.shapes import Patch, Record, RowKey, Value
from contract.training.catalogue import CATALOGUE
from desktop.storage import outbox
from desktop.storage.edit import Change
from server.store.pages import MOST_TEXT
from server.sync.answer import PAGE_ROWS, Answer, read_request
from tests.simulation import invariants, reading, rest
from tests.simulation.founding import PROVINCE
from tests.simulation.laptop import Laptop, Seat
from tests.simulation.rounds import Frame, quiet_round
from tests.simulation.world import Plan, World

ALL = Plan(server_restores=True, laptop_restores=True, clones=True)


def patch_of(record: Record, **fields: Value) -> Patch:
    """A patch by names of fields."""
    return {record.by_name[name].number: value for name, value in fields.items()}


def class_a(story: Story) -> int:
    """The class that facilitators work for."""
    return story.editor.classes[PROVINCE][0]


def upto(frames: list[Frame], kind: FrameType) -> list[Frame]:
    """The frames of an answer up to and with the last of a kind: then the line broke."""
    last = max(place for place, frame in enumerate(frames) if frame[0] == kind)
    return frames[: last + 1]


class Story(World):
    """A world whose clocks are right and whose road is good, until the scenario says otherwise."""

    def __init__(self, plan: Plan = ALL) -> None:
        super().__init__(0, plan)
        self.island = self.files = None
        for laptop in self.laptops:
            laptop.skew = laptop.number * 10_000_000

    def sync(self, *laptops: Laptop) -> None:
        """A round of each in which nothing goes wrong."""
        for laptop in laptops:
            self.chance.now += 60
            quiet_round(laptop, self.centre, self.chance)
            self.look()

    def ask(
        self, laptop: Laptop, *, rows: int = PAGE_ROWS, most_ops: int = 1000, most_bytes: int = 2**20
    ) -> list[Frame]:
        """The laptop's request arrives; gives the frames of the answer, not yet delivered."""
        body = laptop.machine().request(
            laptop.centre(), laptop.moment(self.chance), most_ops=most_ops, most_bytes=most_bytes
        )
        return self.answer(body, rows)

    def rewind(self, laptop: Laptop) -> None:
        """The laptop learns that the centre went back, while all of its own work waits for a later round."""
        for _ in range(2):
            machine = laptop.machine()
            greeting = read_frames(machine.request(laptop.centre(), laptop.moment(self.chance)))
            bare = [frame for frame in greeting if frame[0] != FrameType.SEGMENT]
            frames = self.answer(b"".join(write_frame(FrameType(kind), payload) for kind, payload in bare))
            self.deliver(laptop, [frame for frame in frames if frame[0] in (FrameType.MARKS, FrameType.REWIND)])

    def request(self, laptop: Laptop) -> bytes:
        """What the laptop would send."""
        return laptop.machine().request(laptop.centre(), laptop.moment(self.chance))

    def answer(self, body: bytes, rows: int = PAGE_ROWS, text: int = MOST_TEXT) -> list[Frame]:
        """The answer to a request."""
        answer = Answer(self.centre, read_request(self.centre, read_frames(body)), lambda: self.chance.now, rows, text)
        frames = [frame for data in answer.frames() for frame in read_frames(data)]
        self.look()
        return frames

    def deliver(self, laptop: Laptop, frames: Iterable[Frame]) -> None:
        """The frames reach the laptop."""
        for frame in frames:
            laptop.machine().on(*frame)
            self.look()

    def look(self) -> None:
        """Everything that must always hold is checked now."""
        self.observe()
        for laptop in self.laptops:
            invariants.check_laptop(self, laptop)

    def edit(
        self,
        laptop: Laptop,
        row: RowKey | Record,
        seat: Seat | None = None,
        *,
        roster: bool = False,
        **fields: Value,
    ) -> RowKey:
        """An edit by a person of the laptop, the first unless another is named; gives the row. roster: as of many."""
        record = row if isinstance(row, Record) else CATALOGUE.record(row.table)
        self.chance.now += 60
        change = Change(row.number if isinstance(row, Record) else row, patch_of(record, **fields))
        told = (self.memory, self.chronicle)
        assert laptop.edit(seat or laptop.seats[0], self.chance, told, change, roster=roster)
        self.look()
        return reading.lines(laptop.driver)[-1].key

    def stick(self, source: Laptop, target: Laptop) -> list[Segment]:
        """A stick takes what the source has not had acknowledged to the target."""
        realm = source.seats[0].realm
        segments = source.segments(realm, self.chance)
        outbox.carry(target.replica, realm, segments)
        self.look()
        return segments

    def keep(self, laptop: Laptop) -> None:
        """An image of the laptop's disk is taken."""
        self.disasters.take_image(laptop)

    def put_back(self, laptop: Laptop) -> None:
        """The image is put back: the laptop lives a second life from there."""
        self.disasters.put_image_back(laptop)

    def clone(self, laptop: Laptop) -> Laptop:
        """A second laptop with the same disk."""
        return self.disasters.make_clone(laptop)

    def back_up(self) -> None:
        """A backup of the centre is taken."""
        self.disasters.back_up()

    def restore_centre(self) -> None:
        """The centre goes back to its backup."""
        self.disasters.restore_centre()

    def shown(self, laptop: Laptop, key: RowKey) -> dict[str, Value] | None:
        """A row as the laptop shows it, by names of fields."""
        held = reading.rows(laptop.driver).get(key)
        if held is None:
            return None
        names = CATALOGUE.record(key.table).by_number
        return {names[number].name: value for number, value in (held.row or {}).items()}

    def fates(self, laptop: Laptop) -> list[tuple[str | None, str | None]]:
        """(fate, reason) of each own edit, in the order made."""
        return [(line.fate, line.reason) for line in reading.lines(laptop.driver, "own")]

    def conflicts(self) -> int:
        """Rows of the record conflict at the centre."""
        return int(self.far.execute("SELECT count(*) FROM conflict").fetchone()[0])

    def end(self) -> None:
        """Quiet rounds until nothing moves; then everything that must hold at rest is checked."""
        self.come_to_rest()
        rest.check_rest(self)
