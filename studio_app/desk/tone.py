"""How good or bad a piece of news is. Pure; the theme knows the colour, and a word or a sign always says it too."""

from __future__ import annotations

from enum import StrEnum


class Tone(StrEnum):
    """The four kinds of news: of a row, of a verdict, of a message."""

    GOOD = "good"
    PLAIN = "plain"
    WARN = "warn"
    BAD = "bad"
