"""lontar-server courier read: the stick has come to the office where the centre stands."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from server.store.opening import open_centre
from server.sync.parcel_files import judge_files

if TYPE_CHECKING:
    from server.cli.program import Speaker


def read_files(speaker: Speaker, database: str, files: Sequence[Path], out: Path | None) -> None:
    """Judges what is in the files; the answers go into a file in `out`, by default beside the first one read."""
    with closing(open_centre(database)) as centre:
        done = judge_files(centre, files, out or files[0].absolute().parent, int(time.time()))
    speaker.tell(f"Kiriman diterima: {done.parcels}; bukan untuk server ini: {done.strange}.")
    if done.file is not None:
        speaker.tell(f"Jawaban ditulis: {done.file}. Bawa kembali ke laptop asalnya.")
    speaker.answer(
        {
            "files": [str(file) for file in files],
            "authors": [{"author": author, "n0": n0, "n1": n1} for author, n0, n1 in done.authors],
            "parcels": done.parcels,
            "strange": done.strange,
            "answers": done.answers,
            "file": str(done.file) if done.file is not None else None,
        }
    )
