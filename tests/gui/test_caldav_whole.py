"""CalDAV in the whole program, against a real server: connecting with a password, reading, a password that changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio_app.desk.calendars.connect_model import Step
from tests.gui.google_calls import drag, is_fresh, over_person, row_of
from tests.support.radicale import LOGIN, PASSWORD, Radicale, radicale
from tests.support.whole_desk import WholeDesk, whole_desk


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Radicale]:
    """Ana's account with one calendar."""
    with radicale(tmp_path / "radicale") as made:
        yield made


@pytest.fixture
def desk(qtbot: QtBot, keyring: Path, tmp_path: Path) -> Iterator[WholeDesk]:
    """The program on the demo studio."""
    with whole_desk(tmp_path / "desk") as shown:
        yield shown


def event(desk: WholeDesk, title: str) -> str:
    """An event of Ana's, in two days."""
    start = desk.clock() + timedelta(days=2)
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20261101T000000Z\r\n"
        f"DTSTART:{start:%Y%m%dT%H%M%SZ}\r\nDURATION:PT1H\r\nSUMMARY:{title}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def connect(desk: WholeDesk, server: Radicale, password: str) -> None:
    """Type address, user and password."""
    desk.daily.calendars.connecting.open()
    fill_in(desk, server, password)


def fill_in(desk: WholeDesk, server: Radicale, password: str) -> None:
    """From the choice on."""
    sheet = desk.daily.calendars.page.side.sheet
    desk.click(sheet.choose.caldav)
    sheet.caldav.url.setText(server.url)
    sheet.caldav.login.setText(LOGIN)
    sheet.caldav.password.setText(password)
    desk.click(sheet.caldav.go_button)
    desk.settle()


def test_a_calendar_is_connected_dragged_and_read(desk: WholeDesk, server: Radicale, keyring: Path) -> None:
    url = server.make_calendar("work", "Ana’s work")
    server.write(url, "a.ics", event(desk, "Dentist"))
    connect(desk, server, PASSWORD)
    page = desk.daily.calendars.page
    assert not page.side.is_connecting()
    assert page.side.sheet.caldav.password.text() == ""
    assert PASSWORD in json.loads(keyring.read_text()).values()
    rows = page.side.accounts.list.rows()
    address = next(row.address for row in rows[1:] if row.name == "Ana’s work")  # type: ignore[union-attr]
    drag(desk, address, over_person(desk, "ana"))
    desk.wait_for(lambda: is_fresh(desk, "ana", address), "Ana's calendar")
    assert any(chip.words == "Ana’s work" for chip in row_of(desk, "ana").chips)
    assert desk.desk.snapshot
    titles = {found.title for found in desk.desk.snapshot.studio.diaries["ana"].events}
    assert "Dentist" in titles


def test_a_wrong_password_is_said_and_only_it_has_to_be_typed_again(
    desk: WholeDesk, server: Radicale
) -> None:
    server.make_calendar("work")
    connect(desk, server, "wrong")
    sheet = desk.daily.calendars.page.side.sheet
    assert sheet.state().step is Step.CALDAV
    assert sheet.problem.isVisible()
    assert (sheet.caldav.url.text(), sheet.caldav.login.text()) == (server.url, LOGIN)
    assert sheet.caldav.password.text() == ""
    sheet.caldav.password.setText(PASSWORD)
    desk.click(sheet.caldav.go_button)
    desk.wait_for(lambda: not desk.daily.calendars.page.side.is_connecting(), "the account")
    assert not desk.daily.calendars.page.side.is_connecting()


def test_a_calendar_that_is_somebodys_beyond_doubt_is_given_at_once(
    desk: WholeDesk, server: Radicale
) -> None:
    url = server.make_calendar("work", "Jun’s work")
    desk.window.show_view("calendars")
    desk.settle()
    page = desk.daily.calendars.page
    place = next(at for at, row in enumerate(page.people.rows()) if row.face.id == "jun")
    desk.click(page.people.viewport(), page.people.link_point(place))
    fill_in(desk, server, PASSWORD)
    desk.wait_for(lambda: is_fresh(desk, "jun", url), "Jun's calendar")
