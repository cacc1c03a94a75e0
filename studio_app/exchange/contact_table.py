"""Contacts as CSV (RFC 4180) as other programs write it: any usual separator and encoding, columns in any order."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from studio_app.domain.contact import Contact
from studio_app.errors import BadInput

MOST_BYTES = 10_000_000
MOST_ROWS = 50_000
_SAMPLE = 20_000
_SEPARATORS = ",;\t|"
_GOOD_MATCH = 86
"""Of 100, for a heading that is spelled otherwise."""
_APOSTROPHE = re.compile(r"^'(?=[\s\"]*[=+\-@])")
"""What keeps a spreadsheet from taking a text for a formula; see `csv_table`."""
_DIGITS = re.compile(r"\d")


class Field(StrEnum):
    """What a column can be."""

    NAME = "name"
    FIRST_NAME = "first name"
    LAST_NAME = "last name"
    EMAIL = "e-mail"
    PHONE = "phone"
    BROKERAGE = "brokerage"


_HEADINGS: Mapping[Field, tuple[str, ...]] = {
    Field.FIRST_NAME: ("first name", "firstname", "given name", "first", "vorname", "nombre"),
    Field.LAST_NAME: ("last name", "lastname", "surname", "family name", "last", "nachname", "apellido"),
    Field.NAME: ("name", "full name", "agent", "agent name", "contact", "contact name", "display name", "realtor"),
    Field.EMAIL: ("email", "e mail", "email address", "e mail address", "mail", "e mail 1 value", "email 1", "correo"),
    Field.PHONE: ("phone", "telephone", "mobile", "cell", "cell phone", "mobile phone", "phone number", "tel",
                  "phone 1 value", "work phone", "business phone", "telefon"),
    Field.BROKERAGE: ("brokerage", "company", "office", "broker", "agency", "firm", "organization", "organisation",
                      "organization name", "organization 1 name", "company name", "firma", "employer"),
}  # fmt: skip

Mapped = tuple[Field | None, ...]
"""What each column is; None is not read."""


@dataclass(frozen=True, slots=True)
class ContactTable:
    """A table as it was read.

    Attributes:
        headings: Of the columns; `Column A` and so on where the file has none.
        rows: Line in the file and its cells, as many as there are headings; empty lines are left out.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_contact_table(data: bytes) -> ContactTable:
    """The table of a CSV file.

    Raises:
        BadInput: it is larger than 10 MB or 50,000 lines, empty, or no table of texts.
    """
    lines = list(_lines(decoded(data)))
    if not lines:
        raise BadInput("", "the file holds no line with anything in it")
    width = max(len(cells) for _, cells in lines)
    first = lines[0][1]
    if _is_heading(first):
        headings, rows = _filled(first, width), lines[1:]
    else:
        headings, rows = [], lines
    names = [heading or f"Column {_letter(place)}" for place, heading in enumerate(headings or [""] * width)]
    return ContactTable(tuple(names), tuple((line, tuple(_filled(cells, width))) for line, cells in rows))


def guess_columns(table: ContactTable) -> Mapped:
    """What each column probably is, by its heading, else by what stands in it. No field is guessed twice."""
    found: list[Field | None] = [None] * len(table.headings)
    for place, heading in enumerate(table.headings):
        found[place] = _by_heading(heading)
    for place in range(len(found)):
        if found[place] is None:
            found[place] = _by_content([cells[place] for _, cells in table.rows[:200]])
    seen: set[Field] = set()
    for place, field in enumerate(found):
        if field in seen:
            found[place] = None
        elif field:
            seen.add(field)
    if not seen & {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME}:
        texts = [place for place, field in enumerate(found) if field is None and _is_text(table, place)]
        found = [Field.NAME if place in texts[:1] else field for place, field in enumerate(found)]
    if Field.NAME in seen and Field.LAST_NAME in seen:  # the whole name says it all
        found = [None if field in (Field.FIRST_NAME, Field.LAST_NAME) else field for field in found]
    return tuple(found)


def contacts_of(table: ContactTable, columns: Mapped) -> tuple[Contact, ...]:
    """The people of a table. Raises BadInput where no column says who somebody is."""
    wanted = {field: place for place, field in enumerate(columns) if field}
    if not wanted.keys() & {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.EMAIL}:
        raise BadInput("", "say which column holds the names or the e-mail addresses")

    def cell(cells: Sequence[str], field: Field) -> str:
        return cells[wanted[field]] if field in wanted else ""

    found = []
    for line, cells in table.rows:
        parts = (cell(cells, field) for field in (Field.FIRST_NAME, Field.LAST_NAME))
        name = cell(cells, Field.NAME) or " ".join(filter(None, parts))
        contact = Contact(
            line, name, cell(cells, Field.EMAIL), cell(cells, Field.PHONE), cell(cells, Field.BROKERAGE)
        )
        if any((contact.name, contact.email, contact.phone, contact.brokerage)):
            found.append(contact)
    return tuple(found)


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 as its mark says, else UTF-8, else Windows' Western encoding.

    Raises:
        BadInput: it is too large, or no text.
    """
    if len(data) > MOST_BYTES:
        raise BadInput("", f"the file is larger than {MOST_BYTES // 1_000_000} MB")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf_16(data)
    if b"\0" in data:
        raise BadInput("", "the file is no text; a spreadsheet saves one as CSV")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _utf_16(data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise BadInput("", "the file begins like UTF-16 text and is none") from error


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    count = 0
    try:
        for cells in reader:
            tidy = [_tidy(cell) for cell in cells]
            if any(tidy):
                count += 1
                if count > MOST_ROWS:
                    raise BadInput("", f"the file has more than {MOST_ROWS:,} lines")
                yield reader.line_num, tidy
    except csv.Error as error:
        raise BadInput(f"line {reader.line_num}", f"is no line of a table: {error}") from error


def _tidy(cell: str) -> str:
    return _APOSTROPHE.sub("", " ".join(cell.split()))


def _separator(text: str) -> str:
    try:
        return csv.Sniffer().sniff(text[:_SAMPLE], delimiters=_SEPARATORS).delimiter
    except csv.Error:
        first = text.split("\n", 1)[0]
        return max(_SEPARATORS, key=first.count) if any(sign in first for sign in _SEPARATORS) else ","


def _is_heading(cells: Sequence[str]) -> bool:
    return not any("@" in cell for cell in cells) and any(_by_heading(cell) for cell in cells)


def _by_heading(heading: str) -> Field | None:
    from rapidfuzz import fuzz, process  # late: only who imports contacts needs it

    said = " ".join(re.sub(r"[^\w]+", " ", heading.casefold()).replace("_", " ").split())
    if not said:
        return None
    for field, names in _HEADINGS.items():
        if said in names:
            return field
    best: tuple[float, Field] | None = None
    for field, names in _HEADINGS.items():
        match = process.extractOne(said, names, scorer=fuzz.ratio, score_cutoff=_GOOD_MATCH)
        if match and (best is None or match[1] > best[0]):
            best = match[1], field
    return best[1] if best else None


def _by_content(cells: Sequence[str]) -> Field | None:
    filled = [cell for cell in cells if cell]
    if not filled:
        return None
    if sum("@" in cell for cell in filled) > len(filled) / 2:
        return Field.EMAIL
    if sum(len(_DIGITS.findall(cell)) >= 7 for cell in filled) > len(filled) / 2:
        return Field.PHONE
    return None


def _is_text(table: ContactTable, place: int) -> bool:
    """Whether a column without a known heading holds words."""
    filled = [cells[place] for _, cells in table.rows[:200] if cells[place]]
    named = table.headings[place] != f"Column {_letter(place)}"
    return not named and sum(cell[:1].isalpha() for cell in filled) > len(filled) / 2


def _filled(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *([""] * (width - len(cells)))]


def _letter(place: int) -> str:
    """As spreadsheets name columns: A to Z, then AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
