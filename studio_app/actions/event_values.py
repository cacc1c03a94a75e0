"""What the templates of events can name, and how it is written where a template only names it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment
from studio_app.domain.order import Order
from studio_app.domain.speech import FEET_A_METRE, Speech
from studio_app.domain.studio import Studio
from studio_app.engine.wording import day, listed, walls

NAMES: Mapping[str, tuple[str, ...]] = {
    "address": (),
    "services": (),
    "packages": (),
    "agent": ("name", "first_name", "email", "phone", "brokerage"),
    "crew": ("name", "email"),
    "day": (),
    "time": (),
    "date": (),
    "start": (),
    "end": (),
    "minutes": (),
    "size": (),
    "square_feet": (),
    "notes": (),
    "part": (),
    "studio": (),
    "order": (),
    "appointment": (),
}
"""What a template may use, and the parts of the agent and of each of the crew."""

EMPTY, FULL = "\x00", "\x01"
"""Mark in a text under way where a name gave nothing, and where one gave something."""
_UNMARKED = str.maketrans("", "", EMPTY + FULL)


class _Nobody(dict[str, str]):
    """The agent of an appointment without one: has every part, each empty, and counts as none in a condition."""

    def __bool__(self) -> bool:
        return False


class Added(list[str]):
    """Names that stand with a plus between them, as in a title."""


NOBODY = _Nobody(dict.fromkeys(NAMES["agent"], ""))


def values_of(
    appointment: Appointment, studio: Studio, order: Order | None, agent: Agent | None
) -> dict[str, Any]:
    """What templates can name, as `NAMES` lists it: plain texts and numbers only."""
    known, people, speech = studio.service_by_id, studio.photographer_by_id, studio.settings.speech
    zone = studio.settings.timezone
    start, end = appointment.span.start.astimezone(zone), appointment.span.end.astimezone(zone)
    size = order.property.square_feet if order else None
    return {
        "appointment": appointment.id,
        "order": appointment.order,
        "studio": studio.settings.name,
        "part": appointment.part.value,
        "address": appointment.address or (order.property.address if order else ""),
        "services": [known[key].name for key in appointment.services if key in known],
        "packages": [
            studio.package_by_id[key].name
            for key in (order.packages if order else ())
            if key in studio.package_by_id
        ],
        "crew": [
            {"name": people[key].name, "email": people[key].email}
            for key in appointment.crew
            if key in people
        ],
        "agent": {
            "name": agent.name,
            "first_name": agent.name.split(" ")[0],
            "email": agent.email,
            "phone": agent.phone,
            "brokerage": agent.brokerage,
        }
        if agent
        else None,
        "minutes": appointment.span.minutes,
        "day": day(start.date(), speech),
        "time": walls(start.hour * 60 + start.minute, end.hour * 60 + end.minute, speech),
        "date": f"{start:%Y-%m-%d}",
        "start": f"{start:%H:%M}",
        "end": f"{end:%H:%M}",
        "size": _size(size, speech),
        "square_feet": f"{size:g}" if size is not None else "",
        "notes": order.notes if order else "",
    }


def _size(square_feet: float | None, speech: Speech) -> str:
    """`1600 sq ft`, or `149 m²` where the studio measures so."""
    if square_feet is None:
        return ""
    return f"{square_feet / FEET_A_METRE**2:.0f} m²" if speech.metric_area else f"{square_feet:g} sq ft"


def written(value: object) -> str:
    """A value as it stands in the text, marked: a list with commas or pluses, people by their names, an agent with the brokerage."""
    text = unmarked(_text(value))
    return f"{FULL}{text}" if text.strip() else EMPTY


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(filter(None, (str(value.get("name", "")), str(value.get("brokerage", "")))))
    if isinstance(value, list | tuple):
        texts = [_text(item) for item in value]
        if any(isinstance(item, Mapping) for item in value):
            return listed(texts)
        return (" + " if isinstance(value, Added) else ", ").join(texts)
    return "" if value is None else str(value)


def without_empty_lines(text: str) -> str:
    """Without the lines in which every name gave nothing, and without the marks."""
    kept = (line for line in text.split("\n") if EMPTY not in line or FULL in line)
    return unmarked("\n".join(kept))


def unmarked(text: str) -> str:
    """Without the marks."""
    return text.translate(_UNMARKED)
