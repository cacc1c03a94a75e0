"""The pure parts of the booking panel: rows, ticking, completion, what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from studio_app.desk.booking.matching import Index, folded
from studio_app.desk.booking.model import (
    Coverage,
    Draft,
    NewAgent,
    PanelState,
    PartLine,
    PartStatus,
    PlaceStatus,
)
from studio_app.desk.booking.offers import found_by, lines_of, packaged_in, toggled
from studio_app.desk.booking.readiness import Missing, broken_rules, missing, part_without_time
from studio_app.domain.appointment import Part
from studio_app.domain.service import Package, Service, Tier

PHOTOS = Service("photos", "Photos", 60, (Tier(3000, 60), Tier(None, 90)))
VIDEO = Service("video", "Video walkthrough", 60)
FLOOR = Service("floor", "Floor plan", 30, separate=True)
DUSK = Service("dusk", "Twilight set", 45, twilight=True)
FULL = Package("full", "Full shoot", ("photos", "video", "dusk"), minutes=105)
DUO = Package("duo", "Photo duo", ("photos", "floor"))
LINES = lines_of((PHOTOS, VIDEO, FLOOR, DUSK), (FULL, DUO), None, {"floor"})
BY_ID = {line.id: line for line in LINES}
NINE = datetime(2026, 11, 26, 14, tzinfo=UTC)


def test_rows_have_minutes_notes_and_problems() -> None:
    assert [(line.id, line.minutes, line.note, line.problem) for line in LINES] == [
        ("photos", 60, "", ""),
        ("video", 60, "", ""),
        ("floor", 30, "own visit", "nobody is trained in it"),
        ("dusk", 45, "at dusk", ""),
        ("full", 150, "", ""),
        ("duo", 90, "", "nobody is trained in it"),
    ]


def test_minutes_follow_the_size() -> None:
    assert lines_of((PHOTOS,), (), 3000)[0].minutes == 60
    assert lines_of((PHOTOS,), (), 3001)[0].minutes == 90


def test_a_package_of_twilight_alone_is_at_dusk() -> None:
    row = lines_of((DUSK,), (Package("p", "Evening", ("dusk",), minutes=200, twilight_minutes=40),), None)[1]
    assert (row.minutes, row.note) == (40, "at dusk")


def test_ticking_keeps_the_order_of_the_rows() -> None:
    draft = toggled(toggled(Draft(), BY_ID["video"], LINES), BY_ID["photos"], LINES)
    assert draft.services == ("photos", "video")
    assert toggled(draft, BY_ID["photos"], LINES).services == ("video",)


def test_a_package_takes_its_services_with_it() -> None:
    draft = Draft(services=("photos", "floor"))
    ticked = toggled(draft, BY_ID["full"], LINES)
    assert (ticked.services, ticked.packages) == (("floor",), ("full",))
    assert packaged_in(BY_ID["photos"], ticked, LINES) == "Full shoot"
    assert packaged_in(BY_ID["floor"], ticked, LINES) == ""
    assert packaged_in(BY_ID["full"], ticked, LINES) == ""


def test_packages_that_share_a_service_replace_each_other() -> None:
    ticked = toggled(Draft(packages=("full",)), BY_ID["duo"], LINES)
    assert ticked.packages == ("duo",)
    assert toggled(ticked, BY_ID["duo"], LINES).packages == ()


@pytest.mark.parametrize(
    "typed,after,found",
    [
        ("p", 0, "photos"),
        ("p", 1, "duo"),
        ("wal", 0, "video"),
        ("full", 0, "full"),
        ("x", 0, None),
        (" ", 0, None),
    ],
)
def test_letters_find_a_row(typed: str, after: int, found: str | None) -> None:
    place = found_by(LINES, typed, after)
    assert (None if place is None else LINES[place].id) == found
    assert found_by((), "p", 0) is None


PEOPLE = Index(
    [
        ("Maria Delgado", "maria@kellerlane.example", "Keller Lane Realty"),
        ("Dana Whitfield", "dana@kellerlane.example", "Keller Lane Realty"),
        ("José Dánaher", "jd@north.example", "North & Co"),
    ]
)


@pytest.mark.parametrize(
    "typed,found",
    [
        ("dana", (1, 2)),
        ("DANA W", (1,)),
        ("whit dana", (1,)),
        ("keller", (0, 1)),
        ("jose", (2,)),
        ("danaher", (2,)),
        ("maria@kellerlane.example", (0,)),
        ("nobody", ()),
        ("", ()),
        ("  .", ()),
    ],
)
def test_words_find_people(typed: str, found: tuple[int, ...]) -> None:
    assert PEOPLE.find(typed) == found


def test_the_name_goes_before_the_brokerage() -> None:
    index = Index([("Ann Bell", "", "Lane Homes"), ("Lane Smith", "", ""), ("Tom Lane", "", "")])
    assert index.find("lane") == (1, 2, 0)
    assert index.find("lane", limit=2) == (1, 2)


def test_folding() -> None:
    assert folded("ÉCOLE Straße") == "ecole strasse"


READY = PanelState(
    parts=(PartLine(Part.MAIN, 120, status=PartStatus.OPEN, chosen=NINE),),
    coverage=Coverage(PlaceStatus.KNOWN),
)
FULL_DRAFT = Draft(agent="dana", address="55 Summit Ave", services=("photos",))


def test_nothing_is_missing() -> None:
    assert missing(FULL_DRAFT, READY) is Missing.NOTHING
    assert part_without_time(READY) is None


def test_what_is_missing_comes_in_the_order_of_the_call() -> None:
    assert missing(Draft(), replace(READY, blocked="No database.")) is Missing.BLOCKED
    assert missing(Draft(), READY) is Missing.AGENT
    assert missing(Draft(new_agent=NewAgent("Jo", "jo@x.example")), READY) is Missing.ADDRESS
    assert missing(replace(FULL_DRAFT, address="  "), READY) is Missing.ADDRESS
    assert missing(replace(FULL_DRAFT, services=()), READY) is Missing.SERVICES


def test_a_part_without_a_time() -> None:
    dusk = PartLine(Part.TWILIGHT, 45, status=PartStatus.OPEN)
    assert missing(FULL_DRAFT, replace(READY, parts=(*READY.parts, dusk))) is Missing.TIME
    none = replace(dusk, status=PartStatus.NONE)
    assert missing(FULL_DRAFT, replace(READY, parts=(*READY.parts, none))) is Missing.OPENINGS
    unknown = Coverage(PlaceStatus.UNKNOWN)
    assert missing(FULL_DRAFT, replace(READY, parts=(none,), coverage=unknown)) is Missing.PLACE


def test_rules_that_a_time_breaks() -> None:
    part = replace(READY.parts[0], broken=("15 minutes short before 41 Harbor Rd",))
    state = replace(READY, parts=(part,))
    assert broken_rules(state) == ("15 minutes short before 41 Harbor Rd",)
    assert missing(FULL_DRAFT, state) is Missing.NOTHING
    assert (
        missing(FULL_DRAFT, replace(READY, parts=(replace(part, forbidden="Maya is booked"),)))
        is Missing.FORBIDDEN
    )


def test_what_is_offered_no_longer_has_a_row_only_while_it_is_ticked() -> None:
    photos, full = replace(PHOTOS, offered=False), replace(FULL, offered=False)
    assert [line.id for line in lines_of((photos, VIDEO), (full, DUO), None)] == ["video", "duo"]
    kept = Draft(services=("photos",), packages=("full",))
    lines = lines_of((photos, VIDEO), (full, DUO), None, kept=kept)
    assert [line.id for line in lines] == ["photos", "video", "full", "duo"]


def test_a_package_is_as_long_whether_or_not_its_services_are_offered() -> None:
    photos = replace(PHOTOS, offered=False)
    (line,) = lines_of((photos,), (Package("p", "Only photos", ("photos",)),), None)
    assert (line.id, line.minutes) == ("p", PHOTOS.minutes)
