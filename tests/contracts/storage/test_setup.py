"""The set-up is stored change by change, and every desk sees it at once."""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.service import Package, Service, Tier
from studio_app.domain.setup import Setup
from studio_app.domain.studio import Studio
from studio_app.domain.zone import Zone
from studio_app.errors import NotFound
from studio_app.storage.database import SqlStore
from tests.contracts.storage.conftest import Opener
from tests.contracts.storage.samples import NOW, a_source, a_studio, a_visit, an_event, put_events, span

SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
HOLE = ((0.2, 0.2), (0.4, 0.2), (0.4, 0.4))


def stored(store: SqlStore) -> Setup:
    with store.writing() as writing:
        return writing.setup()


def save(store: SqlStore, change: Callable[[Setup], Setup]) -> Setup:
    wanted = change(stored(store))
    with store.writing() as writing:
        writing.save_setup(wanted)
        assert writing.setup() == wanted, "within the transaction too"
    return wanted


CHANGES: dict[str, Callable[[Setup], Setup]] = {
    "rules": lambda setup: replace(
        setup, settings=replace(setup.settings, name="Other", timezone=ZoneInfo("UTC"), company_hours=None)
    ),
    "a service": lambda setup: replace(
        setup,
        services=(
            replace(setup.services[0], name="Stills", tiers=(Tier(None, 5),), colour=3, offered=False),
            *setup.services[1:],
        ),
    ),
    "order of services": lambda setup: replace(setup, services=setup.services[::-1]),
    "a new service in the middle": lambda setup: replace(
        setup, services=(setup.services[0], Service("plan", "Plan", 30), *setup.services[1:])
    ),
    "a package": lambda setup: replace(
        setup,
        packages=(replace(setup.packages[0], services=("photos",), minutes=None, offered=False),),
    ),
    "a new package": lambda setup: replace(
        setup, packages=(Package("two", "Two", ("dusk", "photos"), 90), *setup.packages)
    ),
    "no package": lambda setup: replace(setup, packages=()),
    "a zone": lambda setup: replace(
        setup, zones=(Zone("east", "East", SQUARE, (HOLE,), 4), Zone("far", "Far", SQUARE))
    ),
    "a photographer": lambda setup: replace(
        setup,
        photographers=(
            replace(
                setup.photographers[0],
                name="Anna",
                phone="617 555 0100",
                home=Place(42.0, -71.0),
                home_address="12 Elm St",
                colour=5,
                skills=frozenset({"drone"}),
                time_off=(span(1, 2), span(3, 4)),
            ),
            *setup.photographers[1:],
        ),
    ),
    "order of people": lambda setup: replace(setup, photographers=setup.photographers[::-1]),
    "a new photographer": lambda setup: replace(
        setup,
        photographers=(
            Photographer("dee", "Dee", "", zones=frozenset({"east"}), time_off=(span(1, 2),)),
            *setup.photographers,
        ),
    ),
    "somebody less": lambda setup: replace(setup, photographers=setup.photographers[1:]),
    "a service less": lambda setup: replace(
        setup,
        services=setup.services[:2],
        packages=(replace(setup.packages[0], services=("photos",)),),
    ),
    "a zone less": lambda setup: replace(
        setup,
        zones=(),
        photographers=tuple(replace(one, zones=frozenset()) for one in setup.photographers),
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_stored_and_seen_by_other_desks(store: SqlStore, desk: Opener, name: str) -> None:
    other = desk()
    with other.reading() as reading:
        first = reading.studio(NOW)
    before, after = stored(store), save(store, CHANGES[name])
    assert before != after
    with other.reading() as reading:
        assert reading.studio(NOW).setup == after
        assert reading.whole_studio().setup == after
    with store.writing() as writing:
        writing.save_setup(before)
    with other.reading() as reading:
        assert reading.studio(NOW).setup == before == first.setup


def test_nothing_is_written_where_nothing_differs(store: SqlStore) -> None:
    version = store.data_version()
    with store.writing() as writing:
        writing.save_setup(writing.setup())
    assert store.data_version() == version


def test_diaries_stay_the_same_objects(store: SqlStore) -> None:
    with store.reading() as reading:
        before = reading.studio(NOW)
    save(store, CHANGES["a photographer"])
    with store.reading() as reading:
        after = reading.studio(NOW)
    assert all(after.diaries[key] is diary for key, diary in before.diaries.items())


def test_whether_calendars_are_known_stays_as_it_was(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.save_source(a_source(read_at=None))
    with store.reading() as reading:
        person = reading.studio(NOW).photographer_by_id["ana"]
    assert not person.calendar_known
    with store.writing() as writing:
        setup = writing.setup()
        people = (replace(person, name="Anna"), *setup.photographers[1:])
        writing.save_setup(replace(setup, photographers=people))
        writing.remove_source("ana-google")
    with store.reading() as reading:
        assert reading.studio(NOW).photographer_by_id["ana"] == replace(
            person, name="Anna", calendar_known=True, doubt=None
        )


def test_who_goes_to_an_appointment_is_not_removed(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.add_appointment(a_visit(crew="ana"))
    with store.writing() as writing:
        setup = writing.setup()
        with pytest.raises(NotFound):
            writing.save_setup(replace(setup, photographers=setup.photographers[1:]))
    assert len(stored(store).photographers) == 3
    with store.writing() as writing:
        assert writing.times_booked() == {"ana": 1}


def test_calendars_and_events_go_with_their_photographer(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.replace_studio(a_studio(events=[an_event("ana", title="Imported"), an_event("ben")]))
        writing.save_source(a_source())
        put_events(writing, "ana-google", [an_event("ana", span(15, 16), "Read")])
        loose = writing.loose_events("ana")
        assert [event.title for event in loose] == ["Imported"]
        setup = writing.setup()
        writing.save_setup(replace(setup, photographers=setup.photographers[1:]))
        assert not writing.sources()
        writing.save_setup(setup)
        writing.add_loose_events(loose)
    with store.reading() as reading:
        studio: Studio = reading.studio(NOW)
    assert [event.title for event in studio.events()] == ["Imported", "Dentist"]


def test_what_was_sold_is_counted(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.add_appointment(a_visit("a", span(1, 2), services=("photos", "dusk")))
        writing.add_appointment(a_visit("b", span(3, 4), services=("photos",)))
        assert writing.times_sold() == {"photos": 2, "dusk": 1}
