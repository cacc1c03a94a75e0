"""Services and packages changed at the desk: each way leads back to the same studio file, byte for byte."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from studio_app import exchange
from studio_app.actions.add_service import AddPackage, AddService, add_package, add_service
from studio_app.actions.done import Done
from studio_app.actions.edit_package import EditPackage, edit_package
from studio_app.actions.edit_service import EditService, edit_service
from studio_app.actions.kept_values import from_text, to_text
from studio_app.actions.order_services import (
    OrderPackages,
    OrderServices,
    order_packages,
    order_services,
)
from studio_app.actions.remove_service import RemovePackage, RemoveService, remove_package, remove_service
from studio_app.domain.service import Package, Service, Tier
from studio_app.domain.setup import Setup
from studio_app.errors import BadInput, KnownError, StaleVersion
from studio_app.storage.database import SqlStore
from tests.contracts.storage.samples import NOW, a_studio, an_agent, an_order

Act = Callable[[SqlStore, Setup], Done]


def edited(**changes: object) -> Act:
    def act(store: SqlStore, setup: Setup) -> Done:
        before = setup.services[0]
        return edit_service(store, NOW, "Kim", EditService(before, replace(before, **changes)))  # type: ignore[arg-type]

    return act


def repacked(**changes: object) -> Act:
    def act(store: SqlStore, setup: Setup) -> Done:
        before = setup.packages[0]
        return edit_package(store, NOW, "Kim", EditPackage(before, replace(before, **changes)))  # type: ignore[arg-type]

    return act


def reordered(store: SqlStore, setup: Setup) -> Done:
    ids = tuple(item.id for item in setup.services)
    return order_services(store, NOW, "Kim", OrderServices(ids, (ids[2], ids[0], ids[1])))


def packages_reordered(store: SqlStore, setup: Setup) -> Done:
    return order_packages(store, NOW, "Kim", OrderPackages(("all", "dark"), ("dark", "all")))


def added(store: SqlStore, setup: Setup) -> Done:
    return add_service(store, NOW, "Kim", AddService(setup, Service("plan", "Floor plan", 30)))


def copied(store: SqlStore, setup: Setup) -> Done:
    copy = replace(setup.services[0], id="copy", name="Photos (copy)")
    return add_service(store, NOW, "Kim", AddService(setup, copy, like="photos"))


def packed(store: SqlStore, setup: Setup) -> Done:
    return add_package(store, NOW, "Kim", AddPackage(setup, Package("two", "Two", ("dusk",)), like="all"))


def removed(store: SqlStore, setup: Setup) -> Done:
    return remove_service(store, NOW, "Kim", RemoveService(setup, "drone"))


def unpacked(store: SqlStore, setup: Setup) -> Done:
    return remove_package(store, NOW, "Kim", RemovePackage(setup, "all"))


TIERS = (Tier(1500.5, 45), Tier(None, 120))
WAYS: dict[str, tuple[Act, str]] = {
    "name": (edited(name="Stills"), "Renamed Photos to Stills."),
    "length": (edited(minutes=75, tiers=TIERS), "Changed how long Photos takes."),
    "twilight": (edited(twilight=True), "Made Photos a service at twilight."),
    "separate": (edited(separate=True), "Made Photos a visit of its own."),
    "colour": (edited(colour=4), "Changed the colour of Photos."),
    "not offered": (edited(offered=False), "Stopped offering Photos."),
    "order": (reordered, "Changed the order of the services."),
    "added": (added, "Added Floor plan."),
    "copied": (copied, "Added Photos (copy)."),
    "removed": (removed, "Removed Drone, also from Everything."),
    "package name": (repacked(name="All of it"), "Renamed Everything to All of it."),
    "package length": (repacked(minutes=None), "Changed how long Everything takes."),
    "package content": (repacked(services=("photos", "dusk")), "Changed what is in Everything."),
    "package crew": (repacked(send_two=False), "Made Everything a job for one photographer."),
    "package not offered": (repacked(offered=False), "Stopped offering Everything."),
    "package order": (packages_reordered, "Changed the order of the packages."),
    "package added": (packed, "Added Two."),
    "package removed": (unpacked, "Removed Everything."),
}


def file_of(store: SqlStore) -> bytes:
    with store.reading() as reading:
        return json.dumps(exchange.write_studio(reading.whole_studio())).encode()


def setup_of(store: SqlStore) -> Setup:
    with store.reading() as reading:
        return reading.whole_studio().setup


@pytest.fixture
def sold(store: SqlStore) -> SqlStore:
    """The small studio with a second package."""
    with store.writing() as writing:
        everything = a_studio().packages
        writing.replace_studio(a_studio(packages=[*everything, Package("dark", "After dark", ("dusk",))]))
    return store


@pytest.mark.parametrize("way", WAYS)
def test_undone_it_is_the_same_file(sold: SqlStore, way: str) -> None:
    act, say = WAYS[way]
    before, file = setup_of(sold), file_of(sold)
    done = act(sold, before)
    assert done.say == say
    changed = setup_of(sold)
    assert changed != before
    assert done.undo
    redo = from_text(to_text(done.undo), type(done.undo)).run(sold, NOW, "Kim").undo
    assert setup_of(sold) == before
    assert file_of(sold) == file
    assert redo
    redo.run(sold, NOW, "Kim")
    assert setup_of(sold) == changed


def test_a_copy_stands_after_the_first_and_the_same_people_can_do_it(store: SqlStore) -> None:
    copied(store, setup_of(store))
    setup = setup_of(store)
    assert [item.id for item in setup.services] == ["photos", "copy", "dusk", "drone"]
    assert [person.id for person in setup.photographers if "copy" in person.skills] == ["ana"]


def test_what_is_removed_is_in_no_package_and_nobody_can_do_it(store: SqlStore) -> None:
    remove_service(store, NOW, "Kim", RemoveService(setup_of(store), "photos"))
    setup = setup_of(store)
    assert setup.packages[0].services == ("drone",)
    assert all("photos" not in person.skills for person in setup.photographers)


def test_what_was_ordered_stays_and_can_be_offered_no_longer(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.save_agent(an_agent())
        writing.save_order(an_order(open=("photos",)))
    before = setup_of(store)
    with pytest.raises(KnownError, match=r"Photos was booked 1 time, so it stays known. Stop offering it"):
        remove_service(store, NOW, "Kim", RemoveService(before, "photos"))
    with pytest.raises(
        KnownError, match=r"Everything was ordered 1 time, so it stays known. Stop offering it"
    ):
        remove_package(store, NOW, "Kim", RemovePackage(before, "all"))
    assert setup_of(store) == before


def test_two_who_change_other_things_of_a_service_both_have_their_way(store: SqlStore) -> None:
    photos = setup_of(store).services[0]
    edit_service(store, NOW, "Kim", EditService(photos, replace(photos, name="Stills")))
    edit_service(store, NOW, "Lee", EditService(photos, replace(photos, colour=5)))
    assert setup_of(store).services[0] == replace(photos, name="Stills", colour=5)
    with pytest.raises(StaleVersion):
        edit_service(store, NOW, "Lee", EditService(photos, replace(photos, name="Pictures")))


@pytest.mark.parametrize(
    "changes, problem",
    [
        ({"name": "  "}, "name: is missing"),
        ({"twilight": True, "separate": True}, "not both"),
        ({"tiers": (Tier(3000, 60), Tier(2000, 90))}, "not larger"),
        ({"tiers": (Tier(None, 60), Tier(2000, 90))}, "without limit"),
        ({"minutes": -1}, "minutes"),
    ],
)
def test_what_could_not_stand_in_a_file_is_refused(
    store: SqlStore, changes: dict[str, object], problem: str
) -> None:
    before = setup_of(store)
    with pytest.raises(BadInput, match=problem):
        edited(**changes)(store, before)
    assert setup_of(store) == before


def test_nothing_changed_is_nothing_to_undo(store: SqlStore) -> None:
    done = edited()(store, setup_of(store))
    assert (done.say, done.undo) == ("Nothing was changed.", None)
