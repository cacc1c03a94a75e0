"""The pure parts: which series are written out again, and what becomes of a write, whatever happens to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from studio_app.actions.reading_plan import expansion, is_suddenly_empty
from studio_app.actions.writing_plan import (
    Step,
    after_look,
    base_of,
    decided,
    differing,
    marked,
    next_step,
    noticed,
    written,
)
from studio_app.domain.calendar_event import CalendarEvent, Guest, StoredEvent
from studio_app.domain.calendar_item import CalendarItem, Pull
from studio_app.domain.difference import (
    Aspect,
    accepted,
    aspects_changed,
    conflict,
    has_landed,
    says_the_same,
)
from studio_app.domain.event_words import tidied
from studio_app.domain.outbox import OutboxEntry, Task, WriteState
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
ZONE = ZoneInfo("America/New_York")

# ---------------------------------------------------------------- reading

items = st.dictionaries(
    st.sampled_from("abcdef"), st.tuples(st.sampled_from("xyz"), st.sampled_from("123")), max_size=6
)


def as_items(found: Mapping[str, tuple[str, str]]) -> dict[str, CalendarItem]:
    return {key: CalendarItem(key, series, text, text) for key, (series, text) in found.items()}


@given(items, items, st.booleans(), st.booleans(), st.data())
def test_what_is_stored_is_what_the_calendar_holds_and_only_what_changed_is_written_out(
    before: dict[str, tuple[str, str]],
    after: dict[str, tuple[str, str]],
    whole: bool,
    is_new_window: bool,
    data: st.DataObject,
) -> None:
    old, new = as_items(before), as_items(after)
    changed = [item for key, item in new.items() if old.get(key) != item]
    more = data.draw(st.lists(st.sampled_from(list(new.values())), max_size=2)) if new else []
    unknown = data.draw(st.sets(st.sampled_from(["never", "there"])))
    answer = (
        Pull(tuple(new.values()), cursor="c", whole=True)
        if whole
        else Pull((*changed, *more), frozenset(old.keys() - new.keys()) | unknown, "c")
    )
    plan = expansion(answer, lambda: old, is_new_window=is_new_window)
    kept = {} if plan.pull.whole else {key: item for key, item in old.items() if key not in plan.pull.gone}
    kept |= {item.id: item for item in plan.pull.items}
    assert kept == new
    assert plan.pull.cursor == "c"
    for series in plan.series:
        written_out = sorted(item.id for item in plan.items if item.series == series)
        assert written_out == sorted(item.id for item in new.values() if item.series == series)
    touched = {each.series for key in old.keys() | new.keys() if old.get(key) != new.get(key)
               for each in (old.get(key), new.get(key)) if each}  # fmt: skip
    if is_new_window:
        assert plan.series == {item.series for item in new.values()}
        assert plan.pull.whole
    else:
        assert plan.series == touched


@given(st.integers(0, 5), st.booleans(), st.booleans(), st.integers(0, 4))
def test_only_a_loss_that_was_not_told_of_is_doubted(
    number: int, whole: bool, told: bool, known: int
) -> None:
    event = OutsideEvent("ana", Span(NOW, NOW + timedelta(hours=1)))
    stored = {f"{key}": CalendarItem(f"{key}", "s", "", "") for key in range(known)}
    answer = Pull(gone=frozenset({"x"} if told else ()), whole=whole)
    doubted = is_suddenly_empty(answer, stored, [event] * number, Span(NOW, NOW + timedelta(days=1)), ZONE)
    assert doubted == (not told and (number >= 3 or (whole and known >= 3)))
    later = Span(NOW + timedelta(days=1), NOW + timedelta(days=2))
    assert not is_suddenly_empty(Pull(), stored, [event] * number, later, ZONE)


# ---------------------------------------------------------------- writing

guests = st.lists(st.sampled_from(["dana@a.test", "ana@s.test", "ben@s.test", "X@y.test"]), unique=True).map(
    lambda emails: tuple(Guest("", email) for email in emails)
)
events = st.builds(
    lambda hour, minutes, title, text, place, invited: CalendarEvent(
        "e",
        "a",
        Span(NOW + timedelta(hours=hour), NOW + timedelta(hours=hour, minutes=minutes)),
        ZONE,
        title,
        text,
        place,
        invited,
    ),
    st.integers(1, 3),
    st.sampled_from([60, 90]),
    st.sampled_from(["Photos", "Video"]),
    st.sampled_from(["", "Ring twice"]),
    st.sampled_from(["", "1 Elm St"]),
    guests,
)
maybe = st.none() | events


def entry(**values: object) -> OutboxEntry:
    return replace(OutboxEntry("a", "e", Task.PUT, NOW), **values)  # type: ignore[arg-type]


@given(events, events)
def test_nobody_decides_about_what_nobody_changed(one: CalendarEvent, other: CalendarEvent) -> None:
    assert conflict(one, one, one) == frozenset()
    assert conflict(one, other, one) == frozenset(), "only we changed it"
    assert conflict(one, other, other) == frozenset(), "both want the same"
    assert conflict(one, one, other) == aspects_changed(one, other)
    assert conflict(one, one, None) == {Aspect.DELETED}
    assert conflict(one, None, None) == frozenset()
    assert conflict(None, one, None) == frozenset(), "it never was there"


@given(events, events, events)
def test_what_differs_is_what_they_changed_and_we_want_otherwise(
    base: CalendarEvent, ours: CalendarEvent, found: CalendarEvent
) -> None:
    differs = conflict(base, ours, found)
    assert differs - {Aspect.GUESTS} == (aspects_changed(base, found) & aspects_changed(ours, found)) - {
        Aspect.GUESTS
    }
    assert (Aspect.GUESTS in differs) <= (
        Aspect.GUESTS in aspects_changed(base, found) and Aspect.GUESTS in aspects_changed(ours, found)
    )


@given(events, events, guests)
def test_guests_of_others_are_never_taken_for_ours(
    wrote: CalendarEvent, found: CalendarEvent, others: tuple[Guest, ...]
) -> None:
    known = {guest.email for guest in wrote.guests}
    kept = {guest.email for guest in accepted(replace(found, guests=(*found.guests, *others)), wrote).guests}
    assert kept <= known
    with_others = replace(wrote, guests=(*wrote.guests, Guest("", "stager@house.test")))
    assert aspects_changed(wrote, with_others) == frozenset()
    assert says_the_same(accepted(with_others, wrote), wrote)


@given(maybe, events, maybe)
def test_the_next_step(
    wrote: CalendarEvent | None, tried: CalendarEvent, wanted: CalendarEvent | None
) -> None:
    calm = entry(etag="1" if wrote else "", wrote=wrote)
    if wrote is None or wanted is None:
        same = wrote is wanted
    else:
        same = says_the_same(wrote, wanted)
    assert next_step(calm, wanted) is (Step.NOTHING if same else Step.WRITE)
    unsure = marked(calm, tried)
    assert next_step(unsure, tried) is Step.WRITE, "a repeat says the same again"
    assert next_step(unsure, wanted) is (Step.WRITE if wanted and says_the_same(tried, wanted) else Step.LOOK)
    legacy = entry(etag="1")
    assert next_step(legacy, wanted) is Step.WRITE, "what is there is not known"


@given(maybe, maybe, st.booleans())
def test_after_a_look_everything_is_known(
    wrote: CalendarEvent | None, tried: CalendarEvent | None, did_arrive: bool
) -> None:
    """A write that nobody knows the outcome of came through, or did not; nobody else touched the event."""
    before = marked(entry(etag="1" if wrote else "", wrote=wrote), tried)
    there = tried if did_arrive else wrote
    stored = StoredEvent(there, "2" if did_arrive else "1") if there else None
    after = after_look(before, stored)
    assert (after.unsure, after.tried) == (False, None)
    if there is None:
        assert (after.etag, after.wrote) == ("", None)
    else:
        assert stored is not None
        assert after.wrote is not None
        assert says_the_same(after.wrote, there)
        assert after.etag == stored.etag or (wrote is not None and says_the_same(wrote, there))


@given(events, events, st.lists(st.sampled_from(["n", "o"]), max_size=1))
def test_a_write_has_landed_exactly_where_its_guests_have(
    tried: CalendarEvent, before: CalendarEvent, others: list[str]
) -> None:
    foreign = tuple(Guest("", f"{name}@house.test") for name in others)
    assert has_landed(tried, before, replace(tried, guests=(*tried.guests, *foreign)))
    leaving = [guest for guest in before.guests if guest.email not in {each.email for each in tried.guests}]
    if leaving:
        assert not has_landed(tried, before, replace(tried, guests=(*tried.guests, leaving[0])))


@given(events, maybe, events)
def test_what_was_noticed_becomes_a_difference_and_goes_away_with_it(
    wrote: CalendarEvent, found: CalendarEvent | None, other: CalendarEvent
) -> None:
    calm = entry(state=WriteState.WRITTEN, etag="1", wrote=wrote)
    stored = StoredEvent(found, "2") if found else None
    seen = noticed(calm, wrote, stored, NOW)
    changed = found is None or bool(aspects_changed(wrote, found))
    assert (seen.state is WriteState.DIFFERS) == changed
    assert seen.wrote == wrote
    back = noticed(seen, wrote, StoredEvent(wrote, "3"), NOW)
    if changed:
        assert (back.state, back.etag) == (WriteState.WAITING, "3")
        assert next_step(back, wrote) is Step.NOTHING, "nothing is written"
    for entry_of_another in (marked(calm, other), replace(calm, state=WriteState.WAITING)):
        assert noticed(entry_of_another, wrote, stored, NOW) == entry_of_another
    over = wrote.span.end + timedelta(days=1)
    if found is None or found.span.end <= over:
        assert noticed(calm, wrote, stored, over).state is WriteState.WRITTEN


@given(events, maybe, maybe, st.sampled_from(list(WriteState)))
def test_what_was_decided_is_what_the_calendar_holds(
    base: CalendarEvent, ours: CalendarEvent | None, found: CalendarEvent | None, state: WriteState
) -> None:
    stored = StoredEvent(found, "2") if found else None
    before = differing(entry(etag="1", wrote=base), base, "changed")
    after = decided(before, stored, base, ours, state)
    assert (after.state, after.problem, after.unsure) == (state, "", False)
    assert (after.etag, after.wrote is None) == (("2", False) if found else ("", True))
    if ours is not None and found is None:
        assert next_step(after, ours) is Step.WRITE, "keeping ours makes it again"


@given(events, events)
def test_a_change_is_measured_against_what_was_written_last(
    wrote: CalendarEvent, tried: CalendarEvent
) -> None:
    assert base_of(entry(etag="1", wrote=wrote), tried) == wrote
    assert base_of(marked(entry(), tried), wrote) == tried
    assert base_of(entry(etag="1"), wrote) == wrote
    assert base_of(entry(), wrote) is None
    done = written(marked(entry(), tried), tried, "1")
    assert (done.state, done.wrote, done.unsure) == (WriteState.WRITTEN, tried, False)


texts = st.text(st.characters(codec=None), max_size=40)


@given(texts, texts, st.lists(st.tuples(texts, texts), max_size=3), st.integers(0, 999_999))
def test_tidying_twice_is_tidying_once(
    line: str, text: str, invited: list[tuple[str, str]], micros: int
) -> None:
    start = NOW + timedelta(microseconds=micros)
    event = CalendarEvent(
        "e",
        "a",
        Span(start, start + timedelta(hours=1)),
        ZONE,
        line * 30,
        text,
        line,
        tuple(Guest(name, f"{address}@s.test") for name, address in invited),
    )
    once = tidied(event)
    assert tidied(once) == once
    assert len(once.title) <= 500
    assert "\n" not in once.title
    once.title.encode()
    once.description.encode()
