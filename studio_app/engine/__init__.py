"""What is bookable, by whom, and why not. Pure: no clock, no input or output.

`find_openings`, `explain`, `check` and `choose` are the four questions; all of them ask the same rules.
"""

from studio_app.engine.answers import Code, Failure, Opening, VisitExplanation
from studio_app.engine.choosing import choose
from studio_app.engine.day_plan import DayPlan, Leg, day_plan
from studio_app.engine.explaining import check, explain
from studio_app.engine.openings import Brief, Openings, VisitOpenings, find_openings, warm

__all__ = [
    "Brief",
    "Code",
    "DayPlan",
    "Failure",
    "Leg",
    "Opening",
    "Openings",
    "VisitExplanation",
    "VisitOpenings",
    "check",
    "choose",
    "day_plan",
    "explain",
    "find_openings",
    "warm",
]
