"""The colours that people, services and zones can have, by their place in the palette, and how each keeps its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from studio_app.domain.photographer import Photographer
from studio_app.domain.service import Service
from studio_app.domain.setup import Setup
from studio_app.domain.zone import Zone

COLOUR_NAMES = ("blue", "brown", "purple", "teal", "pink", "olive", "grey")
"""For screen readers, tips and the history, in the order of the palette."""

Given = tuple[tuple[str, int], ...]
"""Ids of what was given a colour, and which."""

_T = TypeVar("_T", Service, Zone, Photographer)


def shown_colour(colour: int | None, place: int) -> int:
    """The place in the palette of a colour: the one that was chosen, else that of a place in the list."""
    return (place if colour is None else colour) % len(COLOUR_NAMES)


def free_colour(shown: Sequence[int]) -> int:
    """The colour that fewest have, of those that are shown."""
    used = Counter(shown)
    return min(range(len(COLOUR_NAMES)), key=lambda colour: (used[colour], colour))


def last_colour(shown: Sequence[int]) -> int:
    """The colour of who comes behind those that are shown: that of their place, or one that fewer have."""
    own, free = shown_colour(None, len(shown)), free_colour(shown)
    return free if shown.count(own) > shown.count(free) else own


def with_colours_kept(before: Setup, after: Setup, given: Given = ()) -> tuple[Setup, Given]:
    """A changed set-up in which nobody's colour changes because somebody else came, went or changed places.

    Who would look otherwise at another place of the list is given the colour they had; who comes last, and would look like
    a colleague while another colour is free, is given that one.

    Args:
        before: As it was shown until now.
        given: What has no colour of its own in `after` only because one that was given is taken back.

    Returns:
        The set-up, and what was given.
    """
    freed = frozenset(key for key, _ in given)
    services, of_services = _kept(before.services, after.services, freed)
    zones, of_zones = _kept(before.zones, after.zones, freed)
    people, of_people = _kept(before.photographers, after.photographers, freed)
    kept = replace(after, services=services, zones=zones, photographers=people)
    return kept, (*of_services, *of_zones, *of_people)


def without_given(setup: Setup, given: Given) -> Setup:
    """A set-up without the colours that were given, where nobody chose another one since."""
    wanted = frozenset(given)
    if not wanted:
        return setup
    return replace(
        setup,
        services=_freed(setup.services, wanted),
        zones=_freed(setup.zones, wanted),
        photographers=_freed(setup.photographers, wanted),
    )


def _freed(items: tuple[_T, ...], given: frozenset[tuple[str, int]]) -> tuple[_T, ...]:
    return tuple(replace(item, colour=None) if (item.id, item.colour) in given else item for item in items)


def _kept(
    before: tuple[_T, ...], after: tuple[_T, ...], freed: frozenset[str]
) -> tuple[tuple[_T, ...], list[tuple[str, int]]]:
    if before is after:
        return after, []
    places = {item.id: place for place, item in enumerate(before)}
    given: dict[str, int] = {}
    for place, item in enumerate(after):
        if item.colour is None and item.id in places and (places[item.id] != place or item.id in freed):
            old = places[item.id]
            had = shown_colour(before[old].colour, old)
            if had != shown_colour(None, place):
                given[item.id] = had
    looks = [shown_colour(given.get(item.id, item.colour), place) for place, item in enumerate(after)]
    known = max((place for place, item in enumerate(after) if item.id in places), default=-1)
    for place in range(known + 1, len(after)):
        free = last_colour(looks[:place])
        if after[place].colour is None and free != looks[place]:
            given[after[place].id] = looks[place] = free
    items = tuple(replace(item, colour=given[item.id]) if item.id in given else item for item in after)
    return items, list(given.items())
