"""What the calendars' view and the pill say of a snapshot."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from studio_app.actions.differences import Decline
from studio_app.actions.read_desk import Snapshot
from studio_app.desk.calendar_status import Mood, said, status_of, unknown_at
from studio_app.desk.calendars.content import calendars_state
from studio_app.desk.calendars.found import suggestions
from studio_app.desk.calendars.known import Counts, Known, Refusal, Round
from studio_app.desk.calendars.model import Act, CalendarsState, PersonRow
from studio_app.desk.tone import Tone
from studio_app.domain.account import Account, FoundCalendar
from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_source import CalendarSource, Trouble
from studio_app.domain.difference import Aspect
from studio_app.domain.outbox import OutboxEntry, Task, WriteState
from studio_app.domain.photographer import Photographer
from studio_app.domain.settings import Settings
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.engine import Code, Failure
from tests.gui.calendar_samples import MOVED, OFFICE
from tests.gui.samples import BOSTON

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
READ = NOW - timedelta(seconds=12)
GOOGLE = Account(
    "google:office",
    "google",
    OFFICE,
    calendars=(
        FoundCalendar(OFFICE, "Northlight shoots", writable=True, main=True),
        FoundCalendar("maya@northlight.example", "Maya"),
        FoundCalendar("Leo@Northlight.example", "Leo", titles=False),
    ),
)
PRIMARY = CalendarSource("primary", "", "google", OFFICE, "Northlight shoots", READ, account=GOOGLE.id)
MAYA = CalendarSource("s1", "maya", "google", "maya@northlight.example", "Maya", READ, account=GOOGLE.id)
FEED = CalendarSource("s2", "maya", "feed", "https://outlook.example/private-4f6b/c.ics", "", READ)
PEOPLE = (
    Photographer("maya", "Maya Ortiz", "maya@northlight.example"),
    Photographer("leo", "Leo Brandt", "leo@northlight.example", calendar_known=False),
)
SHOOT = Appointment(
    "summit", ("maya",), MOVED.ours.span if MOVED.ours else Span(NOW, NOW), address="55 Summit Ave, 02446"
)


def snapshot(*sources: CalendarSource, **more: object) -> Snapshot:
    """A studio of two with these calendars."""
    studio = Studio.of(Settings("Northlight", BOSTON), photographers=PEOPLE, appointments=[SHOOT])
    values: dict[str, object] = {"primary": PRIMARY, "accounts": (GOOGLE,), **more}
    return Snapshot(studio, NOW, sources=sources, **values)  # type: ignore[arg-type]


REFUSAL = Refusal((("maya", Failure(Code.BUSY, "41 Harbor Rd 9:00–11:00", ours=True)),), overrulable=False)


def shown(taken: Snapshot, known: Known | None = None) -> CalendarsState:
    return calendars_state(taken, known or Known(), NOW)


def maya(*sources: CalendarSource, known: Known | None = None) -> PersonRow:
    return shown(snapshot(*sources), known).people[0]


def acts(row: PersonRow) -> list[Act]:
    return [offer.act for offer in row.offers]


def test_a_sign_in_that_ends_by_itself_is_told_of_a_day_before() -> None:
    def card(hours: int) -> tuple[str, bool]:
        until = (NOW + timedelta(hours=hours)).isoformat()
        account = replace(GOOGLE, details={"until": until})
        found = shown(snapshot(MAYA, accounts=(account,))).accounts[0]
        return found.health.words, found.link is not None

    assert card(25) == ("", False)
    assert card(3) == ("sign-in ends 1:00 pm", True)
    assert card(22) == ("sign-in ends Tue 24 Nov 8:00", True)
    assert card(-1) == ("", False), "what it is then is said by the calendars"
    assert replace(GOOGLE, details={"until": "soon"}).ends_at is None


def test_a_photographer_with_two_calendars() -> None:
    counts = {"s1": Counts(200, {"free": 3}), "s2": Counts(14, {"free": 1, "declined": 1})}
    row = maya(MAYA, FEED, known=Known(counts))
    assert (row.account, row.health.words) == ("2 accounts", "fresh, 12 s ago")
    assert [chip.words for chip in row.chips] == ["Maya", "Feed"]
    assert "outlook.example #" in row.chips[1].tip
    assert "private-4f6b" not in repr(row), "whoever knows the address can read the calendar"
    assert row.counts == "214 events, ignored: 4 free, 1 declined"
    assert {offer.group for offer in row.offers} == {"Maya", "Feed", " "}
    assert (row.error, row.link) == ("", None)


def test_while_it_is_read_it_says_so_and_nothing_else() -> None:
    failing = replace(MAYA, trouble=Trouble.FAILING, problem="The calendar is broken.")
    row = maya(failing, known=Known(round=Round(sources=frozenset({"s1"}))))
    assert (row.health.words, row.error, row.link) == ("reading…", "", None)
    assert maya(failing).error == "The calendar is broken."


@pytest.mark.parametrize(
    "trouble,act",
    [
        (Trouble.SIGN_IN, Act.SIGN_IN),
        (Trouble.EMPTY, Act.ACCEPT_EMPTY),
        (Trouble.FAILING, Act.TEST),
        (Trouble.OFFLINE, None),
    ],
)
def test_what_helps_at_once_is_offered_at_once(trouble: Trouble, act: Act | None) -> None:
    row = maya(replace(MAYA, trouble=trouble, problem="Why."))
    assert (row.link.act if row.link else None) is act
    if act is not None:
        assert act in acts(row)
    assert Act.DISCONNECT in acts(row)


def test_the_top_bar_counts_whoever_is_unknown() -> None:
    """Also those whose calendar is too old, or was never read."""
    old, never = replace(MAYA, read_at=READ - timedelta(hours=1)), replace(MAYA, read_at=None)
    away = replace(MAYA, trouble=Trouble.OFFLINE, failing_since=READ)
    leo = replace(FEED, photographer="leo")
    for sources, said_of_all in (
        ((MAYA, leo), "all 2 known"),
        ((away, leo), "all 2 known"),
        ((MAYA,), "1 of 2 unknown"),
        ((old, leo), "1 of 2 unknown"),
        ((old, replace(MAYA, id="s3"), leo), "1 of 2 unknown"),
        ((never,), "2 of 2 unknown"),
    ):
        assert shown(snapshot(*sources)).subtitle == said_of_all


def test_who_has_no_calendar_is_told_apart() -> None:
    people = shown(snapshot(), Known()).people
    assert [(row.health.words, row.health.tone) for row in people] == [
        ("no calendar", Tone.PLAIN),
        ("no calendar", Tone.BAD),
    ]
    assert all(row.link and row.link.act is Act.CONNECT for row in people)


def test_found_calendars_say_whose_they_are() -> None:
    lines = shown(snapshot(MAYA)).accounts[0].lines
    assert [(line.name, line.owner, line.note) for line in lines] == [
        ("Northlight shoots", "primary calendar", ""),
        ("Maya", "blocks Maya’s time", ""),
        ("Leo", "", "only busy times"),
    ]
    use = lines[2].offers[0]
    assert [(offer.on, offer.account, offer.address) for offer in use.more] == [
        ("maya", GOOGLE.id, "Leo@Northlight.example"),
        ("leo", GOOGLE.id, "Leo@Northlight.example"),
    ]
    assert [offer.act for offer in lines[0].offers] == [Act.ASSIGN]
    assert [offer.act for offer in lines[1].offers] == [Act.ASSIGN, Act.DISCONNECT]


def test_a_calendar_that_several_people_share() -> None:
    shared = (MAYA, replace(MAYA, id="s9", photographer="leo"))
    line = shown(snapshot(*shared)).accounts[0].lines[1]
    assert line.owner == "blocks Maya’s and Leo’s time"
    assert [face.name for face in line.faces] == ["Maya Ortiz", "Leo Brandt"]
    (stop,) = line.offers
    assert [(offer.act, offer.words, offer.on) for offer in stop.more] == [
        (Act.DISCONNECT, "Maya Ortiz", "s1"),
        (Act.DISCONNECT, "Leo Brandt", "s9"),
    ]


def test_calendars_with_a_photographers_address_are_suggested() -> None:
    taken = snapshot(MAYA)
    assert suggestions(taken) == ((GOOGLE.id, "Leo@Northlight.example", "leo"),)
    assert shown(taken).suggested == 1
    assert suggestions(snapshot(MAYA, replace(MAYA, id="x", photographer="leo", address="other"))) == ()


def test_an_account_that_is_signed_out_says_so_once() -> None:
    card = shown(snapshot(replace(MAYA, trouble=Trouble.SIGN_IN))).accounts[0]
    assert (card.health.words, card.link and card.link.act) == ("sign-in needed", Act.SIGN_IN)


def entry(state: WriteState, appointment: str = "summit") -> OutboxEntry:
    return OutboxEntry(appointment, f"event-{appointment}", Task.PUT, NOW, state)


def test_the_primary_calendar_says_what_is_owed() -> None:
    writes = {key: entry(state, key) for key, state in (("a", WriteState.WAITING), ("b", WriteState.FAILED))}
    card = shown(snapshot(writes=writes, differences={"summit": MOVED})).primary
    assert (card.waiting, card.failed, card.changed) == (1, 1, 1)
    assert card.detail == f"Primary calendar · Google · {OFFICE}"
    assert Act.MAKE_PRIMARY in [offer.act for offer in card.offers]
    assert Act.MAKE_PRIMARY not in [
        offer.act for offer in shown(snapshot(primary=replace(PRIMARY, kind="local"))).primary.offers
    ]


def test_differences_and_declines_wait_for_somebody() -> None:
    taken = snapshot(differences={"summit": MOVED}, declined=(Decline("summit", "maya"),))
    difference, decline = shown(taken, Known(refusals={"summit": REFUSAL})).changes
    assert (difference.title, difference.what) == ("55 Summit Ave", "time, title and text changed")
    assert "moves the appointment to Thu 26 Nov, 10:30 – 12:30 pm" in difference.explanation
    assert (difference.refused[:1], difference.overrulable) == (
        ("Maya is busy: 41 Harbor Rd 9:00–11:00",),
        False,
    )
    assert (decline.key, decline.what) == ("summit/maya", "Maya declined")
    assert [offer.words for offer in decline.offers[1].more] == ["Leo Brandt"]


def test_taking_over_a_whole_day_is_said_without_hours() -> None:
    assert MOVED.theirs
    midnight = datetime(2026, 11, 26, tzinfo=BOSTON)
    day = replace(MOVED.theirs.event, span=Span(midnight, midnight + timedelta(days=1)))
    whole = replace(MOVED, theirs=replace(MOVED.theirs, event=day), aspects=frozenset({Aspect.TIME}))
    (row,) = shown(snapshot(differences={"summit": whole})).changes
    assert "moves the appointment to Thu 26 Nov, all day." in row.explanation


def test_a_series_can_not_be_taken_over() -> None:
    repeats = replace(MOVED, aspects=frozenset({Aspect.REPEATS}))
    (row,) = shown(snapshot(differences={"summit": repeats}), Known(refusals={"summit": REFUSAL})).changes
    assert row.what == "made to repeat"
    assert [offer.act for offer in row.offers] == [Act.SHOW, Act.KEEP_OURS]
    assert "makes it a single event again" in row.explanation
    assert row.refused == ()


# ---------------------------------------------------------------- the pill


def mood(*sources: CalendarSource, **more: object) -> tuple[Mood, str]:
    status = status_of(snapshot(*sources, **more), reading=False, now=NOW)
    return status.mood, said(status)


def test_the_pill_says_the_worst() -> None:
    old = replace(MAYA, read_at=NOW - timedelta(minutes=35))
    assert mood(MAYA) == (Mood.FRESH, "1 calendar · synced 12 s ago")
    assert mood(old) == (Mood.STALE, "1 calendar stale since 9:40")
    assert mood(replace(MAYA, trouble=Trouble.OFFLINE), FEED) == (Mood.OFFLINE, "1 calendar offline")
    assert mood(replace(MAYA, trouble=Trouble.EMPTY), old) == (Mood.FAILING, "1 calendar can’t be read")
    signed_out = replace(MAYA, trouble=Trouble.SIGN_IN)
    assert mood(signed_out, primary=replace(PRIMARY, trouble=Trouble.SIGN_IN)) == (
        Mood.SIGN_IN,
        "Sign in again",
    )
    assert mood(MAYA, differences={"summit": MOVED}) == (Mood.CHANGED, "1 event changed outside")
    assert mood(MAYA, writes={"summit": entry(WriteState.FAILED)}) == (Mood.UNWRITTEN, "1 event not written")


def test_an_old_reading_of_the_primary_calendar_alarms_nobody() -> None:
    assert mood(MAYA, primary=replace(PRIMARY, read_at=NOW - timedelta(days=1)))[0] is Mood.FRESH


def test_time_alone_makes_a_calendar_unknown() -> None:
    taken = snapshot(MAYA, FEED)
    assert unknown_at(taken, NOW) == frozenset()
    assert unknown_at(taken, READ + timedelta(minutes=15)) == frozenset()
    assert unknown_at(taken, READ + timedelta(minutes=15, seconds=1)) == {"s1", "s2"}
