"""The grid in words: what tooltips and screen readers say. Pure."""

from __future__ import annotations

from datetime import datetime

from studio_app.desk.week.content import Content
from studio_app.desk.week.geometry import Mark
from studio_app.desk.week.model import Block, BlockKind, Ghost, Openings, Week


def say_block(block: Block, week: Week, now: datetime | None = None) -> str:
    """A block in lines: what and when, then state, the rest of a hold and the tip."""
    kind = {BlockKind.BUSY: week.phrases.busy, BlockKind.HOLD: week.phrases.hold}.get(block.kind, "")
    title = " · ".join(part for part in (block.title or kind, block.subtitle) if part)
    when = week.wording.visit(block.start, block.end, week.zone)
    lines = [title, when]
    if block.kind is BlockKind.HOLD and block.until is not None:
        lines.append(say_hold(block.until, now, week))
    lines.extend(part for part in (week.phrases.states.get(block.state, ""), block.tip) if part)
    lines.append(say_replies(block, week))
    return "\n".join(line for line in lines if line)


def say_replies(block: Block, week: Week) -> str:
    """`Maya Ortiz accepted, Dana Whitfield has not answered`."""
    return ", ".join(week.phrases.replies[guest.reply].format(guest.name) for guest in block.replies)


def say_hold(until: datetime, now: datetime | None, week: Week) -> str:
    """`On hold until 9:15`, or how long it still is."""
    if now is None:
        return f"{week.phrases.hold} – {week.wording.time(until, week.zone)}"
    seconds = int((until - now).total_seconds())
    if seconds <= 0:
        return week.phrases.hold_over
    # Rounded up, so that "1 min left" is still true a second before the end.
    return week.phrases.hold_left.format(week.wording.duration(-(-seconds // 60)))


def say_time(moment: datetime, week: Week, content: Content) -> str:
    """A cell: its day and time, and who could come."""
    cell = content.cell_at(moment)
    day = week.wording.dated(moment.astimezone(week.zone).date())
    return f"{day}, {week.wording.time(moment, week.zone)}, {cell.text if cell else week.phrases.nothing}"


def say_ghost(ghost: Ghost, week: Week) -> str:
    """The appointment to be, with its drives."""
    drives = [
        week.phrases.drive.format(minutes) for minutes in (ghost.before_min, ghost.after_min) if minutes
    ]
    return ", ".join((week.wording.visit(ghost.start, ghost.end, week.zone), *ghost.lines, *drives))


def say_day(week: Week, openings: Openings, index: int) -> str:
    """A day's heading: `Tuesday 24 November 2026, 8 slots`."""
    day = week.days[index]
    text = openings.texts.get(day.date, day.openings_text)
    notes = [note.text for note in day.all_day]
    return ", ".join(part for part in (week.wording.day_title(day.date), text, *notes) if part)


def say_hour(week: Week, content: Content, index: int, mark: Mark) -> str:
    """What begins or goes on in one hour of a day: blocks, then offered starts; "" for nothing."""
    day = content.days[index]
    column = content.axis.columns[index]
    end = mark.axis + 60
    said = [
        say_block(placed.block, week).replace("\n", ", ")
        for placed in day.blocks
        if placed.place.item.start < end and placed.place.item.end > mark.axis
    ]
    said.extend(
        shut.text or week.phrases.closed for shut in day.shut if shut.start < end and shut.end > mark.axis
    )
    said.extend(
        f"{week.wording.time(cell.start, week.zone)} {cell.text}"
        for cell in content.cells
        if column.start <= cell.start < column.end and mark.axis <= column.axis(cell.start) < end
    )
    return "; ".join(said)
