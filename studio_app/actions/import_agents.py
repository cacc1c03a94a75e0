"""Bring agents along from another program: who is chosen is added or brought up to date, in one step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.agents import checked_agent
from studio_app.actions.done import Done
from studio_app.actions.plan_agents import Choice, Planned
from studio_app.actions.ports import Store, Writing
from studio_app.domain.agent import Agent
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.engine.wording import counted, listed
from studio_app.errors import NotFound, StaleVersion

_CHANGES = Changes(frozenset({Kind.AGENTS}))


@dataclass(frozen=True, slots=True)
class AgentChange:
    """One agent; `before` is None where they are new, `after` None where they go."""

    before: Agent | None
    after: Agent | None


@dataclass(frozen=True, slots=True)
class ImportAgents:
    """Who is added and who is changed; `origin` is the name of the file, for the history."""

    changes: tuple[AgentChange, ...]
    origin: str = ""


@dataclass(frozen=True, slots=True)
class RestoreAgents:
    """The undo; see `done.Undo`."""

    name: str
    changes: tuple[AgentChange, ...]

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Take it back: who was added goes, unless they have ordered meanwhile.

        Raises:
            StaleVersion: somebody was changed since.
            NotFound: somebody who was added has an order by now.
        """
        with store.writing() as writing:
            stored = tuple(_write(writing, change) for change in self.changes)
            writing.record(HistoryEntry(now, actor, f"undid: {self.name}"))
        undo = RestoreAgents(self.name, tuple(AgentChange(each.after, each.before) for each in stored))
        return Done(changes=_CHANGES, say=f"Undone: {self.name}.", undo=undo)


def chosen(planned: Iterable[tuple[Planned, Choice]]) -> tuple[AgentChange, ...]:
    """The changes that choices make."""
    found = []
    for item, choice in planned:
        if choice is Choice.ADD and item.agent:
            found.append(AgentChange(None, item.agent))
        elif choice is Choice.MERGE and item.merged and item.merged != item.known:
            found.append(AgentChange(item.known, item.merged))
    return tuple(found)


def import_agents(store: Store, now: datetime, actor: str, command: ImportAgents) -> Done:
    """Add and change agents, all or none.

    Raises:
        BadInput: a text can't be used, or an address is another agent's.
        StaleVersion: somebody was changed elsewhere meanwhile.
    """
    if not command.changes:
        return Done(changes=Changes(), say="Nobody was chosen, so nothing was changed.")
    with store.writing() as writing:
        stored = tuple(_write(writing, change) for change in command.changes)
        added = sum(each.before is None for each in stored)
        counts = {"added": added, "changed": len(stored) - added}
        writing.record(HistoryEntry(now, actor, "imported agents", after=counts, why=command.origin))
    parts = [
        f"{'added' if word == 'added' else 'brought up to date'} {counted(number, 'agent')}"
        for word, number in counts.items()
        if number
    ]
    say = f"{listed(parts)}."
    undo = RestoreAgents(
        f"import of {counted(len(stored), 'agent')}",
        tuple(AgentChange(each.after, each.before) for each in stored),
    )
    return Done(changes=_CHANGES, say=f"{say[0].upper()}{say[1:]}", undo=undo)


def _write(writing: Writing, change: AgentChange) -> AgentChange:
    """Make one change; returns it with what is stored now."""
    before, after = change.before, change.after
    if after is None:
        assert before is not None
        writing.remove_agent(before)
        return AgentChange(before, None)
    wanted = checked_agent(after)
    if before is None:
        return AgentChange(None, writing.save_agent(replace(wanted, version=1)))
    try:
        known = writing.agent(before.id)
    except NotFound:
        raise StaleVersion("The agent") from None
    return AgentChange(known, writing.save_agent(replace(wanted, version=before.version)))
