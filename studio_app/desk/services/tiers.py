"""Minutes by size as they are typed: a draft of cells that stays until it is whole. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from studio_app.desk.services.sizes import Size, Units, plain_digits, read_minutes
from studio_app.domain.service import Tier

_GROUP = 3
SIZE, MINUTES = 0, 1
"""The columns."""


@dataclass(frozen=True, slots=True)
class TierLine:
    """One row as typed.

    Attributes:
        exact: The size in square feet that `size` shows, as long as nobody typed over it: what is shown may be rounded.
    """

    size: str = ""
    minutes: str = ""
    exact: float | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing is typed in it."""
        return not (self.size.strip() or self.minutes.strip())


@dataclass(frozen=True, slots=True)
class TierDraft:
    """All rows.

    Attributes:
        lines: Each up to a size.
        rest: Minutes of any larger size; "" where the service's plain minutes hold there too.
    """

    lines: tuple[TierLine, ...] = ()
    rest: str = ""

    @property
    def rows(self) -> int:
        """How many rows there are, that of any larger size included."""
        return len(self.lines) + 1

    def text(self, row: int, column: int) -> str:
        """What is typed in a cell; nothing can be in the size of the last row."""
        if row == len(self.lines):
            return self.rest if column == MINUTES else ""
        line = self.lines[row]
        return line.minutes if column == MINUTES else line.size

    def with_text(self, row: int, column: int, text: str) -> TierDraft:
        """With another text in a cell."""
        said = " ".join(text.split())
        if row == len(self.lines):
            return replace(self, rest=said) if column == MINUTES else self
        line = self.lines[row]
        if column == MINUTES:
            return self._with(row, replace(line, minutes=said))
        return self if said == line.size else self._with(row, replace(line, size=said, exact=None))

    def with_line(self, at: int, line: TierLine | None = None) -> TierDraft:
        """With a row before the one at a place."""
        return replace(self, lines=(*self.lines[:at], line or TierLine(), *self.lines[at:]))

    def _with(self, row: int, line: TierLine) -> TierDraft:
        return replace(self, lines=(*self.lines[:row], line, *self.lines[row + 1 :]))


def draft_of(tiers: tuple[Tier, ...], units: Units) -> TierDraft:
    """What is stored, as cells."""
    lines = tuple(
        TierLine(units.shown(tier.up_to_sqft), str(tier.minutes), tier.up_to_sqft)
        for tier in tiers
        if tier.up_to_sqft is not None
    )
    rest = next((str(tier.minutes) for tier in tiers if tier.up_to_sqft is None), "")
    return TierDraft(lines, rest)


def problems(draft: TierDraft, units: Units) -> Mapping[tuple[int, int], str]:
    """What is wrong, one sentence by row and column; rows in which nothing is typed are not looked at."""
    found: dict[tuple[int, int], str] = {}
    before: float | None = None
    for row, line in enumerate(draft.lines):
        if line.blank:
            continue
        size, problem = _size(line, units)
        if not problem and size is not None and before is not None and size <= before:
            problem = f"{line.size} is not larger than {units.shown(before)} above it. Sizes go from small to large."
        if problem:
            found[row, SIZE] = problem
        if said := _minutes_problem(line, units):
            found[row, MINUTES] = said
        before = before if size is None else size
    if draft.rest.strip() and read_minutes(draft.rest) is None:
        found[len(draft.lines), MINUTES] = _no_length(draft.rest)
    return found


def tiers_of(draft: TierDraft, units: Units) -> tuple[Tier, ...] | None:
    """The tiers that the cells mean; None while anything is wrong."""
    if problems(draft, units):
        return None
    lines = [line for line in draft.lines if not line.blank]
    tiers = [Tier(_size(line, units)[0], read_minutes(line.minutes) or 0) for line in lines]
    if draft.rest.strip():
        tiers.append(Tier(None, read_minutes(draft.rest) or 0))
    return tuple(tiers)


def copied(draft: TierDraft, units: Units) -> str:
    """The rows for a spreadsheet: tabs between cells, plain numbers where they are numbers."""
    rows = [f"Up to {units.short}\tMinutes"]
    for line in draft.lines:
        size = line.size
        if (read := units.read(line.size)) and read.square_feet is not None and not read.over:
            exact = None if units.metres else line.exact
            size = line.size.replace(",", "") if exact is None else plain_digits(exact)
            # Three decimals could be taken for a group of thousands.
            size += "0" if len(size.partition(".")[2]) == _GROUP else ""
        rows.append(f"{_cell(size)}\t{_cell(line.minutes)}")
    if draft.rest.strip():
        rows.append(f"any size\t{_cell(draft.rest)}")
    return "\n".join(rows)


def _cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    said = " ".join(text.split())
    return f"'{said}" if said[:1] in tuple("=+-@") and said else said


def _size(line: TierLine, units: Units) -> tuple[float | None, str]:
    """The size of a row in square feet, and what is wrong with it."""
    if line.exact is not None:
        return line.exact, ""
    if not line.size.strip():
        return None, f"Up to which size do {line.minutes.strip()} minutes hold?"
    read: Size | None = units.read(line.size)
    if read is None:
        return None, f"\u201c{line.size[:40]}\u201d is no size. Type a number such as {units.shown(2000)}."
    if read.over:
        return None, "Only the last row is for any larger size: type its minutes there."
    if not read.square_feet:
        return None, "A size is more than 0."
    return read.square_feet, ""


def _minutes_problem(line: TierLine, units: Units) -> str:
    if line.minutes.strip():
        return "" if read_minutes(line.minutes) is not None else _no_length(line.minutes)
    said = f"{line.size.strip()} {units.short}" if units.read(line.size) else line.size.strip()[:40]
    return f"Up to {said} has no minutes yet. Type how long it takes."


def _no_length(text: str) -> str:
    return f"\u201c{text.strip()[:40]}\u201d is no length. Type minutes, such as 90, or 1 h 30."
