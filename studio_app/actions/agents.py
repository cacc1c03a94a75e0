"""Who calls: a known agent, or one who is made on the spot."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studio_app.actions.identity import new_id
from studio_app.actions.ports import Writing
from studio_app.domain.agent import Agent
from studio_app.errors import BadInput

LONGEST = 200

_ADDRESS = re.compile(r"[^\s@<>\"(),:;\\\[\]]+@[^\s@<>\"(),:;\\\[\]]+")


@dataclass(frozen=True, slots=True)
class Caller:
    """The agent of an order: by `id` one who is known; else by e-mail address, made where nobody has it.

    Attributes:
        name: Of one who is made; "" takes the e-mail address.
    """

    id: str = ""
    email: str = ""
    name: str = ""
    phone: str = ""
    brokerage: str = ""


def is_address(email: str) -> bool:
    """Whether it looks like an e-mail address that can be invited."""
    return len(email) <= LONGEST and _ADDRESS.fullmatch(email) is not None


def agent_for(writing: Writing, caller: Caller) -> tuple[Agent, bool]:
    """The agent, and whether they were made now.

    Raises:
        BadInput: neither a name nor an address is given, or one can't be used.
        NotFound: nobody has that id.
    """
    if caller.id:
        return writing.agent(caller.id), False
    made = checked_agent(
        Agent(new_id(), caller.name or caller.email, caller.email, caller.phone, caller.brokerage)
    )
    known = writing.agent_by_email(made.email) if made.email else None
    if known is not None:
        return known, False
    return writing.save_agent(made), True


def checked_agent(agent: Agent) -> Agent:
    """The agent with tidy texts.

    Raises:
        BadInput: a text is missing, too long or no address.
    """
    name, email, phone, brokerage = (
        " ".join(text.split()) for text in (agent.name, agent.email, agent.phone, agent.brokerage)
    )
    if not name:
        raise BadInput("agent", "a name or an e-mail address is needed")
    if email and not _ADDRESS.fullmatch(email):
        raise BadInput("agent.email", f'"{email[:LONGEST]}" is no e-mail address')
    for key, text in (("name", name), ("email", email), ("phone", phone), ("brokerage", brokerage)):
        if len(text) > LONGEST:
            raise BadInput(f"agent.{key}", f"is longer than {LONGEST} characters")
    return Agent(agent.id, name, email, phone, brokerage, agent.version)
