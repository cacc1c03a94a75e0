"""People as files of contacts tell of them, before they are agents."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    """One person of a file.

    Attributes:
        line: Where it stands: the line of a table, the number of a card.
    """

    line: int
    name: str = ""
    email: str = ""
    phone: str = ""
    brokerage: str = ""
