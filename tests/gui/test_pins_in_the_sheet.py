"""The address of an appointment that stands: placed by a service, and its pin set, in the sheet that changes it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from studio_app.actions.edit_place_choices import save_place_choices
from studio_app.desk.editing.menu import Act
from studio_app.domain.pin import PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.place_choices import PlaceChoices
from tests.gui.sheet_hands import SheetHands
from tests.support.geocoder_server import Known, geocoder_server
from tests.support.whole_desk import CONTROL, WholeDesk

Key = Qt.Key


@pytest.fixture
def hands(desk: WholeDesk) -> SheetHands:
    """The order of the pictures is booked, and its address shown."""
    found = SheetHands.booked(desk)
    found.open(Act.ADDRESS)
    return found


def test_the_pin_of_an_order_that_stands_moves_it_when_it_is_saved(hands: SheetHands) -> None:
    desk, section = hands.desk, hands.sheet.address.address
    before = hands.item.place
    section.field.setFocus()
    desk.press(Key.Key_L, CONTROL)
    card = desk.program.locating.card
    assert card.isVisible()
    assert desk.window.view() == "desk"
    assert card.pin.before == before
    desk.press(Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    moved = card.pin.place
    assert moved
    assert moved != before
    desk.press(Key.Key_Return)
    assert not card.isVisible()
    shown = Place(round(moved.lat, 5), round(moved.lon, 5))
    desk.wait_for(lambda: section.coverage().place == shown, "the sheet weighs it")
    assert hands.item.place == before, "it is not saved yet"
    assert desk.window.messages.bar("pin") is None, "the sheet moves it"
    hands.save_with_reason_if_asked()
    desk.wait_for(lambda: hands.item.place == shown, "the appointment")
    assert hands.order().property.place == shown


def test_another_address_is_found_by_the_service(hands: SheetHands) -> None:
    desk, section = hands.desk, hands.sheet.address.address
    house = Place(42.3391, -71.1253)
    with geocoder_server() as server:
        server.known["12 elm st"] = Known(house.lat, house.lon)
        wanted = PlaceChoices(PlaceSource.NOMINATIM, server.url, "desk@studio.example")
        save_place_choices(desk.program.store, desk.clock(), "test", wanted)
        desk.desk.refresh()
        desk.settle()
        hands.write(section.field, "12 Elm St, 02445")
        desk.wait_for(lambda: section.coverage().place == house, "the place")
        assert section.source.text() == "found by Nominatim"
        assert server.queries == ["12 Elm St, 02445"]
        desk.settle()
