"""A zone while it is drawn or changed, kept at the desk with steps back and forth until it is saved. Pure.

Points are `(lon, lat)` in degrees.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from studio_app.domain.zone import Ring
from studio_app.engine.zone_lines import line_crossing
from studio_app.engine.zone_shapes import Crossing, Shape, crossing, normal

MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn at one moment.

    Attributes:
        shape: The closed area; None while its border is not closed yet.
        line: Corners of the ring under way: the border where there is no shape yet, else a hole.
    """

    shape: Shape | None = None
    line: Ring = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A shape under way.

    Attributes:
        zone: Id of the zone whose shape it is; "" for a new one.
        start: As it was before anything was changed.
        now: As it is.
        past, future: What Ctrl+Z and Ctrl+Shift+Z lead to, the nearest last.
    """

    zone: str = ""
    start: Drawn = Drawn()
    now: Drawn = Drawn()
    past: tuple[Drawn, ...] = ()
    future: tuple[Drawn, ...] = ()

    @classmethod
    def of(cls, zone: str, shape: Shape) -> Draft:
        """The shape of a zone that is there."""
        return cls(zone, Drawn(shape), Drawn(shape))

    @property
    def shape(self) -> Shape | None:
        """The area that is closed."""
        return self.now.shape

    @property
    def line(self) -> Ring:
        """The ring under way."""
        return self.now.line

    @property
    def is_changed(self) -> bool:
        """Whether saving or leaving it would make a difference."""
        if self.now.line or self.now.shape is None or self.start.shape is None:
            return self.now != self.start
        return normal(self.now.shape) != normal(self.start.shape)

    def stepped(self, drawn: Drawn) -> Draft:
        """Changed in a step of its own; the same as before is no step."""
        if drawn == self.now:
            return self
        return replace(self, now=drawn, past=(*self.past, self.now)[-MOST_STEPS:], future=())

    def undone(self) -> Draft:
        """One step back."""
        if not self.past:
            return self
        return replace(self, now=self.past[-1], past=self.past[:-1], future=(*self.future, self.now))

    def redone(self) -> Draft:
        """One step forth again."""
        if not self.future:
            return self
        return replace(self, now=self.future[-1], past=(*self.past, self.now), future=self.future[:-1])


def problem_of(drawn: Drawn) -> Crossing | None:
    """Why it can't be saved as it is drawn, but for a ring that is not closed yet."""
    if drawn.line:
        met = line_crossing(drawn.line)
        if met is not None:
            return Crossing("crosses itself", met)
    if drawn.shape is None:
        return None
    return crossing(drawn.shape.ring, drawn.shape.holes)
