"""What is asked before an appointment ends: why, and who is told. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from studio_app.actions.telling import Deed
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.order import street_of

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
POSTPONING = ("Weather", "Client asked", "Property not ready", "Photographer ill", "No access")
CANCELLING = ("Client cancelled", "Listing withdrawn", "Booked twice", "Went elsewhere")
"""Reasons that are heard every week."""


class Kind(StrEnum):
    """How it ends."""

    CANCEL = "cancel"
    POSTPONE = "postpone"
    CANCEL_ORDER = "cancel order"


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        key: Id of the appointment or order.
        version: Of what is seen.
        reasons: To choose from.
        deed: For which it is remembered who is told; None where nobody hears of it anyway.
        risky: The safe answer has the keyboard.
    """

    kind: Kind
    key: str
    version: int
    title: str
    text: str
    yes: str
    no: str
    reasons: tuple[str, ...]
    deed: Deed | None = None
    risky: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes, and why; `tell` is None where nobody hears of it."""

    question: Question
    why: str
    tell: Notify | None


def ask_cancel(item: Appointment) -> Question:
    """Before an appointment is cancelled."""
    booked = item.state is State.CONFIRMED
    event = "Its event is removed from the calendar. " if booked else ""
    return Question(
        Kind.CANCEL,
        item.id,
        item.version,
        f"Cancel the appointment at {street_of(item.address) or item.id}?",
        f"{event}You can undo it.",
        "Cancel appointment",
        "Keep it",
        CANCELLING,
        Deed.CANCEL if booked else None,
    )


def ask_postpone(item: Appointment) -> Question:
    """Before one is postponed."""
    booked = item.state is State.CONFIRMED
    event = "Its event is removed from the calendar, and it" if booked else "It"
    return Question(
        Kind.POSTPONE,
        item.id,
        item.version,
        f"Postpone the appointment at {street_of(item.address) or item.id}",
        f"{event} waits for a new time in the waiting list. You can undo it.",
        "Postpone",
        "Leave it",
        POSTPONING,
        Deed.POSTPONE if booked else None,
        risky=False,
    )


def ask_cancel_order(order: str, version: int, address: str) -> Question:
    """Before all of an order is cancelled."""
    return Question(
        Kind.CANCEL_ORDER,
        order,
        version,
        f"Cancel the order for {street_of(address) or order}?",
        "What is still to come of it is cancelled, and it leaves the waiting list. You can undo it.",
        "Cancel order",
        "Keep it",
        CANCELLING,
        Deed.CANCEL,
    )
