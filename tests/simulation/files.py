"""Attachments: chosen, brought, opened and deleted, over a road that is cut at any byte both ways.

The laptop's lane is the shipped one and so is the centre's end, which is asked as its web server asks it, without
sockets. Draws come from a chance of their own: a world without attachments tells the same story as before.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING, Any

from contract.exchange.blobs import MOST_BYTES, Claim, digest_of
from contract.exchange.dots import Dot, row_id
from contract.exchange.shapes import GONE, Patch
from contract.training.catalogue import ATTACHMENT, GROUP, PERSON, SESSION
from desktop.storage import blobs
from desktop.storage.blobs import Name
from desktop.storage.edit import Change, Moment
from desktop.sync.blobs import Lane, Pace
from desktop.sync.faults import Cut, RoadFault
from desktop.sync.replies import Reply
from server.sync.blob_care import DAY_S, KEPT_UNNAMED_S, tidy
from server.web.blobs import Blobs
from server.web.doors import Doors
from server.web.turns import Turns
from tests.simulation import contents, invariants, reading
from tests.simulation.chance import Crash
from tests.simulation.laptop import Laptop, Seat
from tests.simulation.poison import number
from tests.simulation.rounds import quiet_round

if TYPE_CHECKING:
    from tests.simulation.world import World

SHARE = 0.2
"""In so many worlds people have photographs."""
_SIZES = (1, 7, 40, 300, 3000, 9000)
_SAME = 0.3
"""How often somebody chooses a content that somebody chose before."""
_MOST_ROUNDS_TO_REST = 8
Answer = tuple[int, dict[str, str], bytes]


class Files:
    """The attachments of one world, and what the oracle remembers of them."""

    def __init__(self, world: World, draw: Random) -> None:
        self.world = world
        self.draw = draw
        self._chance = world.chance
        self._paces: dict[int, Pace] = {}
        self.memory = contents.Remembered()

    # ------------------------------------------------------------------------ what people do

    def step(self, laptop: Laptop) -> bool:
        """Now and then something with attachments, in place of any other step; says whether there was."""
        draw = self.draw.random()
        if draw < 0.10:
            for _ in range(self.draw.randint(1, 3)):
                self.attach(laptop)
        elif draw < 0.15:
            self.ask_for(laptop)
        elif draw < 0.18:
            self.delete(laptop)
        elif draw < 0.20:
            self.tidy()
        elif draw < 0.32:
            self.talk(laptop)
        else:
            return False
        contents.check_always(self.world)
        return True

    def attach(self, laptop: Laptop, content: bytes | None = None, class_group: int = 0) -> None:
        """A person puts a photograph to something of a class; the row and the bytes are saved together."""
        seat = laptop.seats[0] if class_group else self.draw.choice(laptop.seats)
        content = content or self._content()
        about = {number(ATTACHMENT, "class_group"): class_group} if class_group else self._about(laptop, seat)
        made = {**about, number(ATTACHMENT, "size"): len(content)}
        made[number(ATTACHMENT, "digest")] = digest_of(content).hex()
        name = Name(seat.realm, digest_of(content), len(content))

        def keep(dots: list[Dot], moment: Moment) -> None:
            blobs.put(laptop.replica, name, content, row_id(dots[0]), moment.wall)
            self.memory.chosen[moment.wall] = name

        self.memory.content[name.digest] = content
        told = self.world.memory, self.world.chronicle
        if laptop.edit(seat, self._chance, told, Change(ATTACHMENT.number, made), along=keep):
            self._chance.counts["attached"] += 1

    def _content(self) -> bytes:
        known = list(self.memory.content.values())
        if known and self.draw.random() < _SAME:
            self._chance.counts["attached once more"] += 1
            return self.draw.choice(known)
        return self.draw.randbytes(self.draw.choice(_SIZES))

    def _about(self, laptop: Laptop, seat: Seat) -> Patch:
        """Its class, and mostly a session, group or person; now and then a class that is not the person's."""
        classes = self.world.editor.classes[seat.realm]
        about: Patch = {number(ATTACHMENT, "class_group"): classes[0]}
        if self.draw.random() < 0.3:
            about = {number(ATTACHMENT, "class_group"): self.draw.choice(classes)}
        record, name = self.draw.choice(((SESSION, "session"), (GROUP, "group"), (PERSON, "person"), (None, "")))
        keys = reading.keys_in(laptop.driver, record.number, seat.realm) if record is not None else []
        return {**about, number(ATTACHMENT, name): self.draw.choice(keys).k1} if keys else about

    def ask_for(self, laptop: Laptop) -> None:
        """Somebody wants to see an attachment."""
        lines = blobs.rows_naming(laptop.replica)
        if not lines:
            return
        line = self.draw.choice(lines)
        name = blobs.name_of(line)
        if name is not None:
            with suppress(Crash):
                blobs.want(laptop.replica, name, line.id, laptop.moment(self._chance).wall)
                self._chance.counts["attachment asked for"] += 1

    def delete(self, laptop: Laptop) -> None:
        """Somebody deletes an attachment, or takes that back."""
        seat = self.draw.choice(laptop.seats)
        keys = reading.keys_in(laptop.driver, ATTACHMENT.number, seat.realm)
        if keys:
            change = Change(self.draw.choice(keys), {GONE: self.draw.choice((1, 1, 0))})
            if laptop.edit(seat, self._chance, (self.world.memory, self.world.chronicle), change):
                self._chance.counts["attachment deleted"] += 1

    def tidy(self) -> None:
        """A month goes by at the centre: contents that nobody names are let go."""
        before = contents.held(self.world.far)
        with suppress(Crash):
            tidy(self.world.centre, self._chance.now)
            self._chance.now += KEPT_UNNAMED_S + DAY_S
            tidy(self.world.centre, self._chance.now)
        self.world.observe()
        self._chance.counts["contents let go"] += len(before) - len(contents.held(self.world.far))
        contents.check_let_go(self.world, before)

    # ------------------------------------------------------------------------ the road

    def talk(self, laptop: Laptop, *, quiet: bool = False) -> bool:
        """Rounds until nothing is unsettled, then the last lane; says whether a content or the log went on."""
        if laptop is self.world.island:
            return False
        road = _Road(self, laptop, quiet=quiet)
        before = reading.tops(self.world.far)
        pace = self._paces.setdefault(laptop.number, Pace())
        if not quiet:
            pace.bytes = self.draw.choice((1, 5, 60, 1000, MOST_BYTES))
        try:
            for _ in range(0 if quiet else 3):
                if not self.round_of(laptop):
                    break
            if not quiet and self.draw.random() < 0.6:
                self.ask_for(laptop)
            with asyncio.Runner() as road.runner:
                lane = Lane(laptop.replica, road, laptop.centre(), pace, now=lambda: laptop.moment(self._chance).wall)
                lane.run()
        except (Crash, RoadFault) as fault:
            invariants.demand(not quiet, "I11 on a good road every content goes", laptop.number, fault)
        self.world.observe()
        # The log may say of a content that was whole before that it is there: rows to fetch, and no byte has moved.
        return road.moved or reading.tops(self.world.far) != before

    def round_of(self, laptop: Laptop) -> bool:
        """A round in which nothing goes wrong; answers that are still on some other road are not awaited any more."""
        try:
            return quiet_round(laptop, self.world.centre, self._chance)
        finally:
            self.world.road.forget(laptop)
            self.world.observe()

    def next_day(self) -> None:
        """A day goes by, and what was refused is offered once more; everybody wants to see something."""
        self._chance.now += DAY_S
        for laptop in self.world.laptops:
            laptop.run += 1
            for line in blobs.rows_naming(laptop.replica)[:3]:
                name = blobs.name_of(line)
                if name is not None:
                    blobs.want(laptop.replica, name, line.id, self._chance.now)

    def come_to_rest(self) -> None:
        """Undisturbed talks until no byte moves."""
        for _ in range(_MOST_ROUNDS_TO_REST):
            moved = [self.talk(laptop, quiet=True) for laptop in self.world.laptops]
            if not any(moved):
                contents.check_always(self.world)
                contents.check_rest(self.world, self.memory)
                return
            self.world.rest_of_rows()
        raise invariants.Broken("I11 contents come to rest")


class _Road:
    """One talk's road to the centre's shipped endpoint: cuts, doubles and spoils requests, and looks at every one."""

    def __init__(self, files: Files, laptop: Laptop, *, quiet: bool) -> None:
        self._files, self._laptop, self._quiet = files, laptop, quiet
        self._world, self._draw, self._chance = files.world, files.draw, files.world.chance
        self._begun = False
        self.moved = False
        self.runner: asyncio.Runner

    def ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"", *, until: float | None = None
    ) -> Iterator[bytes | Reply]:
        """One request of the lane, and its answer as it comes."""
        assert until is None
        if not self._begun:
            contents.check_last_lane(self._laptop)
            self._begun = True
        self._chance.note("file", self._laptop.number, method, path, headers, body)
        self._chance.counts["content asked about"] += 1
        if not self._quiet:
            self._befall(method, path, headers, body)
        status, told, content = self._answer(method, path, headers, body)
        self.moved |= (method == "PATCH" and status == 204) or bool(content and status == 206)
        if not self._quiet and self._happens("file answer lost", 0.08):
            raise Cut("lost")
        if status != 206:
            yield Reply(status, content, headers=told)
            return
        contents.check_may_read(self._world, self._laptop, bytes.fromhex(path.rpartition("/")[2]))
        yield from self._pieces(content)

    def _pieces(self, content: bytes) -> Iterator[bytes]:
        """The body in pieces of any length; the road may be cut at any byte of it."""
        end = len(content)
        is_cut = not self._quiet and self._happens("file cut on the way down", 0.25)
        if is_cut:
            end = self._draw.randrange(len(content))
        start = 0
        while start < end:
            step = self._draw.choice((1, 50, end))
            yield content[start : min(end, start + step)]
            start += step
        if is_cut:
            raise Cut("cut")

    def _befall(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> None:
        """What goes wrong before the request is answered, or instead of it."""
        if self._happens("file request lost", 0.05):
            raise Cut("lost")
        if method == "PATCH" and self._happens("file cut on the way up", 0.25):
            self._try(method, path, headers, body, sent=self._draw.randrange(len(body)))
            raise Cut("cut")
        if self._happens("file request twice", 0.15):
            self._try(method, path, headers, body)
        if self._happens("file request spoilt", 0.1):
            self._ask_spoilt(method, path, headers, body)
        if method == "PATCH" and self._happens("file bytes spoilt", 0.06):
            place = self._draw.randrange(len(body))
            self._try(method, path, headers, body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :])
        if self._happens("something happens meanwhile", 0.15):
            self._meanwhile()

    def _try(self, method: str, path: str, headers: Mapping[str, str], body: bytes, sent: int | None = None) -> None:
        """A request whose answer nobody hears."""
        with suppress(Cut):
            self._answer(method, path, headers, body, sent)

    def _ask_spoilt(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> None:
        """Another's seal, another content, another attachment: nobody gets or brings a byte with it."""
        told, before = headers["Authorization"], contents.held(self._world.far)
        digest = bytearray.fromhex(path.rpartition("/")[2])
        if self._draw.random() < 0.5:
            place = self._draw.randrange(len("Lontar "), len(told))
            told = told[:place] + self._draw.choice("0123456789abcdef.") + told[place + 1 :]
        else:
            digest[self._draw.randrange(len(digest))] ^= 1 + self._draw.randrange(255)
        if told == headers["Authorization"] and digest.hex() == path.rpartition("/")[2]:
            return
        with suppress(Cut):
            status, _, _ = self._answer(method, f"/blob/{digest.hex()}", {**headers, "Authorization": told}, body)
            invariants.demand(status in (400, 403, 404), "I10 nobody asks under another's seal", status)
        invariants.demand(before == contents.held(self._world.far), "I12 a spoilt request changes nothing")

    def _meanwhile(self) -> None:
        """Between two requests others live on, and the centre may go back in time."""
        world, draw = self._world, self._draw.random()
        others = [each for each in world.laptops if each is not self._laptop and each is not world.island]
        if draw < 0.25 and others:
            with suppress(Crash):
                self._files.round_of(self._draw.choice(others))
        elif draw < 0.4:
            world.disasters.change_grant()
        elif draw < 0.5:
            world.disasters.revoke()
        elif draw < 0.6:
            world.disasters.back_up()
        elif draw < 0.75:
            world.disasters.restore_centre()
        elif others:
            self._guess(self._draw.choice(others))
        world.observe()

    def _guess(self, laptop: Laptop) -> None:
        """Somebody asks for a content of which they know everything, and may or may not see it."""
        lines = contents.attachments(self._world.far)
        names = [key for key, (_, standing) in lines.items() if standing]
        if not names:
            return
        attachment = self._draw.choice(names)
        name = lines[attachment][0]
        claim = Claim(
            method="GET",
            digest=name.digest,
            device=laptop.device,
            realm=name.realm,
            attachment=attachment,
            size=name.size,
        )
        told = {"Authorization": claim.sealed(laptop.centre().secret), "Range": "bytes=0-"}
        with suppress(Cut):
            status, _, content = self._answer("GET", claim.path, told, b"")
            self._chance.counts["content guessed"] += 1
            if status == 206:
                contents.check_may_read(self._world, laptop, name.digest)
                invariants.demand(
                    content == self._files.memory.content[name.digest], "I15 a content is what was chosen"
                )

    def _happens(self, fault: str, probability: float) -> bool:
        if self._draw.random() >= probability:
            return False
        self._chance.counts[fault] += 1
        return True

    def _answer(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, sent: int | None = None
    ) -> Answer:
        """What the centre answers. sent: so many bytes of the body come, then the connection breaks."""
        told = {**headers, "content-length": str(len(body))} if body else dict(headers)
        scope = {
            "type": "http",
            "method": method,
            "headers": [(name.lower().encode(), value.encode()) for name, value in told.items()],
            "path_params": {"digest": path.rpartition("/")[2]},
        }
        try:
            return self.runner.run(self._asked(scope, _Sender(body, sent, self._draw)))
        except Crash:
            raise Cut("the server was killed") from None

    async def _asked(self, scope: dict[str, Any], sender: _Sender) -> Answer:
        endpoint = Blobs(self._world.centre, Doors(), Turns(), now=lambda: self._chance.now)
        await endpoint(scope, sender.receive, sender.send)
        if sender.status is None:
            raise Cut("nothing was answered")
        return sender.status, sender.headers, sender.content


class _Sender:
    """The other end of one request, as a web server shows it."""

    def __init__(self, body: bytes, sent: int | None, draw: Random) -> None:
        self._body, self._left, self._draw = body, len(body) if sent is None else sent, draw
        self._is_cut = sent is not None
        self._place = 0
        self.status: int | None = None
        self.headers: dict[str, str] = {}
        self.content = b""

    async def receive(self) -> dict[str, Any]:
        """The next bytes that came, or that nobody is there any more."""
        step = self._draw.choice((1 + self._left // 3, max(1, self._left)))
        piece = self._body[self._place : self._place + min(step, self._left)]
        self._place += len(piece)
        self._left -= len(piece)
        if not piece and self._is_cut:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": piece, "more_body": bool(self._left) or self._is_cut}

    async def send(self, message: Any) -> None:
        """A part of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode().lower(): value.decode() for name, value in message["headers"]}
        else:
            self.content += message["body"]
