"""Google in the whole program, against the stand-in over real sockets: connecting, reading, a change by hand, signed out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio_app.desk.calendars.connect_model import Step
from studio_app.desk.calendars.model import Act, Offer
from tests.gui.google_calls import MAYA, OFFICE, browser, connect, is_fresh, line_of, people, run_through
from tests.support.google_server import GoogleServer
from tests.support.whole_desk import WholeDesk, whole_desk


@pytest.fixture
def desk(qtbot: QtBot, google_server: GoogleServer, tmp_path: Path) -> Iterator[WholeDesk]:
    """The program on the demo studio, whose Google is the stand-in."""
    with whole_desk(tmp_path) as shown:
        yield shown


@pytest.mark.usefixtures("keyring")
def test_from_connecting_to_a_change_by_hand(
    desk: WholeDesk,
    google_server: GoogleServer,
    tmp_path: Path,
) -> None:
    with browser(google_server):
        run_through(desk, google_server, tmp_path)


def test_the_sheet_shows_the_address_counts_and_can_be_left(
    desk: WholeDesk,
    google_server: GoogleServer,
    keyring: Path,
    tmp_path: Path,
) -> None:
    page = desk.daily.calendars.page
    with browser(google_server) as opened:
        opened.take = lambda url: None  # type: ignore[method-assign] # nobody signs in
        desk.daily.calendars.connecting.open()
        desk.click(page.side.sheet.choose.google)
        page.side.sheet.client_file_chosen.emit(str(google_server.client_file(tmp_path / "client.json")))
        page.side.sheet.google.go_button.click()
        desk.wait_for(page.side.sheet.waiting.address.text, "the address")
        assert page.side.sheet.waiting.address.text().startswith(google_server.root)
        assert "4:5" in page.side.sheet.waiting.left.text() or "5:00" in page.side.sheet.waiting.left.text()
        desk.click(page.side.sheet.waiting.cancel_button)
        desk.settle()
    assert page.side.sheet.state().step is Step.GOOGLE
    assert not page.side.sheet.problem.isVisible()
    assert not keyring.exists() or "refresh" not in keyring.read_text()


@pytest.mark.usefixtures("keyring")
def test_somebody_who_says_no_is_told_what_to_do(
    desk: WholeDesk,
    google_server: GoogleServer,
    tmp_path: Path,
) -> None:
    people(google_server)
    page = desk.daily.calendars.page
    with browser(google_server, allow=False):
        desk.daily.calendars.connecting.open()
        desk.click(page.side.sheet.choose.google)
        page.side.sheet.client_file_chosen.emit(str(google_server.client_file(tmp_path / "client.json")))
        page.side.sheet.google.go_button.click()
        desk.wait_for(page.side.sheet.problem.isVisible, "what went wrong")
    assert page.side.sheet.state().step is Step.GOOGLE
    assert page.side.sheet.state().client_file, "the file need not be chosen again"


def test_a_locked_keyring_is_said_before_anybody_signs_in(
    desk: WholeDesk,
    google_server: GoogleServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = desk.daily.calendars.page
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.support.keyrings.LockedKeyring")
    desk.daily.calendars.connecting.open()
    desk.settle()
    desk.click(page.side.sheet.choose.google)
    desk.wait_for(page.side.sheet.google.keyring.isVisible, "the words on the keyring")
    assert "locked" in page.side.sheet.google.keyring.text()
    assert google_server.requests == ()


@pytest.mark.usefixtures("keyring")
def test_a_revoked_sign_in_ends_in_one_banner_and_is_mended_from_it(
    desk: WholeDesk,
    google_server: GoogleServer,
    tmp_path: Path,
) -> None:
    people(google_server)
    with browser(google_server) as opened:
        connect(desk, google_server, tmp_path)
        page = desk.daily.calendars.page
        page.assigned.emit(page.side.accounts.list.rows()[line_of(desk, MAYA)], "maya")
        desk.wait_for(lambda: is_fresh(desk, "maya", MAYA), "Maya's calendar")
        google_server.sign_in.end(OFFICE)
        desk.program.syncing.sync()
        desk.wait_for(lambda: desk.window.messages.bar("sign_in"), "the banner")
        desk.settle()
        banner = desk.window.messages.bar("sign_in")
        assert banner is not None
        assert OFFICE in banner.message.text
        count = len(opened.opened)
        # Who changes their mind is back where they were, and not asked for a client file.
        opened.is_looked_at = False
        page.acted.emit(Offer(Act.SIGN_IN, "", account_of(desk)))
        desk.wait_for(lambda: len(opened.opened) > count, "the browser")
        desk.click(page.side.sheet.waiting.cancel_button)
        assert not page.side.is_connecting()
        desk.settle()
        opened.is_looked_at = True
        count += 1
        desk.click(banner.button(banner.message.actions[0].key))
        desk.wait_for(lambda: len(opened.opened) > count, "the browser")
        desk.wait_for(lambda: not page.side.is_connecting(), "the sign-in")
        desk.settle()
        desk.wait_for(lambda: is_fresh(desk, "maya", MAYA), "Maya's calendar again")
        assert desk.window.messages.bar("sign_in") is None


def account_of(desk: WholeDesk) -> str:
    assert desk.desk.snapshot
    return desk.desk.snapshot.accounts[0].id
