"""What the screens ask about laptops beside each other; a part of the desk."""

from __future__ import annotations

import logging
from abc import abstractmethod
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from contract.faults import WorldFault
from desktop.app.opening import OpenProfile
from desktop.services.exchange.courier import laptop_name
from desktop.services.exchange.hub import HubStand, NearbyHub, forget, hub_view
from desktop.storage import links
from desktop.storage.profile import InUse
from desktop.sync.addresses import EVERYWHERE, HUB_PORT
from desktop.sync.runner import Runner
from desktop.ui.port import Topic

if TYPE_CHECKING:
    from desktop.app.hub_post import HubPost

_log = logging.getLogger(__name__)


class HubDesk:
    """Needs of the desk: its profile, its runner, and its way to tell the screens.

    What only a hub needs is loaded when there is one. Its work has a thread of its own: looking for hubs takes seconds.
    """

    _profile: OpenProfile
    runner: Runner
    hub_host = EVERYWHERE
    """Under which address of this machine it listens as a hub."""
    _post: HubPost | None = None
    _hub_thread: ThreadPoolExecutor | None = None
    _served_elsewhere = False

    @abstractmethod
    def _tell(self, *topics: Topic, class_id: int | None = None) -> None:
        """Tells the screens that something of these topics changed."""

    def _beside(self) -> ThreadPoolExecutor:
        if self._hub_thread is None:
            self._hub_thread = ThreadPoolExecutor(1, thread_name_prefix="hub")
        return self._hub_thread

    def resume_hub(self) -> None:
        """Is a hub again if this laptop was one when it was closed."""

        def work() -> None:
            try:
                self._open()
            except WorldFault as fault:
                _log.warning("the hub was not opened: %s", fault)

        if self._profile.read(links.is_hub).result():
            self._beside().submit(work)

    def close_hub(self) -> None:
        """Ends the hub with the window; the setting stays."""
        if self._hub_thread is not None:
            self._hub_thread.submit(self._close).result()
            self._hub_thread.shutdown()
            self._hub_thread = None

    def hub_stand(self) -> Future[HubStand]:
        """Where this laptop stands among those beside it."""
        return self._beside().submit(self._stand)

    def serve_hub(self, on: bool) -> Future[HubStand]:
        """Becomes a hub, or no more."""

        def work() -> HubStand:
            if on:
                self._open()
            else:
                self._close()
            self._profile.database.call(links.become_hub, self._profile.replica, on=on).result()
            self._tell(Topic.SYNC)
            return self._stand()

        return self._beside().submit(work)

    def new_hub_code(self) -> Future[HubStand]:
        """Another code."""

        def work() -> HubStand:
            if self._post is not None:
                self._post.code(fresh=True)
            return self._stand()

        return self._beside().submit(work)

    def find_hubs(self) -> Future[tuple[NearbyHub, ...]]:
        """Hubs on this network."""

        def work() -> tuple[NearbyHub, ...]:
            from desktop.sync.found import find

            return tuple(NearbyHub(name=each.name, address=each.address) for each in find())

        return self._beside().submit(work)

    def pair_hub(self, address: str, code: str) -> Future[str]:
        """Pairs, and looks in at once: the centre is asked for this laptop's card on the way."""

        def work() -> str:
            from desktop.sync.visits import pair

            name = self._profile.read(laptop_name).result()
            link = pair(self._profile.replica, address, code, name)
            self._tell(Topic.SYNC)
            self.runner.poke()
            return link.name

        return self._beside().submit(work)

    def forget_link(self, identifier: str) -> Future[HubStand]:
        """Ends a pairing on this side."""

        def work() -> HubStand:
            self._profile.write(lambda replica, _: forget(replica, identifier)).result()
            self._tell(Topic.SYNC)
            return self._stand()

        return self._beside().submit(work)

    def _open(self) -> None:
        from desktop.app.hub_post import HubPost, NoSocket

        if self._post is not None:
            return
        post = HubPost(self._profile, self._hub_heard)
        try:
            try:
                post.start(self.hub_host, HUB_PORT)
            except NoSocket:
                post.start(self.hub_host, 0)  # another program has the usual one; who looks finds it all the same
        except InUse:
            self._served_elsewhere = True
            raise
        self._post, self._served_elsewhere = post, False

    def _hub_heard(self) -> None:
        """On the hub's own thread: somebody brought something."""
        self.runner.poke()
        self._tell(*Topic)

    def _close(self) -> None:
        if self._post is not None:
            self._post.stop()
            self._post = None

    def _stand(self) -> HubStand:
        view = self._profile.read(hub_view).result()
        shown = self._post.code() if self._post is not None else None
        return HubStand(
            view=view,
            running=self._post is not None,
            elsewhere=self._served_elsewhere,
            code=shown.digits if shown is not None else "",
            addresses=self._post.addresses if self._post is not None else (),
        )
