"""Let zones count for bookings, or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.settings import Settings
from studio_app.domain.setup import SettingsChange, SetupChange


def switch_zones(store: Store, now: datetime, actor: str, settings: Settings, *, enabled: bool) -> Done:
    """Switch zones on or off.

    Args:
        settings: As they were seen.

    Raises:
        StaleVersion: somebody else did so meanwhile.
    """
    after = replace(settings, zones_enabled=enabled)
    change = SetupChange() if after == settings else SetupChange(SettingsChange(settings, after))
    how = "on" if enabled else "off"
    return change_setup(store, now, actor, change, did=f"switched zones {how}", name=f"zones {how}")
