"""What reading a photographer's calendar comes to: which series are written out again, and what is not believed. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from studio_app.domain.calendar_item import CalendarItem, Pull
from studio_app.domain.calendar_rules import CalendarRules
from studio_app.domain.calendar_source import CalendarSource, Trouble
from studio_app.domain.kept_days import kept_days
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.settings import Settings
from studio_app.domain.timespan import DateSpan, Span, as_utc
from studio_app.domain.wall_time import day_start, local_date

FEW = 3
"""From so many events on, a calendar that reads as empty all of a sudden is not believed."""

Items = Mapping[str, CalendarItem]
Thin = Callable[[Sequence[CalendarItem]], Sequence[CalendarItem]]
"""Gives those of whole series that say less without what is over, as `BusyReader.thinned` does."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """What is to be written out, and stored with it.

    Attributes:
        pull: What is stored: less than what came, where the calendar told of things that are as they were.
        items: All items of the series that are written out.
        series: Those series; one without items is gone.
        is_partial: A series that was over, so that what it says is not kept, goes on: the calendar must be read whole.
    """

    pull: Pull
    items: tuple[CalendarItem, ...] = ()
    series: frozenset[str] = frozenset()
    is_partial: bool = False

    @classmethod
    def of(cls, pull: Pull, items: Sequence[CalendarItem], series: Iterable[str]) -> Expansion:
        """That of series with their items, those too that say nothing any more."""
        said = tuple(item for item in items if item.text)
        silent = {item.series for item in items if not item.text}
        return cls(pull, said, frozenset(series), any(item.series in silent for item in said))

    @property
    def is_new(self) -> bool:
        """Whether anything is to be written out or forgotten."""
        return self.pull.whole or bool(self.series)


def read_span(settings: Settings, rules: CalendarRules, now: datetime) -> Span:
    """The days whose events are kept: those that the rules and the desk look at, without what is too old to be kept."""
    kept = kept_days(settings, now)
    zone = settings.timezone
    oldest = day_start(zone, local_date(zone, as_utc(now)) - timedelta(days=max(rules.keep_days, 0)))
    return Span(max(kept.start, oldest), kept.end)


def expansion(
    pull: Pull, stored: Callable[[], Items], *, is_new_window: bool, thinned: Thin = lambda _: ()
) -> Expansion:
    """What an answer makes necessary.

    Args:
        pull: What the calendar answered.
        stored: Gives the items that are stored, by id; asked only where they matter.
        is_new_window: The days that events are kept for moved on, so that everything is written out again.
        thinned: Leaves out what is over.
    """
    if not is_new_window and not pull.whole and not pull.items and not pull.gone:
        return Expansion(pull)
    known = stored()
    if is_new_window:
        return _everything(pull, known, thinned)
    new = {item.id: item for item in pull.items}
    if pull.whole:
        new |= {item.id: item for item in thinned(tuple(new.values()))}
    changed = {key: item for key, item in new.items() if known.get(key) != item}
    gone = (known.keys() - new.keys()) if pull.whole else (pull.gone & known.keys()) - new.keys()
    touched = {item.series for item in changed.values()}
    touched |= {known[key].series for key in (*changed, *gone) if key in known}
    after = {key: item for key, item in _after(known, changed, gone).items() if item.series in touched}
    thin = {} if pull.whole else {item.id: item for item in thinned(tuple(after.values()))}
    coming = tuple((changed | thin).values())
    return Expansion.of(Pull(coming, frozenset(gone), pull.cursor), tuple((after | thin).values()), touched)


def _everything(pull: Pull, known: Items, thinned: Thin) -> Expansion:
    """All series, in the place of whatever was written out before."""
    new = {item.id: item for item in pull.items}
    after = new if pull.whole else _after(known, new, pull.gone)
    after |= {item.id: item for item in thinned(tuple(after.values()))}
    items = tuple(after.values())
    whole = Pull(items, frozenset(), pull.cursor, whole=True)
    return Expansion.of(whole, items, {item.series for item in items})


def _after(known: Items, changed: Items, gone: Iterable[str]) -> dict[str, CalendarItem]:
    left = set(gone)
    return {key: item for key, item in {**known, **changed}.items() if key not in left or key in changed}


def is_suddenly_empty(
    pull: Pull, items: Items, lost: Sequence[OutsideEvent], span: Span, zone: ZoneInfo
) -> bool:
    """Whether a calendar that has no events now lost them without saying so: an answer that names what was deleted is
    believed.

    Args:
        pull: What the calendar answered.
        items: What is stored of it.
        lost: The events that came from it until now.
        span: The days that are kept; what fell out of them is no loss.
        zone: The photographer's.
    """
    if pull.gone:
        return False
    if pull.whole and not pull.items and len(items) >= FEW:
        return True
    return sum(_overlaps(event, span, zone) for event in lost) >= FEW


def _overlaps(event: OutsideEvent, span: Span, zone: ZoneInfo) -> bool:
    when = event.when
    if isinstance(when, DateSpan):
        when = Span(day_start(zone, when.first), day_start(zone, when.end))
    return when.overlaps(span)


def not_believed(source: CalendarSource, now: datetime) -> CalendarSource:
    """The calendar that reads as empty: what was read before stays, and its photographer is unknown."""
    since = source.failing_since if source.trouble is not Trouble.NONE else None
    return replace(
        source,
        trouble=Trouble.EMPTY,
        problem="The calendar is empty all of a sudden. Look whether it is the right one; if it is, accept it.",
        failing_since=since or now,
    )
