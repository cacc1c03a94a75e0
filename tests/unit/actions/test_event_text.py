"""Templates of events: plain text, harmless, and never in the way of a booking."""

from __future__ import annotations

import time
from typing import Any

import pytest

from studio_app.actions.event_text import (
    DEFAULT_DESCRIPTION,
    DEFAULT_TITLE,
    EventText,
    Templates,
    event_text,
    problem_of,
)

VALUES: dict[str, Any] = {
    "appointment": "a1",
    "order": "o1",
    "studio": "North Shore",
    "part": "main",
    "address": "55 Summit Avenue",
    "services": ["Photos", "Video"],
    "packages": [],
    "crew": [{"name": "Ana Lund", "first_name": "Ana", "email": "ana@x.test"}, {"name": "Ben", "first_name": "Ben", "email": ""}],
    "agent": {"name": "Dana <Reed> & Co", "first_name": "Dana", "email": "d@x.test", "phone": "1", "brokerage": "B"},
    "minutes": 60,
    "date": "2026-06-16",
    "start": "10:00",
    "end": "11:00",
    "size": "",
    "square_feet": "",
    "notes": "",
}  # fmt: skip


def title(template: str) -> EventText:
    return event_text(Templates(template, "-"), VALUES)


def test_the_programs_own_templates() -> None:
    text = event_text(Templates(), VALUES)
    assert text == EventText(
        "Photos + Video · 55 Summit Avenue",
        "Agent: Dana <Reed> & Co, B\nPhone: 1\nE-mail: d@x.test\nPhotographers: Ana Lund and Ben\n"
        "Services: Photos, Video\nOn site: 60 minutes",
    )
    bare = event_text(Templates(), VALUES | {"agent": None, "services": [], "crew": [], "address": ""})
    assert bare == EventText("Appointment · a1", "Services: -\nOn site: 60 minutes")
    assert problem_of(DEFAULT_TITLE) == problem_of(DEFAULT_DESCRIPTION) == ""


@pytest.mark.parametrize(
    "template, expected",
    [
        ("{{ agent.first_name }} @ {{ address|upper }}", "Dana @ 55 SUMMIT AVENUE"),
        (
            "{% for person in crew %}{{ person.first_name }}{% if not loop.last %}+{% endif %}{% endfor %}",
            "Ana+Ben",
        ),
        ("{{ agent.name }}", "Dana <Reed> & Co"),
        ("two\nlines {{ studio }}", "two lines North Shore"),
        ("{{ notes|default('none', true) }}", "none"),
        ("{% set n = services|length %}{{ n }} services", "2 services"),
        (
            "{{ services }}: {{ crew }} for {{ agent }}",
            "Photos + Video: Ana Lund and Ben for Dana <Reed> & Co, B",
        ),
        ("{{ notes }}{{ packages }}.", "."),
        ("{{ agent.brokerage }}{{ notes }}.", "B."),
    ],
)
def test_what_templates_can_say(template: str, expected: str) -> None:
    assert title(template) == EventText(expected, "-")


@pytest.mark.parametrize(
    "template, problem",
    [
        ("{{ missing }}", "there is no “missing”."),
        ("{{ adress }}", "there is no “adress”; perhaps “address” was meant"),
        ("{{ agent.salary }}", "“agent” has no “salary”; it has name, first_name"),
        ("{{ crew.name }}", "write {{ crew }} for all their names"),
        ("{% if %}", "nothing behind “{% if”"),
        ("{{ address", "has no “}}” behind it"),
        ("{{", "has no “}}” behind it"),
        ("{{ address }", "two braces on each side"),
        ("{{{ address }}", "two braces on each side"),
        ("{{ }}", "no name between"),
        ("{{ address services }}", "braces of its own"),
        ("{% if agent %}x", "no “{% endif %}” behind it"),
        ("{% shout %}", "no “{% shout %}” here"),
        ("{{ 'a }}", "quotation mark"),
        ("{{ address + minutes }}", "can't be added"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ address.__class__.__mro__ }}", "means nothing here"),
        ("{{ address|attr('__class__') }}", "“|attr” means nothing here"),
        ("{{ ''.join(services) }}", "call can't be used here"),
        ("{% for i in range(10) %}x{% endfor %}", "call can't be used here"),
        ("{{ 'x' * 1000000000 }}", "mul can't be used here"),
        ("{{ 9 ** 9 ** 9 }}", "pow can't be used here"),
        ("{{ '%999999999d' % 1 }}", "mod can't be used here"),
        ("{{ '%999999999d'|format(1) }}", "“|format” means nothing here"),
        ("{{ 'a'|center(999999999) }}", "“|center” means nothing here"),
        ("{% include '/etc/passwd' %}", "include can't be used here"),
        ("{% import 'os' as os %}", "import can't be used here"),
        ("{% macro m() %}{{ m() }}{% endmacro %}", "macro can't be used here"),
        ("{% for a in crew recursive %}{% endfor %}", "loops in loops"),
        (
            "{% for a in crew %}{% for b in crew %}{% for c in crew %}x{% endfor %}{% endfor %}{% endfor %}",
            "loops in loops in loops",
        ),
        ("x" * 4001, "longer than 4000 characters"),
        ("{{ " + "(" * 1500 + ")" * 1500 + " }}", ""),
    ],
)
def test_a_template_that_fails_is_replaced_and_told(template: str, problem: str) -> None:
    began = time.monotonic()
    text = title(template)
    assert text.title == "Photos + Video · 55 Summit Avenue"
    (warning,) = text.warnings
    assert warning.startswith("The template of the event's title can't be used: ")
    assert warning.endswith(". A plain text stands in.")
    assert "\n" not in warning
    assert any(part in warning for part in problem.split("|"))
    assert time.monotonic() - began < 30, "nothing runs for ever"


def test_each_template_stands_for_itself() -> None:
    text = event_text(Templates("{{ address }}", "{{ oops }}"), VALUES)
    assert text.title == "55 Summit Avenue"
    assert text.description.startswith("Agent: ")
    assert len(text.warnings) == 1


def test_long_texts_are_cut() -> None:
    values = VALUES | {"notes": "n" * 50_000, "address": "a" * 5_000}
    text = event_text(Templates(), values)
    assert (len(text.title), len(text.description)) == (250, 8_000)


def test_texts_from_outside_are_not_templates_themselves() -> None:
    assert title("{{ address }}").title == "55 Summit Avenue"
    text = event_text(Templates("{{ notes }}", "-"), VALUES | {"notes": "{{ 7 * 7 }}"})
    assert text == EventText("{{ 7 * 7 }}", "-")


def test_a_problem_is_told_where_the_template_is_edited() -> None:
    assert problem_of("{{ address }}") == ""
    assert problem_of("{{ address }}\n{% if %}").startswith("line 2: ")


def test_lines_in_which_nothing_can_be_filled_in_are_left_out() -> None:
    template = "Visit\nCode: {{ notes }}\n{{ address }}{{ notes }}\n\nSize {{ size }} of {{ studio }}"
    text = event_text(Templates("-", template), VALUES)
    assert text.description == "Visit\n55 Summit Avenue\n\nSize  of North Shore"
    marked = event_text(Templates("-", "{{ notes }}"), VALUES | {"notes": "\x00one\n\x01two"})
    assert marked.description == "one\ntwo", "marks of ours in a text from outside are none"


def test_without_an_agent_every_part_is_empty() -> None:
    template = "{% if agent %}A{% else %}B{% endif %} {{ agent.name }}{{ agent.phone }}{{ agent }}"
    assert event_text(Templates(template, "-"), VALUES | {"agent": None}).title == "B"
