"""What the view of services and packages shows, as frozen values. Pure; all text is plain text."""

from __future__ import annotations

from dataclasses import dataclass, field

from studio_app.desk.people import Face
from studio_app.desk.services.sizes import Units
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.service import Package, Service

PACKAGE = "package/"


def package_key(package: str) -> str:
    """Key of a package's row; a service's is its id with another beginning."""
    return f"{PACKAGE}{package}"


def service_key(service: str) -> str:
    """Key of a service's row."""
    return f"service/{service}"


def is_package(key: str) -> bool:
    """Whether a key is that of a package."""
    return key.startswith(PACKAGE)


def id_of(key: str) -> str:
    """The id in a key."""
    return key.partition("/")[2]


@dataclass(frozen=True, slots=True)
class SellRow:
    """One row of the list.

    Attributes:
        minutes: Time on site in words.
        colour: Place in the palette; None for a package, which has a sign instead.
        note: The paler line, such as `at dusk` or what is in a package.
        problem: What stands in the way of booking it, in place of the note.
    """

    key: str
    name: str
    minutes: str
    colour: int | None = None
    note: str = ""
    problem: str = ""
    offered: bool = True

    @property
    def package(self) -> bool:
        """Whether it is a package."""
        return is_package(self.key)


@dataclass(frozen=True, slots=True)
class CanDo:
    """A photographer, and whether they can do the service that is shown."""

    face: Face
    can: bool
    accepting: bool = True


@dataclass(frozen=True, slots=True)
class ServiceState:
    """A service.

    Attributes:
        colour: Place in the palette, that of its place in the list where none was chosen.
        people: Everybody, in the order of the studio.
        skills_count: Whether the studio asks for skills at all.
        warning: What stands in the way of booking it; "" for nothing.
        packages: Names of those that it is in.
        twin: Whether another service is called the same.
    """

    service: Service
    colour: int
    people: tuple[CanDo, ...] = ()
    skills_count: bool = True
    warning: str = ""
    packages: tuple[str, ...] = ()
    twin: bool = False

    @property
    def nobody(self) -> bool:
        """Whether nobody can do it."""
        return not any(person.can for person in self.people)


@dataclass(frozen=True, slots=True)
class Part:
    """A service beside or in a package.

    Attributes:
        minutes: In words, for the size that is looked at.
        problem: `not offered by itself`, `nobody can do this yet`; "" for none.
    """

    id: str
    name: str
    colour: int
    minutes: str
    inside: bool
    note: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PackageState:
    """A package.

    Attributes:
        parts: What is in it in its order, then all other services.
        main_sum, twilight_sum: Minutes of what is in it; None where nothing of that kind is.
        warning: What stands in the way of booking it; "" for nothing.
        twin: Whether another package is called the same.
    """

    package: Package
    parts: tuple[Part, ...] = ()
    main_sum: int | None = None
    twilight_sum: int | None = None
    warning: str = ""
    twin: bool = False


@dataclass(frozen=True, slots=True)
class SellState:
    """The whole view.

    Attributes:
        rows: Services, then packages.
        shown: What is looked at; None where there is nothing.
        also: Names of ready-made services that a new studio may want too.
    """

    rows: tuple[SellRow, ...] = ()
    shown: ServiceState | PackageState | None = None
    subtitle: str = ""
    wording: Wording = ENGLISH
    units: Units = field(default_factory=Units)
    also: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Key of what is looked at; "" for nothing."""
        if isinstance(self.shown, ServiceState):
            return service_key(self.shown.service.id)
        return package_key(self.shown.package.id) if self.shown else ""
