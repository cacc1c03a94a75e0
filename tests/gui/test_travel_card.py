"""The card of travel and places: every choice is stored as it is made, tried before, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio_app.desk.commands import Name
from studio_app.desk.travel.card import TravelCard
from studio_app.desk.travel.model import Way
from studio_app.desk.travel_desk import TravelDesk
from studio_app.domain.pin import PlaceSource
from studio_app.domain.place_choices import PlaceChoices
from studio_app.domain.settings import DayEdges, Travel, TravelMode
from tests.support.geocoder_server import GeocoderServer, Known, geocoder_server
from tests.support.osrm_server import OsrmServer, osrm_server
from tests.support.whole_desk import WholeDesk


@dataclass
class Page:
    """The card in a window of its own."""

    desk: WholeDesk
    window: QWidget
    card: TravelCard

    def travel(self) -> Travel:
        """As it is stored."""
        self.desk.settle()
        assert self.desk.desk.snapshot
        return self.desk.desk.snapshot.studio.settings.travel

    def choices(self) -> PlaceChoices:
        """As they are stored."""
        self.desk.settle()
        assert self.desk.desk.snapshot
        return self.desk.desk.snapshot.places

    def choose(self, way: Way) -> None:
        self.desk.click(self.card.drives.way.button(way.value))

    def type(self, field: QWidget, words: str) -> None:
        """Put other words into a field, and leave it."""
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, words)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.desk.settle()

    def undo(self) -> None:
        self.desk.window.commands[Name.UNDO].trigger()
        self.desk.settle()


@pytest.fixture
def page(desk: WholeDesk) -> Iterator[Page]:
    window = QWidget()
    window.resize(920, 760)
    card = TravelCard(window)
    box = QVBoxLayout(window)
    box.addWidget(card)
    box.addStretch(1)
    shown = TravelDesk(desk.desk, desk.program.studio_views.shaping, card, window)
    window.show()
    shown.show_card()
    desk.settle()
    yield Page(desk, window, card)
    window.close()
    window.deleteLater()


@pytest.fixture
def router() -> Iterator[OsrmServer]:
    with osrm_server() as running:
        yield running


@pytest.fixture
def geocoder() -> Iterator[GeocoderServer]:
    with geocoder_server() as running:
        yield running


def test_each_way_is_a_click_and_taken_back(page: Page) -> None:
    assert page.travel().mode is TravelMode.ESTIMATE
    page.choose(Way.FIXED)
    assert page.travel().mode is TravelMode.FIXED
    assert not page.card.drives.speed.isVisible()
    page.undo()
    assert page.travel().mode is TravelMode.ESTIMATE
    assert page.card.drives.speed.isVisible()
    assert page.card.drives.way.button("estimate").isChecked()


def test_numbers_are_stored_when_they_are_left(page: Page) -> None:
    drives = page.card.drives
    page.type(drives.floor.lineEdit(), "25 min")
    assert page.travel().floor_min == 25
    page.type(drives.most.lineEdit(), "40")
    assert page.travel().max_travel_min == 40
    drives.most.setFocus()
    for _ in range(9):
        QTest.keyClick(drives.most, Qt.Key.Key_Down)
    assert drives.most.text() == "no limit"
    QTest.keyClick(drives.most, Qt.Key.Key_Return)
    assert page.travel().max_travel_min is None
    page.type(drives.speed.lineEdit(), "30")
    assert page.travel().speed_kmh == pytest.approx(48.28), "miles, as the studio speaks"
    page.type(drives.detour.lineEdit(), "1.5")
    assert page.travel().detour == 1.5
    for _ in range(5):
        page.undo()
    assert (page.travel().floor_min, page.travel().detour, page.travel().speed_kmh) == (15, 1.35, 30)


def test_by_keys_alone(page: Page) -> None:
    drives = page.card.drives
    drives.way.button("estimate").setFocus()
    QTest.keyClick(drives.way.button("estimate"), Qt.Key.Key_Left)
    QTest.keyClick(drives.way.button("fixed"), Qt.Key.Key_Space)
    assert page.travel().mode is TravelMode.FIXED
    QTest.keyClick(drives.way.button("fixed"), Qt.Key.Key_Right)
    QTest.keyClick(drives.way.button("estimate"), Qt.Key.Key_Space)
    assert page.travel().mode is TravelMode.ESTIMATE
    drives.detour.setFocus()
    QTest.keyClick(drives.detour, Qt.Key.Key_Up)
    QTest.keyClick(drives.detour, Qt.Key.Key_Return)
    assert page.travel().detour == 1.4


def test_the_effect_is_said_while_a_number_is_changed(page: Page) -> None:
    said: list[object] = []
    page.desk.program.studio_views.shaping.effect_changed.connect(said.append)
    field = page.card.drives.floor
    field.setFocus()
    for _ in range(12):
        QTest.keyClick(field, Qt.Key.Key_Up)
    page.desk.settle()
    assert said, "though nothing is stored yet"
    assert page.travel().floor_min == 15


def test_the_ends_of_the_day(page: Page) -> None:
    page.desk.click(page.card.drives.edges.button("relaxed"))
    page.desk.settle()
    assert page.desk.desk.snapshot
    assert page.desk.desk.snapshot.studio.settings.day_edge_buffers is DayEdges.RELAXED


def test_a_routing_server_is_typed_tried_and_asked(page: Page, router: OsrmServer) -> None:
    drives = page.card.drives
    page.choose(Way.ROUTER)
    assert not page.choices().routing, "nobody is asked before there is an address"
    assert drives.router.hasFocus()
    page.type(drives.router, "http://router.example.com")
    assert not page.choices().routing
    assert "begin it with https" in drives.router_words.text()
    assert drives.router.text() == "http://router.example.com", "what is typed stays"
    page.type(drives.router, router.url)
    assert page.choices() == PlaceChoices(routing=True, router=router.url)
    page.desk.click(drives.try_button)
    page.desk.wait_for(lambda: "It answers" in drives.router_words.text(), "the answer")
    router.status = 503
    page.desk.click(drives.try_button)
    page.desk.wait_for(lambda: "has trouble (503)" in drives.router_words.text(), "the trouble")
    page.choose(Way.ESTIMATE)
    assert page.choices() == PlaceChoices(routing=False, router=router.url), "its address is kept"
    page.choose(Way.FIXED)
    page.choose(Way.ROUTER)
    assert page.choices().asks_router
    assert page.travel().mode is TravelMode.ESTIMATE
    page.undo()
    assert (page.choices().asks_router, page.travel().mode) == (False, TravelMode.FIXED), (
        "one choice is one step"
    )
    assert drives.way.button("fixed").isChecked()


def test_a_routing_server_without_an_address_changes_nothing_yet(page: Page, router: OsrmServer) -> None:
    drives = page.card.drives
    page.choose(Way.FIXED)
    page.choose(Way.ROUTER)
    assert page.travel().mode is TravelMode.FIXED
    assert not drives.speed.isVisible()
    page.type(drives.router, router.url)
    assert (page.choices().asks_router, page.travel().mode) == (True, TravelMode.ESTIMATE)
    assert drives.speed.isVisible()
    page.undo()
    assert (page.choices().router, page.travel().mode) == ("", TravelMode.FIXED)
    page.choose(Way.ROUTER)
    page.choose(Way.ESTIMATE)
    assert page.travel().mode is TravelMode.ESTIMATE
    assert not drives.router.isVisible()


def test_nominatim_wants_an_address_to_write_to(page: Page, geocoder: GeocoderServer) -> None:
    places = page.card.places
    page.desk.click(places.service.button("nominatim"))
    assert page.choices().geocoder is None
    assert "ask for an address" in places.words.text()
    assert places.contact.hasFocus()
    page.type(places.contact, "nobody")
    assert "missing" in places.words.text()
    page.type(places.domain, geocoder.url)
    assert "is no e-mail address" in places.words.text()
    page.type(places.contact, "desk@studio.example")
    assert page.choices() == PlaceChoices(PlaceSource.NOMINATIM, geocoder.url, "desk@studio.example")
    assert "OpenStreetMap" in places.credit.text()
    geocoder.known["sparrow"] = Known(42.3, -71.1)
    page.desk.click(places.try_button)
    page.desk.wait_for(lambda: "It answers" in places.words.text(), "the answer")
    page.desk.click(places.service.button(""))
    assert page.choices().geocoder is None


def test_a_key_goes_to_the_keyring_and_nowhere_else(page: Page, keyring: Path) -> None:
    places = page.card.places
    page.desk.click(places.service.button("google"))
    assert page.choices().geocoder is PlaceSource.GOOGLE
    page.type(places.key, "very-secret")
    page.desk.wait_for(lambda: "keyring" in places.words.text(), "the keyring")
    assert "very-secret" in keyring.read_text(encoding="utf-8")
    assert places.key.text() == ""
    page.desk.wait_for(lambda: "kept in" in places.key.placeholderText(), "that it has a key")
    database = page.desk.program.store
    with database.reading() as reading:
        assert all("very-secret" not in repr(entry) for entry in reading.history())


def test_three_answers_for_two_addresses(page: Page, router: OsrmServer) -> None:
    page.choose(Way.ROUTER)
    page.type(page.card.drives.router, router.url)
    compare = page.card.compare
    page.type(compare.start, "55 Summit Ave, 02446")
    page.type(compare.end, "1 Main St, 02139")
    page.desk.wait_for(
        lambda: (
            compare.answer(Way.ROUTER)[0].endswith(" min")
            and compare.answer(Way.ESTIMATE)[0].endswith(" min")
        ),
        "the answers",
    )
    assert compare.answer(Way.FIXED) == ("30 min", "on each side")
    assert compare.answer(Way.ROUTER)[1] == "by road"
    page.type(compare.end, "nowhere at all")
    page.desk.wait_for(lambda: compare.answer(Way.ROUTER)[0] == "", "that the place is not known")
    router.status = 500
    page.type(compare.end, "1 Main St, 02139")
    page.desk.wait_for(lambda: "has trouble" in compare.answer(Way.ROUTER)[1], "the trouble")
    assert compare.answer(Way.ESTIMATE)[0].endswith(" min")
