"""The colours that people, services and zones can have, by their place in the palette."""

from __future__ import annotations

COLOUR_NAMES = ("blue", "brown", "purple", "teal", "pink", "olive", "grey")
"""For screen readers, tips and the history, in the order of the palette."""
