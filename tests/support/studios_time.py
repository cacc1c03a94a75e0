"""Times for random studios: all near one anchor date, on a coarse grid, written with various offsets."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

T = TypeVar("T")


class Draw(Protocol):
    """What Hypothesis hands to a composite strategy."""

    def __call__(self, strategy: SearchStrategy[T], label: object = None) -> T:
        """Draw a value."""


def chance(draw: Draw, percent: int) -> bool:
    """Yes so often; no when it shrinks. The product spreads the numbers that Hypothesis likes best."""
    return draw(st.integers(0, 9999)) * 3571 % 10_000 >= 10_000 - percent * 100


# Minutes after midnight that working days and nights of a clock change are made of: things touch and just miss.
DAYTIME: tuple[int, ...] = (
    *(hour * 60 for hour in (9, 10, 12, 13, 15, 17, 18, 20, 8, 11, 14, 16)),
    *(570, 615, 690, 750, 825, 1005, 1185),
)
NIGHT: tuple[int, ...] = (0, 60, 90, 105, 120, 135, 150, 165, 180, 210, 240, 1380, 1410)


class Times:
    """Instants around the local midnight that starts an anchor date in the studio's zone."""

    def __init__(self, draw: Draw, zone: ZoneInfo, anchor: date, night: bool) -> None:
        self.draw = draw
        self.zone = zone
        self.anchor = anchor
        self.moments = DAYTIME + NIGHT if night else DAYTIME
        self.midnight = datetime.combine(anchor, time(), zone).astimezone(UTC)
        self.now = self._now()

    def _now(self) -> datetime:
        days = self.draw(st.sampled_from((-2, -2, -3, -1, -2, 0, -4)))
        minutes = self.draw(st.sampled_from((480, 0, 607, 1439, 120)))
        seconds = self.draw(st.sampled_from((0, 0, 0, 30, 59, 0.25)))
        return self.midnight + timedelta(days=days, minutes=minutes, seconds=seconds)

    def day(self) -> date:
        """A date at or beside the anchor."""
        return self.anchor + timedelta(days=self.draw(st.sampled_from((0, 1, -1, 2, -2))))

    def instant(self) -> datetime:
        """A moment of a day at or beside the anchor, in elapsed minutes from its midnight."""
        days = self.draw(st.sampled_from((0, 0, 0, 1, 1, -1)))
        return self.midnight + timedelta(days=days, minutes=self.draw(st.sampled_from(self.moments)))

    def any_instant(self) -> datetime:
        """An instant on the grid or off it, by minutes or seconds."""
        return self.beside(self.instant())

    def beside(self, at: datetime) -> datetime:
        """An instant a little before or after another, rarely off by seconds."""
        minutes = self.draw(st.sampled_from((0, 0, 15, 30, 5, 1, -1, 7, 45, -30, -60, -90, 29, -31)))
        seconds = self.draw(st.sampled_from((0, 0, 0, 1, 59, 30, 0.5)))
        return at + timedelta(minutes=minutes, seconds=seconds)

    def span(self, lengths: tuple[int, ...], seconds: bool = False) -> tuple[datetime, datetime]:
        """A start and an end some minutes after it, rarely with seconds."""
        start = self.instant()
        end = start + timedelta(minutes=self.draw(st.sampled_from(lengths)))
        if seconds and end > start and chance(self.draw, 15):
            start += timedelta(seconds=self.draw(st.sampled_from((1, 59, 30, 0.5))))
            end += timedelta(seconds=self.draw(st.sampled_from((1, -1, 30, 0.000001))))
        return start, end

    def text(self, at: datetime) -> str:
        """The instant in UTC, in the studio's offset or in somebody else's."""
        how = self.draw(st.integers(0, 3))
        if how == 0:
            return at.astimezone(self.zone).isoformat()
        if how == 1:
            return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
        elsewhere: Any = UTC if how == 2 else ZoneInfo("Asia/Kathmandu")
        return at.astimezone(elsewhere).isoformat()
