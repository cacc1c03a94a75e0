"""What the view shows of a studio. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from studio_app.desk.content import face_of, service_names
from studio_app.desk.services.model import (
    CanDo,
    PackageState,
    Part,
    SellRow,
    SellState,
    ServiceState,
    id_of,
    is_package,
    package_key,
    service_key,
)
from studio_app.desk.services.ready_made import still_missing
from studio_app.desk.services.sizes import Units
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.service import Package, Service
from studio_app.domain.settings import TwilightMode
from studio_app.domain.studio import Studio
from studio_app.engine.trained import undoable
from studio_app.engine.wording import counted

DOT = " \N{MIDDLE DOT} "
NOBODY = "Nobody can do this yet"
AT_DUSK, OWN_VISIT = "at twilight", "a visit of its own"
NOT_OFFERED = "not offered"
_FEW = 5
"""Studios with fewer services are new: what most sell is offered to them."""


def sell_state(
    studio: Studio,
    key: str,
    square_feet: float | None,
    wording: Wording = ENGLISH,
    units: Units | None = None,
) -> SellState:
    """The whole view.

    Args:
        key: Of the row that is looked at; the first one where there is none of that key.
        square_feet: The size that minutes are shown for; None is not said.
    """
    said = units or Units()
    nobody = undoable(studio)
    rows = (
        *(_service_row(studio, item, at, nobody, wording) for at, item in enumerate(studio.services)),
        *(_package_row(studio, item, nobody, wording) for item in studio.packages),
    )
    keys = [row.key for row in rows]
    wanted = key if key in keys else next(iter(keys), "")
    few = len(studio.services) < _FEW
    also = tuple(item.name for item in still_missing(studio.services)) if few else ()
    shown = _shown(studio, wanted, square_feet, nobody, wording)
    return SellState(rows, shown, _subtitle(studio), wording, said, also)


def colour_of(studio: Studio, service: Service) -> int:
    """Place of a service's colour in the palette."""
    if service.colour is not None:
        return service.colour
    return next((at for at, item in enumerate(studio.services) if item.id == service.id), 0)


def _subtitle(studio: Studio) -> str:
    if not studio.services and not studio.packages:
        return ""
    words = [counted(len(studio.services), "service"), counted(len(studio.packages), "package")]
    return DOT.join(words if studio.packages else words[:1])


# ---------------------------------------------------------------- rows


def _service_row(
    studio: Studio, service: Service, place: int, nobody: frozenset[str], wording: Wording
) -> SellRow:
    colour = service.colour if service.colour is not None else place
    problem = NOBODY if service.id in nobody else _twilight_off(studio, service.twilight)
    return SellRow(
        service_key(service.id),
        service.name,
        _span([service.minutes, *(tier.minutes for tier in service.tiers)], wording),
        colour,
        kind_words(service),
        problem,
        service.offered,
    )


def _package_row(studio: Studio, package: Package, nobody: frozenset[str], wording: Wording) -> SellRow:
    inside = _inside(studio, package)
    main, twilight = package_sums(studio, package, None)
    apart = sum(item.minutes for item in inside if item.separate)
    known = [package.minutes if package.minutes is not None else main, apart or None]
    known.append(package.twilight_minutes if package.twilight_minutes is not None else twilight)
    minutes = sum(minutes for minutes in known if minutes is not None)
    return SellRow(
        package_key(package.id),
        package.name,
        wording.duration(minutes) if inside else "",
        None,
        service_names(studio, package.services),
        _package_problem(studio, package, nobody),
        package.offered,
    )


def kind_words(service: Service) -> str:
    """When it is done, where that is not in the main visit."""
    return AT_DUSK if service.twilight else OWN_VISIT if service.separate else ""


def _span(minutes: list[int], wording: Wording) -> str:
    """`1 h 00`, or from least to most by size: `1 h – 2 h`."""
    least, most = min(minutes), max(minutes)
    if least == most:
        return wording.duration(least)
    return f"{wording.duration(least)} \N{EN DASH} {wording.duration(most)}"


def _twilight_off(studio: Studio, twilight: bool) -> str:
    off = twilight and studio.settings.twilight.mode is TwilightMode.OFF
    return "Twilight is switched off in the settings" if off else ""


def _package_problem(studio: Studio, package: Package, nobody: frozenset[str]) -> str:
    inside = _inside(studio, package)
    if not inside:
        return "There is nothing in it yet"
    missing = [item for item in inside if item.id in nobody]
    if missing:
        return f"Nobody can do {service_names(studio, [item.id for item in missing])} yet"
    return _twilight_off(studio, any(item.twilight for item in inside))


# ---------------------------------------------------------------- what is looked at


def _shown(
    studio: Studio, key: str, square_feet: float | None, nobody: frozenset[str], wording: Wording
) -> ServiceState | PackageState | None:
    if not key:
        return None
    if is_package(key):
        package = studio.package_by_id[id_of(key)]
        main, twilight = package_sums(studio, package, square_feet)
        parts = _parts(studio, package, square_feet, wording)
        problem = _package_problem(studio, package, nobody)
        return PackageState(package, parts, main, twilight, problem, _has_twin(studio.packages, package))
    service = studio.service_by_id[id_of(key)]
    people = tuple(
        CanDo(face_of(studio, person.id), service.id in person.skills, person.accepting)
        for person in studio.photographers
    )
    return ServiceState(
        service,
        colour_of(studio, service),
        people,
        studio.settings.skills_enabled,
        _twilight_off(studio, service.twilight),
        tuple(package.name for package in studio.packages if service.id in package.services),
        _has_twin(studio.services, service),
    )


def _has_twin(items: Iterable[Service] | Iterable[Package], one: Service | Package) -> bool:
    """Whether another one has the same name, told apart only by its place."""
    name = one.name.strip().casefold()
    return any(item.id != one.id and item.name.strip().casefold() == name for item in items)


def package_sums(
    studio: Studio, package: Package, square_feet: float | None
) -> tuple[int | None, int | None]:
    """Minutes of its main services and of its twilight services; None where there is none of the kind."""
    inside = _inside(studio, package)
    main = [item.minutes_for(square_feet) for item in inside if item.main]
    twilight = [item.minutes_for(square_feet) for item in inside if item.twilight]
    return (sum(main) if main else None, sum(twilight) if twilight else None)


def _inside(studio: Studio, package: Package) -> list[Service]:
    return [studio.service_by_id[key] for key in package.services if key in studio.service_by_id]


def _parts(studio: Studio, package: Package, square_feet: float | None, wording: Wording) -> tuple[Part, ...]:
    inside = _inside(studio, package)
    others = [item for item in studio.services if item.id not in package.services]
    nobody = undoable(studio)

    def part(service: Service) -> Part:
        problem = NOBODY if service.id in nobody else "" if service.offered else NOT_OFFERED
        return Part(
            service.id,
            service.name,
            colour_of(studio, service),
            wording.duration(service.minutes_for(square_feet)),
            service.id in package.services,
            kind_words(service),
            problem,
        )

    return tuple(part(item) for item in (*inside, *others))
