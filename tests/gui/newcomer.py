"""Somebody's first half hour: from nothing to a booked order, by what is seen on the screen alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio_app.desk.first_steps.model import StepKey
from studio_app.desk.widgets.row_list import RowList
from studio_app.domain.studio import Studio
from tests.gui.team_hands import TeamHands
from tests.support.whole_desk import CONTROL, NO_KEYS, WholeDesk

Key = Qt.Key
PEOPLE = (("Ana Silva", "ana@harbor.test"), ("Ben Cole", "ben@harbor.test"), ("Cyd Park", "cyd@harbor.test"))
ZONES = (("Brookline", "02445, 02446"), ("Back Bay", "02115-02118"))
ADDRESS = "55 Summit Ave, Brookline 02446"


def studio(desk: WholeDesk) -> Studio:
    """The studio as it is shown."""
    assert desk.desk.snapshot is not None
    return desk.desk.snapshot.studio


def set_up_and_book(desk: WholeDesk) -> None:
    """Begin an empty studio, follow its first steps, and take the first order."""
    begin(desk)
    follow(desk, StepKey.PEOPLE)
    add_people(desk)
    give_hours(desk)
    back_to_steps(desk, "2 of 4 done", StepKey.SERVICES)
    follow(desk, StepKey.SERVICES)
    add_services(desk)
    back_to_steps(desk, "The studio is ready for its first order.", StepKey.ORDER)
    follow(desk, StepKey.ZONES)
    draw_zones(desk)
    back_to_steps(desk, "The studio is ready for its first order.", StepKey.ORDER)
    follow(desk, StepKey.ORDER)
    book(desk)


def begin(desk: WholeDesk) -> None:
    """Choose an empty studio, and give it a name."""
    welcome = desk.window.welcome
    desk.click(welcome.empty_card)
    desk.type("Harbor Light")
    desk.press(Key.Key_Return)
    desk.type("America/New_York")
    desk.press(Key.Key_Return)
    if desk.desk.snapshot is None:
        desk.press(Key.Key_Return)
    desk.wait_for(lambda: desk.desk.snapshot is not None, "the studio")
    desk.settle()
    assert desk.window.explain.first_steps.isVisible()


def follow(desk: WholeDesk, key: StepKey) -> None:
    """Click a step."""
    desk.click(desk.window.explain.first_steps.row(key))


def back_to_steps(desk: WholeDesk, sentence: str, following: StepKey) -> None:
    """Back on the desk, the list knows what was done."""
    desk.click(desk.window.rail.button("desk"))
    card = desk.window.explain.first_steps
    assert card.isVisible()
    assert card.sentence.text() == sentence
    assert card.state.next is following


def add_people(desk: WholeDesk) -> None:
    """The empty page has a button; afterwards there is one above the list."""
    team = TeamHands(desk)
    for name, email in PEOPLE:
        empty = team.page.empty
        shown = empty is not None and empty.isVisible()
        desk.click(empty.button if shown and empty is not None else team.page.add_button)
        desk.type(name)
        desk.press(Key.Key_Tab)
        while desk.focus().accessibleName() != "E-mail":
            desk.press(Key.Key_Tab)
        desk.type(email)
        desk.press(Key.Key_Return)
    assert [(person.name, person.email) for person in studio(desk).photographers] == list(PEOPLE)


def give_hours(desk: WholeDesk) -> None:
    """Take a usual week for each."""
    team = TeamHands(desk)
    for name, _ in PEOPLE:
        team.choose(name)
        desk.click(team.profile.hours.presets_button)
        menu = desk.menu("hours_presets")
        QTest.keyClick(menu, Key.Key_Down)
        QTest.keyClick(menu, Key.Key_Return)
        desk.settle()
        assert team.person(name).hours is not None


def add_services(desk: WholeDesk) -> None:
    """What most studios sell is a click; the rest is typed."""
    views = desk.program.studio_views
    page = views.services
    desk.click(page.body.nothing.buttons["Photos"])
    for name in ("Video", "Drone", "Floor plan"):
        desk.click(page.add_service_button)
        desk.press(Key.Key_A, CONTROL)
        desk.type(name)
        desk.press(Key.Key_Return)
    assert [service.name for service in studio(desk).services] == ["Photos", "Video", "Drone", "Floor plan"]


def draw_zones(desk: WholeDesk) -> None:
    """Two zones from postcodes, covered by everybody, and switched on."""
    floor = desk.program.studio_views.zones.floor
    for name, postcodes in ZONES:
        desk.click(floor.stage.bar.postcodes)
        desk.type(postcodes)
        desk.press(Key.Key_Return)
        desk.wait_for(lambda: not floor.postcodes.isVisible(), "the areas of the postcodes")
        desk.settle()
        bar = floor.stage.draft
        bar.name.setFocus()
        desk.press(Key.Key_A, CONTROL)
        desk.type(name)
        desk.click(bar.save)
        assert floor.stage.zone.isVisible()
        desk.click(floor.stage.zone.cover.all_button)
    if floor.left.off.isVisible():
        desk.click(floor.left.switch)
    found = studio(desk)
    assert [zone.name for zone in found.zones] == [name for name, _ in ZONES]
    assert found.settings.zones_enabled
    assert all(len(person.zones) == 2 for person in found.photographers)


def book(desk: WholeDesk) -> None:
    """The first call."""
    desk.type("Dana Whitfield")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Tab)
    while desk.focus().accessibleName() != "E-mail":
        desk.press(Key.Key_Tab)
    desk.type("dana@agents.test")
    desk.click(desk.panel.agent.form.add_button)
    desk.type(ADDRESS)
    desk.press(Key.Key_Return)
    tick(desk, desk.panel.services.list, 0)
    tick(desk, desk.panel.services.list, 1)
    assert desk.openings()
    desk.press(Key.Key_F3)
    assert desk.desk.choices.times
    desk.click(desk.panel.bar.confirm_button)
    desk.wait_for(lambda: desk.events_about("55 Summit Ave"), "the event in the folder")
    desk.settle()
    assert not desk.window.explain.first_steps.isVisible(), "all is done"


def tick(desk: WholeDesk, rows: RowList, place: int) -> None:
    """Click a line."""
    index = rows.model().index(place, 0)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, rows.visualRect(index).center())
    desk.settle()
