"""Pictures of the settings, section by section, and of the desk in other habits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from studio_app.actions.edit_settings import EditSettings, edit_settings
from studio_app.desk.main_window import SETTINGS
from studio_app.desk.rules.model import Section
from studio_app.domain.speech import Speech
from tests.support.whole_desk import WholeDesk

SPANISH = Speech("es", hours24=True, metric_area=True, kilometres=True)


def section(which: Section) -> Callable[[WholeDesk], None]:
    """One section."""

    def show(desk: WholeDesk) -> None:
        desk.window.show_view(SETTINGS)
        desk.settle()
        desk.program.settings_page.show_section(which)
        desk.settle()

    return show


def found(desk: WholeDesk) -> None:
    """Settings that are found by a word."""
    desk.window.show_view(SETTINGS)
    desk.settle()
    side = desk.program.settings_page.side
    side.search.setFocus()
    desk.type("sunset")
    side.search.search_now()


def changed(desk: WholeDesk) -> None:
    """A change with what it does to the coming two weeks."""
    section(Section.BOOKING)(desk)
    card = desk.program.settings_page.rules[1]
    card.changed.emit("slot_step_min", "60")


def speak(desk: WholeDesk, speech: Speech) -> None:
    """Let the studio say dates and measures so."""
    assert desk.desk.snapshot
    before = desk.desk.snapshot.studio.settings
    command = EditSettings(before, replace(before, speech=speech))
    edit_settings(desk.program.store, desk.clock(), "test", command)
    desk.desk.refresh()
    desk.settle()


SETTINGS_SHOWN: dict[str, Callable[[WholeDesk], None]] = {
    **{f"settings_{each}": section(each) for each in Section if each is not Section.STUDIO},
    "settings_found": found,
    "settings_changed": changed,
}
