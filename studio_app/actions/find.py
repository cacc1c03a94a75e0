"""Find orders, agents and addresses by words."""

from __future__ import annotations

from dataclasses import dataclass

from studio_app.actions.ports import Store
from studio_app.domain.agent import Agent
from studio_app.domain.order import Order

MOST_ORDERS, MOST_AGENTS, MOST_ADDRESSES = 6, 4, 3


@dataclass(frozen=True, slots=True)
class Hits:
    """What fits to the words.

    Attributes:
        known_agents: Agents of the orders that were found, beside those that fit themselves.
    """

    words: str
    orders: tuple[Order, ...]
    agents: tuple[Agent, ...]
    addresses: tuple[str, ...]
    known_agents: tuple[Agent, ...]


def find(store: Store, words: str) -> Hits:
    """Orders, agents and addresses in which every word occurs, without regard to case."""
    wanted = words.casefold().split()
    with store.reading() as reading:
        found = reading.find_orders(words, 5 * MOST_ORDERS)
        everybody = tuple(reading.agents())
    # Who types a street means the house; an agent's address may contain the word as well.
    orders = tuple(sorted(found, key=lambda order: not _fits(wanted, order.property.address)))
    agents = [agent for agent in everybody if _fits(wanted, agent.name, agent.email, agent.brokerage)]
    addresses = dict.fromkeys(
        order.property.address for order in orders if _fits(wanted, order.property.address)
    )
    return Hits(
        words, orders[:MOST_ORDERS], tuple(agents[:MOST_AGENTS]), tuple(addresses)[:MOST_ADDRESSES], everybody
    )


def _fits(wanted: list[str], *texts: str) -> bool:
    searched = " ".join(texts).casefold()
    return all(word in searched for word in wanted)
