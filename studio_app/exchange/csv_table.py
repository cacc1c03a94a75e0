"""Tables as CSV (RFC 4180) that a spreadsheet shows and never runs.

Texts come from callers, calendars and templates. A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a
formula, which may start programs or send data away. Such a text gets an apostrophe in front, which spreadsheets take as
"this is text" (OWASP, "CSV Injection"). It also gets one behind a separator inside, since a spreadsheet may part cells at
other separators than this file does; and a cell has no line breaks, since such a spreadsheet would begin a row there.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

Cell = str | int | float | bool | None
"""Numbers stay numbers, a flag is `yes` or `no`, None is empty."""

_FORMULA = "=+\\-@\uff1d\uff0b\uff0d\uff20"
"""The signs that begin a formula, and their wide forms, which some spreadsheets make narrow."""
_IGNORED = "\\s\"'\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
"""Blanks, quotes and signs that nobody sees: what may stand before a formula and be dropped by a spreadsheet."""
_DANGEROUS = re.compile(f"(^|[;,\t|])([{_IGNORED}]*)(?=[{_FORMULA}])")
_BLANKS = re.compile(r"\s+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f]")

BYTE_ORDER_MARK = "\ufeff"
"""Tells spreadsheets that the file is UTF-8."""


def csv_table(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table as the text of a CSV file, to be written as UTF-8 without changing its line ends."""
    buffer = io.StringIO()
    buffer.write(BYTE_ORDER_MARK)
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([safe_cell(name) for name in header])
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
    return buffer.getvalue()


def safe_cell(cell: Cell) -> str | int | float:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return cell
    text = _BLANKS.sub(" ", _CONTROLS.sub("", cell or "")).strip()
    return _DANGEROUS.sub(r"\1\2'", text)
