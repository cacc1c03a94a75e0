"""What the chosen dates are to be: off or other hours, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.days_off import model
from studio_app.desk.days_off.model import Choice, DaysState
from studio_app.desk.hours.text import hours_text, parse_hours
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.segmented import Segmented
from studio_app.desk.wording import Wording
from studio_app.domain.days_off import DayKind, DaysWish, problem
from studio_app.errors import BadInput

LONGEST_REASON = 120


class DaysForm(QFrame):
    """The form for the chosen dates.

    Signals:
        wished: the DaysWish that shall be so.
        tried: the DaysWish that is filled in now, for saying what it would do; None where it can't be.
    """

    wished = Signal(object)
    tried = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("days_form")
        self._state, self._choice = model.NO_STATE, Choice(model.NO_STATE.today, model.NO_STATE.today)
        self._kind = DayKind.OFF
        self.title = PlainLabel("", "strong", self, wrap=True)
        self.now = PlainLabel("", "caption muted", self, wrap=True)
        self.kind = Segmented(
            ((DayKind.OFF.value, self.tr("Off")), (DayKind.HOURS.value, self.tr("Other hours"))),
            self.tr("What the days are"),
            self,
        )
        self.hours = Line(self)
        self.hours.setAccessibleName(self.tr("Hours of these days"))
        self.hours.setPlaceholderText(self.tr("Hours, such as 9-12, 1-5"))
        self.reason = Line(self)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setMaxLength(LONGEST_REASON)
        self.problem = PlainLabel("", "caption danger", self, wrap=True)
        self.save = PushButton("", self, kind="primary")
        self.clear = PushButton("", self)
        self._lay_out()
        self.kind.chosen.connect(self._choose_kind)
        self.hours.textEdited.connect(self._typed)
        self.hours.editingFinished.connect(self.try_out)
        for line in (self.hours, self.reason):
            line.returnPressed.connect(self.submit)
        self.save.clicked.connect(self.submit)
        self.clear.clicked.connect(self.make_usual)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.clear)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for widget in (self.title, self.now, self.kind, self.hours, self.reason, self.problem):
            box.addWidget(widget)
        box.addLayout(buttons)

    # ------------------------------------------------------------ what is shown

    @property
    def choice(self) -> Choice:
        """The dates that it is about."""
        return self._choice

    @property
    def wording(self) -> Wording:
        """How dates are written."""
        return self._state.wording

    def set_state(self, state: DaysState) -> None:
        """Follow what is stored; what is being typed stays."""
        typing = self.hours.isModified() or self.reason.isModified()
        self._state = state
        self.kind.setVisible(not state.is_studio)
        such = (
            self.tr("Reason, such as Inventory") if state.is_studio else self.tr("Reason, such as Vacation")
        )
        self.reason.setPlaceholderText(such)
        self._show_words()
        if not typing:
            self.show_choice(self._choice)

    def show_choice(self, choice: Choice) -> None:
        """Begin anew with other dates."""
        self._choice = choice
        wish = model.wish_of(self._state, choice)
        self._kind = wish.kind
        self.kind.set_chosen(wish.kind.value)
        self.hours.setText(hours_text(wish.hours, self._state.wording) if wish.hours else "")
        self.reason.setText(wish.reason)
        self.hours.setModified(False)
        self.reason.setModified(False)
        self._tell("")
        self._show_words()

    def begin(self) -> None:
        """Take the keyboard where typing begins."""
        line = self.hours if self._kind is DayKind.HOURS else self.reason
        line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        line.selectAll()

    def _show_words(self) -> None:
        state, choice = self._state, self._choice
        self.title.setText(model.choice_words(choice, state.wording))
        special = model.any_special(state, choice)
        self.now.setText(self._now_words(special=special))
        self.hours.setVisible(self._kind is DayKind.HOURS)
        if state.is_studio:
            self.save.setText(self.tr("Change reason") if special else self.tr("Close the studio"))
            self.clear.setText(self.tr("Open again"))
        else:
            self.save.setText(
                self.tr("Save") if special or self._kind is DayKind.HOURS else self.tr("Mark as off")
            )
            self.clear.setText(self.tr("As usual"))
        self.clear.setVisible(special)

    def _now_words(self, *, special: bool) -> str:
        if self._choice.days == 1:
            words = model.day_words(self._state, self._choice.at).partition(": ")[2]
            return f"{words[0].upper()}{words[1:]}"
        return self.tr("Some of these days are not as usual") if special else self.tr("As usual")

    # ------------------------------------------------------------ what is done

    def wish(self) -> DaysWish:
        """What is filled in.

        Raises:
            BadInput: the hours can't be read or overlap, or the dates can't be made so.
        """
        hours = parse_hours(self.hours.text(), self._state.wording) if self._kind is DayKind.HOURS else ()
        choice = self._choice
        wish = DaysWish(self._kind, choice.first, choice.last, hours, self.reason.text().strip())
        if wrong := problem(wish):
            raise BadInput("", wrong)
        return wish

    def try_out(self) -> None:
        """Have it said what that would do."""
        try:
            self.tried.emit(self.wish())
        except BadInput:
            self.tried.emit(None)

    def submit(self) -> None:
        """Have it so, or say what is wrong."""
        try:
            wish = self.wish()
        except BadInput as error:
            self._tell(error.sentence)
            self.begin()
            return
        self._tell("")
        self.hours.setModified(False)
        self.reason.setModified(False)
        self.wished.emit(wish)

    def make_usual(self) -> None:
        """Have the chosen dates as usual again."""
        if model.any_special(self._state, self._choice):
            self.hours.setModified(False)
            self.reason.setModified(False)
            self.wished.emit(DaysWish(DayKind.USUAL, self._choice.first, self._choice.last))

    def _choose_kind(self, key: str) -> None:
        self._kind = DayKind(key)
        self._show_words()
        self.try_out()
        self.begin()

    def _typed(self, _text: str) -> None:
        self._tell("")

    def _tell(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        theme.style(self.hours, invalid="true" if words and self._kind is DayKind.HOURS else "false")
