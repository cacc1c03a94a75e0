"""What the view of the team shows, as frozen values. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from studio_app.desk.people import Face
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.photographer import Photographer
from studio_app.domain.working_hours import WeekHours

DOT = " \N{MIDDLE DOT} "


class Act(StrEnum):
    """What can be done with a photographer."""

    EDIT = "edit"
    AWAY = "away"
    PAUSE = "pause"
    RESUME = "resume"
    SENIOR = "senior"
    JUNIOR = "junior"
    CALENDARS = "calendars"
    COPY = "copy"
    REMOVE = "remove"
    DAYS_OFF = "days_off"
    STARTS = "starts"
    WORKLOAD = "workload"


class Field(StrEnum):
    """The fields of a profile, as the sheet asks for them."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    COLOUR = "colour"
    HOME = "home"
    ZONE = "zone"
    MOST = "most"
    SENIOR = "senior"
    ACCEPTING = "accepting"
    LIKE = "like"


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A photographer in the list.

    Attributes:
        detail: Place, rank and calendar: `1 · senior · Google`.
        alert: Something about them wants to be looked at.
    """

    key: str
    face: Face
    detail: str
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A fact about a photographer, which leads on.

    Attributes:
        state: Of the style sheet: "", `ok`, `warning`, `danger`.
        act: What a click does.
        field: Where the sheet begins, if it opens the sheet.
        tip: The same at length.
    """

    words: str
    state: str = ""
    act: Act = Act.EDIT
    field: Field = Field.NAME
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """One photographer.

    Attributes:
        detail: Address, zone of time and home.
        shorter: The same without what goes without saying, where there is little room.
        instead: The hours that count where they have none of their own; None is any time.
        starts: At which times their visits begin, in words.
    """

    person: Photographer
    face: Face
    detail: str
    shorter: str = ""
    chips: tuple[Chip, ...] = ()
    instead: WeekHours | None = None
    starts: str = ""


@dataclass(frozen=True, slots=True)
class TeamState:
    """The whole view.

    Attributes:
        rows: In the order in which bookings are offered.
        counts: Whether that order counts: the studio ranks by priority.
        words_of_order: Who is offered bookings first.
        current: Id of whose profile is shown; "" for nobody.
        filled: Whether a studio was read.
    """

    rows: tuple[TeamRow, ...] = ()
    counts: bool = True
    words_of_order: str = ""
    current: str = ""
    profile: Profile | None = None
    subtitle: str = ""
    wording: Wording = ENGLISH
    filled: bool = False


def matching(rows: tuple[TeamRow, ...], words: str) -> tuple[TeamRow, ...]:
    """The rows in which every word is found, in name or detail."""
    wanted = words.casefold().split()
    if not wanted:
        return rows
    return tuple(
        row for row in rows if all(word in f"{row.face.name} {row.detail}".casefold() for word in wanted)
    )
