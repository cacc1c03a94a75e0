"""Completion: which of the known agents and addresses typed words mean. Pure.

Every typed word must begin a word of what is found, in any order, without regard to case or accents. What begins
with the typed text comes first, then what has it in its first field, then the rest; equals keep their order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Lower case without accents, for comparing."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


@dataclass(frozen=True, slots=True)
class _Entry:
    first: str
    first_words: tuple[str, ...]
    words: tuple[str, ...]


class Index:
    """Texts made ready for completing; built once for a list, asked at every key.

    Args:
        rows: For each thing its fields, the one it is known by first.
    """

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        self._entries = tuple(_entry(fields) for fields in rows)

    def find(self, typed: str, limit: int = 8) -> tuple[int, ...]:
        """Places of what the typed words mean, best first; nothing typed means nothing."""
        text = folded(typed).strip()
        wanted = _WORD.findall(text)
        if not wanted:
            return ()
        ranked: tuple[list[int], list[int], list[int]] = ([], [], [])
        for place, entry in enumerate(self._entries):
            if all(_begins(word, entry.words) for word in wanted):
                ranked[_rank(entry, text, wanted)].append(place)
        return tuple([place for group in ranked for place in group][:limit])


def _entry(fields: Sequence[str]) -> _Entry:
    first, *rest = (folded(field) for field in fields)
    first_words = tuple(_WORD.findall(first))
    return _Entry(
        first, first_words, (*first_words, *(word for field in rest for word in _WORD.findall(field)))
    )


def _begins(typed: str, words: Iterable[str]) -> bool:
    return any(word.startswith(typed) for word in words)


def _rank(entry: _Entry, text: str, wanted: Iterable[str]) -> int:
    if entry.first.startswith(text):
        return 0
    return 1 if all(_begins(word, entry.first_words) for word in wanted) else 2
