"""What every endpoint does around its answer: a place in the house, one plain reply for each thing that goes wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.types import Send

from contract.exchange.malformed import Malformed
from server.store.centre import NoDatabase
from server.store.members import OfficeFull
from server.sync.answer import Stranger
from server.web import replies
from server.web.bodies import Body, CutOff, TooLong, TooSlow
from server.web.doors import Crowded, Doors

Refusals = Mapping[type[Exception], tuple[int, str]]
"""The status and the sentence for each error of an answer that is the sender's fault."""
COMMON: Refusals = {
    TooLong: (413, "Terlalu panjang."),
    Malformed: (400, "Bukan permintaan Lontar."),
    Stranger: (403, "Laptop ini tidak dikenal."),
}


async def attend(
    doors: Doors, body: Body, send: Send, answer: Callable[[], Awaitable[None]], refusals: Refusals = COMMON
) -> None:
    """Lets `answer` answer one request; never with an error of ours for what others sent.

    Errors that are neither the house's nor among `refusals` pass.
    """
    try:
        with doors.present():
            await answer()
        return
    except Crowded:
        await replies.crowded(send)
        return
    except (NoDatabase, OfficeFull):
        await replies.busy(send)
        return
    except TooSlow:
        await replies.text(send, 408, "Terlalu lambat.", close=True)
        return
    except (CutOff, TimeoutError):
        return  # nobody is there to answer to, or nobody reads
    except tuple(refusals) as fault:
        refusal = refusals[type(fault)]
    # Outside: an error at hand holds all that its frames held, and draining takes its time.
    await replies.refuse(body, send, *refusal)
