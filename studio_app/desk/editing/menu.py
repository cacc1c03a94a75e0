"""The menu of an appointment: what can be done with it as it stands. Pure.

Week, board, waiting list and the details of an order show the same one. The letter after an ampersand chooses the entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from studio_app.actions.send_now import is_waiting_to_be_sent
from studio_app.domain.appointment import Appointment, OwnWords, State
from studio_app.domain.outbox import OutboxEntry, WriteState

DOTS = "\N{HORIZONTAL ELLIPSIS}"


class Act(StrEnum):
    """What an entry does."""

    CONFIRM = "confirm"
    HOLD_LONGER = "hold longer"
    REINSTATE = "reinstate"
    DIFFERENCE = "difference"
    RETRY = "retry"
    SEND_NOW = "send now"
    TIME = "time"
    SERVICES = "services"
    ADDRESS = "address"
    EVENT = "event"
    RELOAD = "reload"
    ORDER = "order"
    ADD = "add"
    SHOW_ORDER = "show order"
    SHOW_TIME = "show time"
    NO_SHOW = "no-show"
    ATTENDED = "attended"
    POSTPONE = "postpone"
    RELEASE = "release"
    CANCEL = "cancel"
    CANCEL_ORDER = "cancel order"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu."""

    act: Act
    words: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An appointment as the menu needs to know it.

    Attributes:
        item: None where services of the order wait without ever having had one.
        has_order: It belongs to an order.
        open: The order has services without an appointment.
        write: How far the write of its event got.
        differs: Somebody changed it outside, or declined.
        hold_minutes: For how long a hold is made longer.
        on_grid: The menu was opened on a grid that shows its time.
        with_order: It was opened where the order is shown.
    """

    now: datetime
    item: Appointment | None = None
    has_order: bool = True
    open: bool = False
    write: OutboxEntry | None = None
    differs: bool = False
    hold_minutes: int = 15
    on_grid: bool = True
    with_order: bool = False


Groups = tuple[tuple[Entry, ...], ...]


def entries(standing: Standing) -> Groups:
    """The entries in groups, those that are wanted soonest first; a group is never empty."""
    groups = (_first(standing), _changing(standing), _looking(standing), _ending(standing))
    return tuple(found for group in groups if (found := tuple(group)))


def _first(standing: Standing) -> Iterator[Entry]:
    item, now = standing.item, standing.now
    if item is None:
        return
    if item.state is State.HOLD:
        yield Entry(Act.CONFIRM, "&Confirm the hold")
        again = "longer" if item.is_live_hold(now) else "again"
        yield Entry(Act.HOLD_LONGER, f"&Hold {standing.hold_minutes} min {again}")
    if item.state in (State.CANCELLED, State.POSTPONED):
        yield Entry(
            Act.REINSTATE, f"&Create the event again{'' if item.span.end > now else ' (in the past)'}"
        )
    if standing.differs:
        yield Entry(Act.DIFFERENCE, "Show &what was changed outside")
    write = standing.write
    if write is not None and write.state is WriteState.FAILED:
        yield Entry(Act.RETRY, "Write the event a&gain")
    if write is not None and is_waiting_to_be_sent(write, now):
        yield Entry(Act.SEND_NOW, "Send it &now")


def _changing(standing: Standing) -> Iterator[Entry]:
    item = standing.item
    if item is not None and item.state is not State.CANCELLED:
        yield Entry(Act.TIME, f"&Time and people{DOTS}")
        yield Entry(Act.SERVICES, f"&Services: add, split, merge{DOTS}")
    if standing.has_order:
        yield Entry(Act.ADDRESS, f"&Address{DOTS}")
    if item is not None and item.state is not State.CANCELLED:
        yield Entry(Act.EVENT, f"Calendar &event: text, guests{DOTS}")
        if has_own_text(item.own):
            yield Entry(Act.RELOAD, "&Reload the event\N{RIGHT SINGLE QUOTATION MARK}s text")
    if standing.has_order:
        yield Entry(Act.ORDER, f"&Order: due, wishes, notes{DOTS}")
    if standing.open:
        yield Entry(Act.ADD, f"Add an appo&intment{DOTS}")


def has_own_text(own: OwnWords | None) -> bool:
    """Whether an event says something else than the template."""
    return own is not None and any(text is not None for text in (own.title, own.description, own.location))


def _looking(standing: Standing) -> Iterator[Entry]:
    item = standing.item
    if standing.has_order and not standing.with_order:
        yield Entry(Act.SHOW_ORDER, "Show the or&der")
    if item is not None and item.blocks_at(standing.now) and not standing.on_grid:
        yield Entry(Act.SHOW_TIME, "Show it in the wee&k")


def _ending(standing: Standing) -> Iterator[Entry]:
    item, now = standing.item, standing.now
    if item is None:
        yield Entry(Act.CANCEL_ORDER, f"Cance&l the order{DOTS}")
        return
    if item.state is State.CONFIRMED and item.span.start <= now:
        if item.no_show:
            yield Entry(Act.ATTENDED, "It took place a&fter all")
        else:
            yield Entry(Act.NO_SHOW, "No-show: no&body was there")
    if item.blocks_at(now):
        yield Entry(Act.POSTPONE, f"Post&pone, keep the order{DOTS}")
    if item.state is State.HOLD:
        yield Entry(Act.RELEASE, "Re&lease the hold")
    elif item.state is not State.CANCELLED:
        yield Entry(Act.CANCEL, f"Cance&l{DOTS}")
