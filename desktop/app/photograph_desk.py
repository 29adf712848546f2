"""What the screens ask about photographs of signed lists; a part of the desk."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from desktop.app.opening import OpenProfile
from desktop.documents.press.pictures import NoPicture, prepared, thumbnail
from desktop.services import attachments
from desktop.services.attachments import Opened
from desktop.storage.edit import Moment
from desktop.storage.replica import Replica
from desktop.sync.runner import Runner
from desktop.ui.port import Added, Photograph, Topic

T = TypeVar("T")


class PhotographDesk:
    """Needs of the desk: its profile, its worker for files, its runner, and its ways to write and to tell."""

    _profile: OpenProfile
    _worker: ThreadPoolExecutor
    runner: Runner

    @abstractmethod
    def _tell(self, *topics: Topic, class_id: int | None = None) -> None:
        """Tells the screens that something of these topics changed."""

    @abstractmethod
    def write(self, change: Callable[[Replica, Moment], T], *topics: Topic, class_id: int | None = None) -> Future[T]:
        """Makes a change and tells the screens of these topics."""

    def photographs(self, session: int) -> Future[tuple[Photograph, ...]]:
        """What is attached to a session, each with a small picture where its content is here."""

        def work() -> tuple[Photograph, ...]:
            views = self._profile.read(attachments.list_attachments, session_id=session).result()
            return tuple(Photograph(view=view, picture=self._small(view.id)) for view in views)

        return self._worker.submit(work)

    def _small(self, attachment: int) -> object | None:
        opened = self._profile.read(attachments.open_attachment, attachment).result()
        return thumbnail(opened.content) if opened is not None else None

    def add_photographs(self, session: int, files: Sequence[Path]) -> Future[Added]:
        """Makes these files ready and attaches them; what can't be read is told, the others are kept."""

        def work() -> Added:
            problems, kept = [], 0
            for file in files:
                try:
                    ready = prepared(file)
                except NoPicture as problem:
                    problems.append(str(problem))
                    continue
                make = partial(_attach, session=session, content=ready.content, kind=ready.kind, title=file.stem)
                self.write(make, Topic.SYNC).result()
                kept += 1
            return Added(kept=kept, problems=tuple(problems))

        return self._worker.submit(work)

    def open_photograph(self, attachment: int) -> Future[Opened | None]:
        """The content; None when it is not here, and then the centre is asked for it."""

        def work() -> Opened | None:
            found = self._profile.read(attachments.open_attachment, attachment).result()
            if found is None:
                self.write(partial(_ask_for, attachment=attachment), Topic.SYNC).result()
                self.runner.poke()
            return found

        return self._worker.submit(work)

    def remove_photograph(self, attachment: int) -> Future[None]:
        """Deletes an attachment, for everybody."""
        return self.write(lambda r, m: attachments.remove_attachment(r, attachment, m), Topic.SYNC)


def _attach(replica: Replica, moment: Moment, *, session: int, content: bytes, kind: str, title: str) -> int:
    return attachments.attach(replica, session, content, kind, title, moment)


def _ask_for(replica: Replica, moment: Moment, *, attachment: int) -> bool:
    return attachments.ask_for(replica, attachment, moment)
