"""Small bytes that claim to be large."""

from __future__ import annotations


def zeros(blocks: int, claimed: int | None = None) -> bytes:
    """A zstd frame of 4 bytes a block that inflates to 128 KB of zeros a block; it may claim any size in its head."""
    head = b"\x28\xb5\x2f\xfd"
    head += b"\x00\x38" if claimed is None else b"\xc0\x38" + claimed.to_bytes(8, "little")
    body = bytearray()
    for place in range(blocks):
        last = place == blocks - 1
        body += (last | 1 << 1 | (128 * 1024) << 3).to_bytes(3, "little") + b"\0"
    return head + bytes(body)
