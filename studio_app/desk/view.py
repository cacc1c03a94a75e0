"""What the window asks of its views besides the desk itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Heading:
    """What the top bar says while a view is shown; an empty title is the rail's word."""

    title: str = ""
    subtitle: str = ""


class View(QWidget):
    """A page of the window.

    Attributes:
        bar: Stands in the top bar, right of the heading, while the view is shown; it may fill the bar up to the
            calendars' state. None shows nothing there. Set it before the view is handed to the window.
        finds: Whether the field for finding stays in the top bar.
        prints: Whether the top bar offers the day on paper.
        under: Key of the rail's view that it belongs to; "" for one that has a place in the rail.

    Signals:
        heading_changed: `heading` answers something else.
    """

    heading_changed = Signal()
    finds = True
    prints = False
    under = ""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"page_{name}")
        self.bar: QWidget | None = None

    def heading(self) -> Heading:
        """What the top bar says."""
        return Heading()

    def days(self) -> tuple[date, ...]:
        """The days that are looked at; none in a view without days."""
        return ()

    def begin(self) -> None:
        """Take the keyboard: the user went to this view."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, command: str) -> bool:
        """Take a command of the window about days or finding (`commands.Name`) that means this view; says whether it
        does."""
        return False

    def back_out(self) -> bool:
        """One step back from whatever is open in it; says whether there was a step."""
        return False


ViewMaker = Callable[[], View]


class Views(Mapping[str, View]):
    """Views by their key; those that were handed in as a maker are made when they are first asked for.

    Attributes:
        place: The parent for whoever makes one: Qt styles all that is in a widget anew when it gets another.
    """

    def __init__(
        self, given: Mapping[str, View | ViewMaker], place: QWidget, take: Callable[[View], None]
    ) -> None:
        """Take what is there already.

        Args:
            given: The views, or what makes them.
            place: Where they stand.
            take: Hears of each view once, when it is there.
        """
        self._given, self.place, self._take = dict(given), place, take
        for view in given.values():
            if isinstance(view, View):
                take(view)

    def __getitem__(self, key: str) -> View:
        found = self._given[key]
        if not isinstance(found, View):
            found = self._given[key] = found()
            self._take(found)
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._given  # without making it

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)
