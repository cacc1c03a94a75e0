"""The scenes of the calendars: every state of them, what was changed outside, and connecting one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from studio_app.desk.calendars.connect_model import Step
from studio_app.desk.calendars.model import RULES
from studio_app.domain.account import Account, FoundCalendar
from studio_app.domain.calendar_source import CalendarSource, Trouble
from tests.support.whole_desk import ADDRESS, WholeDesk

OFFICE = "office@northlight.example"
FASTMAIL = "ana@fastmail.example"


def connected(desk: WholeDesk) -> None:
    """A studio whose calendars are in every state there is."""
    stop(desk)
    store, now = desk.program.store, desk.clock()
    with store.reading() as reading:
        people = reading.studio(now).photographers
        files = {source.photographer: source for source in reading.sources()}
    google = Account(
        "google",
        "google",
        OFFICE,
        calendars=(
            FoundCalendar(OFFICE, "Northlight shoots", writable=True, main=True),
            *(
                FoundCalendar(person.email, person.name, titles=person.id != "sam")
                for person in people
                if person.id != "ana"
            ),
            FoundCalendar("holidays", "Holidays in United States"),
        ),
    )
    dav = Account(
        "dav",
        "caldav",
        FASTMAIL,
        "https://caldav.fastmail.com",
        {},
        (FoundCalendar("/personal", "Personal"),),
    )
    read = now - timedelta(seconds=12)
    states: dict[str, dict[str, Any]] = {
        "maya": {},
        "leo": {},
        "ana": {"trouble": Trouble.SIGN_IN, "problem": "Fastmail no longer takes the password."},
        "sam": {"read_at": now - timedelta(minutes=50)},
        "priya": {
            "trouble": Trouble.OFFLINE,
            "problem": "Google can\N{RIGHT SINGLE QUOTATION MARK}t be reached. It is tried again by itself.",
            "failing_since": now - timedelta(minutes=6),
        },
        "tom": {
            "trouble": Trouble.EMPTY,
            "problem": "The calendar reads as empty, and held 26 events before.",
        },
    }
    with store.writing() as writing:
        writing.save_account(google)
        writing.save_account(dav)
        writing.save_primary(
            CalendarSource("primary", "", "google", OFFICE, "Northlight shoots", read, account="google")
        )
        for person in people:
            found = files.get(person.id)
            if found is None or person.id not in states:
                continue
            base = replace(found, read_at=read)
            if person.id == "ana":
                base = replace(base, kind="caldav", address="/personal", name="Personal", account="dav")
            elif person.id != "tom":
                base = replace(base, kind="google", address=person.email, name=person.name, account="google")
            # What was read from another calendar goes with it, the time of the reading too.
            writing.save_source(base)
            writing.save_source(replace(base, **states[person.id]))
    desk.desk.refresh()
    desk.settle()


def stop(desk: WholeDesk) -> None:
    """No more rounds by themselves."""
    desk.program.syncing.stop()
    desk.settle()


def calendars(desk: WholeDesk) -> None:
    """The view, with the banner for the sign-in."""
    connected(desk)
    desk.window.show_view("calendars")


def first_calendar(desk: WholeDesk) -> None:
    """Nothing is connected yet."""
    desk.window.show_view("calendars")


def rules(desk: WholeDesk) -> None:
    """Privacy and freshness."""
    desk.window.show_view("calendars")
    desk.daily.calendars.page.show_tab(RULES)


def connect(step: Step, desk: WholeDesk) -> None:
    """A step of the sheet."""
    connected(desk)
    desk.window.messages.take_back("sign_in")
    connecting = desk.daily.calendars.connecting
    connecting.open()
    desk.settle()
    connecting.go_to(step)


def waiting(desk: WholeDesk) -> None:
    """Somebody signs in in a browser."""
    connect(Step.GOOGLE, desk)
    sheet = desk.daily.calendars.page.side.sheet
    address = "https://accounts.google.com/o/oauth2/auth?response_type=code&client_id=4711"
    sheet.set_state(replace(sheet.state(), step=Step.WAITING, address=address, seconds=271))


def book(desk: WholeDesk, place: int = 0) -> None:
    """Book the order of the pictures."""
    from tests.gui.calls import order

    desk.draft(order(desk))
    starts = desk.openings()
    desk.desk.choose_time(0, starts[place])
    desk.settle()
    desk.panel.confirm()
    desk.settle()


def changed(desk: WholeDesk) -> None:
    """Two events that were changed in the calendar, one of them with its guests' answers; a decline."""
    for place in (2, 8, 14):
        book(desk, place)
    desk.wait_for(lambda: len(desk.events_about("55 Summit Ave")) == 3, "the events")
    desk.settle()
    files = sorted(desk.calendar.glob("*.ics"), key=lambda path: _start(path.read_text("utf-8")))
    moved, _, declined = [path for path in files if ADDRESS.split(",")[0] in path.read_text("utf-8")]
    text = moved.read_text("utf-8").replace("\r\n ", "")
    text = re.sub(r"(DT(?:START|END);TZID=[^:]+:\d{8})T(\d\d)", _later, text)
    text = text.replace("PARTSTAT=NEEDS-ACTION", "PARTSTAT=ACCEPTED", 1)
    text = text.replace("On site: 120 minutes", r"On site: 120 minutes\nGate code 4711")
    moved.write_text(text, "utf-8")
    text = declined.read_text("utf-8").replace("\r\n ", "")
    lines = [
        line.replace("NEEDS-ACTION", "DECLINED" if "northlight" in line else "TENTATIVE")
        for line in text.split("\r\n")
    ]
    declined.write_text("\r\n".join(lines), "utf-8")
    desk.program.syncing.sync()
    desk.settle()


def _later(found: re.Match[str]) -> str:
    return f"{found[1]}T{int(found[2]) + 1:02d}"


def _start(text: str) -> str:
    found = re.search(r"DTSTART;TZID=[^:]+:(\S+)", text)
    return found[1] if found else ""


def changes(desk: WholeDesk) -> None:
    """Both versions side by side."""
    changed(desk)
    desk.daily.calendars.show_changes()


def signs(desk: WholeDesk) -> None:
    """The grid with the signs of what was changed and of who comes."""
    changed(desk)
    desk.window.show_view("desk")


def asking(desk: WholeDesk) -> None:
    """A booking that waits for a calendar."""
    from studio_app.desk.booking.model import Work
    from tests.gui.calls import order

    desk.draft(order(desk))
    desk.desk.choose_time(0, desk.openings()[2])
    desk.settle()
    desk.desk.set_work(
        Work.CONFIRMING, "Asking Maya\N{RIGHT SINGLE QUOTATION MARK}s calendar\N{HORIZONTAL ELLIPSIS}"
    )
