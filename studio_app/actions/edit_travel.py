"""Decide how the time between two visits is found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.settings import DayEdges, Settings, Travel
from studio_app.domain.setup import Setup, difference


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


def edit_travel(store: Store, now: datetime, actor: str, command: EditTravel) -> Done:
    """Change how drives are counted.

    Raises:
        BadInput: a number is out of bounds.
        StaleVersion: somebody changed the same meanwhile.
    """
    after = replace(command.before, travel=command.travel, day_edge_buffers=command.edges)
    wanted = difference(Setup(command.before), Setup(after))
    return change_setup(
        store, now, actor, wanted, did="changed how drives are counted", name="how drives are counted"
    )
