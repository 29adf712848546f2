"""After a cut: of a frame that had begun only the rest travels, down and up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contract.exchange.begun import First, Shown, Torn
from contract.exchange.frames import FrameType, read_frames, write_frame
from contract.exchange.malformed import Malformed
from contract.exchange.messages import write_message
from contract.exchange.segments import Segment, segment_frame
from contract.exchange.torn import kept, rest_of, torn_of
from desktop.storage import first_copies, forks, history, torn
from desktop.storage.replica import Replica
from desktop.sync.pieces import WORTH_ASKING


@dataclass(slots=True)
class Upload:
    """What the last request to a server brought up, and what that server says it holds of a frame that was cut."""

    authors: Mapping[int, int]
    size: int = 0
    torn: Torn | None = None

    @property
    def worth_asking(self) -> bool:
        """Whether, had it been cut on its way, to send it all again would cost more than to ask."""
        return self.size > WORTH_ASKING


def told(replica: Replica, centre: int) -> bytes:
    """The frame that tells what is held of a frame of this server's; nothing when none is."""
    beginning = torn.of(replica, centre)
    return write_message(torn_of(beginning)) if beginning else b""


def joined(replica: Replica, centre: int, rest: bytes) -> list[tuple[int, bytes]]:
    """The frame that this rest completes; it is held no more. Raises Malformed.

    A rest of nothing is never passed over: behind a page that was left out the cursor would move over a gap.
    """
    beginning = torn.of(replica, centre)
    torn.drop(replica, centre)
    frames = list(read_frames(beginning + rest)) if beginning else []
    if len(frames) != 1 or frames[0][0] == FrameType.REST:
        raise Malformed("rest of a frame that is not held here")
    return frames


def cut(replica: Replica, centre: int, tail: bytes) -> bool:
    """The road was cut with these bytes of a frame arrived; says whether more is held now than before."""
    before = torn.of(replica, centre)
    now = kept(before, tail)
    if now == before:
        return False
    with replica.transaction():
        torn.keep(replica, centre, now) if now else torn.drop(replica, centre)
    return len(now) > len(before)


def segments_up(segments: Sequence[Segment], far: Torn | None) -> list[bytes]:
    """The frames of these segments; of the one that the server holds the beginning of, only the rest."""
    frames = [write_frame(FrameType.SEGMENT, segment_frame(segment)) for segment in segments]
    if far is not None:
        for place, frame in enumerate(frames):
            rest = rest_of(frame, far)
            if rest is not None:
                frames[place] = rest
                break
    return frames


def question(replica: Replica, upload: Upload) -> bytes:
    """The frame that asks how much of a cut request has come.

    Of what it carries for others only the bytes show that the centre holds the same: that goes up again.
    """
    own = [(author, n) for author, n in sorted(upload.authors.items()) if forks.is_own(replica, author)]
    return write_message(Shown(own))


def forget(replica: Replica, centre: int) -> None:
    """What was held of a frame leads nowhere any more."""
    with replica.transaction():
        torn.drop(replica, centre)


def last_of(segments: Sequence[Segment]) -> dict[int, int]:
    """Per author the last op in these segments."""
    found: dict[int, int] = {}
    for segment in segments:
        found[segment.author] = max(found.get(segment.author, 0), segment.n1)
    return found


def first_copies_wanted(replica: Replica, standings: Sequence[history.Standing]) -> bytes:
    """Says of which offices the first copy may come as a file: those that are not here yet, or not wholly."""
    begun = {told.realm: told.name for told in first_copies.pending(replica)}
    realms = [each.realm for each in standings if each.since == 0 or each.realm in begun]
    names = [begun[realm] for realm in realms if realm in begun]
    return write_message(First(realms, names)) if realms else b""
