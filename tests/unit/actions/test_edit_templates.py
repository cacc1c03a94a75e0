"""Changing what calendar events say: checked, tried, kept in the history, undone, and never in the way of a booking."""

from __future__ import annotations

import pytest

from studio_app.actions.done import Done
from studio_app.actions.edit_templates import (
    SaveTemplates,
    TemplatesTried,
    read_templates,
    reset_templates,
    save_templates,
    try_templates,
)
from studio_app.actions.event_text import (
    DEFAULT_DESCRIPTION,
    DEFAULT_TITLE,
    TITLE_SETTING,
    Templates,
    appointment_text,
)
from studio_app.actions.event_values import NAMES
from studio_app.desk.rules.name_chips import CHOICES, placeholder
from studio_app.errors import BadInput, NotFound, StaleVersion
from studio_app.storage.database import open_store
from tests.unit.actions.conftest import MONDAY, Desk, at

MINE = SaveTemplates("{{ address }} for {{ agent.first_name }}", "{{ minutes }} minutes")


def texts(desk: Desk) -> list[tuple[str, str]]:
    desk.write()
    return [(event.title, event.description) for event in desk.calendar.events.values()]


def saved(desk: Desk, title: str = MINE.title, description: str = MINE.description) -> Done:
    return save_templates(desk.store, desk.now, "Kim", SaveTemplates(title, description))


def test_what_is_saved_is_what_events_say_from_then_on(desk: Desk) -> None:
    desk.book(at("10:00"))
    (before,) = texts(desk)
    done = saved(desk)
    assert done.say == "Saved. Events that are written from now on say it so."
    assert not done.warnings
    assert read_templates(desk.store) == Templates(MINE.title, MINE.description)
    desk.book(at("13:00"))
    assert sorted(texts(desk)) == sorted([before, ("55 Summit Avenue, Boston for Dana", "60 minutes")])


def test_undo_gives_the_old_ones_back_and_undo_of_that_the_new_ones(desk: Desk) -> None:
    saved(desk, "First", "one")
    second = saved(desk, "Second", "two")
    assert second.undo is not None
    undone = second.undo.run(desk.store, desk.now, "Kim")
    assert undone.say == "Undone: change of the text of events."
    assert read_templates(desk.store) == Templates("First", "one")
    assert undone.undo is not None
    undone.undo.run(desk.store, desk.now, "Kim")
    assert read_templates(desk.store) == Templates("Second", "two")
    saved(desk, "Third", "three")
    with pytest.raises(StaleVersion):
        second.undo.run(desk.store, desk.now, "Kim")
    assert read_templates(desk.store).title == "Third"


def test_each_change_stands_in_the_history(desk: Desk) -> None:
    done = saved(desk)
    assert saved(desk).undo is None, "nothing was changed"
    reset_templates(desk.store, desk.now, "Lee")
    assert done.undo is not None
    with desk.store.reading() as reading:
        entries = reading.history()
    assert [(entry.who, entry.action) for entry in entries] == [
        ("Lee", "reset the text of events"),
        ("Kim", "changed the text of events"),
    ]
    assert entries[1].before == {"title": "", "description": ""}
    assert entries[1].after == {"title": MINE.title, "description": MINE.description}


def test_back_to_the_programs_own(desk: Desk) -> None:
    assert reset_templates(desk.store, desk.now, "Kim").undo is None
    saved(desk)
    done = reset_templates(desk.store, desk.now, "Kim")
    assert read_templates(desk.store) == Templates(DEFAULT_TITLE, DEFAULT_DESCRIPTION)
    assert done.undo is not None
    done.undo.run(desk.store, desk.now, "Kim")
    assert read_templates(desk.store).title == MINE.title


def test_the_programs_own_typed_by_hand_follow_the_program(desk: Desk) -> None:
    saved(desk, "Other", DEFAULT_DESCRIPTION)
    saved(desk, f" {DEFAULT_TITLE} ", DEFAULT_DESCRIPTION)
    with desk.store.reading() as reading:
        assert reading.setting(TITLE_SETTING, "never set") == ""


def test_a_description_may_be_empty(desk: Desk) -> None:
    saved(desk, "Visit", "  ")
    assert read_templates(desk.store) == Templates("Visit", "")
    desk.book(at("10:00"))
    assert texts(desk) == [("Visit", "")]


@pytest.mark.parametrize(
    "title, description, path, problem",
    [
        (" ", "x", "title", "is missing"),
        ("{{ address", "x", "title", "has no “}}” behind it"),
        ("x", "a\n{% if %}", "description", "line 2"),
        ("x", "{% macro a() %}{% endmacro %}", "description", "macro can't be used"),
        ("x" * 5000, "", "title", "longer than 4000"),
    ],
)
def test_what_is_no_template_is_refused_where_it_is_typed(
    desk: Desk, title: str, description: str, path: str, problem: str
) -> None:
    saved(desk)
    with pytest.raises(BadInput, match=problem) as refused:
        saved(desk, title, description)
    assert refused.value.path == path
    assert read_templates(desk.store) == Templates(MINE.title, MINE.description)


def test_a_template_that_fails_for_an_order_is_kept_with_a_warning(desk: Desk) -> None:
    done = saved(desk, "{{ adress }}", "fine")
    assert done.warnings == (
        "The template of the event's title can't be used: there is no “adress”; perhaps “address” was meant. A plain text stands in.",
    )
    booked = desk.book(at("10:00"))
    assert booked.warnings == done.warnings
    assert texts(desk) == [("Photos · 55 Summit Avenue, Boston", "fine")]


def test_templates_are_tried_on_the_newest_order(desk: Desk) -> None:
    desk.book(at("10:00"), address="7 Orchard Lane")
    desk.clock.now = at("08:05", 15)
    desk.book(at("13:00"), address="41 Harbor Road")
    tried = try_templates(desk.store, desk.now, Templates("{{ address }}", "{{ start }} {{ date }}"))
    assert tried == TemplatesTried("41 Harbor Road", "13:00 2026-06-16")
    broken = try_templates(desk.store, desk.now, Templates("{{", "{{ nobody }}"))
    assert broken.title == "Photos · 41 Harbor Road"
    assert "title can't be used" in broken.title_problem
    assert "there is no “nobody”" in broken.description_problem
    assert broken.problems == (broken.title_problem, broken.description_problem)


def test_without_orders_there_is_an_example(desk: Desk) -> None:
    tried = try_templates(desk.store, desk.now, Templates())
    assert tried.title == "Photos + Video · 55 Summit Avenue"
    assert "Dana Whitfield" in tried.description
    assert "Photographers: Ana" in tried.description
    assert not tried.problems
    desk.load()
    assert try_templates(desk.store, desk.now, Templates()).title
    empty = open_store("sqlite://", now=desk.clock)
    with pytest.raises(NotFound):
        try_templates(empty, desk.now, Templates())
    empty.close()


def test_an_order_that_waits_for_a_time_is_shown_at_an_example_time(desk: Desk) -> None:
    booked = desk.book(at("10:00"))
    with desk.store.writing() as writing:
        studio = writing.whole_studio()
        writing.replace_studio(studio.__class__.of(studio.settings, photographers=studio.photographers))
        assert not writing.appointments_of(booked.order.id)
    tried = try_templates(desk.store, MONDAY, Templates("{{ address }}", "{{ date }} {{ start }}-{{ end }}"))
    assert tried == TemplatesTried("55 Summit Avenue, Boston", "2026-06-16 09:00-11:00")


def test_every_name_that_is_offered_is_there_and_no_other(desk: Desk) -> None:
    item = desk.book(at("10:00"))
    with desk.store.reading() as reading:
        studio = reading.studio(desk.now)

    def problems(template: str) -> tuple[str, ...]:
        templates = Templates("-", template)
        return appointment_text(templates, item.appointments[0], studio, item.order, item.agent).warnings

    for name, parts in NAMES.items():
        assert not problems(f"{{{{ {name} }}}}")
        for part in parts:
            one = f"{name}[0].{part}" if name == "crew" else f"{name}.{part}"
            assert not problems(f"{{{{ {one} }}}}")
    assert problems("{{ hours }}")
    for name in CHOICES:
        assert not problems(placeholder(name))
