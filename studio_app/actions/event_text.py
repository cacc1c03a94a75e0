"""Title and description of calendar events, from templates that the studio edits.

Templates are Jinja2 in its sandbox and give plain text; HTML has no meaning in them. They come from people in a hurry,
so that an error never stops a booking: the plain text of the program stands in, and a warning says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, nodes
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from studio_app.actions.event_values import NOBODY, Added, unmarked, values_of, without_empty_lines, written
from studio_app.actions.ports import Reading
from studio_app.actions.template_problems import in_words, placed
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, OwnWords, State
from studio_app.domain.calendar_event import CalendarEvent, Guest
from studio_app.domain.event_words import tidied
from studio_app.domain.order import Order
from studio_app.domain.studio import Studio

TITLE_SETTING, DESCRIPTION_SETTING = "event_title", "event_description"
"""Names of the desk's settings that hold the templates."""

DEFAULT_TITLE = "{{ services or 'Appointment' }} · {{ address or appointment }}"

DEFAULT_DESCRIPTION = """\
Agent: {{ agent }}
Phone: {{ agent.phone }}
E-mail: {{ agent.email }}
Photographers: {{ crew }}
Services: {{ services or '-' }}
On site: {{ minutes }} minutes
Size: {{ size }}

{{ notes }}"""
"""A line in which every name gives nothing is left out."""

LONGEST_TEMPLATE = 4_000
LONGEST_TITLE, LONGEST_DESCRIPTION = 250, 8_000
DEEPEST_LOOPS = 2

_FILTERS = (
    "capitalize default e escape first float int join last length lower map max min reject rejectattr "
    "round safe select selectattr sort string sum title trim truncate unique upper wordcount"
)
_REFUSED: tuple[type[nodes.Node], ...] = (
    nodes.Macro,
    nodes.CallBlock,
    nodes.Include,
    nodes.Import,
    nodes.FromImport,
    nodes.Extends,
    nodes.Block,
    nodes.Call,
    nodes.Mul,
    nodes.Pow,
    nodes.Mod,
)
"""Parts of the language that no title needs, and that could be made to run for ever or fill the memory."""


class TextProblem(ValueError):
    """What is wrong with a template, in words."""


@dataclass(frozen=True, slots=True)
class EventText:
    """What an event says, and what was wrong with the templates."""

    title: str
    description: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Templates:
    """The studio's templates."""

    title: str = DEFAULT_TITLE
    description: str = DEFAULT_DESCRIPTION

    @classmethod
    def stored(cls, reading: Reading) -> Templates:
        """Those of the desk's settings, else the program's own."""
        return cls(
            reading.setting(TITLE_SETTING) or DEFAULT_TITLE,
            reading.setting(DESCRIPTION_SETTING) or DEFAULT_DESCRIPTION,
        )


def event_text(templates: Templates, values: Mapping[str, Any]) -> EventText:
    """Fill in the templates; where one fails, the program's own stands in."""
    if values.get("agent") is None:
        values = {**values, "agent": NOBODY}
    in_title = {**values, **{key: Added(values[key]) for key in ("services", "packages") if values.get(key)}}
    title, first = _filled("title", templates.title, DEFAULT_TITLE, in_title, LONGEST_TITLE)
    description, second = _filled(
        "description", templates.description, DEFAULT_DESCRIPTION, values, LONGEST_DESCRIPTION
    )
    one_line = " ".join(unmarked(title).split())[:LONGEST_TITLE]
    lines = _tidied(without_empty_lines(description))[:LONGEST_DESCRIPTION]
    return EventText(one_line, lines, tuple(filter(None, (first, second))))


def appointment_text(
    templates: Templates, appointment: Appointment, studio: Studio, order: Order | None, agent: Agent | None
) -> EventText:
    """What the event of an appointment says."""
    return event_text(templates, values_of(appointment, studio, order, agent))


def calendar_event(
    event_id: str,
    appointment: Appointment,
    studio: Studio,
    order: Order | None,
    agent: Agent | None,
    templates: Templates,
) -> CalendarEvent:
    """An appointment as it stands on the primary calendar: time on site, address, agent and crew as guests, and where
    the appointment has words of its own, those."""
    text = appointment_text(templates, appointment, studio, order, agent)
    own = appointment.own or OwnWords()
    address = appointment.address or (order.property.address if order else "")
    return tidied(
        CalendarEvent(
            id=event_id,
            appointment=appointment.id,
            span=appointment.span,
            zone=studio.settings.timezone,
            title=text.title if own.title is None else own.title,
            description=text.description if own.description is None else own.description,
            location=address if own.location is None else own.location,
            guests=_guests(appointment, studio, agent),
        )
    )


def _guests(appointment: Appointment, studio: Studio, agent: Agent | None) -> tuple[Guest, ...]:
    """Who is invited."""
    own = appointment.own or OwnWords()
    people = [studio.photographer_by_id[key] for key in appointment.crew if key in studio.photographer_by_id]
    invited = [Guest(agent.name, agent.email)] if agent else []
    invited += [Guest(person.name, person.email) for person in people]
    left_out = {email.casefold() for email in own.without}
    return tuple(guest for guest in (*invited, *own.guests) if guest.email.casefold() not in left_out)


def text_warnings(
    reading: Reading,
    studio: Studio,
    order: Order | None,
    agent: Agent | None,
    appointments: Iterable[Appointment],
) -> tuple[str, ...]:
    """What is wrong with the templates for these appointments, as far as they have events."""
    templates = Templates.stored(reading)
    found: dict[str, None] = {}
    for appointment in appointments:
        if appointment.state is State.CONFIRMED:
            text = appointment_text(templates, appointment, studio, order, agent)
            found.update(dict.fromkeys(text.warnings))
    return tuple(found)


def problem_of(template: str) -> str:
    """Why a template can't be used, in words; "" where it can. For the place where it is edited."""
    try:
        _compiled(template)
    except TextProblem as problem:
        return str(problem)
    return ""


def _filled(
    name: str, template: str, fallback: str, values: Mapping[str, Any], longest: int
) -> tuple[str, str]:
    """The text and, where the template failed, a warning."""
    try:
        return _rendered(template, values, longest), ""
    except TextProblem as problem:
        return (
            _rendered(fallback, values, longest),
            f"The template of the event's {name} can't be used: {problem}. A plain text stands in.",
        )


def _rendered(template: str, values: Mapping[str, Any], longest: int) -> str:
    pieces: list[str] = []
    left = 2 * longest  # lines that say nothing are still in it
    try:
        for piece in _compiled(template).generate(values):
            pieces.append(piece[:left])
            left -= len(piece)
            if left <= 0:
                break
    except TextProblem:
        raise
    except Exception as error:
        # Whatever people write into a template, the booking goes on.
        raise TextProblem(in_words(error, template)) from error
    return "".join(pieces)


@lru_cache(maxsize=32)
def _compiled(template: str) -> Template:
    """The template, checked. Raises TextProblem."""
    if len(template) > LONGEST_TEMPLATE:
        raise TextProblem(f"it is longer than {LONGEST_TEMPLATE} characters")
    environment = _environment()
    try:
        tree = environment.parse(template)
        _check(tree, template)
        return environment.from_string(tree)
    except TextProblem:
        raise
    except (TemplateError, RecursionError, ValueError, TypeError, SyntaxError, MemoryError) as error:
        raise TextProblem(in_words(error, template)) from error


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        autoescape=False,  # plain text for calendars; never shown as HTML
        undefined=StrictUndefined,
        finalize=written,
        trim_blocks=False,
        keep_trailing_newline=False,
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in _FILTERS.split()}
    return environment


def _check(tree: nodes.Template, template: str) -> None:
    refused = next(tree.find_all(_REFUSED), None)
    if refused is not None:
        what = f"{type(refused).__name__.lower()} can't be used here"
        raise TextProblem(placed(what, refused.lineno, template))
    for loop in tree.find_all(nodes.For):
        if loop.recursive or _depth(loop) > DEEPEST_LOOPS:
            raise TextProblem(placed("loops in loops in loops can't be used here", loop.lineno, template))


def _depth(loop: nodes.Node) -> int:
    """How many loops stand in each other."""
    below = [_depth(inner) for inner in loop.iter_child_nodes()]
    return max(below, default=0) + isinstance(loop, nodes.For)


def _tidied(text: str) -> str:
    """Without blanks at the ends of lines and without rows of empty lines."""
    lines = (line.rstrip() for line in text.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
