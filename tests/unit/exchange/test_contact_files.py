"""Contacts as other programs write them: tables with any separator and order of columns, and vCards."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.contact import Contact
from studio_app.errors import BadInput
from studio_app.exchange.contact_table import (
    MOST_BYTES,
    Field,
    contacts_of,
    guess_columns,
    read_contact_table,
)
from studio_app.exchange.csv_table import csv_table
from studio_app.exchange.vcards import is_vcard, read_vcards

DANA = Contact(2, "Dana Reed", "dana@reed.test", "(617) 555-0100", "Bay State Homes")


def read(text: str, encoding: str = "utf-8") -> tuple[Contact, ...]:
    table = read_contact_table(text.encode(encoding))
    return contacts_of(table, guess_columns(table))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_table_of_any_program(separator: str, encoding: str) -> None:
    lines = ["Agent Name,E-mail,Phone,Office", "Dana Reed,dana@reed.test,(617) 555-0100,Bay State Homes"]
    assert read("\r\n".join(lines).replace(",", separator), encoding) == (DANA,)


@pytest.mark.parametrize(
    "heading, line",
    [
        (
            "First Name,Last Name,Company,E-mail Address,Mobile Phone",
            "Dana,Reed,Bay State Homes,dana@reed.test,(617) 555-0100",
        ),
        (
            "Name,Given Name,Family Name,E-mail 1 - Value,Phone 1 - Value,Organization 1 - Name",
            "Dana Reed,Dana,Reed,dana@reed.test,(617) 555-0100,Bay State Homes",
        ),
        (
            "Id,Brokerage,Telephone,Full name,Emial",
            "7,Bay State Homes,(617) 555-0100,Dana Reed,dana@reed.test",
        ),
    ],
)
def test_columns_in_any_order(heading: str, line: str) -> None:
    assert read(f"{heading}\n{line}\n") == (DANA,)


def test_a_table_without_a_heading() -> None:
    table = read_contact_table(b"Dana Reed,dana@reed.test,(617) 555-0100\nJo,jo@reed.test,\n")
    assert table.headings == ("Column A", "Column B", "Column C")
    assert guess_columns(table) == (Field.NAME, Field.EMAIL, Field.PHONE)
    assert [each.line for each in contacts_of(table, guess_columns(table))] == [1, 2]


def test_short_and_empty_lines_and_line_breaks_in_a_cell() -> None:
    found = read('Name,Email,Company\n\nDana Reed,dana@reed.test\n , ,\n"Jo\nLee",jo@reed.test,Bay\n')
    assert [(each.name, each.brokerage) for each in found] == [("Dana Reed", ""), ("Jo Lee", "Bay")]


def test_columns_chosen_by_hand() -> None:
    table = read_contact_table(b"A,B\nx,y\n")
    assert contacts_of(table, (Field.BROKERAGE, Field.NAME))[-1] == Contact(2, "y", "", "", "x")
    with pytest.raises(BadInput, match="say which column"):
        contacts_of(table, (Field.PHONE, None))


@pytest.mark.parametrize(
    "data, sentence",
    [
        (b"", "no line with anything"),
        (b"\n , \n", "no line with anything"),
        (b"PK\x03\x04\0\0", "the file is no text"),
        (b"\xff\xfe\x00", "UTF-16"),
        (b"Name\n" + b"a\n" * (MOST_BYTES // 2), "larger than 10 MB"),
        (b"Name\n" + b"a\n" * 50_001, "more than 50,000 lines"),
        (b'Name\n"' + b"a" * 200_000, "line 2: is no line of a table"),
    ],
)
def test_what_is_no_table_gets_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        read_contact_table(data)


@given(st.lists(st.lists(st.text(max_size=8), min_size=3, max_size=3), max_size=6))
def test_any_table_is_read_with_every_cell_in_its_place(rows: list[list[str]]) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows([["Name", "Email", "Company"], *rows])
    try:
        data = buffer.getvalue().encode("utf-8-sig")
    except UnicodeEncodeError:
        return
    if b"\0" in data:
        return
    table = read_contact_table(data)
    assert table.headings == ("Name", "Email", "Company")
    assert [list(cells) for _, cells in table.rows] == [
        [" ".join(cell.split()) for cell in row]
        for row in rows
        if any(" ".join(cell.split()) for cell in row)
    ] or any(cell.startswith("'") for row in rows for cell in row)


def test_what_our_tables_guard_against_formulas_comes_back() -> None:
    text = csv_table(["Name", "Email"], [["=HYPERLINK(1)", "jo@reed.test"]])
    assert read(text)[0].name == "=HYPERLINK(1)"


CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Dana Reed
N:Reed;Dana;;;
EMAIL;TYPE=home:old@reed.test
EMAIL;TYPE=pref,work:dana@reed.test
TEL;TYPE=CELL:(617) 555-0100
ORG:Bay State Homes;Boston
PHOTO;ENCODING=b;TYPE=JPEG:AAAA
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrg
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Four
EMAIL;PREF=2:b@four.test
EMAIL;PREF=1:mailto:c@four.test
TEL;VALUE=uri:tel:+1-617-555-0100
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:
N:;;;;
NOTE:nobody
END:VCARD
"""


def test_cards_of_telephones_and_mail_programs() -> None:
    data = CARDS.replace("\n", "\r\n").encode()
    assert is_vcard(data)
    assert read_vcards(data) == (
        Contact(1, "Dana Reed", "dana@reed.test", "(617) 555-0100", "Bay State Homes"),
        Contact(2, "Jürg Müller"),
        Contact(3, "Four", "c@four.test", "+1-617-555-0100"),
    )


@pytest.mark.parametrize(
    "data, sentence",
    [
        (b"", "no card with a name"),
        (b"Name,Email\n", "can't be read|no card with a name"),
        (b"BEGIN:VCARD\nVERSION:3.0\nFN:Dana\nEND:VCARD\nBEGIN:VCARD\nFN:cut", "card 2: can't be read"),
    ],
)
def test_what_is_no_card_gets_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        read_vcards(data)


@given(st.text(max_size=200))
def test_any_text_gives_cards_or_a_sentence(text: str) -> None:
    data = f"BEGIN:VCARD\nVERSION:3.0\n{text}\nEND:VCARD\n".encode(errors="replace")
    try:
        found = read_vcards(data)
    except BadInput as error:
        found = ()
        problem = error.problem
    else:
        problem = ""
    assert bool(found) is not bool(problem)
