"""What stands in the calendar: title, place and text by the template or in own words, and who is invited."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from studio_app.actions.agents import is_address
from studio_app.desk.editing.model import SheetState
from studio_app.desk.editing.pieces import Chips, PartView, TextBox, beside, mark, show_line
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.domain.calendar_event import CalendarEvent, Guest

_GUEST = re.compile(r"(.*?)<([^<>]*)>")
TITLE, LOCATION, DESCRIPTION = "title", "location", "description"


class EventPart(PartView):
    """The event. What is typed like the template follows it again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: SheetState | None = None
        self._sources: dict[str, PlainLabel] = {}
        self._links: dict[str, PushButton] = {}
        self.title, self.location = Line(self), Line(self)
        self.title.setMaxLength(250)
        self.text = TextBox(self.tr("Text of the event"), 6, self)
        self._field(TITLE, self.tr("Title"), self.title, self.tr("Title of the event"))
        self._field(LOCATION, self.tr("Place"), self.location, self.tr("Place of the event"))
        self._field(DESCRIPTION, self.tr("Text"), self.text, self.tr("Text of the event"))
        self.caption(self.tr("Invited"))
        self.invited = Chips(self.tr("Who is invited"), self)
        self.box.addWidget(self.invited)
        self.caption(self.tr("Extra guests"))
        self.guests = Line(self)
        self.guests.setAccessibleName(self.tr("Extra guests"))
        self.guests.setPlaceholderText(self.tr("E-mail addresses, with commas between"))
        self.guests.setProperty("form", "true")
        self.box.addWidget(self.guests)
        self._preview_frame, self.preview = self._make_preview()
        self.caption(self.tr("What will stand in the calendar"))
        self.box.addWidget(self._preview_frame)
        self.box.addStretch(1)
        self.title.textEdited.connect(self._typed)
        self.location.textEdited.connect(self._typed)
        self.text.textChanged.connect(self._typed)
        self.guests.textEdited.connect(self._guests_typed)
        self.invited.toggled.connect(self._invite)

    def _field(self, key: str, words: str, field: QWidget, name: str) -> None:
        field.setAccessibleName(name)
        if isinstance(field, Line):
            field.setProperty("form", "true")
        if self.box.count():
            self.box.addSpacing(6)
        caption = PlainLabel(words, "caption strong muted", self)
        caption.setBuddy(field)
        source = PlainLabel("", "caption faint", self)
        link = PushButton(self.tr("Back to the template"), self, kind="link")
        link.setProperty("small", "true")
        link.setProperty("key", key)
        link.setAccessibleName(self.tr("{}: back to the template").format(words))
        link.clicked.connect(self._reload)
        row = beside(caption, source, link)
        self.box.addLayout(row)
        self.box.addWidget(field)
        self._sources[key], self._links[key] = source, link

    def _make_preview(self) -> tuple[QFrame, PlainLabel]:
        frame = QFrame(self)
        frame.setProperty("kind", "notice")
        words = PlainLabel("", "caption", frame, wrap=True)
        box = QVBoxLayout(frame)
        box.setContentsMargins(10, 8, 10, 8)
        box.addWidget(words)
        return frame, words

    def link(self, key: str) -> PushButton:
        """The button that lets the template speak again, of `title`, `location` or `description`."""
        return self._links[key]

    # ------------------------------------------------------------ what is shown

    def show_state(self, state: SheetState) -> None:
        """Show the event."""
        self._state = state
        wanted, template = state.wanted, _template(state)
        if template is None:
            return
        show_line(self.title, wanted.title if wanted.title is not None else template.title)
        show_line(self.location, wanted.location if wanted.location is not None else template.location)
        text = wanted.description if wanted.description is not None else template.description
        if not self.text.hasFocus():
            self.text.show_text(text)
        for key in (TITLE, LOCATION, DESCRIPTION):
            own = getattr(wanted, key) is not None
            self._sources[key].setText(self.tr("own words") if own else self.tr("from the template"))
            self._links[key].setVisible(own)
        mark(self.title, wrong="title" in dict(wanted.bad))
        self._show_guests(state, template)
        self.preview.setText("\n".join(_preview(state)))

    def _show_guests(self, state: SheetState, template: CalendarEvent) -> None:
        wanted = state.wanted
        gone = {email.casefold() for email in wanted.without}
        choices = tuple((guest.email, guest.name or guest.email) for guest in template.guests)
        on = frozenset(guest.email for guest in template.guests if guest.email.casefold() not in gone)
        self.invited.show_choices(choices, on)
        mark(self.guests, wrong="guests" in dict(wanted.bad))
        if "guests" not in dict(wanted.bad):
            show_line(self.guests, ", ".join(map(_written, wanted.guests)))

    # ------------------------------------------------------------ what the user does

    def _typed(self) -> None:
        state = self._state
        template = _template(state) if state else None
        if state is None or template is None:
            return
        title, place, text = self.title.text(), self.location.text(), self.text.toPlainText()
        wanted = replace(
            state.wanted,
            title=None if title == template.title else title,
            location=None if place == template.location else place,
            description=None if text == template.description else text,
        )
        missing = "" if title.strip() else self.tr("The event needs a title.")
        self.changed.emit(wanted.with_problem("title", missing))

    def _reload(self) -> None:
        button = self.sender()
        assert isinstance(button, PushButton)
        state = self._state
        template = _template(state) if state else None
        if state is None or template is None:
            return
        key = button.property("key")
        field = {TITLE: self.title, LOCATION: self.location}.get(key)
        if field is not None:
            field.setText(getattr(template, key))
        else:
            self.text.show_text(template.description)
        (field or self.text).setFocus()
        wanted = state.wanted.with_problem(key, "")
        cleared = {
            TITLE: replace(wanted, title=None),
            LOCATION: replace(wanted, location=None),
            DESCRIPTION: replace(wanted, description=None),
        }
        self.changed.emit(cleared[key])

    def _invite(self, email: str) -> None:
        if self._state is None:
            return
        without = [gone for gone in self._state.wanted.without if gone.casefold() != email.casefold()]
        if len(without) == len(self._state.wanted.without):
            without.append(email)
        self.changed.emit(replace(self._state.wanted, without=tuple(without)))

    def _guests_typed(self, text: str) -> None:
        if self._state is None:
            return
        guests = read_guests(text)
        wrong = next((guest.email for guest in guests if not is_address(guest.email)), "")
        problem = self.tr("“{}” is no e-mail address.").format(wrong) if wrong else ""
        wanted = replace(self._state.wanted, guests=guests if not wrong else self._state.wanted.guests)
        self.changed.emit(wanted.with_problem("guests", problem))


def read_guests(text: str) -> tuple[Guest, ...]:
    """Guests as they are typed: addresses, or names with addresses in angle brackets, with commas between."""
    found = []
    for piece in re.split(r"[,;\n]", text):
        said = piece.strip()
        named = _GUEST.fullmatch(said)
        if named:
            found.append(Guest(named.group(1).strip(' "'), named.group(2).strip()))
        elif said:
            found.append(Guest("", said))
    return tuple(found)


def _written(guest: Guest) -> str:
    return f"{guest.name} <{guest.email}>" if guest.name else guest.email


def _template(state: SheetState) -> CalendarEvent | None:
    """As the template says it, of what is wanted as far as that is known."""
    if state.weighed is not None and state.weighed.template is not None:
        return state.weighed.template
    return state.found.event.template if state.found.event else None


def _preview(state: SheetState) -> list[str]:
    """The event in a few lines."""
    weighed = state.weighed
    event = weighed.event if weighed is not None and weighed.event is not None else None
    event = event or (state.found.event.event if state.found.event else None)
    if event is None:
        return []
    guests = ", ".join(guest.name or guest.email for guest in event.guests) or "nobody"
    when = state.wording.visit(event.span.start, event.span.end, state.zone)
    return [event.title, when, event.location, f"Invited: {guests}", "", event.description]
