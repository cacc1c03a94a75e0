"""Why somebody is off or the studio closed, in the sentences of the explanation."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from studio_app.domain.days_off import DayKind, DaysWish, closed_on, with_days
from studio_app.domain.photographer import Photographer
from studio_app.domain.request import Request
from studio_app.domain.service import Service
from studio_app.domain.settings import Settings
from studio_app.domain.studio import Studio
from studio_app.engine import explain

ZONE = ZoneInfo("America/New_York")
DAY = date(2026, 11, 26)
SETTINGS = Settings("S", ZONE)
ANA = Photographer("ana", "Ana", "")


def told(settings: Settings, person: Photographer) -> list[str]:
    """What stands in the way at ten."""
    studio = Studio.of(settings, services=[Service("photos", "Photos", 60)], photographers=[person])
    asked = Request(datetime(2026, 11, 23, 14, tzinfo=ZONE), DAY, DAY, ("photos",))
    (found,) = explain(studio, asked, datetime(2026, 11, 26, 10, tzinfo=ZONE))
    return [failure.text for failure in found.photographers["ana"]]


@pytest.mark.parametrize(
    "wish, words",
    [
        (DaysWish(DayKind.OFF, DAY, DAY, (), "Vacation"), "Has time off: Vacation"),
        (DaysWish(DayKind.OFF, DAY, DAY), "Has time off"),
        (
            DaysWish(DayKind.HOURS, DAY, DAY, ((720, 900),), "School play"),
            "Works 12:00\N{EN DASH}3:00 pm that day: School play",
        ),
    ],
)
def test_a_day_off_says_why(wish: DaysWish, words: str) -> None:
    assert words in told(SETTINGS, with_days(ANA, ZONE, [wish]))


def test_a_closed_date_says_why() -> None:
    closed = closed_on(SETTINGS, [DaysWish(DayKind.OFF, DAY, DAY, (), "Thanksgiving Day")])
    assert told(closed, ANA)[0] == "The studio is closed on Thu 26 Nov: Thanksgiving Day"
    silent = replace(closed, closed_reasons=frozenset())
    assert told(silent, ANA)[0] == "The studio is closed on Thu 26 Nov"
