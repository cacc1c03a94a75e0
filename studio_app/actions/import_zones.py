"""Zones out of files of other programs: looked at first, then added in one step."""

from __future__ import annotations

from collections.abc import Container, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import Path, PurePath

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.identity import new_id
from studio_app.actions.ports import Store
from studio_app.domain.setup import Setup, difference
from studio_app.domain.zone import Zone
from studio_app.engine.wording import counted
from studio_app.engine.zone_shapes import Shape
from studio_app.errors import BadInput, KnownError
from studio_app.exchange.geo_json import read_geo_json
from studio_app.exchange.kml import read_kml
from studio_app.exchange.wording import one_line
from studio_app.exchange.zone_file import LARGEST, ReadZone, ZoneFile, nearest_colour

FILE_ENDINGS = (".geojson", ".json", ".kml", ".kmz")
"""Of the files that can be read; what is in them counts, not how they are called."""
_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How a file in UTF-16 begins, as the console of Windows writes it."""
_PACKED, _MARKUP = b"PK\x03\x04", (b"<", *_WIDE)


class Standing(Enum):
    """What can become of an area of a file."""

    NEW = "new"
    SAME_NAME = "same name"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """An area of a file as a zone of the studio.

    Attributes:
        name: Not empty, and no other row has it.
        where: Its place in the file; "" where that is the whole file.
        shape: None where it is refused.
        colour: The place in the palette that is nearest to its colour, or None.
        same: Id of the studio's zone of the same name, or None.
        problem: Why it is refused, such as `crosses or touches itself near -71.1, 42.3`.
    """

    name: str
    where: str
    shape: Shape | None
    colour: int | None = None
    same: str | None = None
    problem: str = ""

    @property
    def standing(self) -> Standing:
        """Whether it is new."""
        if self.shape is None:
            return Standing.REFUSED
        return Standing.SAME_NAME if self.same else Standing.NEW


@dataclass(frozen=True, slots=True)
class ZonesPreview:
    """What a file would bring.

    Attributes:
        rows: In the order of the file.
        warnings: Sentences about what is left out or was changed.
    """

    rows: tuple[ZoneRow, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportZones:
    """Areas that are to be zones.

    Attributes:
        setup: As it was seen.
        rows: Those that were chosen; refused ones are passed over.
        replace: Ids of zones whose area, and colour where the file has one, is that of the row of the same name from now
            on. Whoever covers them still does. A row whose namesake is not among them comes in under a new name.
    """

    setup: Setup
    rows: tuple[ZoneRow, ...]
    replace: frozenset[str] = frozenset()


def zones_content(file: Path) -> bytes:
    """The content of a file that somebody chose.

    Raises:
        KnownError: it can't be read or is too large.
    """
    name = one_line(file.name)
    try:
        if not file.is_file():
            raise KnownError(f"{name} is not a file.")
        if file.stat().st_size > LARGEST:
            raise KnownError(
                f"{name} is larger than {LARGEST // 1024 // 1024} MB.",
                "Save only the areas that you need, or with fewer corners.",
            )
        return file.read_bytes()
    except OSError as error:
        raise KnownError(
            f"{name} can\N{RIGHT SINGLE QUOTATION MARK}t be read: {error.strerror or error}."
        ) from error


def preview_zones(
    zones: Sequence[Zone], content: bytes, file_name: str, palette: Sequence[str]
) -> ZonesPreview:
    """What a GeoJSON, KML or KMZ file would bring.

    Args:
        zones: The studio's own, as they are.
        content: Of the file.
        file_name: Names what has no name of its own.
        palette: `#rrggbb` in the order of `Zone.colour`.

    Raises:
        BadInput: the file as a whole can't be read, or holds no areas; the path begins with its name.
    """
    name = one_line(PurePath(file_name).name)
    try:
        found = _read(content)
        if not found.zones:
            left_out = f" {' '.join(found.warnings)}" if found.warnings else ""
            raise BadInput("", f"holds no areas.{left_out}")
    except BadInput as problem:
        raise BadInput(name, str(problem)) from None
    ids = {_key(zone.name): zone.id for zone in reversed(zones)}
    taken: set[str] = set()
    rows: list[ZoneRow] = []
    for zone in found.zones:
        title = free_name(zone.name or PurePath(name).stem or "Zone", taken)
        taken.add(_key(title))
        rows.append(_row(zone, title, ids.get(_key(title)), palette))
    return ZonesPreview(tuple(rows), found.warnings)


def _read(content: bytes) -> ZoneFile:
    if content.startswith(_WIDE):
        with suppress(UnicodeError):  # such a KML says its encoding itself
            text = content.decode("utf-16")
            content = content if text.lstrip().startswith("<") else text.encode()
    begin = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:4]
    if begin.startswith((_PACKED, *_MARKUP)):
        return read_kml(content)
    return read_geo_json(content)


def _row(zone: ReadZone, title: str, same: str | None, palette: Sequence[str]) -> ZoneRow:
    if zone.shape is None:
        return ZoneRow(title, zone.where, None, problem=zone.problem)
    return ZoneRow(title, zone.where, zone.shape, nearest_colour(zone.colour, palette), same)


def after_importing(command: ImportZones) -> Setup:
    """The set-up with the chosen areas in it."""
    zones = {zone.id: zone for zone in command.setup.zones}
    taken = {_key(zone.name) for zone in zones.values()}
    for row in command.rows:
        if row.shape is None:
            continue
        namesake = zones.get(row.same) if row.same in command.replace and row.same else None
        if namesake:
            kept = namesake.colour if row.colour is None else row.colour
            zones[namesake.id] = replace(row.shape.put_into(namesake), colour=kept)
            continue
        name = free_name(row.name, taken)
        taken.add(_key(name))
        added = row.shape.put_into(Zone(new_id(), name, (), (), row.colour))
        zones[added.id] = added
    return replace(command.setup, zones=tuple(zones.values()))


def import_zones(store: Store, now: datetime, actor: str, command: ImportZones) -> Done:
    """Add the chosen areas as zones, behind those that are there, in one step.

    Raises:
        StaleVersion: a zone that is to be replaced was changed meanwhile.
        KnownError: they can't be stored.
    """
    after = after_importing(command)
    wanted = difference(command.setup, after)
    count = counted(len(wanted.zones.after), "zone")
    return change_setup(store, now, actor, wanted, did=f"imported {count}", name=f"import of {count}")


def free_name(name: str, taken: Container[str]) -> str:
    """The name, or with a number behind it where it is taken; names are compared whatever their case."""
    found, number = name, 2
    while _key(found) in taken:
        found, number = f"{name} {number}", number + 1
    return found


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
