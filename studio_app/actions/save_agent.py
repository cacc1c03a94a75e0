"""Make an agent, or change one."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from studio_app.actions.agents import checked_agent
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.agent import Agent
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.errors import NotFound


@dataclass(frozen=True, slots=True)
class SaveAgent:
    """The agent as wanted; a new one has an id from `identity.new_id`."""

    agent: Agent


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSaved(Done):
    """The agent as stored."""

    agent: Agent


@dataclass(frozen=True, slots=True)
class RestoreAgent:
    """The undo of a change; see `done.Undo`."""

    name: str
    agent: Agent
    version: int

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Save the agent as it was. Raises StaleVersion where it was changed since."""
        return save_agent(store, now, actor, SaveAgent(replace(self.agent, version=self.version)))


def save_agent(store: Store, now: datetime, actor: str, command: SaveAgent) -> AgentSaved:
    """Store an agent.

    Raises:
        BadInput: a text is missing or no address, or the address is another agent's.
        StaleVersion: another desk changed the agent first.
    """
    wanted = checked_agent(command.agent)
    with store.writing() as writing:
        try:
            before: Agent | None = writing.agent(wanted.id)
        except NotFound:
            before = None
        saved = writing.save_agent(wanted)
        writing.record(
            HistoryEntry(
                now,
                actor,
                "changed an agent" if before else "added an agent",
                before=asdict(before) if before else {},
                after=asdict(saved),
            )
        )
    undo = RestoreAgent(f"change of {saved.name}", before, saved.version) if before else None
    return AgentSaved(
        changes=Changes(frozenset({Kind.AGENTS})), say=f"Saved {saved.name}.", undo=undo, agent=saved
    )
