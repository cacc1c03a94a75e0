"""Services that most studios sell, to begin with: one click each. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from studio_app.domain.service import Service

READY_MADE = (
    Service("", "Photos", 60),
    Service("", "Video", 60),
    Service("", "Floor plan", 30),
    Service("", "Drone", 30),
    Service("", "3D tour", 90),
    Service("", "Twilight photos", 45, twilight=True),
    Service("", "Headshots", 30, separate=True),
)


def still_missing(services: Iterable[Service]) -> tuple[Service, ...]:
    """Those that a studio doesn't have by name."""
    known = {service.name.casefold() for service in services}
    return tuple(service for service in READY_MADE if service.name.casefold() not in known)


def named(name: str, key: str) -> Service:
    """The ready-made service of a name with an id of its own."""
    return replace(next(service for service in READY_MADE if service.name == name), id=key)


def free_name(wanted: str, names: Iterable[str]) -> str:
    """A name that nothing has yet: `New service`, `New service 2`."""
    taken = {name.casefold() for name in names}
    if wanted.casefold() not in taken:
        return wanted
    number = next(
        number for number in range(2, len(taken) + 3) if f"{wanted} {number}".casefold() not in taken
    )
    return f"{wanted} {number}"
