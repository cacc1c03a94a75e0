"""What the studio chose about the desk."""

from __future__ import annotations

import pytest

from studio_app.actions.desk_choices import DeskChoices, RestoreChoices, read_choices, save_choices
from studio_app.actions.kept_values import from_text, to_text
from studio_app.errors import BadInput, StaleVersion
from studio_app.storage.database import open_store
from tests.unit.actions.conftest import Desk


def test_ten_seconds_a_quarter_of_an_hour_and_lengths_follow(desk: Desk) -> None:
    store = open_store("sqlite://", now=desk.clock)
    try:
        assert read_choices(store) == DeskChoices(10, 15, True)
    finally:
        store.close()


def test_choices_are_saved_and_taken_back(desk: Desk) -> None:
    before, wanted = read_choices(desk.store), DeskChoices(0, 30, False)
    done = save_choices(desk.store, desk.now, "Kim", wanted)
    assert read_choices(desk.store) == wanted
    assert save_choices(desk.store, desk.now, "Kim", wanted).undo is None
    assert isinstance(done.undo, RestoreChoices)
    kept = from_text(to_text(done.undo), RestoreChoices)
    undone = kept.run(desk.store, desk.now, "Kim")
    assert read_choices(desk.store) == before
    assert undone.undo is not None
    undone.undo.run(desk.store, desk.now, "Kim")
    assert read_choices(desk.store) == wanted
    with pytest.raises(StaleVersion):
        undone.undo.run(desk.store, desk.now, "Kim")


@pytest.mark.parametrize(
    "wanted",
    [DeskChoices(-1), DeskChoices(601), DeskChoices(hold_minutes=0), DeskChoices(hold_minutes=10_081)],
)
def test_choices_that_can_not_be(desk: Desk, wanted: DeskChoices) -> None:
    with pytest.raises(BadInput):
        save_choices(desk.store, desk.now, "Kim", wanted)


def test_settings_that_mean_nothing_are_as_where_nothing_was_chosen(desk: Desk) -> None:
    with desk.store.writing() as writing:
        for name in ("invitation_seconds", "hold_minutes", "length_follows"):
            writing.set_setting(name, "nonsense")
    assert read_choices(desk.store) == DeskChoices()
