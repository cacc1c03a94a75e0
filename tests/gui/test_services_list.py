"""Services and packages are added, ordered, offered, removed and put together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.gui.services_hands import ServicesHands
from tests.support.whole_desk import NO_KEYS, WholeDesk

Key = Qt.Key


@pytest.fixture
def hands(desk: WholeDesk) -> ServicesHands:
    return ServicesHands(desk)


ALT = Qt.KeyboardModifier.AltModifier

# ---------------------------------------------------------------- order, adding, removing


def test_services_are_dragged_into_another_order(hands: ServicesHands) -> None:
    rows = hands.body.list
    start = rows.row_point(0)
    hands.drag(rows, start, rows.row_point(2) + QPoint(0, 14), drop=False)
    assert rows.is_dragging()
    hands.desk.press(Key.Key_Escape)
    QTest.mouseRelease(rows.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, rows.row_point(2))
    hands.desk.settle()
    assert hands.names()[0] == "Photos"
    hands.drag(rows, start, rows.row_point(2) + QPoint(0, 14))
    assert hands.names()[:3] == ["Video walkthrough", "Drone", "Photos"]
    assert [service.id for service in hands.studio.services][:3] == ["video", "drone", "photos"]
    # A service stays among the services.
    hands.drag(rows, rows.row_point(2), rows.row_point(8))
    assert hands.names()[6:] == ["Photos", "Essential", "Premium"]
    hands.desk.press(Key.Key_Up, ALT)
    assert hands.names()[5] == "Photos"
    assert hands.body.state().key == "service/photos"


def test_packages_are_ordered_by_keyboard(hands: ServicesHands) -> None:
    hands.choose("Premium")
    hands.desk.press(Key.Key_Up, ALT)
    assert hands.names()[-2:] == ["Premium", "Essential"]
    hands.desk.press(Key.Key_Up, ALT)
    assert hands.names()[-2:] == ["Premium", "Essential"]


def test_hands_may_be_quicker_than_what_is_stored(hands: ServicesHands) -> None:
    before, kind = hands.file(), hands.body.details.service.form.kind
    for choice in ("twilight", "separate"):
        QTest.mouseClick(kind.button(choice), Qt.MouseButton.LeftButton)
    for _ in range(2):
        QTest.keyClick(hands.body.list, Key.Key_Down, ALT)
    assert hands.names()[:3] == ["Video walkthrough", "Drone", "Photos"], "it is seen at once"
    hands.desk.settle()
    photos = hands.studio.services[2]
    assert (photos.id, photos.twilight, photos.separate) == ("photos", False, True)
    details = hands.body.details
    for button in (details.copy_button, details.offer_button, details.remove_button):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    hands.desk.settle()
    assert not any("copy" in name for name in hands.names()), "it went as quickly as it came"
    assert not any("elsewhere" in text for text in hands.desk.messages())
    hands.undo(7)
    assert hands.file() == before


def test_what_was_refused_is_shown_as_it_is_stored(hands: ServicesHands) -> None:
    with hands.desk.program.store.writing() as writing:
        setup = writing.setup()
        first, *rest = setup.services
        writing.save_setup(replace(setup, services=(replace(first, colour=3), *rest)))
    colours = hands.body.details.service.form.colours
    QTest.mouseClick(colours.dot(5), Qt.MouseButton.LeftButton)
    assert hands.shown().colour == 5
    hands.desk.settle()
    assert any("was changed elsewhere meanwhile" in text for text in hands.desk.messages())
    assert hands.shown().colour == hands.service("photos").colour == 3
    hands.desk.click(colours.dot(5))
    assert hands.service("photos").colour == 5
    assert not any("elsewhere" in text for text in hands.desk.messages()), "whoever went on has seen it"


def test_a_new_service_waits_for_its_name(hands: ServicesHands) -> None:
    before = hands.file()
    hands.desk.click(hands.page.add_service_button)
    assert hands.shown().service.name == "New service"
    hands.desk.type("Virtual tour")
    hands.desk.press(Key.Key_Return)
    new = hands.studio.services[-1]
    assert (new.name, new.minutes) == ("Virtual tour", 60)
    people = hands.body.details.service.people
    assert people.warning.text().startswith("Nobody can do this yet")
    assert hands.body.list.rows()[7].problem == "Nobody can do this yet"
    hands.desk.click(people.face("ana"))
    assert not people.warning.isVisible()
    hands.undo(3)
    assert hands.file() == before


def test_a_copy_stands_beside_and_the_same_people_can_do_it(hands: ServicesHands) -> None:
    hands.choose("Photos")
    hands.desk.click(hands.body.details.copy_button)
    copy = hands.studio.services[1]
    assert (copy.name, copy.tiers) == ("Photos (copy)", hands.service("photos").tiers)
    can = {person.id for person in hands.studio.photographers if "photos" in person.skills}
    assert {person.id for person in hands.studio.photographers if copy.id in person.skills} == can


def test_what_was_booked_is_offered_no_longer_instead(hands: ServicesHands) -> None:
    hands.choose("Photos")
    hands.desk.press(Key.Key_Delete)
    bar = hands.desk.window.messages.bars()[-1]
    assert bar.message.text.startswith("Photos was booked ")
    assert "photos" in hands.studio.service_by_id
    hands.desk.click(hands.body.details.copy_button)
    hands.body.list.setFocus()
    hands.desk.press(Key.Key_Delete)
    assert "Photos (copy)" not in hands.names()
    hands.choose("Photos")
    hands.desk.window.messages.act("stop offering")
    hands.desk.settle()
    assert not hands.service("photos").offered
    assert hands.body.details.chip.isVisible()
    hands.desk.window.show_view("desk")
    hands.desk.settle()
    panel = hands.desk.panel.services.list
    assert "Photos" not in [
        str(panel.model().index(at, 0).data()).split(",")[0] for at in range(panel.model().rowCount())
    ]
    hands.desk.window.show_view("services")
    hands.desk.settle()
    hands.desk.click(hands.body.details.offer_button)
    assert hands.service("photos").offered


def test_what_was_never_booked_is_removed_and_comes_back(hands: ServicesHands) -> None:
    before = hands.file()
    hands.desk.click(hands.page.add_service_button)
    hands.desk.type("Rental")
    hands.desk.press(Key.Key_Return)
    hands.body.list.setFocus()
    hands.desk.press(Key.Key_Delete)
    assert "Rental" not in hands.names()
    assert hands.shown().service.name == "Headshots"
    hands.undo(1)
    assert "Rental" in hands.names()
    hands.undo(2)
    assert hands.file() == before


def test_delete_is_pressed_again_before_anything_is_stored(hands: ServicesHands) -> None:
    before, rows = hands.file(), hands.body.list
    for _ in range(2):
        QTest.mouseClick(hands.page.add_service_button, Qt.MouseButton.LeftButton)
    for _ in range(2):
        QTest.keyClick(rows, Key.Key_Delete)
    QTest.keyClick(rows, Key.Key_Delete)
    assert hands.names()[:7] == ["Photos", "Video walkthrough", "Drone", "Matterport 3D tour", "Twilight set",
                                 "Floor plan", "Essential"]  # fmt: skip
    QTest.keyClick(rows, Key.Key_Down)
    QTest.mouseClick(hands.body.details.copy_button, Qt.MouseButton.LeftButton)
    hands.desk.settle()
    assert not any("elsewhere" in text for text in hands.desk.messages())
    assert any("Headshots was booked" in text for text in hands.desk.messages())
    assert "Headshots" in hands.names(), "what could not be removed is there again"
    assert hands.names()[:7] == [item.name for item in hands.studio.services]
    hands.undo(5)
    assert hands.file() == before


# ---------------------------------------------------------------- packages


def test_a_package_is_put_together(hands: ServicesHands) -> None:
    before = hands.file()
    hands.desk.click(hands.page.add_package_button)
    hands.desk.type("Small")
    hands.desk.press(Key.Key_Return)
    package = hands.studio.packages[-1].id
    ribbon, parts = hands.body.details.ribbon, hands.body.details.package.parts.list
    assert ribbon.sentence.text() == "There is nothing in it yet."
    hands.desk.click(parts.viewport(), parts.row_point(2))
    parts.setFocus()
    assert hands.package(package).services == ("drone",)
    hands.desk.click(parts.viewport(), parts.row_point(1))
    assert hands.package(package).services == ("drone", "photos")
    assert ribbon.sentence.text().startswith("1 h 30 on site")
    hands.desk.press(Key.Key_Up, ALT)
    assert hands.package(package).services == ("photos", "drone")
    hands.drag(parts, parts.row_point(0), parts.row_point(1) + QPoint(0, 12))
    assert hands.package(package).services == ("drone", "photos")
    form = hands.body.details.package.form
    assert form.length.choice.button("sum").text() == "Sum \N{MIDDLE DOT} 1 h 30"
    assert not form.twilight.isVisible()
    hands.desk.click(form.length.choice.button("own"))
    assert hands.package(package).minutes == 90
    hands.desk.type("75")
    hands.desk.press(Key.Key_Return)
    assert hands.package(package).minutes == 75
    assert ribbon.sentence.text().startswith("1 h 15 on site")
    hands.desk.click(form.two, QPoint(8, form.two.height() // 2))
    assert hands.package(package).send_two
    hands.desk.wait_for(lambda: "Two photographers take 1 h 00 for 1 h 15" in ribbon.note.text(), "the note")
    hands.desk.click(form.length.choice.button("sum"))
    assert hands.package(package).minutes is None
    hands.undo(10)
    assert hands.file() == before


def test_a_package_with_what_cannot_be_had_is_marked(hands: ServicesHands) -> None:
    hands.choose("Drone")
    people = hands.body.details.service.people
    for person in hands.studio.photographers:
        if "drone" in person.skills:
            hands.desk.click(people.face(person.id))
    hands.choose("Floor plan")
    hands.desk.click(hands.body.details.offer_button)
    hands.choose("Premium")
    assert hands.shown_package().warning == "Nobody can do Drone yet"
    parts = {part.id: part.problem for part in hands.shown_package().parts}
    assert (parts["drone"], parts["floor-plan"]) == ("Nobody can do this yet", "not offered")
    hands.desk.window.show_view("desk")
    hands.desk.settle()
    panel = hands.desk.panel.services.list
    assert panel.tip(2) == "Drone: nobody is trained in it. Say who can do it in the services."


# ---------------------------------------------------------------- an empty studio


def test_a_studio_that_sells_nothing_begins_with_a_click(desk: WholeDesk) -> None:
    with desk.program.store.writing() as writing:
        studio = writing.whole_studio()
        people = [replace(person, skills=frozenset()) for person in studio.photographers]
        empty = replace(studio, services=(), packages=(), photographers=tuple(people), appointments={})
        writing.replace_studio(empty)
    desk.desk.refresh()
    desk.settle()
    hands = ServicesHands(desk)
    assert hands.body.nothing.isVisible()
    assert desk.focus() is hands.body.nothing.buttons["Photos"]
    desk.press(Key.Key_Return)
    assert [service.name for service in hands.studio.services] == ["Photos"]
    assert not hands.body.nothing.isVisible()
    assert hands.shown().nobody
    also = hands.body.also
    assert not also.buttons["Photos"].isVisible()
    for name in ("Video", "Twilight photos"):
        desk.click(also.buttons[name])
    assert [service.name for service in hands.studio.services] == ["Photos", "Video", "Twilight photos"]
    assert hands.studio.services[2].twilight
    for name in ("Drone", "Floor plan"):
        desk.click(also.buttons[name])
    assert not also.isVisible()
