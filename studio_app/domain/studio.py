"""A whole studio as the rules see it, loaded and unchanging.

A change makes a new studio that shares everything else, above all the diaries of the photographers that it doesn't
touch: whatever was computed from a diary stays valid as long as the diary is the same object.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from studio_app.domain.appointment import Appointment, State
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.photographer import Photographer
from studio_app.domain.service import Package, Service
from studio_app.domain.settings import Settings
from studio_app.domain.setup import Setup
from studio_app.domain.zone import Zone


@dataclass(frozen=True, eq=False)
class Diary:
    """What one photographer's time holds; compared by identity, so that caches can hang on it.

    Attributes:
        events: Outside events, in the order they came in.
        appointments: All appointments with them in the crew, whatever their state.
        assigned_before: Latest `assigned_at` among confirmed appointments that are not loaded, or None.
    """

    photographer: str
    events: tuple[OutsideEvent, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    assigned_before: datetime | None = None

    @cached_property
    def holds(self) -> tuple[Appointment, ...]:
        """The appointments that are holds, over or not."""
        return tuple(item for item in self.appointments if item.state is State.HOLD)


@dataclass(frozen=True, eq=False)
class Studio:
    """Settings, what is sold, who goes, and what is in their diaries.

    Attributes:
        photographers: In the order of the file, which breaks ties between equals.
        diaries: By photographer id; everyone has one.
        appointments: By id, in the order they came in.
    """

    settings: Settings
    services: tuple[Service, ...] = ()
    packages: tuple[Package, ...] = ()
    zones: tuple[Zone, ...] = ()
    photographers: tuple[Photographer, ...] = ()
    diaries: Mapping[str, Diary] = field(default_factory=dict)
    appointments: Mapping[str, Appointment] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        settings: Settings,
        *,
        services: Iterable[Service] = (),
        packages: Iterable[Package] = (),
        zones: Iterable[Zone] = (),
        photographers: Iterable[Photographer] = (),
        events: Iterable[OutsideEvent] = (),
        appointments: Iterable[Appointment] = (),
        assigned_before: Mapping[str, datetime] | None = None,
    ) -> Studio:
        """Sort events and appointments into diaries. Their photographers must exist."""
        people = tuple(photographers)
        booked = {appointment.id: appointment for appointment in appointments}
        events_of: dict[str, list[OutsideEvent]] = {person.id: [] for person in people}
        visits_of: dict[str, list[Appointment]] = {person.id: [] for person in people}
        for event in events:
            events_of[event.photographer].append(event)
        for appointment in booked.values():
            for person_id in appointment.crew:
                visits_of[person_id].append(appointment)
        earlier = assigned_before or {}
        diaries = {
            key: Diary(key, tuple(events_of[key]), tuple(visits_of[key]), earlier.get(key))
            for key in events_of
        }
        return cls(settings, tuple(services), tuple(packages), tuple(zones), people, diaries, booked)

    @cached_property
    def setup(self) -> Setup:
        """The studio without its diaries."""
        return Setup(self.settings, self.services, self.packages, self.zones, self.photographers)

    def with_setup(self, setup: Setup) -> Studio:
        """The studio under another set-up, for seeing what that would change: who is new has an empty diary, and the
        diaries of those who are gone are gone. Appointments stay."""
        diaries = {
            person.id: self.diaries.get(person.id) or Diary(person.id) for person in setup.photographers
        }
        return replace(
            self,
            settings=setup.settings,
            services=setup.services,
            packages=setup.packages,
            zones=setup.zones,
            photographers=setup.photographers,
            diaries=diaries,
        )

    @cached_property
    def service_by_id(self) -> Mapping[str, Service]:
        """Services by id, in the order of the file."""
        return {service.id: service for service in self.services}

    @cached_property
    def package_by_id(self) -> Mapping[str, Package]:
        """Packages by id, in the order of the file."""
        return {package.id: package for package in self.packages}

    @cached_property
    def photographer_by_id(self) -> Mapping[str, Photographer]:
        """Photographers by id, in the order of the file."""
        return {person.id: person for person in self.photographers}

    @cached_property
    def photographer_places(self) -> Mapping[str, int]:
        """The place of each photographer in the order of the file, from 0."""
        return {person.id: place for place, person in enumerate(self.photographers)}

    def events(self) -> Iterable[OutsideEvent]:
        """All outside events, photographer by photographer."""
        for diary in self.diaries.values():
            yield from diary.events

    def with_events(self, photographer: str, events: Iterable[OutsideEvent]) -> Studio:
        """The studio in which one photographer's outside events are these."""
        diary = replace(self.diaries[photographer], events=tuple(events))
        return replace(self, diaries={**self.diaries, photographer: diary})

    def with_appointment(self, appointment: Appointment) -> Studio:
        """The studio with an appointment added, or put in the place of the one with the same id."""
        return self._with({**self.appointments, appointment.id: appointment}, appointment.id)

    def without_appointment(self, appointment_id: str) -> Studio:
        """The studio without an appointment."""
        rest = {key: value for key, value in self.appointments.items() if key != appointment_id}
        return self._with(rest, appointment_id)

    def _with(self, appointments: Mapping[str, Appointment], changed: str) -> Studio:
        before, after = self.appointments.get(changed), appointments.get(changed)
        crew = {*(before.crew if before else ()), *(after.crew if after else ())}
        diaries = dict(self.diaries)
        for key in crew:
            kept = tuple(item for item in diaries[key].appointments if item.id != changed)
            mine = (*kept, after) if after and key in after.crew else kept
            diaries[key] = replace(diaries[key], appointments=mine)
        return replace(self, appointments=appointments, diaries=diaries)
