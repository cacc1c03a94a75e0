"""What an import would change, compared with what is stored."""

from __future__ import annotations

from dataclasses import replace

from studio_app.actions.preview_import import preview_import
from tests.support.scenarios import person, service
from tests.unit.actions.conftest import Desk


def test_people_who_change_places_are_told_one_by_one(desk: Desk) -> None:
    desk.load(person("ana"), person("leo"), person("kim"), services=[service("photos")])
    with desk.store.reading() as reading:
        stored = reading.whole_studio()
    assert preview_import(desk.store, desk.now, stored).nothing
    ana, leo, kim = stored.photographers
    people = (replace(ana, priority=7.0), replace(leo, priority=3.0), replace(kim, senior=not kim.senior))
    wanted = stored.with_setup(replace(stored.setup, photographers=people))
    found = preview_import(desk.store, desk.now, wanted)
    (team,) = (part for part in found.parts if not part.nothing)
    assert [(name, sorted(recorded.after)) for name, recorded in team.changed] == [
        (ana.name, ["photographer", "priority"]),
        (leo.name, ["photographer", "priority"]),
        (kim.name, ["photographer", "senior"]),
    ]
    swapped = (replace(ana, priority=7.0), replace(leo, priority=3.0), kim)
    only = preview_import(
        desk.store, desk.now, stored.with_setup(replace(stored.setup, photographers=swapped))
    )
    assert [name for part in only.parts for name, _ in part.changed] == [ana.name, leo.name]
