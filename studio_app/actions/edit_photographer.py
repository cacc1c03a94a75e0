"""Change a photographer: who they are, when they work, where their day starts, how much they take."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.photographer import Photographer
from studio_app.domain.setup import SetupChange, edited

_CALLED = {
    "email": "the e-mail address",
    "phone": "the phone number",
    "timezone": "the time zone",
    "priority": "the priority",
    "skills": "the skills",
    "zones": "the zones",
    "hours": "the working hours",
    "presets": "the start times",
    "exceptions": "the exceptions",
    "time_off": "the days off",
    "max_shoots_per_day": "the most shoots a day",
    "home": "the home",
    "home_address": "the home",
    "colour": "the colour",
}
"""Fields as people call them."""
_DERIVED = ("calendar_known", "doubt")


@dataclass(frozen=True, slots=True)
class EditPhotographer:
    """A photographer as the desk saw them, and as they are to be; what is the same in both stays as it is stored."""

    before: Photographer
    after: Photographer

    @property
    def change(self) -> SetupChange:
        """What it changes."""
        return SetupChange(photographers=edited((self.before, self.after)))


def edit_photographer(store: Store, now: datetime, actor: str, command: EditPhotographer) -> Done:
    """Change a photographer. Under another name or address they are invited anew to what is still to come.

    Raises:
        BadInput: it could not stand in a studio file, the name is empty or the address is none.
        StaleVersion: somebody changed the same of them meanwhile.
    """
    before, after = command.before, command.after
    changed = _changed(before, after)
    did, name = _words(before, after, changed)
    return change_setup(store, now, actor, command.change, did=did, name=name)


def _changed(before: Photographer, after: Photographer) -> tuple[str, ...]:
    names = (field.name for field in fields(before) if field.name not in _DERIVED)
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _words(before: Photographer, after: Photographer, changed: tuple[str, ...]) -> tuple[str, str]:
    """What it did, and what an undo takes back."""
    who = before.name
    if changed == ("name",):
        return f"renamed {who} to {after.name}", f"the name of {after.name}"
    if changed == ("senior",):
        did = f"made {who} a senior" if after.senior else f"made {who} a senior no longer"
        return did, f"whether {who} is a senior"
    if changed == ("accepting",):
        if after.accepting:
            return f"let {who} take bookings again", f"letting {who} take bookings"
        return f"paused the bookings of {who}", f"pausing {who}"
    what = list(dict.fromkeys(_CALLED[name] for name in changed if name in _CALLED))
    called = what[0] if len(what) == 1 and len(changed) <= 2 else "the profile"
    return f"changed {called} of {who}", f"{called} of {who}"
