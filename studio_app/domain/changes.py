"""What an action touched: decides what is read and drawn again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from studio_app.domain.timespan import Span


class Kind(StrEnum):
    """The kinds of thing that can change."""

    STUDIO = "studio"
    AGENTS = "agents"
    ORDERS = "orders"
    APPOINTMENTS = "appointments"
    EVENTS = "events"
    OUTBOX = "outbox"
    CALENDARS = "calendars"


@dataclass(frozen=True, slots=True)
class Changes:
    """Kinds that changed and the times they changed at; no span is everywhere."""

    kinds: frozenset[Kind] = frozenset()
    span: Span | None = None

    def touches(self, *kinds: Kind) -> bool:
        """Whether one of the kinds changed."""
        return not self.kinds.isdisjoint(kinds)

    def joined(self, other: Changes) -> Changes:
        """Both together."""
        if not self.kinds:
            return other
        if not other.kinds:
            return self
        span = None
        if self.span and other.span:
            span = Span(min(self.span.start, other.span.start), max(self.span.end, other.span.end))
        return Changes(self.kinds | other.kinds, span)
