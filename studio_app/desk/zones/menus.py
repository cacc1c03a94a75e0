"""The context menus of the map and of the lists: what can be done with what lies there. Pure but for the menu itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from studio_app.desk.map.gestures import Hit, Part
from studio_app.desk.zones.gesture import LEAST_CORNERS, Hand, Tool

DOTS = "\N{HORIZONTAL ELLIPSIS}"


class Act(StrEnum):
    """What an entry does."""

    EDIT = "edit"
    RENAME = "rename"
    COVER = "cover"
    HOLE = "hole"
    GEO_JSON = "geojson"
    KML = "kml"
    REMOVE = "remove"
    DRAW = "draw"
    CIRCLE = "circle"
    PIN = "pin"
    FIT = "fit"
    INSERT = "insert"
    DELETE = "delete"
    FILL = "fill"
    CLOSE = "close"
    TAKE_BACK = "take back"
    SAVE = "save"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line; the letter after an ampersand chooses it."""

    act: Act
    words: str
    enabled: bool = True


Groups = Sequence[Sequence[Entry]]


def of_zone(name: str) -> Groups:
    """A zone in the list or on the map."""
    return (
        (Entry(Act.EDIT, "&Edit the shape"), Entry(Act.HOLE, "Cut a &hole"), Entry(Act.RENAME, "Re&name")),
        (Entry(Act.GEO_JSON, f"Save as &GeoJSON{DOTS}"), Entry(Act.KML, f"Save as &KML{DOTS}")),
        (Entry(Act.REMOVE, f"&Remove {name.replace('&', '&&')}"),),
    )


def of_map() -> Groups:
    """Any place of the map."""
    return (
        (Entry(Act.PIN, "&Who covers this place"),),
        (Entry(Act.DRAW, "&Draw a zone"), Entry(Act.CIRCLE, "&Circle around here")),
        (Entry(Act.FIT, "Show &all zones"),),
    )


def of_draft(hand: Hand, hit: Hit) -> Groups:
    """What is under way, at a corner, an edge or anywhere."""
    if hand.tool in (Tool.DRAW, Tool.HOLE):
        count = len(hand.line)
        return (
            (
                Entry(Act.CLOSE, "&Close it", count >= LEAST_CORNERS),
                Entry(Act.TAKE_BACK, "Take the last corner &back", bool(count)),
            ),
            (Entry(Act.CANCEL, "Ca&ncel"),),
        )
    first: list[Entry] = []
    if hit.is_draft and hit.part is Part.CORNER:
        first.append(Entry(Act.DELETE, "&Delete the corner"))
    if hit.is_draft and hit.part is Part.EDGE:
        first.append(Entry(Act.INSERT, "&Add a corner here"))
    if hit.is_draft and hit.ring and hit.part in (Part.CORNER, Part.EDGE):
        first.append(Entry(Act.FILL, "&Fill the hole"))
    last = (
        Entry(Act.HOLE, "Cut a &hole"),
        Entry(Act.PIN, "&Who covers this place"),
        Entry(Act.SAVE, "&Save"),
        Entry(Act.CANCEL, "Ca&ncel"),
    )
    return (first, last) if first else (last,)


def open_menu(parent: QWidget, name: str, groups: Groups, at: QPoint, take: Callable[[Act], None]) -> QMenu:
    """Open a menu at a point of the screen."""
    menu = QMenu(parent)
    menu.setObjectName(name)
    for place, group in enumerate(groups):
        if place:
            menu.addSeparator()
        for entry in group:
            action = menu.addAction(entry.words)
            action.setData(entry.act.value)
            action.setEnabled(entry.enabled)
    menu.triggered.connect(lambda action: take(Act(action.data())))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
    return menu
