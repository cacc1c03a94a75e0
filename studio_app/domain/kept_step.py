"""Steps that can still be taken back, as they are kept while the program is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class KeptStep:
    """One step.

    Attributes:
        kind: Name of the kind of undo.
        value: The undo, as text.
        at: When the step was taken, UTC.
        undone: It was taken back and can be done again.
    """

    kind: str
    value: str
    at: datetime
    undone: bool = False
