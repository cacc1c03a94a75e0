"""The page: who is away and when, what becomes of each appointment, the day before and after, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio_app.desk import theme
from studio_app.desk.commands import Name
from studio_app.desk.cover.compact import laid_out, window_of
from studio_app.desk.cover.content import CoverRow, Totals
from studio_app.desk.cover.foot import CoverFoot
from studio_app.desk.cover.form import CoverForm
from studio_app.desk.cover.picture import PictureView
from studio_app.desk.cover.picture_content import DayPicture
from studio_app.desk.cover.rows import RowViews
from studio_app.desk.empty_states import EmptyState
from studio_app.desk.view import Heading, View
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.overlay_bar import OverlayBar
from studio_app.desk.widgets.segmented import segment_button
from studio_app.desk.wording import ENGLISH, Wording

_ROWS = 410
"""Width of the rows, pixels."""


@dataclass(frozen=True)
class PlanState:
    """Everything that is shown of a plan.

    Attributes:
        days: On which anything changes.
        day: Whose pictures are shown.
        note: Beside the totals, such as what is under way.
    """

    rows: tuple[CoverRow, ...]
    totals: Totals
    days: tuple[date, ...]
    day: date
    pictures: tuple[DayPicture, DayPicture] | None = None
    note: str = ""
    wording: Wording = ENGLISH


class CoverPage(View):
    """The page.

    Signals:
        ticked: id of an appointment, whether it is ticked now.
        chosen: id of an appointment, the Choice that is taken.
        all_ticked: all are ticked now, or none.
        looked_at: id of the appointment that the mouse or the keyboard came to.
        day_chosen: date whose pictures shall be shown.
        everybody_chosen: everybody shall be shown in the pictures, or only who has a change.
        apply_requested: what is ticked shall be done.
        left: the page was left by Esc.
    """

    ticked = Signal(str, bool)
    chosen = Signal(str, object)
    all_ticked = Signal(bool)
    looked_at = Signal(str)
    day_chosen = Signal(object)
    everybody_chosen = Signal(bool)
    apply_requested = Signal()
    left = Signal()
    finds = False
    under = "board"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("cover", parent)
        self._state: PlanState | None = None
        self._heading = Heading(self.tr("Somebody is ill or away"))
        self.form, self.foot = CoverForm(self), CoverFoot(self)
        self._notice_place = QWidget(self)
        self.notice = QFrame(self._notice_place)
        self.notice_words = PlainLabel("", "body", self.notice, wrap=True)
        self.empty = EmptyState(self)
        self.rows = RowViews(self)
        self.every = QCheckBox(self.tr("All"), self)
        self.count = PlainLabel("", "caption muted", self)
        self.before, self.after = PictureView(self.tr("Before"), self), PictureView(self.tr("After"), self)
        self.earlier = segment_button("‹", 0, 2, self)
        self.later = segment_button("›", 1, 2, self)
        self.day_words = PlainLabel("", "title", self)
        self.others = PushButton("", self, kind="link")
        self.others.setProperty("small", "true")
        self.others.setCheckable(True)
        self._plan = QWidget(self)
        self._body = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.form.who)

    # ------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        theme.style(self.notice, kind="notice", state="warning")
        inner = QHBoxLayout(self.notice)
        inner.addWidget(self.notice_words)
        holder = QVBoxLayout(self._notice_place)
        holder.setContentsMargins(16, 10, 16, 10)
        inner.setContentsMargins(12, 8, 12, 8)
        holder.addWidget(self.notice)
        self._notice_place.hide()
        sides = QHBoxLayout(self._plan)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(0)
        sides.addWidget(self._left_side())
        sides.addLayout(self._right_side(), 1)
        self._body.addWidget(self._plan)
        self._body.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.form)
        whole.addWidget(self._notice_place)
        whole.addWidget(self._body, 1)
        whole.addWidget(self.foot)

    def _left_side(self) -> QWidget:
        side = QFrame(self._plan)
        side.setObjectName("cover_list")
        side.setStyleSheet(
            "#cover_list { background: palette(base); border: none; border-right: 1px solid palette(mid); }"
            "#cover_list QScrollArea, #cover_rows { background: palette(base); }"
        )
        side.setFixedWidth(_ROWS)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 14, 8)
        head.addWidget(self.every)
        head.addStretch(1)
        head.addWidget(self.count)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        line = QFrame(side)
        line.setProperty("kind", "line")
        column.addWidget(line)
        column.addWidget(self.rows, 1)
        return side

    def _right_side(self) -> QVBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.day_words)
        head.addSpacing(10)
        for button, name in ((self.earlier, self.tr("Day before")), (self.later, self.tr("Next day"))):
            button.setAccessibleName(name)
            button.setToolTip(name)
            head.addWidget(button)
        head.addStretch(1)
        head.addWidget(self.others)
        head.addSpacing(10)
        scroll = QScrollArea(self._plan)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pictures_bar = OverlayBar(scroll)
        body = QWidget(scroll)
        body.setObjectName("cover_pictures")
        scroll.setStyleSheet("QScrollArea, #cover_pictures { background: transparent; }")
        pair = QHBoxLayout(body)
        pair.setContentsMargins(0, 0, 10, 8)
        pair.setSpacing(14)
        pair.addWidget(self.before, 1, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(self.after, 1, Qt.AlignmentFlag.AlignTop)
        scroll.setWidget(body)
        column = QVBoxLayout()
        column.setContentsMargins(16, 10, 8, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(scroll, 1)
        return column

    def _connect(self) -> None:
        self.rows.ticked.connect(self.ticked)
        self.rows.chosen.connect(self.chosen)
        self.rows.looked_at.connect(self.looked_at)
        self.every.clicked.connect(self._tick_all)
        self.others.clicked.connect(self.everybody_chosen)
        self.earlier.clicked.connect(self._day_before)
        self.later.clicked.connect(self._day_after)
        self.foot.apply_requested.connect(self.apply_requested)
        self.empty.acted.connect(self.apply_requested)

    # ------------------------------------------------------------ what is shown

    @property
    def state(self) -> PlanState | None:
        """The plan that is shown; None while there is none."""
        return self._state

    def set_heading(self, title: str) -> None:
        """Say in the top bar who is away."""
        self._heading = Heading(title or self.tr("Somebody is ill or away"))
        self.heading_changed.emit()

    def show_notice(self, words: str) -> None:
        """Say something about the plan over it; "" says nothing."""
        self.notice_words.setText(words)
        self._notice_place.setVisible(bool(words))

    def show_empty(self, icon: str, title: str, text: str, button: str = "") -> None:
        """Say why there is no plan, and what to do."""
        self._state = None
        self.empty.show_words(icon, title, text, button)
        self._body.setCurrentWidget(self.empty)
        self.foot.hide()

    def show_plan(self, state: PlanState) -> None:
        """Show a plan."""
        self._state = state
        self.rows.show_rows(state.rows)
        ticked = sum(row.ticked for row in state.rows)
        self._show_every(ticked, len(state.rows))
        self.foot.show_totals(state.totals, ticked, state.note)
        self.foot.show()
        self._show_days(state)
        if state.pictures is not None:
            self._show_pictures(*state.pictures)
        self._body.setCurrentWidget(self._plan)

    def _show_every(self, ticked: int, count: int) -> None:
        partly = 0 < ticked < count
        self.every.setTristate(partly)
        checked = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        self.every.setCheckState(Qt.CheckState.PartiallyChecked if partly else checked)
        self.count.setText(self.tr("{} of {} ticked").format(ticked, count))

    def _show_days(self, state: PlanState) -> None:
        self.day_words.setText(state.wording.day_name(state.day))
        place = state.days.index(state.day) if state.day in state.days else 0
        for button, enabled in ((self.earlier, place > 0), (self.later, place < len(state.days) - 1)):
            button.setEnabled(enabled)
            button.setVisible(len(state.days) > 1)

    def _show_pictures(self, before: DayPicture, after: DayPicture) -> None:
        contents = laid_out(before), laid_out(after)
        window = window_of(*contents)
        self.before.show_picture(before, contents[0], window)
        self.after.show_picture(after, contents[1], window)
        others = before.others
        self.others.setVisible(bool(others))
        one, many = self.tr("Show 1 other, without a change"), self.tr("Show {} others, without a change")
        shown = self.tr("Show only who has a change")
        hidden = one if others == 1 else many.format(others)
        everybody = len(before.board.lanes) > 1 and before.board.hidden == 0
        self.others.setChecked(everybody)
        self.others.setText(shown if everybody else hidden)

    # ------------------------------------------------------------ hands

    def _tick_all(self, _checked: bool) -> None:
        rows = self._state.rows if self._state else ()
        self.all_ticked.emit(not all(row.ticked for row in rows))

    def _day_before(self) -> None:
        self._step(-1)

    def _day_after(self) -> None:
        self._step(1)

    def _step(self, step: int) -> None:
        state = self._state
        if state is None or state.day not in state.days:
            return
        place = state.days.index(state.day) + step
        if 0 <= place < len(state.days):
            self.day_chosen.emit(state.days[place])

    # ------------------------------------------------------------ as a view

    def heading(self) -> Heading:
        """Who is away."""
        return self._heading

    def begin(self) -> None:
        """Go to who is away; who is known already leads on to when."""
        first = self.form.when if self.form.photographer() else self.form.who
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, command: str) -> bool:
        """The keys for days go through the days of the plan."""
        if command not in (Name.EARLIER, Name.LATER):
            return False
        self._step(-1 if command == Name.EARLIER else 1)
        return True

    def press_apply(self) -> None:
        """Do what is ticked, or go to what is missing."""
        if self._state is not None:
            self.foot.press()
        elif self.empty.button.isVisible():
            self.empty.button.click()

    def back_out(self) -> bool:
        """Leave for where the user came from."""
        self.left.emit()
        return True
