"""One question to the rules: a visit of a request, with what holds for every photographer and time worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from studio_app.domain.appointment import Part
from studio_app.domain.photographer import Photographer
from studio_app.domain.request import Request
from studio_app.domain.settings import Settings, TwilightMode
from studio_app.domain.speech import Speech
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import MINUTES_A_DAY
from studio_app.engine.blocking import Blocks, blocks_at
from studio_app.engine.coverage import zones_at
from studio_app.engine.instants import MINUTE, date_at, micros
from studio_app.engine.travel import gap_minutes
from studio_app.engine.visits import Visit
from studio_app.engine.working_time import zone_of

LONGEST_EDGE = 400 * MINUTES_A_DAY
"""Minutes. A drive home that takes longer, on foot around the world, counts as this: it would leave the calendar."""


@dataclass(frozen=True, eq=False)
class Asked:
    """A visit that is looked for.

    Attributes:
        studio: Without the appointment that is being moved: it blocks nothing and counts nowhere.
        staying: The crew of the appointment that is being moved, else none.
    """

    studio: Studio
    request: Request
    visit: Visit
    staying: tuple[str, ...] = ()

    @classmethod
    def of(cls, studio: Studio, request: Request, visit: Visit) -> Asked:
        """The question for one visit, the appointment being moved taken out."""
        moved = studio.appointments.get(request.moving) if request.moving else None
        if moved is None:
            return cls(studio, request, visit)
        return cls(studio.without_appointment(moved.id), request, visit, moved.crew)

    @property
    def settings(self) -> Settings:
        """The studio's settings."""
        return self.studio.settings

    @property
    def zone(self) -> ZoneInfo:
        """The studio's zone."""
        return self.studio.settings.timezone

    @property
    def speech(self) -> Speech:
        """How the studio says dates and times."""
        return self.studio.settings.speech

    @property
    def length(self) -> int:
        """Time on site in microseconds."""
        return self.visit.minutes * MINUTE

    @property
    def is_twilight(self) -> bool:
        """Whether it is a twilight appointment."""
        return self.visit.part is Part.TWILIGHT

    @cached_property
    def by_sun(self) -> bool:
        """Whether it must lie around sunset, which needs a place."""
        return self.is_twilight and self.settings.twilight.mode is TwilightMode.SUN

    @cached_property
    def people(self) -> tuple[Photographer, ...]:
        """The photographers to choose from, in the order of the file."""
        wanted = self.request.photographers
        if wanted is None:
            return self.studio.photographers
        return tuple(person for person in self.studio.photographers if person.id in wanted)

    @cached_property
    def earliest(self) -> int:
        """The first instant that the lead time allows, in microseconds."""
        lead = timedelta(hours=self.settings.lead_time_hours)
        before = timedelta(minutes=self.settings.buffer_before_min)
        return micros(self.request.now + max(lead, before))

    @cached_property
    def today(self) -> date:
        """The studio-local date of now."""
        return date_at(self.zone, micros(self.request.now))

    @cached_property
    def furthest(self) -> date:
        """The last studio-local date that may be booked."""
        return self.today + timedelta(days=self.settings.max_advance_days)

    @cached_property
    def zones_here(self) -> frozenset[str]:
        """Ids of the zones that the place lies in."""
        place = self.request.place
        return frozenset() if place is None else zones_at(self.studio.zones, place)

    def blocks(self, person: Photographer) -> Blocks:
        """What takes a photographer's time."""
        diary = self.studio.diaries[person.id]
        return blocks_at(diary, zone_of(self.settings, person), self.request.now)

    def edge_buffers(self, person: Photographer) -> tuple[int, int]:
        """Minutes kept free at the edges of the working hours, before and after: the drive from and to home."""
        settings, place = self.settings, self.request.place
        before = gap_minutes(settings, person.home, place, settings.buffer_before_min)
        after = gap_minutes(settings, place, person.home, settings.buffer_after_min)
        return min(before, LONGEST_EDGE), min(after, LONGEST_EDGE)
