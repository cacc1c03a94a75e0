"""What a screen reader hears of a hand: picked up, each step by keys, dropped, put back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from studio_app.desk.board.hand import Phase, Piece, Why
from studio_app.desk.board.holding import Holding
from studio_app.desk.board.words import WHY, GhostWords, say_ghost, say_picked


class HandSpeaker(QObject):
    """Announces what a gesture does."""

    def __init__(
        self,
        holding: Holding,
        words: Callable[[], GhostWords | None],
        title_of: Callable[[tuple[Piece, ...]], str],
        name_of: Callable[[str], str],
        announce: Callable[[str], None],
    ) -> None:
        """Follow a gesture.

        Args:
            holding: The gesture.
            words: What the ghost says.
            title_of: What is held.
            name_of: A photographer's name.
            announce: Has something said.
        """
        super().__init__(holding)
        self._holding, self._words, self._title_of = holding, words, title_of
        self._name_of, self._announce = name_of, announce
        self._phase = Phase.IDLE
        holding.changed.connect(self._changed)
        holding.ended.connect(self._ended)

    def _changed(self) -> None:
        state, words = self._holding.state, self._words()
        before, self._phase = self._phase, state.phase
        if state.phase is Phase.HELD and words is not None:
            if before is not Phase.HELD:
                self._announce(say_picked(self._title_of(state.pieces), words))
            elif state.by_keys and state.place is not None:
                name = self._name_of(state.place.lane)
                self._announce(", ".join(filter(None, (name, say_ghost(words)))))
        elif before is not state.phase and self._holding.pending:
            self._announce(self.tr("Dropped"))

    def _ended(self, why: object) -> None:
        assert isinstance(why, Why)
        self._announce(WHY[why])
