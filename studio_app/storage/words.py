"""Text as it is searched and recognised: the same on every database, whatever its language settings."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from studio_app.storage.types import storable


def folded(*texts: str) -> str:
    """The texts, a line each, without regard to case and accents: `Müller` and `MULLER` are the same."""
    decomposed = unicodedata.normalize("NFKD", storable("\n".join(texts)).casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def folded_values(*values: object) -> str:
    """All words and numbers in plain JSON values, folded; names of members are no words."""
    return folded(*(text for value in values for text in _texts(value)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def email_key(address: str) -> str:
    """What an e-mail address is recognised by."""
    return storable(address.strip().casefold())


def like(word: str) -> str:
    r"""The LIKE pattern (escaped by `\`) of texts that contain a word."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


SHORTEST_ID = 3
"""Fewer characters are not taken for the beginning of an id: ids are hexadecimal, and "5" begins every sixteenth."""


def like_of_order(word: str) -> list[str]:
    r"""The LIKE patterns (escaped by `\`) of an order's id and address, a line each, where the address contains a word or
    the id begins with it. Inside an id it means nothing: "55", of a house, stands in every ninth."""
    contained = like(word)
    begun = [contained.removeprefix("%")] if len(word) >= SHORTEST_ID else []
    return [f"%\n{contained}", *begun]
