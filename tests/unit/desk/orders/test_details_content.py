"""What stands beside the table about an order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studio_app.actions.order_details import AppointmentDetails, OrderDetails
from studio_app.actions.read_history import HistoryPage
from studio_app.desk.orders.details_content import DetailsState, Fact, VisitLine, details_state, wishes_words
from studio_app.desk.tone import Tone
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.difference import Aspect, Difference
from studio_app.domain.order import Order, Property
from studio_app.domain.outbox import OutboxEntry, Task, WriteState
from studio_app.domain.outside_event import Response
from studio_app.domain.photographer import Photographer
from studio_app.domain.request import Request
from studio_app.domain.service import Service
from studio_app.domain.settings import Settings
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import Weekday
from studio_app.domain.wishes import NO_WISHES, DayPart, Wishes
from studio_app.engine.visits import visits_of

NOW = datetime(2026, 6, 15, 14, tzinfo=UTC)
STUDIO = Studio.of(
    Settings("Harbor Light", ZoneInfo("America/New_York")),
    services=[Service("photos", "Photos", 60), Service("drone", "Drone", 30, separate=True)],
    photographers=[Photographer("leo", "Leo Brandt", "Leo@studio.test")],
)
ORDER = Order("o1", "dana", Property("12 Mill Pond, Boston, MA"), ("photos",), (), NOW)
AGENT = Agent("dana", "Dana Reed", "dana@reed.test", "555 0100", "Keller")
VISIT = Appointment(
    "v1", ("leo",), Span(NOW + timedelta(days=1), NOW + timedelta(days=1, hours=1)), services=("photos",)
)
WRITE = OutboxEntry("v1", "e1", Task.PUT, NOW, state=WriteState.WRITTEN)


def shown(
    visit: Appointment | None = VISIT,
    write: OutboxEntry | None = WRITE,
    order: Order = ORDER,
    difference: Difference | None = None,
    **more: object,
) -> DetailsState:
    rows = (AppointmentDetails(visit, write, difference, more.get("answers", {})),) if visit else ()  # type: ignore[arg-type]
    request = Request(NOW, NOW.date(), NOW.date(), services=order.open)
    found = OrderDetails(
        STUDIO,
        order,
        AGENT,
        ("photos",),
        rows,
        visits_of(STUDIO, request) if order.open else (),
        HistoryPage((), None),
    )
    return details_state(found, NOW)


def line(visit: Appointment = VISIT, write: OutboxEntry | None = WRITE, **more: object) -> VisitLine:
    return shown(visit, write, **more).visits[0]  # type: ignore[arg-type]


def test_an_order_with_its_agent() -> None:
    state = shown()
    assert (state.title, state.town, state.state, state.tone) == (
        "12 Mill Pond",
        "Boston, MA",
        "booked",
        Tone.GOOD,
    )
    assert (state.agent, state.brokerage, state.phone, state.email) == (
        "Dana Reed",
        "Keller",
        "555 0100",
        "dana@reed.test",
    )
    assert state.facts == (Fact("Ordered", "Photos"), Fact("Taken", "Mon 15 Jun 10:00"))


def test_all_that_was_said_about_an_order() -> None:
    wishes = Wishes(
        DayPart.MORNING, ("leo",), frozenset({Weekday.MON, Weekday.TUE}), date(2026, 6, 18), "no dogs"
    )
    order = replace(
        ORDER,
        property=Property("12 Mill Pond", None, 2400.5),
        due=date(2026, 6, 14),
        wishes=wishes,
        notes=" Gate 5\nring ",
        open=("photos", "drone"),
    )
    state = shown(None, None, order)
    assert state.facts[1:5] == (
        Fact("Size", "2,400.5 sq ft"),
        Fact("Due", "Sun 14 Jun, is over", Tone.BAD),
        Fact("Wishes", "any morning, Mon or Tue, not before Thu 18 Jun, Leo, no dogs"),
        Fact("Notes", "Gate 5\nring"),
    )
    assert state.open == ("Photos · 1 h 00", "Drone · 30 min")
    assert (state.state, state.visits) == ("no time yet", ())
    assert wishes_words(STUDIO, NO_WISHES, NOW.date()) == ""


@pytest.mark.parametrize(
    "changes, state, tone, shows",
    [
        ({}, "booked", Tone.GOOD, True),
        ({"state": State.CANCELLED, "reason": "sold\ntwice"}, "cancelled: sold twice", Tone.PLAIN, False),
        ({"state": State.POSTPONED}, "postponed", Tone.WARN, False),
        ({"no_show": True}, "no-show", Tone.WARN, True),
        (
            {"state": State.HOLD, "hold_until": NOW + timedelta(minutes=15)},
            "held until 10:15",
            Tone.WARN,
            True,
        ),
        (
            {"state": State.HOLD, "hold_until": NOW + timedelta(days=2)},
            "held until Wed 10:00",
            Tone.WARN,
            True,
        ),
        ({"state": State.HOLD, "hold_until": NOW}, "the hold is over", Tone.PLAIN, False),
        ({"span": Span(NOW - timedelta(hours=2), NOW)}, "done", Tone.PLAIN, True),
    ],
)
def test_how_an_appointment_stands(changes: dict[str, object], state: str, tone: Tone, shows: bool) -> None:
    found = line(replace(VISIT, **changes))
    assert (found.state, found.tone, found.shows) == (state, tone, shows)


CANCELLED = replace(VISIT, state=State.CANCELLED)


@pytest.mark.parametrize(
    "visit, write, words, tone",
    [
        (VISIT, None, "", Tone.PLAIN),
        (VISIT, WRITE, "Written to the calendar", Tone.PLAIN),
        (CANCELLED, WRITE, "Taken out of the calendar", Tone.PLAIN),
        (
            VISIT,
            replace(WRITE, state=WriteState.WAITING),
            "Waiting to be written to the calendar",
            Tone.PLAIN,
        ),
        (
            CANCELLED,
            replace(WRITE, state=WriteState.WAITING, problem="Google is offline."),
            "Waiting to be taken out of the calendar. Google is offline.",
            Tone.WARN,
        ),
        (
            VISIT,
            replace(WRITE, state=WriteState.FAILED, problem="Not allowed."),
            "Not written to the calendar. Not allowed.",
            Tone.BAD,
        ),
        (CANCELLED, replace(WRITE, state=WriteState.FAILED), "Still in the calendar", Tone.BAD),
    ],
)
def test_where_an_event_stands(visit: Appointment, write: OutboxEntry | None, words: str, tone: Tone) -> None:
    found = line(visit, write)
    assert (found.calendar, found.calendar_tone) == (words, tone)
    assert found.retries is (write is not None and write.state is WriteState.FAILED)


def test_what_was_changed_outside_asks_for_a_decision() -> None:
    found = line(VISIT, WRITE, difference=Difference("v1", None, None, frozenset({Aspect.DELETED})))
    assert (found.differs, found.calendar_tone) == (True, Tone.WARN)
    assert found.calendar.startswith("Changed in the calendar")


def test_what_guests_answered_the_crew_first() -> None:
    answers = {
        "dana@reed.test": Response.TENTATIVE,
        "leo@studio.test": Response.DECLINED,
        "zoe@x.test": Response.NEEDS_ACTION,
    }
    assert line(VISIT, WRITE, answers=answers).answers == "Leo declined, dana@reed.test may come"


def test_an_agent_without_a_name_is_called_by_their_address() -> None:
    found = OrderDetails(STUDIO, ORDER, Agent("x", "", "x@y.test"), (), (), (), HistoryPage((), None))
    state = details_state(found, NOW)
    assert (state.agent, state.email) == ("x@y.test", "")
