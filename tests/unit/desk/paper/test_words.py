"""A day in words and as plain text; lines that fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from studio_app.actions.day_sheet import DaySheet, PersonDay, Stop, StopKind
from studio_app.desk.paper.words import StopWords, agenda, sheet_words
from studio_app.desk.paper.wrapping import wrapped
from studio_app.domain.agent import Agent
from studio_app.domain.order import Order, Property
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.timespan import Span

ZONE = ZoneInfo("America/New_York")
NINE = datetime(2026, 11, 26, 14, tzinfo=UTC)
DANA = Agent("dana", "Dana Whitfield", "dana@kellerlane.example", "617 555 0101", "Keller Lane Realty")
ORDER = Order(
    "o1",
    "dana",
    Property("55 Summit Ave, Boston, MA", None, 2400),
    ("photos",),
    (),
    NINE,
    "Gate code 4711\n\n- ring twice",
)
VISIT = Stop(
    StopKind.VISIT,
    Span(NINE, NINE + timedelta(hours=2)),
    "55 Summit Ave, Boston, MA",
    ("Photos", "Video"),
    ("Leo Brandt",),
    DANA,
    ORDER,
    22,
    place=Place(42.3, -71.1),
)
BUSY = Stop(
    StopKind.BUSY,
    Span(NINE + timedelta(hours=3), NINE + timedelta(hours=4)),
    "Dentist\n<b>now</b>",
    calendar="Google",
)
MAYA = Photographer("maya", "Maya Ortiz", "maya@studio.test", home=Place(42.3, -71.0))
DAY = PersonDay(MAYA, (VISIT, BUSY), 30, 52)


def sheet(*people: PersonDay, free: tuple[str, ...] = ()) -> DaySheet:
    return DaySheet("Northlight", ZONE, date(2026, 11, 26), people, free)


def stops(*stops: Stop, home: bool = True) -> tuple[StopWords, ...]:
    person = MAYA if home else replace(MAYA, home=None)
    return sheet_words(sheet(PersonDay(person, stops, None, 0)), {}).people[0].stops


def test_a_stop_says_when_where_what_and_for_whom() -> None:
    (found,) = stops(VISIT)
    assert found == StopWords(
        times="9:00 – 11:00",
        length="2 h 00",
        title="55 Summit Ave",
        town="Boston, MA",
        services="Photos + Video, with Leo Brandt",
        client="Dana Whitfield, Keller Lane Realty",
        contact=("617 555 0101", "dana@kellerlane.example"),
        size="2,400 sq ft",
        notes="Gate code 4711\n\n- ring twice",
        drive="22 min drive from home",
    )


def test_only_the_way_to_the_first_place_begins_at_home() -> None:
    first, second = stops(replace(BUSY, place=None), VISIT)
    assert (first.drive, second.drive) == ("", "22 min drive from home")
    assert stops(VISIT, replace(VISIT, drive=9))[1].drive == "9 min drive"
    assert stops(VISIT, home=False)[0].drive == "22 min drive"


def test_an_own_event_and_a_hold_are_told_apart() -> None:
    held = replace(VISIT, kind=StopKind.HOLD, hold_until=NINE - timedelta(minutes=30))
    event, hold = stops(BUSY, held)
    assert (event.title, event.tag, event.quiet) == ("Dentist <b>now</b>", "on Google", True)
    assert (hold.tag, hold.quiet) == ("held until Thu 8:30", False)


def test_what_is_not_known_is_left_out() -> None:
    (found,) = stops(replace(VISIT, agent=None, order=None, title="", drive=None, others=()))
    assert (found.title, found.town, found.client, found.contact, found.size, found.notes, found.drive) == (
        "Address unknown",
        "",
        "",
        (),
        "",
        "",
        "",
    )


def test_a_day_adds_up() -> None:
    words = sheet_words(sheet(DAY, free=("Jun Park",)), {"maya": 3})
    assert (words.studio, words.day, words.free) == (
        "Northlight",
        "Thursday 26 November 2026",
        "Nothing booked for Jun Park.",
    )
    (person,) = words.people
    assert (person.note, person.home, person.color) == (
        "1 shoot · 2 h 00 on site · 52 min driving",
        "30 min drive home",
        3,
    )


def test_the_agenda_of_one_is_plain_text() -> None:
    assert agenda(sheet_words(sheet(DAY), {})) == (
        "Maya Ortiz, Thursday 26 November 2026\n"
        "1 shoot · 2 h 00 on site · 52 min driving\n"
        "\n"
        "(22 min drive from home)\n"
        "9:00 – 11:00  55 Summit Ave, Boston, MA\n"
        "    Photos + Video, with Leo Brandt\n"
        "    Dana Whitfield, Keller Lane Realty, 617 555 0101, dana@kellerlane.example\n"
        "    2,400 sq ft\n"
        "    Gate code 4711\n"
        "\n"
        "    - ring twice\n"
        "\n"
        "12:00 – 1:00 pm  Dentist <b>now</b>\n"
        "    on Google\n"
        "\n"
        "(30 min drive home)\n"
    )


def test_the_agenda_of_a_studio_names_everybody() -> None:
    ben = replace(DAY, photographer=replace(MAYA, id="ben", name="Ben"))
    text = agenda(sheet_words(sheet(DAY, ben, free=("Jun",)), {}))
    assert text.startswith("Northlight, Thursday 26 November 2026\n\nMaya Ortiz\n")
    assert "\nBen\n1 shoot" in text
    assert text.endswith("Nothing booked for Jun.\n")
    assert agenda(sheet_words(sheet(), {})).endswith("Nothing is booked.\n")


@given(st.text(max_size=60), st.integers(1, 20))
@example("one\r\ntwo \N{FAMILY}\N{FAMILY} three", 4)
@example("abcdefghijk", 3)
def test_lines_fit_and_nothing_is_lost(text: str, room: int) -> None:
    lines = wrapped(text, room, len)
    assert all(len(line) <= max(room, 1) for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line == " ".join(line.split()) for line in lines)


def test_line_breaks_stay() -> None:
    assert wrapped("a b\n\nc d e", 3, len) == ("a b", "", "c d", "e")
