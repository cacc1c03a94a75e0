"""Imports go one way: the contracts of pyproject.toml hold, and some things that they cannot say."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parents[2]
PURE = [path for name in ("domain", "engine") for path in sorted((ROOT / "studio_app" / name).rglob("*.py"))]
WITHOUT_QT = ("errors", "domain", "engine", "places", "calendars", "storage", "exchange", "actions", "cli")
QT_FREE = [f"studio_app.{name}" for name in WITHOUT_QT if list((ROOT / "studio_app").glob(f"{name}*"))]
CLOCKS = {"now", "utcnow", "today", "monotonic", "perf_counter", "time_ns"}

LOADED = """
import sys, {module}
print(" ".join(name for name in {unwanted} if name in sys.modules))
"""


def test_the_import_contracts_hold() -> None:
    # In a process of its own: its progress display leaves a thread behind.
    asked = [sys.executable, "-c", dev.LINT_IMPORTS, "--no-logo", "--no-cache"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(ROOT)))
def test_domain_and_engine_ask_no_clock(path: Path) -> None:
    """The clock is a parameter everywhere; only `domain/clock.py` may hold the real one."""
    if path.name == "clock.py":
        return
    asked = [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and is_clock(node.func)
    ]
    assert asked == []


def is_clock(function: ast.Attribute) -> bool:
    """`datetime.now`, `date.today`, `time.monotonic`; a method of our own clock object is none."""
    owner = ast.unparse(function.value)
    return function.attr in CLOCKS and owner.split(".")[-1] in ("date", "datetime", "time")


@pytest.mark.parametrize("module", QT_FREE)
def test_what_works_without_a_screen_loads_no_qt(module: str) -> None:
    assert loaded(module, ("PySide6", "shiboken6")) == []


@pytest.mark.parametrize("module", ["studio_app.domain", "studio_app.engine"])
def test_the_pure_parts_load_neither_sql_nor_network(module: str) -> None:
    assert loaded(module, ("sqlalchemy", "alembic", "psycopg", "sqlite3", "socket")) == []


def loaded(module: str, unwanted: tuple[str, ...]) -> list[str]:
    """Which of the unwanted modules a fresh Python holds after importing a module."""
    program = LOADED.format(module=module, unwanted=unwanted)
    asked = [sys.executable, "-c", program]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
