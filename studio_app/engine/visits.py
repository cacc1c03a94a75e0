"""From a request to the appointments it needs: which services go together, for how long, with how many people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from studio_app.domain.appointment import Appointment, Part
from studio_app.domain.request import Request
from studio_app.domain.service import Package, Service
from studio_app.domain.settings import Settings
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import MINUTES_A_DAY
from studio_app.errors import BadInput

LONGEST_VISIT = 366 * MINUTES_A_DAY


@dataclass(frozen=True, slots=True)
class Visit:
    """One appointment that is looked for.

    Attributes:
        services: Ids in the studio's order; also the skills that it takes.
        minutes: Time on site, after any reduction for two.
        crew_size: One or two.
    """

    part: Part
    services: tuple[str, ...]
    minutes: int
    crew_size: int


def visits_of(studio: Studio, request: Request) -> tuple[Visit, ...]:
    """The appointments of a request: main, separate ones, twilight.

    Raises:
        BadInput: nothing is asked for, an id is unknown, a service stands in two requested packages, or an
            appointment would have zero minutes or more than a year. The path is that of the request.
    """
    packages = _packages(studio, request)
    loose = _loose_services(studio, request, packages)
    visits = [_main(studio, request, packages, loose)]
    visits += [_separate(studio, request, service) for service in _separates(studio, request, packages)]
    visits.append(_twilight(studio, request, packages, loose))
    return tuple(visit for visit in visits if visit)


def visit_of_appointment(appointment: Appointment) -> Visit:
    """The visit that an appointment already is: a move keeps its length and how many go."""
    return Visit(appointment.part, appointment.services, appointment.span.minutes, len(appointment.crew))


def _packages(studio: Studio, request: Request) -> tuple[Package, ...]:
    if not request.services and not request.packages:
        raise BadInput("services", "choose at least one service or package")
    found: list[Package] = []
    seen: dict[str, str] = {}
    for index, key in enumerate(request.packages):
        package = studio.package_by_id.get(key)
        if package is None:
            raise BadInput(f"packages[{index}]", f'there is no package "{key}"')
        for service in package.services:
            if service in seen:
                raise BadInput(f"packages[{index}]", f'the service "{service}" is in "{seen[service]}" too')
            seen[service] = key
        found.append(package)
    return tuple(found)


def _loose_services(studio: Studio, request: Request, packages: tuple[Package, ...]) -> tuple[Service, ...]:
    packaged = {key for package in packages for key in package.services}
    for index, key in enumerate(request.services):
        if key not in studio.service_by_id:
            raise BadInput(f"services[{index}]", f'there is no service "{key}"')
    return tuple(studio.service_by_id[key] for key in dict.fromkeys(request.services) if key not in packaged)


def _package_services(studio: Studio, package: Package) -> list[Service]:
    return [studio.service_by_id[key] for key in package.services]


def _main(
    studio: Studio, request: Request, packages: tuple[Package, ...], loose: tuple[Service, ...]
) -> Visit | None:
    services = [service for service in loose if service.main]
    minutes = _sum(services, request)
    send_two = False
    for package in packages:
        mine = [service for service in _package_services(studio, package) if service.main]
        if mine:
            services += mine
            minutes += _sum(mine, request) if package.minutes is None else package.minutes
            send_two = send_two or package.send_two
    return _visit(studio, Part.MAIN, services, minutes, send_two)


def _separates(studio: Studio, request: Request, packages: tuple[Package, ...]) -> list[Service]:
    """Loose services in the request's order, then those of its packages in theirs; one that is both is packaged."""
    packaged = [key for package in packages for key in package.services]
    loose = [key for key in dict.fromkeys(request.services) if key not in set(packaged)]
    ordered = [studio.service_by_id[key] for key in [*loose, *packaged]]
    return [service for service in ordered if service.separate]


def _separate(studio: Studio, request: Request, service: Service) -> Visit | None:
    return _visit(studio, Part.SEPARATE, [service], service.minutes_for(request.square_feet), False)


def _twilight(
    studio: Studio, request: Request, packages: tuple[Package, ...], loose: tuple[Service, ...]
) -> Visit | None:
    services = [service for service in loose if service.twilight]
    minutes = _sum(services, request)
    for package in packages:
        mine = [service for service in _package_services(studio, package) if service.twilight]
        if mine:
            services += mine
            minutes += _sum(mine, request) if package.twilight_minutes is None else package.twilight_minutes
    return _visit(studio, Part.TWILIGHT, services, minutes, False)


def _sum(services: Iterable[Service], request: Request) -> int:
    return sum(service.minutes_for(request.square_feet) for service in services)


def _visit(studio: Studio, part: Part, services: list[Service], minutes: int, send_two: bool) -> Visit | None:
    if not services:
        return None
    if minutes <= 0:
        raise BadInput("services", f"the {part} appointment has zero minutes")
    if minutes > LONGEST_VISIT:
        raise BadInput("services", f"the {part} appointment is longer than a year")
    wanted = {service.id for service in services}
    ordered = tuple(service.id for service in studio.services if service.id in wanted)
    if send_two or _reaches_two(studio.settings, minutes):
        return Visit(part, ordered, minutes_for_two(studio.settings, minutes), 2)
    return Visit(part, ordered, minutes, 1)


def _reaches_two(settings: Settings, minutes: int) -> bool:
    hours = settings.two_photographers_hours
    return hours > 0 and minutes >= Fraction(str(hours)) * 60


def minutes_for_two(settings: Settings, minutes: int) -> int:
    """Minutes on site of a crew of two: reduced, then up to a whole step; whole numbers, so that nothing rounds."""
    percent, step = settings.duration_reduction_pct, settings.slot_step_min
    if percent == 0:
        return minutes
    return -(-minutes * (100 - percent) // (100 * step)) * step
