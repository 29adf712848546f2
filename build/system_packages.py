"""What the operating system must bring: looked for, installed when allowed, else named in one line.

Debian and Ubuntu are known by name. Elsewhere on Linux the missing library files are named and nothing is installed.
"""

from __future__ import annotations

import ctypes
import glob
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig

# Qt links these even when it draws to memory; without them `import PySide6.QtGui` fails.
QT = {
    "libglib2.0-0": "libglib-2.0.so.0",
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libfontconfig1": "libfontconfig.so.1",
    "libdbus-1-3": "libdbus-1.so.3",
}
# And these for a window. Qt says only "could not load the platform plugin" when one is missing.
SCREEN = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
}


class NotAllowed(Exception):
    """Packages are missing and may not be installed from here; str() is what the person can do."""


def has_screen() -> bool:
    """Whether a window can be shown: always on Windows and macOS, on Linux when a display is named."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_for_program() -> list[str]:
    """Packages that the program cannot start without, by Debian's names; empty outside Linux."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = {**QT, **SCREEN} if has_screen() else QT
    missing = [package for package, library in wanted.items() if not loads(library)]
    if importlib.util.find_spec("ensurepip") is None:  # Debian keeps it apart from python3
        missing.insert(0, "python3-venv")
    return missing


def missing_for_tests() -> list[str]:
    """Packages that only the tests want: PostgreSQL, unless one is there or LONTAR_TEST_POSTGRES names one."""
    if not sys.platform.startswith("linux") or os.environ.get("LONTAR_TEST_POSTGRES"):
        return []
    there = shutil.which("initdb") or glob.glob("/usr/lib/postgresql/*/bin/initdb")
    return [] if there else ["postgresql"]


def missing_for_freezing() -> list[str]:
    """Packages that PyInstaller wants: Python as a library, and who reads libraries; empty outside Linux."""
    if not sys.platform.startswith("linux"):
        return []
    library = str(sysconfig.get_config_var("LDLIBRARY") or "")
    python = "libpython{}.{}".format(*sys.version_info[:2])
    folder = str(sysconfig.get_config_var("LIBDIR") or "")
    missing = [] if os.path.exists(os.path.join(folder, library)) or loads(f"{python}.so.1.0") else [python]
    return missing if shutil.which("objdump") and shutil.which("strip") else [*missing, "binutils"]


def loads(library: str) -> bool:
    """Whether the dynamic linker finds that library file."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install(packages: list[str]) -> None:
    """Install with apt as root or through a sudo that asks nothing; NotAllowed when neither works here."""
    if shutil.which("apt-get") is None:
        named = ", ".join({**QT, **SCREEN}.get(package, package) for package in packages)
        raise NotAllowed(f"This system lacks {named}.\nInstall them with its package manager.")
    advice = f"Run this line once:\n\n  {apt_line(packages)}\n"
    rights = privileges()
    if rights is None:
        raise NotAllowed(advice)
    # A fresh machine updates itself while we start: wait for it.
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    # Whether every source of this machine answers is not our concern, only whether the packages come.
    subprocess.run([*apt, "update"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    command = [*apt, "install", "-y", "--no-install-recommends", *packages]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NotAllowed(f"{done.stdout}{done.stderr}\napt-get failed. {advice}")


def privileges() -> list[str] | None:
    """What to put before a command to run it as root: nothing as root, sudo when it asks nothing; None when neither."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def apt_line(packages: list[str]) -> str:
    """The one line a person can paste."""
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
