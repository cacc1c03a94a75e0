"""Events that ended before the limit: what they said is not kept, and counts again where somebody puts them off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from studio_app.actions.reading_plan import expansion
from studio_app.domain.calendar_item import CalendarItem, Pull
from studio_app.domain.outside_event import OutsideEvent
from tests.unit.actions.busy import FULL, connect, event, knows, read, set_rules, source
from tests.unit.actions.calendars import FakeReader
from tests.unit.actions.conftest import Desk

OLD, NEWER = event("Old", 5), event("Newer", 9)


class SeriesReader(FakeReader):
    """A calendar whose events are of one series where their titles begin the same."""

    def _item(self, found: OutsideEvent, *, titles: bool) -> CalendarItem:
        return replace(super()._item(found, titles=titles), series=found.title.split()[0])

    def thinned(self, kind: str, items: Sequence[CalendarItem], before: datetime) -> Sequence[CalendarItem]:
        found = super().thinned(kind, items, before)
        over = {item.id for item in found}
        living = {item.series for item in items if item.text and item.id not in over}
        return [item for item in found if item.series not in living]


def said(desk: Desk) -> dict[str, bool]:
    """The items that are stored, and whether they say anything."""
    key = source(desk).id
    with desk.store.reading() as reading:
        return {item.id: bool(item.text) for item in reading.items(key)}


def test_what_is_over_is_not_kept_from_the_first_reading_on(desk: Desk) -> None:
    desk.reader.events["ana.ics"] = [OLD, NEWER, *FULL]
    set_rules(desk, keep_days=7)
    connect(desk)
    assert said(desk) == {"Old": False, "Newer": True, "Dentist": True, "Lunch": True, "School": True}
    desk.clock.now += timedelta(days=3)
    read(desk)
    assert said(desk) == {"Old": False, "Newer": False, "Dentist": True, "Lunch": True, "School": True}
    assert knows(desk) == (True, ["Dentist", "Lunch", "School"])


def test_it_is_not_read_or_written_out_again(desk: Desk) -> None:
    desk.reader.events["ana.ics"] = [OLD, *FULL]
    set_rules(desk, keep_days=7)
    for whole in (False, True):
        desk.reader.whole = whole
        if not whole:
            connect(desk)
        desk.reader.written_out.clear()
        read(desk)
        assert desk.reader.written_out == []
        assert said(desk)["Old"] is False


def test_what_is_changed_and_still_over_is_not_kept_either(desk: Desk) -> None:
    desk.reader.events["ana.ics"] = [OLD, *FULL]
    set_rules(desk, keep_days=7)
    connect(desk)
    desk.reader.events["ana.ics"] = [event("Old", 4), *FULL]
    read(desk)
    assert said(desk)["Old"] is False


def test_what_is_put_off_counts_again(desk: Desk) -> None:
    desk.reader.events["ana.ics"] = [OLD, *FULL]
    set_rules(desk, keep_days=7)
    connect(desk)
    desk.reader.events["ana.ics"] = [event("Old", 18), *FULL]
    read(desk)
    assert knows(desk) == (True, ["Dentist", "Lunch", "Old", "School"])


def test_older_days_that_count_again_are_read_again(desk: Desk) -> None:
    desk.reader.events["ana.ics"] = [OLD, *FULL]
    set_rules(desk, keep_days=7)
    connect(desk)
    assert "Old" not in knows(desk)[1]
    set_rules(desk, keep_days=28)
    read(desk)
    assert (knows(desk)[1], said(desk)["Old"]) == (["Dentist", "Lunch", "Old", "School"], True)


def test_a_series_that_goes_on_after_all_is_read_whole_once(desk: Desk) -> None:
    desk.reader = SeriesReader()
    past = [event("Yoga 1", 4), event("Yoga 2", 5)]
    desk.reader.events["ana.ics"] = [*past, *FULL]
    set_rules(desk, keep_days=7)
    connect(desk)
    assert (said(desk)["Yoga 1"], said(desk)["Yoga 2"]) == (False, False)
    desk.reader.events["ana.ics"] = [*past, event("Yoga 3", 18), *FULL]
    read(desk)
    assert "Yoga 3" in knows(desk)[1]
    assert source(desk).cursor == "", "to be read whole"
    read(desk)
    assert said(desk)["Yoga 1"], "it belongs to a series that goes on"
    cursor = source(desk).cursor
    assert cursor
    read(desk)
    assert source(desk).cursor == cursor


def test_a_series_is_thinned_as_a_whole() -> None:
    """What is stored of it goes too, when what was left of it is over."""
    old = {key: CalendarItem(key, "s", "1", key) for key in "ab"}
    asked: list[list[str]] = []

    def thinned(items: object) -> list[CalendarItem]:
        found = list(items)  # type: ignore[call-overload]
        asked.append(sorted(item.id for item in found))
        return [replace(item, text="") for item in found]

    answer = Pull((CalendarItem("b", "s", "2", "changed"),), cursor="c")
    plan = expansion(answer, lambda: old, is_new_window=False, thinned=thinned)
    assert asked == [["a", "b"]]
    assert set(plan.pull.items) == {CalendarItem("a", "s", "1", ""), CalendarItem("b", "s", "2", "")}
    assert (plan.items, plan.series, plan.is_partial) == ((), frozenset({"s"}), False)
