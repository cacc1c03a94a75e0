"""Drawing and changing shapes in the view: which zone it is about, when it begins and ends, and what is kept of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from studio_app.desk.zones import content, keyboard, words
from studio_app.desk.zones.gesture import Hand, Tool
from studio_app.desk.zones.model import Saved
from studio_app.desk.zones.sketching import Sketching
from studio_app.desk.zones.stage import Stage
from studio_app.domain.studio import Studio
from studio_app.domain.zone import Zone
from studio_app.engine.zone_shapes import Shape

_SAID_MS = 5000
_TRY_MS = 150
"""While a corner is dragged, so often is told what it would do."""


class Drafting(QObject):
    """Between the hand, the bar over the map, and the view.

    Attributes:
        sketching: The hand on the map.

    Signals:
        turned: drawing began, ended, or is about something else.
        sketched: another step of the draft, or its end.
        saved: the Saved that the draft is to become.
        left_drawing: the Hand with a draft that was left unsaved.
    """

    turned = Signal()
    sketched = Signal()
    saved = Signal(object)
    left_drawing = Signal(object)

    def __init__(self, stage: Stage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stage, self.sketching = stage, Sketching(stage.canvas, self)
        self._studio: Studio | None = None
        self._edited: Zone | None = None
        self._seen, self._told = Hand(), ""
        self._said = QTimer(self, singleShot=True, interval=_SAID_MS)
        self._said.timeout.connect(self.show)
        self._try = QTimer(self, singleShot=True, interval=_TRY_MS)
        self._try.timeout.connect(self.sketched)
        self.sketching.changed.connect(self._changed)
        self.sketching.save_requested.connect(self.save)
        self.sketching.said.connect(self.say)
        stage.draft.saved.connect(self.save)
        stage.draft.cancelled.connect(self.leave)
        stage.draft.hole_requested.connect(self.sketching.begin_hole)
        stage.draft.radius_changed.connect(self.sketching.set_radius)

    # ------------------------------------------------------------ what is shown

    @property
    def hand(self) -> Hand:
        """What is under way on the map."""
        return self.sketching.hand

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self.hand.tool is not Tool.LOOK

    @property
    def zone_id(self) -> str:
        """Id of the zone whose shape is edited; "" for none and for a new one."""
        return self.hand.draft.zone if self.hand.draft else ""

    def show_studio(self, studio: Studio) -> None:
        """Know the zones as they are now; what is drawn stays."""
        self._studio = studio
        self._set_borders()

    def show(self) -> None:
        """Show what is under way in the bar over the map."""
        bar = self.stage.draft
        if self.is_busy:
            bar.show_hand(self.hand, self._edited.name if self._edited else "")
            self.stage.hint.show_hand(self.hand, metric=bar.kilometres)
            self.stage.lay_out()
        if self.is_busy != bar.isVisibleTo(self.stage):
            self.stage.show_drawing(self.is_busy)

    def say(self, sentence: str) -> None:
        """Say for a moment why something can't be done."""
        self.stage.hint.show_word(sentence)
        self.stage.lay_out()
        self._said.start()

    def _changed(self) -> None:
        """Another state of the hand."""
        was, hand = self._seen, self.hand
        self._seen = hand
        self._said.stop()
        self.show()
        before, after = was.draft, hand.draft
        problem = words.problem(hand) if hand.grab is None else ""
        if problem and problem != self._told:
            self.stage.canvas.speaker.say(problem)
        self._told = problem
        if (was.tool is Tool.LOOK) != (hand.tool is Tool.LOOK) or (before is None) != (after is None):
            self.turned.emit()
        if after is not None and not after.zone and was.shape is None and hand.tool is Tool.EDIT:
            self._ask_name()
        if hand.grab is None and (was.grab is not None or before != after):
            self._try.stop()
            self.sketched.emit()
        elif hand.grab is not None and before != after and not self._try.isActive():
            self._try.start()

    def _ask_name(self) -> None:
        """A new zone is closed: what is it called?"""
        field = self.stage.draft.name
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def _set_borders(self) -> None:
        """What is snapped to: the rings of all zones but the one that is edited."""
        zones = self._studio.zones if self._studio else ()
        others = [zone for zone in zones if zone.id != self.zone_id]
        self.sketching.set_borders(ring for zone in others for ring in (zone.ring, *zone.holes))

    # ------------------------------------------------------------ beginning

    def _hold_still(self) -> None:
        """The map no longer fits itself to what lies on it: a draft would move it under the hand."""
        self.stage.canvas.set_camera(self.stage.canvas.camera)

    def _begin_new(self) -> bool:
        if self.hand.is_editing or self._studio is None:
            return False
        self._hold_still()
        self._edited = None
        self.sketching.colour = content.free_colour(self._studio.zones)
        self.stage.draft.name.setText(content.free_name(self._studio.zones))
        self._set_borders()
        return True

    def begin_drawing(self) -> None:
        """Draw a new zone."""
        if self._begin_new():
            self.sketching.begin_drawing()

    def begin_circle(self) -> None:
        """Draw a new zone as a circle."""
        if self._begin_new():
            self.sketching.begin_circle()

    def begin_with(self, shape: Shape) -> None:
        """Begin a new zone with a shape."""
        if self._begin_new():
            self.sketching.begin_with(shape)
            self._ask_name()

    def begin_pin(self) -> None:
        """Drop a pin."""
        self.sketching.begin_pin()

    def edit(self, zone: Zone) -> None:
        """Take hold of the shape of a zone."""
        if self.hand.is_editing or self._studio is None:
            return
        self._hold_still()
        self._edited = zone
        self.sketching.colour = content.swatches(self._studio.zones)[zone.id].colour
        self.sketching.begin_editing(zone.id, Shape.of(zone))
        self._set_borders()
        canvas = self.stage.canvas
        seen = [canvas.camera.point(corner) for corner in zone.ring]
        if not all(0 <= x <= canvas.width() and 0 <= y <= canvas.height() for x, y in seen):
            canvas.fit(zone.ring)

    def bring_back(self, hand: Hand) -> None:
        """Go on with a draft that was left."""
        zones = self._studio.zones if self._studio else ()
        wanted = hand.draft.zone if hand.draft else ""
        zone = next((zone for zone in zones if zone.id == wanted), None)
        if self.hand.is_editing or (wanted and zone is None):
            return
        if zone is not None:
            self.edit(zone)
        else:
            self._begin_new()
        self.sketching.take(hand)
        self._set_borders()
        self.stage.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ ending

    def leave(self) -> None:
        """Leave the draft unsaved."""
        hand = self.hand
        self._edited = None
        self.sketching.leave()
        if hand.draft is not None and hand.draft.is_changed:
            self.left_drawing.emit(hand)

    def back_out(self) -> bool:
        """One step back from what is under way; says whether there was one."""
        before = self.hand
        if before.tool is Tool.LOOK:
            return False
        after = keyboard.backed_out(before)
        if after.tool is Tool.LOOK and before.draft is not None:
            self.leave()
        else:
            self.sketching.take(after)
        return True

    def sketched_zone(self) -> Zone | None:
        """The zone that the draft would become; None while it isn't closed, or can't be saved."""
        hand = self.hand
        if hand.shape is None or hand.line or words.problem(hand):
            return None
        base = self._edited or Zone("", self.stage.draft.name.text() or "?", ())
        return hand.shape.put_into(base)

    def save(self) -> None:
        """Keep the draft, where it can be."""
        hand = self.hand
        if hand.draft is None or hand.shape is None or hand.tool is not Tool.EDIT or words.problem(hand):
            return
        if self._edited is not None:
            if hand.draft.is_changed:
                self.saved.emit(Saved(self._edited, hand.shape))
            else:
                self.leave()
            return
        name = " ".join(self.stage.draft.name.text().split())
        if not name:
            self.say("The zone has no name yet: type one.")
            self._ask_name()
            return
        self.saved.emit(Saved(None, hand.shape, name, self.sketching.colour))

    def end(self) -> None:
        """What was drawn is stored."""
        self._edited = None
        self.sketching.leave()
