"""Keep the translations of the screens: collect the words of desktop/ui into .ts files, compile them to .qm.

    python build/translate.py            collect and compile
    python build/translate.py --check    change nothing; exit 1 when a word is missing, unfinished or no longer used

The .ts files are written by people (Qt Linguist opens them); both they and the .qm are committed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCREENS = ROOT / "desktop" / "ui"
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = ("en",)


def tool(name: str) -> str:
    """Where a Linguist tool of the running interpreter's PySide6 lies."""
    found = shutil.which(f"pyside6-{name}", path=str(Path(sys.executable).parent)) or shutil.which(f"pyside6-{name}")
    if found is None:
        raise SystemExit(f"pyside6-{name} is not installed beside {sys.executable}")
    return found


def collect(ts: Path) -> None:
    """Bring a .ts file up to what the screens say; what they no longer say goes."""
    sources = [str(file.relative_to(ROOT)) for file in sorted(SCREENS.rglob("*.py"))]
    command = [tool("lupdate"), *sources, "-no-obsolete", "-locations", "none"]
    command += ["-source-language", "id_ID", "-target-language", ts.stem.rpartition("_")[2], "-ts", str(ts)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def compile_to(ts: Path, qm: Path) -> None:
    """Compile a .ts file."""
    subprocess.run([tool("lrelease"), str(ts), "-qm", str(qm)], cwd=ROOT, check=True, capture_output=True)


def messages(ts: Path) -> dict[tuple[str, str], list[str]]:
    """What a .ts file holds: (context, source) to its translation in each form; [] while unfinished."""
    found = {}
    for context in ET.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms: list[str] = []
            if translation is not None and translation.get("type") is None:
                plurals = [form.text or "" for form in translation.iter("numerusform")]
                forms = plurals or [translation.text or ""]
            found[context.findtext("name", ""), message.findtext("source", "")] = forms
    return found


def complaints(ts: Path) -> list[str]:
    """What is not as it should be, one line each."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / ts.name
        shutil.copy(ts, fresh)
        collect(fresh)
        wanted, held = messages(fresh), messages(ts)
        compiled = Path(folder) / "fresh.qm"
        compile_to(ts, compiled)
        same = compiled.read_bytes() == ts.with_suffix(".qm").read_bytes()
    lines = [f"not collected: {name}" for name in wanted.keys() - held.keys()]
    lines += [f"no longer used: {name}" for name in held.keys() - wanted.keys()]
    lines += [f"unfinished: {name}" for name, forms in held.items() if not all(forms) or not forms]
    return lines + ([] if same else [f"{ts.with_suffix('.qm').name} is not what {ts.name} compiles to"])


def main() -> int:
    """Collect and compile, or only check."""
    for language in LANGUAGES:
        ts = TRANSLATIONS / f"lontar_{language}.ts"
        if "--check" in sys.argv[1:]:
            wrong = complaints(ts)
            print("\n".join(wrong) or f"{ts.name}: complete")
            if wrong:
                return 1
            continue
        collect(ts)
        compile_to(ts, ts.with_suffix(".qm"))
        unfinished = [name for name, forms in messages(ts).items() if not forms]
        print(f"{ts.name}: {len(messages(ts))} messages, {len(unfinished)} unfinished")
    return 0


if __name__ == "__main__":
    sys.exit(main())
