"""What set-up stands on: the lock files, the counting of ./test, the stamp that makes a second start quick."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
DEEP = "requirements-deep.lock"
"""Of ./test --deep alone: set-up is done without it."""


def locked(name: str) -> dict[str, str]:
    """Library and version (with its marker) of each entry of a lock file."""
    found = re.findall(
        r"^([a-z0-9.-]+)==(\S+(?: ; [^\\\n]+)?)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE
    )
    return {library: rest.strip() for library, rest in found}


def required(*extras: str) -> set[str]:
    """The libraries pyproject.toml asks for, spelled as lock files spell them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    return {re.sub(r"[._]", "-", re.split(r"[\[<>=; ]", line)[0].lower()) for line in lines}


@pytest.mark.parametrize("name", [*LOCKS, DEEP])
def test_every_locked_library_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z])", text.split("\n", 1)[1])
    assert len(entries) > (50 if name in LOCKS else 0)
    assert not [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]
    assert "://" not in text
    assert "index" not in re.sub(r"^\S+==", "", text, flags=re.MULTILINE)


def test_the_locks_hold_what_the_project_asks_for() -> None:
    assert required("desktop", "server") <= locked("requirements.lock").keys()
    assert required("desktop", "server", "build", "dev") <= locked("requirements-dev.lock").keys()


def test_tests_run_on_the_versions_that_people_run() -> None:
    runtime = locked("requirements.lock")
    assert runtime.items() <= locked("requirements-dev.lock").items()


def test_the_server_needs_no_qt() -> None:
    assert not [library for library in required("server") if "qt" in library or "pyside" in library]


def test_a_finished_setup_is_known_and_a_changed_lock_is_seen(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "build", tmp_path / "build")
    for name in (*LOCKS, "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    script = "import sys; sys.path.insert(0, 'build'); import setup_environment as s; "
    python = (
        tmp_path / ".venv" / ("Scripts" if os.name == "nt" else "bin") / ("python.exe" if os.name == "nt" else "python")
    )
    python.parent.mkdir(parents=True)
    python.touch()

    def asked(what: str) -> str:
        command = [sys.executable, "-c", f"{script}print({what})"]
        environment = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        ).stdout.strip()

    assert asked("s.is_ready(s.RUNTIME)") == "False"
    stamp = {"root": str(tmp_path), "python": asked("s.python_version()"), "screen": os.name == "nt"}
    digests = {name: asked(f"s.digest({name!r})") for name in ("requirements.lock", "pyproject.toml")}
    stamp |= {"requirements.lock": digests["requirements.lock"], "project": digests["pyproject.toml"]}
    (tmp_path / ".venv" / "lontar.json").write_text(json.dumps(stamp), encoding="utf-8")
    assert asked("s.is_ready(s.RUNTIME)") == "True"
    assert asked("s.is_ready(s.DEVELOPMENT)") == "False"
    with (tmp_path / "requirements.lock").open("a") as file:
        file.write("# changed\n")
    assert asked("s.is_ready(s.RUNTIME)") == "False"


def test_what_was_compiled_is_kept_for_the_other_processes_of_a_run() -> None:
    import_them = "import sys; sys.path.insert(0, 'build'); import check; "
    say = import_them + "print(check.compiling({'PYTHONDONTWRITEBYTECODE': '1', 'LANG': 'C'}))"
    done = subprocess.run([sys.executable, "-c", say], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "{'LANG': 'C'}"


SKIPPING = """
import pytest

@pytest.mark.skip(reason="nothing to test with")
def test_that_skips_itself() -> None:
    assert True

@pytest.fixture
def server() -> None:
    pytest.skip("no server")

def test_whose_fixture_skips(server: None) -> None:
    assert True

@pytest.mark.xfail(reason="known")
def test_that_is_known_to_fail() -> None:
    assert False
"""


@pytest.mark.parametrize(("ci", "outcome"), [("1", "1 xfailed, 2 errors"), ("0", "2 skipped, 1 xfailed")])
def test_a_skip_is_a_failure_only_where_everything_is_installed(tmp_path: Path, ci: str, outcome: str) -> None:
    file = tmp_path / "test_skipping.py"
    file.write_text(SKIPPING, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "--rootdir", str(tmp_path), str(file)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "LONTAR_CI": ci}, capture_output=True, text=True, check=False
    )
    assert outcome in done.stdout, done.stdout
