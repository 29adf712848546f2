"""The centre's side of the exchange: one request's frames in, the answer's frames out.

Push is judged before pull in the same request, so that the answer already holds what the pushed ops did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import msgspec

from contract.exchange.begun import Snapshot
from contract.exchange.dots import MAX_N
from contract.exchange.messages import (
    Ack,
    Ahead,
    Fork,
    Heard,
    Lease,
    Marks,
    RealmHello,
    Refusal,
    Rewind,
    Safe,
    Scope,
    Time,
    write_message,
)
from contract.exchange.operations import GENESIS_CHAIN
from contract.exchange.scopes import Reach
from contract.exchange.seals import segment_is_genuine
from contract.exchange.segments import Segment
from contract.exchange.torn import rest_of, torn_of
from contract.exchange.values import Head
from contract.training.rights.roles import reach_of
from server.store import backup_rows, ledger, members, pages
from server.store.centre import Centre, Connection
from server.store.heard import laptops_heard
from server.store.settled import Settled
from server.store.snapshots import Shelf
from server.sync import cards, numbers, orders, own, receipts, sameness
from server.sync.apply import Delivery, Found, apply_segment
from server.sync.removals import give_way
from server.sync.request import Request, Stranger, read_greeting, read_request
from server.sync.twins import merge_certain

__all__ = ["PAGE_ROWS", "Answer", "Request", "Stranger", "read_greeting", "read_request"]

PAGE_ROWS = 4000
BRIEF_BYTES = 4096
"""A page that still goes to a laptop that wants little: what its own work did is in it, if others did not do much."""
LOW_SPARE = 4
MOST_AUTHORS = 4096
"""Authors with unsettled work that one laptop may ask about: its own, and those that it carries for."""
NOTHING = Reach()


def _since(greeting: RealmHello, cursor: Head, *, is_behind: bool) -> int:
    """From where pages go on. Those of a lost history passed over what only it had changed: they begin anew."""
    if greeting.since < 0:
        return cursor[0]
    return 0 if is_behind else greeting.since


def _ahead(connection: Connection, realm: int, claim: int) -> Ahead | None:
    """How far history goes, for a laptop that knows it only up to its claim."""
    top = ledger.top(connection, realm)
    return Ahead(realm, top, ledger.head_at(connection, realm, top)) if top > claim else None


class Answer:
    """The answer to one request; every frame is durable and useful alone."""

    def __init__(
        self,
        centre: Centre,
        request: Request,
        now: Callable[[], int],
        page_rows: int = PAGE_ROWS,
        page_text: int = pages.MOST_TEXT,
        shelf: Shelf | None = None,
        by_parcel: bool = False,
    ) -> None:
        self._by_parcel = by_parcel
        self._centre = centre
        self._request = request
        self._now = now
        self._page_rows = page_rows
        self._page_text = page_text
        self._shelf = shelf
        self._settled: dict[int, Settled] = defaultdict(Settled)

    def frames(self) -> Iterator[bytes]:
        """The frames, as they become ready."""
        yield write_message(Time(self._now()))
        if self._request.shown is not None:
            yield from self._tell_arrived(self._request.shown)
            return
        torn = self._request.torn
        for frame in self._whole():
            rest = rest_of(frame, torn) if torn is not None else None
            yield rest or frame
            torn = None if rest is not None else torn

    def _whole(self) -> Iterator[bytes]:
        for greeting, mine in self._greetings():
            yield from self._answer_realm(greeting, mine)
            yield from self._order(greeting.realm, mine)

    def _tell_arrived(self, shown: dict[int, int]) -> Iterator[bytes]:
        """How much came of a request that was cut on its way. Its pages are for the next one, which goes on there."""
        if self._request.kept:
            yield write_message(torn_of(self._request.kept))
        for greeting, mine in self._greetings():
            cursor = self._common(greeting)
            if cursor is not None and not all(person.revoked for person in mine):
                asked = {a: n for a, n in shown.items() if members.is_of_office(a, greeting.realm)}
                yield from self._acknowledge(greeting, cursor[0], asked, {})

    def _order(self, realm: int, people: Sequence[members.Member]) -> Iterator[bytes]:
        if not any(person.revoked for person in people):
            return
        with self._centre.snapshot() as connection:
            found = list(orders.orders(connection, realm, self._request.hello.device, people, self._now()))
        yield from map(write_message, found)

    def take(self) -> None:
        """Judges what was brought and answers nothing: the laptop was cut off before it had sent all."""
        for greeting, _ in self._greetings():
            cursor = self._common(greeting)
            if cursor is not None:
                self._push(greeting, cursor)

    def _greetings(self) -> Iterator[tuple[RealmHello, list[members.Member]]]:
        """The offices greeted, each once, with the people of this laptop in them."""
        hello = self._request.hello
        for greeting in {greeting.realm: greeting for greeting in reversed(hello.realms)}.values():
            with self._centre.snapshot() as connection:
                mine = members.device_members(connection, hello.device, greeting.realm)
            if mine:
                yield msgspec.structs.replace(greeting, known=greeting.known[:MOST_AUTHORS]), mine

    def _answer_realm(self, greeting: RealmHello, people: Sequence[members.Member]) -> Iterator[bytes]:
        cursor = self._common(greeting)
        if cursor is None:
            yield write_message(Marks(greeting.realm))
            return
        is_behind = cursor != (greeting.seq, greeting.head)
        since = _since(greeting, cursor, is_behind=is_behind)
        if is_behind or greeting.marks:
            # Who tells marks learns where both stand, even if that is its own newest: else it would tell them for ever.
            yield write_message(Rewind(greeting.realm, *cursor))
        yield from self._lease_more(greeting, people)
        mine = [person for person in people if not person.revoked]
        segments, problems = self._push(greeting, cursor)
        self._introduce(greeting.realm, segments)
        for problem in problems:
            yield write_message(problem)
        shown = {author: n for author, n, _ in greeting.known}
        for segment in segments:
            shown[segment.author] = max(shown.get(segment.author, 0), segment.n1)
        forked = {problem.author: problem.n for problem in problems if isinstance(problem, Fork)}
        yield from self._acknowledge(greeting, cursor[0], shown, forked)
        with self._centre.snapshot() as connection:
            grants = ledger.grants_of(connection, [member.id for member in mine])
            own = set(ledger.authors_on(connection, self._request.hello.device, greeting.realm)) - {
                problem.author for problem in problems
            }
            proven = ledger.proven(connection, greeting.known, own, segments)
        reach = reach_of(grants, self._now()) or NOTHING
        if reach.fingerprint() != greeting.scopes:
            scopes = sorted(reach.scopes)
            yield write_message(Scope(greeting.realm, reach.fingerprint(), reach.everything, scopes))
            since = 0
        yield from self._pages(self._reader(greeting.realm, reach, proven), since, cursor[0])
        yield from self._tell_safe(greeting)
        if mine:
            yield from self._sign(greeting)
            yield from self._call_roll(greeting, reach)
            yield from self._say_who(greeting.realm, mine)
        yield from self._compare(greeting, reach)

    def _tell_safe(self, greeting: RealmHello) -> Iterator[bytes]:
        """Up to where a backup holds the office, when this laptop has not been told so."""
        name = (self._request.hello.device, greeting.realm)
        with self._centre.snapshot() as connection:
            mark = backup_rows.safe_mark(connection, greeting.realm)
        if mark is not None and (greeting.marks or self._centre.told_safe.get(name) != mark):
            yield write_message(Safe(greeting.realm, *mark))
            self._centre.told_safe[name] = mark

    def _compare(self, greeting: RealmHello, reach: Reach) -> Iterator[bytes]:
        """What the laptop's digest calls for, if it knows what it may see."""
        check = self._request.checks.get(greeting.realm)
        if check is not None and reach.fingerprint() == greeting.scopes:
            device = self._request.hello.device
            here = (greeting.seq, greeting.head)
            answers = sameness.compare(self._centre, device, reach, check, here, self._now())
            yield from (write_message(answer) for answer in answers)

    def _sign(self, greeting: RealmHello) -> Iterator[bytes]:
        """The receipt that was asked for."""
        if greeting.realm in self._request.receipts:
            device, since = self._request.hello.device, self._request.receipts[greeting.realm]
            yield write_message(receipts.receipt(self._centre, greeting.realm, device, since, self._now()))

    def _call_roll(self, greeting: RealmHello, reach: Reach) -> Iterator[bytes]:
        """When the centre last heard from the laptops of the office."""
        if greeting.realm in self._request.rolls:
            with self._centre.snapshot() as connection:
                yield write_message(Heard(greeting.realm, laptops_heard(connection, greeting.realm, reach)))

    def _say_who(self, realm: int, people: Sequence[members.Member]) -> Iterator[bytes]:
        """The card that was asked for."""
        if realm in self._request.cards:
            with self._centre.snapshot() as connection:
                issued = cards.card(connection, realm, self._request.hello.device, people, self._now())
            yield write_message(issued)

    def _reader(self, realm: int, reach: Reach, proven: dict[int, int]) -> pages.Reader:
        return pages.Reader(realm, reach, proven, most_text=self._page_text, settled=self._settled[realm])

    def _common(self, greeting: RealmHello) -> Head | None:
        """The newest point of history that both know; None when the laptop must tell older ones first."""
        with self._centre.snapshot() as connection:
            here: Head = (greeting.seq, greeting.head)
            if ledger.knows_head(connection, greeting.realm, here):
                return here
            for head in sorted(greeting.marks, reverse=True):
                if head[0] <= greeting.seq and ledger.knows_head(connection, greeting.realm, head):
                    return head
            if not greeting.marks:
                return None
            return 0, ledger.head_at(connection, greeting.realm, 0)

    def _lease_more(self, greeting: RealmHello, people: Iterable[members.Member]) -> Iterator[bytes]:
        """Where few numbers are left; for who is revoked too, or work of a second life could not go up to be held."""
        for member in people if greeting.spare < LOW_SPARE else ():
            with self._centre.writing() as connection:
                block = members.lease_block(connection, member.id, member.realm)
            yield write_message(Lease(member.realm, member.author, *block))

    def _lease_again(self, realm: int, lost: set[int]) -> None:
        """Numbers that nobody has were leased before a restore of this server: to whom the laptop's seals prove."""
        for segment in self._request.segments:
            if segment.author not in lost or segment.n0 != 1:
                continue
            with self._centre.writing() as connection:
                for member, key in members.keys_on(connection, self._request.hello.device, realm):
                    if segment_is_genuine(key, GENESIS_CHAIN, segment.body, segment.signature):
                        members.lease_again(connection, member, realm, segment.author)

    def _push(self, greeting: RealmHello, cursor: Head) -> tuple[list[Segment], list[Fork | Refusal]]:
        """Judges this office's segments in the order sent; of an author with a problem none behind it."""
        if not self._request.segments:
            return [], []
        with self._centre.snapshot() as connection:
            authors = {segment.author for segment in self._request.segments}
            here = {a for a in authors if members.is_of_office(a, greeting.realm)}
            lost = here - members.leased(connection, here)
        self._lease_again(greeting.realm, lost)
        lowered = {(author, n): base for author, n, base in greeting.lowered}
        hello = self._request.hello
        # A laptop that is to be rewound has not lowered its bases yet: what they claim was lost.
        sure = cursor[0] if cursor != (greeting.seq, greeting.head) else None
        taken: list[Segment] = []
        stopped: set[int] = set()
        found = Found()
        problems: list[Fork | Refusal] = []
        behind = partial(give_way, self._centre, realm=greeting.realm, now=self._now())
        for segment in self._request.segments:
            if segment.author not in here or segment.author in stopped:
                continue
            witness = self._request.witnesses.get(greeting.realm)
            delivery = Delivery(hello.device, hello.now, hello.run, self._now(), lowered, sure, witness)
            settled = self._settled[greeting.realm]
            problem = apply_segment(self._centre, greeting.realm, segment, delivery, settled, found, behind)
            if problem is not None:
                problems.append(problem)
                stopped.add(segment.author)
            taken.append(segment)
        merge_certain(self._centre, greeting.realm, found.twins, self._now())
        return taken, problems

    def _introduce(self, realm: int, taken: Sequence[Segment]) -> None:
        """Names who wrote for the first time under a number, and gives out the numbers that were asked for.

        Also when the power went before that the last time.
        """
        with self._centre.snapshot() as connection:
            mine = ledger.authors_on(connection, self._request.hello.device, realm)
        own.introduce_new(self._centre, realm, {*mine, *(segment.author for segment in taken)}, self._now())
        numbers.give_out(self._centre, realm, self._now())

    def _acknowledge(
        self, greeting: RealmHello, cursor: int, shown: dict[int, int], forked: dict[int, int]
    ) -> Iterator[bytes]:
        """What is held of each author asked about; of one that forked, what both lives share."""
        if not shown:
            return
        known = {author: n for author, n, _ in greeting.known}
        with self._centre.snapshot() as connection:
            acks: list[Ack] = []
            for author in sorted(a for a in shown if members.is_of_office(a, greeting.realm)):
                shared = forked.get(author, MAX_N + 1) - 1
                told, sent = min(known.get(author, 0), shared), min(shown[author], shared)
                acks.append(ledger.acknowledge(connection, author, told, sent, cursor))
        yield from (write_message(part) for ack in acks for part in ledger.in_parts(ack))

    def _offer(self, reader: pages.Reader, since: int) -> Snapshot | None:
        """The file with the first copy, where one is of use to this laptop."""
        first = self._request.first
        names = first.names if first is not None and reader.realm in first.realms else None
        if self._by_parcel and since == 0:
            names = []
        if self._shelf is None or names is None:
            return None
        return self._shelf.offer(reader.realm, reader.reach, since, names)

    def _pages(self, reader: pages.Reader, since: int, claim: int) -> Iterator[bytes]:
        """Pages until nothing is newer; the rows asked for by name ride in the snapshot of the last one.

        claim: the newest commit that the laptop knows of. A page before the last passes over rows that changed behind
        it: if the centre is put back meanwhile, only who knows how far history had gone can tell that it was.

        None come that are in a file which this laptop is told of, unless it may never find that: by parcel it is told
        of the file and gets what fits.
        """
        wanted, torn = self._request.wants.get(reader.realm, []), self._request.torn
        offer = self._offer(reader, since)
        if offer is not None:
            yield write_message(offer)
            if not self._by_parcel:
                return
        until = torn.seq if torn is not None and torn.realm == reader.realm and not self._request.brief else 0
        while True:
            with self._centre.snapshot() as connection:
                page = pages.next_page(connection, reader, since, PAGE_ROWS if until else self._page_rows, until)
                done = page is None or page.last
                answer = pages.wanted_rows(connection, reader, wanted) if done and wanted else None
                ahead = None if done else _ahead(connection, reader.realm, claim)
            until = 0
            if page is not None:
                frame = write_message(page)
                if self._request.brief and len(frame) > BRIEF_BYTES:
                    return
                if ahead is not None:
                    yield write_message(ahead)
                    claim = ahead.seq
                yield frame
                since = page.seq
            if answer is not None:
                yield write_message(answer)
            if done or self._request.brief:
                return
