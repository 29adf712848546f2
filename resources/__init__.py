"""What ships as data: fonts, icons, translations, templates, programmes, districts."""

from pathlib import Path

_HERE = Path(__file__).parent


def path(name: str) -> Path:
    """Where a shipped file lies; name is relative to this folder, with forward slashes.

    FileNotFoundError if it was not shipped.
    """
    found = _HERE / name
    if not found.exists():
        raise FileNotFoundError(f"{name} is not among the shipped files")
    return found
