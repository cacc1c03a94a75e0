"""How orders are named in lists and tables: columns, how they stand, who goes. Plain text."""

from __future__ import annotations

from datetime import datetime

from studio_app.actions.wording import names
from studio_app.domain.appointment import Appointment
from studio_app.domain.order import Order
from studio_app.domain.order_list import ListedOrder, OrderColumn, Standing
from studio_app.domain.outbox import WriteState
from studio_app.domain.studio import Studio

TITLES = {
    OrderColumn.VISIT: "When",
    OrderColumn.ADDRESS: "Property",
    OrderColumn.AGENT: "Agent",
    OrderColumn.BROKERAGE: "Brokerage",
    OrderColumn.SERVICES: "Services",
    OrderColumn.CREW: "Photographer",
    OrderColumn.STANDING: "State",
    OrderColumn.CALENDAR: "Calendar",
    OrderColumn.DUE: "Due",
    OrderColumn.TAKEN: "Taken",
    OrderColumn.SIZE: "Square feet",
    OrderColumn.PHONE: "Phone",
    OrderColumn.EMAIL: "E-mail",
    OrderColumn.NOTES: "Notes",
    OrderColumn.ID: "Order",
}

_STANDINGS = {
    Standing.POSTPONED: "postponed",
    Standing.UNSCHEDULED: "no time yet",
    Standing.HELD: "held",
    Standing.COMING: "booked",
    Standing.DONE: "done",
    Standing.CANCELLED: "cancelled",
}
WRITES = {
    WriteState.WRITTEN: "written",
    WriteState.WAITING: "waiting",
    WriteState.FAILED: "not written",
    WriteState.DIFFERS: "changed",
}


def ordered_words(studio: Studio, order: Order) -> str:
    """What was ordered, packages first: `Everything + Twilight`; what the studio no longer has is left out."""
    packages = [studio.package_by_id[key].name for key in order.packages if key in studio.package_by_id]
    services = [studio.service_by_id[key].name for key in order.services if key in studio.service_by_id]
    return " + ".join([*packages, *services])


def crew_words(studio: Studio, visit: Appointment | None) -> str:
    """Who goes; "" where nothing takes place."""
    return names(studio, visit.crew) if visit else ""


def standing_words(item: ListedOrder, now: datetime) -> str:
    """How an order stands, in a word or two."""
    standing = item.standing(now)
    visit = item.shown_visit(now)
    if standing is Standing.UNSCHEDULED and visit:
        return "partly booked"
    if standing is Standing.DONE and visit and visit.no_show:
        return "no-show"
    if standing is Standing.CANCELLED and not item.order.cancelled and not item.appointments:
        return "nothing booked"
    return _STANDINGS[standing]


def write_words(state: WriteState | None) -> str:
    """How far the calendar write of an event got; "" where there was none."""
    return WRITES[state] if state else ""
