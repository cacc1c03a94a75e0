"""What a file would change, and what becomes of the people in it, as the pages show it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from studio_app.actions.history_words import DATES, HistoryWords
from studio_app.actions.plan_agents import Choice, Planned, Verdict
from studio_app.actions.preview_import import ImportPreview, Part
from studio_app.actions.setup_words import Recorded
from studio_app.desk.tone import Tone
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.history import HistoryEntry
from studio_app.domain.order import street_of
from studio_app.domain.studio import Studio
from studio_app.engine.wording import counted, listed

ARROW = " \N{RIGHTWARDS ARROW} "
_LONG_AGO = datetime(1970, 1, 1, 12, tzinfo=UTC)
_MOST_NAMES = 8
_LONGEST = 90

KINDS = {"services": "service", "packages": "package", "zones": "zone", "photographers": "photographer"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a file would change.

    Attributes:
        head: What it is about.
        details: What differs, one a line.
    """

    head: str
    details: tuple[str, ...] = ()
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class FileState:
    """What the page of a studio file shows.

    Attributes:
        title: The studio of the file.
        summary: One sentence.
        can_take: Whether anything would change.
    """

    title: str = ""
    summary: str = ""
    lines: tuple[Line, ...] = ()
    can_take: bool = False


def file_state(preview: ImportPreview, studio: Studio, wording: Wording = ENGLISH) -> FileState:
    """The page for a preview; `studio` is the stored one, or that of the file where there is none."""
    if preview.nothing:
        return FileState(preview.name, "The file is what is stored already; nothing would change.")
    lines = tuple(_file_lines(preview, studio, wording))
    if preview.first:
        return FileState(
            preview.name, "There is no studio yet; everything of the file is taken.", lines, True
        )
    losses = sum(line.tone is Tone.WARN for line in lines)
    summary = "Orders, agents and the history stay. The import can be undone."
    if losses:
        summary = f"{counted(losses, 'thing')} would be lost: look at what is marked. {summary}"
    return FileState(preview.name, summary, lines, True)


def _file_lines(preview: ImportPreview, studio: Studio, wording: Wording) -> Iterator[Line]:
    words = HistoryWords(studio, {})
    if preview.rules:
        yield Line("Rules of the studio", tuple(_differences(preview.rules, words)))
    for part in preview.parts:
        yield from _part_lines(part, words)
    visits = preview.visits
    counts = [
        f"{counted(number, 'appointment')} {word}"
        for number, word in ((visits.added, "more"), (visits.removed, "less"), (visits.changed, "changed"))
        if number
    ]
    if counts:
        zone = studio.settings.timezone
        lost = [
            f"{wording.visit(item.span.start, item.span.end, zone)}, {street_of(item.address) or 'no address'}"
            for item in visits.lost
        ]
        if lost:
            lost.insert(0, "These are still to come and not in the file; their events leave the calendar:")
        yield Line(f"{listed(counts)}", tuple(_some(lost)), Tone.WARN if lost else Tone.PLAIN)
    before, after = preview.events
    if before != after:
        yield Line(f"Busy times in diaries: {wording.number(before)}{ARROW}{wording.number(after)}")
    elif preview.other_events:
        others = wording.number(preview.other_events)
        yield Line(f"Busy times in diaries: {others} of {wording.number(after)} are others than now")
    if preview.calendars:
        yield Line(f"The calendars of {listed(preview.calendars)} are no longer read", tone=Tone.WARN)


def _part_lines(part: Part, words: HistoryWords) -> Iterator[Line]:
    noun = KINDS[part.key]
    if part.added:
        yield Line(f"{counted(len(part.added), noun)} more", (_names(part.added),))
    if part.removed:
        yield Line(f"{counted(len(part.removed), noun)} less", (_names(part.removed),), Tone.WARN)
    for name, recorded in part.changed:
        yield Line(f"{noun.capitalize()} {name}", tuple(_differences(recorded, words, noun)))
    if part.moved:
        yield Line(f"Other order of {part.key}")


def _differences(recorded: Recorded, words: HistoryWords, but: str = "") -> Iterator[str]:
    """As the history will tell them; dates with their years."""
    old, new = ({k: v for k, v in values.items() if k != but} for values in (recorded.before, recorded.after))
    for change in words.changes(HistoryEntry(_LONG_AGO, "", "", before=old, after=new)):
        said = f"{change.name[:1].upper()}{change.name[1:]}"
        was, is_now = (_short(value) or "none" for value in (change.before, change.after))
        yield f"{said}: {is_now}" if change.name in DATES else f"{said}: {was}{ARROW}{is_now}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}\N{HORIZONTAL ELLIPSIS}"


def _names(names: Sequence[str]) -> str:
    if len(names) <= _MOST_NAMES:
        return listed([_short(name) for name in names])
    shown = ", ".join(_short(name) for name in names[:_MOST_NAMES])
    return f"{shown} and {len(names) - _MOST_NAMES} more"


def _some(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[: _MOST_NAMES + 1]
    if len(lines) > _MOST_NAMES + 1:
        yield f"and {len(lines) - _MOST_NAMES - 1} more"


# ---------------------------------------------------------------- agents

VERDICTS: Mapping[Verdict, str] = {
    Verdict.NEW: "New",
    Verdict.CHANGED: "Changed",
    Verdict.ALIKE: "Perhaps known",
    Verdict.SAME: "Known already",
    Verdict.TWICE: "Twice in the file",
    Verdict.BAD: "Can\N{RIGHT SINGLE QUOTATION MARK}t be used",
}
CHOICES: Mapping[Choice, str] = {Choice.ADD: "Add", Choice.MERGE: "Update", Choice.SKIP: "Leave out"}


def verdict_counts(planned: Iterable[Planned]) -> tuple[tuple[Verdict, int], ...]:
    """How many of each kind, those that there are none of left out."""
    counts = Counter(each.verdict for each in planned)
    return tuple((verdict, counts[verdict]) for verdict in VERDICTS if counts[verdict])


def told(item: Planned, choice: Choice) -> str:
    """What is said of one of them."""
    if item.verdict is Verdict.BAD:
        return f"Line {item.contact.line}: {item.why}."
    if item.known is None:
        return ""
    if item.verdict in (Verdict.SAME, Verdict.TWICE):
        return f"{item.known.name}: {item.why}" if item.verdict is Verdict.SAME else f"{item.why}"
    parts = [f"{item.known.name}: {item.why}" if item.verdict is Verdict.ALIKE else ""]
    if choice is Choice.MERGE and item.merged:
        parts += [
            f"{what} {old or 'none'}{ARROW}{new}"
            for what, old, new in (
                ("name", item.known.name, item.merged.name),
                ("e-mail", item.known.email, item.merged.email),
                ("phone", item.known.phone, item.merged.phone),
                ("brokerage", item.known.brokerage, item.merged.brokerage),
            )
            if old != new
        ]
    return "; ".join(filter(None, parts))


def summary(choices: Iterable[Choice]) -> str:
    """`Adds 90 and updates 12; leaves 26 out.`"""
    counts = Counter(choices)
    does = [
        f"{verb} {counts[choice]}"
        for choice, verb in ((Choice.ADD, "adds"), (Choice.MERGE, "updates"))
        if counts[choice]
    ]
    parts = [listed(does)] if does else ["nobody is chosen"]
    if does and counts[Choice.SKIP]:
        parts.append(f"leaves {counts[Choice.SKIP]} out")
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}."
