"""What a change of the set-up does, in words for a strip below the page. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from studio_app.actions.effect_of_change import Effect
from studio_app.desk.tone import Tone
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.order import street_of
from studio_app.domain.studio import Studio


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One appointment that breaks a rule now.

    Attributes:
        appointment: Its id.
        title: When, where and who.
        why: The rule, in a sentence.
    """

    appointment: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class EffectState:
    """What the strip shows.

    Attributes:
        sentence: Openings gained and lost, and how many appointments are affected; "" shows nothing.
        rows: The appointments that break a rule.
        trying: The change is only tried, such as while something is dragged.
    """

    sentence: str = ""
    tone: Tone = Tone.PLAIN
    rows: tuple[EffectRow, ...] = ()
    trying: bool = False

    @property
    def advice(self) -> str:
        """What to do about the rows."""
        if not self.rows or self.trying:
            return ""
        it = "it" if len(self.rows) == 1 else "them"
        return f"Move {it} on the board, or let {it} stand: nothing is cancelled by itself."


NOTHING = EffectState()


def effect_state(effect: Effect, studio: Studio, *, trying: bool, wording: Wording = ENGLISH) -> EffectState:
    """The strip for an effect on this studio."""
    zone = studio.settings.timezone
    rows = []
    for broken in effect.broken:
        item = broken.appointment
        names = [studio.photographer_by_id[key].name for key in item.crew if key in studio.photographer_by_id]
        when = wording.visit(item.span.start, item.span.end, zone)
        parts = (when, street_of(item.address), ", ".join(names))
        rows.append(EffectRow(item.id, " \N{MIDDLE DOT} ".join(filter(None, parts)), broken.why))
    tone = Tone.WARN if rows else Tone.GOOD if effect.gained and not effect.lost else Tone.PLAIN
    sentence = effect.sentence_if if trying else effect.sentence
    return EffectState(sentence, tone, tuple(rows), trying)
