"""`book`, `move`, `cancel` and `list`: what they print, do and refuse."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing

import pytest

from studio_app.actions.calendar_sources import AddCalendarSource, add_calendar_source
from studio_app.actions.correct_pin import CorrectPin, correct_pin
from studio_app.cli.session import open_session
from studio_app.domain.clock import system_clock
from studio_app.domain.place import Place
from studio_app.storage.database import open_store
from tests.support.scenarios import request
from tests.unit.calendars.conftest import calendar, event
from tests.unit.cli.conftest import NOW, Line, at


def test_book_writes_the_order_and_its_event(line: Line) -> None:
    line.start()
    found = line.book("--start", at("10:00"), "--agent-name", "Dana Reed")
    assert (found.code, found.err) == (0, "")
    (booked,) = found.json["appointments"]
    assert (booked["start"], booked["end"], booked["minutes"]) == (at("10:00"), at("11:00"), 60)
    assert (booked["crew"], booked["state"], booked["calendar"]) == (["ana"], "confirmed", "written")
    assert booked["place"] == {"lat": 42.3478, "lon": -71.1566}, "from the postcode"
    assert (found.json["agent"]["name"], found.json["agent"]["email"]) == ("Dana Reed", "dana@reed.test")
    assert (found.json["written"], found.json["waiting"]) == ([booked["id"]], [])
    assert line.events() == [f"{booked['event']}.ics"]
    assert "55 Summit Avenue" in (line.folder / "calendar" / line.events()[0]).read_text(encoding="utf-8")


def test_book_goes_to_the_pin_that_somebody_set(line: Line) -> None:
    line.start()
    with closing(open_store(line.options[1], now=system_clock)) as store:
        pin = CorrectPin("55 summit avenue Boston MA 02135", Place(42.3418, -71.1339))
        correct_pin(store, system_clock(), "Kim", pin)
    (booked,) = line.book("--start", at("10:00")).json["appointments"]
    assert booked["place"] == {"lat": 42.3418, "lon": -71.1339}


def test_book_refuses_with_reasons_and_the_next_openings(line: Line) -> None:
    line.start()
    found = line.book("--start", at("13:15"), "--crew", "ana")
    assert found.code == 3
    assert found.err == (
        "studio-desk: Tue 16 Jun 1:15 pm can't be booked. Ana: “Dentist” 1:00–2:00 pm. Choose one of the next openings.\n"
    )
    (reason,) = found.json["reasons"]
    assert (reason["part"], reason["start"], reason["overrulable"]) == ("main", at("13:15"), True)
    assert [item["code"] for item in reason["photographers"]["ana"]] == ["BUSY"]
    openings = found.json["next_openings"]
    assert openings == reason["next_openings"]
    assert len(openings) == 5
    assert openings[0] == {"start": at("13:15"), "end": at("14:15"), "crews": [["ben"]], "choice": ["ben"]}
    assert line.on("list", "--from", "2026-06-01", "--to", "2026-06-30").json == {"appointments": []}
    assert line.events() == []


def test_book_overrules_with_a_reason(line: Line) -> None:
    line.start()
    assert line.book("--start", at("13:15"), "--crew", "ana", "--overrule", " ").code == 2
    found = line.book("--start", at("13:15"), "--crew", "ana", "--overrule", "The dentist called it off")
    assert found.code == 0
    assert line.book("--start", at("13:15"), "--crew", "ana", "--overrule", "again").code == 3


def test_a_hold_has_no_event(line: Line) -> None:
    line.start()
    found = line.book("--start", at("10:00"), "--hold", "15")
    (held,) = found.json["appointments"]
    assert (held["state"], held["hold_until"]) == ("hold", "2026-06-15T08:15:00-04:00")
    assert (held["event"], found.json["written"], found.json["waiting"]) == (None, [], [])
    assert line.events() == []


def test_an_order_of_three_appointments(line: Line) -> None:
    line.start()
    wish = {"services": ["photos", "plan", "dusk"]}
    starts = ["--start", at("10:00"), "--start", at("11:30"), "--start", at("18:30")]
    found = line.book(*starts[:4], **wish)
    assert found.code == 2
    assert (
        "--start: the order has 3 appointments (main, separate, twilight): give --start 3 times in this order"
        in found.err
    )
    found = line.book(*starts, "--crew", "ben", **wish)
    assert [(item["part"], item["crew"]) for item in found.json["appointments"]] == [
        ("main", ["ben"]), ("separate", ["ben"]), ("twilight", ["ben"]),
    ]  # fmt: skip
    assert len(line.events()) == 3
    assert line.book(*starts, "--crew", "ben", "--crew", "ana", **wish).code == 2


def test_the_request_of_slots_can_be_booked_as_it_is(line: Line) -> None:
    line.start()
    wish = {
        **request("photos"),
        "place": {"lat": 42.0, "lon": -71.0},
        "photographers": ["ben"],
        "square_feet": 900,
    }
    found = line.book("--start", at("10:00"), **wish)
    assert found.json["appointments"][0]["crew"] == ["ben"]
    assert found.json["appointments"][0]["place"] == {"lat": 42.0, "lon": -71.0}
    assert (
        "moving: is of no use here"
        in line.book(
            "--start", at("10:00"), services=["photos"], moving=found.json["appointments"][0]["id"]
        ).err
    )


@pytest.mark.parametrize(
    "words, expected",
    [
        (["--start", "10:00"], "--start: "),
        (["--start", "2026-06-16T10:00:00"], "--start: "),
        (["--start", at("10:00"), "--crew", "zoe"], '--crew: there is no photographer "zoe"'),
        (["--start", at("10:00"), "--crew", "ana,ben"], "--crew: one photographer must go"),
        (["--start", at("10:00"), "--crew", ","], "--crew: one photographer must go"),
        (["--start", at("10:00"), "--hold", "soon"], "argument --hold: invalid int value: 'soon'"),
        (["--start", at("10:00"), "--hold", "0"], "--hold: must be 1 to"),
        (["--start", at("10:00"), "--agent", "nobody"], '--agent: "nobody" is no e-mail address'),
        (["--start", at("10:00"), "--address", " "], "--address: is missing"),
        (["--start", at("10:00"), "--now", "today"], "--now: "),
        (["--start", at("10:00"), "--colour", "red"], "unrecognized arguments: --colour red"),
        ([], "the following arguments are required: --start"),
    ],
)
def test_bad_options_are_named(line: Line, words: list[str], expected: str) -> None:
    line.start()
    wanted = line.file("request.json", {"services": ["photos"]})
    known = ["--agent", "dana@reed.test", "--address", "55 Summit Avenue"]
    database = f"sqlite:///{line.folder / 'studio.sqlite'}"
    found = line.run("book", wanted, *known, "--database", database, "--now", NOW, *words)
    assert (found.code, found.out) == (2, "")
    assert expected in found.err


def test_bad_requests_are_named(line: Line) -> None:
    line.start()
    for wish, expected in (
        ({"services": ["nothing"]}, "request.json: services[0]: "),
        ({"extra": 1, "services": ["photos"]}, "request.json: extra: "),
        ({"services": []}, "request.json: services: choose at least one"),
    ):
        found = line.book("--start", at("10:00"), **wish)
        assert (found.code, expected in found.err) == (2, True), found.err


def test_photographers_calendars_are_read_before_a_booking(line: Line) -> None:
    line.start()
    text = "DTSTART;TZID=Eastern Standard Time:20260601T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY"
    path = line.folder / "ana.ics"
    path.write_text(calendar(event(text)), encoding="utf-8", newline="")
    place = Namespace(database=f"sqlite:///{line.folder / 'studio.sqlite'}", calendar=None, now=NOW)
    with open_session(place) as session:
        source = AddCalendarSource("ana", str(path), name="Google")
        add_calendar_source(session.store, session.now, "test", source, session.busy)
    refused = line.book("--start", at("10:00"), "--crew", "ana")
    assert refused.json["reasons"][0]["photographers"]["ana"][0] == {
        "code": "BUSY", "text": "“Dentist” 10:00–11:00 on Google.",
    }  # fmt: skip
    path.write_text(calendar(event(text.replace("T10", "T14"))), encoding="utf-8", newline="")
    assert line.book("--start", at("10:00"), "--crew", "ana").code == 0
    path.write_text("BEGIN:VCALENDAR", encoding="utf-8")
    unknown = line.book("--start", at("12:00"), "--crew", "ana")
    assert unknown.json["reasons"][0]["photographers"]["ana"][0]["code"] == "CALENDAR_UNKNOWN"
    assert line.book("--start", at("12:00")).json["appointments"][0]["crew"] == ["ben"]


def test_move_changes_the_same_event(line: Line) -> None:
    line.start()
    booked = line.book("--start", at("10:00")).json["appointments"][0]
    events = line.events()
    found = line.on("move", booked["id"], "--start", at("15:15"), "--crew", "ben")
    assert found.code == 0
    assert found.json["before"]["start"] == at("10:00")
    (moved,) = found.json["appointments"]
    assert (moved["start"], moved["crew"], moved["event"]) == (at("15:15"), ["ben"], booked["event"])
    assert line.events() == events
    text = (line.folder / "calendar" / events[0]).read_text(encoding="utf-8")
    assert "T151500" in text
    assert "SEQUENCE:1" in text


def test_move_refuses_and_overrules(line: Line) -> None:
    line.start()
    booked = line.book("--start", at("10:00"), "--crew", "ana").json["appointments"][0]
    found = line.on("move", booked["id"], "--start", at("13:00"), "--crew", "ana")
    assert (found.code, found.json["reasons"][0]["photographers"]["ana"][0]["code"]) == (3, "BUSY")
    assert found.json["next_openings"]
    assert (
        line.on("move", booked["id"], "--start", at("13:00"), "--crew", "ana", "--overrule", "agreed").code
        == 0
    )
    assert line.on("move", booked["id"], "--start", at("13:00"), "--crew", "zoe").err.startswith(
        "studio-desk: --crew: "
    )


def test_cancel_removes_the_event(line: Line) -> None:
    line.start()
    booked = line.book("--start", at("10:00")).json["appointments"][0]
    found = line.on("cancel", booked["id"], "--why", "sold")
    assert (found.code, found.json["appointments"][0]["state"]) == (0, "cancelled")
    assert found.json["written"] == [booked["id"]]
    assert line.events() == []
    again = line.on("cancel", booked["id"])
    assert (again.code, "cancelled already" in again.err) == (2, True)
    assert line.on("move", booked["id"], "--start", at("10:00")).code == 2
    assert line.on("cancel", "nothing").err == 'studio-desk: ID: there is no appointment "nothing"\n'
    order = line.book("--start", at("10:00")).json
    wrong = line.on("move", order["order"], "--start", at("12:00"))
    assert (wrong.code, order["appointments"][0]["id"] in wrong.err) == (2, True)


def test_list_shows_the_days(line: Line) -> None:
    line.start()
    for time, day in (("15:00", 16), ("10:00", 16), ("10:00", 17)):
        assert line.book("--start", at(time, day)).code == 0
    found = line.on("list", "--from", "2026-06-16", "--to", "2026-06-16").json["appointments"]
    assert [item["start"] for item in found] == [at("10:00"), at("15:00")]
    assert found[0]["agent"]["email"] == "dana@reed.test"
    assert (found[0]["calendar"], found[0]["address"]) == ("written", "55 Summit Avenue, Boston, MA 02135")
    for words, expected in (
        (["--from", "2026-06-16", "--to", "2026-06-15"], "--to: is before from"),
        (["--from", "today", "--to", "2026-06-15"], "--from: "),
        (["--from", "2026-06-16"], "required: --to"),
    ):
        wrong = line.on("list", *words)
        assert (wrong.code, expected in wrong.err) == (2, True), wrong.err
