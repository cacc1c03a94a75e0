"""The settings of a studio as a table: what each is called, what it means, what it may be. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from studio_app.domain.settings import (
    MOST_ADVANCE_DAYS,
    MOST_AROUND_SUNSET_MIN,
    MOST_BUFFER_MIN,
    MOST_HOURS,
    MOST_REDUCTION_PCT,
    SLOT_STEPS,
    TwilightMode,
)
from studio_app.domain.speech import LANGUAGES

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"


class Section(StrEnum):
    """Parts of the settings, in their order."""

    STUDIO = "studio"
    BOOKING = "booking"
    LENGTHS = "lengths"
    HOURS = "hours"
    TRAVEL = "travel"
    TWILIGHT = "twilight"
    CHOOSING = "choosing"
    EVENTS = "events"
    PRIVACY = "privacy"
    MAP = "map"
    DESK = "desk"
    BRINGING = "bringing"
    KEPT = "kept"


SECTIONS = {
    Section.STUDIO: "Studio",
    Section.BOOKING: "Booking",
    Section.LENGTHS: "Lengths and crews",
    Section.HOURS: "Days and hours",
    Section.TRAVEL: "Travel",
    Section.TWILIGHT: "Twilight",
    Section.CHOOSING: "Who is chosen",
    Section.EVENTS: "Calendar events",
    Section.PRIVACY: "Privacy",
    Section.MAP: "Map",
    Section.DESK: "Look and language",
    Section.BRINGING: "Import and export",
    Section.KEPT: "Where things are kept",
}
"""Sections by what they are called."""

CARDS = {
    Section.STUDIO: "The studio",
    Section.BOOKING: "What is offered",
    Section.LENGTHS: "Two photographers",
    Section.HOURS: "Open days",
    Section.TRAVEL: "Drive times",
    Section.TWILIGHT: "Twilight",
    Section.CHOOSING: "Who is offered, and who goes",
    Section.DESK: "Dates and measures",
}
"""Titles of the cards with the settings of the table."""


class Kind(StrEnum):
    """How a setting is edited."""

    TEXT = "text"
    ZONE = "zone"
    SWITCH = "switch"
    CHOICE = "choice"
    NUMBER = "number"
    DECIMAL = "decimal"
    WEEKDAYS = "weekdays"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Rule:
    """One setting.

    Attributes:
        key: Its name in `Settings`; `twilight.start` is a part of one.
        words: What it is called.
        meaning: One sentence.
        unit: After a number, with its space.
        least, most: Bounds of a number, those of the studio file.
        choices: Pairs of key and word.
        also: Other words that it is found by.
    """

    key: str
    section: Section
    words: str
    meaning: str
    kind: Kind
    unit: str = ""
    least: int = 0
    most: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    also: str = ""

    def matches(self, words: str) -> bool:
        """Whether every one of some words is found in it."""
        said = f"{self.words} {self.meaning} {self.also} {SECTIONS[self.section]} {self.key}".casefold()
        return all(word in said for word in words.casefold().split())


ON_OFF = (("yes", "On"), ("no", "Off"))

RULES: tuple[Rule, ...] = (
    Rule(
        "name",
        Section.STUDIO,
        "Name",
        "It stands on papers and can stand in calendar events.",
        Kind.TEXT,
    ),
    Rule(
        "timezone",
        Section.STUDIO,
        "Time zone",
        "Days, starts and hours are meant on the wall there, whatever this computer says.",
        Kind.ZONE,
        also="clock local",
    ),
    Rule(
        "integrated_booking",
        Section.BOOKING,
        "Booking",
        "Off, nothing new can be booked; everything else works on.",
        Kind.SWITCH,
        choices=ON_OFF,
        also="integrated pause stop",
    ),
    Rule(
        "slot_step_min",
        Section.BOOKING,
        "Starts are offered every",
        "Openings begin on this grid, from midnight on; photographers with preset starts have theirs.",
        Kind.CHOICE,
        choices=tuple((str(step), f"{step} min") for step in SLOT_STEPS),
        also="step slot grid minutes",
    ),
    Rule(
        "lead_time_hours",
        Section.BOOKING,
        "Lead time",
        "So long before a start it can be booked at the latest.",
        Kind.DECIMAL,
        " h",
        0,
        MOST_HOURS,
        also="hours notice short earliest",
    ),
    Rule(
        "max_advance_days",
        Section.BOOKING,
        "Furthest day",
        "So many days ahead it can be booked.",
        Kind.NUMBER,
        " days",
        1,
        MOST_ADVANCE_DAYS,
        also="advance ahead latest",
    ),
    Rule(
        "two_photographers_hours",
        Section.LENGTHS,
        "Two go from",
        "An appointment this long takes two photographers, one of them senior; 0 is never.",
        Kind.DECIMAL,
        " h on site",
        0,
        MOST_HOURS,
        also="crew second threshold senior",
    ),
    Rule(
        "duration_reduction_pct",
        Section.LENGTHS,
        "Two are quicker by",
        "So much shorter is their time on site, up to a whole step.",
        Kind.NUMBER,
        " %",
        0,
        MOST_REDUCTION_PCT,
        also="reduction percent shorter",
    ),
    Rule(
        "bookable_weekdays",
        Section.HOURS,
        "Weekdays",
        "On the others nothing starts.",
        Kind.WEEKDAYS,
        also="bookable closed days monday tuesday wednesday thursday friday saturday sunday",
    ),
    Rule(
        "buffer_before_min",
        Section.TRAVEL,
        "Drive time before",
        "Kept free before the time on site; two appointments share it.",
        Kind.NUMBER,
        " min",
        0,
        MOST_BUFFER_MIN,
        also="buffer",
    ),
    Rule(
        "buffer_after_min",
        Section.TRAVEL,
        "Drive time after",
        "Kept free after the time on site; it is never part of the calendar event.",
        Kind.NUMBER,
        " min",
        0,
        MOST_BUFFER_MIN,
        also="buffer",
    ),
    Rule(
        "twilight.mode",
        Section.TWILIGHT,
        "Twilight is",
        "When appointments with twilight services can be.",
        Kind.CHOICE,
        choices=(
            (TwilightMode.OFF.value, "Off"),
            (TwilightMode.MANUAL.value, "Fixed hours"),
            (TwilightMode.SUN.value, "Around sunset"),
        ),
        also="dusk sun sunset window",
    ),
    Rule(
        "twilight.start",
        Section.TWILIGHT,
        "From",
        "A twilight appointment begins no earlier, on any day.",
        Kind.TIME,
        also="window manual",
    ),
    Rule(
        "twilight.end",
        Section.TWILIGHT,
        "To",
        "It is over by then.",
        Kind.TIME,
        also="window manual",
    ),
    Rule(
        "twilight.before_min",
        Section.TWILIGHT,
        "Before sunset",
        "A twilight appointment begins at most so long before the sun sets there.",
        Kind.NUMBER,
        " min",
        0,
        MOST_AROUND_SUNSET_MIN,
        also="sun",
    ),
    Rule(
        "twilight.after_min",
        Section.TWILIGHT,
        "After sunset",
        "It is over at most so long after.",
        Kind.NUMBER,
        " min",
        0,
        MOST_AROUND_SUNSET_MIN,
        also="sun",
    ),
    Rule(
        "skills_enabled",
        Section.CHOOSING,
        "Skills count",
        "Only who can do what is ordered is offered.",
        Kind.SWITCH,
        choices=ON_OFF,
        also="services trained",
    ),
    Rule(
        "zones_enabled",
        Section.CHOOSING,
        "Zones count",
        "Only who covers the address is offered; who has no zone is offered nowhere.",
        Kind.SWITCH,
        choices=ON_OFF,
        also="area map cover",
    ),
    Rule(
        "priority_enabled",
        Section.CHOOSING,
        "Priority counts",
        "On, the list of the team decides who goes; off, whoever has least to do that week.",
        Kind.SWITCH,
        choices=ON_OFF,
        also="order fair ranking",
    ),
    Rule(
        "speech.language",
        Section.DESK,
        "Language of dates",
        "Weekdays, months and numbers are said in it.",
        Kind.CHOICE,
        choices=tuple(LANGUAGES.items()),
        also="english spanish french german portuguese italian dutch polish month weekday",
    ),
    Rule(
        "speech.hours24",
        Section.DESK,
        "Clock",
        "How times are said and typed.",
        Kind.SWITCH,
        choices=(("no", "12 hours"), ("yes", "24 hours")),
        also="am pm time 12 24",
    ),
    Rule(
        "speech.metric_area",
        Section.DESK,
        "Sizes",
        "How sizes of properties are said and typed; they are kept in square feet.",
        Kind.SWITCH,
        choices=(("no", "Square feet"), ("yes", "Square metres")),
        also="area units meters metric imperial",
    ),
    Rule(
        "speech.kilometres",
        Section.DESK,
        "Distances",
        "How ways and the map are measured.",
        Kind.SWITCH,
        choices=(("no", "Miles"), ("yes", "Kilometres")),
        also="units kilometers metric imperial",
    ),
)
"""Every setting that is edited as a row. Company hours, closed dates and travel have cards of their own."""

RULE_OF = {rule.key: rule for rule in RULES}
