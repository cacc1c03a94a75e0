"""What all writing shares: all of a change or nothing, refusals in words, and the counters that others look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from studio_app.domain.clock import Clock
from studio_app.domain.timespan import Span
from studio_app.errors import DoubleBooking, NotFound, StaleVersion
from studio_app.storage import tables
from studio_app.storage.failures import Refusal, refusal
from studio_app.storage.loading import LastLoaded
from studio_app.storage.reading import SqlReading


class WritingBase(SqlReading):
    """A transaction that writes, and keeps account of it."""

    def __init__(self, connection: Connection, last_loaded: LastLoaded, now: Clock) -> None:
        super().__init__(connection, last_loaded)
        self._now = now
        self._wrote = False

    @property
    def _may_keep(self) -> bool:
        # What this transaction wrote may yet be undone.
        return not self._wrote

    def _begin(self) -> int:
        """Note that something is written; returns the number of this transaction's changes."""
        if not self._wrote:
            self._wrote = True
            self._counters["data"] += 1
            self._set_counter("data", self._counters["data"])
        return self._counters["data"]

    def _touch(self, people: Iterable[str]) -> None:
        """Note whose diaries are changed."""
        table = tables.photographers
        changed = update(table).where(table.c.id.in_(set(people))).values(diary_changed=self._begin())
        self._connection.execute(changed)

    def _set_counter(self, name: str, value: int) -> None:
        counters = tables.counters
        self._connection.execute(update(counters).where(counters.c.name == name).values(value=value))

    def _next(self, table: Table, column: str = "number") -> int:
        # Nobody else writes meanwhile.
        greatest = self._connection.scalar(select(func.max(table.c[column])))
        return int(greatest or 0) + 1

    def _store(self, table: Table, key: str, values: dict[str, Any], **new: Any) -> None:
        """Change the row with that key, or add it with the `new` values too."""
        changed = update(table).where(table.c[key] == values[key]).values(values)
        if not self._connection.execute(changed).rowcount:
            self._connection.execute(insert(table).values(values | new))

    def _add_time_off(self, photographer: str, spans: Iterable[Span]) -> None:
        """Add time off for somebody who has none yet."""
        # One by one: psycopg sends several as a pipeline, and logs a warning when one of them is refused.
        for position, span in enumerate(spans):
            whose: dict[str, Any] = {"photographer": photographer, "position": position}
            times = {"starts_at": span.start, "ends_at": span.end}
            self._connection.execute(insert(tables.time_off).values(whose | times))

    @contextmanager
    def _whole(self, what: str, taken: Callable[[], Sequence[str]] = tuple) -> Iterator[None]:
        """All of a block or nothing, with what the database refuses as a known error; `taken` names who is."""
        self._begin()
        try:
            with self._connection.begin_nested():
                yield
        except IntegrityError as error:
            match refusal(error):
                case Refusal.OVERLAP:
                    names = taken() or ["A photographer"]
                    have = "has" if len(names) == 1 else "have"
                    raise DoubleBooking(
                        f"{' and '.join(names)} already {have} an appointment at that time."
                    ) from error
                case Refusal.MISSING:
                    raise NotFound(
                        f"Something that {what.lower()} refers to is not there any more."
                    ) from error
                case Refusal.EXISTS:
                    raise StaleVersion(what) from error
            raise
