"""Where the typed address is: said beside it, found by a service once it is typed, and corrected on a map."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from studio_app.actions.edit_place_choices import save_place_choices
from studio_app.desk.booking.model import Draft
from studio_app.desk.commands import Name
from studio_app.desk.places.pin_card import PinCard
from studio_app.domain.pin import PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.place_choices import PlaceChoices
from studio_app.domain.timespan import Span
from studio_app.engine.travel import great_circle_km
from tests.gui.calls import book, order
from tests.support.geocoder_server import GeocoderServer, Known, geocoder_server
from tests.support.osrm_server import OsrmServer, osrm_server
from tests.support.whole_desk import CONTROL, NO_KEYS, WholeDesk

Key = Qt.Key
ADDRESS = "55 Summit Ave, 02446"
HOUSE = Place(42.34177, -71.13401)


@pytest.fixture
def server() -> Iterator[GeocoderServer]:
    with geocoder_server() as running:
        running.known["55 summit ave"] = Known(HOUSE.lat, HOUSE.lon)
        yield running


@pytest.fixture
def router() -> Iterator[OsrmServer]:
    with osrm_server() as running:
        yield running


def choose(desk: WholeDesk, wanted: PlaceChoices) -> None:
    save_place_choices(desk.program.store, desk.clock(), "test", wanted)
    desk.desk.refresh()
    desk.settle()


def ask_nominatim(desk: WholeDesk, server: GeocoderServer) -> None:
    choose(desk, PlaceChoices(PlaceSource.NOMINATIM, server.url, "desk@studio.example"))


def type_address(desk: WholeDesk, address: str = ADDRESS) -> None:
    """Type it by hand, and stay in the field."""
    desk.panel.address.field.setFocus()
    desk.panel.address.field.selectAll()
    desk.type(address)


def place(desk: WholeDesk) -> tuple[Place | None, str]:
    """Where the address is shown to be, and who says so."""
    desk.settle()
    return desk.panel.state().coverage.place, desk.panel.address.source.text()


def card(desk: WholeDesk) -> PinCard:
    return desk.program.locating.card


# ---------------------------------------------------------------- found


def test_an_address_is_looked_up_when_it_is_left_and_only_then(
    desk: WholeDesk, server: GeocoderServer
) -> None:
    ask_nominatim(desk, server)
    type_address(desk)
    assert place(desk)[1] == "by postcode"
    assert server.queries == [], "nothing is sent while somebody types"
    desk.press(Key.Key_Return)
    desk.wait_for(lambda: place(desk) == (HOUSE, "found by Nominatim"), "the place")
    assert server.queries == [ADDRESS]
    assert "OpenStreetMap" in desk.panel.address.source.toolTip()
    desk.desk.start_new()
    type_address(desk, "55 summit AVE  02446")
    desk.press(Key.Key_Return)
    assert place(desk) == (HOUSE, "found by Nominatim")
    assert server.queries == [ADDRESS], "it is remembered"


def test_or_after_a_pause(desk: WholeDesk, server: GeocoderServer) -> None:
    ask_nominatim(desk, server)
    type_address(desk)
    assert server.queries == []
    desk.wait_for(lambda: place(desk)[1] == "found by Nominatim", "the pause")


def test_a_service_that_fails_stops_nobody_and_is_said_once(desk: WholeDesk, server: GeocoderServer) -> None:
    server.status = 500
    ask_nominatim(desk, server)
    for house in range(3):
        type_address(desk, f"5{house} Summit Ave, 02446")
        desk.press(Key.Key_Return)
        desk.settle()
    assert place(desk)[1] == "by postcode"
    assert [words for words in desk.messages() if "Nominatim" in words] == [
        "Nominatim has trouble at the moment."
    ]
    assert len(server.times) == 1, "it is left in peace"
    book(desk, order(desk))
    assert any("Booked" in words for words in desk.messages())


# ---------------------------------------------------------------- set by hand


def test_a_pin_is_dragged_and_counts_for_the_next_order(desk: WholeDesk) -> None:
    desk.draft(Draft(address=ADDRESS))
    before, words = place(desk)
    assert before
    assert words == "by postcode"
    desk.click(desk.panel.address.pin_button)
    opened = card(desk)
    assert opened.isVisible()
    assert opened.title.text() == ADDRESS
    x, y = opened.map.camera.point((before.lon, before.lat))
    start, end = QPoint(round(x), round(y) - 8), QPoint(round(x) + 60, round(y) - 48)
    QTest.mousePress(opened.map, Qt.MouseButton.LeftButton, NO_KEYS, start)
    for step in range(1, 5):
        QTest.mouseMove(opened.map, start + (end - start) * step / 4)
        QApplication.processEvents()
    QTest.mouseRelease(opened.map, Qt.MouseButton.LeftButton, NO_KEYS, end)
    moved = opened.pin.place
    assert moved
    assert moved.lon > before.lon
    assert moved.lat > before.lat
    desk.click(opened.save_button)
    desk.wait_for(lambda: place(desk) == (moved, "pin set by hand"), "the pin")
    assert "The pin of 55 Summit Ave is remembered." in desk.messages()[-1]
    book(desk, order(desk))
    assert desk.desk.snapshot
    booked = [item for item in desk.desk.snapshot.studio.appointments.values() if "Summit" in item.address]
    assert [item.place for item in booked] == [moved]
    desk.desk.start_new()
    type_address(desk, "55 SUMMIT ave 02446")
    assert place(desk) == (moved, "pin set by hand")


def test_a_pin_is_set_by_keys_alone_and_taken_back(desk: WholeDesk) -> None:
    type_address(desk)
    before, _ = place(desk)
    assert before
    desk.press(Key.Key_L, CONTROL)
    opened = card(desk)
    assert desk.focus() is opened.map
    desk.press(Key.Key_Up)
    desk.press(Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    moved = opened.pin.place
    assert moved
    assert great_circle_km(before, moved) == pytest.approx(0.0502, rel=0.05)
    desk.press(Key.Key_Return)
    assert not opened.isVisible()
    desk.wait_for(lambda: place(desk)[1] == "pin set by hand", "the pin")
    desk.window.commands[Name.UNDO].trigger()
    desk.wait_for(lambda: place(desk) == (before, "by postcode"), "the undo")


def test_coordinates_are_typed_and_a_pin_is_forgotten(desk: WholeDesk) -> None:
    desk.draft(Draft(address="9 Nowhere Lane"))
    assert place(desk) == (None, "")
    desk.click(desk.panel.address.pin_button)
    opened = card(desk)
    assert not opened.save_button.isEnabled()
    desk.click(opened.place)
    desk.type("somewhere")
    assert opened.hint.text() == "Neither a postcode nor coordinates."
    desk.press(Key.Key_Return)
    assert opened.isVisible()
    opened.place.selectAll()
    desk.type("42.341, -71.134")
    desk.press(Key.Key_Return)
    desk.wait_for(lambda: place(desk) == (Place(42.341, -71.134), "pin set by hand"), "the pin")
    desk.click(desk.panel.address.pin_button)
    desk.click(opened.forget_button)
    desk.wait_for(lambda: place(desk) == (None, ""), "nothing is known again")


def test_what_is_booked_there_already_follows_at_a_click(desk: WholeDesk) -> None:
    book(desk, order(desk))
    desk.draft(Draft(address=ADDRESS))
    desk.press(Key.Key_L, CONTROL)
    desk.press(Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    desk.press(Key.Key_Return)
    desk.wait_for(lambda: desk.window.messages.bar("pin"), "the offer")
    bar = desk.window.messages.bar("pin")
    assert bar
    assert bar.message.text == "1 coming appointment at 55 Summit Ave still stands elsewhere."
    (button,) = (each for each in bar.findChildren(QPushButton) if each.text() == "Move to the pin")
    desk.click(button)

    def booked() -> Place | None:
        assert desk.desk.snapshot
        studio = desk.desk.snapshot.studio
        (found,) = (item.place for item in studio.appointments.values() if "Summit" in item.address)
        return found

    desk.wait_for(lambda: booked() == place(desk)[0], "the appointment")
    assert desk.window.messages.bar("pin") is None


def test_esc_leaves_everything_as_it_was(desk: WholeDesk) -> None:
    desk.draft(Draft(address=ADDRESS))
    before = place(desk)
    desk.click(desk.panel.address.pin_button)
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Escape)
    assert not card(desk).isVisible()
    assert desk.window.view() == "desk"
    assert place(desk) == before


def test_without_an_address_the_key_goes_to_its_field(desk: WholeDesk) -> None:
    desk.press(Key.Key_L, CONTROL)
    assert desk.focus() is desk.panel.address.field


def test_the_key_that_books_is_for_the_card_while_it_is_open(desk: WholeDesk) -> None:
    desk.draft(order(desk))
    desk.desk.next_opening()
    desk.settle()
    desk.press(Key.Key_L, CONTROL)
    desk.press(Key.Key_Return, CONTROL)
    assert not card(desk).isVisible()
    desk.wait_for(lambda: place(desk)[1] == "pin set by hand", "the pin")
    assert not any("Booked" in words for words in desk.messages())


# ---------------------------------------------------------------- drives


def test_drives_are_asked_for_and_the_openings_with_them(desk: WholeDesk, router: OsrmServer) -> None:
    choose(desk, PlaceChoices(routing=True, router=router.url))
    desk.draft(order(desk))
    desk.wait_for(lambda: len(router.tables) >= 2, "the server is asked")
    desk.settle()
    assert desk.desk.snapshot
    drives = desk.desk.snapshot.studio.settings.travel.drives
    assert drives
    asked = len(router.tables)
    found = desk.desk.answer
    assert found
    assert found.place
    assert found.question.studio.settings.travel.drives is drives, "the openings know them"
    desk.draft(order(desk, "photos"))
    desk.settle()
    assert len(router.tables) == asked, "what is known is not asked for again"
    homes = [one.home for one in desk.desk.snapshot.studio.photographers if one.home]
    seconds = router.drive(
        (round(homes[0].lat, 6), round(homes[0].lon, 6)), (found.place.lat, found.place.lon)
    )
    assert seconds
    assert drives.minutes(homes[0], found.place) == -(-seconds // 60)


def test_drives_between_what_is_coming_are_known_before_anybody_asks(
    desk: WholeDesk, router: OsrmServer
) -> None:
    choose(desk, PlaceChoices(routing=True, router=router.url))
    desk.settle()
    assert desk.desk.snapshot
    studio, now = desk.desk.snapshot.studio, desk.clock()
    fortnight = Span(now, now + timedelta(days=14))
    coming = [
        item for item in studio.appointments.values() if item.blocks_at(now) and item.span.overlaps(fortnight)
    ]
    places = list(dict.fromkeys(item.place for item in coming if item.place))
    assert len(places) > 5
    known = studio.settings.travel.drives
    assert all(known.minutes(a, b) is not None for a in places for b in places if a != b)
    assert all(len(starts) <= 50 and len(ends) <= 50 for starts, ends in router.tables)


def test_a_router_that_fails_leaves_the_estimate(desk: WholeDesk, router: OsrmServer) -> None:
    router.status = 502
    choose(desk, PlaceChoices(routing=True, router=router.url))
    book(desk, order(desk))
    desk.settle()
    assert desk.desk.snapshot
    assert not desk.desk.snapshot.studio.settings.travel.drives
    told = [words for words in desk.messages() if "127.0.0.1" in words]
    assert len(told) == 1
    assert any("Booked" in words for words in desk.messages())


def test_another_router_is_asked_for_everything_anew(desk: WholeDesk, router: OsrmServer) -> None:
    choose(desk, PlaceChoices(routing=True, router=router.url))
    desk.draft(order(desk))
    desk.wait_for(lambda: len(router.tables) >= 2, "the server is asked")
    desk.settle()
    with osrm_server() as other:
        choose(desk, PlaceChoices(routing=True, router=other.url))
        desk.wait_for(lambda: len(other.tables) >= 2, "the other one is asked")
        desk.settle()
        place = desk.desk.answer and desk.desk.answer.place
        assert place
        spot = (round(place.lat, 6), round(place.lon, 6))
        assert any(spot in starts for starts, _ends in other.tables), "for the order that stands there too"
