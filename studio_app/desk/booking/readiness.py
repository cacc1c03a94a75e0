"""What is still missing before an order can be booked, in the order of the conversation. Pure."""

from __future__ import annotations

from enum import StrEnum

from studio_app.desk.booking.model import Draft, PanelState, PartLine, PartStatus, PlaceStatus


class Missing(StrEnum):
    """The first thing that stands in the way; `NOTHING` means that it can be confirmed."""

    NOTHING = "nothing"
    BLOCKED = "blocked"
    AGENT = "agent"
    ADDRESS = "address"
    PLACE = "place"
    SERVICES = "services"
    OPENINGS = "openings"
    TIME = "time"
    FORBIDDEN = "forbidden"


def missing(draft: Draft, state: PanelState) -> Missing:
    """The first thing that is missing."""
    if state.blocked:
        return Missing.BLOCKED
    if not draft.has_agent:
        return Missing.AGENT
    if not draft.address.strip():
        return Missing.ADDRESS
    if not draft.has_services or not state.parts:
        return Missing.SERVICES
    part = part_without_time(state)
    if part is not None:
        return _without_time(part, state)
    if any(part.forbidden for part in state.parts):
        return Missing.FORBIDDEN
    return Missing.NOTHING


def part_without_time(state: PanelState) -> PartLine | None:
    """The first part that has no time yet."""
    return next((part for part in state.parts if part.chosen is None), None)


def broken_rules(state: PanelState) -> tuple[str, ...]:
    """Sentences of all rules that the chosen times break and that staff may overrule."""
    return tuple(sentence for part in state.parts if part.chosen for sentence in part.broken)


def _without_time(part: PartLine, state: PanelState) -> Missing:
    if part.status is PartStatus.NONE:
        unknown = state.coverage.zones_asked and state.coverage.status is PlaceStatus.UNKNOWN
        return Missing.PLACE if unknown else Missing.OPENINGS
    return Missing.TIME
