"""Choose where the map gets its tiles from."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from studio_app.actions.done import Done
from studio_app.actions.ports import Reading, Store, Writing
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.domain.map_choices import (
    CACHE_MB,
    LONGEST_ATTRIBUTION,
    MOST_CACHE_MB,
    MapChoices,
)
from studio_app.errors import BadInput, StaleVersion

TILE_URL, ATTRIBUTION, CACHE = "map_tile_url", "map_attribution", "map_cache_mb"
"""Names of the desk's settings."""

_FIELD = re.compile(r"\{([^{}]*)\}")
_NEEDED = ("z", "x", "y")
_KNOWN = frozenset({"z", "x", "y", "s", "r"})
_CHANGES = Changes(frozenset({Kind.STUDIO}))
_NAME = "change of the map\N{RIGHT SINGLE QUOTATION MARK}s tiles"


@dataclass(frozen=True, slots=True)
class RestoreMapChoices:
    """The undo of a change; see `done.Undo`."""

    before: MapChoices
    after: MapChoices

    @property
    def name(self) -> str:
        """What is taken back."""
        return _NAME

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Choose as before. Raises StaleVersion where it was chosen otherwise since."""
        with store.writing() as writing:
            if map_choices_of(writing) != self.after:
                raise StaleVersion("Where the map gets its tiles from")
            _store(writing, self.before)
            writing.record(_entry(now, actor, f"undid: {_NAME}", self.after, self.before))
        undo = RestoreMapChoices(self.after, self.before)
        return Done(changes=_CHANGES, say=f"Undone: {_NAME}.", undo=undo)


def map_choices_of(reading: Reading) -> MapChoices:
    """What is chosen; what a setting can't mean is what it is where nothing was chosen."""
    url, kept = reading.setting(TILE_URL), reading.setting(CACHE)
    megabytes = int(kept) if kept.isascii() and kept.isdigit() else CACHE_MB
    return MapChoices(
        url if not problem_of_url(url) else "", reading.setting(ATTRIBUTION), min(megabytes, MOST_CACHE_MB)
    )


def read_map_choices(store: Store) -> MapChoices:
    """What is chosen."""
    with store.reading() as reading:
        return map_choices_of(reading)


def save_map_choices(store: Store, now: datetime, actor: str, wanted: MapChoices) -> Done:
    """Choose otherwise.

    Raises:
        BadInput: the address, the attribution or the size can't be used; `path` is the field's name.
    """
    wanted = checked_map_choices(wanted)
    with store.writing() as writing:
        before = map_choices_of(writing)
        if before == wanted:
            return Done(changes=Changes(), say="Nothing was changed.")
        _store(writing, wanted)
        writing.record(_entry(now, actor, "changed where the map gets its tiles from", before, wanted))
    return Done(changes=_CHANGES, say="Saved.", undo=RestoreMapChoices(before, wanted))


def checked_map_choices(wanted: MapChoices) -> MapChoices:
    """The choices as they are stored.

    Raises:
        BadInput: one can't be used.
    """
    url, attribution = wanted.tile_url.strip(), " ".join(wanted.attribution.split())
    problem = problem_of_url(url)
    if problem:
        raise BadInput("tile_url", problem)
    if url and not attribution:
        raise BadInput("attribution", "is missing: type what the server asks to be said")
    if len(attribution) > LONGEST_ATTRIBUTION:
        raise BadInput("attribution", f"must have at most {LONGEST_ATTRIBUTION} letters")
    if not 0 <= wanted.cache_mb <= MOST_CACHE_MB:
        raise BadInput("cache_mb", f"must be 0 to {MOST_CACHE_MB}")
    return replace(wanted, tile_url=url, attribution=attribution)


def problem_of_url(template: str) -> str:
    """What is wrong with a template of a tile's address, as the end of a sentence; "" where nothing is, or it is empty."""
    if not template:
        return ""
    fields = _FIELD.findall(template)
    missing = [name for name in _NEEDED if name not in fields]
    if missing:
        return f"must hold {', '.join('{' + name + '}' for name in missing)}: zoom, column and row of a tile"
    unknown = [name for name in fields if name not in _KNOWN]
    if unknown:
        return f"holds {{{unknown[0]}}}, which means nothing here"
    if any(sign.isspace() or not sign.isprintable() for sign in template):
        return "holds a space"
    try:
        parts = urlsplit(_FIELD.sub("0", template))
        port = parts.port
    except ValueError:
        return "is no address of a server"
    if parts.scheme not in ("http", "https"):
        return "must begin with https:// or http://"
    if not parts.hostname or port == 0:
        return "names no server"
    if parts.username is not None or parts.password is not None:
        return "must not hold a name or password"
    return ""


def without_keys(template: str) -> str:
    """An address to be shown to everybody: the values behind its question mark, often a key, are hidden."""
    head, mark, query = template.partition("?")
    return head + mark + re.sub(r"=[^&]*", "=\N{HORIZONTAL ELLIPSIS}", query)


def _store(writing: Writing, wanted: MapChoices) -> None:
    writing.set_setting(TILE_URL, wanted.tile_url)
    writing.set_setting(ATTRIBUTION, wanted.attribution)
    writing.set_setting(CACHE, str(wanted.cache_mb))


def _entry(now: datetime, actor: str, action: str, before: MapChoices, after: MapChoices) -> HistoryEntry:
    """Everybody reads the history: what may be a key to a server is left out of it."""
    shown = [replace(choices, tile_url=without_keys(choices.tile_url)) for choices in (before, after)]
    return HistoryEntry(now, actor, action, before=asdict(shown[0]), after=asdict(shown[1]))
