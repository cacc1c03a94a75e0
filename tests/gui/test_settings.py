"""The settings page in the whole program: texts of events, the look, and where things are kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_app.actions.desk_choices import DeskChoices, read_choices
from studio_app.actions.event_text import DEFAULT_TITLE
from studio_app.actions.telling import WAIT_SETTING
from studio_app.app import kept_look
from studio_app.desk import theme
from studio_app.desk.main_window import SETTINGS
from studio_app.desk.preferences import PreferencesPage
from studio_app.desk.rules.model import Section
from studio_app.desk.widgets.buttons import PushButton
from tests.gui.calls import order
from tests.support.whole_desk import CONTROL, WholeDesk, whole_desk

Key = Qt.Key


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> Iterator[None]:
    """What these tests choose is not for the others."""
    yield
    theme.ThemeSwitch(qapp, theme.ThemeChoice.LIGHT).deleteLater()
    theme.ThemeSwitch(qapp, theme.ThemeChoice.SYSTEM).deleteLater()


@pytest.fixture
def desk(desk: WholeDesk) -> WholeDesk:
    """At the settings."""
    open_settings(desk)
    return desk


def open_settings(desk: WholeDesk, section: Section = Section.EVENTS) -> PreferencesPage:
    desk.click(desk.window.rail.button(SETTINGS))
    page = desk.program.settings_page
    page.show_section(section)
    return page


def retype(desk: WholeDesk, title: str) -> PreferencesPage:
    page = desk.program.settings_page
    page.events.title.setFocus()
    desk.press(Key.Key_A, CONTROL)
    desk.type(title)
    return page


def book(desk: WholeDesk) -> list[str]:
    """Book the order of the pictures at the next opening; the titles of the events in the folder."""
    desk.window.show_view("desk")
    count = len(desk.events())
    desk.draft(order(desk))
    desk.desk.next_opening()
    desk.settle()
    desk.panel.confirm()
    desk.wait_for(lambda: len(desk.events()) > count, "the event")
    desk.settle()
    lines = [line for text in desk.events() for line in text.splitlines()]
    return [line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY")]


def test_the_page_shows_what_is_used_and_how_it_reads(desk: WholeDesk) -> None:
    page = desk.program.settings_page
    assert page.events.title.text() == DEFAULT_TITLE
    assert not page.events.save_button.isEnabled()
    assert desk.desk.snapshot
    newest = desk.desk.snapshot.newest_orders[0]
    assert newest.property.address in page.events.preview_title.text()
    assert not page.events.problem.isVisible()
    assert desk.focus() is page.side.list


def test_an_edited_title_stands_in_the_next_event_and_undo_gives_the_old_one_back(desk: WholeDesk) -> None:
    page = retype(desk, "Shoot at {{ address }}")
    desk.wait_for(lambda: page.events.preview_title.text().startswith("Shoot at"), "the preview")
    desk.click(page.events.save_button)
    assert any("Saved" in text for text in desk.messages())
    assert not page.events.save_button.isEnabled()
    assert book(desk) == ["Shoot at 55 Summit Ave\\, 02446"]
    open_settings(desk)
    retype(desk, "Visit")
    desk.click(page.events.save_button)
    desk.press(Key.Key_Z, CONTROL)
    assert any("Undone: change of the text of events" in text for text in desk.messages())
    assert page.events.title.text() == "Shoot at {{ address }}"
    assert sorted(book(desk)) == ["Shoot at 55 Summit Ave\\, 02446"] * 2


def test_names_are_put_in_where_somebody_types(desk: WholeDesk) -> None:
    page = retype(desk, "At ")
    desk.click(page.events.chips.buttons["address"])
    assert desk.focus() is page.events.title
    desk.type(", ")
    desk.press(Key.Key_Tab)
    assert desk.focus() is page.events.description
    desk.press(Key.Key_A, CONTROL)
    desk.press(Key.Key_Tab)
    assert desk.focus() is page.events.chips.buttons["address"], "the chips are one stop"
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Return)
    desk.type("Bell: ")
    desk.click(page.events.chips.buttons["agent.phone"])
    assert page.events.title.text() == "At {{ address }}, "
    assert page.events.description.toPlainText() == "{{ services }}\nBell: {{ agent.phone }}"
    assert desk.desk.snapshot
    newest = desk.desk.snapshot.newest_orders[0]
    agent = next(each for each in desk.desk.snapshot.agents if each.id == newest.agent)
    desk.wait_for(lambda: f"Bell: {agent.phone}" in page.events.preview_text.text(), "the preview")
    assert page.events.preview_title.text() == f"At {newest.property.address},"


def test_a_broken_template_is_refused_with_its_path_and_stays_typed(desk: WholeDesk) -> None:
    page = retype(desk, "{{ address")
    desk.wait_for(page.events.title_problem.isVisible, "the problem")
    assert page.events.title.property("invalid")
    assert not page.events.description.property("invalid")
    desk.click(page.events.save_button)
    assert any(
        "Title: a name that begins with “{{” has no “}}” behind it" in text for text in desk.messages()
    )
    assert page.events.title.text() == "{{ address"
    desk.click(page.events.reset_button)
    assert page.events.title.text() == DEFAULT_TITLE
    desk.wait_for(lambda: not page.events.title_problem.isVisible(), "the problem to go")


def test_a_name_that_is_not_there_is_saved_with_a_warning_and_stops_nothing(desk: WholeDesk) -> None:
    page = retype(desk, "{{ adress }}")
    desk.click(page.events.save_button)
    assert any("there is no “adress”; perhaps “address” was meant" in text for text in desk.messages())
    (title,) = book(desk)
    assert "55 Summit Ave" in title
    open_settings(desk)
    desk.click(page.events.reset_button)
    assert page.events.title.text() == DEFAULT_TITLE


def test_how_long_things_wait_is_chosen_and_undone(desk: WholeDesk) -> None:
    page, store = desk.program.settings_page, desk.program.store
    with store.writing() as writing:
        writing.set_setting(WAIT_SETTING, "45")
    open_settings(desk, Section.BOOKING)
    desk.desk.refresh()
    desk.settle()
    seconds = ("0", "10", "30", "60", "300")
    assert not any(page.waiting.invitations.button(key).isChecked() for key in seconds), "it is none of these"
    desk.click(page.waiting.invitations.button("60"))
    desk.click(page.waiting.holds.button("30"))
    desk.click(page.waiting.lengths.button("no"))
    assert read_choices(store) == DeskChoices(60, 30, length_follows=False)
    desk.window.show_view("desk")
    desk.settle()
    assert desk.panel.bar.hold_button.text() == "Hold 30 min"
    open_settings(desk, Section.BOOKING)
    for _ in range(3):
        desk.press(Key.Key_Z, CONTROL)
    assert read_choices(store) == DeskChoices(45, 15, length_follows=True)
    assert page.waiting.holds.button("15").isChecked()
    assert not page.waiting.invitations.button("60").isChecked()


def test_a_dark_look_survives_a_restart(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path) as desk:
        page = open_settings(desk, Section.DESK)
        assert not theme.current().is_dark
        desk.click(page.look.button("dark"))
        assert theme.current().is_dark
        assert desk.window.palette().window().color() == theme.Theme.dark().window
    theme.apply(qapp, theme.Theme.light())
    with whole_desk(tmp_path) as desk:
        assert theme.current().is_dark
        page = open_settings(desk, Section.DESK)
        assert page.look.button("dark").isChecked()
        desk.click(page.look.button("light"))
    assert kept_look().read() is theme.ThemeChoice.LIGHT


def test_a_look_that_can_not_be_kept_is_shown_all_the_same(desk: WholeDesk, desk_home: Path) -> None:
    (desk_home / "look.json").mkdir(parents=True)
    desk.click(open_settings(desk, Section.DESK).look.button("dark"))
    assert theme.current().is_dark
    assert any("can't be kept for the next start" in text for text in desk.messages())


class FileManager(QObject):
    """Takes the folders that the program asks the system to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        QDesktopServices.setUrlHandler("file", self, "take")  # type: ignore[arg-type] # its stub wants bytes, which fail

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def test_folders_are_opened_in_the_systems_file_manager(desk: WholeDesk, tmp_path: Path) -> None:
    files, page = FileManager(), open_settings(desk, Section.KEPT)
    buttons = {each.property("key"): each for each in page.findChildren(PushButton) if each.property("key")}
    assert {"calendar", "database", "log"} <= set(buttons)
    try:
        desk.click(buttons["database"])
        assert files.opened == [str(tmp_path)]
        desk.click(buttons["calendar"])
        assert files.opened == [str(tmp_path)], "it is made with the first booking"
        assert any("is not there yet" in text for text in desk.messages())
    finally:
        QDesktopServices.unsetUrlHandler("file")
