"""What the window waits for when it starts."""

from __future__ import annotations

import subprocess
import sys

LATE = (
    "alembic",
    "icalendar",
    "studio_app.desk.calendars.page",
    "studio_app.desk.cover.page",
    "studio_app.desk.editing.sheet",
    "studio_app.desk.history.page",
    "studio_app.desk.key_help",
    "studio_app.desk.map.canvas",
    "studio_app.desk.orders.page",
    "studio_app.desk.paper.sheet_card",
    "studio_app.desk.preferences",
    "studio_app.desk.services.body",
    "studio_app.desk.team.profile_view",
    "studio_app.desk.welcome",
)
"""Views that are imported at the first look, and libraries that few starts need."""


def test_what_nobody_looks_at_is_not_imported() -> None:
    code = f"import sys; import studio_app.app; print([name for name in {LATE} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
