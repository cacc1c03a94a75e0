"""What happened: who changed what, when, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change that a person or the program made.

    Attributes:
        at: When, UTC.
        who: Name of the person at the desk, or of the part of the program.
        action: A verb phrase in plain words, such as `booked` or `moved`.
        order, appointment: Ids of what it was about; "" where it was about neither.
        before, after: The changed values in words or plain JSON values; empty where there is none.
        why: The reason given, such as that of an overrule; "" without.
        number: Its place among all entries, for paging; 0 before it is stored.
    """

    at: datetime
    who: str
    action: str
    order: str = ""
    appointment: str = ""
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)
    why: str = ""
    number: int = field(default=0, compare=False)
