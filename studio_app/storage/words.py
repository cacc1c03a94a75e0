"""Text as it is searched and recognised: the same on every database, whatever its language settings."""

from __future__ import annotations

import unicodedata

from studio_app.storage.types import storable


def folded(*texts: str) -> str:
    """The texts, a line each, without regard to case and accents: `Müller` and `MULLER` are the same."""
    decomposed = unicodedata.normalize("NFKD", storable("\n".join(texts)).casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def email_key(address: str) -> str:
    """What an e-mail address is recognised by."""
    return storable(address.strip().casefold())


def like(word: str) -> str:
    r"""The LIKE pattern (escaped by `\`) of texts that contain a word."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
