#!/usr/bin/env python3
"""Everything a newcomer or a developer does with this checkout; sets up what is missing by itself.

    python3 dev.py run      start Studio Desk; more words go to the program
    python3 dev.py test     lint, then all tests; with more words only pytest, with those
    python3 dev.py bench    the benchmarks, as a table; more words go to pytest
    python3 dev.py shots    pictures of the desk in both themes
    python3 dev.py lint     ruff, formatting, types, import contracts
    python3 dev.py lock     work out the locks again; --upgrade takes newer releases

It uses the standard library alone. It makes `.venv` beside itself and installs the hashed locks of
`packaging/` when they have changed. System libraries that Debian keeps in packages of their own come
by apt when you are root; otherwise the one line to paste is printed.
"""

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

# Older Pythons must get as far as this line: keep the syntax of this file that of Python 3.6.
if sys.version_info < (3, 11):
    sys.exit(
        "Studio Desk needs Python 3.11 or newer and this is {}.{}: "
        "install a newer one and start dev.py with it.".format(*sys.version_info)
    )

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STATE = VENV / "studio-desk.json"
RUN_LOCK = ROOT / "packaging" / "requirements.lock"
DEV_LOCK = ROOT / "packaging" / "requirements-dev.lock"

# What Qt's wheels load from the system -> the Debian package that holds it. What one of these needs
# itself comes with it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# Programs that only the tests need -> the Debian package.
TEST_PROGRAMS = {"Xvfb": "xvfb", "evilwm": "evilwm"}
VENV_PACKAGE = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
POSTGRES_HOME = Path("/usr/lib/postgresql")

# Settings of the caller's that would lead Python, pip or Qt out of `.venv`, or have each process compile the program.
MISLEADING = {
    "PYTHONDONTWRITEBYTECODE",
    *("PIP_PREFIX", "PIP_REQUIRE_HASHES", "PIP_ROOT", "PIP_TARGET"),
    *("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"),
    *("QML2_IMPORT_PATH", "QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH"),
}
# Where so many fail, one cause is behind them, and each of the others would wait for its own time limit.
ENOUGH = ("--maxfail", "25")
TYPED = ("dev.py", "main.py", "studio_app", "tests/support", "tests/architecture", "tests/conftest.py")
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as main; main()"


class Missing(NamedTuple):
    """Something that the system lacks: its own name, and the Debian package that brings it."""

    what: str
    package: str


def stop(sentence: str) -> NoReturn:
    """End with one sentence for the person at the terminal."""
    sys.exit("dev.py: " + sentence)


def say(sentence: str) -> None:
    """Say what takes a moment; on standard error, so that a command's own output stays clean."""
    print("dev.py: " + sentence, file=sys.stderr, flush=True)


# ------------------------------------------------------------------ what Debian splits off


def has_library(soname: str) -> bool:
    """Whether the dynamic linker finds a shared library with everything that it needs itself."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_venv() -> bool:
    """Whether this Python can make environments; Debian keeps that part in a package of its own."""
    return importlib.util.find_spec("ensurepip") is not None


def missing_parts(for_tests: bool) -> list[Missing]:
    """What a run, or the tests, would lack on this system; nothing on macOS and Windows."""
    if sys.platform != "linux":
        return []
    found = []
    if not environment_is_whole() and not has_venv():
        found.append(Missing("Python's venv", VENV_PACKAGE))
    found += [Missing(name, package) for name, package in QT_LIBRARIES.items() if not has_library(name)]
    if for_tests:
        found += [Missing(name, package) for name, package in TEST_PROGRAMS.items() if not shutil.which(name)]
        # Who is not root tests with the server that the development lock brings.
        if is_root() and shutil.which("apt-get") and not any(POSTGRES_HOME.glob("*/bin/initdb")):
            found.append(Missing("PostgreSQL", "postgresql"))
    return found


def is_root() -> bool:
    """Whether apt may be used without asking; never on Windows."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install_parts(parts: Sequence[Missing]) -> None:
    """Install missing parts with apt when root, else stop with the line to paste."""
    packages = sorted({part.package for part in parts})
    if not shutil.which("apt-get"):
        stop(
            "please install with your system's package manager: "
            f"{', '.join(part.what for part in parts)}. (In Debian: {' '.join(packages)}.)"
        )
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not is_root():
        stop(
            "some system packages are missing. Paste this line, then start again:\n\n"
            "    sudo apt-get update && sudo " + " ".join(install) + "\n"
        )
    say("installing system packages: " + " ".join(packages))
    # The run level of a system without services: an installed server is not started at once.
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive", RUNLEVEL="1")
    quiet = ["-qq", "-o", "Dpkg::Use-Pty=0"]
    # An old package list may still serve, so a failed update alone is not the end.
    subprocess.run(["apt-get", "update", *quiet], check=False, env=environment, stdout=sys.stderr)
    if subprocess.run([*install, *quiet], check=False, env=environment, stdout=sys.stderr).returncode != 0:
        stop("apt-get could not install the packages (see above). Check the network, then start again.")


# ------------------------------------------------------------------ the environment


def environment_python(venv: Path = VENV) -> Path:
    """The Python inside an environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def base_python() -> str:
    """The Python that environments are made with: never the one of an environment."""
    return getattr(sys, "_base_executable", None) or sys.executable


def clean_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The caller's settings without the misleading ones."""
    kept = {name: value for name, value in environ.items() if name not in MISLEADING}
    return dict(kept, PIP_USER="0", PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1", PYTHONNOUSERSITE="1")


def read_state(state: Path = STATE) -> dict[str, Any]:
    """What is known of the environment; empty when it is absent, unreadable or its set-up did not end."""
    try:
        known = json.loads(state.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) and known.get("unfinished") is False else {}


def write_state(known: dict[str, Any], state: Path = STATE) -> None:
    """Keep what is known of the environment; an interrupted write leaves the old state or none."""
    half = state.with_suffix(".new")
    half.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    half.replace(state)


def environment_is_whole() -> bool:
    """Whether `.venv` was finished, and its Python is still the one that it was made with."""
    python = environment_python()
    return python.exists() and read_state().get("python") == str(python.resolve())


def fingerprint(lock: Path) -> str:
    """The hash of a lock's content; line ends don't count, as git may change them."""
    return hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def make_environment() -> None:
    """Make `.venv` anew with the Python that runs this, or the one that this one's environment is of."""
    say("making .venv")
    command = [base_python(), "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(command, check=False, env=clean_environment(os.environ)).returncode != 0:
        stop("Python could not make the environment .venv (see above). Remove that folder, then start again.")
    write_state({"python": str(environment_python().resolve()), "locks": {}, "unfinished": False})


def ensure_environment(lock: Path, *contained: Path) -> None:
    """Bring `.venv` to what a lock says, and so to those it contains; free when it is there already."""
    if not environment_is_whole():
        make_environment()
    known = read_state()
    if known["locks"].get(lock.name) == fingerprint(lock):
        return
    say(f"installing the packages of packaging/{lock.name}; the first time takes a minute")
    write_state(dict(known, unfinished=True))  # who breaks off here gets a new environment next time
    command = ["-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", str(lock)]
    if in_environment(command, stdout=sys.stderr) != 0:
        stop("pip could not install the packages (see above). Check the network, then start again.")
    known["locks"].update({each.name: fingerprint(each) for each in (lock, *contained)})
    write_state(known)


def in_environment(arguments: Sequence[str], **options: Any) -> int:
    """Run the environment's Python in the checkout and give back its exit code."""
    options.setdefault("env", clean_environment(os.environ))
    command = [str(environment_python()), *arguments]
    code: int = subprocess.run(command, check=False, cwd=ROOT, **options).returncode
    return code


def set_up(for_tests: bool) -> None:
    """All that must be there before a command: the system's parts, then the environment."""
    missing = missing_parts(for_tests)
    if missing:
        install_parts(missing)
    ensure_environment(*([DEV_LOCK, RUN_LOCK] if for_tests else [RUN_LOCK]))


# ------------------------------------------------------------------ the commands


def run(arguments: list[str]) -> int:
    """Start the program; on Unix in place of this process, so that signals reach it."""
    set_up(for_tests=False)
    command = [str(environment_python()), str(ROOT / "main.py"), *arguments]
    environment = clean_environment(os.environ)
    if os.name == "nt":
        return subprocess.run(command, check=False, env=environment).returncode
    return os.execve(command[0], command, environment)  # does not come back


def lint(arguments: list[str]) -> int:
    """All checks that read the code; every one runs, so that all findings are seen at once."""
    if arguments:
        stop("lint takes no more words: it checks everything.")
    set_up(for_tests=True)
    typed = [name for name in TYPED if (ROOT / name).exists()]
    checks = {
        "ruff": ["-m", "ruff", "check"],
        "formatting": ["-m", "ruff", "format", "--check"],
        "types": ["-m", "mypy", *typed],
        "import contracts": ["-c", LINT_IMPORTS, "--no-logo"],
    }
    failed = []
    for name, check in checks.items():
        say("lint: " + name)
        if in_environment(check) != 0:
            failed.append(name)
    say("lint failed: " + ", ".join(failed) if failed else "lint is clean")
    return 1 if failed else 0


class Outcome(NamedTuple):
    """How many tests of a run, or of several, passed, failed and were skipped."""

    passed: int
    failed: int
    skipped: int

    def plus(self, other: "Outcome") -> "Outcome":
        return Outcome(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    def line(self) -> str:
        """The closing line that people and machines read."""
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def read_outcome(report: Path, exit_code: int) -> Outcome:
    """Count from pytest's XML report; a run that ended badly never counts as without a failure."""
    tests = failed = skipped = 0
    try:
        for suite in ET.parse(report).getroot().iter("testsuite"):
            tests += int(suite.get("tests", "0"))
            failed += int(suite.get("failures", "0")) + int(suite.get("errors", "0"))
            skipped += int(suite.get("skipped", "0"))
    except (OSError, ET.ParseError):
        say("pytest ended before it could report")
    passed = max(0, tests - failed - skipped)
    return Outcome(passed, failed or int(exit_code != 0), skipped)


def test(arguments: list[str]) -> int:
    """Lint, the tests without a screen side by side, then those on a real display; or just what is named."""
    set_up(for_tests=True)
    if arguments:
        return in_environment(["-m", "pytest", *arguments])
    lint_code = lint([])
    cores = max(2, min(8, os.cpu_count() or 2))
    # Tests wait for processes, servers and screens: one more than there are cores keeps them busy.
    parts = (["-m", "not display", "-n", str(cores + 1)], ["-m", "display", "-n", str(cores)])
    total, code = Outcome(0, lint_code, 0), lint_code  # lint counts as one failure
    with tempfile.TemporaryDirectory(prefix="studio-desk-") as folder:
        for number, part in enumerate(parts):
            report = Path(folder) / f"{number}.xml"
            spread = ["--dist", "worksteal", "--junit-xml", str(report)]
            part_code = in_environment(["-m", "pytest", *part, *spread, *ENOUGH])
            total = total.plus(read_outcome(report, part_code))
            code = code or part_code
    if lint_code:
        print("lint failed; its findings stand before the tests")
    print(total.line(), flush=True)
    return code


def bench(arguments: list[str]) -> int:
    """The benchmarks, alone on the machine: one process, nothing beside it; `--readme` puts them into the README."""
    set_up(for_tests=True)
    (ROOT / ".dev").mkdir(exist_ok=True)
    saved = str(ROOT / ".dev" / "benchmarks.json")
    for_pytest = [word for word in arguments if word != "--readme"]
    measure = ["-m", "pytest", "tests/benchmarks", "-p", "no:xdist", "--no-header", "--benchmark-json", saved]
    failed = in_environment([*measure, *for_pytest])
    for_table = [word for word in arguments if word == "--readme"]
    return in_environment(["-m", "tests.benchmarks.table", saved, *for_table]) or failed


def shots(arguments: list[str]) -> int:
    """Take the pictures of the desk that a change of the interface is judged by."""
    set_up(for_tests=True)
    return in_environment(["-m", "tests.support.shots", *arguments])


def lock(arguments: list[str]) -> int:
    """Work out both locks for every platform, with hashes and without the name of any package server."""
    if sys.platform == "linux" and not has_venv():
        install_parts([Missing("Python's venv", VENV_PACKAGE)])
    tools = ROOT / ".dev" / "uv"
    environment = clean_environment(os.environ)
    subprocess.run([base_python(), "-m", "venv", str(tools)], env=environment, check=True)
    python = str(environment_python(tools))
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--upgrade", "uv"], env=environment, check=True
    )
    compile_lock = [python, "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet", "--universal"]
    compile_lock += ["--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate"]
    compile_lock += ["--no-emit-index-url", "--no-emit-find-links", *arguments]
    development = ["--group", "dev", "--constraints", str(RUN_LOCK.relative_to(ROOT))]
    for target, more in ((RUN_LOCK, []), (DEV_LOCK, development)):
        say("working out packaging/" + target.name)
        output = ["--output-file", str(target.relative_to(ROOT))]
        code = subprocess.run(
            [*compile_lock, *more, *output], check=False, cwd=ROOT, env=environment
        ).returncode
        if code != 0:
            return code
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    each.__name__: each for each in (run, test, bench, shots, lint, lock)
}


def main(arguments: list[str]) -> int:
    """Run one command; its words follow it."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(__doc__, end="")
        return 0
    name, rest = arguments[0], arguments[1:]
    if name not in COMMANDS:
        stop(f"there is no command {name!r}. The commands are {', '.join(COMMANDS)}.")
    try:
        return COMMANDS[name](rest)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        say("stopped")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
