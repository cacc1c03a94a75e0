"""What the matrix shows, which of it a search leaves, and what it says of itself. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from studio_app.desk.people import Face

Cell = tuple[str, str]
"""Ids of a person and a service."""


@dataclass(frozen=True, slots=True)
class ServiceHead:
    """One service of the matrix; `offered` False is one that new orders can't have."""

    id: str
    name: str
    offered: bool = True


@dataclass(frozen=True, slots=True)
class MatrixWords:
    """What a tick means, in words that follow `Maya Ortiz, Video: `, and what is said where nobody has one."""

    has: str = "can do"
    has_not: str = "can\N{RIGHT SINGLE QUOTATION MARK}t do"
    nobody: str = "nobody can"
    nobody_sentence: str = "Nobody can do it."


SKILLS = MatrixWords()


@dataclass(frozen=True, slots=True)
class SkillsState:
    """The whole matrix.

    Attributes:
        people: In the order of the team.
        has: The cells that are ticked.
        counts: Whether skills count for bookings.
        current: Id of the person that the page is about; "" for nobody.
        words: What a tick means.
    """

    people: tuple[Face, ...] = ()
    services: tuple[ServiceHead, ...] = ()
    has: frozenset[Cell] = frozenset()
    counts: bool = True
    current: str = ""
    words: MatrixWords = SKILLS

    def nobody(self, service: str) -> bool:
        """Whether nobody can do a service."""
        return not any((face.id, service) in self.has for face in self.people)


@dataclass(frozen=True, slots=True)
class Shown:
    """The people and services that a search leaves, by their places in the state."""

    people: tuple[int, ...] = ()
    services: tuple[int, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether there is no cell."""
        return not self.people or not self.services


def shown(state: SkillsState, text: str = "") -> Shown:
    """What a search leaves: words that are in names of people choose among people, words that are in names of
    services among services; a word that is in none leaves nothing."""
    people = [face.name.casefold() for face in state.people]
    services = [service.name.casefold() for service in state.services]
    words = text.casefold().split()
    for_people = [word for word in words if any(word in name for name in people)]
    for_services = [word for word in words if any(word in name for name in services)]
    if any(word not in for_people and word not in for_services for word in words):
        return Shown()
    return Shown(_among(people, for_people), _among(services, for_services))


def _among(names: Sequence[str], words: Sequence[str]) -> tuple[int, ...]:
    return tuple(place for place, name in enumerate(names) if all(word in name for word in words))


def found(state: SkillsState, there: Shown, typed: str, row: int, column: int) -> tuple[int, int] | None:
    """Where somebody who types goes from a cell: to the next person with a word that begins so, else to the next
    service; None where there is neither."""
    beginning = typed.casefold()
    people = [state.people[place].name for place in there.people]
    services = [state.services[place].name for place in there.services]
    at = _next(people, beginning, row)
    if at is not None:
        return at, column
    at = _next(services, beginning, column)
    return None if at is None else (row, at)


def _next(names: Sequence[str], beginning: str, at: int) -> int | None:
    order = [(at + ahead) % len(names) for ahead in range(len(names))] if names else []
    for place in order:
        words = names[place].casefold()
        if words.startswith(beginning) or any(word.startswith(beginning) for word in words.split()):
            return place
    return None


def with_cells(state: SkillsState, cells: Iterable[Cell], value: bool) -> SkillsState:
    """The matrix with cells ticked, or not."""
    has = state.has | frozenset(cells) if value else state.has - frozenset(cells)
    return replace(state, has=has)


def all_ticked(state: SkillsState, cells: Iterable[Cell]) -> bool:
    """Whether there are cells and all of them are ticked: then toggling them takes all away."""
    those = list(cells)
    return bool(those) and all(cell in state.has for cell in those)


def row_cells(state: SkillsState, there: Shown, row: int) -> tuple[Cell, ...]:
    """The shown cells of one person."""
    person = state.people[there.people[row]].id
    return tuple((person, state.services[place].id) for place in there.services)


def column_cells(state: SkillsState, there: Shown, column: int) -> tuple[Cell, ...]:
    """The shown cells of one service."""
    service = state.services[there.services[column]].id
    return tuple((state.people[place].id, service) for place in there.people)


def share_words(state: SkillsState, cells: Sequence[Cell]) -> str:
    """`all`, `none` or `3 of 7`."""
    ticked = sum(cell in state.has for cell in cells)
    if ticked == len(cells):
        return "all" if cells else "none"
    return f"{ticked} of {len(cells)}" if ticked else "none"


# ---------------------------------------------------------------- words


def cell_words(state: SkillsState, there: Shown, row: int, column: int) -> str:
    """`Maya Ortiz, Video: can do`, and where nobody can, that too."""
    person, service = state.people[there.people[row]], state.services[there.services[column]]
    words = state.words
    can = words.has if (person.id, service.id) in state.has else words.has_not
    nobody = f"; {words.nobody}" if state.nobody(service.id) else ""
    return f"{person.name}, {service.name}: {can}{nobody}"


def row_words(state: SkillsState, there: Shown, row: int) -> str:
    """What stands at the head of a row, and what a click does."""
    cells = row_cells(state, there, row)
    does = "take all away" if all_ticked(state, cells) else "give all"
    return f"{state.people[there.people[row]].name}: {share_words(state, cells)}. Click to {does}."


def column_words(state: SkillsState, there: Shown, column: int) -> str:
    """What stands at the head of a column, and what a click does."""
    cells, service = column_cells(state, there, column), state.services[there.services[column]]
    does = "take it from all" if all_ticked(state, cells) else "give it to all"
    nobody = f" {state.words.nobody_sentence}" if state.nobody(service.id) else ""
    offered = "" if service.offered else " No longer offered."
    return f"{service.name}: {share_words(state, cells)}.{nobody}{offered} Click to {does}."


def foot_words(state: SkillsState) -> str:
    """What is wrong with the whole: services that nobody can do; "" where there is none."""
    missing = [item.name for item in state.services if item.offered and state.nobody(item.id)]
    if not missing or not state.people:
        return ""
    names = " and ".join(filter(None, (", ".join(missing[:-1]), missing[-1])))
    if len(missing) > 3:
        names = f"{', '.join(missing[:2])} and {len(missing) - 2} more services"
    return f"Nobody can do {names}."
