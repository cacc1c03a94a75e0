"""The board as the window shows it: hours above, names on the left, lanes, and what waits below."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollBar, QWidget

from studio_app.desk.board.accessible import BoardSpeaker
from studio_app.desk.board.answering import HandAnswer
from studio_app.desk.board.arranging import Arrangement
from studio_app.desk.board.asking import Asking
from studio_app.desk.board.bar import BoardBar
from studio_app.desk.board.geometry import NAMES_WIDTH
from studio_app.desk.board.handling import BoardCanvas
from studio_app.desk.board.header import HOURS_HEIGHT, Hours, Names
from studio_app.desk.board.model import Board
from studio_app.desk.board.people import PeopleButton
from studio_app.desk.board.tray import Tray
from studio_app.desk.commands import Name
from studio_app.desk.people import Face
from studio_app.desk.view import Heading, View

_BAR = 8
_ZOOMS = {Name.ZOOM_IN: 1.25, Name.ZOOM_OUT: 0.8, Name.ZOOM_RESET: 0.0}
_COMMANDS = (Name.EARLIER, Name.LATER, Name.TODAY, Name.GO_TO_DATE, Name.DAY, Name.WEEK, Name.MONTH)


class BoardPage(View):
    """The board.

    Attributes:
        canvas: The lanes.
        tray: What waits.

    Signals:
        said: a sentence for the message bar: why everything is as it was.
        arranged: the Arrangement of lanes that was chosen.
        day_chosen: the date of a day of the week that was clicked.
        command_requested: the Name of a command of the window that means the board while it is shown.
    """

    said = Signal(str)
    arranged = Signal(object)
    day_chosen = Signal(object)
    command_requested = Signal(object)
    finds = False
    prints = True

    def __init__(self, board: Board, parent: QWidget | None = None) -> None:
        super().__init__("board", parent)
        self.canvas = BoardCanvas(board, self)
        self.holding = self.canvas.holding
        self.hours = Hours(self.canvas, self)
        self.names = Names(self.canvas, self)
        self.people = PeopleButton(self)
        self.tray = Tray(self.canvas, self)
        self.board_bar = BoardBar(self)
        self.board_bar.hide()  # the top bar takes it in and shows it
        self.bar = self.board_bar
        self.asking = Asking(self.holding, self.canvas, self.canvas.ghost_area, self.canvas.geometry_changed)
        self.overrule = self.asking.card
        self.speaker = BoardSpeaker(self.canvas, self)
        self._across = self._make_bar(Qt.Orientation.Horizontal)
        self._down = self._make_bar(Qt.Orientation.Vertical)
        self._waiting: Board | None = None
        self._sought = ""
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.canvas)
        self.tray.set_cards(board.cards)
        self.speaker.shown()

    def _lay_out(self) -> None:
        corner = QWidget(self)
        corner.setFixedSize(NAMES_WIDTH, HOURS_HEIGHT)
        corner.setProperty("kind", "corner")
        corner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.people.setParent(corner)
        self.people.move(8, 6)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(corner, 0, 0)
        grid.addWidget(self.hours, 0, 1)
        grid.addWidget(self.names, 1, 0)
        grid.addWidget(self.canvas, 1, 1)
        grid.addWidget(self.tray, 2, 0, 1, 2)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(1, 1)

    def _make_bar(self, orientation: Qt.Orientation) -> QScrollBar:
        bar = QScrollBar(orientation, self.canvas)
        bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar.hide()
        bar.valueChanged.connect(self._scroll)
        return bar

    def _connect(self) -> None:
        self.canvas.geometry_changed.connect(self._place)
        self.canvas.installEventFilter(self)
        self.holding.sync_due.connect(self._take_sync)
        self.asking.said.connect(self.said)
        self.names.menu_requested.connect(self.people.open_for)
        self.people.arranged.connect(self.arranged)
        self.hours.day_chosen.connect(self.day_chosen)

    # ------------------------------------------------------------ what is shown

    @property
    def board(self) -> Board:
        """What is shown."""
        return self.canvas.board

    def set_board(self, board: Board) -> None:
        """Show other lanes, blocks or cards: at once, or when the hand has let go."""
        self._waiting = board
        self.holding.take_sync(board.known)

    def _take_sync(self) -> None:
        if self._waiting is None:
            return
        board, self._waiting = self._waiting, None
        self.canvas.show_board(board)
        self.tray.set_cards(board.cards)
        if self._sought and self.isVisible():
            self.show_waiting(self._sought)
        self.board_bar.span.set_chosen("day" if len(board.days) == 1 else "week")
        self.board_bar.show_driving(self._driving(board))
        self.hours.update()
        self.names.update()
        self.speaker.shown()
        self.board_bar.keep_steady(self.heading().title, self._widest())
        self.heading_changed.emit()

    def _widest(self) -> str:
        """The widest heading of such days."""
        words = self.board.wording
        year = [date(2026, 1, 28) + timedelta(days=offset) for offset in range(0, 365, 28)]
        if len(self.board.days) == 1:
            months = max(year, key=lambda day: len(words.day_name(day)))
            return max((words.day_name(months + timedelta(days=offset)) for offset in range(7)), key=len)
        return max((words.span_title(day, day + timedelta(days=6)) for day in year), key=len)

    @staticmethod
    def _driving(board: Board) -> str:
        if not board.driving:
            return ""
        if len(board.days) > 1:
            return f"{board.wording.duration(board.driving)} driving"
        return f"{board.driving} min driving{' today' if board.days == (board.today,) else ''}"

    def show_people(self, faces: tuple[Face, ...], arrangement: Arrangement) -> None:
        """Say who is shown."""
        self.people.show_people(faces, arrangement)
        self.people.adjustSize()

    def set_answer(self, answer: HandAnswer) -> None:
        """Show what the lanes answer to what is held."""
        self.holding.take_answer(answer)

    def set_now(self, now: datetime) -> None:
        """Move the line of now."""
        self.canvas.set_now(now)
        self.hours.update()

    # ------------------------------------------------------------ as a view

    def days(self) -> tuple[date, ...]:
        """Those of the lanes."""
        return self.board.days

    def heading(self) -> Heading:
        """`Thursday 26 November`, or the span of a week; the year where it isn't this one."""
        board = self.board
        words = board.wording
        if len(board.days) > 1:
            return Heading(words.span_title(board.days[0], board.days[-1]))
        day = board.days[0]
        this_year = board.today is not None and day.year == board.today.year
        return Heading(words.day_name(day) if this_year else words.day_title(day))

    def begin(self) -> None:
        """Take the keyboard."""
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, command: str) -> bool:
        """Days and hours of the board are its own."""
        if command in _ZOOMS:
            self.canvas.set_zoom(self.canvas.lanes.zoom * _ZOOMS[Name(command)])
        elif command in _COMMANDS:
            self.command_requested.emit(command)
        else:
            return False
        return True

    def show_waiting(self, order: str) -> None:
        """Go to what waits of an order, at once or when the tray holds it."""
        self._sought = order
        for view in self.tray.cards():
            if view.card.id.startswith(f"{order}/"):
                self._sought = ""
                view.show()  # what is not shown yet can't have the keyboard
                view.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def back_out(self) -> bool:
        """Put back what is held; says whether anything was."""
        return self.asking.back_out()

    # ------------------------------------------------------------ scroll bars

    def _place(self) -> None:
        lanes, canvas = self.canvas.lanes, self.canvas
        self._across.setGeometry(0, canvas.height() - _BAR, canvas.width(), _BAR)
        self._down.setGeometry(canvas.width() - _BAR, 0, _BAR, canvas.height() - _BAR)
        for bar, most, page, value in (
            (self._across, lanes.max_scroll_x, canvas.width(), lanes.scroll_x),
            (self._down, lanes.max_scroll_y, canvas.height(), lanes.scroll_y),
        ):
            before = bar.blockSignals(True)
            bar.setRange(0, round(most))
            bar.setPageStep(page)
            bar.setSingleStep(40)
            bar.setValue(round(value))
            bar.blockSignals(before)

    def _scroll(self, _value: int) -> None:
        self.canvas.scroll_to(self._across.value(), self._down.value())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The bars would hide a strip of the lanes: they show only while the mouse is over them.
        if watched is self.canvas and event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            over = event.type() == QEvent.Type.Enter
            for bar in (self._across, self._down):
                bar.setVisible(over and bar.maximum() > 0)
        return super().eventFilter(watched, event)
