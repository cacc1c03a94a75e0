"""Which appointments an order's services need, some of them or all."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from studio_app.domain.order import Order
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date
from studio_app.engine.visits import Visit, visits_of
from studio_app.errors import BadInput


def order_request(
    studio: Studio, order: Order, now: datetime, services: Iterable[str], packages: Iterable[str] = ()
) -> Request:
    """The question that booking services of an order asks; without packages they are loose."""
    today = local_date(studio.settings.timezone, now)
    return Request(
        now=now,
        first_day=today,
        last_day=today,
        services=tuple(services),
        packages=tuple(packages),
        square_feet=order.property.square_feet,
        place=order.property.place,
    )


def services_of(studio: Studio, order: Order) -> tuple[str, ...]:
    """All services that an order asks for, loose or in packages, each once; those that the studio still has."""
    packed = [
        key
        for package in order.packages
        if package in studio.package_by_id
        for key in studio.package_by_id[package].services
    ]
    found = dict.fromkeys((*order.services, *packed))
    return tuple(key for key in found if key in studio.service_by_id)


def visits_for(studio: Studio, order: Order, services: Collection[str], now: datetime) -> tuple[Visit, ...]:
    """The appointments that some of an order's services need.

    Where they are all services of an appointment that the whole order needs, it is that one, with the length of its
    package; the rest is counted as loose services. Services that the studio no longer has are left out.
    """
    wanted = frozenset(services) & frozenset(studio.service_by_id)
    found = [
        visit
        for visit in _visits(studio, order, now, order.services, order.packages)
        if wanted.issuperset(visit.services)
    ]
    rest = wanted.difference(key for visit in found for key in visit.services)
    if rest:
        found += _visits(studio, order, now, [key for key in studio.service_by_id if key in rest], ())
    return tuple(found)


def _visits(
    studio: Studio, order: Order, now: datetime, services: Iterable[str], packages: Iterable[str]
) -> tuple[Visit, ...]:
    """None where the studio no longer sells it so."""
    known = [key for key in services if key in studio.service_by_id]
    bundles = [key for key in packages if key in studio.package_by_id]
    try:
        return visits_of(studio, order_request(studio, order, now, known, bundles))
    except BadInput:
        return ()
