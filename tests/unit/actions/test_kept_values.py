"""Every kind of undo can be kept as text and read again, or is known not to be."""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from studio_app import actions
from studio_app.actions.assign_calendar import GiveBack
from studio_app.actions.calendar_sources import ConnectAgain
from studio_app.actions.changing_setup import RestoreSetup
from studio_app.actions.choose_telling import RestoreTelling
from studio_app.actions.choose_way import RestoreWay
from studio_app.actions.correct_pin import PinBack
from studio_app.actions.desk_choices import DeskChoices, RestoreChoices
from studio_app.actions.done import Undo
from studio_app.actions.edit_calendar_rules import RulesBack
from studio_app.actions.edit_place_choices import RestorePlaceChoices
from studio_app.actions.edit_templates import RestoreTemplates, _Stored
from studio_app.actions.first_steps import FirstStepsBack
from studio_app.actions.import_agents import AgentChange, RestoreAgents
from studio_app.actions.import_studio import RestoreStudio
from studio_app.actions.keep_ours import TheirsAfterAll
from studio_app.actions.kept_values import from_text, to_text
from studio_app.actions.map_choices import RestoreMapChoices
from studio_app.actions.restore_appointments import Restore, RestoreAppointments, RestoreOrder, TimeOff
from studio_app.actions.save_agent import RestoreAgent
from studio_app.actions.steps import KINDS
from studio_app.actions.take_theirs import Undecided
from studio_app.actions.telling import Deed
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, OwnWords, State
from studio_app.domain.calendar_event import CalendarEvent, Guest, Notify, StoredEvent
from studio_app.domain.calendar_rules import CalendarRules
from studio_app.domain.calendar_source import CalendarSource, Trouble
from studio_app.domain.difference import Aspect, Difference
from studio_app.domain.drives import NO_DRIVES, Drive, Drives
from studio_app.domain.map_choices import MapChoices
from studio_app.domain.order import Order, Property
from studio_app.domain.outbox import OutboxEntry, Task
from studio_app.domain.outside_event import OutsideEvent, Response
from studio_app.domain.photographer import Photographer
from studio_app.domain.pin import Pin, PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.place_choices import PlaceChoices
from studio_app.domain.service import Service, Tier
from studio_app.domain.settings import Settings, Travel, TravelMode
from studio_app.domain.setup import Setup, SetupChange, difference
from studio_app.domain.timespan import DateSpan, Span
from studio_app.domain.wall_time import Weekday
from studio_app.domain.wishes import DayPart, Wishes
from studio_app.domain.zone import Zone
from studio_app.errors import BadInput

AT = datetime(2026, 6, 15, 12, 0, 0, 5, tzinfo=UTC)
SPAN = Span(AT, datetime(2026, 6, 15, 13, tzinfo=UTC))
VISIT = Appointment(
    "a",
    ("ana", "ben"),
    SPAN,
    State.HOLD,
    AT,
    ("photos",),
    Place(42.35, -71.0),
    own=OwnWords("Été", guests=(Guest("A", "a@x.test"),), without=("b@x.test",)),
    reason="snow",
)
ORDER = Order(
    "o",
    "jane",
    Property("5 Elm", None, 2400.5),
    ("photos",),
    (),
    AT,
    due=date(2026, 6, 20),
    wishes=Wishes(
        DayPart.MORNING, weekdays=frozenset({Weekday.MON, Weekday.SUN}), not_before=date(2026, 6, 16)
    ),
    open=("dusk",),
)
EVENT = CalendarEvent(
    "e", "a", SPAN, ZoneInfo("America/New_York"), "Photos", guests=(Guest("A", "a@x.test"),)
)
SOURCE = CalendarSource("s", "ana", "ics", "ana.ics", "Google", AT, trouble=Trouble.FAILING, window=SPAN)
UNDOS: tuple[Undo, ...] = (
    RestoreAppointments(
        "move",
        (Restore(VISIT, VISIT),),
        (RestoreOrder(ORDER, ORDER),),
        Notify.NOBODY,
        True,
        TimeOff("ana", SPAN),
    ),
    RestoreAgent("agent", Agent("jane", "Jane", "j@x.test"), 3),
    RestoreTemplates("text", _Stored("{{ a }}", ""), _Stored("", "")),
    RestoreChoices(DeskChoices(), DeskChoices(0, 1, False)),
    RestoreTelling(Deed.MOVE, Notify.EVERYONE, Notify.NOBODY),
    PinBack("5 Elm St", None, Pin("5 Elm St", Place(42.25, -71.5), PlaceSource.HAND, AT)),
    RestorePlaceChoices(PlaceChoices(), PlaceChoices(PlaceSource.GOOGLE, "x.test", "a@x.test", True, "r")),
    RestoreWay(
        RestoreSetup("how drives are counted", SetupChange()),
        RestorePlaceChoices(PlaceChoices(), PlaceChoices(routing=True, router="http://localhost:5000")),
    ),
    RestoreMapChoices(MapChoices(), MapChoices("https://t.test/{z}/{x}/{y}", "us", 5)),
    FirstStepsBack(away=True),
    FirstStepsBack(wanted=True),
    GiveBack("giving", SOURCE),
    ConnectAgain("removal", SOURCE),
    RulesBack("rules", CalendarRules(5, titles=False)),
    RestoreAgents(
        "import of 2 agents",
        (AgentChange(None, Agent("a", "A", "")), AgentChange(Agent("b", "B", "b@x.test"), None)),
    ),
    RestoreSetup(
        "hours of Ana",
        difference(
            Setup(Settings("Northlight", ZoneInfo("America/New_York"))),
            Setup(
                Settings("Northlight", ZoneInfo("UTC"), closed_dates=frozenset([date(2026, 6, 1)])),
                services=(Service("photos", "Photos", 60, (Tier(3000, 60), Tier(None, 90)), colour=2),),
                zones=(Zone("z", "Z", ((0.0, 0.0), (1.5, 0.0), (1.0, 1.0))),),
                photographers=(
                    Photographer("ana", "Ana", "a@x.test", presets={1: (540,)}, skills=frozenset({"photos"})),
                ),
            ),
        ),
        events=(
            OutsideEvent("ana", DateSpan(date(2026, 6, 1), date(2026, 6, 2))),
            OutsideEvent("ana", Span(AT, AT)),
        ),
    ),
    TheirsAfterAll(
        "keeping",
        Undecided(
            OutboxEntry("a", "e", Task.PUT, AT, wrote=EVENT),
            Difference(
                "a",
                EVENT,
                StoredEvent(EVENT, "7", {"a@x.test": Response.DECLINED}),
                frozenset({Aspect.TIME, Aspect.DELETED}),
            ),
            EVENT,
        ),
    ),
)


@pytest.mark.parametrize("undo", UNDOS, ids=lambda undo: type(undo).__name__)
def test_an_undo_comes_back_as_it_was(undo: Undo) -> None:
    text = to_text(undo)
    assert json.loads(text)
    assert text.isascii()
    back = from_text(text, type(undo))
    assert back == undo
    assert repr(back) == repr(undo), "tuples are tuples and sets are sets again"


def test_every_kind_is_kept_or_known_not_to_be() -> None:
    assert {type(undo) for undo in UNDOS} == set(KINDS.values())
    assert set(every_undo()) - set(KINDS.values()) == {RestoreStudio}


def test_what_a_routing_server_told_is_kept_with_no_step() -> None:
    """A change of the rules is made on a studio that knows drives, which are no part of the change."""
    home, away = Place(42.25, -71.5), Place(42.5, -71.5)
    told = Travel(TravelMode.ESTIMATE, drives=Drives.of([Drive(home, away, 20)]))
    before = Setup(Settings("Northlight", ZoneInfo("UTC"), travel=told))
    after = replace(before, settings=replace(before.settings, travel=replace(told, floor_min=5)))
    assert difference(before, replace(before, settings=replace(before.settings, travel=told))).nothing
    back = from_text(to_text(RestoreSetup("rules", difference(after, before))), RestoreSetup)
    assert back.change.settings
    assert back.change.settings.after.travel.drives is NO_DRIVES
    assert back == RestoreSetup("rules", difference(after, before))


def every_undo() -> Iterator[type[object]]:
    """Classes of actions that can be run as an undo."""
    for found in pkgutil.iter_modules(actions.__path__):
        module = importlib.import_module(f"{actions.__name__}.{found.name}")
        for _, each in inspect.getmembers(module, inspect.isclass):
            parameters = list(inspect.signature(each.run).parameters) if hasattr(each, "run") else []
            own = each.__module__ == module.__name__ and each is not Undo
            if own and parameters[:4] == ["self", "store", "now", "actor"]:
                yield each


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", "[1]", '"a"', '{"name": 1, "later": 2}', '{"name": "a", "items": 5}']
)
def test_text_that_is_none(text: str) -> None:
    with pytest.raises(BadInput, match="is no kept RestoreAppointments"):
        from_text(text, RestoreAppointments)
