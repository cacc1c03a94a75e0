"""What a studio sells: services and packages of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tier:
    """Minutes on site up to a size, the border included; `up_to_sqft` None is without limit."""

    up_to_sqft: float | None
    minutes: int


@dataclass(frozen=True, slots=True)
class Service:
    """One thing that is done at a property, such as photos.

    Attributes:
        minutes: Time on site where no tier fits or the size is unknown.
        tiers: By size, ascending, the one without limit last.
        twilight: All twilight services of a request together are one appointment at dusk.
        separate: Is an appointment of its own.
        colour: Place in the palette; None is that of its place in the list. A studio file knows neither this nor `offered`.
        offered: Whether new orders may have it; what was ordered stays.
    """

    id: str
    name: str
    minutes: int
    tiers: tuple[Tier, ...] = ()
    twilight: bool = False
    separate: bool = False
    colour: int | None = None
    offered: bool = True

    @property
    def main(self) -> bool:
        """Whether it belongs to the main appointment."""
        return not (self.twilight or self.separate)

    def minutes_for(self, square_feet: float | None) -> int:
        """Minutes on site for a property of that size."""
        if square_feet is not None:
            for tier in self.tiers:
                if tier.up_to_sqft is None or square_feet <= tier.up_to_sqft:
                    return tier.minutes
        return self.minutes


@dataclass(frozen=True, slots=True)
class Package:
    """Services sold together.

    Attributes:
        services: Ids of its services.
        minutes: Replaces the sum of its main services; None sums them.
        twilight_minutes: Replaces the sum of its twilight services; None sums them.
        send_two: Two photographers go to the main appointment.
        offered: Whether new orders may have it; a studio file doesn't know it.
    """

    id: str
    name: str
    services: tuple[str, ...]
    minutes: int | None = None
    twilight_minutes: int | None = None
    send_two: bool = False
    offered: bool = True
