"""Which people the board shows, and in which order. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a person at the desk chose; photographers that it doesn't know stand below in the studio's order.

    Attributes:
        order: Ids from the top.
        hidden: Ids that are not shown.
    """

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()

    def ordered(self, everybody: Iterable[str]) -> tuple[str, ...]:
        """Everybody, from the top."""
        found = list(everybody)
        known = [key for key in self.order if key in found]
        return (*known, *(key for key in found if key not in set(known)))

    def shown(self, everybody: Iterable[str]) -> tuple[str, ...]:
        """Those who are shown, from the top."""
        return tuple(key for key in self.ordered(everybody) if key not in self.hidden)

    def moved(self, key: str, way: int, everybody: Iterable[str]) -> Arrangement:
        """One up (-1) or down (1), past those who are hidden; at the end nothing changes."""
        order = list(self.ordered(everybody))
        shown = [other for other in order if other not in self.hidden]
        if key not in shown or not 0 <= shown.index(key) + way < len(shown):
            return self
        neighbour = shown[shown.index(key) + way]
        order.remove(key)
        order.insert(order.index(neighbour) + (1 if way > 0 else 0), key)
        return replace(self, order=tuple(order))

    def with_hidden(self, key: str, hidden: bool) -> Arrangement:
        """With one hidden or shown."""
        return replace(self, hidden=self.hidden | {key} if hidden else self.hidden - {key})

    def with_all_shown(self) -> Arrangement:
        """With nobody hidden."""
        return replace(self, hidden=frozenset())
