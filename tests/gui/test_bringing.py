"""Files that come and go, in the window: what an import would change is seen before it is taken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog

from studio_app.actions.export_studio import export_studio
from studio_app.desk.bringing.card import AGENTS_EXPORT, AGENTS_FILE, STUDIO_EXPORT, STUDIO_FILE
from studio_app.desk.tone import Tone
from studio_app.exchange.contact_table import Field
from tests.support.whole_desk import CONTROL, WholeDesk

Key = Qt.Key
AGENTS = """Agent,E-mail Address,Cell,Office
Dana Whitfield,{dana},,New Firm
Ari Cole,ari@cole.test,6175550144,Cole Homes
=HYPERLINK("http://x"),x@x.test,,
Nobody,not an address,,
"""


def choose_file(desk: WholeDesk, what: str, path: Path, view: str = "settings") -> None:
    desk.window.show_view(view)
    desk.program.studio_views.bringing.do(what)
    found: list[QFileDialog] = []

    def opened() -> bool:
        found[:] = [each for each in desk.window.findChildren(QFileDialog) if each.isVisible()]
        return bool(found)

    desk.wait_for(opened, "the dialog")
    found[0].fileSelected.emit(str(path))
    found[0].close()
    desk.window.activateWindow()
    desk.settle()


def stored(desk: WholeDesk) -> dict[str, Any]:
    return export_studio(desk.program.store)


@pytest.fixture
def agents_file(desk: WholeDesk, tmp_path: Path) -> Path:
    assert desk.desk.snapshot
    dana = next(each for each in desk.desk.snapshot.agents if each.name == "Dana Whitfield")
    path = tmp_path / "agents.csv"
    path.write_text(AGENTS.format(dana=dana.email), encoding="utf-8")
    return path


def test_a_studio_file_says_what_it_would_change(desk: WholeDesk, tmp_path: Path) -> None:
    before = stored(desk)
    changed = json.loads(json.dumps(before))
    changed["studio"]["slot_step_min"] = 60
    changed["services"].append({"id": "new", "name": "Aerial", "minutes": 30})
    gone = changed["appointments"].pop()
    path = tmp_path / "other.json"
    path.write_text(json.dumps(changed), encoding="utf-8")
    choose_file(desk, STUDIO_FILE, path)
    page = desk.program.studio_views.bring_studio
    assert desk.window.view() == "bring_studio"
    heads = [line.head for line in page.shown().lines]
    assert heads[:2] == ["Rules of the studio", "1 service more"]
    assert any("appointment less" in head for head in heads), gone
    assert stored(desk) == before, "nothing is taken yet"
    desk.click(page.take_button)
    desk.wait_for(lambda: stored(desk) == changed, "the import")
    assert desk.window.view() == "settings"
    desk.press(Key.Key_Z, CONTROL)
    desk.wait_for(lambda: stored(desk) == before, "the undo")


def test_a_file_that_is_what_is_stored_changes_nothing(desk: WholeDesk, tmp_path: Path) -> None:
    path = tmp_path / "same.json"
    path.write_text(json.dumps(stored(desk)), encoding="utf-8")
    choose_file(desk, STUDIO_FILE, path, "board")
    page = desk.program.studio_views.bring_studio
    assert "nothing would change" in page.shown().summary
    assert not page.take_button.isEnabled()
    desk.press(Key.Key_Escape)
    assert desk.window.view() == "board", "where they came from"
    other = stored(desk)
    other["busy"][0]["title"] = "Moved elsewhere"
    path.write_text(json.dumps(other), encoding="utf-8")
    choose_file(desk, STUDIO_FILE, path)
    (line,) = page.shown().lines
    assert line.head.startswith("Busy times in diaries: 1 of ")
    assert page.take_button.isEnabled()


def test_what_would_be_lost_is_marked(desk: WholeDesk, tmp_path: Path) -> None:
    changed = stored(desk)
    changed["appointments"] = []
    changed["zones"], changed["photographers"] = changed["zones"][1:], changed["photographers"][1:]
    keys = {zone["id"] for zone in changed["zones"]}
    for person in changed["photographers"]:
        person["zones"] = [key for key in person.get("zones", []) if key in keys]
    changed["busy"] = []
    path = tmp_path / "less.json"
    path.write_text(json.dumps(changed), encoding="utf-8")
    choose_file(desk, STUDIO_FILE, path)
    lines = desk.program.studio_views.bring_studio.shown().lines
    marked = [line.head for line in lines if line.tone is Tone.WARN]
    assert "1 zone less" in marked
    assert "1 photographer less" in marked
    assert any(head.endswith("less") and "appointment" in head for head in marked)


@pytest.mark.parametrize("text", ["", "{", '{"format": "studio-desk/9"}', "[]"])
def test_a_file_that_is_none_gets_a_sentence(desk: WholeDesk, tmp_path: Path, text: str) -> None:
    before = stored(desk)
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")
    choose_file(desk, STUDIO_FILE, path)
    desk.wait_for(lambda: any("bad.json" in said for said in desk.messages()), "the sentence")
    assert stored(desk) == before
    path.write_text(json.dumps(stored(desk)), encoding="utf-8")
    choose_file(desk, STUDIO_FILE, path)
    assert desk.window.view() == "bring_studio"
    assert not any("no studio file" in said for said in desk.messages()), "it is one by now"


@pytest.mark.parametrize(
    "content, why",
    [(b"Name\n" + b"a\n" * 5_000_001, "larger than 10 MB"), (b"PK\x03\x04\0\0", "is no text")],
)
def test_a_table_that_is_none_is_named_with_what_is_wrong(
    desk: WholeDesk, tmp_path: Path, content: bytes, why: str
) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    choose_file(desk, AGENTS_FILE, path)
    desk.wait_for(
        lambda: any("bad.csv can" in said and why in said for said in desk.messages()), "the sentence"
    )


def test_agents_come_from_a_table(desk: WholeDesk, agents_file: Path) -> None:
    choose_file(desk, AGENTS_FILE, agents_file)
    page = desk.program.studio_views.bring_agents
    desk.wait_for(lambda: len(page.table.words()) == 4, "the people")
    assert [box.currentData() for box in page.boxes] == [
        Field.NAME,
        Field.EMAIL,
        Field.PHONE,
        Field.BROKERAGE,
    ]
    told = {words[1] or words[-1]: (words[0], words[-1]) for words in page.table.words()}
    assert told["Dana Whitfield"][0] == "Update"
    assert "brokerage" in told["Dana Whitfield"][1]
    assert told["Ari Cole"] == ("Add", "New")
    assert told["Nobody"][0] == "Leave out"
    assert "no e-mail address" in told["Nobody"][1]
    assert page.take_button.text() == "Import 2"
    page.table.setFocus()
    desk.press(Key.Key_Space)
    assert page.table.words()[0][0] == "Leave out"
    desk.press(Key.Key_Space)
    assert page.table.words()[0][0] == "Update"
    desk.click(page.take_button)
    desk.wait_for(lambda: any("Added 1 agent" in said for said in desk.messages()), "the import")
    assert desk.desk.snapshot
    known = {each.name: each for each in desk.desk.snapshot.agents}
    assert known["Ari Cole"].phone == "(617) 555-0144"
    assert known["Dana Whitfield"].brokerage == "New Firm"
    desk.press(Key.Key_Z, CONTROL)
    desk.wait_for(lambda: any("Undone: import of 2 agents" in said for said in desk.messages()), "the undo")
    desk.settle()
    names = {each.name for each in desk.desk.snapshot.agents}
    assert "Ari Cole" not in names


def test_columns_are_said_by_hand(desk: WholeDesk, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Email,Company\nAri Cole,Cole Homes\n", encoding="utf-8")
    choose_file(desk, AGENTS_FILE, path)
    page = desk.program.studio_views.bring_agents
    desk.wait_for(lambda: len(page.table.words()) == 1, "the person")
    assert "no e-mail address" in page.table.words()[0][-1]
    choose_field(page.boxes[0], Field.BROKERAGE)
    desk.wait_for(lambda: page.problem.text() != "", "what is missing")
    assert "which column" in page.problem.text()
    choose_field(page.boxes[1], Field.NAME)
    desk.settle()
    assert page.table.words()[0][1] == "Cole Homes"
    choose_field(page.boxes[0], Field.NAME)
    desk.settle()
    assert page.boxes[1].currentData() is None, "a field is one column's"
    assert page.table.words()[0][1] == "Ari Cole"


def choose_field(box: QComboBox, field: Field) -> None:
    box.setCurrentIndex(list(Field).index(field) + 1)


def test_cards_have_no_columns(desk: WholeDesk, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    path.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ari Cole\nEMAIL:ari@cole.test\nEND:VCARD\n", encoding="utf-8"
    )
    choose_file(desk, AGENTS_FILE, path)
    page = desk.program.studio_views.bring_agents
    desk.wait_for(lambda: len(page.table.words()) == 1, "the card")
    assert page.columns.isHidden()


def test_what_is_exported_comes_back(desk: WholeDesk, tmp_path: Path) -> None:
    for what, name in ((STUDIO_EXPORT, "studio.json"), (AGENTS_EXPORT, "agents.csv")):
        choose_file(desk, what, tmp_path / name)
        desk.wait_for(lambda name=name: (tmp_path / name).exists(), name)  # type: ignore[misc]
    assert json.loads((tmp_path / "studio.json").read_text(encoding="utf-8")) == stored(desk)
    choose_file(desk, AGENTS_FILE, tmp_path / "agents.csv")
    page = desk.program.studio_views.bring_agents
    assert desk.desk.snapshot
    count = len(desk.desk.snapshot.agents)
    desk.wait_for(lambda: len(page.table.words()) == count, "the agents")
    assert {words[0] for words in page.table.words()} == {"Leave out"}
