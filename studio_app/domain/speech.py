"""How a studio says dates, times and measures: the language of dates, the clock, feet or metres, miles or kilometres."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = {
    "en": "English",
    "en-US": "English (US)",
    "es": "Español",
    "fr": "Français",
    "de": "Deutsch",
    "it": "Italiano",
    "nl": "Nederlands",
    "pt": "Português",
    "pl": "Polski",
}
"""Languages of dates by their code, each in its own words."""

FEET_A_METRE = 1 / 0.3048
KM_A_MILE = 1.609344
"""The international foot and mile."""
SQUARE_METRES_A_FOOT = 0.09290304
"""Exact: a foot is 0.3048 m (NIST Special Publication 811, appendix B.8)."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The habits of a studio in what people read. What is stored and reckoned with stays minutes, square feet and
    kilometres.

    Attributes:
        language: Of weekdays, months and numbers: one of `LANGUAGES`.
        hours24: `16:30` instead of `4:30 pm`.
        metric_area: Square metres instead of square feet.
        kilometres: Instead of miles.
    """

    language: str = "en"
    hours24: bool = False
    metric_area: bool = False
    kilometres: bool = False


USUAL = Speech()
"""How a studio speaks that chose nothing."""
