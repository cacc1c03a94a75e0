"""Whole calls, played through: offscreen in `test_whole_call`, on a real display in `test_real_display`."""

from __future__ import annotations

from PySide6.QtCore import Qt

from studio_app.desk.booking.model import Draft
from tests.support.whole_desk import ADDRESS, CONTROL, WholeDesk

Key = Qt.Key
MOST_KEYS = 12
"""Key presses of a call beyond the words that are typed, as the issue promises."""


def dana(desk: WholeDesk) -> str:
    """The agent of the pictures."""
    assert desk.desk.snapshot
    return next(agent.id for agent in desk.desk.snapshot.agents if agent.name == "Dana Whitfield")


def order(desk: WholeDesk, *services: str) -> Draft:
    """An order of hers."""
    return Draft(agent=dana(desk), address=ADDRESS, services=services or ("photos", "video"))


def book(desk: WholeDesk, draft: Draft | None = None, *, hold: bool = False) -> None:
    """Book or hold an order at the next opening of each part; that of the pictures where none is given."""
    desk.draft(draft or order(desk))
    assert desk.desk.answer
    for _ in desk.desk.answer.parts:
        desk.desk.next_opening()
        desk.settle()
        desk.desk.choose_part(1)
        desk.settle()
    if hold:
        desk.panel.hold()
    else:
        desk.panel.confirm()
    desk.settle()


def book_by_keyboard(desk: WholeDesk) -> None:
    """Agent, address, services, time, confirm; the event is in the folder with the agent and the photographer."""
    assert desk.desk.snapshot
    desk.panel.focus_agent()
    desk.type("dana")
    desk.press(Key.Key_Return)
    desk.type(ADDRESS)
    desk.press(Key.Key_Return)
    desk.type("photos")
    desk.press(Key.Key_Space)
    desk.type("video")
    desk.press(Key.Key_Space)
    desk.press(Key.Key_F3)
    assert desk.desk.choices.times, "F3 takes the next opening"
    start = desk.desk.choices.times[0]
    crew = desk.desk.choices.looks[0].crew
    desk.press(Key.Key_Return, CONTROL)
    desk.wait_for(lambda: desk.events_about("55 Summit Ave"), "the event in the folder")
    desk.settle()
    assert desk.keys <= MOST_KEYS
    (event,) = desk.events_about("55 Summit Ave")
    local = start.astimezone(desk.desk.snapshot.studio.settings.timezone)
    assert f"DTSTART;TZID=America/New_York:{local:%Y%m%dT%H%M%S}" in event
    people = desk.desk.snapshot.studio.photographer_by_id
    agent = next(agent for agent in desk.desk.snapshot.agents if agent.name == "Dana Whitfield")
    for email in (agent.email, *(people[key].email for key in crew)):
        assert f"mailto:{email}" in event
    assert any("Booked" in text for text in desk.messages())
    assert desk.panel.draft() == Draft(), "the panel is ready for the next call"


def book_by_mouse(desk: WholeDesk) -> None:
    """With the order typed, a click on an opening and one on Confirm."""
    desk.draft(order(desk))
    desk.desk.next_opening()
    desk.settle()
    start = desk.openings()[-1]
    desk.grid.scroll_to(start)
    desk.settle()
    desk.click(desk.grid.canvas, desk.point_of(start))
    assert desk.desk.choices.times == {0: start}
    desk.click(desk.panel.bar.confirm_button)
    desk.wait_for(lambda: desk.events_about("55 Summit Ave"), "the event in the folder")
