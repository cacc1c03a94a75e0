"""The demo studio's calendars, as somebody who explores it meets them."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from studio_app.desk.calendars.model import PersonRow
from tests.gui.calls import order
from tests.support.whole_desk import WholeDesk, whole_desk


def pill(desk: WholeDesk) -> str:
    return desk.window.top_bar.status.text()


def calendars(desk: WholeDesk) -> tuple[PersonRow, ...]:
    """The photographers' rows of the calendars' view."""
    desk.window.show_view("calendars")
    desk.settle()
    return desk.daily.calendars.page.people.rows()


def test_the_demo_from_the_welcome_has_calendars_that_were_read(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path, demo=False) as desk:
        desk.click(desk.window.welcome.demo_card)
        desk.wait_for(lambda: pill(desk).startswith("6 calendars · synced"), pill(desk))
        assert sorted(path.name for path in (tmp_path / "demo-calendars").iterdir()) == [
            "ana.ics", "leo.ics", "maya.ics", "priya.ics", "sam.ics", "tom.ics",
        ]  # fmt: skip
        rows = calendars(desk)
        assert {row.face.name: [chip.words for chip in row.chips] for row in rows} == {
            "Maya Ortiz": ["Google"], "Leo Brandt": ["Google"], "Ana Silva": ["iCloud"], "Sam Okafor": ["Google"],
            "Priya Nair": ["Google"], "Tom Reyes": ["Local calendar"], "Jun Park": [],
        }  # fmt: skip
        read = [row for row in rows if row.chips]
        assert all(row.health.words.startswith("fresh, ") for row in read)
        assert all("event" in row.counts for row in read)
        desk.window.show_view("team")
        desk.settle()
        rows_of_team = desk.program.studio_views.team.state().rows
        assert [row.face.name for row in rows_of_team if "calendar unknown" in row.detail] == ["Jun Park"]


def test_the_desk_follows_a_calendar_of_the_demo(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path) as desk:
        desk.draft(order(desk))
        before = desk.openings()
        for file in (tmp_path / "demo-calendars").iterdir():
            file.write_bytes(file.read_bytes().replace(b"END:VCALENDAR", BUSY_THURSDAY))
        desk.program.syncing.sync()
        desk.settle()
        gone = set(before) - set(desk.openings())
        assert {start.isoweekday() for start in gone} == {4}
        assert not any(start.isoweekday() == 4 for start in desk.openings())
        (tmp_path / "demo-calendars" / "sam.ics").write_text("BEGIN:VCALENDAR\n")
        desk.program.syncing.sync()
        desk.settle()
        assert pill(desk) == "1 calendar can’t be read"
        sam = next(row for row in calendars(desk) if row.face.name == "Sam Okafor")
        assert sam.health.words == "failing"
        assert "sam.ics" in sam.error


BUSY_THURSDAY = b"""\
BEGIN:VEVENT\r
UID:holiday\r
DTSTAMP:20261123T000000Z\r
DTSTART;VALUE=DATE:20261126\r
SUMMARY:Thanksgiving\r
END:VEVENT\r
END:VCALENDAR"""
