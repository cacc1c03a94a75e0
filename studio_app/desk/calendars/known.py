"""What the calendars' view knows besides the snapshot: counts, what is being read, what was refused. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studio_app.engine import Failure


@dataclass(frozen=True, slots=True)
class Counts:
    """What was read from a calendar.

    Attributes:
        events: All that are kept.
        ignored: How many of them block nothing, by the reason in words.
    """

    events: int = 0
    ignored: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Round:
    """What is being read now.

    Attributes:
        everything: All calendars.
        sources: Ids of single ones.
    """

    everything: bool = False
    sources: frozenset[str] = frozenset()

    def reads(self, source: str) -> bool:
        """Whether a calendar is being read."""
        return self.everything or source in self.sources


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the rules refuse to take a change over.

    Attributes:
        failures: Every rule that fails, with the photographer's id.
        sentence: What is wrong where it is no rule.
        overrulable: A reason helps.
    """

    failures: tuple[tuple[str, Failure], ...] = ()
    sentence: str = ""
    overrulable: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """What the view knows besides the snapshot.

    Attributes:
        counts: By calendar.
        round: What is being read.
        refusals: By appointment, of changes that somebody wanted to take over.
    """

    counts: Mapping[str, Counts] = field(default_factory=dict)
    round: Round = Round()
    refusals: Mapping[str, Refusal] = field(default_factory=dict)
