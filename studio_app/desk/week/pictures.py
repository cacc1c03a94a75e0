"""The kept pictures of the grid: one a column and one for the hours, in device pixels.

A picture covers more than is seen, so that scrolling a little paints nothing. It is painted again when what it
shows, its size, the theme or the screen scale is another. Columns that are there already and only hold something else are
painted a few at a time, so that a round of the calendars which changes all of them never keeps the interface waiting.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap

from studio_app.desk.week.content import Content, DayContent
from studio_app.desk.week.geometry import Geometry, Mark
from studio_app.desk.week.look import Look
from studio_app.desk.week.model import Phrases, Week
from studio_app.desk.week.painter import ColumnPainter, Strip, paint_hours
from studio_app.desk.wording import Wording

_MARGIN = 0.2
"""Share of the canvas height that is painted beyond each edge."""
BUDGET = 0.004
"""Seconds after which columns that have an older picture keep it until the next painting."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What a picture was made from; equal means the picture can stay."""

    begins: datetime | None
    content: DayContent | None
    marks: tuple[Mark, ...]
    wording: Wording
    phrases: Phrases
    step_min: int
    dimmed: bool
    strip: Strip
    hour_height: float
    scale: float
    theme: int

    def is_newer(self, other: _Made) -> bool:
        """Whether the other one shows the same day in the same place, as it was before."""
        return (self.begins, self.strip, self.hour_height, self.scale, self.theme, self.marks) == (
            other.begins,
            other.strip,
            other.hour_height,
            other.scale,
            other.theme,
            other.marks,
        )


class Pictures:
    """Makes the pictures when they are missing and puts them on the canvas."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[_Made, QPixmap]] = {}
        self._top = self._bottom = 0.0
        self.painted = 0
        """How many pictures were painted so far; tests and benchmarks ask."""
        self.behind = False
        """Whether some columns still show what was there before: paint again soon."""

    def clear(self) -> None:
        """Forget all pictures."""
        self._kept.clear()

    def show(
        self, painter: QPainter, look: Look, geometry: Geometry, week: Week, content: Content, *, dimmed: bool
    ) -> None:
        """Put all columns and the hours on the canvas; the painter is a widget's, unmoved."""
        self._reach(look, geometry)
        count = len(content.days)
        for key in [key for key in self._kept if key > count]:
            del self._kept[key]
        painter.save()
        # Whole device pixels, whatever the scale: no seams and no blur.
        painter.scale(1 / look.scale, 1 / look.scale)
        top = round((self._top - geometry.scroll) * look.scale)
        self.behind, until, before = False, time.monotonic() + BUDGET, self.painted
        for number in range(count + 1):
            left = geometry.left(number - 1) if number else 0
            right = geometry.left(number)
            strip = Strip(left, right - left, self._top, self._bottom)
            # At least one goes on, however slow the computer is.
            spent = self.painted > before and time.monotonic() > until
            picture = self._picture(number, look, geometry, week, content, strip, dimmed=dimmed, spent=spent)
            painter.drawPixmap(QPoint(round(left * look.scale), top), picture)
        painter.restore()

    def _reach(self, look: Look, geometry: Geometry) -> None:
        """Move the painted part along when the seen part leaves it."""
        seen = geometry.scroll, geometry.scroll + geometry.height
        high = self._bottom - self._top
        if self._top <= seen[0] and seen[1] <= self._bottom and high <= geometry.height * (1 + 3 * _MARGIN):
            return
        margin = geometry.height * _MARGIN
        self._top = look.snap(max(0.0, seen[0] - margin))
        self._bottom = look.snap(max(min(geometry.content_height, seen[1] + margin), seen[1]))

    def _picture(
        self,
        number: int,
        look: Look,
        geometry: Geometry,
        week: Week,
        content: Content,
        strip: Strip,
        *,
        dimmed: bool,
        spent: bool,
    ) -> QPixmap:
        made = _Made(
            begins=geometry.axis.columns[number - 1].start if number else None,
            content=content.days[number - 1] if number else None,
            marks=geometry.axis.marks,
            wording=week.wording,
            phrases=week.phrases,
            step_min=week.step_min,
            dimmed=dimmed,
            strip=strip,
            hour_height=geometry.hour_height,
            scale=look.scale,
            theme=id(look),
        )
        kept = self._kept.get(number)
        if kept is not None and kept[0] == made:
            return kept[1]
        if kept is not None and spent and made.is_newer(kept[0]):
            self.behind = True
            return kept[1]
        left, right = round(strip.left * look.scale), round((strip.left + strip.width) * look.scale)
        picture = QPixmap(max(1, right - left), max(1, round((strip.bottom - strip.top) * look.scale)))
        # Opaque from the start, so that Qt keeps it without an alpha channel and copies it plainly.
        picture.fill(look.theme.surface)
        painter = QPainter(picture)
        painter.scale(look.scale, look.scale)
        painter.translate(-left / look.scale, -strip.top)
        still = geometry.scrolled(0)
        if made.content is None:
            paint_hours(painter, look, still, week, strip)
        else:
            ColumnPainter(painter, look, still, number - 1, strip).paint(made.content, week, dimmed=dimmed)
        painter.end()
        self._kept[number] = (made, picture)
        self.painted += 1
        return picture
