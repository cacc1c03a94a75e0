"""The order that previews of a change ask openings for: what is ordered most, where most is ordered. Where the change is
about services or packages, what is ordered most of those that have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from datetime import datetime
from statistics import median

from studio_app.actions.effect_of_change import coming_days
from studio_app.domain.order import Order
from studio_app.domain.place import Place
from studio_app.domain.request import Request
from studio_app.domain.setup import SetupChange
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date
from studio_app.engine.visits import visits_of
from studio_app.errors import BadInput

Ordered = tuple[tuple[str, ...], tuple[str, ...]]
"""Ids of services and of packages."""


def typical_order(
    studio: Studio,
    orders: Sequence[Order],
    now: datetime,
    place: Place | None = None,
    about: Set[str] = frozenset(),
) -> Request | None:
    """The question for the coming two weeks; None where the studio sells nothing that can be booked.

    Args:
        orders: The newest orders.
        place: Where it is, where the change is about a place; else in the middle of what was ordered.
        about: Ids of services and packages that the change is about, as `sold_in` gives them.
    """
    today = local_date(studio.settings.timezone, now)
    where = (
        place
        or _middle([order.property.place for order in orders if order.property.place])
        or _somewhere(studio)
    )
    candidates = sorted(_candidates(studio, orders), key=lambda ordered: not about & _parts(studio, ordered))
    for services, packages in candidates:
        request = Request(
            now=now, first_day=today, last_day=today, services=services, packages=packages, place=where
        )
        try:
            visits_of(studio, request)
        except BadInput:
            continue
        return coming_days(studio, request, now)
    return None


def _candidates(studio: Studio, orders: Sequence[Order]) -> list[Ordered]:
    """What was ordered, most often first; then single packages and services in their order."""
    ordered = Counter((order.services, order.packages) for order in orders)
    known = [
        (services, packages)
        for (services, packages), _ in ordered.most_common()
        if all(key in studio.service_by_id for key in services)
        and all(key in studio.package_by_id for key in packages)
    ]
    singles: list[Ordered] = [((item.id,), ()) for item in studio.services if item.offered and item.main]
    singles += [((), (item.id,)) for item in studio.packages if item.offered]
    singles += [((item.id,), ()) for item in studio.services if item.offered and not item.main]
    return [*known, *singles]


def sold_in(change: SetupChange) -> frozenset[str]:
    """Ids of the services and packages that a change is about: themselves, or who can do them."""
    services, packages = change.services, change.packages
    sold = {item.id for item in (*services.before, *services.after)}
    sold |= {item.id for item in (*packages.before, *packages.after)}
    skills = (old.skills ^ new.skills for old, new in change.photographers.changed)
    return frozenset(sold).union(*skills)


def _parts(studio: Studio, ordered: Ordered) -> set[str]:
    """Ids of all that is in an order, also in its packages."""
    services, packages = ordered
    inside = (key for item in packages for key in studio.package_by_id[item].services)
    return {*services, *packages, *inside}


def _middle(places: Sequence[Place]) -> Place | None:
    """The place nearest to the median of them, so that it is one where something was ordered."""
    if not places:
        return None
    lat, lon = median(place.lat for place in places), median(place.lon for place in places)
    return min(places, key=lambda place: (place.lat - lat) ** 2 + (place.lon - lon) ** 2)


def _somewhere(studio: Studio) -> Place | None:
    """A photographer's home, else the middle of the first zone's corners."""
    homes = [person.home for person in studio.photographers if person.home]
    if homes:
        return _middle(homes)
    if not studio.zones:
        return None
    ring = studio.zones[0].ring
    return Place(sum(lat for _, lat in ring) / len(ring), sum(lon for lon, _ in ring) / len(ring))
