"""How wide columns are, and what stands in their cells."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.orders.columns import COLUMNS, LEAST, USUAL, Cell, TableLook, cell, day_words, fitted
from studio_app.desk.tone import Tone
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.order import Order, Property
from studio_app.domain.order_list import ListedOrder, OrderColumn
from studio_app.domain.outbox import WriteState
from studio_app.domain.photographer import Photographer
from studio_app.domain.service import Package, Service
from studio_app.domain.settings import Settings
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span

NOW = datetime(2026, 6, 15, 14, 41, tzinfo=UTC)
STUDIO = Studio.of(
    Settings("Harbor Light", ZoneInfo("America/New_York")),
    services=[Service("photos", "Photos", 60)],
    packages=[Package("all", "Everything", ("photos",))],
    photographers=[
        Photographer("leo", "Leo Brandt", "l@s.test"),
        Photographer("jun", "Jun Park", "j@s.test"),
    ],
)
ORDER = Order("o1", "dana", Property("12 Mill Pond, Boston, MA", None, 2400), ("photos",), ("all",), NOW)
AGENT = Agent("dana", "Dana Reed", "dana@reed.test", "555 0100", "Keller")
VISIT = Appointment(
    "v1", ("leo", "jun"), Span(NOW + timedelta(days=1), NOW + timedelta(days=1, hours=1)), order="o1"
)


def said(column: OrderColumn, item: ListedOrder | None = None) -> Cell:
    return cell(column, item or ListedOrder(ORDER, AGENT, (VISIT,), {}), STUDIO, NOW)


looks = st.builds(
    TableLook,
    st.lists(st.sampled_from(COLUMNS), min_size=1, unique=True).map(tuple),
    st.dictionaries(st.sampled_from(COLUMNS), st.integers(LEAST, 900)),
)


@given(looks, st.integers(0, 4000))
def test_shown_columns_fill_the_room_or_are_as_narrow_as_can_be(look: TableLook, room: int) -> None:
    widths = fitted(look, room)
    assert tuple(widths) == look.columns
    assert all(width >= LEAST for width in widths.values())
    assert all(widths[each] == look.widths[each] for each in look.columns if each in look.widths)
    least = sum(fitted(look, 0).values())
    stretches = any(fitted(look, 100_000)[each] > fitted(look, 0)[each] for each in look.columns)
    assert sum(widths.values()) == (max(room, least) if stretches else least)


@given(looks, st.sampled_from(COLUMNS))
def test_a_column_comes_and_goes_and_the_last_one_stays(look: TableLook, column: OrderColumn) -> None:
    shown = look.with_column(column, True)
    assert column in shown.columns
    assert set(shown.columns) == {*look.columns, column}
    hidden = shown.with_column(column, False)
    assert hidden.columns == tuple(each for each in shown.columns if each is not column) or (
        hidden.columns == (column,) == shown.columns
    )


def test_the_usual_columns_fit_into_a_small_window() -> None:
    assert sum(fitted(TableLook(), 0).values()) <= 1280 - 72 - 304


def test_sorting_turns_round() -> None:
    by_agent = TableLook().sorted_by(OrderColumn.AGENT)
    assert (by_agent.sort, by_agent.descending) == (OrderColumn.AGENT, False)
    assert by_agent.sorted_by(OrderColumn.AGENT).descending
    assert by_agent.sorted_by(OrderColumn.TAKEN).descending, "the newest first"


@pytest.mark.parametrize(
    "column, found",
    [
        (OrderColumn.VISIT, Cell("Tue 16 Jun 10:41")),
        (OrderColumn.ADDRESS, Cell("12 Mill Pond", "Boston, MA", strong=True)),
        (OrderColumn.AGENT, Cell("Dana Reed")),
        (OrderColumn.BROKERAGE, Cell("Keller")),
        (OrderColumn.SERVICES, Cell("Everything + Photos")),
        (OrderColumn.STANDING, Cell("booked", tone=Tone.GOOD)),
        (OrderColumn.CALENDAR, Cell()),
        (OrderColumn.DUE, Cell()),
        (OrderColumn.TAKEN, Cell("Mon 15 Jun 10:41")),
        (OrderColumn.SIZE, Cell("2,400", number=True)),
        (OrderColumn.PHONE, Cell("555 0100")),
        (OrderColumn.EMAIL, Cell("dana@reed.test")),
        (OrderColumn.NOTES, Cell()),
        (OrderColumn.ID, Cell("o1")),
    ],
)
def test_what_stands_in_a_cell(column: OrderColumn, found: Cell) -> None:
    assert said(column) == found


def test_who_goes_is_shown_by_first_names_and_faces() -> None:
    found = said(OrderColumn.CREW)
    assert found.text == "Leo, Jun"
    assert [face.initials for face in found.faces] == ["LB", "JP"]


def test_an_order_without_a_time_has_no_time_and_nobody() -> None:
    item = ListedOrder(replace(ORDER, open=("photos",)), AGENT, (), {})
    assert said(OrderColumn.VISIT, item) == said(OrderColumn.CREW, item) == Cell()
    assert said(OrderColumn.STANDING, item) == Cell("no time yet", tone=Tone.WARN)


def test_a_second_appointment_is_counted_and_today_stands_out() -> None:
    today = replace(VISIT, id="v2", span=VISIT.span.moved_to(NOW + timedelta(hours=1)))
    item = ListedOrder(ORDER, AGENT, (today, VISIT), {})
    assert said(OrderColumn.VISIT, item) == Cell("Mon 15 Jun 11:41", "+1", strong=True)


def test_other_years_are_named() -> None:
    assert day_words(date(2027, 1, 4), date(2026, 12, 30)) == "Mon 4 Jan 2027"
    assert day_words(date(2026, 1, 5), date(2026, 12, 30)) == "Mon 5 Jan"


def test_what_is_due_and_not_booked_is_bad() -> None:
    late = replace(ORDER, due=date(2026, 6, 14))
    postponed = replace(VISIT, state=State.POSTPONED)
    assert said(OrderColumn.DUE, ListedOrder(late, AGENT, (postponed,), {})) == Cell(
        "Sun 14 Jun", tone=Tone.BAD
    )
    assert said(OrderColumn.DUE, ListedOrder(late, AGENT, (VISIT,), {})) == Cell("Sun 14 Jun")


def test_the_write_that_needs_most_attention_is_shown() -> None:
    item = ListedOrder(ORDER, AGENT, (VISIT,), {"v1": WriteState.WRITTEN, "v2": WriteState.FAILED})
    assert said(OrderColumn.CALENDAR, item) == Cell("not written", tone=Tone.BAD)


def test_notes_stand_on_one_line_and_an_address_of_any_kind_is_shown() -> None:
    odd = replace(ORDER, notes="two\nlines", property=Property(", Boston"))
    item = ListedOrder(odd, AGENT, (), {})
    assert said(OrderColumn.NOTES, item).text == "two lines"
    assert said(OrderColumn.ADDRESS, item) == Cell(", Boston", strong=True)
    assert USUAL[0] is OrderColumn.VISIT
