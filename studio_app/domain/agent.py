"""Who orders: agents and their brokerages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agent:
    """A booking agent; the e-mail address is how they are recognised, without regard to case."""

    id: str
    name: str
    email: str
    phone: str = ""
    brokerage: str = ""
    version: int = 1
