"""What a request asks for, as appointments: services, minutes on site and the size of the crew."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.support.oracle_time import Json


class Refused(Exception):
    """The request can't be answered: the specification says `refused`."""


@dataclass(frozen=True)
class Visit:
    """One appointment to be looked for; minutes are on site, after any reduction."""

    part: str
    services: tuple[str, ...]
    minutes: int
    crew_size: int


def exactly(number: float) -> Fraction:
    """A number of the JSON text as it was written there: 1.1 is eleven tenths."""
    return Fraction(str(number))


def visits(studio: Json, request: Json) -> list[Visit]:
    """The appointments of a request: main, separate, twilight."""
    catalogue = {service["id"]: service for service in studio.get("services") or []}
    packages = [
        package
        for wanted in request.get("packages") or []
        for package in studio.get("packages") or []
        if package["id"] == wanted
    ]
    packed = [service for package in packages for service in package["services"]]
    if len(packed) != len(set(packed)):
        raise Refused("a service in two packages")
    loose = [service for service in request.get("services") or [] if service not in packed]
    if not loose and not packages:
        raise Refused("nothing asked for")

    main = [service for service in loose + packed if kind(catalogue[service]) == "main"]
    separate = [service for service in loose + packed if kind(catalogue[service]) == "separate"]
    twilight = [service for service in loose + packed if kind(catalogue[service]) == "twilight"]
    sqft = request.get("square_feet")

    found = []
    if main:
        minutes = minutes_of("main", "minutes", catalogue, loose, packages, sqft)
        two = any(
            package.get("send_two", False)
            and any(kind(catalogue[service]) == "main" for service in package["services"])
            for package in packages
        )
        found.append(visit(studio, "main", main, minutes, two))
    for service in separate:
        minutes = service_minutes(catalogue[service], sqft)
        found.append(visit(studio, "separate", [service], minutes, False))
    if twilight:
        minutes = minutes_of("twilight", "twilight_minutes", catalogue, loose, packages, sqft)
        found.append(visit(studio, "twilight", twilight, minutes, False))
    return found


def kind(service: Json) -> str:
    if service.get("separate", False):
        return "separate"
    return "twilight" if service.get("twilight", False) else "main"


def service_minutes(service: Json, square_feet: float | None) -> int:
    """The first tier that fits, else the plain minutes."""
    plain: int = service["minutes"]
    if square_feet is None:
        return plain
    for tier in service.get("tiers") or []:
        if tier["up_to_sqft"] is None or square_feet <= tier["up_to_sqft"]:
            minutes: int = tier["minutes"]
            return minutes
    return plain


def minutes_of(
    part: str,
    own: str,
    catalogue: dict[str, Any],
    loose: list[str],
    packages: list[Json],
    square_feet: float | None,
) -> int:
    """Loose services of a part, and packages that have a service of it, by their own minutes or summed."""
    total = 0
    for service in loose:
        if kind(catalogue[service]) == part:
            total += service_minutes(catalogue[service], square_feet)
    for package in packages:
        inside = [service for service in package["services"] if kind(catalogue[service]) == part]
        if not inside:
            continue
        if package.get(own) is not None:
            total += package[own]
        else:
            total += sum(service_minutes(catalogue[service], square_feet) for service in inside)
    return total


def visit(studio: Json, part: str, services: list[str], minutes: int, send_two: bool) -> Visit:
    settings = studio["studio"]
    if minutes == 0:
        raise Refused("an appointment of no minutes")
    threshold = exactly(settings.get("two_photographers_hours", 0)) * 60
    two = send_two or (threshold != 0 and minutes >= threshold)
    percent = settings.get("duration_reduction_pct", 0)
    if two and percent != 0:
        step = settings.get("slot_step_min", 15)
        minutes = math.ceil(Fraction(minutes * (100 - percent), 100) / step) * step
    in_file_order = tuple(entry["id"] for entry in studio["services"] if entry["id"] in services)
    return Visit(part, in_file_order, minutes, 2 if two else 1)
