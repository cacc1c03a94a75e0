"""Colours of zones in files of other programs."""

from __future__ import annotations

import pytest

from studio_app.exchange.zone_file import colour_of, nearest_colour

PALETTE = ("#3b6fb6", "#a4592f", "#7a4ea3", "#1f7a74")


@pytest.mark.parametrize(
    "text, colour",
    [
        ("#3B6FB6", "#3b6fb6"),
        ("3b6fb6", "#3b6fb6"),
        ("#3b6fb680", "#3b6fb6"),
        ("#f80", "#ff8800"),
        ("red", None),
        ("", None),
        (7, None),
    ],
)
def test_colours_of_the_web(text: object, colour: str | None) -> None:
    assert colour_of(text) == colour


@pytest.mark.parametrize(
    "colour, place", [("#0288d1", 0), ("#ff5252", 1), ("#9c27b0", 2), ("#0f9d58", 3), (None, None)]
)
def test_the_nearest_colour_is_taken(colour: str | None, place: int | None) -> None:
    assert nearest_colour(colour, PALETTE) == place
    assert nearest_colour(colour, ()) is None
