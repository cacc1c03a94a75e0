"""What the view of the team shows of a snapshot. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from studio_app.actions.order_team import team_order
from studio_app.actions.read_desk import Snapshot
from studio_app.desk.calendars.content import calendar_name
from studio_app.desk.calendars.found import kind_words
from studio_app.desk.calendars.words import health_of, worst
from studio_app.desk.content import face_of
from studio_app.desk.team.model import DOT, Act, Chip, Field, Profile, TeamRow, TeamState
from studio_app.desk.wording import ENGLISH, Wording, wording_of
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.wall_time import Weekday


def team_state(snapshot: Snapshot, chosen: str, now: datetime, wording: Wording = ENGLISH) -> TeamState:
    """The view, with the profile of whoever is chosen; of the first where that one is gone."""
    studio = snapshot.studio
    people = team_order(studio.photographers)
    current = chosen if chosen in studio.photographer_by_id else people[0].id if people else ""
    counts = studio.settings.priority_enabled
    return TeamState(
        tuple(_row(snapshot, person, place, now) for place, person in enumerate(people, 1)),
        counts,
        "" if counts else "Whoever has fewest appointments in the week is offered first.",
        current,
        profile_of(snapshot, studio.photographer_by_id[current], now, wording) if current else None,
        _subtitle(len(people), counts=counts),
        wording,
        filled=True,
    )


def _subtitle(count: int, *, counts: bool) -> str:
    if not count:
        return ""
    people = f"{count} photographer{'s' if count != 1 else ''}"
    return f"{people}, in the order that bookings are offered" if counts else people


def _row(snapshot: Snapshot, person: Photographer, place: int, now: datetime) -> TeamRow:
    words, fine = calendar_words(snapshot, person, now)
    paused = "" if person.accepting else "paused"
    detail = DOT.join(filter(None, (str(place), paused, "senior" if person.senior else "", words)))
    return TeamRow(person.id, face_of(snapshot.studio, person.id), detail, alert=not fine)


def calendar_words(snapshot: Snapshot, person: Photographer, now: datetime) -> tuple[str, bool]:
    """Which calendar tells when they are busy, and whether it can be trusted now."""
    sources = tuple(source for source in snapshot.sources if source.photographer == person.id)
    if not sources:
        return ("no calendar", True) if person.calendar_known else ("calendar unknown", False)
    decides = worst(sources, now, snapshot.rules.limit)
    name = kind_words(decides.kind) if decides.account else calendar_name(decides)
    if decides.is_known(now, snapshot.rules.limit):
        return (name if len(sources) == 1 else f"{len(sources)} calendars"), True
    return _trouble(snapshot, decides, now), False


def _trouble(snapshot: Snapshot, source: CalendarSource, now: datetime) -> str:
    zone = snapshot.studio.settings.timezone
    return f"calendar {health_of(source, now, snapshot.rules.limit, zone, wording_of(snapshot.studio.settings.speech)).words}"


# ---------------------------------------------------------------- the profile


def profile_of(snapshot: Snapshot, person: Photographer, now: datetime, wording: Wording) -> Profile:
    """What is shown of one photographer."""
    settings = snapshot.studio.settings
    zone = person.timezone or settings.timezone
    starts = home_words(person)
    contact = person.email or "no e-mail address"
    home = f"starts from {starts}" if starts else "no home yet"
    company = settings.company_hours
    return Profile(
        person,
        face_of(snapshot.studio, person.id),
        DOT.join((contact, zone.key, home)),
        DOT.join((contact, home) if zone == settings.timezone else (contact, zone.key, home)),
        tuple(_chips(snapshot, person, now)),
        company if company is not None and company.is_set else None,
        starts_words(person, wording),
    )


def _chips(snapshot: Snapshot, person: Photographer, now: datetime) -> Iterator[Chip]:
    if not person.accepting:
        tip = "Takes no bookings. What is booked stays."
        yield Chip("Paused", "warning", Act.RESUME, tip=tip)
    words, fine = calendar_words(snapshot, person, now)
    has = any(source.photographer == person.id for source in snapshot.sources)
    if has:
        said = f"{words}{DOT}reads busy times" if fine else f"{words[0].upper()}{words[1:]}"
        yield Chip(said, "ok" if fine else "danger", Act.CALENDARS, tip="Show the calendars")
    else:
        state = "" if fine else "danger"
        yield Chip(f"{words[0].upper()}{words[1:]}", state, Act.CALENDARS, tip="Connect a calendar")
    if person.senior:
        yield Chip("Senior", "", Act.EDIT, Field.SENIOR)
    yield Chip(most_words(person.max_shoots_per_day), "", Act.EDIT, Field.MOST)


def most_words(most: int | None) -> str:
    """`At most 4 shoots a day`."""
    if most is None:
        return "Any number of shoots"
    if most == 0:
        return "No shoots at all"
    return f"At most {most} shoot{'s' if most != 1 else ''} a day"


def home_words(person: Photographer) -> str:
    """The street of the home, else its coordinates; "" without."""
    if person.home_address.strip():
        return person.home_address.split(",", 1)[0].strip()
    return place_words(person.home) if person.home else ""


def place_words(place: Place) -> str:
    """`42.33980, -71.12720`, which can be typed as well."""
    return f"{place.lat:.5f}, {place.lon:.5f}"


def starts_words(person: Photographer, wording: Wording) -> str:
    """`Starts at any time`, `Fixed starts Mon, Tue`."""
    days = [wording.weekdays[day] for day in Weekday if person.presets.get(day)]
    return f"Fixed starts {', '.join(days)}" if days else "Starts at any time"
