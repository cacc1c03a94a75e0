"""dev.py: what a newcomer meets first."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

import dev

SOURCE = Path(dev.__file__).read_text(encoding="utf-8")


class AptGet:
    """Stands in for apt-get: keeps what it was asked, and gives the exit codes it is told to."""

    def __init__(self, install_code: int = 0) -> None:
        self.asked: list[list[str]] = []
        self.environment: dict[str, str] = {}
        self._install_code = install_code

    def run(self, command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        self.asked.append(command)
        self.environment = options["env"]
        return subprocess.CompletedProcess(command, self._install_code if "install" in command else 0)


@pytest.fixture
def bare_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Debian on which nothing that is looked for is there but apt-get."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "has_library", lambda soname: False)
    monkeypatch.setattr(dev, "has_venv", lambda: False)
    monkeypatch.setattr(dev, "environment_is_whole", lambda: False)
    monkeypatch.setattr(dev, "POSTGRES_HOME", Path("nowhere"))
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with dev.py, locks that name no package, and a program that says what it was given."""
    (tmp_path / "packaging").mkdir()
    (tmp_path / "packaging" / "requirements.lock").write_text("# nothing\n")
    (tmp_path / "packaging" / "requirements-dev.lock").write_text("# nothing either\n")
    (tmp_path / "dev.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "main.py").write_text(
        "import json, os, sys\n"
        "print(json.dumps([sys.argv[1:], sys.prefix, os.environ.get('PYTHONPATH'), os.getcwd()]))\n"
        "sys.exit(7)\n"
    )
    return tmp_path


def start(checkout: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(checkout / "dev.py"), *words]
    environment = dict(os.environ, **settings)
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=checkout.parent)


# ------------------------------------------------------------------ the file itself


def test_it_uses_the_standard_library_alone() -> None:
    imported = set()
    for node in ast.walk(ast.parse(SOURCE)):
        if isinstance(node, ast.Import):
            imported |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(str(node.module).partition(".")[0])
    assert imported <= sys.stdlib_module_names


def test_an_old_python_gets_one_sentence() -> None:
    ast.parse(SOURCE, feature_version=(3, 6))  # or it would get a syntax error instead
    program = (
        "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0); "
        f"sys.argv[:] = ['dev.py', 'run']; runpy.run_path({dev.__file__!r}, run_name='__main__')"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert told.returncode == 1
    assert told.stdout == ""
    assert told.stderr.count("\n") == 1
    assert "needs Python 3.11 or newer and this is 3.9" in told.stderr


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([]) == 0
    shown = capsys.readouterr().out
    assert set(re.findall(r"dev\.py (\w+)", shown)) == set(dev.COMMANDS)


def test_an_unknown_command_is_told_the_known_ones() -> None:
    with pytest.raises(SystemExit, match=r"no command 'tset'.*run, test, bench, shots, lint, lock"):
        dev.main(["tset"])


def test_breaking_off_is_no_crash(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(words: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(dev.COMMANDS, "run", interrupted)
    assert dev.main(["run"]) == 130
    assert "stopped" in capsys.readouterr().err


# ------------------------------------------------------------------ what Debian splits off


@pytest.mark.usefixtures("bare_system")
def test_who_is_not_root_gets_one_line_to_paste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "is_root", lambda: False)
    with pytest.raises(SystemExit) as told:
        dev.set_up(for_tests=True)
    lines = [line for line in str(told.value).splitlines() if "sudo" in line]
    assert len(lines) == 1
    words = lines[0].split()
    assert {dev.VENV_PACKAGE, "libegl1", "libxcb-cursor0", "xvfb", "evilwm"} <= set(words)
    assert "postgresql" not in words  # the development lock brings a server for who is not root


@pytest.mark.usefixtures("bare_system")
def test_a_run_asks_for_nothing_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "is_root", lambda: True)
    packages = {part.package for part in dev.missing_parts(for_tests=False)}
    assert packages == {dev.VENV_PACKAGE, *dev.QT_LIBRARIES.values()}


@pytest.mark.usefixtures("bare_system")
def test_root_gets_them_by_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    apt = AptGet()
    monkeypatch.setattr(dev, "is_root", lambda: True)
    monkeypatch.setattr(subprocess, "run", apt.run)
    dev.install_parts(dev.missing_parts(for_tests=True))
    update, install = apt.asked
    assert update[:2] == ["apt-get", "update"]
    assert install[:4] == ["apt-get", "install", "-y", "--no-install-recommends"]
    assert {"postgresql", "xvfb", "evilwm", "libgl1"} <= set(install)
    assert apt.environment["DEBIAN_FRONTEND"] == "noninteractive"


@pytest.mark.usefixtures("bare_system")
def test_apt_that_fails_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "is_root", lambda: True)
    monkeypatch.setattr(subprocess, "run", AptGet(install_code=100).run)
    with pytest.raises(SystemExit, match="Check the network, then start again"):
        dev.install_parts([dev.Missing("libGL.so.1", "libgl1")])


@pytest.mark.usefixtures("bare_system")
def test_another_linux_is_told_the_names_of_the_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match=r"libEGL\.so\.1.*In Debian: .*libegl1"):
        dev.set_up(for_tests=False)


@pytest.mark.usefixtures("bare_system")
@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_macos_and_windows_lack_nothing(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert dev.missing_parts(for_tests=True) == []


@pytest.mark.usefixtures("bare_system")
def test_a_finished_environment_needs_no_venv_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "environment_is_whole", lambda: True)
    assert dev.VENV_PACKAGE not in {part.package for part in dev.missing_parts(for_tests=False)}


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux's dynamic linker")
def test_a_library_is_found_by_the_name_that_programs_load() -> None:
    assert dev.has_library("libc.so.6")
    assert not dev.has_library("libno-such-thing.so.1")


# ------------------------------------------------------------------ the environment


def test_from_nothing_to_the_program_and_again_at_no_cost(checkout: Path) -> None:
    first = start(checkout, "run", "slots", "--x", PYTHONPATH="elsewhere", PIP_USER="1")
    words, prefix, python_path, folder = json.loads(first.stdout)
    assert first.returncode == 7, first.stderr
    assert words == ["slots", "--x"]
    assert Path(prefix).resolve() == (checkout / ".venv").resolve()
    assert python_path is None
    assert Path(folder).resolve() == checkout.parent.resolve()  # a file that is named stays where it is
    assert "making .venv" in first.stderr

    again = start(checkout, "run")
    assert (again.returncode, again.stderr) == (7, "")

    (checkout / "packaging" / "requirements.lock").write_text("# changed\n")
    changed = start(checkout, "run")
    assert "installing the packages" in changed.stderr
    assert "making .venv" not in changed.stderr

    state = checkout / ".venv" / "studio-desk.json"
    state.write_text(json.dumps(json.loads(state.read_text()) | {"unfinished": True}))
    remade = start(checkout, "run")
    assert "making .venv" in remade.stderr
    assert remade.returncode == 7


def test_a_package_that_cannot_be_had_is_told_in_a_sentence(checkout: Path) -> None:
    lock = checkout / "packaging" / "requirements.lock"
    lock.write_text(f"no-such-thing==1.0 --hash=sha256:{'0' * 64}\n")
    # An empty folder as the only source keeps the test off the network.
    told = start(checkout, "run", PIP_NO_INDEX="1", PIP_FIND_LINKS=str(checkout))
    assert told.returncode == 1
    assert told.stderr.strip().endswith("Check the network, then start again.")
    assert dev.read_state(checkout / ".venv" / "studio-desk.json") == {}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"python": "x"}', '{"unfinished": true}'])
def test_a_state_that_says_nothing_counts_as_unfinished(tmp_path: Path, text: str) -> None:
    state = tmp_path / "state.json"
    state.write_text(text)
    assert dev.read_state(state) == {}


def test_a_state_is_read_as_it_was_written(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    known = {"python": "python3", "locks": {"requirements.lock": "abc"}, "unfinished": False}
    dev.write_state(known, state)
    assert dev.read_state(state) == known
    assert list(tmp_path.iterdir()) == [state]


def test_a_lock_is_the_same_with_other_line_ends(tmp_path: Path) -> None:
    unix, windows, other = tmp_path / "unix", tmp_path / "windows", tmp_path / "other"
    unix.write_bytes(b"a==1\nb==2\n")
    windows.write_bytes(b"a==1\r\nb==2\r\n")
    other.write_bytes(b"a==1\nb==3\n")
    assert dev.fingerprint(unix) == dev.fingerprint(windows) != dev.fingerprint(other)


# ------------------------------------------------------------------ the locks


def pins(lock: Path) -> set[tuple[str, str]]:
    """Each package of a lock with its version and marker; one may stand there for several Pythons."""
    return set(
        re.findall(r"^([a-z0-9][^=\s]*)==(.+?)(?: \\)?$", lock.read_text(encoding="utf-8"), re.MULTILINE)
    )


def project() -> dict[str, Any]:
    return tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", [dev.RUN_LOCK, dev.DEV_LOCK], ids=lambda lock: lock.name)
def test_every_package_of_a_lock_has_hashes(lock: Path) -> None:
    blocks = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())
    assert len(blocks) == len(pins(lock)) > 10
    assert all("--hash=sha256:" in block for block in blocks)


def test_the_development_lock_contains_the_other() -> None:
    assert pins(dev.RUN_LOCK) <= pins(dev.DEV_LOCK)


def test_the_locks_hold_what_the_project_asks_for() -> None:
    run, development = pins(dev.RUN_LOCK), pins(dev.DEV_LOCK)
    wanted = [(line, run) for line in project()["project"]["dependencies"]]
    wanted += [(line, development) for line in project()["dependency-groups"]["dev"]]
    for line, lock in wanted:
        requirement = Requirement(line)
        versions = [version.split()[0] for name, version in lock if name == requirement.name.lower()]
        assert versions, line
        assert all(requirement.specifier.contains(version) for version in versions), line


# ------------------------------------------------------------------ the outcome of a test run


def test_an_outcome_is_counted_from_the_report(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text('<testsuites><testsuite tests="9" failures="1" errors="1" skipped="2"/></testsuites>')
    outcome = dev.read_outcome(report, exit_code=1)
    assert outcome.line() == "5 passed, 2 failed, 2 skipped"
    assert outcome.plus(dev.Outcome(1, 0, 3)).line() == "6 passed, 2 failed, 5 skipped"


def test_a_run_that_ends_badly_is_never_without_a_failure(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    assert dev.read_outcome(report, exit_code=-6).line() == "0 passed, 1 failed, 0 skipped"
    report.write_text('<testsuites><testsuite tests="3" failures="0" errors="0" skipped="0"/></testsuites>')
    assert dev.read_outcome(report, exit_code=-11).line() == "3 passed, 1 failed, 0 skipped"


def test_the_build_server_runs_what_a_developer_runs() -> None:
    script = dev.ROOT / ".ci" / "run"
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec python3 dev.py test"
    if os.name != "nt":
        assert os.access(script, os.X_OK)
