"""Contacts as vCards (RFC 2426, RFC 6350), as telephones and mail programs write them; read by `vobject`."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from studio_app.domain.contact import Contact
from studio_app.errors import BadInput
from studio_app.exchange.contact_table import MOST_ROWS, decoded


def is_vcard(data: bytes) -> bool:
    """Whether a file begins as vCards do."""
    return data.lstrip(b"\xef\xbb\xbf \r\n\t")[:11].upper() == b"BEGIN:VCARD"


def read_vcards(data: bytes) -> tuple[Contact, ...]:
    """The people of a file of vCards; cards that name nobody are left out.

    Raises:
        BadInput: it is too large, or a card can't be read; it says which.
    """
    found = []
    for number, card in enumerate(_cards(decoded(data)), 1):
        if number > MOST_ROWS:
            raise BadInput("", f"the file has more than {MOST_ROWS:,} cards")
        contact = Contact(
            number, _name(card), _value(card, "email"), _value(card, "tel"), _organisation(card)
        )
        if contact.name or contact.email:
            found.append(contact)
    if not found:
        raise BadInput("", "the file holds no card with a name or an e-mail address")
    return tuple(found)


def _cards(text: str) -> Iterator[Any]:
    import vobject  # late: only who imports contacts needs it
    from vobject.base import ParseError

    # It logs the lines that it can't read as errors: they are somebody's address, and no error of the program.
    logging.getLogger("vobject.base").setLevel(logging.CRITICAL)
    number = 1
    try:
        for card in vobject.readComponents(text, ignoreUnreadable=True, allowQP=True):
            if card.name == "VCARD":
                yield card
                number += 1
    except (ParseError, ValueError, TypeError, AttributeError, IndexError, KeyError) as error:
        raise BadInput(f"card {number}", "can't be read; the file may be cut off") from error


def _name(card: Any) -> str:
    full = _value(card, "fn")
    if full:
        return full
    name = next(iter(card.contents.get("n", ())), None)
    if name is None:
        return ""
    parts = (getattr(name.value, part, "") for part in ("given", "family"))
    return _one_line(" ".join(_text(part) for part in parts))


def _organisation(card: Any) -> str:
    found = next(iter(card.contents.get("org", ())), None)
    if found is None:
        return ""
    value = found.value
    return _one_line(value[0] if isinstance(value, list) and value else _text(value))


def _value(card: Any, key: str) -> str:
    """The value of a property; of several the preferred one (RFC 2426 `TYPE=pref`, RFC 6350 `PREF=1`)."""
    found = card.contents.get(key, ())
    if not found:
        return ""
    best = min(found, key=_rank)
    text = _one_line(_text(best.value))
    return text.removeprefix("mailto:").removeprefix("tel:")


def _rank(content: Any) -> int:
    params = {name.upper(): [value.lower() for value in values] for name, values in content.params.items()}
    if "pref" in params.get("TYPE", ()):
        return 0
    first = next(iter(params.get("PREF", ())), "")
    return int(first) if first.isascii() and first.isdigit() else 100


def _text(value: object) -> str:
    if isinstance(value, list):
        return " ".join(_text(part) for part in value)
    return value if isinstance(value, str) else str(value)


def _one_line(text: str) -> str:
    return " ".join(text.split())
