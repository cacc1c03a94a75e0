"""What the card of travel shows: which way is chosen, speeds in both units, and three answers for one drive."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from studio_app.actions.compare_drives import Compared, DriveQuestion
from studio_app.desk.travel.model import (
    TravelState,
    Way,
    compared_lines,
    geocoder_words,
    speed_meant,
    speed_shown,
)
from studio_app.domain.pin import ONLINE, Found, PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.place_choices import PlaceChoices
from studio_app.domain.settings import Settings, Travel, TravelMode

ESTIMATE = Travel(TravelMode.ESTIMATE)
ROUTING = PlaceChoices(routing=True, router="http://localhost:5000")
HERE = Found(Place(42.3, -71.1), PlaceSource.POSTCODE)


def test_which_way_is_chosen() -> None:
    assert TravelState().way is Way.FIXED
    assert TravelState(choices=ROUTING).way is Way.FIXED
    assert TravelState(ESTIMATE).way is Way.ESTIMATE
    assert TravelState(ESTIMATE, choices=PlaceChoices(routing=True)).way is Way.ESTIMATE, "whom to ask?"
    assert TravelState(ESTIMATE, choices=ROUTING).way is Way.ROUTER


@pytest.mark.parametrize(
    "before", [TravelState(), TravelState(ESTIMATE), TravelState(ESTIMATE, choices=ROUTING)]
)
@pytest.mark.parametrize("way", list(Way))
def test_any_way_leads_to_any_other(before: TravelState, way: Way) -> None:
    known = replace(before, choices=replace(before.choices, router=ROUTING.router))
    after = known.going(way)
    assert after.way is way
    assert (after.travel.speed_kmh, after.choices.router) == (45, ROUTING.router)


@pytest.mark.parametrize("kmh", [45, 45.05, 30, 29.97, 0.1, 2000])
@pytest.mark.parametrize("kilometres", [True, False])
def test_a_speed_that_nobody_touches_stays_exact(kmh: float, kilometres: bool) -> None:
    shown = speed_shown(kmh, kilometres=kilometres)
    assert speed_meant(shown, kmh, kilometres=kilometres) == kmh
    assert speed_meant(20, kmh, kilometres=False) == pytest.approx(32.19)
    assert speed_meant(20, kmh, kilometres=True) == 20


def compared(**values: object) -> Compared:
    settings = Settings("Northlight", ZoneInfo("UTC"), travel=ESTIMATE)
    known = {"start": HERE, "end": HERE, "kilometres": 10.0, "estimate": 18, **values}
    return Compared(DriveQuestion("a", "b", settings), **known)  # type: ignore[arg-type]


def lines(state: TravelState, found: Compared | None) -> dict[Way, tuple[str, str]]:
    return {line.way: (line.minutes, line.note) for line in compared_lines(state, found)}


def test_three_answers_for_one_drive() -> None:
    assert lines(TravelState(kilometres=True), compared(routed=23)) == {
        Way.FIXED: ("30 min", "on each side"),
        Way.ESTIMATE: ("18 min", "10.0 km × 1.3 at 45 km/h"),
        Way.ROUTER: ("23 min", "by road"),
    }
    found = lines(TravelState(before=20), compared(estimate=9, problem="It failed."))
    assert found == {
        Way.FIXED: ("20 + 30 min", "before and after"),
        Way.ESTIMATE: ("15 min", "6.2 mi × 1.3 at 28 mph; the drive is 9 min, at least 15 are kept"),
        Way.ROUTER: ("", "It failed."),
    }
    assert lines(TravelState(), compared())[Way.ROUTER] == ("", "none is set")
    assert lines(TravelState(), None)[Way.ESTIMATE] == ("", "type two addresses")
    assert lines(TravelState(), compared(estimate=None))[Way.ESTIMATE][0] == ""


def test_what_is_sent_where_is_said() -> None:
    assert "Nothing leaves this computer" in geocoder_words(PlaceChoices())
    for source in ONLINE:
        assert "sent to" in geocoder_words(PlaceChoices(source))
