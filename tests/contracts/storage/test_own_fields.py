"""What the desk knows beyond a studio file: stored, read back, and kept when a file is imported over it."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from studio_app import exchange
from studio_app.actions.import_studio import ImportStudio, import_studio
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.service import Package, Service
from studio_app.domain.settings import Settings
from studio_app.domain.speech import Speech
from studio_app.domain.studio import Studio
from studio_app.domain.working_hours import DayReason
from studio_app.domain.zone import Zone
from studio_app.storage.database import SqlStore
from tests.contracts.storage.samples import NOW

SQUARE = ((-71.2, 42.3), (-71.1, 42.3), (-71.1, 42.4))
THANKS = DayReason(date(2026, 11, 26), "Thanksgiving Day")
REST = DayReason(date(2026, 12, 1), "\N{PALM TREE} = rest")
ANA = Photographer(
    "ana",
    "Ana",
    "",
    home=Place(42.3, -71.1),
    home_address="14 Winthrop Rd",
    colour=3,
    phone="555",
    reasons=frozenset({REST}),
)
STUDIO = Studio.of(
    Settings(
        "Northlight",
        ZoneInfo("America/New_York"),
        closed_reasons=frozenset({THANKS}),
        speech=Speech("de", hours24=True),
    ),
    services=[Service("photos", "Photos", 60, colour=2, offered=False)],
    packages=[Package("all", "All", ("photos",), offered=False)],
    zones=[Zone("z", "Z", SQUARE, colour=1)],
    photographers=[ANA],
)


def test_what_a_file_does_not_know_is_stored(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.replace_studio(STUDIO)
    with store.reading() as reading:
        assert reading.whole_studio().setup == STUDIO.setup


def test_an_import_keeps_it_for_those_who_stay(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.replace_studio(STUDIO)
    file = exchange.read_studio(exchange.write_studio(STUDIO))
    cyd = replace(ANA, id="cyd", home_address="", colour=None, phone="", reasons=frozenset())
    done = import_studio(store, NOW, "Kim", ImportStudio(with_people(file, *file.photographers, cyd)))
    with store.reading() as reading:
        assert reading.whole_studio().setup == replace(STUDIO.setup, photographers=(ANA, cyd))
    assert done.undo
    done.undo.run(store, NOW, "Kim")
    with store.reading() as reading:
        assert reading.whole_studio().setup == STUDIO.setup


def test_an_address_goes_with_its_home(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.replace_studio(STUDIO)
    moved = with_people(STUDIO, replace(ANA, home=Place(42.0, -71.0), home_address=""))
    import_studio(store, NOW, "Kim", ImportStudio(moved))
    with store.reading() as reading:
        assert reading.whole_studio().photographers[0].home_address == ""


def with_people(studio: Studio, *people: Photographer) -> Studio:
    """The studio with other people."""
    return studio.with_setup(replace(studio.setup, photographers=people))
