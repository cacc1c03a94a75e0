"""Public holidays to pick from, and the country and region that were chosen last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from studio_app.actions.ports import Reading, Store
from studio_app.domain.working_hours import DayReason
from studio_app.errors import BadInput
from studio_app.places import public_holidays as book

COUNTRY_SETTING, REGION_SETTING = "holiday_country", "holiday_region"
NO_COUNTRY = "US"
"""Where neither a choice nor the zone of time tells one."""


@dataclass(frozen=True, slots=True)
class HolidayQuestion:
    """Which holidays: country and region by their codes ("" is as chosen last, or all of the country), and the year."""

    year: int
    country: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class HolidayList:
    """The answer.

    Attributes:
        asked: With country and region filled in.
        countries, regions: Names by code, by name.
        days: By date.
    """

    asked: HolidayQuestion
    countries: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    days: tuple[DayReason, ...] = ()


def read_holidays(store: Store, now: datetime, question: HolidayQuestion) -> HolidayList:
    """The public holidays of a year. A country that is named is kept as the choice of the studio, with its region.

    Raises:
        BadInput: there is no such country, region or year.
    """
    if question.country:
        region = question.region if question.region in book.regions(question.country) else ""
        asked = HolidayQuestion(question.year, question.country, region)
        _keep(store, asked)
    else:
        with store.reading() as reading:
            asked = _chosen(reading, reading.studio(now).settings.timezone, question.year)
    return HolidayList(
        asked,
        book.countries(),
        book.regions(asked.country),
        book.public_holidays(asked.country, asked.region, asked.year),
    )


def _chosen(reading: Reading, zone: ZoneInfo, year: int) -> HolidayQuestion:
    country = reading.setting(COUNTRY_SETTING) or book.country_of(zone) or NO_COUNTRY
    region = reading.setting(REGION_SETTING)
    try:
        known = book.regions(country)
    except BadInput:  # a choice of another release
        return HolidayQuestion(year, NO_COUNTRY)
    return HolidayQuestion(year, country, region if region in known else "")


def _keep(store: Store, asked: HolidayQuestion) -> None:
    chosen = {COUNTRY_SETTING: asked.country, REGION_SETTING: asked.region}
    with store.reading() as reading:
        if all(reading.setting(name) == value for name, value in chosen.items()):
            return
    with store.writing() as writing:
        for name, value in chosen.items():
            writing.set_setting(name, value)
