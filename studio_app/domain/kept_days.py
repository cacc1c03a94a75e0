"""Which time the rules and the desk look at: what is read from calendars and loaded from the database."""

from __future__ import annotations

from datetime import datetime, timedelta

from studio_app.domain.settings import Settings
from studio_app.domain.timespan import Span, as_utc
from studio_app.domain.wall_time import day_start, local_date

WEEKS_BACK = 8
DAYS_BEYOND = 8
"""From the furthest bookable day on: that day, and the rest of its week, which the ranking counts."""


def kept_days(settings: Settings, now: datetime) -> Span:
    """Whole studio-local days, so that it stays the same all day."""
    zone = settings.timezone
    today = local_date(zone, as_utc(now))
    return Span(
        day_start(zone, today - timedelta(weeks=WEEKS_BACK)),
        day_start(zone, today + timedelta(days=settings.max_advance_days + DAYS_BEYOND)),
    )
