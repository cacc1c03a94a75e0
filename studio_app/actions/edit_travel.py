"""Decide how the time between two visits is found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.settings import DayEdges, Settings, Travel
from studio_app.domain.setup import SetupChange, edited_settings


@dataclass(frozen=True, slots=True)
class EditTravel:
    """How it is to be.

    Attributes:
        before: The rules as the desk saw them.
        travel: Drives as they are to be counted.
        edges: Whether they must fit into the working hours.
    """

    before: Settings
    travel: Travel
    edges: DayEdges

    @property
    def change(self) -> SetupChange:
        """What it changes."""
        after = replace(self.before, travel=self.travel, day_edge_buffers=self.edges)
        return SetupChange(edited_settings(self.before, after))


def edit_travel(store: Store, now: datetime, actor: str, command: EditTravel) -> Done:
    """Change how drives are counted.

    Raises:
        BadInput: a number is out of bounds.
        StaleVersion: somebody changed the same meanwhile.
    """
    what = "how drives are counted"
    return change_setup(store, now, actor, command.change, did=f"changed {what}", name=what)
