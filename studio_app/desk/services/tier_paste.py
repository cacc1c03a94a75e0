"""Cells of a spreadsheet that are pasted as minutes by size. Pure.

Two columns, sizes and minutes, in either order where a header tells; headers, groups of three, units, ranges and "over
5,000" are understood. What can't be read stays as it was copied, to be seen and mended at its cell.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass

from studio_app.desk.services.sizes import Units, read_minutes, read_number
from studio_app.desk.services.tiers import TierDraft, TierLine
from studio_app.errors import BadInput

MOST_ROWS = 100
MOST_CHARACTERS = 20_000
_LONGEST_CELL = 80

_SPACES = re.compile(r"\s{2,}")
_DIGIT = re.compile("[0-9]")
_SIZE_WORDS = re.compile(
    r"sq|size|area|\bft\b|ft2|ft\u00b2|m2|m\u00b2|feet|metre|meter|surface|fl\u00e4che|up to|\bto\b|max"
)
_MINUTE_WORDS = re.compile(r"min|time|duration|length|hour|\bh\b|zeit|dauer")
_METRE_WORDS = re.compile(r"m2|m\u00b2|\bqm\b|metre|meter")
_FOOT_WORDS = re.compile(r"sq\.?\s*ft|ft2|ft\u00b2|feet|foot")
Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column holds what; `metres` None where no header tells the unit."""

    size: int
    minutes: int
    metres: bool | None = None


def pasted(text: str, units: Units) -> TierDraft:
    """The rows that a copied text means.

    Raises:
        BadInput: there are no two columns in it, or far too many rows; one sentence.
    """
    rows, header = _parted(text)
    columns = _columns(rows, header)
    lines = [_line(row, columns, units) for row in rows]
    lines = [line for line in lines if not line.blank]
    if not lines:
        raise BadInput("", _NO_COLUMNS)
    return _with_rest(lines, units)


def pasted_column(text: str) -> tuple[str, ...] | None:
    """The cells of a text that is a single column of several rows; None where it is not."""
    if len(text) > MOST_CHARACTERS:
        return None
    rows = [line.strip() for line in text.strip("\r\n").splitlines()]
    if not 2 <= len(rows) <= MOST_ROWS or any(_cells(row, _separator(rows)) != [row] for row in rows if row):
        return None
    if not any(_DIGIT.search(row) for row in rows):
        return None
    if rows[0] and not _DIGIT.search(rows[0]):
        rows = rows[1:]
    return tuple(row[:_LONGEST_CELL] for row in rows)


_NO_COLUMNS = "Copy two columns, the sizes and their minutes, then paste them here."


def _parted(text: str) -> tuple[Rows, list[str]]:
    """The rows of cells, and the header, empty where there is none."""
    if len(text) > MOST_CHARACTERS:
        raise BadInput("", f"That is too much: a service has at most {MOST_ROWS} sizes.")
    lines = [line for line in text.splitlines() if line.strip()]
    separator = _separator(lines)
    rows = [_cells(line, separator) for line in lines]
    if not rows or max(len(row) for row in rows) < 2:
        raise BadInput("", _NO_COLUMNS)
    has_header = not any(_DIGIT.search(_FOOT_WORDS.sub("", cell.replace("m2", ""))) for cell in rows[0])
    header, rows = (rows[0], rows[1:]) if has_header and len(rows) > 1 else ([], rows)
    if len(rows) > MOST_ROWS:
        raise BadInput("", f"These are {len(rows)} rows: a service has at most {MOST_ROWS} sizes.")
    return rows, header


def _separator(lines: Sequence[str]) -> str:
    """What parts the cells: the first sign that every row has."""
    return next((sign for sign in "\t;|," if lines and all(sign in line for line in lines)), "")


def _cells(line: str, separator: str) -> list[str]:
    if not separator:
        cells = _SPACES.split(line.strip())
    else:
        try:
            cells = next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])
        except csv.Error:
            cells = line.split(separator)
        if separator == "," and len(cells) != 2:
            # Commas that stand in numbers part no cells: the last one does.
            cells = [part.strip() for part in line.rpartition(",")[::2]]
    return [" ".join(cell.split())[:_LONGEST_CELL] for cell in cells]


def _columns(rows: Rows, header: Sequence[str]) -> _Columns:
    width = max(len(row) for row in rows)
    words = [cell.casefold() for cell in header]
    metres = next((True for cell in words if _METRE_WORDS.search(cell)), None)
    if metres is None and any(_FOOT_WORDS.search(cell) for cell in words):
        metres = False
    minutes = [at for at, cell in enumerate(words) if _MINUTE_WORDS.search(cell)]
    sizes = [at for at, cell in enumerate(words) if _SIZE_WORDS.search(cell) and at not in minutes]
    used = [at for at in range(width) if any(at < len(row) and _DIGIT.search(row[at]) for row in rows)]
    if len(used) < 2:
        used = list(range(width))
    last = minutes[-1] if minutes else next(at for at in reversed(used) if [at] != sizes[-1:])
    before = [at for at in used if at != last]
    return _Columns(sizes[-1] if sizes else before[-1], last, metres)


def _line(row: Sequence[str], columns: _Columns, units: Units) -> TierLine:
    size, minutes = (row[at] if at < len(row) else "" for at in (columns.size, columns.minutes))
    number = read_number(size)
    if number is not None and columns.metres not in (None, units.metres):
        read = units.read(size, metres=columns.metres)
        if read and read.square_feet is not None:
            return TierLine(units.shown(read.square_feet), _plain(minutes), read.square_feet)
    read = units.read(size)
    if read and read.square_feet and not read.over:
        return TierLine(units.shown(read.square_feet), _plain(minutes), read.square_feet)
    return TierLine(size, _plain(minutes))


def _plain(minutes: str) -> str:
    """Minutes as digits where they can be read, else as they are."""
    read = read_minutes(minutes)
    return minutes if read is None else str(read)


def _with_rest(lines: list[TierLine], units: Units) -> TierDraft:
    """A last row without a limit becomes that of any larger size, where it leaves no sizes without minutes."""
    last, before = lines[-1], lines[-2].exact if len(lines) > 1 else None
    read = units.read(last.size)
    follows = not last.size and len(lines) > 1
    if read is not None and read.over and last.minutes:
        step = units.read("1")
        least = read.square_feet
        follows = (
            least is None
            or before is None
            or (step is not None and abs(least - before) <= 1.01 * (step.square_feet or 1))
        )
    return TierDraft(tuple(lines[:-1]), last.minutes) if follows else TierDraft(tuple(lines))
