"""Breaking plain text into lines that fit. Pure: how wide a text is, is handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

Measure = Callable[[str], float]


def wrapped(text: str, room: float, measure: Measure) -> tuple[str, ...]:
    """The lines of a text, its own line breaks kept, none wider than the room; a word that is too long is cut."""
    return tuple(line for part in text.splitlines() for line in _wrap(part, room, measure))


def _wrap(text: str, room: float, measure: Measure) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if measure(longer) <= room:
            line = longer
            continue
        if line:
            yield line
        pieces = list(_cut(word, room, measure))
        yield from pieces[:-1]
        line = pieces[-1]
    yield line


def _cut(word: str, room: float, measure: Measure) -> Iterator[str]:
    """A word in pieces that fit; a letter that is too wide stands alone."""
    while len(word) > 1 and measure(word) > room:
        low, high = 1, len(word) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if measure(word[:middle]) <= room else (low, middle - 1)
        yield word[:low]
        word = word[low:]
    yield word
