"""A studio file and a request that give every key of the format, and a way to spoil one value of them."""

from __future__ import annotations

import copy
import re
from typing import Any

Json = dict[str, Any]

GONE = object()
"""Stands for a key that is taken away."""

FULL_STUDIO: Json = {
    "format": "studio-desk/1",
    "studio": {
        "name": "Northlight Studio",
        "timezone": "America/New_York",
        "integrated_booking": False,
        "slot_step_min": 20,
        "buffer_before_min": 0,
        "buffer_after_min": 480,
        "day_edge_buffers": "relaxed",
        "lead_time_hours": 1.5,
        "max_advance_days": 730,
        "bookable_weekdays": ["mon", "fri"],
        "closed_dates": ["2026-06-19", "2026-07-03"],
        "company_hours": {"mon": [["09:00", "12:00"], ["13:00", "24:00"]]},
        "skills_enabled": True,
        "zones_enabled": True,
        "priority_enabled": True,
        "two_photographers_hours": 2.5,
        "duration_reduction_pct": 40,
        "twilight": {"mode": "sun", "start": "17:00", "end": "24:00", "before_min": 60, "after_min": 0},
        "travel": {
            "mode": "estimate",
            "speed_kmh": 60.5,
            "detour": 1,
            "floor_min": 0,
            "max_travel_min": 40,
        },
    },
    "services": [
        {
            "id": "photos",
            "name": "Photos",
            "minutes": 60,
            "tiers": [{"up_to_sqft": 3000, "minutes": 60}, {"up_to_sqft": None, "minutes": 90}],
        },
        {"id": "dusk", "name": "Twilight set", "minutes": 45, "twilight": True},
        {"id": "survey", "name": "Survey", "minutes": 30, "separate": True},
    ],
    "packages": [
        {
            "id": "all",
            "name": "Everything",
            "services": ["photos", "dusk", "survey"],
            "minutes": 75,
            "twilight_minutes": 40,
            "send_two": True,
        }
    ],
    "zones": [
        {"id": "town", "name": "Town", "polygon": [[-71.2, 42.3], [-71.0, 42.3], [-71.0, 42.4]]},
        {"id": "west", "name": "West", "polygon": [[-72, 42], [-71.5, 42], [-71.5, 43], [-72, 43]]},
    ],
    "photographers": [
        {
            "id": "ana",
            "name": "Ana Silva",
            "email": "ana@northlight.example",
            "timezone": "Europe/Lisbon",
            "senior": True,
            "accepting": False,
            "priority": 1.5,
            "skills": ["dusk", "photos"],
            "zones": ["town", "west"],
            "hours": {"tue": [["00:00", "24:00"]]},
            "presets": {"tue": ["09:00", "14:30"]},
            "exceptions": [{"date": "2026-06-20", "hours": [["10:00", "11:00"]]}],
            "time_off": [{"start": "2026-07-01T00:00:00-04:00", "end": "2026-07-08T00:00:00-04:00"}],
            "max_shoots_per_day": 4,
            "home": {"lat": 42.33, "lon": -71.12},
            "calendar_state": "unknown",
        },
        {"id": "ben", "name": "Ben", "email": ""},
    ],
    "busy": [
        {
            "photographer": "ben",
            "start": "2026-06-16T09:00:00-04:00",
            "end": "2026-06-16T10:00:00.500000-04:00",
            "title": "Dentist",
            "show_as": "free",
            "status": "tentative",
            "response": "needs_action",
            "kind": "working_location",
            "place": {"lat": 42.0, "lon": -71.0},
        },
        {"photographer": "ben", "start": "2026-06-18", "end": "2026-06-19", "all_day": True},
    ],
    "appointments": [
        {
            "id": "a1",
            "crew": ["ana", "ben"],
            "start": "2026-06-16T12:00:00-04:00",
            "end": "2026-06-16T13:00:00-04:00",
            "state": "hold",
            "hold_until": "2026-06-16T09:30:00-04:00",
            "services": ["photos"],
            "place": {"lat": 42.33, "lon": -71.12},
            "assigned_at": "2026-06-01T08:00:00-04:00",
        }
    ],
}
"""Hardly a value is at its default."""

FULL_REQUEST: Json = {
    "now": "2026-06-15T08:00:00-04:00",
    "from": "2026-06-16",
    "to": "2026-06-17",
    "services": ["photos"],
    "packages": [],
    "square_feet": 2500.5,
    "place": {"lat": 42.33, "lon": -71.12},
    "photographers": ["ana", "ben"],
    "moving": "a1",
}


def spoiled(whole: Json, path: str, value: Any) -> Json:
    """A copy in which the value at a path such as `busy[0].start` is another, one more, or gone."""
    found = copy.deepcopy(whole)
    *way, last = [int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]]+", path)]
    here: Any = found
    for step in way:
        here = here[step]
    if value is GONE:
        del here[last]
    elif isinstance(here, list) and last == len(here):
        here.append(value)
    else:
        here[last] = value
    return found
