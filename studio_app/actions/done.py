"""What every action hands back, and how one is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from studio_app.actions.ports import Store
from studio_app.domain.changes import Changes
from studio_app.engine import Failure, Opening
from studio_app.engine.visits import Visit
from studio_app.errors import KnownError


class Undo(Protocol):
    """How to take an action back: a frozen value that can be kept, and carried out later at any time."""

    @property
    def name(self) -> str:
        """What is taken back, in words that follow "Undo: "."""

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Take it back; the outcome's own undo does it again.

        Raises:
            KnownError: it no longer applies; nothing was changed.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What an action did.

    Attributes:
        changes: What to read and draw again.
        say: One sentence for the person who did it.
        undo: How to take it back; None where it can't be or nothing was done.
        warnings: What went otherwise than wished, one sentence each.
    """

    changes: Changes
    say: str
    undo: Undo | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one appointment can't be had at a time.

    Attributes:
        photographers: Every rule that fails, by photographer: of the crew that was asked for, else of everybody asked.
        instead: Openings to offer instead, by start.
        overrulable: Staff may book it all the same, with a reason.
    """

    visit: Visit
    start: datetime
    photographers: Mapping[str, tuple[Failure, ...]]
    instead: tuple[Opening, ...] = ()
    overrulable: bool = False


class Refused(KnownError):
    """The rules refuse; nothing was written.

    Attributes:
        reasons: One for each appointment that can't be had.
    """

    def __init__(self, sentence: str, reasons: Sequence[Reason], advice: str = "") -> None:
        super().__init__(sentence, advice)
        self.reasons = tuple(reasons)

    @property
    def next_openings(self) -> tuple[Opening, ...]:
        """The openings to offer for the first appointment that can't be had."""
        return self.reasons[0].instead if self.reasons else ()
