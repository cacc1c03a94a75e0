"""Finding orders, agents and addresses: the field in the top bar and the list under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio_app.desk.widgets.fields import SuggestField
from studio_app.desk.widgets.labels import KeyHint
from studio_app.desk.widgets.suggestions import Suggestion

_WIDTH, _LEAST_WIDTH = 210, 140
_LIST_WIDTH = 420


class FoundKind(StrEnum):
    """What was found; also the order of the sections."""

    ORDER = "order"
    AGENT = "agent"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that fits to the words.

    Attributes:
        id: Of the order or agent; the address itself for an address.
        title, detail, note: Words of its line; the note stands at the right, such as `Thu 26 Nov 9:00`.
    """

    kind: FoundKind
    id: str
    title: str
    detail: str = ""
    note: str = ""


class FindField(SuggestField):
    """A line that asks at every key and shows the answers under it.

    Signals:
        query_changed: the words that were typed.
        found: the Found that the user took.
        abandoned: Esc was pressed, or what was found was taken: the focus may go back.
    """

    query_changed = Signal(str)
    found = Signal(object)
    abandoned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Find order, agent or address"), parent, list_width=_LIST_WIDTH)
        self.setObjectName("find")
        self.setProperty("form", None)
        self.setProperty("kind", "find")
        self.setPlaceholderText(self.tr("Find order or agent"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_LEAST_WIDTH)
        self._results: tuple[Found, ...] = ()
        self._keys = KeyHint(self.tr("Ctrl K"), self)
        self._keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.typed.connect(self._ask)
        self.taken.connect(self._take)
        self.finished.connect(self._ask_again)

    def begin(self) -> None:
        """Go to the field, its words ready to be replaced."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._ask(self.text())

    def set_results(self, query: str, results: Sequence[Found]) -> None:
        """Show what fits to a query; an answer to words that are not there any more is dropped."""
        if query != self.text() or not self.hasFocus():
            return
        order = list(FoundKind)
        self._results = tuple(sorted(results, key=lambda item: order.index(item.kind)))
        titles = {
            FoundKind.ORDER: self.tr("Orders"),
            FoundKind.AGENT: self.tr("Agents"),
            FoundKind.ADDRESS: self.tr("Addresses"),
        }
        rows = tuple(
            Suggestion(str(place), item.title, item.detail, item.note, section=titles[item.kind])
            for place, item in enumerate(self._results)
        )
        if not rows and query.strip():
            nothing = self.tr("Nothing fits to “{}”").format(query.strip())
            self.suggestions.offer((Suggestion("", nothing),), current=-1)
        else:
            self.suggestions.offer(rows)

    def back_out(self) -> bool:
        """Close the list, then give the field up; says whether there was anything to close."""
        if self.suggestions.isVisible():
            self.suggestions.hide()
            return True
        if self.hasFocus():
            self.clear()
            self.abandoned.emit()
            return True
        return False

    def _ask(self, text: str) -> None:
        if text.strip():
            self.query_changed.emit(text)
        else:
            self.suggestions.hide()

    def _ask_again(self) -> None:
        self._ask(self.text())

    def _take(self, row: Suggestion) -> None:
        if row.key:
            self.clear()
            self.abandoned.emit()
            self.found.emit(self._results[int(row.key)])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keys.hide()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._keys.setVisible(not self.text())

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._keys.sizeHint()
        self._keys.setGeometry(
            self.width() - size.width() - 10,
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )
