"""The cards of a profile: days off, start times, workload, zones and skills, by mouse and by keyboard in the whole program."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt

from studio_app.desk.days_off.holidays import HolidaysSheet
from studio_app.desk.team.model import Field
from studio_app.domain.studio import Studio
from tests.gui.team_hands import TeamHands
from tests.support.whole_desk import CONTROL

Key = Qt.Key


def test_days_off_open_from_the_words_under_the_hours(team: TeamHands) -> None:
    links = team.profile.hours
    assert links.days_off.text() == "3 days off coming up"
    team.desk.click(links.days_off)
    cards = team.team.cards
    assert cards is not None
    assert cards.days_off is not None
    assert team.profile.drawer() is cards.days_off.panel
    team.choose("Ana Silva")
    assert "Ana Silva" in cards.days_off.panel.title.text()
    team.side.list.setFocus()
    team.desk.press(Key.Key_Escape)
    assert team.profile.drawer() is None
    assert team.desk.window.view() == "team"


def test_start_times_are_typed(team: TeamHands) -> None:
    before = team.file()
    team.desk.click(team.profile.hours.starts)
    team.desk.type("9, 1 pm")
    team.desk.press(Key.Key_Return)
    assert team.person("Maya Ortiz").presets == {0: (540, 780)}
    assert team.profile.hours.starts.text() == "Fixed starts Mon"
    team.desk.press(Key.Key_Escape)
    assert team.profile.drawer() is None
    team.desk.press(Key.Key_Z, CONTROL)
    assert team.file() == before
    assert team.profile.hours.starts.text() == "Starts at any time"


def test_esc_leaves_the_card_that_lies_uppermost(team: TeamHands) -> None:
    desk, cards = team.desk, team.team.cards
    assert cards is not None
    desk.press(Key.Key_F2)
    desk.click(team.sheet.form.pin_button)
    assert team.team.pin is not None
    desk.press(Key.Key_Escape)
    assert not team.team.pin.isVisible()
    desk.press(Key.Key_Escape)
    assert team.team.sheet is not None
    assert not team.team.sheet.isVisible()
    cards.open_days_off()
    assert cards.days_off is not None
    desk.click(cards.days_off.panel.holidays)
    (sheet,) = desk.window.findChildren(HolidaysSheet)
    desk.wait_for(sheet.isVisible, "the holidays")
    desk.press(Key.Key_Escape)
    assert not sheet.isVisible()
    assert team.profile.drawer() is cards.days_off.panel, "what lies under it stays"


def test_a_whole_month_is_seen_in_a_low_window(team: TeamHands) -> None:
    team.desk.window.resize(1280, 720)
    cards = team.team.cards
    assert cards is not None
    cards.open_days_off()
    assert cards.days_off is not None
    calendar = cards.days_off.panel.calendar
    for year in (True, False):
        calendar.show_year(year)
        team.desk.settle()
        assert calendar.visibleRegion().boundingRect() == calendar.rect()


def test_workload_leads_from_one_to_another(team: TeamHands) -> None:
    team.desk.click(team.profile.hours.workload)
    cards = team.team.cards
    assert cards is not None
    assert cards.workload is not None
    assert team.profile.drawer() is cards.workload.card
    cards.workload.card.person_opened.emit("leo")
    team.desk.settle()
    assert team.page.state().current == "leo"


def test_a_zone_is_given_by_its_chip(team: TeamHands) -> None:
    before = team.file()
    cards = team.team.cards
    assert cards is not None
    chip = next(chip for chip in cards.cover.chips if chip.text() == "Cambridge")
    assert not chip.isChecked()
    team.desk.click(chip)
    assert "cambridge" in team.person("Maya Ortiz").zones
    assert chip.isChecked()
    team.desk.press(Key.Key_Z, CONTROL)
    assert team.file() == before
    team.desk.click(cards.cover.draw)
    assert team.desk.window.view() == "zones"


def test_very_many_zones_leave_room_for_the_map(team: TeamHands) -> None:
    cards, shown = team.team.cards, team.desk.desk.snapshot
    assert cards is not None
    assert shown is not None
    cover, studio = cards.cover, shown.studio
    many = tuple(
        replace(zone, id=f"{zone.id}{turn}", name=f"{zone.name} {turn}")
        for turn in range(9)
        for zone in studio.zones
    )
    maya = replace(studio.photographer_by_id["maya"], zones=frozenset({"quincy8"}))
    cover.show_person(Studio.of(studio.settings, zones=many, photographers=[maya]), "maya")
    team.desk.settle()
    assert cover.chips[0].text() == "Quincy 8", "where she goes is seen"
    assert cover.canvas.height() > cover.height() / 2
    last = cover.chips[-1]
    assert last.visibleRegion().isEmpty()
    last.setFocus()
    assert not last.visibleRegion().isEmpty()


def test_skills_of_whoever_is_shown_stand_out(team: TeamHands) -> None:
    cards = team.team.cards
    assert cards is not None
    team.choose("Leo Brandt")
    assert cards.skills.card.state().current == "leo"


def test_what_was_done_is_said_beside_its_effect(team: TeamHands) -> None:
    team.draw(2, 18 * 60 + 30, 20 * 60)
    team.desk.settle()
    foot, messages = team.profile.effect, team.desk.window.messages
    assert foot.isVisible()
    bottom = messages.mapTo(team.desk.window, QPoint(0, messages.height())).y()
    assert bottom < foot.mapTo(team.desk.window, QPoint(0, 0)).y()


def test_a_home_is_put_right_on_the_map(team: TeamHands) -> None:
    team.desk.press(Key.Key_F2)
    form = team.sheet.form
    team.desk.click(form.pin_button)
    pin = team.team.pin
    assert pin is not None
    assert pin.isVisible()
    pin.place.setFocus()
    pin.place.selectAll()
    team.desk.type("42.34000, -71.13000")
    team.desk.click(pin.save_button)
    assert form.notes[Field.HOME].text() == "42.34000, -71.13000, pin set by hand"
    assert form.home.text().startswith("14 Winthrop Rd"), "the address stays as it was typed"
    team.desk.press(Key.Key_Return, CONTROL)
    home = team.person("Maya Ortiz").home
    assert home is not None
    assert (home.lat, home.lon) == (42.34, -71.13)
    assert team.person("Maya Ortiz").home_address.startswith("14 Winthrop Rd")
