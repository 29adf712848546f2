"""The laptop's side of the exchange: what to send, and what an answer means.

No thread, socket or clock of its own. It runs on the database thread, one transaction a frame, so that a cut or a crash
anywhere leaves a state from which the next round goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.exchange.begun import Snapshot, Torn
from contract.exchange.cards import read_card
from contract.exchange.fold import tidy
from contract.exchange.frames import FrameType
from contract.exchange.malformed import Malformed
from contract.exchange.messages import (
    WANT_LIMIT,
    Ack,
    Ahead,
    AskCard,
    Fork,
    Heal,
    Heard,
    Hello,
    Issued,
    Lease,
    Marks,
    Mend,
    RealmHello,
    Receipt,
    Refusal,
    Rewind,
    Rows,
    Safe,
    Scope,
    Sign,
    Time,
    Want,
    Wipe,
    read_message,
    write_hello,
    write_message,
)
from contract.exchange.pages import unpack_table
from contract.exchange.scopes import Reach
from contract.exchange.seals import HEAD_BYTES, sign_segment
from contract.exchange.segments import MAX_OPS, Segment
from contract.exchange.shapes import RowKey
from contract.training.catalogue import CATALOGUE
from desktop.storage import (
    arrivals,
    cards,
    first_copies,
    forks,
    history,
    lost,
    newer,
    news,
    outbox,
    proofs,
    receipts,
    registration,
    revoked,
    roll,
)
from desktop.storage.arrivals import Arrival
from desktop.storage.edit import Moment
from desktop.storage.replica import Replica
from desktop.sync import checking, resume

_OF_OFFICE = (Rows, Rewind, Ahead, Marks, Scope, Lease, Safe, Receipt, Heal, Mend, Wipe, Heard, Issued, Snapshot)
_Word = Wipe | Safe | Receipt | Heal | Mend | Heard | Issued | Time | Lease
"""What moves no history."""
_NOTHING_SEALED: Mapping[int, int] = {}
MOST_BYTES = 2**20
"""Segments of one request, in bytes: more wait for the next round."""


@dataclass(slots=True)
class Tally:
    """What one exchange did, for the person who waits: ops acknowledged, rows taken, whether anything moved."""

    sent: int = 0
    received: int = 0
    moved: bool = False
    refused: int = 0
    orders: list[Wipe] = field(default_factory=list)
    """What the offices ordered to leave this laptop; to be obeyed when the talk is over."""


def sign(private_key: bytes, previous_chain: bytes, body: bytes) -> bytes:
    """Signs a segment with a person's key (32 bytes)."""
    return sign_segment(Ed25519PrivateKey.from_private_bytes(private_key), previous_chain, body)


class Machine:
    """One laptop's exchange with the centres it has joined."""

    def __init__(self, replica: Replica, surveyor: checking.Surveyor | None = None) -> None:
        self.replica = replica
        self._surveyor = surveyor or checking.Surveyor()
        self._centre_now = 0
        self.tally = Tally()
        self.upload = resume.Upload({})
        self.files: list[Snapshot] = []
        self._awaited: dict[int, bool] = {}
        self._centre = 0
        self._torn = False

    def request(
        self,
        centre: history.Centre,
        moment: Moment,
        *,
        most_ops: int = MAX_OPS,
        most_bytes: int = MOST_BYTES,
        sealed: Mapping[int, int] = _NOTHING_SEALED,
        far: Torn | None = None,
        files: bool = False,
    ) -> bytes:
        """The body of one round: greeting, segments not acknowledged, rows asked for by name.

        sealed: how far `seal_part` came; what was made since is sealed now. far: what the server holds of a segment.
        """
        replica = self.replica
        with replica.transaction():
            standings = history.standings(replica, centre.id)
            for standing in standings:
                outbox.seal(replica, standing.realm, sign, most_ops, after=sealed.get(standing.realm, 0))
            wished = self._cards_wished(centre, standings, moment)
        with replica.database.reading():
            segments = [one for each in standings for one in outbox.unsent(replica, each.realm, most_bytes)]
            told = resume.told(replica, centre.id)
            self._torn = bool(told)
            told += resume.first_copies_wanted(replica, standings) if files else b""
            body = self._body(centre, moment, standings, [told, *resume.segments_up(segments, far)]) + wished
            self.upload = resume.Upload(resume.last_of(segments), len(body))
            return body + b"".join(self._surveyor.questions(replica, standings, moment.told))

    def question(self, centre: history.Centre, moment: Moment, upload: resume.Upload) -> bytes:
        """The body of a round that only asks how much came of a request that was cut on its way up."""
        with self.replica.database.reading():
            hello = self._hello(centre, moment, history.standings(self.replica, centre.id))
            return hello + resume.question(self.replica, upload)

    def letter(
        self, centre: history.Centre, standing: history.Standing, moment: Moment, *, most_ops: int = MAX_OPS
    ) -> tuple[bytes, list[Segment]]:
        """A request for one office alone, and the segments in it: what goes into a parcel. Within a transaction.

        It always tells older heads: for the centre to ask for them would cost a journey more.
        """
        outbox.seal(self.replica, standing.realm, sign, most_ops)
        segments = outbox.unsent(self.replica, standing.realm, MOST_BYTES)
        body = self._body(centre, moment, [replace(standing, ask_marks=True)], resume.segments_up(segments, None))
        return body + self._cards_wished(centre, [standing], moment), segments

    def _cards_wished(self, centre: history.Centre, standings: Sequence[history.Standing], moment: Moment) -> bytes:
        """The question for this laptop's card, where laptops beside it want to see one."""
        due = [each.realm for each in standings if cards.ask(self.replica, each.realm, centre.device, moment.told)]
        return b"".join(write_message(AskCard(realm)) for realm in due)

    def _body(
        self, centre: history.Centre, moment: Moment, standings: Sequence[history.Standing], brought: Sequence[bytes]
    ) -> bytes:
        witnesses = map(write_message, lost.told(self.replica, standings))
        frames = [self._hello(centre, moment, standings), *witnesses, *brought]
        for standing in standings:
            rows = outbox.wanted(self.replica, standing.realm, standing.since, WANT_LIMIT)
            if rows:
                frames.append(write_message(Want(standing.realm, [(k.table, k.k1, k.k2, k.k3) for k in rows])))
            since = proofs.receipt_due(self.replica, standing.realm, moment.told)
            if since is not None:
                frames.append(write_message(Sign(standing.realm, since)))
        return b"".join(frames)

    def _hello(self, centre: history.Centre, moment: Moment, standings: Sequence[history.Standing]) -> bytes:
        self._centre = centre.id
        hello = Hello(centre.device, moment.told, moment.run, [self._greet(standing) for standing in standings])
        return write_hello(hello, centre.secret)

    def seal_part(self, centre: history.Centre, sealed: dict[int, int]) -> bool:
        """Seals the next few ops for this centre, a step that nobody waits long for; False when none are left.

        `sealed` keeps how far each office has come, empty before the first step.
        """
        for standing in history.standings(self.replica, centre.id):
            realm = standing.realm
            place = outbox.seal_part(self.replica, realm, sign, after=sealed.get(realm, 0))
            if place is not None:
                sealed[realm] = place
                return True
        return False

    def _greet(self, standing: history.Standing) -> RealmHello:
        replica, realm = self.replica, standing.realm
        return RealmHello(
            realm=realm,
            seq=standing.seq,
            head=standing.head,
            scopes=standing.scopes,
            marks=history.marks(replica, realm) if standing.ask_marks else [],
            known=outbox.unsettled_authors(replica, realm),
            lowered=outbox.lowered_bases(replica, realm),
            spare=outbox.spare_authors(replica, realm),
            since=standing.since if standing.since != standing.seq else -1,
        )

    def on(self, kind: int, payload: bytes) -> None:
        """Takes one frame of an answer in one transaction. Raises Malformed for bytes that are no answer."""
        if kind == FrameType.REST:
            self._on_rest(payload)
            return
        message = read_message(kind, payload)
        with self.replica.transaction():
            self._check_office(message)
            if isinstance(message, _Word):
                self._on_word(message)
            elif isinstance(message, Torn | Snapshot):
                self._on_begun(message)
            elif message is not None:
                self._on_history(message)

    def _on_history(self, message: object) -> None:
        match message:
            case Ack():
                self._on_ack(message)
            case Rows():
                self._on_rows(message)
            case Fork():
                self._on_fork(message)
            case Rewind():
                history.rewind(self.replica, message.realm, message.seq, message.head)
                proofs.rewind(self.replica, message.realm, message.seq)
                self.tally.moved = True
            case Ahead():
                history.know_ahead(self.replica, message.realm, message.seq, message.head, self._centre_now)
            case Marks():
                history.ask_marks(self.replica, message.realm)
                self.tally.moved = True
            case Scope():
                self._on_scope(message)
            case Refusal():
                self._on_refusal(message)
            case _:
                raise Malformed("frame that only a laptop sends")

    def _on_rest(self, payload: bytes) -> None:
        """What was missing of a frame that was cut. It may be a page: all of it in one transaction, as any other."""
        with self.replica.transaction():
            for kind, whole in resume.joined(self.replica, self._centre, payload):
                self.on(kind, whole)
        self._torn = False

    def cut(self, tail: bytes) -> None:
        """The answer was cut; `tail` is what came of the frame under way, of which the next round asks the rest."""
        self.tally.moved |= resume.cut(self.replica, self._centre, tail)

    def forget_torn(self) -> None:
        """The answer has ended, or can't be read: what was held of a frame leads nowhere any more."""
        if self._torn:
            resume.forget(self.replica, self._centre)
            self._torn = False

    def _check_office(self, message: object) -> None:
        if isinstance(message, _OF_OFFICE) and not history.has_joined(self.replica, message.realm):
            raise Malformed("frame about an office that this laptop has not joined")

    def _on_word(self, message: _Word) -> None:
        """What moves no history."""
        if isinstance(message, Lease):
            registration.add_spares(self.replica, message.author, message.first, message.count)
        if isinstance(message, Time):
            self._centre_now = message.now
        if isinstance(message, Safe):
            proofs.note_safe(self.replica, message.realm, message.seq, message.at)
        if isinstance(message, Receipt):
            proofs.keep_receipt(self.replica, message.realm, message.text)
        if isinstance(message, Heard):
            roll.keep(self.replica, message, self._centre_now)
        if isinstance(message, Issued):
            self._on_card(message)
        if isinstance(message, Heal | Mend):
            self.tally.moved |= checking.on_difference(self.replica, message, self._centre_now)
        if isinstance(message, Wipe):
            self._on_wipe(message)

    def _on_ack(self, ack: Ack) -> None:
        replica, author = self.replica, ack.author
        own = forks.is_own(replica, author)
        # More than was ever made here is of another life, as much as other content is.
        if own and (outbox.chain_at(replica, author, ack.got) or b"")[:HEAD_BYTES] != ack.chain:
            receipts.doubt(replica, author, history.cursor_of_author(replica, author))
            self.tally.moved = True
            return
        before = receipts.unsent_count(replica, author)
        applied = [(n0, min(n1, ack.got), seq) for n0, n1, seq in ack.applied if n0 <= ack.got]
        receipts.applied(replica, author, applied, [fate for fate in ack.fates if fate[0] <= ack.got])
        receipts.unsent_after(replica, author, ack.got)
        forks.note_repeats(replica, author, ack.fates)
        if not own:
            receipts.park_gap(replica, author, ack.got)
        elif ack.fates:
            self.tally.moved |= forks.renew(replica, history.realm_of_author(replica, author)) > 0
        taken = before - receipts.unsent_count(replica, author)
        self.tally.sent += max(0, taken)
        self.tally.moved |= taken != 0

    def _on_fork(self, fork: Fork) -> None:
        if forks.is_own(self.replica, fork.author):
            forks.refork(self.replica, fork.author, fork.n)
        else:
            receipts.park_fork(self.replica, fork.author, fork.n)
        self.tally.moved = True

    def _on_refusal(self, refusal: Refusal) -> None:
        """Own ops are sealed anew; what others sealed is of a life that the centre does not know.

        A first segment whose seal is not that of its author: a restored centre has leased the number to somebody else.
        """
        if not forks.is_own(self.replica, refusal.author):
            receipts.park_fork(self.replica, refusal.author, refusal.n0)
        elif refusal.n0 == 1 and refusal.reason == "seal":
            forks.leave_block(self.replica, refusal.author)
        else:
            outbox.drop_segments(self.replica, refusal.author, refusal.n0)
        self.tally.refused += 1

    def _on_card(self, issued: Issued) -> None:
        found = read_card(issued.card, registration.pinned_key(self.replica, issued.realm) or b"")
        if (found.office, found.device) not in cards.devices_here(self.replica):
            raise Malformed("card of another laptop")
        cards.keep(self.replica, issued.card)
        cards.note_answered(self.replica, found)

    def _on_begun(self, told: Torn | Snapshot) -> None:
        if isinstance(told, Torn):
            self.upload.torn = told
            return
        first_copies.note(self.replica, told)
        self.files.append(told)
        self.tally.moved = True

    def _on_wipe(self, order: Wipe) -> None:
        if not revoked.is_genuine(self.replica, order):
            raise Malformed("order that is not this laptop's office's")
        self.tally.orders.append(order)

    def _on_scope(self, scope: Scope) -> None:
        reach = Reach(everything=scope.everything, scopes=frozenset(scope.scopes))
        history.set_scope(self.replica, scope.realm, scope.fingerprint, reach, self._centre_now)
        first_copies.drop(self.replica, scope.realm)
        self.tally.moved = True

    def _on_rows(self, page: Rows) -> None:
        replica, realm = self.replica, page.realm
        if newer.is_beyond(page.tables):
            newer.note_passed_over(replica, realm)
        arrived = list(_unpack(page))
        made, total = arrivals.make_same(replica, page.same, page.seq)
        if total == page.total:
            arrivals.take(replica, realm, made)
        else:
            # The guess was wrong: those rows come in full at the next request; the cursor moves all the same.
            history.note_wanted(replica, realm, [arrival.key for arrival in made])
            made = []
        self._take(page, arrived)
        history.forget_wanted(replica, [RowKey(*key) for key in page.answered])
        history.note_wanted(replica, realm, [RowKey(*key) for key in page.owed])
        history.move_to(replica, realm, page.seq, page.head, self._centre_now)
        self.tally.received += len(arrived)
        self.tally.moved |= bool(arrived or made)

    def _take(self, page: Rows, arrived: Sequence[Arrival]) -> None:
        """Takes the rows of a page, and tells people what others changed in those that were here before."""
        replica, realm = self.replica, page.realm
        if realm not in self._awaited:
            self._awaited[realm] = news.is_awaited(replica, realm)
        told = [arrival.key for arrival in arrived] if self._awaited[realm] else []
        before = news.shown_rows(replica, told) if told else {}
        arrivals.take(replica, realm, arrived)
        if told:
            news.note(replica, realm, before, told)
        if page.last:
            news.note_caught_up(replica, realm)


def _unpack(page: Rows) -> Iterator[Arrival]:
    for table in page.tables:
        if not CATALOGUE.knows(table.table):
            continue
        rows, removed = unpack_table(table)
        for key, v, content in rows:
            yield Arrival(key, v, tidy(content))
        for key in removed:
            yield Arrival(key, page.seq, None)
