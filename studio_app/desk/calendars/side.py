"""The right side of the calendars' view: the accounts with what they can see, or the sheet that connects one."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.calendars.account_list import AccountList
from studio_app.desk.calendars.connect_sheet import ConnectSheet
from studio_app.desk.calendars.model import AccountCard
from studio_app.desk.calendars.words import counted
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.overlay_bar import OverlayBar

WIDTH = 328
_HEAD = 32
"""Height of the heading: that of the sheet's, whose buttons stand beside it."""
_FOOT = 64
"""Below the last row: it can be scrolled out from under a message."""


class AccountsPanel(QWidget):
    """The accounts; what to do where there are none.

    Signals:
        connect_requested: a calendar shall be connected.
        suggestions_taken: calendars whose address is a photographer's e-mail shall be theirs.
    """

    connect_requested = Signal()
    suggestions_taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = AccountList(self)
        self.hint = PlainLabel("", "body muted", self, wrap=True)
        self.suggestion = PlainLabel("", "body", self, wrap=True)
        self.suggest_button = PushButton(self.tr("Use them"), self)
        self.connect_button = PushButton(self.tr("Connect a calendar"), self, kind="primary")
        self._notice = QFrame(self)
        self._notice.setProperty("kind", "notice")
        inner = QVBoxLayout(self._notice)
        inner.setContentsMargins(12, 10, 12, 10)
        inner.setSpacing(8)
        inner.addWidget(self.suggestion)
        inner.addWidget(self.suggest_button, 0, Qt.AlignmentFlag.AlignLeft)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget(scroll)
        body.setObjectName("accounts_body")
        scroll.setStyleSheet("QScrollArea, #accounts_body { background: transparent; }")
        self._bar = OverlayBar(scroll)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        padded = QVBoxLayout()
        padded.setContentsMargins(15, 0, 16, _FOOT)
        padded.setSpacing(10)
        for widget in (self._notice, self.hint, self.connect_button):
            padded.addWidget(widget)
        column.addWidget(self.list)
        column.addLayout(padded)
        column.addStretch(1)
        scroll.setWidget(body)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 14, 0, 0)
        box.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(15, 0, 16, 0)
        title = PlainLabel(self.tr("Accounts"), "title", self)
        title.setMinimumHeight(_HEAD)
        head.addWidget(title)
        box.addLayout(head)
        box.addWidget(scroll, 1)
        self.connect_button.clicked.connect(self.connect_requested)
        self.suggest_button.clicked.connect(self.suggestions_taken)

    def show_accounts(self, accounts: tuple[AccountCard, ...], suggested: int) -> None:
        """Show these."""
        self.list.show_accounts(accounts)
        self.list.setVisible(bool(accounts))
        self.connect_button.setVisible(not accounts)
        self.hint.setText(
            self.tr(
                "Drag a calendar to whom it belongs: to a photographer, whose time it then blocks, or to the primary "
                "calendar. Enter opens the same as a menu."
            )
            if accounts
            else self.tr(
                "Connect the studio’s account: every calendar that it can see is listed here, to be given to its "
                "photographer."
            )
        )
        found = counted(suggested, "calendar has", "calendars have")
        self.suggestion.setText(self.tr("{} the e-mail address of a photographer.").format(found))
        self._notice.setVisible(suggested > 0)


class Side(QStackedWidget):
    """Accounts, or the sheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calendar_side")
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.setContentsMargins(1, 0, 0, 0)
        self.accounts, self.sheet = AccountsPanel(self), ConnectSheet(self)
        self.addWidget(self.accounts)
        self.addWidget(self.sheet)

    def is_connecting(self) -> bool:
        """Whether the sheet is open."""
        return self.currentWidget() is self.sheet

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(QRect(0, 0, 1, self.height()), theme.current().line)
