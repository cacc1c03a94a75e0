"""What the history keeps, in words for people: what was before, and what is after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from studio_app.actions.kept_words import COME, GONE, KeptWords
from studio_app.domain.agent import Agent
from studio_app.domain.colours import COLOUR_NAMES
from studio_app.domain.history import HistoryEntry
from studio_app.domain.studio import Studio
from studio_app.engine.wording import day, listed, moment

_NAMES = {
    "hold_until": "held until",
    "square_feet": "size",
    "crew": "photographers",
    "no_show": "no-show",
    "event": "event",
    "presets": "start times",
    "routing": "drives by road",
    "router": "routing server",
    "geocoder": "addresses looked up by",
    "domain": "server for addresses",
    "contact": "e-mail address for the server",
    "two photographers from hours": "two photographers from",
    "shorter with two by percent": "two are quicker by",
}
"""Keys that are called otherwise."""

_SETUP = ("service", "package", "zone", "photographer")
"""What a change of the set-up can be about, one entry each."""
_TIMES = frozenset({"start", "end", "hold_until"})
_DATES = frozenset({"due", "not before"})
_HIDDEN = frozenset({"overruled"})
"""Told by `overruled_words`."""
DATES = frozenset((*COME.values(), *GONE.values()))
"""Names of changes that tell only what came, or only what went."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that changed; "" where there was or is nothing."""

    name: str
    before: str
    after: str


class HistoryWords:
    """Turns entries into words, with the names that things have now."""

    def __init__(self, studio: Studio, agents: Mapping[str, Agent]) -> None:
        self._studio = studio
        self._zone = studio.settings.timezone
        self._speech = studio.settings.speech
        self._agents = agents
        self._kept = KeptWords(studio.settings.speech)
        self._zone_names = {zone.id: zone.name for zone in studio.zones}

    def changes(self, entry: HistoryEntry) -> tuple[FieldChange, ...]:
        """What changed, in the order in which it was kept; values that stayed are left out.

        Of several people, zones or services that changed at once each entry says whose it is.
        """
        keys = dict.fromkeys((*entry.before, *entry.after))
        return (*self._about(entry), *self._changes(entry, keys))

    def _about(self, entry: HistoryEntry) -> Iterator[FieldChange]:
        for key in _SETUP:
            if key in entry.before and entry.before[key] == entry.after.get(key):
                name = self._value(key, entry.before[key], entry.at.year)
                if name not in entry.action and "name" not in entry.after:
                    yield FieldChange(key, "", name)

    def _changes(self, entry: HistoryEntry, keys: Mapping[str, None]) -> Iterator[FieldChange]:
        for key in keys:
            before, after = entry.before.get(key), entry.after.get(key)
            if key in _HIDDEN or before == after or _named_anyway(key, before, entry):
                continue
            year = entry.at.astimezone(self._zone).year
            if key in COME and all(isinstance(value, list | tuple | None) for value in (before, after)):
                yield from self._dated(key, before, after, year)
                continue
            words = (self._value(key, value, year) for value in (before, after))
            change = FieldChange(_NAMES.get(key, key), *words)
            if change.before != change.after:
                yield change

    def _dated(self, key: str, before: object, after: object, year: int) -> Iterator[FieldChange]:
        """Of lists of dates only what came and what went."""
        lists = [
            [str(item) for item in value] if isinstance(value, list | tuple) else []
            for value in (before, after)
        ]
        gone, come = self._kept.dated(key, lists[0], lists[1], year)
        if come:
            yield FieldChange(COME[key], "", come)
        if gone:
            yield FieldChange(GONE[key], "", gone)

    def overruled(self, entry: HistoryEntry) -> tuple[str, ...]:
        """The rules that staff overruled, one sentence each."""
        found = entry.after.get("overruled")
        if not isinstance(found, Sequence) or isinstance(found, str):
            return ()
        rules = [rule for rule in found if isinstance(rule, Mapping)]
        return tuple(
            f"{self._person(str(rule.get('photographer', '')))}: {rule.get('text', '')}" for rule in rules
        )

    def _value(self, key: str, value: object, year: int) -> str:
        """A kept value in words. Entries may be old and their values of any shape: whatever it is, it is shown."""
        if value is None or value == [] or value == {}:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if key == "square_feet" and isinstance(value, int | float):
            return f"{value:,} sq ft"
        if isinstance(value, Mapping):
            parts = ((name, self._value(str(name), inner, year)) for name, inner in value.items())
            return "; ".join(f"{_NAMES.get(str(name), name)}: {text}" for name, text in parts if text)
        if isinstance(value, Sequence) and not isinstance(value, str):
            said = [self._named(key, str(item), year) for item in value]
            return "; ".join(said) if key in ("presets", "tiers") else listed(said)
        return self._named(key, str(value), year)

    def _named(self, key: str, text: str, year: int) -> str:
        studio = self._studio
        thing = key.removeprefix("order of ")
        if thing in ("crew", "photographers", "photographer"):
            return self._person(text)
        if thing in ("services", "service", "without a time") and text in studio.service_by_id:
            return studio.service_by_id[text].name
        if thing in ("packages", "package") and text in studio.package_by_id:
            return studio.package_by_id[text].name
        if thing in ("zones", "zone"):
            return self._zone_names.get(text, text)
        if key == "colour" and text.isdecimal():
            return COLOUR_NAMES[int(text) % len(COLOUR_NAMES)]
        if key == "agent" and text in self._agents:
            return self._agents[text].name
        try:
            if key in _TIMES:
                at = datetime.fromisoformat(text).astimezone(self._zone)
                return _in_year(moment(at, self._zone, self._speech), at.year, year)
            if key in _DATES:
                on = date.fromisoformat(text)
                return _in_year(day(on, self._speech), on.year, year)
        except ValueError:
            pass
        return self._kept.said(key, text)

    def _person(self, key: str) -> str:
        person = self._studio.photographer_by_id.get(key)
        return person.name if person else key


def _in_year(text: str, year: int, usual: int) -> str:
    """With the year where it is not that of the entry."""
    return text if year == usual else f"{text}, {year}"


def _named_anyway(key: str, before: object, entry: HistoryEntry) -> bool:
    """The id of what is new or gone, whose name stands beside it."""
    return key in _SETUP and "name" in (entry.after if before is None else entry.before)
