"""What the files of the repository may hold: nothing of one machine, nothing too long."""

import re
import subprocess
from pathlib import Path

import dev
from studio_app.cli.arguments import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 400  # lines of a Python file

# Written in pieces, so that this file does not hold what it looks for.
_SERVERS = [
    "pypi" + r"\.org",
    "python" + "hosted",
    r"deb\." + "debian",
    "registry" + r"\.npm",
    "artifact" + "ory",
]
_FOLDERS = ["/ro" + "ot/", "/wo" + "rk/", "/t" + "mp/", "/ho" + r"me/\w", r"C:\\Us" + "ers"]
FOREIGN = re.compile("|".join(_SERVERS + [rf"(?<![\w.}}>/]){folder}" for folder in _FOLDERS]), re.IGNORECASE)


def files() -> list[Path]:
    """All files that are in git or would be added to it; without git, all but what tools leave behind."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        found = [ROOT / name for name in listed.split("\0") if name]
    except (FileNotFoundError, subprocess.CalledProcessError):
        tops = [path for path in ROOT.iterdir() if path.name in (".ci", ".github") or path.name[0] != "."]
        found = [path for top in tops for path in (top, *top.rglob("*")) if "__pycache__" not in path.parts]
    return [path for path in found if path.is_file()]


def text_of(path: Path) -> str:
    """A file's text; nothing for one that is no text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_names_a_folder_of_one_machine_or_a_package_server() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in files()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if FOREIGN.search(line)
    ]
    assert found == []


def test_python_files_stay_short() -> None:
    lengths = {path: len(text_of(path).splitlines()) for path in files() if path.suffix == ".py"}
    too_long = {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > LONGEST}
    assert too_long == {}


def test_what_the_documents_name_is_there() -> None:
    names = {path.name for path in files()}
    missing = []
    for page in (path for path in files() if path.suffix == ".md"):
        text = text_of(page)
        links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
        missing += [f"{page.name}: {link}" for link in links if not (page.parent / link).exists()]
        for word in re.findall(r"`([\w./-]+)`", text):
            tops = (ROOT, page.parent, ROOT / "studio_app", ROOT / "tests", ROOT / "tests" / "support")
            is_path = "/" in word or word.endswith((".py", ".md", ".toml", ".lock"))
            if is_path and word not in {*names, "shots/"} and not any((top / word).exists() for top in tops):
                missing.append(f"{page.name}: {word}")
    assert missing == []


def test_the_commands_of_the_readme_are_understood() -> None:
    said = text_of(ROOT / "README.md") + text_of(ROOT / "CONTRIBUTING.md")
    tools = set(re.findall(r"dev\.py (\w+)", said))
    assert tools == {"run", "test", "bench", "shots", "lint", "lock"} == set(dev.COMMANDS)
    commands = set(re.findall(r"^python main\.py (\w+)", said, re.MULTILINE))
    assert commands == set(COMMANDS)


def test_the_search_knows_what_it_looks_for() -> None:
    assert FOREIGN.search("see /wo" + "rk/main")
    assert FOREIGN.search('"/t' + 'mp/x"')
    assert not FOREIGN.search("the network/main")
    assert not FOREIGN.search("{folder}/t" + "mp/x")
