"""What the calendars' view shows, as frozen values. Pure; all text is plain text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from studio_app.desk.people import Face
from studio_app.desk.tone import Tone
from studio_app.domain.calendar_rules import CalendarRules

CALENDARS, CHANGES, RULES = "calendars", "changes", "rules"
"""Keys of the view's tabs."""


class Light(StrEnum):
    """The sign before the words on freshness: each has a shape of its own, so that no colour carries it alone."""

    FULL = "full"  # fresh
    RING = "ring"  # being read
    HALF = "half"  # stale or offline: what was read may still be good
    CROSS = "cross"  # signed out, failing, never read: nothing is known
    NONE = "none"


class Act(StrEnum):
    """What can be done from the view."""

    TEST = "test"
    READ = "read"
    SIGN_IN = "sign_in"
    ACCEPT_EMPTY = "accept_empty"
    DISCONNECT = "disconnect"
    ASSIGN = "assign"
    MAKE_PRIMARY = "make_primary"
    CONNECT = "connect"
    SIGN_OUT = "sign_out"
    LOOK_AGAIN = "look_again"
    SHOW_CHANGES = "show_changes"
    RETRY = "retry"
    TAKE_THEIRS = "take_theirs"
    KEEP_OURS = "keep_ours"
    HAND_OVER = "hand_over"
    SHOW = "show"


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done.

    Attributes:
        on: Id of what it is done with: a calendar source, an account, an appointment, a photographer.
        account, address: The found calendar that is given to somebody.
        group: Heading in a menu with several calendars; "" without.
        more: What further choice it needs, such as whose a calendar shall be.
    """

    act: Act
    words: str
    on: str = ""
    account: str = ""
    address: str = ""
    group: str = ""
    more: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Health:
    """How fresh something is, in words with a sign."""

    words: str = ""
    tone: Tone = Tone.PLAIN
    light: Light = Light.NONE


@dataclass(frozen=True, slots=True)
class Chip:
    """A calendar that counts for a photographer."""

    words: str
    tone: Tone = Tone.PLAIN
    tip: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One photographer.

    Attributes:
        account: Where the calendars come from: `Google, office@northlight.example`.
        chips: The calendars that count.
        counts: `214 events; ignored 3 free, 1 declined`.
        error: The last failure in words, "" without one.
        link: What helps at once, offered beside the error.
        offers: Everything that can be done, for the menu.
    """

    face: Face
    health: Health
    account: str = ""
    chips: tuple[Chip, ...] = ()
    counts: str = ""
    error: str = ""
    link: Offer | None = None
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class PrimaryCard:
    """The studio's own calendar.

    Attributes:
        detail: Kind and account.
        waiting, failed, changed: Events to be written, not written, changed in the calendar by hand.
    """

    title: str = ""
    detail: str = ""
    health: Health = Health()
    error: str = ""
    waiting: int = 0
    failed: int = 0
    changed: int = 0
    link: Offer | None = None
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A calendar that an account can see; it is dragged to each of those whose time it blocks.

    Attributes:
        owner: What it is used for, in words: `blocks Maya’s and Leo’s time`, `primary calendar`; "" for nothing.
        faces: Of those whose time it blocks.
        note: `only busy times`, `can be written`.
        primary: It may be made the studio's own.
    """

    account: str
    address: str
    name: str
    owner: str = ""
    faces: tuple[Face, ...] = ()
    note: str = ""
    primary: bool = False
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountCard:
    """A sign-in with the calendars that were found."""

    id: str
    title: str
    detail: str = ""
    health: Health = Health()
    link: Offer | None = None
    lines: tuple[FoundLine, ...] = ()
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; one that the other version has not is marked."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One part of an event in both versions.

    Attributes:
        label: `Time`, `Title`, ...
        changed: Somebody changed it in the calendar.
    """

    label: str
    ours: tuple[Piece, ...]
    theirs: tuple[Piece, ...]
    changed: bool = False


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Something that was done in the calendar, about which a person decides.

    Attributes:
        key: The appointment's id, for a decline with the photographer's after a slash.
        title: The address.
        detail: When and who.
        what: `moved`, `time and place changed`, `deleted`, `Maya declined`.
        lines: Both versions, part by part; empty for a decline.
        explanation: What each decision would do, one sentence.
        refused: The rules refuse to take theirs: their sentences.
        overrulable: A reason helps against that.
    """

    key: str
    appointment: str
    title: str
    detail: str
    what: str
    face: Face | None = None
    lines: tuple[VersionLine, ...] = ()
    explanation: str = ""
    refused: tuple[str, ...] = ()
    overrulable: bool = True
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarsState:
    """Everything that the view shows.

    Attributes:
        subtitle: For the top bar.
        has_people: Whether the studio has photographers at all.
        suggested: How many found calendars belong to a photographer by their e-mail address, and to nobody yet.
    """

    subtitle: str = ""
    primary: PrimaryCard = PrimaryCard()
    people: tuple[PersonRow, ...] = ()
    accounts: tuple[AccountCard, ...] = ()
    changes: tuple[ChangeRow, ...] = ()
    rules: CalendarRules = field(default_factory=CalendarRules)
    has_people: bool = True
    suggested: int = 0
