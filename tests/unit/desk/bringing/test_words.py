"""What a file would change, and what becomes of the people in it, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from studio_app.actions.plan_agents import Choice, Planned, Verdict
from studio_app.actions.preview_import import ImportPreview, Part, Visits
from studio_app.actions.setup_words import Recorded
from studio_app.desk.bringing.words import file_state, summary, told, verdict_counts
from studio_app.desk.tone import Tone
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment
from studio_app.domain.contact import Contact
from studio_app.domain.settings import Settings
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from tests.support.board_studio import ZONE

STUDIO = Studio.of(Settings("Northlight", ZONE))
DANA = Agent("dana", "Dana Reed", "dana@reed.test", "617")


def preview(**changes: object) -> ImportPreview:
    return replace(ImportPreview("Northlight", first=False), **changes)  # type: ignore[arg-type]


def test_nothing_would_change() -> None:
    state = file_state(preview(), STUDIO)
    assert not state.can_take
    assert not state.lines


def test_a_first_studio_is_taken_whole() -> None:
    parts = (Part("services", ("Photos", "Video")), Part("zones"))
    state = file_state(preview(first=True, parts=parts, events=(0, 1200)), STUDIO)
    assert state.can_take
    assert [line.head for line in state.lines] == [
        "2 services more",
        "Busy times in diaries: 0 \N{RIGHTWARDS ARROW} 1,200",
    ]
    assert state.lines[0].details == ("Photos and Video",)


def test_what_differs_stands_before_and_after() -> None:
    rules = Recorded({"step": 15, "closed": []}, {"step": 30, "closed": ["2026-12-25"]})
    person = Recorded({"photographer": "ana", "senior": False}, {"photographer": "ana", "senior": True})
    parts = (Part("photographers", changed=(("Ana", person),), moved=True),)
    state = file_state(preview(rules=rules, parts=parts), STUDIO)
    arrow = "\N{RIGHTWARDS ARROW}"
    assert [(line.head, line.details) for line in state.lines] == [
        ("Rules of the studio", (f"Step: 15 min {arrow} 30 min", "Closed: Fri 25 Dec 2026")),
        ("Photographer Ana", (f"Senior: no {arrow} yes",)),
        ("Other order of photographers", ()),
    ]


def test_what_is_lost_is_marked_and_counted() -> None:
    start = datetime(2026, 6, 16, 14, tzinfo=UTC)
    visits = [
        Appointment(
            str(day),
            ("ana",),
            Span(start.replace(day=day), start.replace(day=day, hour=15)),
            address="5 Elm St, X",
        )
        for day in range(1, 21)
    ]
    state = file_state(
        preview(visits=Visits(removed=20, lost=tuple(visits)), parts=(Part("zones", removed=("East",)),)),
        STUDIO,
    )
    zones, lost = state.lines
    assert (zones.tone, lost.tone) == (Tone.WARN, Tone.WARN)
    assert lost.head == "20 appointments less"
    assert lost.details[1] == "Mon 1 Jun, 10:00 – 11:00, 5 Elm St"
    assert lost.details[-1] == "and 12 more"
    assert state.summary.startswith("2 things would be lost")


def test_many_names_and_long_values_are_cut() -> None:
    part = Part("zones", tuple(f"Zone {number}" for number in range(20)))
    rules = Recorded({"studio": ""}, {"studio": "x" * 500})
    state = file_state(preview(rules=rules, parts=(part,)), STUDIO)
    assert len(state.lines[0].details[0]) < 120
    assert state.lines[1].details[0].endswith("Zone 7 and 12 more")


CONTACT = Contact(7, "Dana Reed", "dana@reed.test", "508")


@pytest.mark.parametrize(
    "item, choice, words",
    [
        (Planned(CONTACT, Verdict.NEW, DANA), Choice.ADD, ""),
        (Planned(CONTACT, Verdict.BAD, why="it has no name"), Choice.SKIP, "Line 7: it has no name."),
        (Planned(CONTACT, Verdict.SAME, DANA, DANA, DANA, "the same e-mail address"), Choice.SKIP,
         "Dana Reed: the same e-mail address"),
        (Planned(CONTACT, Verdict.TWICE, DANA, DANA, why="has the address of line 2"), Choice.SKIP,
         "has the address of line 2"),
        (Planned(CONTACT, Verdict.CHANGED, DANA, DANA, replace(DANA, phone="508"), "x"), Choice.MERGE,
         "phone 617 \N{RIGHTWARDS ARROW} 508"),
        (Planned(CONTACT, Verdict.ALIKE, DANA, DANA, replace(DANA, phone="508"), "the name is alike"), Choice.ADD,
         "Dana Reed: the name is alike"),
        (Planned(CONTACT, Verdict.ALIKE, DANA, DANA, replace(DANA, phone="508"), "the name is alike"), Choice.MERGE,
         "Dana Reed: the name is alike; phone 617 \N{RIGHTWARDS ARROW} 508"),
    ],
)  # fmt: skip
def test_what_is_said_of_each(item: Planned, choice: Choice, words: str) -> None:
    assert told(item, choice) == words


def test_sums() -> None:
    assert summary([Choice.ADD] * 3 + [Choice.MERGE, Choice.SKIP]) == "Adds 3 and updates 1; leaves 1 out."
    assert summary([Choice.ADD]) == "Adds 1."
    assert summary([Choice.SKIP]) == "Nobody is chosen."
    items = [Planned(CONTACT, Verdict.BAD), Planned(CONTACT, Verdict.NEW), Planned(CONTACT, Verdict.NEW)]
    assert verdict_counts(items) == ((Verdict.NEW, 2), (Verdict.BAD, 1))
