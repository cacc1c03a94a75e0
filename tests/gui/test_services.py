"""The view of services and packages under keys and mouse, on the demo studio: looking, and changing a service."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from tests.gui.services_hands import ServicesHands
from tests.support.whole_desk import CONTROL, WholeDesk

Key = Qt.Key


@pytest.fixture
def hands(desk: WholeDesk) -> ServicesHands:
    return ServicesHands(desk)


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
    before = hands.file()
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
    assert not name.note.isVisible()
    hands.retype(name.line, "photos")
    assert name.note.text() == "Another service is called so too."
    hands.undo(2)
    assert not name.note.isVisible()
    assert hands.file() == before


def test_a_name_from_elsewhere_stays_as_it_is_until_somebody_types(desk: WholeDesk) -> None:
    name = "Photos  of everything, " + "room by room, " * 8 + "and the garden"
    with desk.program.store.writing() as writing:
        studio = writing.whole_studio()
        photos, *rest = studio.services
        writing.replace_studio(replace(studio, services=(replace(photos, name=name), *rest)))
    desk.desk.refresh()
    desk.settle()
    hands = ServicesHands(desk)
    line = hands.body.details.service.form.name.line
    line.setFocus()
    desk.press(Key.Key_Return)
    hands.choose("Drone")
    assert hands.service("photos").name == name


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
    before = hands.file()
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
    assert hands.file() != before
    hands.undo(3)
    assert hands.file() == before
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


def test_all_skills_stand_with_the_team(hands: ServicesHands) -> None:
    hands.choose("Twilight set")
    hands.desk.click(hands.body.details.service.people.skills_button)
    assert hands.desk.window.view() == "team"
    hands.view.show_service("drone")
    assert hands.desk.window.view() == "services"
    assert hands.shown().service.name == "Drone"
