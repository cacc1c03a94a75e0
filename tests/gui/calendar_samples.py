"""The calendars' view of the studio of the pictures, as its widgets are given it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from studio_app.desk.calendars.model import (
    AccountCard,
    Act,
    CalendarsState,
    ChangeRow,
    Chip,
    FoundLine,
    Health,
    Light,
    Offer,
    PersonRow,
    PrimaryCard,
)
from studio_app.desk.calendars.versions import said_aspects, version_lines
from studio_app.desk.tone import Tone
from studio_app.domain.calendar_event import CalendarEvent, Guest, StoredEvent
from studio_app.domain.difference import Aspect, Difference
from studio_app.domain.timespan import Span
from tests.gui.samples import BOSTON, FACES, at

FRESH = Health("fresh, 12 s ago", Tone.GOOD, Light.FULL)
READING = Health("reading…", Tone.PLAIN, Light.RING)
STALE = Health("stale since 9:40", Tone.WARN, Light.HALF)
SIGN_IN = Health("sign-in needed", Tone.BAD, Light.CROSS)
OFFLINE = Health("offline since 9:52", Tone.WARN, Light.HALF)
EMPTY = Health("suddenly empty", Tone.BAD, Light.CROSS)
NONE = Health("no calendar", Tone.BAD, Light.CROSS)
OFFICE = "office@northlight.example"


def offers(source: str) -> tuple[Offer, ...]:
    """What can be done with a calendar."""
    return (
        Offer(Act.TEST, "Test the connection", source),
        Offer(Act.READ, "Read now", source),
        Offer(Act.DISCONNECT, "Disconnect", source),
    )


def google(key: str, health: Health = FRESH, counts: str = "38 events", **more: object) -> PersonRow:
    """Somebody with a Google calendar."""
    return PersonRow(
        FACES[key],
        health,
        f"Google · {OFFICE}",
        (Chip(f"{FACES[key].first_name}’s calendar"),),
        counts,
        offers=offers(key),
        **more,  # type: ignore[arg-type]
    )


PEOPLE = (
    google("maya", counts="214 events, ignored: 3 free, 1 declined"),
    google("leo", READING, "38 events"),
    PersonRow(
        FACES["ana"],
        SIGN_IN,
        "CalDAV · ana@fastmail.example",
        (Chip("Personal", Tone.BAD), Chip("Family", Tone.BAD)),
        "97 events, ignored: 12 free",
        "Fastmail no longer takes the password.",
        Offer(Act.SIGN_IN, "Sign in again", "fastmail"),
        (Offer(Act.SIGN_IN, "Sign in again", "fastmail"), *offers("ana")),
    ),
    google("sam", STALE, "51 events, ignored: 2 working location"),
    google("priya", OFFLINE, "44 events", error="Google can’t be reached. It is tried again by itself."),
    PersonRow(
        FACES["tom"],
        EMPTY,
        "Feed or file",
        (Chip("Outlook", Tone.BAD),),
        "26 events",
        "The calendar reads as empty, and held 26 events before.",
        Offer(Act.ACCEPT_EMPTY, "It is empty", "tom"),
        (Offer(Act.ACCEPT_EMPTY, "Accept as empty", "tom"), *offers("tom")),
    ),
    PersonRow(
        FACES["jun"],
        NONE,
        "Bookings need a reason until one is connected",
        link=Offer(Act.CONNECT, "Connect", "jun"),
        offers=(Offer(Act.CONNECT, "Connect a calendar", "jun"),),
    ),
)
ASSIGN = Offer(
    Act.ASSIGN, "Use for", more=tuple(Offer(Act.ASSIGN, face.name, face.id) for face in FACES.values())
)


def found(key: str, note: str = "") -> FoundLine:
    """A calendar of a photographer."""
    face = FACES[key]
    address = f"{face.first_name.lower()}@northlight.example"
    return FoundLine("google", address, f"{face.name}", face.name, (face,), note, offers=(ASSIGN,))


ACCOUNTS = (
    AccountCard(
        "google",
        OFFICE,
        "Google",
        lines=(
            FoundLine(
                "google", OFFICE, "Northlight shoots", "primary calendar", (), "", True, offers=(ASSIGN,)
            ),
            found("maya"),
            found("leo"),
            found("sam", "only busy times"),
            found("priya"),
            FoundLine("google", "jun@northlight.example", "Jun Park", offers=(ASSIGN,)),
            FoundLine("google", "holidays", "Holidays in United States", note="only read", offers=(ASSIGN,)),
        ),
        offers=(
            Offer(Act.LOOK_AGAIN, "Look for calendars", "google"),
            Offer(Act.SIGN_OUT, "Sign out", "google"),
        ),
    ),
    AccountCard(
        "fastmail",
        "ana@fastmail.example",
        "CalDAV · caldav.fastmail.com",
        SIGN_IN,
        Offer(Act.SIGN_IN, "Sign in again", "fastmail"),
        (FoundLine("fastmail", "/personal", "Personal", "Ana Silva", (FACES["ana"],), offers=(ASSIGN,)),),
        (Offer(Act.SIGN_OUT, "Sign out", "fastmail"),),
    ),
)
PRIMARY = PrimaryCard(
    "Northlight shoots",
    f"Primary calendar · Google · {OFFICE}",
    FRESH,
    waiting=2,
    failed=1,
    changed=2,
    offers=offers("primary"),
)


def event(start: datetime, **more: object) -> CalendarEvent:
    """Our event of 55 Summit Ave."""
    values: dict[str, object] = {
        "id": "event",
        "appointment": "summit",
        "span": Span(start.astimezone(UTC), start.astimezone(UTC) + timedelta(hours=2)),
        "zone": BOSTON,
        "title": "Photos + Video: 55 Summit Ave",
        "description": "Dana Whitfield, 617 555 0101\nKeller Lane Realty\n2 h on site",
        "location": "55 Summit Ave, Brookline, MA 02446",
        "guests": (
            Guest("Dana Whitfield", "dana@kellerlane.example"),
            Guest("Maya Ortiz", "maya@northlight.example"),
        ),
    }
    return CalendarEvent(**{**values, **more})  # type: ignore[arg-type]


MOVED = Difference(
    "summit",
    event(at(26, 9)),
    StoredEvent(
        event(
            at(26, 10, 30),
            title="Photos + Video: 55 Summit Avenue",
            description="Dana Whitfield, 617 555 0101\nKeller Lane Realty\n2 h on site\nGate code 4711",
        ),
        "2",
    ),
    frozenset({Aspect.TIME, Aspect.TITLE, Aspect.TEXT}),
)
DECISIONS = (
    Offer(Act.SHOW, "Show on the grid", "summit"),
    Offer(Act.KEEP_OURS, "Keep ours", "summit"),
    Offer(Act.TAKE_THEIRS, "Take theirs", "summit"),
)
CHANGES = (
    ChangeRow(
        "summit",
        "summit",
        "55 Summit Ave",
        "Thu 26 Nov, 9:00 – 11:00 · Maya Ortiz",
        said_aspects(MOVED.aspects),
        FACES["maya"],
        version_lines(MOVED),
        "Take theirs moves the appointment to Thu 26 Nov, 10:30 – 12:30 pm and keeps the words. Keep ours writes our "
        "event again.",
        offers=DECISIONS,
    ),
    ChangeRow(
        "harbor",
        "harbor",
        "41 Harbor Rd",
        "Tue 24 Nov, 7:45 – 9:15 · Maya Ortiz",
        "moved",
        FACES["maya"],
        version_lines(
            Difference(
                "harbor",
                event(at(24, 7, 45)),
                StoredEvent(event(at(24, 13)), "3"),
                frozenset({Aspect.TIME}),
            )
        ),
        "Keep ours writes our event again.",
        ("Maya Ortiz: busy with 12 Mill Pond 1:00 – 4:00 pm",),
        offers=DECISIONS,
    ),
    ChangeRow(
        "orchard/sam",
        "orchard",
        "7 Orchard Ln",
        "Wed 25 Nov, 10:15 – 12:30 pm · Sam Okafor",
        "Sam declined",
        FACES["sam"],
        explanation="Sam Okafor declined the invitation. The appointment stands until you hand it over or move it.",
        offers=(
            Offer(Act.SHOW, "Show on the grid", "orchard"),
            Offer(
                Act.HAND_OVER,
                "Hand over…",
                more=(
                    Offer(Act.HAND_OVER, "Priya Nair", "priya"),
                    Offer(Act.HAND_OVER, "Maya Ortiz", "maya"),
                ),
            ),
        ),
    ),
)
STATE = CalendarsState("4 of 7 need you", PRIMARY, PEOPLE, ACCOUNTS, CHANGES, suggested=1)
