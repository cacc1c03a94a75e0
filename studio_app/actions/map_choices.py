"""Choose where the map gets its tiles from. What opens an account there goes to the keyring of this computer: the
database, which all desks share, has `{key}` in its place."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit

from studio_app.actions.done import Done
from studio_app.actions.place_ports import MapKeys
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
KEY = "{key}"
_KNOWN = frozenset({"z", "x", "y", "s", "r", "key"})
_SECRET = re.compile(
    r"([?&](?:[\w.-]*key|[\w.-]*token|[\w.-]*signature|sig|app_?id|app_?code)=)([^&{}]+)", re.IGNORECASE
)
"""The key in the query of an address, as MapTiler, Mapbox, Thunderforest, Stadia, HERE, Azure and their like have it."""
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
    wanted = without_secrets(checked_map_choices(wanted))
    with store.writing() as writing:
        before = map_choices_of(writing)
        if before == wanted:
            return Done(changes=Changes(), say="Nothing was changed.")
        _store(writing, wanted)
        writing.record(_entry(now, actor, "changed where the map gets its tiles from", before, wanted))
    undo = RestoreMapChoices(without_secrets(before), wanted)
    return Done(changes=_CHANGES, say="Saved.", undo=undo)


# ---------------------------------------------------------------- keys


def taken_apart(template: str) -> tuple[str, str]:
    """A tile's address with `{key}` where it has a key, and the key; "" where it has none. Several that an address has
    are one key with blanks between them."""
    found = [match[2] for match in _SECRET.finditer(template)]
    return _SECRET.sub(rf"\1{KEY}", template), " ".join(found)


def put_together(template: str, key: str) -> str:
    """The address that a server is asked by."""
    parts = key.split()
    for part in parts[:-1]:
        template = template.replace(KEY, part, 1)
    return template.replace(KEY, parts[-1] if parts else "")


def without_secrets(choices: MapChoices) -> MapChoices:
    """As the database may have them."""
    return replace(choices, tile_url=taken_apart(choices.tile_url)[0])


def server_of(template: str) -> str:
    """The host that tiles come from, by which its key is kept."""
    return urlsplit(_FIELD.sub("0", template)).hostname or ""


@dataclass(frozen=True, slots=True)
class MapKey:
    """What opens an account at a server; `lasts` where it outlives the program."""

    server: str
    key: str = field(repr=False)
    lasts: bool = True


def read_map_key(keys: MapKeys, template: str) -> MapKey:
    """The key of the server of a template; "" where this computer has none.

    Raises:
        KeyLocked: the keyring is locked or does not answer.
    """
    server = server_of(template)
    return MapKey(server, keys.map_key(server))


def keep_map_key(keys: MapKeys, template: str, key: str) -> MapKey:
    """Keep the key of the server of a template.

    Raises:
        BadInput: no keyring holds that much.
    """
    server = server_of(template)
    return MapKey(server, key, keys.keep_map_key(server, key))


def move_key(store: Store, keys: MapKeys) -> None:
    """Move a key that stands in the database, from before keys were kept in keyrings, to that of this computer. Where that
    would be forgotten with the program the key stays."""
    with store.reading() as reading:
        stored = map_choices_of(reading)
    template, key = taken_apart(stored.tile_url)
    if not key or not keep_map_key(keys, template, key).lasts:
        return
    with store.writing() as writing:
        if map_choices_of(writing) == stored:
            _store(writing, replace(stored, tile_url=template))


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


def _store(writing: Writing, wanted: MapChoices) -> None:
    writing.set_setting(TILE_URL, wanted.tile_url)
    writing.set_setting(ATTRIBUTION, wanted.attribution)
    writing.set_setting(CACHE, str(wanted.cache_mb))


def _entry(now: datetime, actor: str, action: str, before: MapChoices, after: MapChoices) -> HistoryEntry:
    """Everybody reads the history: what may be a key to a server is left out of it."""
    shown = [replace(choices, tile_url=_without_values(choices.tile_url)) for choices in (before, after)]
    return HistoryEntry(now, actor, action, before=asdict(shown[0]), after=asdict(shown[1]))


def _without_values(template: str) -> str:
    head, mark, query = taken_apart(template)[0].partition("?")
    return head + mark + re.sub(r"=(?!\{key\})[^&]*", "=\N{HORIZONTAL ELLIPSIS}", query)
