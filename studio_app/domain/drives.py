"""Drives that somebody who knows the roads has told, as a routing server does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from studio_app.domain.place import Place

PARTS = 100_000
"""Of a degree, in which places are told apart: a metre or so."""

_A_LATITUDE = 100_000_000
"""Between the numbers of two places, a part of a degree of latitude apart: more than there are longitudes."""

LONGEST_MINUTES = 7 * 24 * 60
"""Of a drive that is believed."""


def point_of(place: Place) -> tuple[int, int]:
    """Latitude and longitude in hundred-thousandths of a degree."""
    return round(place.lat * PARTS), round(place.lon * PARTS)


def number_at(lat: int, lon: int) -> int:
    """One number for what `point_of` gives."""
    return lat * _A_LATITUDE + lon


def number_of(place: Place) -> int:
    """One number for the place, the same for places that nobody tells apart."""
    return number_at(*point_of(place))


@dataclass(frozen=True, slots=True)
class Drive:
    """From one place to another in whole minutes."""

    start: Place
    end: Place
    minutes: int


@dataclass(frozen=True, eq=False)
class Drives:
    """Minutes from place to place, in the direction that was asked for; the way back is another drive.

    Compared by identity, so that caches can hang on it: two of them are never the same drives. An unchanging value, which
    copies of a studio share.

    Attributes:
        from_place: By the number of where one starts, minutes by the number of where one arrives.
    """

    from_place: Mapping[int, Mapping[int, int]] = field(default_factory=dict, repr=False)
    longest: int = 0

    @classmethod
    def of(cls, known: Iterable[Drive]) -> Drives:
        """These drives; of two on the same way the later one."""
        return cls.by_number((number_of(d.start), number_of(d.end), d.minutes) for d in known)

    @classmethod
    def by_number(cls, known: Iterable[tuple[int, int, int]]) -> Drives:
        """The numbers of from and to, and the minutes. Those that nobody would believe are left out."""
        return NO_DRIVES.having(known)

    def having(self, known: Iterable[tuple[int, int, int]]) -> Drives:
        """These and further ones, by number; of two on the same way the later one. What is not touched is shared."""
        found = dict(self.from_place)
        own: dict[int, dict[int, int]] = {}
        longest = self.longest
        for start, end, minutes in known:
            if 0 <= minutes <= LONGEST_MINUTES:
                there = own.get(start)
                if there is None:
                    there = own[start] = dict(found.get(start, ()))
                there[end] = minutes
                longest = max(longest, minutes)
        return Drives(found | own, longest)

    def __bool__(self) -> bool:
        return bool(self.from_place)

    def __deepcopy__(self, memo: object) -> Drives:
        return self

    def minutes(self, start: Place, end: Place) -> int | None:
        """The drive from one place to another; None where nobody told it."""
        there = self.from_place.get(number_of(start))
        return None if there is None else there.get(number_of(end))

    def leaving(self, start: Place) -> Mapping[int, int]:
        """Minutes of the drives from a place, by the number of where they lead."""
        return self.from_place.get(number_of(start), {})

    def arriving(self, end: Place) -> Mapping[int, int]:
        """Minutes of the drives to a place, by the number of where they begin."""
        wanted = number_of(end)
        return {start: there[wanted] for start, there in self.from_place.items() if wanted in there}


NO_DRIVES = Drives()
"""Nobody knows the roads."""
