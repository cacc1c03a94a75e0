"""The rows of services and packages, and what ticking one means. Pure.

A service that is named loose and in a ticked package counts once, in the package; two packages that share a service
can't both be ordered. So ticking a package unticks what is in it and the packages that it clashes with.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from studio_app.desk.booking.model import Draft, ServiceLine
from studio_app.desk.wording import ENGLISH, METRIC, Wording
from studio_app.domain.service import Package, Service

_MOST_SQUARE_FEET = 1_000_000
_SIZE = re.compile(
    r"(\d+(?:[.,\u00a0\u202f]\d{3})*)\s*(?:(?P<feet>sq\.?\s*ft\.?|sf|ft²)|(?P<metres>sq\.?\s*m\.?|qm|m²|m2))?"
)


@dataclass(frozen=True, slots=True)
class OfferWords:
    """The words of the rows, for translation."""

    at_dusk: str = "at dusk"
    own_visit: str = "own visit"
    nobody: str = "nobody is trained in it"


def lines_of(
    services: Sequence[Service],
    packages: Sequence[Package],
    square_feet: float | None,
    nobody: Collection[str] = (),
    words: OfferWords | None = None,
    kept: Draft | None = None,
) -> tuple[ServiceLine, ...]:
    """Rows for a studio's services, then its packages, with minutes for a size. What is not offered has none.

    Args:
        nobody: Ids of services that no photographer can do.
        kept: What is ticked in it has a row even if it is offered no longer.
    """
    said = words or OfferWords()
    by_id = {service.id: service for service in services}
    return (
        *(
            _service_line(service, square_feet, service.id in nobody, said)
            for service in services
            if service.offered or (kept and service.id in kept.services)
        ),
        *(
            _package_line(package, by_id, square_feet, nobody, said)
            for package in packages
            if package.offered or (kept and package.id in kept.packages)
        ),
    )


def parse_square_feet(text: str, wording: Wording = ENGLISH) -> float | None:
    """The size that was typed: `2400`, `2,400`, `2,400 sq ft`, `223 m²`; None where it is no size of a property. Without
    its unit it is in the studio's."""
    match = _SIZE.fullmatch(text.strip().lower())
    if match is None:
        return None
    size = float(re.sub(r"\D", "", match.group(1)))
    metric = wording.metric_area if match["feet"] is None else False
    if metric or match["metres"]:
        size = METRIC.square_feet(size)
    return size if 0 < size <= _MOST_SQUARE_FEET else None


def toggled(draft: Draft, line: ServiceLine, lines: Sequence[ServiceLine]) -> Draft:
    """The draft after a row was ticked or unticked; ids stay in the order of the rows."""
    packages, services = set(draft.packages), set(draft.services)
    if not line.package:
        services ^= {line.id}
    elif line.id in packages:
        packages.discard(line.id)
    else:
        packages -= {other.id for other in lines if other.package and _clash(other, line)}
        packages.add(line.id)
        services -= set(line.contains)
    return replace(draft, services=_ordered(lines, services, False), packages=_ordered(lines, packages, True))


def packaged_in(line: ServiceLine, draft: Draft, lines: Sequence[ServiceLine]) -> str:
    """Name of the ticked package that a service is in; "" where it is in none."""
    if line.package:
        return ""
    holders = (
        other.name
        for other in lines
        if other.package and other.id in draft.packages and line.id in other.contains
    )
    return next(holders, "")


def found_by(lines: Sequence[ServiceLine], typed: str, after: int) -> int | None:
    """Place of the row that typed letters mean: one with a word that begins with them, looked for from `after` on."""
    wanted = typed.casefold().strip()
    if not wanted or not lines:
        return None
    ring = [(after + step) % len(lines) for step in range(len(lines))]
    for exact in (True, False):
        for index in ring:
            name = lines[index].name.casefold()
            if name.startswith(wanted) or (
                not exact and any(word.startswith(wanted) for word in name.split())
            ):
                return index
    return None


def _service_line(
    service: Service, square_feet: float | None, undoable: bool, said: OfferWords
) -> ServiceLine:
    note = said.at_dusk if service.twilight else said.own_visit if service.separate else ""
    problem = said.nobody if undoable else ""
    return ServiceLine(service.id, service.name, service.minutes_for(square_feet), note, problem)


def _package_line(
    package: Package,
    by_id: dict[str, Service],
    square_feet: float | None,
    nobody: Collection[str],
    said: OfferWords,
) -> ServiceLine:
    inside = [by_id[key] for key in package.services if key in by_id]
    main = [service for service in inside if service.main]
    dusk = [service for service in inside if service.twilight]
    apart = sum(service.minutes_for(square_feet) for service in inside if service.separate)
    minutes = _minutes(main, package.minutes, square_feet)
    twilight = _minutes(dusk, package.twilight_minutes, square_feet)
    note = said.at_dusk if dusk and not main else ""
    problem = said.nobody if any(service.id in nobody for service in inside) else ""
    return ServiceLine(
        package.id, package.name, minutes + apart + twilight, note, problem, package.services, package=True
    )


def _minutes(services: Iterable[Service], fixed: int | None, square_feet: float | None) -> int:
    listed = list(services)
    if not listed:
        return 0
    return sum(service.minutes_for(square_feet) for service in listed) if fixed is None else fixed


def _clash(one: ServiceLine, other: ServiceLine) -> bool:
    return not set(one.contains).isdisjoint(other.contains)


def _ordered(lines: Sequence[ServiceLine], ids: Collection[str], package: bool) -> tuple[str, ...]:
    return tuple(line.id for line in lines if line.package is package and line.id in ids)
