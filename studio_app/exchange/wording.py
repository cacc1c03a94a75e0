"""How a message names what is wrong: paths, kinds and values, always on one line and never at full length.

A value may be a secret, a megabyte, or nested so deep that printing it fails. So only the beginning of a text is ever
shown, and of everything else only what kind it is.
"""

from __future__ import annotations

LONGEST_SHOWN = 40
"""Characters."""


def one_line(text: str) -> str:
    r"""The text with all that is not printable spelled out: a line break becomes `\n`, half a surrogate pair `\ud800`."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text
    )


def quoted(text: str) -> str:
    """A text in quotes, on one line, cut where it is long."""
    shown = one_line(text[:LONGEST_SHOWN])
    return f'"{shown}"' if len(text) <= LONGEST_SHOWN else f'"{shown}..."'


def kind_of(raw: object) -> str:
    """What a JSON value is, in words."""
    kinds: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (bool, "true or false"),
        ((int, float), "a number"),
        (str, "text"),
        ((list, tuple), "a list"),
        (dict, "an object"),
    )
    if raw is None:
        return "null"
    return next((name for kind, name in kinds if isinstance(raw, kind)), "something else")


def key_step(key: str) -> str:
    """A key as a step of a path; one that is no plain word stands in brackets: `studio["a key"]`."""
    plain = len(key) <= LONGEST_SHOWN and key.replace("-", "_").isidentifier()
    return key if plain else f"[{quoted(key)}]"


def joined(step: str, rest: str) -> str:
    """A path from its first step and what follows it: `hours` and `tue[0]` give `hours.tue[0]`."""
    return f"{step}.{rest}" if step and rest and not rest.startswith("[") else f"{step}{rest}"
