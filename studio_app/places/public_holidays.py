"""Public holidays of countries and their regions, from the library `holidays`; names of countries from tzdata.

The library is loaded when it is first asked, and knows everything without a network.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from studio_app.domain.working_hours import DayReason
from studio_app.errors import BadInput

LANGUAGE = "en_US"
FIRST_YEAR, LAST_YEAR = 2000, 2100


def countries() -> Mapping[str, str]:
    """Names of the countries by their code of two letters (ISO 3166-1), by name."""
    known = _supported()
    names = {code: name for code, name in _iso_names().items() if code in known}
    return dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))


def regions(country: str) -> Mapping[str, str]:
    """Names of a country's regions by their code, by name; empty where it has the same holidays everywhere.

    Raises:
        BadInput: the country is unknown.
    """
    codes = _supported().get(country)
    if codes is None:
        raise BadInput("", "Public holidays of this country are not known. Choose another one.")
    aliases: Mapping[str, str] = getattr(_maker(country), "subdivisions_aliases", {})
    names = {code: name for name, code in aliases.items()}
    return dict(
        sorted(((code, names.get(code, code)) for code in codes), key=lambda pair: pair[1].casefold())
    )


def public_holidays(country: str, region: str, year: int) -> tuple[DayReason, ...]:
    """The public holidays of a year, by date; `region` "" asks for those of the whole country.

    Raises:
        BadInput: there is no such country or region, or the year is out of reach.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadInput("", f"Choose a year from {FIRST_YEAR} to {LAST_YEAR}.")
    if region and region not in regions(country):
        raise BadInput("", "Public holidays of this region are not known. Choose another one.")
    if country not in _supported():
        raise BadInput("", "Public holidays of this country are not known. Choose another one.")
    return _of_year(country, region, year)


def country_of(zone: ZoneInfo) -> str:
    """The country of a time zone, as its best guess; "" where holidays of it are not known."""
    code = _zone_countries().get(zone.key, "")
    return code if code in _supported() else ""


@cache
def _of_year(country: str, region: str, year: int) -> tuple[DayReason, ...]:
    from holidays import country_holidays

    maker = _maker(country)
    spoken = getattr(maker, "supported_languages", ())
    language = LANGUAGE if LANGUAGE in spoken else None
    found = country_holidays(country, subdiv=region or None, years=year, language=language)
    days: dict[date, str] = dict(found.items())
    return tuple(DayReason(day, name) for day, name in sorted(days.items()) if day.year == year)


@cache
def _supported() -> Mapping[str, list[str]]:
    from holidays import list_supported_countries

    known: dict[str, list[str]] = list_supported_countries(include_aliases=False)
    return {code: codes for code, codes in known.items() if len(code) == len("US")}


def _maker(country: str) -> Any:
    from holidays import country_holidays

    return type(country_holidays(country))


@cache
def _iso_names() -> Mapping[str, str]:
    rows = (line.split("\t") for line in _table("iso3166.tab"))
    return {row[0]: row[1].strip() for row in rows}


@cache
def _zone_countries() -> Mapping[str, str]:
    rows = (line.split("\t") for line in _table("zone1970.tab"))
    # The country named first has most people in the zone.
    return {row[2].strip(): row[0].split(",")[0] for row in rows}


def _table(name: str) -> list[str]:
    text = resources.files("tzdata").joinpath("zoneinfo", name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
