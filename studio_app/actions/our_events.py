"""Which events in photographers' calendars are copies of the program's own, which must not count twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from studio_app.actions.calendar_leftovers import leftovers
from studio_app.actions.ports import Reading
from studio_app.domain.outbox import OutboxEntry, Task, WriteState
from studio_app.domain.photographer import Photographer
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span


@dataclass(frozen=True)
class OurEvents:
    """The events that the program wrote, or is about to, and has not removed yet. One that it removed is no longer its
    own: should somebody have brought it back, it takes time."""

    studio: Studio
    entries: Sequence[OutboxEntry]
    former: frozenset[str] = frozenset()

    @classmethod
    def of(cls, reading: Reading, studio: Studio) -> OurEvents:
        """Those of the appointments that are loaded."""
        entries = reading.outbox(studio.appointments)
        return cls(
            studio,
            [entry for entry in entries if entry.task is Task.PUT or entry.state is not WriteState.WRITTEN],
            frozenset(item.event for item in leftovers(reading)),
        )

    @cached_property
    def ids(self) -> frozenset[str]:
        """Their ids, with those that are still to be removed from a calendar of before."""
        return self.former.union(entry.event for entry in self.entries)

    def times(self, owner: Photographer) -> tuple[Span, ...]:
        """When they are in a photographer's calendar, as far as the program knows; by start."""
        found = self._invited[owner.email.casefold()] | self._sent[owner.id]
        return tuple(sorted(found, key=lambda span: (span.start, span.end)))

    @cached_property
    def _invited(self) -> Mapping[str, set[Span]]:
        """Times of events that stand in the calendar, by the addresses of their guests in lower case."""
        found: dict[str, set[Span]] = defaultdict(set)
        for entry in self.entries:
            for event in filter(None, (entry.wrote, entry.tried)):
                for guest in event.guests:
                    found[guest.email.casefold()].add(event.span)
        return found

    @cached_property
    def _sent(self) -> Mapping[str, set[Span]]:
        """Times of appointments that have an event or will have one, by the ids of their crews."""
        found: dict[str, set[Span]] = defaultdict(set)
        for entry in self.entries:
            appointment = self.studio.appointments.get(entry.appointment)
            if appointment and entry.task is Task.PUT:
                for key in appointment.crew:
                    found[key].add(appointment.span)
        return found
