"""The waiting list as cards: why it waits, what is wished for, and when it could be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from studio_app.actions.waiting import Waiting, WaitingItem
from studio_app.desk.board.hand import Piece, Source
from studio_app.desk.board.model import Card
from studio_app.desk.board.waiting_content import cards_of, held_of_item, piece_of_item
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Part, State
from studio_app.domain.order import Order, Property
from studio_app.domain.request import Request
from studio_app.domain.wall_time import Weekday
from studio_app.domain.wishes import DayPart, Wishes
from studio_app.engine.suggesting import Suggestion
from studio_app.engine.visits import Visit
from tests.support.board_studio import DAY, NOW, at, person, shoot, snapshot

STUDIO = snapshot([person("ana"), person("ben")]).studio
VISIT = Visit(Part.MAIN, ("photos",), 90, 1)
REQUEST = Request(NOW, DAY, DAY, services=("photos",))
ORDER = Order(
    "o", "dana", Property("5 Tremont Pl, Boston"), ("photos",), (), NOW, notes="gate code 12", version=3
)
ITEM = WaitingItem(
    "o/0",
    VISIT,
    REQUEST,
    "5 Tremont Pl, Boston",
    order=ORDER,
    agent=Agent("dana", "Dana Whitfield", "d@example.com"),
)


def card(item: WaitingItem, offers: tuple[Suggestion, ...] = (), news: tuple[str, ...] = ()) -> Card:
    (found,) = cards_of(Waiting(STUDIO, (item,)), {item.key: offers}, news, DAY)
    return found


def test_an_order_without_a_time() -> None:
    found = card(ITEM)
    assert (found.title, found.subtitle, found.minutes, found.wishes) == (
        "5 Tremont Pl",
        "Photos · 1 h 30",
        90,
        (),
    )
    assert found.tip == "5 Tremont Pl, Boston\nDana Whitfield\ngate code 12"
    assert piece_of_item(ITEM) == Piece("o/0", "", None, 90, Source.TRAY, 3)


def test_what_was_postponed_says_its_old_time_and_the_reason() -> None:
    before = shoot("a", "ana", "9:30", "11:00", state=State.POSTPONED, reason="rain", version=7)
    item = replace(ITEM, appointment=before)
    assert card(item).wishes == ("Postponed · rain", "was Tue 16 Jun 9:30")
    assert piece_of_item(item).version == 7
    held = held_of_item(item, (DAY, DAY + timedelta(days=6)), NOW + timedelta(hours=1))
    assert held.crew == ("ana",)
    assert (held.request.first_day, held.request.last_day) == (DAY, DAY + timedelta(days=6))
    ended = replace(before, state=State.HOLD, reason="")
    assert card(replace(ITEM, appointment=ended)).wishes[0] == "Hold ended"


def test_wishes_are_said_in_few_words() -> None:
    wishes = Wishes(
        DayPart.MORNING,
        ("ana", "ben"),
        frozenset({Weekday.FRI, Weekday.TUE}),
        date(2026, 6, 18),
        "call before",
    )
    item = replace(ITEM, order=replace(ORDER, wishes=wishes, due=date(2026, 6, 26)))
    assert card(item).wishes == (
        "Tue, Fri morning",
        "Wants Ana or Ben",
        "from Thu 18 Jun",
        "call before",
        "by Fri 26 Jun",
    )
    any_day = replace(ITEM, order=replace(ORDER, wishes=Wishes(DayPart.AFTERNOON)))
    assert card(any_day).wishes == ("Any afternoon",)


def test_offers_name_time_and_crew_and_a_freed_time_is_news() -> None:
    two = Suggestion(at("9:30"), at("11:00"), ("ana", "ben"))
    found = card(replace(ITEM, visit=replace(VISIT, crew_size=2)), (two,), ("o/0",))
    assert [offer.text for offer in found.offers] == ["Tue 9:30 Ana + Ben"]
    assert found.subtitle.endswith("two photographers")
    assert found.news == "a time is free"


def test_what_the_studio_no_longer_does_has_no_card() -> None:
    gone = replace(ITEM, visit=None)
    assert cards_of(Waiting(STUDIO, (gone,)), {}, (), DAY) == ()
