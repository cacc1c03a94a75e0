"""The templates of calendar events: read them, try them on an order, change them.

A template that is none is refused where it is edited, with nothing lost. One that fails only for some orders, such as by
a name that is not there, is stored with a warning. Neither ever stops a booking: `event_text` has a plain text instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from studio_app.actions.done import Done
from studio_app.actions.event_text import (
    DEFAULT_DESCRIPTION,
    DEFAULT_TITLE,
    DESCRIPTION_SETTING,
    TITLE_SETTING,
    Templates,
    appointment_text,
    problem_of,
)
from studio_app.actions.ports import Reading, Store, Writing
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.domain.order import Order, Property
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import instant, local_date
from studio_app.errors import BadInput, StaleVersion

_CHANGES = Changes(frozenset({Kind.STUDIO}))

_NOTHING = "\n"
"""Stored for a description that shall be empty; "" stands for the program's own."""

_FROM_NOW_ON = "Events that are written from now on say it so."


@dataclass(frozen=True, slots=True)
class SaveTemplates:
    """Title and description as wanted."""

    title: str
    description: str


@dataclass(frozen=True, slots=True)
class TemplatesTried:
    """What templates make of an order; where one fails, what stands in, and why it fails."""

    title: str
    description: str
    title_problem: str = ""
    description_problem: str = ""

    @property
    def problems(self) -> tuple[str, ...]:
        """All problems, one sentence each."""
        return tuple(filter(None, (self.title_problem, self.description_problem)))


@dataclass(frozen=True, slots=True)
class _Stored:
    """The settings as they are in the database; "" is the program's own."""

    title: str
    description: str


@dataclass(frozen=True, slots=True)
class RestoreTemplates:
    """The undo of a change; see `done.Undo`."""

    name: str
    before: _Stored
    after: _Stored

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Bring the templates of before back. Raises StaleVersion where they were changed since."""
        with store.writing() as writing:
            if _stored(writing) != self.after:
                raise StaleVersion("The text of events")
            _store(writing, self.before)
            writing.record(_entry(now, actor, f"undid: {self.name}", self.after, self.before))
        undo = RestoreTemplates(self.name, self.after, self.before)
        return Done(changes=_CHANGES, say=f"Undone: {self.name}.", undo=undo)


def read_templates(store: Store) -> Templates:
    """The templates that are used, as they are edited."""
    with store.reading() as reading:
        used = Templates.stored(reading)
    return Templates(used.title, used.description if used.description.strip() else "")


def try_templates(store: Store, now: datetime, templates: Templates) -> TemplatesTried:
    """What templates make of the newest order, or of an example where there is none.

    Raises:
        NotFound: there is no studio.
    """
    with store.reading() as reading:
        return _tried(reading, now, templates)


def save_templates(store: Store, now: datetime, actor: str, command: SaveTemplates) -> Done:
    """Store what calendar events say from now on. One that fails for the newest order is stored with a warning.

    Raises:
        BadInput: the title is empty, or a text is no template.
        NotFound: there is no studio.
    """
    wanted = _checked(command)
    with store.writing() as writing:
        tried = _tried(writing, now, Templates(command.title, command.description))
        done = _change(writing, now, actor, "changed the text of events", wanted)
    say = f"Saved. {_FROM_NOW_ON}" if done else "Nothing was changed."
    return Done(changes=_CHANGES, say=say, undo=done, warnings=tried.problems)


def reset_templates(store: Store, now: datetime, actor: str) -> Done:
    """Go back to the program's own templates."""
    with store.writing() as writing:
        done = _change(writing, now, actor, "reset the text of events", _Stored("", ""))
    say = f"The program\N{RIGHT SINGLE QUOTATION MARK}s own text is back. {_FROM_NOW_ON}"
    return Done(
        changes=_CHANGES, say=say if done else "Events have the program's own text already.", undo=done
    )


def _checked(command: SaveTemplates) -> _Stored:
    title, description = command.title.strip(), command.description
    if not title:
        raise BadInput("title", "is missing")
    for path, template in (("title", title), ("description", description)):
        if problem := problem_of(template):
            raise BadInput(path, problem)
    return _Stored(
        "" if title == DEFAULT_TITLE else title,
        "" if description == DEFAULT_DESCRIPTION else description if description.strip() else _NOTHING,
    )


def _stored(reading: Reading) -> _Stored:
    return _Stored(reading.setting(TITLE_SETTING), reading.setting(DESCRIPTION_SETTING))


def _change(
    writing: Writing, now: datetime, actor: str, action: str, wanted: _Stored
) -> RestoreTemplates | None:
    """Store and record; returns the undo, None where all is as wanted already."""
    before = _stored(writing)
    if before == wanted:
        return None
    _store(writing, wanted)
    writing.record(_entry(now, actor, action, before, wanted))
    return RestoreTemplates("change of the text of events", before, wanted)


def _store(writing: Writing, wanted: _Stored) -> None:
    writing.set_setting(TITLE_SETTING, wanted.title)
    writing.set_setting(DESCRIPTION_SETTING, wanted.description)


def _entry(now: datetime, actor: str, action: str, before: _Stored, after: _Stored) -> HistoryEntry:
    return HistoryEntry(now, actor, action, before=_recorded(before), after=_recorded(after))


def _recorded(stored: _Stored) -> dict[str, object]:
    return {"title": stored.title, "description": stored.description}


# ---------------------------------------------------------------- trying


def _tried(reading: Reading, now: datetime, templates: Templates) -> TemplatesTried:
    studio = reading.studio(now)
    newest = next(iter(reading.find_orders("", 1)), None)
    order = newest or _example_order(studio, now)
    agent = reading.agent(order.agent) if newest else _EXAMPLE_AGENT
    visits = reading.appointments_of(order.id)
    visit = visits[0] if visits else _example_visit(studio, order, now)
    # One at a time: which of them fails is to be told.
    title = appointment_text(Templates(title=templates.title), visit, studio, order, agent)
    description = appointment_text(Templates(description=templates.description), visit, studio, order, agent)
    return TemplatesTried(
        title.title, description.description, "".join(title.warnings), "".join(description.warnings)
    )


_EXAMPLE_AGENT = Agent("", "Dana Whitfield", "dana@example.com", "617 555 0100", "Keller Lane Realty")


def _example_order(studio: Studio, now: datetime) -> Order:
    services = tuple(service.id for service in studio.services[:2])
    return Order(
        "",
        _EXAMPLE_AGENT.id,
        Property("55 Summit Avenue", square_feet=2400),
        services,
        (),
        now,
        "Ring twice.",
    )


def _example_visit(studio: Studio, order: Order, now: datetime) -> Appointment:
    """Tomorrow from nine to eleven."""
    zone = studio.settings.timezone
    start = instant(zone, local_date(zone, now) + timedelta(days=1), 9 * 60)
    return Appointment(
        "",
        tuple(person.id for person in studio.photographers[:1]),
        Span(start, start + timedelta(hours=2)),
        services=order.services,
        order=order.id,
        address=order.property.address,
    )
