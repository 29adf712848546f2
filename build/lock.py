"""Write the lock files: every library with its version and hashes, for every platform and Python we support.

    python build/lock.py             keep what is locked, take in what pyproject.toml added
    python build/lock.py --upgrade   take the newest versions pyproject.toml allows

Needs uv (`pip install uv`), which nothing else here needs: pip reads the files it makes.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTE = "# Made by build/lock.py from pyproject.toml; edit that and run it again.\n"


def main(arguments: list[str]) -> int:
    """Write requirements.lock, requirements-dev.lock and requirements-deep.lock; 0 when all are written."""
    uv = shutil.which("uv")
    if uv is None:
        print("uv is not on the PATH: pip install uv", file=sys.stderr)
        return 1
    runtime = ["--extra", "desktop", "--extra", "server", "--group", "install"]
    lock(uv, "requirements.lock", [*runtime, *arguments])
    # Held to the first file, so that the tests run on exactly what people run.
    tools = ["--extra", "build", "--extra", "dev", "--constraint", "requirements.lock"]
    lock(uv, "requirements-dev.lock", [*runtime, *tools, *arguments])
    lock(
        uv, "requirements-deep.lock", ["--constraint", "requirements-dev.lock", *arguments], source=("--group", "deep")
    )
    return 0


def lock(uv: str, name: str, arguments: list[str], source: tuple[str, ...] = ("pyproject.toml",)) -> None:
    """Resolve pyproject.toml, or a group of it, into the file of that name, without any address in it."""
    fixed = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
    command = [uv, "pip", "compile", *source, *fixed, *arguments, "--output-file", name]
    subprocess.run(command, cwd=ROOT, check=True)
    file = ROOT / name
    text = NOTE + file.read_text(encoding="utf-8")
    if "://" in text:
        raise SystemExit(f"{name} names an address: unset the index settings of this machine and lock again")
    file.write_text(text, encoding="utf-8", newline="\n")
    print(f"{name}: {sum(line[:1].isalpha() for line in text.splitlines())} libraries, {text.count('--hash=')} files")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
