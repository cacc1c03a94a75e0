"""The desk as a person meets it: keys that are counted, the mouse, and what can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio_app.desk.booking.model import (
    Coverage,
    Draft,
    PanelState,
    PartLine,
    PlaceStatus,
)
from studio_app.desk.booking.panel import BookingPanel
from studio_app.desk.main_window import MainWindow
from studio_app.desk.view import View
from studio_app.desk.widgets.suggestions import Suggestions
from studio_app.domain.appointment import Part
from tests.gui import samples
from tests.support.showing import show

CONTROL = Qt.KeyboardModifier.ControlModifier
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key
VIEWS = ("team", "services", "zones", "calendars", "settings")


class Answerer(QObject):
    """Stands in for the controller: answers a draft at once, as a quick lane would.

    An address with 02446 lies in Brookline; every part has the openings of the sample.
    """

    def __init__(self, panel: BookingPanel, state: PanelState) -> None:
        super().__init__(panel)
        self.panel, self.state, self.times = panel, state, dict[Part, datetime]()
        self.drafts: list[Draft] = []
        self.confirmed: list[str] = []
        self.held = 0
        self.current = 0
        panel.draft_changed.connect(self.take_draft)
        panel.opening_chosen.connect(self.take_time)
        panel.opening_cleared.connect(self.clear_time)
        panel.part_chosen.connect(self.take_part)
        panel.next_opening_requested.connect(self.next_opening)
        panel.confirm_requested.connect(self.confirmed.append)
        panel.hold_requested.connect(self.hold)
        panel.new_requested.connect(panel.start_new)
        panel.set_state(state)

    def take_draft(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.answer()

    def take_time(self, part: int, start: datetime) -> None:
        self.times[self.parts()[part].part] = start
        self.answer()

    def clear_time(self, part: int) -> None:
        self.times.pop(self.parts()[part].part)
        self.answer()

    def take_part(self, part: int) -> None:
        self.current = part
        self.answer()

    def next_opening(self) -> None:
        part = self.parts()[self.current]
        starts = [opening.start for opening in part.openings]
        after = [start for start in starts if part.chosen is None or start > part.chosen]
        self.take_time(self.current, (after or starts)[0])

    def hold(self) -> None:
        self.held += 1

    def parts(self) -> tuple[PartLine, ...]:
        draft = self.panel.draft()
        lines = {line.id: line for line in self.state.services}
        ticked = [lines[key] for key in (*draft.services, *draft.packages)]
        day = sum(line.minutes for line in ticked if not line.note)
        dusk = sum(line.minutes for line in ticked if line.note)
        main = replace(samples.MAIN, minutes=day, chosen=self.times.get(Part.MAIN), best=samples.MAIN.best)
        twilight = replace(samples.DUSK, minutes=dusk, chosen=self.times.get(Part.TWILIGHT))
        return tuple(part for part in (main, twilight) if part.minutes)

    def coverage(self) -> Coverage:
        draft = self.panel.draft()
        if not draft.address.strip():
            return Coverage()
        if "02446" in draft.address + draft.place_text:
            return samples.COVERED
        problem = "There is no such postcode." if draft.place_text else ""
        return Coverage(PlaceStatus.UNKNOWN, problem=problem)

    def answer(self) -> None:
        parts = self.parts()
        self.current = min(self.current, max(len(parts) - 1, 0))
        self.state = replace(self.state, parts=parts, coverage=self.coverage(), current=self.current)
        self.panel.set_state(self.state)


class Hands:
    """Keys and mouse on a widget that has a window of its own."""

    def __init__(self, qtbot: QtBot, top: QWidget) -> None:
        self.qtbot, self.top = qtbot, top
        self.presses = 0
        show(qtbot, top, self)

    def focused(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    def press(self, *keys: Qt.Key | tuple[Qt.KeyboardModifier, Qt.Key]) -> None:
        """Press keys one after the other, wherever the focus is; each counts as one key press."""
        for key in keys:
            modifier, plain = key if isinstance(key, tuple) else (NO_MODIFIER, key)
            QTest.keyClick(self.focused(), plain, modifier)
            self.presses += 1

    def type(self, text: str) -> None:
        """Type words; they are not counted."""
        QTest.keyClicks(self.focused(), text)

    def settle(self) -> None:
        """Let layouts come to rest: one asks for the next."""
        for _ in range(10):
            QApplication.processEvents()

    def letter(self, text: str) -> None:
        """Press the key of a letter."""
        QTest.keyClicks(self.focused(), text)
        self.presses += 1

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget, in its middle unless told."""
        assert widget.isVisible(), f"{widget.objectName() or widget} is not to be seen"
        QTest.mouseClick(widget, LEFT, NO_MODIFIER, at if at is not None else widget.rect().center())

    def click_row(self, view: QAbstractItemView, place: int) -> None:
        """Click a row of a list."""
        rect = view.visualRect(view.model().index(place, 0))
        self.click(view.viewport(), rect.center())

    def click_suggestion(self, offered: Suggestions, title: str) -> None:
        """Click a line of the list under a field."""
        place = [row.title for row in offered.rows()].index(title)
        self.click(offered.surface(), offered.row_center(place))


class PanelPage(Hands):
    """The booking panel by itself."""

    def __init__(self, qtbot: QtBot, state: PanelState | None = None) -> None:
        self.panel = BookingPanel()
        self.desk = Answerer(self.panel, state or samples.panel_state(samples.PACKAGES))
        self.panel.resize(320, 844)
        super().__init__(qtbot, self.panel)
        self.panel.focus_agent()

    @property
    def draft(self) -> Draft:
        return self.panel.draft()

    def ticked(self) -> tuple[str, ...]:
        """Ids of the services that are ordered."""
        return self.draft.services

    def fill(self, draft: Draft = samples.PICTURE_DRAFT) -> None:
        """Have a draft typed in already."""
        self.panel.set_draft(draft)
        self.desk.answer()

    def offered(self) -> list[str]:
        """Titles of the list under the field that has the focus."""
        field = self.focused()
        rows = field.suggestions.rows()  # type: ignore[attr-defined]
        return [row.title for row in rows]

    def chips(self) -> list[str]:
        """Words of the next openings."""
        return [chip.text() for chip in self.panel.times.chips()]

    def parts(self) -> list[str]:
        """Words of the rows of the parts."""
        return [row.text() for row in self.panel.times.part_rows()]

    def note(self) -> str:
        """The sentence over the buttons."""
        label = self.panel.bar.note
        return label.text() if label.isVisible() else ""


class DeskPage(Hands):
    """The whole window with a stand-in for the grid."""

    def __init__(self, qtbot: QtBot, size: tuple[int, int] = (1440, 900)) -> None:
        self.grid = QWidget()
        self.grid.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.window = MainWindow(self.grid, month=QWidget(), views={key: View(key) for key in VIEWS})
        self.window.resize(*size)
        self.window.show_days("23 – 29 November 2026", "week")
        self.desk = Answerer(self.window.booking, samples.panel_state(samples.PACKAGES))
        super().__init__(qtbot, self.window)
        self.window.booking.focus_agent()

    @property
    def panel(self) -> BookingPanel:
        return self.window.booking


class Ears:
    """Keeps what a signal says."""

    def __init__(self) -> None:
        self.heard: list[object] = []

    def hear(self, *words: object) -> None:
        self.heard.append(words[0] if len(words) == 1 else words)

    def on(self, signal: object) -> Ears:
        signal.connect(self.hear)  # type: ignore[attr-defined]
        return self
