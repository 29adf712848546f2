"""Whether a payment list can be frozen: one verdict, with what stands in its way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from contract.training.payments.body import Body
from contract.training.payments.nominal import Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What keeps a list from being whole, and how many people or sessions each concerns; none: it is ready.

    Only what may still change: who was absent is left out for good, and keeps nobody waiting.
    """

    people: int
    waiting_people: tuple[tuple[Why, int], ...]
    waiting_sessions: tuple[tuple[Why, int], ...]

    @property
    def ready(self) -> bool:
        """Whether it can be paid as it stands."""
        return bool(self.people) and not self.waiting_people and not self.waiting_sessions


def verdict_of(body: Body) -> Verdict:
    """The verdict on a list that was previewed."""
    people = {(one.id, Why(one.why)) for one in body.left_out if Why(one.why).passes}
    sessions = [Why(one.why) for one in body.sessions if one.why is not None and Why(one.why).passes]
    return Verdict(
        people=len(body.people),
        waiting_people=tuple(sorted(Counter(why for _, why in people).items())),
        waiting_sessions=tuple(sorted(Counter(sessions).items())),
    )
