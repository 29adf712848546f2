"""Files appear whole or not at all: written beside their place, then put into it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contract.faults import WorldFault
from desktop.storage.complaints import of_system


class NotWritten(WorldFault):
    """The file could not be written; what was there before is still there."""


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """Give the place to write to; afterwards the file stands at `target`. Raises NotWritten when it cannot."""
    beside = target.with_name(f".{target.name}.baru")
    try:
        yield beside
        os.replace(beside, target)
    except OSError as error:
        reason = of_system(error)
        advice = "tutup berkas itu di program lain atau pilih tempat lain"
        raise NotWritten(f"Berkas {target.name} tidak dapat ditulis ({reason}); {advice}.") from error
    finally:
        beside.unlink(missing_ok=True)
