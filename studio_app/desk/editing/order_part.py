"""What is noted about the order: until when, what the client would like, and notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from studio_app.desk.content import face_of
from studio_app.desk.date_text import parse_date
from studio_app.desk.editing.model import SheetState, Wanted
from studio_app.desk.editing.pieces import Chips, PartView, TextBox, beside, mark, show_line
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.segmented import Segmented
from studio_app.domain.wall_time import Weekday
from studio_app.domain.wishes import DayPart, Wishes


class OrderPart(PartView):
    """Due date, wishes, notes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: SheetState | None = None
        self.due = self._date(self.tr("Due"), self.tr("no hurry"))
        self.not_before = self._date(self.tr("Not before"), self.tr("any day"))
        dates = beside(self._named(self.due), self._named(self.not_before))
        dates.setStretch(1, 1)
        self.box.addLayout(dates)
        self.caption(self.tr("Time of the day"))
        parts = (
            (DayPart.ANY.value, self.tr("Any")),
            (DayPart.MORNING.value, self.tr("Morning")),
            (DayPart.AFTERNOON.value, self.tr("Afternoon")),
        )
        self.part = Segmented(parts, self.tr("Time of the day that is wished for"), self)
        self.box.addWidget(self.part)
        self.caption(self.tr("Days"))
        self.days = Chips(self.tr("Days that are wished for"), self)
        self.box.addWidget(self.days)
        self.caption(self.tr("Photographer"))
        self.people = Chips(self.tr("Photographers who are wished for"), self)
        self.box.addWidget(self.people)
        self.caption(self.tr("Other wishes"))
        self.text = Line(self)
        self.text.setAccessibleName(self.tr("Other wishes"))
        self.text.setProperty("form", "true")
        self.text.setMaxLength(500)
        self.text.setPlaceholderText(self.tr("As the client said it"))
        self.box.addWidget(self.text)
        self.caption(self.tr("Notes"))
        self.notes = TextBox(self.tr("Notes"), 4, self)
        self.box.addWidget(self.notes)
        self.box.addStretch(1)
        self._connect()

    def _date(self, name: str, empty: str) -> Line:
        line = Line(self)
        line.setAccessibleName(name)
        line.setPlaceholderText(empty)
        line.setProperty("form", "true")
        line.textEdited.connect(self._dates_typed)
        line.editingFinished.connect(self._tidy)
        return line

    def _named(self, line: Line) -> QWidget:
        holder = PartView(self)
        label = PlainLabel(line.accessibleName(), "caption strong muted", holder)
        label.setBuddy(line)
        line.setParent(holder)
        holder.box.setSpacing(4)
        holder.box.addWidget(label)
        holder.box.addWidget(line)
        return holder

    def _connect(self) -> None:
        self.part.chosen.connect(self._part_chosen)
        self.days.toggled.connect(self._day_toggled)
        self.people.toggled.connect(self._person_toggled)
        self.text.textEdited.connect(self._text_typed)
        self.notes.textChanged.connect(self._noted)

    # ------------------------------------------------------------ what is shown

    def show_state(self, state: SheetState) -> None:
        """Show what is noted."""
        self._state = state
        wanted, wishes, bad = state.wanted, state.wanted.wishes, dict(state.wanted.bad)
        for line, name, day in ((self.due, "due", wanted.due), (self.not_before, "from", wishes.not_before)):
            mark(line, wrong=name in bad)
            if name not in bad:
                show_line(line, _dated(day, state))
        self.part.set_chosen(wishes.part.value)
        days = tuple((str(day), state.wording.weekdays[day]) for day in range(7))
        self.days.show_choices(days, frozenset(str(int(day)) for day in wishes.weekdays))
        studio = state.found.studio
        people = tuple((person.id, face_of(studio, person.id).first_name) for person in studio.photographers)
        self.people.show_choices(people, frozenset(wishes.photographers))
        show_line(self.text, wishes.text)
        if not self.notes.hasFocus():
            self.notes.show_text(wanted.notes)

    # ------------------------------------------------------------ what the user does

    def _dates_typed(self) -> None:
        state = self._state
        if state is None:
            return
        wanted = state.wanted
        due, problem = self._read(self.due, state)
        wanted = replace(wanted, due=wanted.due if problem else due).with_problem("due", problem)
        first, problem = self._read(self.not_before, state)
        if not problem:
            wanted = replace(wanted, wishes=replace(wanted.wishes, not_before=first))
        if wanted.due and first and first > wanted.due:
            problem = self.tr("It is due before then.")
        self.changed.emit(wanted.with_problem("from", problem))

    def _read(self, line: Line, state: SheetState) -> tuple[date | None, str]:
        """The date, or what is wrong with it."""
        text = line.text().strip()
        found = parse_date(text, state.today, state.wording.words) if text else None
        return found, self.tr("“{}” is no date.").format(text) if text and found is None else ""

    def _tidy(self) -> None:
        state = self._state
        if state is not None:
            for line, day in (
                (self.due, state.wanted.due),
                (self.not_before, state.wanted.wishes.not_before),
            ):
                if not line.property("invalid"):
                    line.setText(_dated(day, state))

    def _part_chosen(self, key: str) -> None:
        self._wish(lambda wishes: replace(wishes, part=DayPart(key)))

    def _day_toggled(self, key: str) -> None:
        day = Weekday(int(key))
        self._wish(lambda wishes: replace(wishes, weekdays=wishes.weekdays ^ {day}))

    def _person_toggled(self, key: str) -> None:
        def toggled(wishes: Wishes) -> Wishes:
            others = tuple(other for other in wishes.photographers if other != key)
            return replace(wishes, photographers=others if key in wishes.photographers else (*others, key))

        self._wish(toggled)

    def _text_typed(self, text: str) -> None:
        self._wish(lambda wishes: replace(wishes, text=text))

    def _wish(self, change: Callable[[Wishes], Wishes]) -> None:
        if self._state is not None:
            wanted = self._state.wanted
            self._emit(replace(wanted, wishes=change(wanted.wishes)))

    def _noted(self) -> None:
        if self._state is not None:
            self._emit(replace(self._state.wanted, notes=self.notes.toPlainText()))

    def _emit(self, wanted: Wanted) -> None:
        self.changed.emit(wanted)


def _dated(day: date | None, state: SheetState) -> str:
    """`Thu 26 Nov`; with the year where another one would be understood."""
    if day is None:
        return ""
    text = state.wording.dated(day)
    return text if parse_date(text, state.today, state.wording.words) == day else f"{text} {day.year}"
