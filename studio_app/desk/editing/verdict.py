"""What the foot of the sheet says: whether it works, what stands in the way, and what can be done. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from studio_app.actions.edit_event import checked_words
from studio_app.actions.edit_order import check_words
from studio_app.desk.content import face_of
from studio_app.desk.editing.model import Part, SheetState, Weighed, end_of
from studio_app.desk.error_words import sentence_of
from studio_app.desk.tone import Tone
from studio_app.errors import BadInput

NAMES = {
    Part.TIME: "time",
    Part.SERVICES: "services",
    Part.ADDRESS: "address",
    Part.EVENT: "event",
    Part.ORDER: "order",
}
MOST = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """The foot of the sheet.

    Attributes:
        lines: One sentence each; empty where there is nothing to say.
        asks: A reason is asked for.
        can_save: Whether saving is possible; with `asks`, once there is a reason.
        words: On the button.
        changed: What would be saved.
    """

    lines: tuple[str, ...] = ()
    tone: Tone = Tone.GOOD
    asks: bool = False
    can_save: bool = False
    words: str = "Save"
    changed: str = ""


def verdict_of(state: SheetState) -> Verdict:
    """What is to be said."""
    adding = state.found.item is None
    words = state.attempt or ("Book it" if adding and state.wanted.start is not None else "Save")
    changed = changed_words(state)
    if state.saving:
        return Verdict((state.saving,), Tone.PLAIN, words=words, changed=changed)
    if state.refused:
        anyway = f"{words} anyway" if state.overrulable else words
        return Verdict(state.refused, Tone.WARN, state.overrulable, state.overrulable, anyway, changed)
    if state.wanted.bad:
        return Verdict((state.wanted.bad[0][1],), Tone.BAD, words=words, changed=changed)
    if unfit := _unfit(state):
        return Verdict((unfit,), Tone.BAD, words=words, changed=changed)
    if not state.changed:
        stale = ("Somebody else changed it; this is how it is now.",) if state.stale else ()
        return Verdict(stale, Tone.PLAIN, words=words)
    return _judged(state, words, changed)


def _unfit(state: SheetState) -> str:
    """What is wrong with the words that are typed: too long, too many guests."""
    wanted = state.wanted
    try:
        if Part.EVENT in state.changed:
            checked_words(wanted.own)
        if Part.ORDER in state.changed:
            check_words(replace(state.found.order, notes=wanted.notes, wishes=wanted.wishes))
    except BadInput as error:
        return sentence_of(error)
    return ""


def _judged(state: SheetState, words: str, changed: str) -> Verdict:
    weighed = state.weighed
    if not state.judged:
        return Verdict(can_save=True, words=words, changed=changed)
    if weighed is None:
        return Verdict(
            ("Looking whether it works\N{HORIZONTAL ELLIPSIS}",), Tone.PLAIN, words=words, changed=changed
        )
    if weighed.problem:
        only_order = state.found.item is None and Part.TIME not in state.changed
        if only_order:
            return Verdict(can_save=True, words=words, changed=changed)
        return Verdict((weighed.problem,), Tone.BAD, words=words, changed=changed)
    if weighed.stands:
        lines = tuple(_standing(state, weighed))
        if not weighed.overrulable:
            return Verdict(lines, Tone.BAD, words=words, changed=changed)
        return Verdict(lines, Tone.WARN, True, True, f"{words} anyway", changed)
    said = _works(state, weighed)
    if not said:
        return Verdict(("Nobody can come then.",), Tone.BAD, words=words, changed=changed)
    return Verdict((said,), Tone.GOOD, can_save=True, words=words, changed=changed)


def changed_words(state: SheetState) -> str:
    """`Changed: time and people, services`."""
    names = [NAMES[part] for part in state.changed]
    return f"Changed: {', '.join(names)}" if names and state.found.item is not None else ""


def _standing(state: SheetState, weighed: Weighed) -> Iterator[str]:
    """What stands in the way, by photographer; the first few."""
    studio = state.found.studio
    lines = [
        f"{face_of(studio, key).first_name}: {failure.text}"
        for key, failures in weighed.failures.items()
        for failure in failures
    ]
    lines = [*dict.fromkeys(lines), *weighed.further]
    yield from lines[:MOST]
    if len(lines) > MOST:
        yield f"and {len(lines) - MOST} more"


def _works(state: SheetState, weighed: Weighed) -> str:
    """That it works; "" where it is left to the ranking and nobody can."""
    start, end = state.wanted.start, end_of(state.found, state.wanted, weighed)
    when = f"{state.wording.visit(start, end, state.zone)}" if start and end else ""
    studio = state.found.studio
    who = " + ".join(face_of(studio, key).first_name for key in state.wanted.crew)
    if not who:
        answers = weighed.look.photographers if weighed.look else {}
        able = sum(not failures for failures in answers.values())
        return f"{when}: {able} of {len(answers)} can come, the best match goes." if able else ""
    return f"Works: {when}, {who}" if when else "Works."
