"""People as small coloured tokens: initials, and which of the palette's colours is theirs. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Face:
    """How a photographer is drawn.

    Attributes:
        color: Place in the studio's order; the palette is gone through again after its last colour.
    """

    id: str
    name: str
    color: int = 0

    @property
    def initials(self) -> str:
        """Two letters at most: first letters of the first and last word of the name."""
        return initials_of(self.name)

    @property
    def first_name(self) -> str:
        """The name that colleagues use: its first word."""
        return self.name.split(maxsplit=1)[0] if self.name.strip() else self.name


def names_apart(faces: Sequence[Face]) -> tuple[str, ...]:
    """First names, or the whole one where two people share the first."""
    count = Counter(face.first_name for face in faces)
    return tuple(face.first_name if count[face.first_name] == 1 else face.name for face in faces)


def initials_of(name: str) -> str:
    """`MO` of "Maya Ortiz", `C` of "Cher", `?` of nothing."""
    words = [word for word in name.split() if word[0].isalnum()] or name.split()
    if not words:
        return "?"
    letters = words[0][0] if len(words) == 1 else words[0][0] + words[-1][0]
    return letters.upper()
