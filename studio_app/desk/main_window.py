"""The window: rail, top bar, and the desk of booking panel, grid and explanation; the other views in its place.

It lays out and passes on. Whoever drives it (the controller) connects to the signals of the parts, which are public.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.booking.panel import BookingPanel
from studio_app.desk.commands import Commands, Name
from studio_app.desk.explain.panel import ExplainPanel
from studio_app.desk.go_to_date import GoToDate
from studio_app.desk.messages import Messages
from studio_app.desk.overlay import Overlay
from studio_app.desk.rail import Rail, RailEntry
from studio_app.desk.top_bar import DAY, MONTH, WEEK, TopBar
from studio_app.desk.view import View, ViewMaker, Views
from studio_app.desk.widgets import painting

if TYPE_CHECKING:
    from studio_app.desk.key_help import KeyHelp
    from studio_app.desk.paper.sheet_card import DaySheetCard
    from studio_app.desk.welcome import WelcomePage

DESK = "desk"
BOARD, COVER, ORDERS, CALENDARS, SETTINGS = "board", "cover", "orders", "calendars", "settings"
BRING_STUDIO, BRING_AGENTS = "bring_studio", "bring_agents"
_SMALLEST = QSize(1080, 600)
_USUAL = QSize(1440, 900)


class MainWindow(QMainWindow):
    """Everything that is seen. Parts: `rail`, `top_bar`, `booking`, `grid`, `month`, `explain`, `messages`, `views`,
    `go_to`, `commands`; and `welcome`, `help`, `sheet`, which are made when they are first asked for.

    Signals:
        view_changed: key of the view that is shown now.
        zoom_requested: 1 higher hours, -1 lower ones, 0 the usual height.
        undo_requested, redo_requested: undo and redo, where no message offers it.
        sync_requested: read the calendars again.
        sheet_requested: the day on paper.
        closing: the window is closed by the user.
    """

    view_changed = Signal(str)
    zoom_requested = Signal(int)
    undo_requested = Signal()
    redo_requested = Signal()
    sync_requested = Signal()
    sheet_requested = Signal()
    closing = Signal()

    def __init__(
        self,
        grid: QWidget,
        month: QWidget | None = None,
        views: Mapping[str, View | ViewMaker] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make the window.

        Args:
            grid: The week.
            month: The month, where there is one.
            views: Further views by their key in the rail, such as `board` or `team`, or what makes them at the first look.
                What is not handed in is not in the rail.
            parent: Owns the window.
        """
        super().__init__(parent)
        self.setObjectName("main_window")
        self.setWindowTitle(self.tr("Studio Desk"))
        self.setMinimumSize(_SMALLEST)
        self.grid, self.month = grid, month
        self._heading, self._span = "", WEEK
        self._view = DESK
        self._asked_first: dict[Name, list[Callable[[], bool]]] = {}
        # From the outside in: Qt styles all that is in a widget anew whenever it gets a parent.
        self._whole = QStackedWidget(self)
        self.setCentralWidget(self._whole)
        frame = QWidget(self._whole)
        self.rail, self.top_bar = Rail(self._entries(views or {}), frame), TopBar(frame)
        self._body = QStackedWidget(frame)
        self._lay_out_frame(frame)
        self._desk = QWidget(self._body)
        self.booking, self.explain = BookingPanel(self._desk), ExplainPanel(self._desk)
        self._days = QStackedWidget(self._desk)
        self._lay_out_desk()
        self.views = Views(views or {}, self._body, self._take_view)
        self.messages = Messages(self._body)
        self.messages.keep_beside(self.booking, self.booking.bar)
        self.go_to = GoToDate(self._whole)
        self.commands = Commands(self)
        self._connect()
        self.rail.set_current(DESK)
        self.setWindowIcon(_window_icon())
        self.booking.focus_agent()

    # ------------------------------------------------------------ layout

    def _entries(self, views: Mapping[str, object]) -> tuple[RailEntry, ...]:
        entries = (
            RailEntry(DESK, self.tr("Desk"), "desk"),
            RailEntry(BOARD, self.tr("Board"), "board"),
            RailEntry(ORDERS, self.tr("Orders"), "orders"),
            RailEntry("team", self.tr("Team"), "team"),
            RailEntry("services", self.tr("Services"), "services"),
            RailEntry("zones", self.tr("Zones"), "zones"),
            RailEntry(CALENDARS, self.tr("Calendars"), "calendars"),
            RailEntry(SETTINGS, self.tr("Settings"), "settings", at_foot=True),
        )
        return tuple(entry for entry in entries if entry.key == DESK or entry.key in views)

    def _lay_out_frame(self, frame: QWidget) -> None:
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self._body, 1)
        row.addLayout(column, 1)
        self._whole.addWidget(frame)

    def _lay_out_desk(self) -> None:
        row = QHBoxLayout(self._desk)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._days.addWidget(self.grid)
        if self.month is not None:
            self._days.addWidget(self.month)
        row.addWidget(self.booking)
        row.addWidget(self._days, 1)
        row.addWidget(self.explain)
        self._body.addWidget(self._desk)

    def _take_view(self, view: View) -> None:
        """A view is there: at the start, or at the first look."""
        self._body.addWidget(view)
        view.heading_changed.connect(self._show_heading)
        if view.bar is not None:
            self.top_bar.add_bar(view.bar)

    # What few starts show is made, and imported, when it is first asked for.

    @cached_property
    def welcome(self) -> WelcomePage:
        """Asks how to begin."""
        from studio_app.desk.welcome import WelcomePage

        welcome = WelcomePage(self._whole)
        self._whole.addWidget(welcome)
        return welcome

    @cached_property
    def help(self) -> KeyHelp:
        """The keys."""
        from studio_app.desk.key_help import KeyHelp

        return KeyHelp(self._whole)

    @cached_property
    def sheet(self) -> DaySheetCard:
        """A day on paper."""
        from studio_app.desk.paper.sheet_card import DaySheetCard

        return DaySheetCard(self._whole)

    def sizeHint(self) -> QSize:
        return _USUAL

    # ------------------------------------------------------------ what is shown

    def view(self) -> str:
        """Key of the view that is shown."""
        return self._view

    def show_view(self, key: str) -> None:
        """Show a view; what is typed in the others stays."""
        changed = key != self._view
        self._view = key
        view = self.views.get(key)
        self.rail.set_current(view.under if view is not None and view.under else key)
        self._body.setCurrentWidget(self.views.get(key, self._desk))
        self.messages.raise_()
        self._show_heading()
        if changed:
            self._focus_view()
            self.view_changed.emit(key)

    def show_days(self, heading: str, span: str) -> None:
        """Say which days the grid shows: heading, and `day`, `week` or `month`."""
        self._heading, self._span = heading, span
        month = self.month if span == MONTH else None
        self._days.setCurrentWidget(month if month is not None else self.grid)
        self._show_heading()

    def show_welcome(self) -> None:
        """Ask how to begin, instead of the desk."""
        self._whole.setCurrentWidget(self.welcome)
        self.welcome.demo_card.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_desk(self) -> None:
        """Leave the welcome for the desk."""
        self._whole.setCurrentIndex(0)
        self.show_view(DESK)
        self.booking.focus_agent()

    def is_welcoming(self) -> bool:
        """Whether it asks how to begin."""
        return self._whole.currentIndex() > 0

    def _show_heading(self) -> None:
        if self._view == DESK:
            self.top_bar.show_days(self._heading, self._span)
            return
        view = self.views[self._view]
        said = view.heading()
        title = said.title or self.rail.button(self._view).text()
        self.top_bar.show_page(title, said.subtitle, view.bar, finds=view.finds, prints=view.prints)

    def _focus_view(self) -> None:
        if self._view == DESK:
            self.booking.focus_agent()
        else:
            self.views[self._view].begin()

    # ------------------------------------------------------------ commands

    def _connect(self) -> None:
        for name, wish in self._wishes().items():
            self.commands[name].triggered.connect(partial(self._carry_out, name, wish))
        self.rail.view_chosen.connect(self.show_view)
        self.top_bar.calendars_requested.connect(self._show_calendars)
        self.top_bar.sheet_requested.connect(self.sheet_requested)
        self.top_bar.find_field.abandoned.connect(self._focus_view)

    def ask_first(self, name: Name, step: Callable[[], bool]) -> None:
        """Let somebody take a command before it does what it usually does; they say whether they did. The latest of them is
        asked first."""
        self._asked_first.setdefault(name, []).insert(0, step)

    def _carry_out(self, name: Name, wish: Callable[[], object], _checked: bool = False) -> None:
        """Do what a command is for; an action also tells whether it is checked."""
        if not any(step() for step in self._asked_first.get(name, ())):
            wish()

    def _wishes(self) -> dict[Name, Callable[[], object]]:
        """What each command does."""
        bar, zoom = self.top_bar, self.zoom_requested.emit
        return {
            Name.NEW: self._new,
            Name.CONFIRM: self._confirm,
            Name.HOLD: self._hold,
            Name.NEXT_OPENING: self._next_opening,
            Name.BACK_OUT: self.back_out,
            Name.GRID: self._focus_grid,
            Name.EXPLANATION: self._focus_explanation,
            Name.EARLIER: partial(self._about_days, Name.EARLIER, bar.back_requested.emit),
            Name.LATER: partial(self._about_days, Name.LATER, bar.forward_requested.emit),
            Name.TODAY: partial(self._about_days, Name.TODAY, bar.today_requested.emit),
            Name.GO_TO_DATE: partial(self._about_days, Name.GO_TO_DATE, bar.date_requested.emit),
            Name.DAY: partial(self._about_days, Name.DAY, partial(bar.span_chosen.emit, DAY)),
            Name.WEEK: partial(self._about_days, Name.WEEK, partial(bar.span_chosen.emit, WEEK)),
            Name.MONTH: partial(self._about_days, Name.MONTH, partial(bar.span_chosen.emit, MONTH)),
            Name.ZOOM_IN: partial(self._about_days, Name.ZOOM_IN, partial(zoom, 1)),
            Name.ZOOM_OUT: partial(self._about_days, Name.ZOOM_OUT, partial(zoom, -1)),
            Name.ZOOM_RESET: partial(self._about_days, Name.ZOOM_RESET, partial(zoom, 0)),
            Name.FIND: self._find,
            Name.UNDO: self._undo,
            Name.REDO: self._redo,
            Name.SYNC: self.sync_requested.emit,
            Name.SHEET: self.sheet_requested.emit,
            Name.HELP: self._show_help,
            Name.QUIT: self.close,
        }

    def _about_days(self, name: Name, wish: Callable[[], object]) -> None:
        """A command about days goes to the view that has days of its own, else to those of the grid."""
        view = self.views.get(self._view)
        if view is None or not view.take(name):
            wish()

    def back_out(self) -> bool:
        """One step back from whatever is open, the nearest first; says whether there was a step."""
        cards = self._whole.findChildren(Overlay, options=Qt.FindChildOption.FindDirectChildrenOnly)
        steps = [card.close_card for card in cards]
        if self.is_welcoming():
            steps.append(self.welcome.back_out)
        else:
            steps += [self.top_bar.find_field.back_out, self._back_to_desk, self.booking.back_out]
        return any(step() for step in steps)

    def _show_calendars(self) -> None:
        if CALENDARS in self.views:
            self.show_view(CALENDARS)

    def _show_help(self) -> None:
        self.help.open_help()

    def _find(self) -> None:
        view = self.views.get(self._view)
        if view is not None and view.take(Name.FIND):
            return
        if not self.top_bar.find_field.isVisible():
            self.show_view(DESK)
        self.top_bar.find_field.begin()

    def _back_to_desk(self) -> bool:
        if self._view == DESK:
            return False
        if not self.views[self._view].back_out():
            self.show_view(DESK)
        return True

    def _new(self) -> None:
        self.show_view(DESK)
        self.booking.new_requested.emit()

    def _confirm(self) -> None:
        if self._view == DESK:
            self.booking.confirm()

    def _hold(self) -> None:
        if self._view == DESK:
            self.booking.hold()

    def _next_opening(self) -> None:
        self.show_view(DESK)
        self.booking.next_opening_requested.emit()

    def _focus_grid(self) -> None:
        self.show_view(DESK)
        shown = self._days.currentWidget() or self.grid
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _focus_explanation(self) -> None:
        self.show_view(DESK)
        self.explain.people.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _undo(self) -> None:
        if not self.messages.act("undo"):
            self.undo_requested.emit()

    def _redo(self) -> None:
        if not self.messages.act("redo"):
            self.redo_requested.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


def _window_icon() -> QIcon:
    """The tile of the rail, for the task bar."""
    made = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        shown = theme.Theme.light()
        box = QRectF(0, 0, side, side)
        painting.fill_round(painter, box, shown.accent, side * 0.25)
        font = shown.font("body", QFont.Weight.Bold)
        font.setPixelSize(max(9, side // 2))
        painting.draw_line(painter, box, "S", font, shown.on_accent, Qt.AlignmentFlag.AlignHCenter)
        painter.end()
        made.addPixmap(picture)
    return made
