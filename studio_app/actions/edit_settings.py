"""Change the rules of the studio, one or several at once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.settings import Settings
from studio_app.domain.setup import SetupChange, edited_settings

_NAMES = {
    "name": "name of the studio",
    "timezone": "time zone",
    "integrated_booking": "booking",
    "slot_step_min": "step of the starts",
    "buffer_before_min": "drive time before",
    "buffer_after_min": "drive time after",
    "day_edge_buffers": "first and last drive of the day",
    "lead_time_hours": "lead time",
    "max_advance_days": "furthest day",
    "bookable_weekdays": "bookable weekdays",
    "closed_dates": "closed dates",
    "company_hours": "hours of the studio",
    "skills_enabled": "counting of skills",
    "zones_enabled": "counting of zones",
    "priority_enabled": "counting of priority",
    "two_photographers_hours": "length from which two go",
    "duration_reduction_pct": "time saved by two",
    "twilight": "twilight",
    "travel": "travel",
    "closed_reasons": "reasons for closed dates",
    "speech": "language of dates and measures",
}
"""What people call each of the settings."""


@dataclass(frozen=True, slots=True)
class EditSettings:
    """The settings as the desk saw them, and as they are to be. What differs is changed; the rest is left to others."""

    before: Settings
    after: Settings

    @property
    def change(self) -> SetupChange:
        """What it changes."""
        return SetupChange(edited_settings(self.before, self.after))


def changed_names(command: EditSettings) -> tuple[str, ...]:
    """What people call the settings that differ, in their order."""
    before, after = command.before, command.after
    keys = [
        field.name for field in fields(Settings) if getattr(before, field.name) != getattr(after, field.name)
    ]
    return tuple(_NAMES[key] for key in keys)


def edit_settings(store: Store, now: datetime, actor: str, command: EditSettings) -> Done:
    """Change settings.

    Raises:
        BadInput: a value could not stand in a studio file, or the name is empty; the path begins with `studio.`.
        StaleVersion: somebody changed the same setting meanwhile.
        NotFound: there is no studio.
    """
    names = changed_names(command)
    what = names[0] if len(names) == 1 else "rules of the studio"
    return change_setup(store, now, actor, command.change, did=f"changed the {what}", name=what)
