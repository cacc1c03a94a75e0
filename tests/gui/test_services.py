"""The view of services and packages under keys and mouse, on the demo studio."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from studio_app import exchange
from studio_app.desk.services.tier_table import TierTable
from studio_app.domain.service import Tier
from tests.gui.services_hands import ServicesHands
from tests.support.whole_desk import CONTROL, NO_KEYS, WholeDesk

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def hands(desk: WholeDesk) -> ServicesHands:
    return ServicesHands(desk)


def table(hands: ServicesHands) -> TierTable:
    return hands.body.details.service.tiers.table


def file_of(desk: WholeDesk) -> bytes:
    with desk.program.store.reading() as reading:
        return json.dumps(exchange.write_studio(reading.whole_studio())).encode()


def undo_all(hands: ServicesHands, steps: int) -> None:
    for _ in range(steps):
        hands.body.list.setFocus()
        hands.desk.press(Key.Key_Z, CONTROL)


# ---------------------------------------------------------------- looking


def test_the_list_leads_to_what_an_order_needs(hands: ServicesHands) -> None:
    assert hands.names()[:2] == ["Photos", "Video walkthrough"]
    assert hands.names()[-2:] == ["Essential", "Premium"]
    hands.choose("Video walkthrough")
    ribbon = hands.body.details.ribbon
    assert ribbon.sentence.text() == "1 h 00 on site + 30/30 drive = 2 h 00 needed"
    assert hands.count().endswith("openings in the coming 7 days")
    hands.desk.press(Key.Key_End)
    assert hands.shown_package().package.name == "Premium"
    assert ribbon.sentence.text() == "3 h 45 on site in 2 visits, each with its drive"
    assert ribbon.note.text().startswith(
        "Main visit: two photographers take 2 h 30 for 3 h 00 of work (30 % less)"
    )


def test_the_ribbon_follows_the_size(hands: ServicesHands) -> None:
    hands.choose("Photos")
    ribbon = hands.body.details.ribbon
    hands.retype(ribbon.size_line, "3000")
    assert ribbon.sentence.text().startswith("1 h 30 on site")
    before = hands.count()
    ribbon.slider.setFocus()
    for _ in range(6):
        hands.desk.press(Key.Key_Right)
    assert ribbon.size_line.text() == "3,600"
    assert ribbon.sentence.text() == "2 h 00 on site + 30/30 drive = 3 h 00 needed"
    assert int(hands.count().split()[0]) < int(before.split()[0])
    hands.retype(ribbon.size_line, "soon")
    assert ribbon.size_line.text() == "3,600"
    ribbon.size_line.setFocus()
    hands.desk.press(Key.Key_A, CONTROL)
    hands.desk.press(Key.Key_Delete)
    assert ribbon.sentence.text().startswith("1 h 00 on site")


def test_the_filter_leaves_what_is_called_so(hands: ServicesHands) -> None:
    hands.desk.press(Key.Key_K, CONTROL)
    hands.desk.type("dr")
    hands.desk.wait_for(lambda: hands.names() == ["Drone", "Premium"], "the filter")
    hands.desk.press(Key.Key_Down)
    hands.desk.press(Key.Key_Escape)
    assert len(hands.names()) == 9


# ---------------------------------------------------------------- changing a service


def test_a_service_is_renamed_and_the_name_comes_back(hands: ServicesHands) -> None:
    before = file_of(hands.desk)
    hands.choose("Drone")
    name = hands.body.details.service.form.name
    hands.retype(name.line, "Aerials")
    assert hands.service("drone").name == "Aerials"
    assert "Aerials" in hands.names()
    hands.retype(name.line, " ")
    assert name.problem.text() == "A name is missing."
    assert hands.service("drone").name == "Aerials"
    hands.desk.press(Key.Key_Escape)
    assert name.line.text() == "Aerials"
    undo_all(hands, 1)
    assert file_of(hands.desk) == before


def test_minutes_are_stored_after_a_moment_and_told_at_once(hands: ServicesHands) -> None:
    hands.choose("Drone")
    minutes = hands.body.details.service.form.minutes
    minutes.setFocus()
    for _ in range(3):
        hands.desk.press(Key.Key_Up)
    assert hands.body.details.ribbon.sentence.text().startswith("45 min on site")
    hands.desk.wait_for(lambda: hands.service("drone").minutes == 45, "the minutes")
    hands.desk.settle()
    assert hands.body.effect.isVisible()
    assert hands.desk.messages() == ["Changed how long Drone takes."]
    hands.desk.press(Key.Key_Z, CONTROL)
    assert hands.service("drone").minutes == 30
    assert minutes.value() == 30


def test_minutes_that_wait_are_stored_before_another_service_is_shown(hands: ServicesHands) -> None:
    hands.choose("Drone")
    minutes = hands.body.details.service.form.minutes
    minutes.setFocus()
    hands.desk.press(Key.Key_Up)
    hands.choose("Headshots")
    hands.desk.wait_for(lambda: hands.service("drone").minutes == 35, "the minutes")
    assert hands.service("headshots").minutes == 30
    assert minutes.value() == 30


def test_colour_and_kind_are_a_click_each(hands: ServicesHands) -> None:
    before = file_of(hands.desk)
    hands.choose("Drone")
    form = hands.body.details.service.form
    hands.desk.click(form.colours.dot(5))
    assert hands.service("drone").colour == 5
    hands.desk.click(form.kind.button("twilight"))
    assert hands.service("drone").twilight
    form.kind.button("twilight").setFocus()
    hands.desk.press(Key.Key_Right)
    hands.desk.press(Key.Key_Space)
    assert (hands.service("drone").twilight, hands.service("drone").separate) == (False, True)
    assert file_of(hands.desk) != before
    undo_all(hands, 3)
    assert file_of(hands.desk) == before
    assert hands.service("drone").colour is None


def test_who_can_do_it_is_ticked(hands: ServicesHands) -> None:
    hands.choose("Twilight set")
    people = hands.body.details.service.people
    hands.desk.click(people.face("leo"))
    assert "twilight" in hands.studio.photographer_by_id["leo"].skills
    assert people.face("leo").isChecked()
    people.face("leo").setFocus()
    hands.desk.press(Key.Key_Space)
    assert "twilight" not in hands.studio.photographer_by_id["leo"].skills


# ---------------------------------------------------------------- minutes by size


def test_minutes_by_size_are_typed_like_in_a_spreadsheet(hands: ServicesHands) -> None:
    hands.choose("Photos")
    hands.click_cell(1, 1)
    hands.type_cell("1 h 40")
    hands.desk.press(Key.Key_Return)
    assert hands.service("photos").tiers == (Tier(2000, 60), Tier(3500, 100), Tier(None, 120))
    assert (table(hands).currentIndex().row(), table(hands).currentIndex().column()) == (2, 1)
    hands.desk.press(Key.Key_Left)
    hands.type_cell("5,000")
    hands.desk.press(Key.Key_Tab)
    hands.type_cell("110")
    hands.desk.press(Key.Key_Return)
    stored = (Tier(2000, 60), Tier(3500, 100), Tier(5000, 110), Tier(None, 120))
    assert hands.service("photos").tiers == stored


def test_a_row_without_minutes_is_said_at_its_cell_and_nothing_is_lost(hands: ServicesHands) -> None:
    before = hands.service("photos").tiers
    hands.choose("Photos")
    hands.click_cell(2, 0)
    hands.type_cell("5000")
    hands.desk.press(Key.Key_Return)
    card = hands.body.details.service.tiers
    assert list(table(hands).rows.problems) == [(2, 1)]
    assert card.note.text().startswith("Up to 5000 sq ft has no minutes yet.")
    assert hands.body.list.rows()[0].problem == "Minutes by size are not whole yet"
    assert hands.service("photos").tiers == before
    hands.choose("Drone")
    assert hands.cells() == [("", "")]
    hands.choose("Photos")
    assert hands.cells()[2] == ("5000", "")
    hands.click_cell(2, 1)
    hands.type_cell("110")
    hands.desk.press(Key.Key_Return)
    assert hands.service("photos").tiers == (*before[:2], Tier(5000, 110), before[2])
    assert not card.undo_button.isVisible()
    assert hands.body.list.rows()[0].problem == ""


def test_what_is_not_whole_can_be_put_back(hands: ServicesHands) -> None:
    hands.choose("Photos")
    hands.click_cell(0, 0)
    hands.type_cell("9000")
    hands.desk.press(Key.Key_Return)
    card = hands.body.details.service.tiers
    assert card.note.text().startswith("3,500 is not larger than 9,000 above it.")
    hands.desk.click(card.undo_button)
    assert hands.cells() == [("2,000", "60"), ("3,500", "90"), ("", "120")]
    assert table(hands).rows.problems == {}


def test_rows_are_pasted_from_a_spreadsheet_and_copied_into_one(hands: ServicesHands) -> None:
    hands.choose("Drone")
    hands.click_cell(0, 0)
    hands.paste("Sq ft\tMinutes\n2,000\t30\n4,000\t1 h\nover 4,000\t90\n")
    stored = (Tier(2000, 30), Tier(4000, 60), Tier(None, 90))
    assert hands.service("drone").tiers == stored
    hands.desk.click(hands.body.details.service.tiers.copy_button)
    copied = QGuiApplication.clipboard().text()
    assert copied == "Up to sq ft\tMinutes\n2000\t30\n4000\t60\nany size\t90"
    hands.choose("Headshots")
    hands.click_cell(0, 0)
    hands.paste(copied)
    assert hands.service("headshots").tiers == stored


def test_a_column_of_minutes_is_pasted_downwards(hands: ServicesHands) -> None:
    hands.choose("Photos")
    hands.click_cell(0, 1)
    hands.paste("45\n75\n105\n")
    assert hands.service("photos").tiers == (Tier(2000, 45), Tier(3500, 75), Tier(None, 105))
    hands.click_cell(0, 1)
    hands.paste("50")
    assert hands.service("photos").tiers[0] == Tier(2000, 50)


def test_what_is_no_table_is_refused_in_words(hands: ServicesHands) -> None:
    hands.choose("Photos")
    hands.click_cell(0, 0)
    hands.paste("nothing of use\nat all | here\n")
    card = hands.body.details.service.tiers
    assert card.note.text().startswith("Copy two columns")
    assert hands.cells()[0] == ("2,000", "60")


def test_emptied_cells_take_their_rows_away(hands: ServicesHands) -> None:
    hands.choose("Photos")
    hands.click_cell(0, 0)
    hands.desk.press(Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    hands.desk.press(Key.Key_Delete)
    assert hands.service("photos").tiers == (Tier(3500, 90), Tier(None, 120))
    hands.desk.press(Key.Key_A, CONTROL)
    hands.desk.press(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().splitlines()[1:] == ["3500\t90", "any size\t120"]
    hands.desk.press(Key.Key_Delete)
    assert hands.service("photos").tiers == ()


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


def test_a_new_service_waits_for_its_name(hands: ServicesHands) -> None:
    before = file_of(hands.desk)
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
    undo_all(hands, 3)
    assert file_of(hands.desk) == before


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
    before = file_of(hands.desk)
    hands.desk.click(hands.page.add_service_button)
    hands.desk.type("Rental")
    hands.desk.press(Key.Key_Return)
    hands.body.list.setFocus()
    hands.desk.press(Key.Key_Delete)
    assert "Rental" not in hands.names()
    assert hands.shown().service.name == "Headshots"
    undo_all(hands, 1)
    assert "Rental" in hands.names()
    undo_all(hands, 2)
    assert file_of(hands.desk) == before


# ---------------------------------------------------------------- packages


def test_a_package_is_put_together(hands: ServicesHands) -> None:
    before = file_of(hands.desk)
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
    undo_all(hands, 10)
    assert file_of(hands.desk) == before


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
