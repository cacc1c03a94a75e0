"""What the sheet makes of typed words, of what others changed, and of an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studio_app import exchange
from studio_app.actions.desk_choices import DeskChoices
from studio_app.actions.read_appointment import Editable
from studio_app.desk.editing.ending import ask_cancel, ask_postpone
from studio_app.desk.editing.event_part import read_guests
from studio_app.desk.editing.model import (
    Part,
    SheetState,
    Wanted,
    Weighed,
    changed_parts,
    parts_of,
    rebased,
    wanted_of,
)
from studio_app.desk.editing.time_text import parse_length, parse_time
from studio_app.desk.editing.verdict import verdict_of
from studio_app.desk.editing.weighing import Question, command_of, weigh
from studio_app.desk.tone import Tone
from studio_app.domain.appointment import Appointment, OwnWords, State
from studio_app.domain.calendar_event import Guest
from studio_app.domain.order import Order, Property
from studio_app.domain.pin import Found, PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.timespan import Span
from studio_app.engine import Code, Failure
from tests.support.scenarios import person, service, studio

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
START = datetime(2026, 6, 16, 14, tzinfo=UTC)
HOME = Property("55 Summit Avenue, Boston", None, None)
STUDIO = exchange.read_studio(
    studio(person("ana"), person("ben"), services=[service("photos"), service("video", 30)])
)
ITEM = Appointment(
    "a",
    ("ana",),
    Span(START, START + timedelta(hours=1)),
    services=("photos",),
    order="o",
    address=HOME.address,
)
ORDER = Order("o", "dana", HOME, ("photos",), (), NOW)


class Nowhere:
    """Knows one postcode."""

    def place_of(self, text: str) -> Place | None:
        found = self.found(text)
        return found.place if found else None

    def found(self, text: str) -> Found | None:
        return Found(Place(42.34, -71.12), PlaceSource.POSTCODE) if "02446" in text else None


def editable(item: Appointment | None = ITEM, order: Order = ORDER, **values: object) -> Editable:
    known = STUDIO.with_appointment(item) if item else STUDIO
    return Editable(known, NOW, item, order, **values)  # type: ignore[arg-type]


def weighed(found: Editable, wanted: Wanted) -> Weighed:
    return weigh(Question(found, wanted, NOW), Nowhere())


@pytest.mark.parametrize(
    "text, minutes",
    [
        ("9", 540),
        ("9:30", 570),
        ("930", 570),
        ("1430", 870),
        ("14:00", 840),
        ("2", 840),
        ("02:00", 120),
        ("2 pm", 840),
        ("2:15pm", 855),
        ("12 am", 0),
        ("12", 720),
        ("noon", 720),
        ("6", 360),
        ("24:00", None),
        ("13 pm", None),
        ("9:75", None),
        ("", None),
        ("soon", None),
    ],
)
def test_times_as_they_are_typed(text: str, minutes: int | None) -> None:
    assert parse_time(text) == minutes


def test_guests_as_they_are_typed() -> None:
    text = 'lee@x.test, Kim Lee <kim@x.test>;\n"Bo, no" <bo@x.test> ,'
    assert read_guests(text)[:2] == (Guest("", "lee@x.test"), Guest("Kim Lee", "kim@x.test"))
    assert read_guests(" , ") == ()


@pytest.mark.parametrize(
    "text, minutes",
    [
        ("90", 90),
        ("90 min", 90),
        ("2h", 120),
        ("1.5 h", 90),
        ("1,25 hours", 75),
        ("2 h 05", 125),
        ("1:30", 90),
        ("1h30m", 90),
        ("0", 0),
        ("-5", None),
        ("2 h 75", None),
        ("", None),
        ("long", None),
    ],
)
def test_lengths_as_they_are_typed(text: str, minutes: int | None) -> None:
    assert parse_length(text) == minutes


def test_what_was_to_come_is_not_moved_into_the_past_unasked() -> None:
    yesterday = NOW - timedelta(hours=20)
    found = weighed(editable(), replace(wanted_of(editable()), start=yesterday))
    assert Code.LEAD_TIME in {failure.code for failure in found.failures["ana"]}
    new = editable(None, replace(ORDER, open=("photos",)))
    added = weighed(new, replace(wanted_of(new), services=("photos",), crew=("ana",), start=yesterday))
    assert Code.LEAD_TIME in {failure.code for failure in added.failures["ana"]}
    was = replace(ITEM, span=Span(yesterday, yesterday + timedelta(hours=1)))
    corrected = replace(wanted_of(editable(was)), start=yesterday + timedelta(minutes=30))
    assert not any(weighed(editable(was), corrected).failures.values()), "it tells what was"


def test_nothing_is_changed_by_what_says_the_same() -> None:
    found = editable()
    wanted = wanted_of(found)
    assert changed_parts(found, wanted) == ()
    same = replace(wanted, address=" 55 Summit  Avenue, Boston", minutes=60, notes=" ")
    assert changed_parts(found, same) == ()
    assert changed_parts(found, replace(wanted, minutes=90, title="Own")) == (Part.TIME, Part.EVENT)


def test_a_length_typed_as_it_was_stays_while_services_change() -> None:
    found = editable()
    wanted = replace(wanted_of(found), services=("photos", "video"), minutes=60)
    assert changed_parts(found, wanted) == (Part.TIME, Part.SERVICES)
    after = weighed(found, wanted).after
    assert after is not None
    assert after.span.minutes == 60


def test_what_was_not_touched_follows_what_others_changed() -> None:
    before = editable()
    wanted = replace(wanted_of(before), notes="Typed here", start=START + timedelta(days=1))
    order = replace(ORDER, due=date(2026, 6, 20), notes="Theirs", version=2)
    moved = replace(ITEM, crew=("ben",), span=ITEM.span.moved_to(START + timedelta(hours=2)), version=2)
    after = rebased(before, editable(moved, order), wanted)
    assert (after.due, after.crew) == (date(2026, 6, 20), ("ben",))
    assert (after.notes, after.start) == ("Typed here", START + timedelta(days=1))


def test_the_command_holds_only_what_is_otherwise() -> None:
    found = editable()
    wanted = replace(wanted_of(found), services=("video",), apart=True)
    command = command_of(found, wanted, None)
    assert (command.start, command.crew, command.property, command.own, command.order) == (None,) * 5
    assert (command.services, command.waits) == (("video",), ("photos",))


def test_the_answer_is_that_of_the_rules() -> None:
    found = editable()
    wanted = replace(wanted_of(found), start=datetime(2026, 6, 16, 6, tzinfo=ZONE))
    answer = weighed(found, wanted)
    assert answer.stands
    assert answer.overrulable
    assert answer.look is not None
    assert set(answer.look.photographers) == {"ana", "ben"}
    fine = weighed(found, replace(wanted, start=START + timedelta(hours=2)))
    assert not fine.stands
    assert fine.template is not None
    assert fine.template.span.start == START + timedelta(hours=2)


def test_an_address_is_looked_up_only_where_it_is_another() -> None:
    found = editable()
    wanted = wanted_of(found)
    assert weighed(found, wanted).place is None
    assert weighed(found, replace(wanted, address="7 Elm, 02446")).place == Place(42.34, -71.12)
    assert weighed(found, replace(wanted, place_text="02446")).place == Place(42.34, -71.12)


def test_what_waits_needs_a_time_and_says_so() -> None:
    found = editable(None, replace(ORDER, open=("photos",)))
    wanted = wanted_of(found)
    assert (wanted.services, wanted.start) == (("photos",), None)
    answer = weighed(found, wanted)
    assert answer.problem == "Type a date and a time."
    assert (answer.minutes, answer.crew_size) == (60, 1)
    assert answer.offers
    booked = weighed(found, replace(wanted, start=answer.offers[0].start, crew=answer.offers[0].crew))
    assert not booked.stands
    assert not booked.problem


# ---------------------------------------------------------------- the foot


def state(wanted: Wanted, answer: Weighed | None = None, **values: object) -> SheetState:
    found = values.pop("found", None) or editable()
    return SheetState(found, wanted, date(2026, 6, 15), answer, **values)  # type: ignore[arg-type]


def test_the_foot_says_whether_it_can_be_saved() -> None:
    wanted = wanted_of(editable())
    assert not verdict_of(state(wanted)).can_save
    moved = replace(wanted, start=START + timedelta(hours=2))
    assert not verdict_of(state(moved)).can_save, "nobody knows yet"
    works = verdict_of(state(moved, weighed(editable(), moved)))
    assert (works.can_save, works.tone, works.asks) == (True, Tone.GOOD, False)
    assert works.lines[0].startswith("Works: Tue 16 Jun, 12:00")
    noted = verdict_of(state(replace(wanted, notes="x")))
    assert (noted.can_save, noted.lines) == (True, ())


@pytest.mark.parametrize("ours", [False, True])
def test_a_reason_helps_against_rules_but_not_onto_ours(ours: bool) -> None:
    wanted = replace(wanted_of(editable()), start=START + timedelta(hours=2))
    stands = Weighed(wanted, after=ITEM, failures={"ana": (Failure(Code.BUSY, "Dentist", ours=ours),)})
    verdict = verdict_of(state(wanted, stands))
    assert verdict.lines == ("Ana: Dentist",)
    assert (verdict.asks, verdict.can_save) == (not ours, not ours)


def test_what_cannot_be_read_comes_first() -> None:
    wanted = wanted_of(editable()).with_problem("due", "“x” is no date.")
    verdict = verdict_of(state(replace(wanted, notes="x")))
    assert (verdict.lines, verdict.can_save) == (("“x” is no date.",), False)
    assert wanted.with_problem("due", "").bad == ()


def test_the_parts_that_there_are() -> None:
    assert parts_of(editable()) == tuple(Part)
    assert Part.EVENT not in parts_of(editable(None))
    assert parts_of(editable(order=replace(ORDER, id=""))) == (Part.TIME, Part.SERVICES, Part.EVENT)
    assert parts_of(editable(replace(ITEM, state=State.CANCELLED))) == (Part.ADDRESS, Part.ORDER)


def test_the_lengths_stay_where_the_studio_says_so() -> None:
    found = editable(choices=DeskChoices(length_follows=False))
    wanted = replace(wanted_of(found), services=("photos", "video"))
    after = weighed(found, wanted).after
    assert after is not None
    assert after.span == ITEM.span


def test_own_words_are_compared_with_what_is_there() -> None:
    found = editable(replace(ITEM, own=OwnWords(title="Own")))
    assert command_of(found, replace(wanted_of(found), title=None), None).own == OwnWords()


def test_nobody_is_told_of_a_hold_or_what_was_postponed() -> None:
    assert ask_cancel(ITEM).deed is not None
    assert ask_cancel(replace(ITEM, state=State.POSTPONED)).deed is None
    assert ask_postpone(replace(ITEM, state=State.HOLD, hold_until=START)).deed is None
