"""The words on the pages of a PDF, as it is and as it was before anything was appended to it."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from dataclasses import dataclass

_END = re.compile(rb"%%EOF[ \t]*\r?\n?")
_LINEARIZED_WITHIN = 1024
_BROKEN: tuple[type[Exception], ...] = (
    *(ValueError, KeyError, IndexError, TypeError, AttributeError, ArithmeticError),
    *(RuntimeError, OSError),
)
"""What a reader of PDFs raises for a torn one, beside its own faults."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTexts:
    """Words without blanks, page by page. first: before what was appended; None where nothing was, or none can tell.

    pictured: whether some page holds a picture.
    """

    now: tuple[str, ...]
    first: tuple[str, ...] | None
    pictured: bool

    @property
    def is_scan(self) -> bool:
        """Whether there are pictures and not a word."""
        return self.pictured and not any(self.now)

    @property
    def is_changed(self) -> bool:
        """Whether a page says something else than before, or there are fewer or more of them; added words may stand."""
        if self.first is None:
            return False
        pairs = zip(self.first, self.now, strict=False)
        return len(self.first) != len(self.now) or any(before not in after for before, after in pairs)


def page_texts(content: bytes) -> PageTexts | None:
    """The words of a PDF; None for one that can't be read."""
    found = _read(content)
    if found is None:
        return None
    ends = [match.end() for match in _END.finditer(content)]
    first = None
    # A file that was made quick for the web has two ends too, and its first part is no whole file.
    if len(ends) > 1 and b"/Linearized" not in content[:_LINEARIZED_WITHIN]:
        before = _read(content[: ends[0]])
        first = before[0] if before is not None else None
    return PageTexts(now=found[0], first=first, pictured=found[1])


def _read(content: bytes) -> tuple[tuple[str, ...], bool] | None:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    # It writes down what it mends in a torn file, which is nobody's business here.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = PdfReader(io.BytesIO(content)).pages
        texts = tuple(plain(page.extract_text()) for page in pages)
        return texts, any("/Resources" in page and "/XObject" in page["/Resources"] for page in pages)  # type: ignore[operator]
    except PyPdfError:
        return None
    except _BROKEN:
        return None


def plain(text: str) -> str:
    """A text without blanks, and without what type-setting makes of its signs."""
    return "".join(unicodedata.normalize("NFKC", text).split())
