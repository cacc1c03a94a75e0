"""The bar over the grid: which days are shown, how many, finding, and how fresh the calendars are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QSpacerItem, QToolButton, QWidget

from studio_app.desk import icons, theme
from studio_app.desk.calendar_status import CalendarStatus
from studio_app.desk.find import FindField
from studio_app.desk.status import StatusPill
from studio_app.desk.widgets.buttons import without_keys
from studio_app.desk.widgets.labels import ElidedLabel
from studio_app.desk.widgets.segmented import Segmented, segment_button
from studio_app.desk.wording import ENGLISH, Wording

HEIGHT = 56
DAY, WEEK, MONTH = "day", "week", "month"


class Heading(QToolButton):
    """The days that are shown, as a button that leads to another date; as wide as its words and a focus ring."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        font = self.font()
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 99)
        self.setFont(font)

    def setText(self, text: str) -> None:
        """Show other words, an ampersand in a name as it is."""
        super().setText(without_keys(text))

    def text(self) -> str:
        """The words as they were given."""
        return super().text().replace("&&", "&")

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 10, hint.height())


class TopBar(QFrame):
    """Heading, paging, the span of days, finding and the calendars' state.

    Signals:
        back_requested, today_requested, forward_requested: page through the days.
        date_requested: a date shall be chosen.
        span_chosen: `day`, `week` or `month`.
        calendars_requested: the calendars shall be shown.
        sheet_requested: the day on paper.
    """

    back_requested = Signal()
    today_requested = Signal()
    forward_requested = Signal()
    date_requested = Signal()
    span_chosen = Signal(str)
    calendars_requested = Signal()
    sheet_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.setProperty("kind", "bar")
        self.setFixedHeight(HEIGHT)
        self.heading = Heading(self)
        self.heading.setObjectName("heading")
        self.heading.setProperty("kind", "heading")
        self.heading.setToolTip(self.tr("Go to a date (Ctrl+G)"))
        self.heading.clicked.connect(self.date_requested)
        self.subtitle = ElidedLabel("", "body muted", self)
        self._paging = self._make_paging()
        self.span = Segmented(
            ((DAY, self.tr("Day")), (WEEK, self.tr("Week")), (MONTH, self.tr("Month"))),
            self.tr("Days shown"),
            self,
        )
        self.span.set_chosen(WEEK)
        self.span.chosen.connect(self.span_chosen)
        self.find_field = FindField(self)
        self.status = StatusPill(self)
        self.status.clicked.connect(self.calendars_requested)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(11, 0, 16, 1)
        row.setSpacing(12)
        row.addWidget(self.heading)
        row.addSpacing(-5)
        row.addWidget(self._paging)
        row.addWidget(self.subtitle, 1)
        self._gap = QSpacerItem(0, 0)
        row.addItem(self._gap)
        self._bars = QHBoxLayout()
        self._bars.setContentsMargins(0, 0, 0, 0)
        row.addLayout(self._bars)
        self.sheet_button = self._make_sheet_button()
        for widget in (self.span, self.find_field, self.sheet_button, self.status):
            row.addWidget(widget)
        self.show_days("")

    def _make_sheet_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("sheet_button")
        button.setIconSize(QSize(18, 18))
        button.setFixedSize(36, 32)
        button.setToolTip(self.tr("A day on paper (Ctrl+P)"))
        button.setAccessibleName(self.tr("A day on paper"))
        button.setIcon(icons.icon("print", theme.current().text_muted, 18))
        button.clicked.connect(self.sheet_requested)
        return button

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.sheet_button.setIcon(icons.icon("print", theme.current().text_muted, 18))

    def _make_paging(self) -> QWidget:
        paging = QWidget(self)
        paging.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(paging)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.back_button = segment_button("‹", 0, 3, paging)
        self.today_button = segment_button(self.tr("Today"), 1, 3, paging)
        self.forward_button = segment_button("›", 2, 3, paging)
        wishes = (
            (self.back_button, self.tr("Earlier (PgUp)"), self.back_requested),
            (self.today_button, self.tr("Today (Ctrl+T)"), self.today_requested),
            (self.forward_button, self.tr("Later (PgDn)"), self.forward_requested),
        )
        for button, tip, wish in wishes:
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(wish)
            row.addWidget(button)
        return paging

    # ------------------------------------------------------------ what is shown

    def show_days(self, heading: str, span: str = WEEK) -> None:
        """Show the days of the grid: `23 – 29 November 2026`."""
        self.heading.setText(heading)
        self.heading.setEnabled(True)
        self.heading.setAccessibleName(self.tr("{}, go to a date").format(heading))
        self.span.set_chosen(span)
        self._show_parts(days=True)
        self.sheet_button.setVisible(True)

    def add_bar(self, bar: QWidget) -> None:
        """Take in what a view shows here; it is hidden until `show_page` names it."""
        bar.setParent(self)
        bar.hide()
        self._bars.addWidget(bar)

    def show_page(
        self,
        heading: str,
        subtitle: str,
        bar: QWidget | None = None,
        *,
        finds: bool = True,
        prints: bool = False,
    ) -> None:
        """Show the title of a view without days: `Team`, `7 photographers`.

        Args:
            heading: The title.
            subtitle: Paler words beside it.
            bar: The view's own widget, one of those that were added.
            finds: Whether the field for finding stays.
            prints: Whether the day on paper is offered.
        """
        self.heading.setText(heading)
        self.heading.setEnabled(False)
        self.heading.setAccessibleName(heading)
        self.subtitle.setText(subtitle)
        self._show_parts(days=False, bar=bar, finds=finds, has_words=bool(subtitle))
        self.sheet_button.setVisible(prints)

    def _show_parts(
        self, *, days: bool, bar: QWidget | None = None, finds: bool = True, has_words: bool = False
    ) -> None:
        self._paging.setVisible(days)
        self.span.setVisible(days)
        # Without words it still keeps the room between the heading and what stands at the right, unless the bar takes it.
        takes_room = bar is not None and bool(
            bar.sizePolicy().expandingDirections() & Qt.Orientation.Horizontal
        )
        self.subtitle.setVisible(not days and (has_words or not takes_room))
        self.find_field.setVisible(finds)
        filled = QSizePolicy.Policy.Fixed if bar is not None else QSizePolicy.Policy.Expanding
        self._gap.changeSize(0, 0, filled, QSizePolicy.Policy.Minimum)
        self._row.invalidate()
        for place in range(self._bars.count()):
            item = self._bars.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setVisible(widget is bar)

    def set_status(self, status: CalendarStatus, wording: Wording = ENGLISH) -> None:
        """Show the state of the calendars."""
        self.status.set_status(status, wording)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEIGHT)
