"""What a grid says and asks when a drop is refused: the card that asks for a reason, and the word why it went back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from studio_app.desk.board.hand import Overrule, Phase, Why
from studio_app.desk.board.holding import Holding
from studio_app.desk.board.overrule import OverruleCard
from studio_app.desk.board.words import WHY


class Asking(QObject):
    """Asks whether the rules are to be overruled.

    Attributes:
        card: Where it is asked.

    Signals:
        said: a sentence for the message bar: why everything is as it was.
    """

    said = Signal(str)

    def __init__(
        self, holding: Holding, canvas: QWidget, area: Callable[[], QRectF | None], *moved: SignalInstance
    ) -> None:
        """Ask over a canvas, beside the area of what is held; `moved` are emitted where that is another."""
        super().__init__(canvas)
        self._holding, self._canvas, self._area = holding, canvas, area
        self.card = OverruleCard(canvas)
        holding.asked.connect(self._ask)
        holding.ended.connect(self._ended)
        holding.changed.connect(self._follow)
        self.card.overruled.connect(self._overrule)
        self.card.put_back.connect(self.put_back)
        for signal in moved:
            signal.connect(self._place)

    def put_back(self) -> None:
        """It is not to be done."""
        self.card.close_card()
        self._holding.cancel()
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def back_out(self) -> bool:
        """Put back what is held, or take the marks away; says whether there was anything."""
        if self.card.isVisible():
            self.put_back()
            return True
        state = self._holding.state
        if state.phase is Phase.IDLE and not state.marked:
            return False
        self._holding.cancel()
        return True

    def _ask(self, _drop: object) -> None:
        verdict = self._holding.verdict
        self.card.ask(f"{verdict.said}." if verdict and verdict.said else "", self._beside())

    def _place(self) -> None:
        if self.card.isVisible():
            self.card.place(self._beside())

    def _beside(self) -> QRectF:
        return self._area() or QRectF(self._canvas.rect())

    def _overrule(self, reason: str) -> None:
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self._holding.feed(Overrule(reason))

    def _follow(self) -> None:
        if self._holding.state.phase is not Phase.ASKING and self.card.close_card():
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ended(self, why: object) -> None:
        assert isinstance(why, Why)
        refusal = self._holding.refusal
        if why is Why.REFUSED and refusal:
            self.said.emit(f"It can't go there: {refusal}.")
        elif why in (Why.VANISHED, Why.CHANGED):
            self.said.emit(WHY[why])
