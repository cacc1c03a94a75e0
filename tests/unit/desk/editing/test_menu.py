"""What the menu of an appointment offers as it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from studio_app.desk.editing.menu import Act, Standing, entries
from studio_app.domain.appointment import Appointment, OwnWords, State
from studio_app.domain.outbox import OutboxEntry, Task, WriteState
from studio_app.domain.timespan import Span

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
LATER = Span(NOW + timedelta(days=1), NOW + timedelta(days=1, hours=2))
BOOKED = Appointment("a", ("maya",), LATER, order="o")
HELD = replace(BOOKED, state=State.HOLD, hold_until=NOW + timedelta(minutes=12))


def acts(standing: Standing) -> list[Act]:
    return [entry.act for group in entries(standing) for entry in group]


def letters(standing: Standing) -> list[str]:
    words = [entry.words for group in entries(standing) for entry in group]
    return [text[text.index("&") + 1].lower() for text in words]


STANDINGS = [
    Standing(now=NOW, item=BOOKED, differs=True, open=True, on_grid=False),
    Standing(now=NOW, item=replace(BOOKED, own=OwnWords(title="Own")), open=True),
    Standing(now=NOW, item=HELD, open=True, on_grid=False),
    Standing(now=NOW + timedelta(days=2), item=HELD, open=True),
    Standing(
        now=NOW + timedelta(days=2), item=replace(BOOKED, own=OwnWords(title="Own")), differs=True, open=True
    ),
    Standing(now=NOW + timedelta(days=2), item=replace(BOOKED, no_show=True), open=True, on_grid=False),
    Standing(now=NOW, item=replace(BOOKED, state=State.POSTPONED), open=True, differs=True),
    Standing(now=NOW, item=replace(BOOKED, state=State.CANCELLED), open=True, differs=True),
    Standing(now=NOW, open=True),
]


@pytest.mark.parametrize("standing", STANDINGS)
@pytest.mark.parametrize("state", WriteState)
@pytest.mark.parametrize("waits", [None, NOW + timedelta(days=3)])
def test_every_letter_means_one_entry(standing: Standing, state: WriteState, waits: datetime | None) -> None:
    write = OutboxEntry("a", "e", Task.PUT, NOW, state, not_before=waits)
    found = letters(replace(standing, write=write))
    assert len(found) == len(set(found)) > 0


def test_a_hold_is_confirmed_made_longer_or_released() -> None:
    found = acts(Standing(now=NOW, item=HELD))
    assert found[:2] == [Act.CONFIRM, Act.HOLD_LONGER]
    assert Act.RELEASE in found
    assert not {Act.CANCEL, Act.NO_SHOW, Act.REINSTATE}.intersection(found)


def test_a_hold_that_is_over_is_held_again() -> None:
    found = entries(Standing(now=HELD.hold_until or NOW, item=HELD, hold_minutes=20))
    assert found[0][1].words == "&Hold 20 min again"
    assert Act.POSTPONE not in [entry.act for group in found for entry in group]


def test_nobody_can_have_failed_to_come_before_it_begins() -> None:
    assert Act.NO_SHOW not in acts(Standing(now=NOW, item=BOOKED))
    begun = BOOKED.span.start
    assert Act.NO_SHOW in acts(Standing(now=begun, item=BOOKED))
    assert Act.ATTENDED in acts(Standing(now=begun, item=replace(BOOKED, no_show=True)))


@pytest.mark.parametrize("state", [State.CANCELLED, State.POSTPONED])
def test_what_ended_can_be_created_again(state: State) -> None:
    found = acts(Standing(now=NOW, item=replace(BOOKED, state=state)))
    assert found[0] is Act.REINSTATE
    assert (Act.CANCEL in found) is (state is State.POSTPONED)
    assert (Act.TIME in found) is (state is State.POSTPONED)


def test_without_an_order_nothing_of_one_is_offered() -> None:
    found = acts(Standing(now=NOW, item=replace(BOOKED, order=""), has_order=False))
    assert not {Act.ADDRESS, Act.ORDER, Act.SHOW_ORDER, Act.ADD}.intersection(found)


def test_an_order_that_never_had_a_time_gets_one_or_is_cancelled() -> None:
    found = acts(Standing(now=NOW, open=True))
    assert {Act.ADD, Act.ORDER, Act.CANCEL_ORDER} <= set(found)
    assert not {Act.TIME, Act.CANCEL, Act.POSTPONE}.intersection(found)
