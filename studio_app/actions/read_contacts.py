"""Read a file of contacts, and work out what would become of the people in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from studio_app.actions.plan_agents import Planned, plan_agents
from studio_app.actions.ports import Store
from studio_app.domain.agent import Agent
from studio_app.domain.contact import Contact
from studio_app.errors import BadInput, KnownError
from studio_app.exchange.contact_table import (
    MOST_BYTES,
    ContactTable,
    Mapped,
    contacts_of,
    guess_columns,
    read_contact_table,
)
from studio_app.exchange.csv_table import csv_table
from studio_app.exchange.vcards import is_vcard, read_vcards
from studio_app.places.public_holidays import country_of

_USUAL_COUNTRY = "US"


@dataclass(frozen=True, eq=False)
class ContactFile:
    """A file as it was read: a table with what its columns probably are, or cards, which have no columns."""

    name: str
    table: ContactTable | None = None
    columns: Mapped = ()
    cards: tuple[Contact, ...] = ()


@dataclass(frozen=True, eq=False)
class ContactPlan:
    """What would become of everybody; `problem` where the columns don't say who people are."""

    file: ContactFile
    columns: Mapped
    planned: tuple[Planned, ...] = ()
    problem: str = ""


def read_contact_file(path: Path) -> ContactFile:
    """Read a CSV or vCard file.

    Raises:
        BadInput: it is neither, too large, or cut off; its sentence says where.
        KnownError: it can't be opened.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput("", f"the file is larger than {MOST_BYTES // 1_000_000} MB")
        data = path.read_bytes()
    except OSError as error:
        advice = "Check that it is there and may be read."
        raise KnownError(f"{path.name} can't be opened: {error.strerror or error}.", advice) from error
    if is_vcard(data):
        return ContactFile(path.name, cards=read_vcards(data))
    table = read_contact_table(data)
    return ContactFile(path.name, table, guess_columns(table))


def plan_contacts(store: Store, now: datetime, file: ContactFile, columns: Mapped) -> ContactPlan:
    """What would become of the people, with the columns as they are said to be. Raises NotFound without a studio."""
    try:
        contacts: Sequence[Contact] = contacts_of(file.table, columns) if file.table else file.cards
    except BadInput as error:
        text = error.problem
        return ContactPlan(file, columns, problem=f"{text[:1].upper()}{text[1:]}.")
    with store.reading() as reading:
        agents = reading.agents()
        zone = reading.studio(now).settings.timezone
    return ContactPlan(file, columns, plan_agents(contacts, agents, country_of(zone) or _USUAL_COUNTRY))


def agents_table(agents: Sequence[Agent]) -> bytes:
    """Agents as a CSV file that `read_contact_file` understands and no spreadsheet runs."""
    rows = [(each.name, each.email, each.phone, each.brokerage) for each in agents]
    return csv_table(("Name", "E-mail", "Phone", "Brokerage"), rows).encode()


def export_agents(store: Store) -> bytes:
    """All agents as that file."""
    with store.reading() as reading:
        return agents_table(reading.agents())
