"""Addresses as people type them: when two are the same, and when one is worth looking up."""

from __future__ import annotations

import re
import unicodedata

_BETWEEN = re.compile(r"[\s,;.]+")
_HOUSE = re.compile(r"(?<![\w-])\d{1,6}[A-Za-z]?(?![\w-])")
_WORD = re.compile(r"[^\W\d_]{2,}")

SHORTEST = 10
LONGEST = 300
"""Characters of an address that is looked up."""


def address_key(address: str) -> str:
    """The same for two addresses that differ in case, spaces or commas alone; "" for one that says nothing."""
    return _BETWEEN.sub(" ", unicodedata.normalize("NFKC", address).casefold()).strip()


def looks_complete(address: str) -> bool:
    """Whether somebody has typed a house, its street and where that is: worth asking a server that must not be bothered."""
    text = " ".join(address.split())
    # A number at the very end is a postcode.
    has_house = any(found.end() < len(text) for found in _HOUSE.finditer(text))
    if not has_house or not SHORTEST <= len(text) <= LONGEST:
        return False
    parts = [part for part in text.split(",") if part.strip()]
    words = _WORD.findall(text)
    return len(words) >= 2 and (len(parts) >= 2 or len(words) >= 4 or bool(re.search(r"\b\d{5}\b", text[1:])))
