"""Looks for what must never lie open: names, numbers and keys, in every form in which a file might hold them."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

SHORTEST = 6
"""Bytes from which on a form is looked for, and letters of a single word: shorter ones turn up in noise by chance."""


def leaks(folder: Path, secrets: Mapping[str, str | bytes]) -> list[str]:
    """Each secret found in a file under the folder, or in a file's name: where, which and in what form."""
    forms = [
        (label, form, needle)
        for label, secret in secrets.items()
        for form, needle in forms_of(secret)
        if len(needle) >= SHORTEST
    ]
    found = []
    for path in sorted(folder.rglob("*")):
        contents = {"name": path.name.encode()}
        if path.is_file() and not path.is_symlink():
            contents.update(unpacked(path.read_bytes()))
        for part, content in contents.items():
            lower = content.lower()
            for label, form, needle in forms:
                if needle in (lower if form.endswith("any case") else content):
                    found.append(f"{path.relative_to(folder)} ({part}): {label} as {form}")
    return found


def words_of(names: Mapping[str, str]) -> dict[str, str | bytes]:
    """Whole names and their longer words, each under a label."""
    found: dict[str, str | bytes] = dict(names)
    for label, name in names.items():
        for word in name.replace(",", " ").replace(".", " ").split():
            if len(word) >= SHORTEST:
                found[f"{label}: {word}"] = word
    return found


def forms_of(secret: str | bytes) -> Iterator[tuple[str, bytes]]:
    """Every form of a secret, with its name."""
    if isinstance(secret, bytes):
        yield from _encodings("raw", secret)
        return
    yield "text in any case", secret.lower().encode()
    yield from _encodings("UTF-8", secret.encode())
    for order in ("le", "be"):
        yield from _encodings(f"UTF-16-{order}", secret.encode(f"utf-16-{order}"))
        yield f"UTF-16-{order} in any case", secret.lower().encode(f"utf-16-{order}")
    if secret.isdigit() and len(secret) >= 12:
        yield "big-endian integer", int(secret).to_bytes(8, "big")
        yield "little-endian integer", int(secret).to_bytes(8, "little")


def _encodings(form: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    yield form, content
    yield f"{form} as hex in any case", content.hex().encode()
    for shift in range(3):
        # Within a longer base64 text the same bytes look different at each of three places, and the edges mix.
        text = base64.b64encode(bytes(shift) + content)
        inner = text[(0, 2, 3)[shift] : len(text) - (4 if (len(content) + shift) % 3 else 0)]
        yield f"{form} as base64", inner
        yield f"{form} as base64 for addresses", inner.replace(b"+", b"-").replace(b"/", b"_")


def unpacked(content: bytes) -> dict[str, bytes]:
    """A file's content, and what it holds when it is an archive or compressed."""
    found = {"content": content}
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found.update({f"member {name}": archive.read(name) for name in archive.namelist()})
    elif content.startswith(b"\x1f\x8b"):
        found["unzipped"] = gzip.decompress(content)
    elif content.startswith(b"\x78"):
        try:
            found["inflated"] = zlib.decompress(content)
        except zlib.error:
            pass
    return found
