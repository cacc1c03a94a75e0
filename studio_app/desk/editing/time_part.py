"""Time and people: when, how long and by whom, and at once whether that works."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk.content import face_of
from studio_app.desk.date_text import parse_date
from studio_app.desk.editing.model import Part, SheetState, minutes_of
from studio_app.desk.editing.pieces import Chips, LengthField, PartView, mark, show_line
from studio_app.desk.editing.time_text import parse_time
from studio_app.desk.explain.model import PersonRow, ordered
from studio_app.desk.explain.person_list import PersonList
from studio_app.desk.explain_content import explain_state
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.domain.wall_time import instant, local_date
from studio_app.engine.visits import LONGEST_VISIT

_ALL = 1_000


class TimePart(PartView):
    """Date, start, length, and the photographers with their answers; a click or Space puts one into the crew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: SheetState | None = None
        self.date = self._line(self.tr("Date"), self.tr("thu, 26 nov, +1w"))
        self.start = self._line(self.tr("Start"), "9:30")
        self.length = LengthField(1, LONGEST_VISIT, self.tr(" min"), self.tr("Length in minutes"), self)
        self.length.setProperty("form", "true")
        self.length.setSingleStep(15)
        self.length.setKeyboardTracking(False)
        self.box.addLayout(self._make_row())
        self.was = PlainLabel("", "caption muted", self, wrap=True)
        self.box.addWidget(self.was)
        self._offers_title = self.caption(self.tr("The best openings"))
        self.offers = Chips(self.tr("The best openings"), self)
        self.box.addWidget(self.offers)
        self._people_title = self.caption(self.tr("Photographer"))
        self.people = PersonList(self)
        self.people.keep_rows_visible(_ALL)  # the sheet scrolls, not a list in it
        self.box.addWidget(self.people)
        self.day = PlainLabel("", "body muted", self, wrap=True)
        self.box.addSpacing(6)
        self.box.addWidget(self.day)
        self.hint = PlainLabel(
            self.tr("Type a date and a time: here you see who could come."), "body muted", self, wrap=True
        )
        self.box.addWidget(self.hint)
        self.box.addStretch(1)
        self.date.textEdited.connect(self._typed)
        self.start.textEdited.connect(self._typed)
        self.length.valueChanged.connect(self._stretched)
        self.people.photographer_chosen.connect(self._choose)
        self.offers.toggled.connect(self._take_offer)

    def _line(self, name: str, example: str) -> Line:
        line = Line(self)
        line.setAccessibleName(name)
        line.setPlaceholderText(example)
        line.setProperty("form", "true")
        line.editingFinished.connect(self._tidy)
        return line

    def _make_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.start.setFixedWidth(92)
        self.length.setFixedWidth(104)
        for field, words, room in (
            (self.date, self.tr("Date"), 1),
            (self.start, self.tr("Start"), 0),
            (self.length, self.tr("Length"), 0),
        ):
            column = QVBoxLayout()
            column.setSpacing(4)
            label = PlainLabel(words, "caption strong muted", self)
            label.setBuddy(field)
            column.addWidget(label)
            field.setFixedHeight(34)
            column.addWidget(field)
            row.addLayout(column, room)
        return row

    # ------------------------------------------------------------ what is shown

    def show_state(self, state: SheetState) -> None:
        """Show the time and everybody's answer."""
        self._state = state
        wanted, zone = state.wanted, state.zone
        bad = dict(wanted.bad)
        mark(self.date, wrong="date" in bad)
        mark(self.start, wrong="start" in bad)
        # While one of them can't be read, the other one stays as it was typed: they are understood together.
        if wanted.start is not None and not bad.keys() & {"date", "start"}:
            show_line(self.date, _dated(local_date(zone, wanted.start), state))
            show_line(self.start, state.wording.time(wanted.start, zone))
        minutes = minutes_of(state.found, wanted, state.weighed)
        if not self.length.hasFocus() and minutes:
            self.length.blockSignals(True)
            self.length.setValue(minutes)
            self.length.blockSignals(False)
        self._show_was(state)
        self._show_offers(state)
        self._show_people(state)

    def _show_people(self, state: SheetState) -> None:
        rows, crew = _rows(state), state.wanted.crew
        self.people.show_rows(rows, crew[0] if len(crew) == 1 else "")
        look = state.weighed.look if state.weighed else None
        day = explain_state(replace(look, crew=crew), 1, "").summary if look else ""
        self.day.setText(day)
        self.day.setVisible(bool(day))
        for widget in (self.people, self._people_title):
            widget.setVisible(bool(rows))
        self.hint.setVisible(state.wanted.start is None)

    def _show_was(self, state: SheetState) -> None:
        item = state.found.item
        words = ""
        if item is not None and Part.TIME in state.changed:
            who = " + ".join(face_of(state.found.studio, key).first_name for key in item.crew)
            when = state.wording.visit(item.span.start, item.span.end, state.zone)
            words = self.tr("Was {0}, {1}").format(when, who)
        self.was.setText(words)
        self.was.setVisible(bool(words))

    def _show_offers(self, state: SheetState) -> None:
        offers = state.weighed.offers if state.weighed else ()
        studio = state.found.studio
        names = [" + ".join(face_of(studio, key).first_name for key in offer.crew) for offer in offers]
        words = [
            f"{state.wording.moment(offer.start, state.zone, state.today)} {who}"
            for offer, who in zip(offers, names, strict=True)
        ]
        if offers:
            taken = (str(at) for at, offer in enumerate(offers) if offer.start == state.wanted.start)
            choices = tuple((str(at), text) for at, text in enumerate(words))
            self.offers.show_choices(choices, frozenset(taken))
        self.offers.setVisible(bool(offers))
        self._offers_title.setVisible(bool(offers))

    # ------------------------------------------------------------ what the user does

    def _typed(self) -> None:
        state = self._state
        if state is None:
            return
        day, (said, clock) = self._day(state), _parted(self.start.text(), state)
        minute = parse_time(said, hours24=state.wording.hours24)
        wanted = state.wanted.with_problem("date", "" if day else self.tr("This is no date."))
        wanted = wanted.with_problem(
            "start", "" if minute is not None else self.tr("This is no time of day.")
        )
        if day is not None and minute is not None:
            wanted = replace(wanted, start=self._moment(state, day, minute, clock))
        self.changed.emit(wanted)

    def _day(self, state: SheetState) -> date | None:
        shown = state.wanted.start
        if shown is not None and self.date.text() == _dated(local_date(state.zone, shown), state):
            return local_date(state.zone, shown)
        return parse_date(self.date.text(), state.today, state.wording.words)

    def _moment(self, state: SheetState, day: date, minute: int, clock: str) -> datetime:
        """The instant; one that is shown with its seconds stays while its words do."""
        shown = state.wanted.start
        if shown is not None and local_date(state.zone, shown) == day:
            local = shown.astimezone(state.zone)
            if local.hour * 60 + local.minute == minute and clock in ("", local.tzname()):
                return shown
        first = instant(state.zone, day, minute).astimezone(state.zone)
        second = first.replace(fold=1)
        return (second if clock and clock == second.tzname() else first).astimezone(UTC)

    def _tidy(self) -> None:
        """Say what was understood, once the field is left."""
        state = self._state
        if state is not None and state.wanted.start is not None and not state.wanted.bad:
            day = local_date(state.zone, state.wanted.start)
            self.date.setText(_dated(day, state))
            self.start.setText(state.wording.time(state.wanted.start, state.zone))

    def _stretched(self, minutes: int) -> None:
        if self._state is not None:
            self.changed.emit(replace(self._state.wanted, minutes=minutes))

    def _take_offer(self, key: str) -> None:
        state = self._state
        if state is not None and state.weighed is not None:
            offer = state.weighed.offers[int(key)]
            wanted = replace(state.wanted, start=offer.start, crew=offer.crew)
            self.changed.emit(wanted.with_problem("date", "").with_problem("start", ""))

    def _choose(self, key: str) -> None:
        """Into the crew, or out of it; the last that came in makes room."""
        state = self._state
        if state is None:
            return
        crew, size = state.wanted.crew, state.weighed.crew_size if state.weighed else 1
        if key in crew:
            crew = (
                tuple(other for other in crew if other != key)
                if len(crew) > 1 or not state.found.item
                else crew
            )
        else:
            crew = (*crew[: size - 1], key) if len(crew) >= size else (*crew, key)
        self.changed.emit(replace(state.wanted, crew=crew))


def _parted(text: str, state: SheetState) -> tuple[str, str]:
    """A time as it was typed and the name of its clock, such as `EST`: of an hour that comes twice it tells which."""
    said, _, last = text.strip().rpartition(" ")
    year = state.today.year
    clocks = {datetime(year, month, 1, tzinfo=state.zone).tzname() for month in (1, 7)}
    return (said, last.upper()) if last.upper() in clocks else (text, "")


def _dated(day: date, state: SheetState) -> str:
    """`Thu 26 Nov`; with the year where another one would be understood."""
    text = state.wording.dated(day)
    return text if parse_date(text, state.today, state.wording.words) == day else f"{text} {day.year}"


def _rows(state: SheetState) -> tuple[PersonRow, ...]:
    """Everybody with their answer; the crew with what stands in the way of them together."""
    weighed, crew = state.weighed, state.wanted.crew
    if weighed is None or weighed.look is None:
        return ()
    rows = explain_state(replace(weighed.look, crew=crew), 1, "").rows
    together = weighed.failures if state.answer is not None else {}
    return ordered(tuple(replace(row, failures=together.get(row.face.id, row.failures)) for row in rows))
