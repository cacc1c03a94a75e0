"""The card that puts a day on paper: which day, for whom, and what becomes of it (Ctrl+P)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QLocale, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from studio_app.desk.date_text import parse_date
from studio_app.desk.overlay import Overlay
from studio_app.desk.paper.preview import Preview
from studio_app.desk.paper.setting import Page
from studio_app.desk.paper.sheets import A4, LETTER, Paper
from studio_app.desk.paper.words import Style
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.segmented import Segmented
from studio_app.desk.wording import ENGLISH, Wording

STUDIO, EACH = "", "*"
"""Whose sheet, where it isn't a photographer's id: the studio's, or a page for each."""
_LETTER_LANDS = frozenset(
    {
        QLocale.Country.UnitedStates,
        QLocale.Country.Canada,
        QLocale.Country.Mexico,
        QLocale.Country.Philippines,
        QLocale.Country.Chile,
        QLocale.Country.Colombia,
        QLocale.Country.PuertoRico,
    }
)
"""Where paper is of the size Letter (Unicode CLDR, paperSize)."""


@dataclass(frozen=True, slots=True)
class SheetWish:
    """What is asked for; `who` is an id, `STUDIO` or `EACH`."""

    day: date
    who: str
    paper: Paper

    @property
    def photographer(self) -> str | None:
        """The only photographer; None for several."""
        return None if self.who in (STUDIO, EACH) else self.who

    @property
    def style(self) -> Style:
        """Which kind of sheet it is."""
        return Style.STUDIO if self.who == STUDIO else Style.PERSON


class DaySheetCard(Overlay):
    """The card.

    Signals:
        wished: the SheetWish; answer with `show_pages`.
        pdf_requested, print_requested, copy_requested: what shall become of it.
    """

    wished = Signal(object)
    pdf_requested = Signal()
    print_requested = Signal()
    copy_requested = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("day_sheet")
        self.setAccessibleName(self.tr("A day on paper"))
        self._day = self._today = date(2000, 1, 1)
        self._wording: Wording = ENGLISH
        self.day_line = Line(self.card)
        self.day_line.setAccessibleName(self.tr("Day"))
        self.problem = PlainLabel("", "caption danger", self.card)
        self.people = QComboBox(self.card)
        self.people.setAccessibleName(self.tr("For whom"))
        self.paper = Segmented((("letter", self.tr("Letter")), ("a4", "A4")), self.tr("Paper"), self.card)
        self.paper.set_chosen("letter" if _uses_letter() else "a4")
        self.preview = Preview(self.card)
        self.back = self._turner("‹", self.tr("The page before"), -1)
        self.forward = self._turner("›", self.tr("The page after"), 1)
        self.place = PlainLabel("", "body muted", self.card)
        self.print_button = PushButton(self.tr("Print"), self.card, kind="primary")
        self.pdf_button = PushButton(self.tr("Save as PDF"), self.card)
        self.copy_button = PushButton(self.tr("Copy as text"), self.card)
        self._copied = QTimer(self, singleShot=True, interval=1500)
        self._copied.timeout.connect(self._show_copy)
        self._chosen_paper = "letter" if _uses_letter() else "a4"
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(PlainLabel(self.tr("A day on paper"), "title", self.card))
        left.addSpacing(10)
        left.addWidget(self._label(self.tr("Day"), self.day_line))
        left.addLayout(self._day_row())
        left.addWidget(self.problem)
        left.addSpacing(6)
        left.addWidget(self._label(self.tr("For whom"), self.people))
        left.addWidget(self.people)
        left.addSpacing(6)
        left.addWidget(self._label(self.tr("Paper"), self.paper))
        left.addWidget(self.paper)
        left.addStretch(1)
        for button in (self.print_button, self.pdf_button, self.copy_button):
            left.addWidget(button)
        holder = QWidget(self.card)
        holder.setFixedWidth(232)
        holder.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        turning = QHBoxLayout()
        turning.addStretch(1)
        for widget in (self.back, self.place, self.forward):
            turning.addWidget(widget)
        turning.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.preview, 1)
        right.addLayout(turning)
        both = QHBoxLayout(self.card)
        both.setContentsMargins(20, 18, 20, 18)
        both.setSpacing(20)
        both.addWidget(holder)
        both.addLayout(right, 1)

    def _label(self, words: str, buddy: QWidget) -> PlainLabel:
        label = PlainLabel(words, "caption strong muted", self.card)
        label.setBuddy(buddy)
        return label

    def _day_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.day_line, 1)
        for text, step, name in (("‹", -1, self.tr("The day before")), ("›", 1, self.tr("The day after"))):
            button = QToolButton(self.card)
            button.setText(text)
            button.setProperty("kind", "quiet")
            button.setProperty("step", step)
            button.setAccessibleName(name)
            button.setFixedWidth(30)
            button.clicked.connect(self._step_day)
            row.addWidget(button)
        return row

    def _turner(self, text: str, name: str, step: int) -> QToolButton:
        button = QToolButton(self.card)
        button.setText(text)
        button.setProperty("kind", "quiet")
        button.setProperty("step", step)
        button.setAccessibleName(name)
        button.clicked.connect(self._turn)
        return button

    def _connect(self) -> None:
        self.day_line.editingFinished.connect(self._take_line)
        self.people.currentIndexChanged.connect(self._wish)
        self.paper.chosen.connect(self._choose_paper)
        self.preview.turned.connect(self._show_place)
        self.print_button.clicked.connect(self.print_requested)
        self.pdf_button.clicked.connect(self.pdf_requested)
        self.copy_button.clicked.connect(self.copy_requested)

    # ------------------------------------------------------------ what is shown

    def open_for(
        self,
        day: date,
        today: date,
        people: Sequence[tuple[str, str]],
        who: str = STUDIO,
        wording: Wording = ENGLISH,
    ) -> None:
        """Ask what shall be on paper, beginning with a day.

        Args:
            day, today: Studio-local dates.
            people: Ids and names of the photographers.
            who: Whose sheet is shown first.
            wording: How the day is said and typed.
        """
        self._today, self._wording = today, wording
        with QSignalBlocker(self.people):
            self.people.clear()
            self.people.addItem(self.tr("The whole studio"), STUDIO)
            self.people.addItem(self.tr("Each photographer, a page each"), EACH)
            self.people.insertSeparator(2)
            for key, name in people:
                self.people.addItem(name, key)
            self.people.setCurrentIndex(max(0, self.people.findData(who)))
        self.preview.show_pages(())
        self.open_under(None)
        self.day_line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_day(day)

    def wish(self) -> SheetWish:
        """What is asked for."""
        paper = LETTER if self._chosen_paper == "letter" else A4
        return SheetWish(self._day, str(self.people.currentData() or STUDIO), paper)

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """Show the sheet that was wished for."""
        self.preview.show_pages(pages)
        for button in (self.print_button, self.pdf_button, self.copy_button):
            button.setEnabled(bool(pages))

    def show_copied(self) -> None:
        """Say that the text is on the clipboard."""
        self.copy_button.setText(self.tr("Copied"))
        self._copied.start()

    def _show_copy(self) -> None:
        self.copy_button.setText(self.tr("Copy as text"))

    def _show_place(self, number: int) -> None:
        count = len(self.preview.pages())
        self.place.setText(self.tr("Page {} of {}").format(number + 1, count) if count else "")
        self.back.setEnabled(number > 0)
        self.forward.setEnabled(number + 1 < count)

    # ------------------------------------------------------------ what the user does

    def _show_day(self, day: date) -> None:
        self._day = day
        year = "" if day.year == self._today.year else f" {day.year}"
        self.day_line.setText(f"{self._wording.dated(day)}{year}")
        self.day_line.selectAll()
        self.problem.setText("")
        self._wish()

    def _take_line(self) -> None:
        day = parse_date(self.day_line.text(), self._today, self._wording.words)
        if day is None:
            self.problem.setText(self.tr("That is no date yet: 26 nov, tomorrow, +2w"))
        elif day != self._day or self.problem.text():
            self._show_day(day)

    def _step_day(self) -> None:
        button = self.sender()
        assert isinstance(button, QToolButton)
        self._show_day(self._day + timedelta(days=button.property("step")))

    def _choose_paper(self, key: str) -> None:
        self._chosen_paper = key
        self._wish()

    def _turn(self) -> None:
        button = self.sender()
        assert isinstance(button, QToolButton)
        self.preview.turn_to(self.preview.number() + button.property("step"))

    def _wish(self, _place: int = 0) -> None:
        self.wished.emit(self.wish())

    def _place(self) -> None:
        """As large as the window allows: a page wants height."""
        self.card.setMinimumSize(QSize(0, 0))
        room = self._over.size()
        width, height = min(880, room.width() - 64), min(860, room.height() - 48)
        self.setGeometry(self._over.rect())
        self.card.setGeometry((room.width() - width) // 2, (room.height() - height) // 2, width, height)


def _uses_letter() -> bool:
    return QLocale.system().territory() in _LETTER_LANDS
