"""Settings changed one by one, and whom the calendar tells."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from studio_app.actions.choose_telling import ChooseTelling, choose_telling, read_telling
from studio_app.actions.edit_settings import EditSettings, edit_settings
from studio_app.actions.telling import Deed
from studio_app.domain.calendar_event import Notify
from studio_app.domain.settings import Settings
from studio_app.domain.speech import Speech
from studio_app.domain.studio import Studio
from studio_app.errors import BadInput, StaleVersion
from studio_app.storage.database import SqlStore, open_store

NOW = datetime(2026, 11, 23, 15, 42, tzinfo=UTC)
SETTINGS = Settings("Northlight", ZoneInfo("America/New_York"))


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[SqlStore]:
    with closing(
        open_store(f"sqlite:///{(tmp_path / 'studio.sqlite').as_posix()}", now=lambda: NOW)
    ) as store:
        with store.writing() as writing:
            writing.replace_studio(Studio.of(SETTINGS))
        yield store


def stored(store: SqlStore) -> Settings:
    with store.reading() as reading:
        return reading.whole_studio().settings


def test_one_setting_is_changed_and_undone(studio: SqlStore) -> None:
    done = edit_settings(studio, NOW, "Kim", EditSettings(SETTINGS, replace(SETTINGS, slot_step_min=30)))
    assert done.say == "Changed the step of the starts."
    assert stored(studio) == replace(SETTINGS, slot_step_min=30)
    assert done.undo
    assert done.undo.run(studio, NOW, "Kim").say == "Undone: step of the starts."
    assert stored(studio) == SETTINGS


def test_two_people_change_different_settings(studio: SqlStore) -> None:
    edit_settings(studio, NOW, "Kim", EditSettings(SETTINGS, replace(SETTINGS, slot_step_min=30)))
    edit_settings(studio, NOW, "Lee", EditSettings(SETTINGS, replace(SETTINGS, speech=Speech("es"))))
    assert stored(studio) == replace(SETTINGS, slot_step_min=30, speech=Speech("es"))
    with pytest.raises(StaleVersion):
        edit_settings(studio, NOW, "Lee", EditSettings(SETTINGS, replace(SETTINGS, slot_step_min=60)))


@pytest.mark.parametrize(
    "wrong,path",
    [
        ({"name": " "}, "studio.name"),
        ({"slot_step_min": 7}, "studio.slot_step_min"),
        ({"buffer_after_min": 481}, "studio.buffer_after_min"),
        ({"max_advance_days": 0}, "studio.max_advance_days"),
        ({"duration_reduction_pct": 91}, "studio.duration_reduction_pct"),
        ({"lead_time_hours": -1}, "studio.lead_time_hours"),
    ],
)
def test_what_a_studio_file_would_refuse_is_refused(
    studio: SqlStore, wrong: dict[str, object], path: str
) -> None:
    with pytest.raises(BadInput) as refused:
        edit_settings(studio, NOW, "Kim", EditSettings(SETTINGS, replace(SETTINGS, **wrong)))  # type: ignore[arg-type]
    assert refused.value.path == path
    assert stored(studio) == SETTINGS


def test_whom_to_tell_is_remembered_for_each_person_and_undone(studio: SqlStore) -> None:
    done = choose_telling(studio, NOW, "Kim", ChooseTelling(Deed.MOVE, Notify.PHOTOGRAPHERS))
    assert done.say == "The calendar tells only the photographers of moving, unless you say otherwise."
    assert read_telling(studio, "Kim")[Deed.MOVE] is Notify.PHOTOGRAPHERS
    assert read_telling(studio, "Kim")[Deed.BOOK] is Notify.EVERYONE
    assert read_telling(studio, "Lee")[Deed.MOVE] is Notify.EVERYONE
    assert done.undo
    done.undo.run(studio, NOW, "Kim")
    assert read_telling(studio, "Kim")[Deed.MOVE] is Notify.EVERYONE
    assert choose_telling(studio, NOW, "Kim", ChooseTelling(Deed.MOVE, Notify.EVERYONE)).undo is None
