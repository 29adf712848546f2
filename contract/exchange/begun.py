"""What the two sides say of something that was begun and is not whole: a frame that was cut, an office's first copy."""

from __future__ import annotations

from typing import Annotated

import msgspec

from contract.exchange.frames import MAX_FRAME
from contract.exchange.values import MAX_REALMS, Number, Place, Whole


class Torn(msgspec.Struct, frozen=True, array_like=True):
    """Of a frame of the other side's that was cut, the first `size` bytes are held; `digest` proves them.

    Of a page: the office and the commit that it goes up to, so that the same one can be made again; else 0.
    """

    size: Annotated[int, msgspec.Meta(ge=1, le=MAX_FRAME + 64)]
    digest: bytes
    realm: Number = 0
    seq: Whole = 0


class Shown(msgspec.Struct, frozen=True, array_like=True):
    """A question and nothing else: a request was cut on its way up. How much of these authors' ops came, up to n?

    The answer is TORN and ACKs.
    """

    authors: Annotated[list[tuple[Number, Place]], msgspec.Meta(max_length=4096)]


class First(msgspec.Struct, frozen=True, array_like=True):
    """Of these offices this laptop would take the pages from the beginning as a file; `names`: those it has begun."""

    realms: Annotated[list[Number], msgspec.Meta(max_length=MAX_REALMS)]
    names: Annotated[list[bytes], msgspec.Meta(max_length=MAX_REALMS)] = []


class Snapshot(msgspec.Struct, frozen=True, array_like=True):
    """The pages up to the commit `seq` are in the file with this name, which is opened by `key`: they come no more.

    Fetched from GET /snapshot/<name in hex>, or found on a stick.
    """

    realm: Number
    name: Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
    key: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    size: Whole
    seq: Whole
    head: bytes
