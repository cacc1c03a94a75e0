"""What is stored comes back as it was, however odd it is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app.domain.account import Account, FoundCalendar
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, OwnWords, Part, State
from studio_app.domain.calendar_event import CalendarEvent, Guest, Notify, Seen, StoredEvent
from studio_app.domain.calendar_source import CalendarSource, Trouble
from studio_app.domain.history import HistoryEntry
from studio_app.domain.order import Order, Property
from studio_app.domain.outbox import OutboxEntry, Task, WriteState
from studio_app.domain.outside_event import EventKind, EventStatus, OutsideEvent, Response, ShowAs
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.service import Package, Service, Tier
from studio_app.domain.settings import DayEdges, Settings, Travel, TravelMode, Twilight, TwilightMode
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import DateSpan, Span
from studio_app.domain.wall_time import Weekday
from studio_app.domain.wishes import DayPart, Wishes
from studio_app.domain.working_hours import HoursException, WallSpans, WeekHours
from studio_app.domain.zone import Zone
from studio_app.storage.database import SqlStore
from tests.contracts.storage.samples import NOW, a_studio, clear, known, put_events
from tests.support.looks import one_in

STORED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=one_in(200))

# What no database can hold is replaced, which a test of its own looks at.
texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
ids = st.text("abcXYZ-_.é%\\'\"", min_size=1, max_size=6)
minutes = st.integers(1, 10_000)
numbers = st.floats(0, 1e6)
zones_of_time = st.sampled_from(
    [ZoneInfo(name) for name in ("UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")]
)
# Hypothesis wants limits without a zone.
early, late = (datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None) for year in (1000, 9000))
instants = st.datetimes(early, late, timezones=st.just(UTC))
places = st.none() | st.builds(Place, st.floats(-90, 90), st.floats(-180, 180))
wall_spans: st.SearchStrategy[WallSpans] = st.lists(st.integers(0, 1440), max_size=6, unique=True).map(
    lambda times: tuple(zip(sorted(times)[::2], sorted(times)[1::2], strict=False))
)
weeks = st.none() | st.dictionaries(st.sampled_from(Weekday), wall_spans).map(WeekHours.of)
dates = st.dates()


def spans(most_days: int = 400) -> st.SearchStrategy[Span]:
    """Spans with a length, to the microsecond."""
    lengths = st.timedeltas(timedelta(microseconds=1), timedelta(days=most_days))
    return st.builds(lambda start, length: Span(start, start + length), instants, lengths)


def named(items: st.SearchStrategy[str], least: int = 0) -> st.SearchStrategy[list[str]]:
    """Different ids."""
    return st.lists(items, min_size=least, max_size=4, unique=True)


@st.composite
def studios(draw: st.DrawFn) -> Studio:
    """Whole studios in which nothing is impossible, and little likely."""
    services, zones, people = draw(named(ids)), draw(named(ids)), draw(named(ids, 1))
    some_services = st.frozensets(st.sampled_from(services)) if services else st.just(frozenset())
    some_zones = st.frozensets(st.sampled_from(zones)) if zones else st.just(frozenset())
    photographers = [
        draw(
            st.builds(
                Photographer,
                id=st.just(key),
                name=texts,
                email=texts,
                timezone=st.none() | zones_of_time,
                senior=st.booleans(),
                accepting=st.booleans(),
                priority=numbers,
                skills=some_services,
                zones=some_zones,
                hours=weeks,
                presets=st.dictionaries(
                    st.integers(0, 6), st.lists(minutes, min_size=1).map(tuple), max_size=3
                ),
                exceptions=st.lists(st.builds(HoursException, dates, wall_spans), max_size=3).map(tuple),
                time_off=st.lists(spans(), max_size=3).map(tuple),
                max_shoots_per_day=st.none() | st.integers(0, 50),
                home=places,
                calendar_known=st.booleans(),
            )
        )
        for key in people
    ]
    crews = st.lists(st.sampled_from(people), min_size=1, max_size=2, unique=True).map(tuple)
    return Studio.of(
        draw(all_settings),
        services=[
            draw(st.builds(Service, st.just(key), texts, minutes, tiers, *flags(2))) for key in services
        ],
        packages=[
            draw(
                st.builds(
                    Package,
                    st.just(key),
                    texts,
                    st.permutations(services).map(tuple),
                    st.none() | minutes,
                    st.none() | minutes,
                    st.booleans(),
                )
            )
            for key in draw(named(ids))
        ],
        zones=[draw(st.builds(Zone, st.just(key), texts, rings)) for key in zones],
        photographers=photographers,
        events=draw(st.lists(events(st.sampled_from(people)), max_size=6)),
        appointments=[draw(appointments(key, crews)) for key in draw(named(ids))],
    )


def flags(count: int) -> list[st.SearchStrategy[bool]]:
    """So many yes or no."""
    return [st.booleans()] * count


tiers = st.lists(st.builds(Tier, st.none() | numbers, minutes), max_size=3).map(tuple)
rings = st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=3, max_size=5).map(tuple)
all_settings = st.builds(
    Settings,
    name=texts,
    timezone=zones_of_time,
    integrated_booking=st.booleans(),
    slot_step_min=st.sampled_from([5, 60]),
    day_edge_buffers=st.sampled_from(DayEdges),
    lead_time_hours=numbers,
    max_advance_days=st.integers(1, 730),
    bookable_weekdays=st.frozensets(st.sampled_from(Weekday)),
    closed_dates=st.frozensets(dates, max_size=3),
    company_hours=weeks,
    skills_enabled=st.booleans(),
    zones_enabled=st.booleans(),
    priority_enabled=st.booleans(),
    two_photographers_hours=numbers,
    duration_reduction_pct=st.integers(0, 90),
    twilight=st.builds(Twilight, st.sampled_from(TwilightMode), minutes, minutes, minutes, minutes),
    travel=st.builds(Travel, st.sampled_from(TravelMode), numbers, numbers, minutes, st.none() | minutes),
)


guests = st.lists(st.builds(Guest, texts, texts), max_size=2).map(tuple)
own_words = st.builds(
    OwnWords,
    st.none() | texts,
    st.none() | texts,
    st.none() | texts,
    guests,
    st.lists(texts, max_size=2).map(tuple),
)
wishes = st.builds(
    Wishes,
    st.sampled_from(DayPart),
    st.lists(ids, max_size=2).map(tuple),
    st.frozensets(st.sampled_from(Weekday)),
    st.none() | dates,
    texts,
)
calendar_events = st.builds(CalendarEvent, texts, texts, spans(), zones_of_time, texts, texts, texts, guests)


def appointments(key: str, crews: st.SearchStrategy[tuple[str, ...]]) -> st.SearchStrategy[Appointment]:
    """Appointments that block nothing: called off, or holds that are over."""
    return st.builds(
        Appointment,
        id=st.just(key),
        crew=crews,
        span=spans(),
        state=st.sampled_from([State.CANCELLED, State.POSTPONED, State.HOLD]),
        hold_until=instants.filter(lambda until: until < NOW),
        services=st.lists(ids, max_size=3).map(tuple),
        place=places,
        assigned_at=st.none() | instants,
        part=st.sampled_from(Part),
        address=texts,
        version=st.integers(1, 1000),
        own=st.none() | own_words,
        reason=texts,
        no_show=st.booleans(),
    )


def events(people: st.SearchStrategy[str]) -> st.SearchStrategy[OutsideEvent]:
    """Events of all kinds, some without length."""
    lengths = st.timedeltas(timedelta(0), timedelta(days=3))
    times = st.builds(lambda start, length: Span(start, start + length), instants, lengths)
    days = st.builds(lambda one, other: DateSpan(*sorted((one, other))), dates, dates)
    return st.builds(
        OutsideEvent,
        photographer=people,
        when=times | days,
        title=texts,
        show_as=st.sampled_from(ShowAs),
        status=st.sampled_from(EventStatus),
        response=st.none() | st.sampled_from(Response),
        kind=st.sampled_from(EventKind),
        place=places,
        calendar=texts,
    )


@STORED
@given(studio=studios())
def test_a_whole_studio(store: SqlStore, studio: Studio) -> None:
    with store.writing() as writing:
        writing.replace_studio(a_studio())
        writing.replace_studio(studio)
    with store.reading() as reading:
        assert known(reading.whole_studio()) == known(studio)


@STORED
@given(data=st.data())
def test_whatever_is_booked(store: SqlStore, data: st.DataObject) -> None:
    agent = data.draw(st.builds(Agent, ids, texts, texts, texts, texts))
    order = data.draw(
        st.builds(
            Order,
            ids,
            st.just(agent.id),
            st.builds(Property, texts, places, st.none() | numbers),
            st.lists(ids).map(tuple),
            st.lists(ids).map(tuple),
            instants,
            texts,
            st.just(1),
            st.none() | dates,
            wishes,
            st.lists(ids, max_size=2).map(tuple),
            st.booleans(),
        )
    )
    visit = replace(data.draw(appointments("v1", st.just(("ben", "ana")))), order=order.id)
    entry = data.draw(
        st.builds(
            OutboxEntry,
            appointment=ids,
            event=texts,
            task=st.sampled_from(Task),
            created_at=instants,
            state=st.sampled_from([WriteState.WAITING, WriteState.FAILED]),
            attempts=st.integers(0, 99),
            not_before=st.none() | instants,
            problem=texts,
            etag=texts,
            wrote=st.none() | calendar_events,
            unsure=st.booleans(),
            tried=st.none() | calendar_events,
            notify=st.sampled_from(Notify),
        )
    )
    stored = st.builds(
        StoredEvent, calendar_events, texts, st.dictionaries(texts, st.sampled_from(Response), max_size=2)
    )
    was_seen = data.draw(st.builds(Seen, ids, st.none() | stored, instants))
    found = st.builds(FoundCalendar, texts, texts, st.booleans(), st.booleans(), st.booleans())
    account = data.draw(
        st.builds(
            Account,
            ids,
            texts,
            texts,
            texts,
            st.dictionaries(texts, texts, max_size=2),
            st.lists(found, max_size=2).map(tuple),
        )
    )
    json = st.dictionaries(texts, st.recursive(st.none() | st.booleans() | st.integers() | texts, st.lists))
    past = data.draw(st.builds(HistoryEntry, instants, texts, texts, texts, texts, json, json, texts))
    source = data.draw(
        st.builds(
            CalendarSource,
            ids,
            st.just("ana"),
            texts,
            texts,
            texts,
            st.none() | instants,
            texts,
            texts,
            st.sampled_from(Trouble),
            texts,
            st.none() | instants,
            st.none() | spans(),
        )
    )
    came_in = data.draw(st.lists(events(st.just("ana")), max_size=4))
    clear(store)
    with store.writing() as writing:
        writing.replace_studio(a_studio())
        assert writing.save_agent(agent) == agent
        assert writing.save_order(order) == order
        assert writing.add_appointment(visit) == visit
        writing.queue(entry)
        writing.record(past)
        writing.save_source(source)
        put_events(writing, source.id, came_in)
        writing.save_primary(replace(source, photographer=""))
        writing.see([was_seen])
        writing.save_account(account)
    with store.reading() as reading:
        assert reading.agents() == [agent]
        assert reading.order(order.id) == order
        assert reading.appointments_of(order.id) == [visit]
        assert reading.unwritten() == [entry]
        assert reading.history() == [past]
        assert reading.sources() == [source]
        assert reading.primary() == replace(source, photographer="")
        assert reading.seen() == [was_seen]
        assert reading.accounts() == [account]
        assert list(reading.whole_studio().diaries["ana"].events) == came_in


def test_characters_that_no_database_holds_are_replaced(store: SqlStore) -> None:
    event = OutsideEvent("ana", DateSpan(date(2026, 6, 16), date(2026, 6, 17)), "a\x00b\ud800c\udfffd")
    with store.writing() as writing:
        writing.replace_studio(a_studio(events=[event]))
    with store.reading() as reading:
        (stored,) = reading.studio(NOW).diaries["ana"].events
    assert stored.title == "a\ufffdb\ufffdc\ufffdd"
