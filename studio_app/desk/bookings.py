"""What can be done with an appointment: its menu, shared by week, board, waiting list and orders, and what is done at once.

Nothing here is modal but the one question before an appointment ends. What takes more than a choice is changed in the
sheet (`editing_desk`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QCursor, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.edit_event import ReloadEventText, reload_event_text
from studio_app.actions.edit_order import CancelOrder, cancel_order
from studio_app.actions.extend_hold import ExtendHold, extend_hold
from studio_app.actions.mark_no_show import MarkNoShow, mark_no_show
from studio_app.actions.ports import Store
from studio_app.actions.postpone_appointment import PostponeAppointment, postpone_appointment
from studio_app.actions.read_appointment import Editable, read_appointment, read_telling, read_waiting_order
from studio_app.actions.release_hold import ReleaseHold, release_hold
from studio_app.actions.retry_write import retry_writes
from studio_app.actions.send_now import send_now
from studio_app.desk.commands import Name
from studio_app.desk.controller import Controller
from studio_app.desk.doing import Doing, Run
from studio_app.desk.editing.ending import (
    Answer,
    Kind,
    Question,
    ask_cancel,
    ask_cancel_order,
    ask_postpone,
)
from studio_app.desk.editing.ending_card import EndingCard
from studio_app.desk.editing.menu import Act, Standing, entries
from studio_app.desk.main_window import DESK, ORDERS
from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_event import Notify
from studio_app.domain.order import Order
from studio_app.errors import NotFound
from studio_app.worker.lane import Outcome

_KEYS = {Qt.Key.Key_F2: Act.TIME, Qt.Key.Key_Delete: Act.CANCEL}
_EDITING = (Act.TIME, Act.SERVICES, Act.ADDRESS, Act.EVENT, Act.ORDER, Act.ADD)


class _BlockMenu(QMenu):
    """Takes the second press of a double click, which would only close it again.

    Signals:
        double_clicked: what was clicked shall be changed.
    """

    double_clicked = Signal()

    def __init__(self, at: QPoint, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("block_menu")
        self._at, self._since = at, QElapsedTimer()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._since.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        way = (event.globalPosition().toPoint() - self._at).manhattanLength()
        soon = self._since.elapsed() < QApplication.doubleClickInterval()
        if soon and way < QApplication.startDragDistance() and event.button() == Qt.MouseButton.LeftButton:
            self.close()
            self.double_clicked.emit()
        else:
            super().mousePressEvent(event)


class Bookings(QObject):
    """The menu.

    Attributes:
        card: Asks before an appointment ends.

    Signals:
        difference_requested: id of an appointment whose two versions shall be shown.
        edit_requested: an Editable, and the Act that says which part of it shall be changed.
        order_requested: id of an order that shall be shown.
        attempted: an Editable, and the Act that is tried at once and may need a reason.
    """

    difference_requested = Signal(str)
    edit_requested = Signal(object, object)
    order_requested = Signal(str)
    attempted = Signal(object, object)

    def __init__(self, controller: Controller, doing: Doing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._doing = controller, doing
        whole = controller.window.centralWidget()
        assert whole is not None
        self.card = EndingCard(whole)
        controller.window.ask_first(Name.BACK_OUT, self.card.close_card)
        self.card.answered.connect(self._end)
        self._at = QPoint()
        self._wanted: Act | None = None
        self._asked: Question | None = None
        self.take_keys(controller.grid.canvas)
        controller.grid.block_activated.connect(self.open_menu)
        controller.grid.retry_requested.connect(self.retry)
        controller.grid.difference_requested.connect(self.show_difference)

    # ------------------------------------------------------------ the menu

    def take_keys(self, grid: QWidget) -> None:
        """Let F2 change the block that the keyboard is on in a grid, and Delete cancel it."""
        grid.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F2 and Delete on a grid; any other key is the grid's."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and not event.modifiers():
            block = getattr(watched, "current", "")
            wanted = _KEYS.get(Qt.Key(event.key()))
            if block and wanted is not None:
                self._wanted = wanted
                self._read(partial(_read_subject, key=_key(block)))
                return True
        return super().eventFilter(watched, event)

    def open_menu(self, block: str) -> None:
        """What can be done with an appointment, beside its block or the button that was pressed."""
        self._at, self._wanted = _place_of(block), None
        self._read(partial(_read_subject, key=_key(block)))

    def open_card(self, card: str) -> None:
        """The same of a card of the waiting list, which stands in nobody's lane."""
        self.open_menu(f"{card}/")

    def edit(self, appointment: str, act: Act = Act.TIME) -> None:
        """Change a part of an appointment, as by its menu."""
        self._wanted = act
        self._read(partial(read_appointment, appointment=_key(appointment)))

    def edit_order(self, order: str, act: Act = Act.ORDER) -> None:
        """Change an order, or add an appointment to it."""
        self._wanted = act
        self._read(partial(read_waiting_order, order=order))

    def ask_to_cancel(self, order: Order) -> None:
        """Ask before a whole order is cancelled."""
        self._ask(ask_cancel_order(order.id, order.version, order.property.address))

    def _read(self, read: Callable[..., Editable]) -> None:
        desk = self._desk
        job = partial(read, desk.office.store, desk.now, desk.office.actor)
        desk.delivery.ask(desk.lanes.storage, "menu", job, self._take)

    def _take(self, outcome: Outcome[Editable]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
        elif self._wanted is Act.CANCEL:
            self._end_of(outcome.value)
        elif self._wanted is not None:
            self.edit_requested.emit(outcome.value, self._wanted)
        else:
            self._pop_up(outcome.value)

    def _end_of(self, found: Editable) -> None:
        """What the menu offers for the end of it: release, cancel."""
        offered = [entry.act for group in entries(self._standing(found)) for entry in group]
        act = next((act for act in (Act.RELEASE, Act.CANCEL) if act in offered), None)
        if act is not None:
            self._act(act, found)

    def _pop_up(self, found: Editable) -> None:
        menu = _BlockMenu(self._at, self._desk.window)
        menu.double_clicked.connect(partial(self._change, found))
        for number, group in enumerate(entries(self._standing(found))):
            if number:
                menu.addSeparator()
            for entry in group:
                menu.addAction(entry.words).triggered.connect(partial(self._act, entry.act, found))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._at)
        first = next(iter(menu.actions()), None)
        if isinstance(first, QAction):
            menu.setActiveAction(first)

    def _change(self, found: Editable) -> None:
        """What F2 does, where the menu offers it."""
        if any(entry.act is Act.TIME for group in entries(self._standing(found)) for entry in group):
            self.edit_requested.emit(found, Act.TIME)

    def _standing(self, found: Editable) -> Standing:
        item, view = found.item, self._desk.window.view()
        return Standing(
            now=self._desk.now,
            item=item,
            has_order=bool(found.order.id),
            open=bool(found.order.open) and not found.order.cancelled,
            write=found.write,
            differs=found.differs or self._is_declined(item),
            hold_minutes=found.choices.hold_minutes,
            on_grid=view == DESK,
            with_order=view == ORDERS,
        )

    def _is_declined(self, item: Appointment | None) -> bool:
        snapshot = self._desk.snapshot
        declined = snapshot.declined if snapshot else ()
        return item is not None and any(decline.appointment == item.id for decline in declined)

    # ------------------------------------------------------------ what an entry does

    def _act(self, act: Act, found: Editable, _checked: bool = False) -> None:
        if act in _EDITING:
            self.edit_requested.emit(found, act)
        elif act is Act.SHOW_ORDER:
            self.order_requested.emit(found.order.id)
        elif act is Act.CANCEL_ORDER:
            self.ask_to_cancel(found.order)
        elif act in (Act.CONFIRM, Act.REINSTATE):
            self.attempted.emit(found, act)
        elif found.item is not None:
            self._act_on(act, found.item, found)

    def _act_on(self, act: Act, item: Appointment, found: Editable) -> None:
        wishes: dict[Act, Callable[[], None]] = {
            Act.DIFFERENCE: partial(self.difference_requested.emit, item.id),
            Act.SHOW_TIME: partial(self._show_time, item),
            Act.POSTPONE: partial(self._ask, ask_postpone(item)),
            Act.CANCEL: partial(self._ask, ask_cancel(item)),
        }
        if act in wishes:
            wishes[act]()
        else:
            self._doing.do(_run_of(act, item, found.choices.hold_minutes))

    def _show_time(self, item: Appointment) -> None:
        self._desk.window.show_view(DESK)
        self._desk.show_moment(item.span.start)

    # ------------------------------------------------------------ ending

    def _ask(self, question: Question) -> None:
        """Ask, once it is known who was told the last time."""
        self._asked = question
        desk = self._desk
        if question.deed is None:
            self.card.ask(question, Notify.NOBODY)
            return
        job = partial(read_telling, desk.office.store, desk.office.actor, question.deed)
        desk.delivery.ask(desk.lanes.storage, "telling", job, self._take_telling)

    def _take_telling(self, outcome: Outcome[Notify]) -> None:
        if outcome.error:
            self._desk.failed.emit(outcome.error)
        if self._asked is not None:
            self.card.ask(self._asked, outcome.value or Notify.EVERYONE)

    def _end(self, answer: object) -> None:
        assert isinstance(answer, Answer)
        question, why, tell = answer.question, answer.why, answer.tell
        key, seen = question.key, question.version
        runs: dict[Kind, Run] = {
            Kind.CANCEL: lambda s, n, a: cancel_appointment(s, n, a, CancelAppointment(key, why, seen, tell)),
            Kind.POSTPONE: lambda s, n, a: postpone_appointment(
                s, n, a, PostponeAppointment(key, why, seen, tell)
            ),
            Kind.CANCEL_ORDER: lambda s, n, a: cancel_order(s, n, a, CancelOrder(key, why, seen, tell)),
        }
        self._doing.do(runs[question.kind])

    # ------------------------------------------------------------ signs on blocks

    def retry(self, block: str) -> None:
        """Try a failed calendar write again."""
        key = _key(block)
        self._doing.do(lambda s, n, _a: retry_writes(s, n, [key]))

    def show_difference(self, block: str) -> None:
        """Show both versions of what was changed by hand."""
        self.difference_requested.emit(_key(block))


def _run_of(act: Act, item: Appointment, hold_minutes: int) -> Run:
    """What needs no more than the appointment."""
    key, seen = item.id, item.version
    runs: dict[Act, Run] = {
        Act.HOLD_LONGER: lambda s, n, a: extend_hold(s, n, a, ExtendHold(key, hold_minutes, seen)),
        Act.RELEASE: lambda s, n, a: release_hold(s, n, a, ReleaseHold(key, seen)),
        Act.RETRY: lambda s, n, _a: retry_writes(s, n, [key]),
        Act.SEND_NOW: lambda s, n, a: send_now(s, n, a, [key]),
        Act.RELOAD: lambda s, n, a: reload_event_text(s, n, a, ReloadEventText(key, seen)),
        Act.NO_SHOW: lambda s, n, a: mark_no_show(s, n, a, MarkNoShow(key, version=seen)),
        Act.ATTENDED: lambda s, n, a: mark_no_show(s, n, a, MarkNoShow(key, no_show=False, version=seen)),
    }
    return runs[act]


def _read_subject(store: Store, now: datetime, actor: str, key: str) -> Editable:
    """An appointment; or where there is none of that name, the order of a card of the waiting list, which has a number."""
    try:
        return read_appointment(store, now, actor, key)
    except NotFound:
        order, slash, _number = key.rpartition("/")
        if not slash:
            raise
        return read_waiting_order(store, now, actor, order)


def _key(block: str) -> str:
    """What a block is about: it names a photographer, or nobody, after a slash."""
    key, slash, _lane = block.rpartition("/")
    return key if slash else block


def _place_of(block: str) -> QPoint:
    """Where its menu opens: at the mouse where that is what was used, else under what has the keyboard."""
    mouse, widget = QCursor.pos(), QApplication.focusWidget()
    if not isinstance(widget, QWidget):
        return mouse
    find = getattr(widget, "block_rect", None)  # a grid knows where its blocks are
    found = find(block) if find is not None else None
    area = found.toRect().intersected(widget.rect()) if found is not None else widget.rect()
    on_screen = QRect(widget.mapToGlobal(area.topLeft()), area.size())
    if on_screen.contains(mouse) or (find is not None and found is None):
        return mouse
    return on_screen.bottomLeft() + QPoint(8, 2)
