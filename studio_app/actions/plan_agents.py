"""What becomes of the people of a file: who is new, who is known already, who seems to be, and who can't be used.

Duplicates are told by the e-mail address first, then by the telephone number, then by how much name and brokerage are
alike (`rapidfuzz`). Telephone numbers are written alike (`phonenumbers`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from studio_app.actions.agents import checked_agent
from studio_app.actions.identity import new_id
from studio_app.domain.agent import Agent
from studio_app.domain.contact import Contact
from studio_app.errors import BadInput

ALIKE = 88
"""Of 100: how much two names must be alike to be those of one person."""
SAME_FIRM = 70
"""Of 100, for brokerages, which are shortened more freely."""
_FORMULA = ("=", "+", "-", "@")


class Verdict(StrEnum):
    """What a contact is to the studio."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    ALIKE = "alike"
    TWICE = "twice"
    BAD = "bad"


class Choice(StrEnum):
    """What is done with a contact."""

    ADD = "add"
    MERGE = "merge"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Planned:
    """One contact, and what would become of it.

    Attributes:
        agent: As it would be stored where it is added; None where it can't be.
        known: The agent that it is, or seems to be.
        merged: That agent with what the file knows better; None without one.
        why: What is wrong with it, or how it was recognised.
    """

    contact: Contact
    verdict: Verdict
    agent: Agent | None = None
    known: Agent | None = None
    merged: Agent | None = None
    why: str = ""

    @property
    def usual(self) -> Choice:
        """What is done where nobody chooses otherwise. Who only seems to be known is added: nothing is lost so."""
        if self.verdict in (Verdict.NEW, Verdict.ALIKE):
            return Choice.ADD
        return Choice.MERGE if self.verdict is Verdict.CHANGED else Choice.SKIP

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be done with it."""
        found = []
        if self.agent and self.verdict in (Verdict.NEW, Verdict.ALIKE):
            found.append(Choice.ADD)
        if self.merged and self.verdict in (Verdict.CHANGED, Verdict.ALIKE):
            found.append(Choice.MERGE)
        return (*found, Choice.SKIP)


def plan_agents(contacts: Sequence[Contact], agents: Iterable[Agent], country: str) -> tuple[Planned, ...]:
    """What becomes of each contact, in their order.

    Args:
        country: Two letters of the country whose telephone numbers are written without a prefix.
    """
    known = _Known(country)
    for agent in agents:
        known.add(agent)
    planned = []
    for contact in contacts:
        found = _planned(contact, known, country)
        if found.verdict is Verdict.NEW and found.agent:
            known.add(found.agent, contact.line)
        planned.append(found)
    return tuple(planned)


def written_alike(phone: str, country: str) -> str:
    """A telephone number as its country writes it, with a prefix where it is another one's; what is none, as it is."""
    import phonenumbers  # late: only who imports agents needs it

    try:
        number = phonenumbers.parse(phone, country)
    except phonenumbers.NumberParseException:
        return phone
    if not phonenumbers.is_possible_number(number):
        return phone
    own = phonenumbers.region_code_for_number(number) == country
    kind = phonenumbers.PhoneNumberFormat.NATIONAL if own else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, kind)


@dataclass(slots=True)
class _Known:
    """Whom one has, to be found by address, number and the words of the name."""

    country: str
    by_email: dict[str, Agent] = field(default_factory=dict)
    by_phone: dict[str, Agent] = field(default_factory=dict)
    by_word: dict[str, list[Agent]] = field(default_factory=lambda: defaultdict(list))
    lines: dict[str, int] = field(default_factory=dict)

    def add(self, agent: Agent, line: int = 0) -> None:
        """Know another one; `line` says where in the file, 0 for those that are stored."""
        if agent.email:
            self.by_email.setdefault(agent.email.casefold(), agent)
        if digits := _digits(agent.phone, self.country):
            self.by_phone.setdefault(digits, agent)
        for word in _words(agent.name):
            self.by_word[word].append(agent)
        if line:
            self.lines[agent.id] = line

    def like(self, agent: Agent) -> tuple[Agent, str] | None:
        """Who it seems to be, and why."""
        from rapidfuzz import fuzz  # late, as above

        by_phone = self.by_phone.get(_digits(agent.phone, self.country))
        if by_phone and fuzz.token_set_ratio(_folded(agent.name), _folded(by_phone.name)) >= SAME_FIRM:
            return by_phone, "the same telephone number and a name like it"
        best: tuple[float, Agent] | None = None
        seen: dict[str, Agent] = {}
        for word in _words(agent.name):
            seen.update((each.id, each) for each in self.by_word.get(word, ()))
        for each in seen.values():
            alike = fuzz.token_sort_ratio(_folded(agent.name), _folded(each.name))
            if alike >= ALIKE and _same_firm(agent, each) and (best is None or alike > best[0]):
                best = alike, each
        return (best[1], "the name is alike") if best else None


def _planned(contact: Contact, known: _Known, country: str) -> Planned:
    try:
        agent = _agent(contact, country)
    except BadInput as error:
        return Planned(contact, Verdict.BAD, why=error.problem)
    same = known.by_email.get(agent.email.casefold()) if agent.email else None
    if same is not None:
        if line := known.lines.get(same.id):
            return Planned(contact, Verdict.TWICE, agent, same, why=f"has the address of line {line}")
        merged = _merged(same, agent, country)
        verdict = Verdict.SAME if merged == same else Verdict.CHANGED
        return Planned(contact, verdict, agent, same, merged, "the same e-mail address")
    like = known.like(agent)
    if like is None:
        return Planned(contact, Verdict.NEW, agent)
    other, why = like
    line = known.lines.get(other.id)
    if line:
        alike = _merged(other, agent, country) == other
        return Planned(
            contact, Verdict.TWICE if alike else Verdict.ALIKE, agent, other, why=f"{why}, in line {line}"
        )
    merged = _merged(other, agent, country)
    verdict = Verdict.SAME if merged == other else Verdict.ALIKE
    return Planned(contact, verdict, agent, other, merged, why)


def _agent(contact: Contact, country: str) -> Agent:
    """The agent of a contact. Raises BadInput, whose problem says in words what is wrong."""
    for text in (contact.name, contact.brokerage):
        if text.startswith(_FORMULA):
            raise BadInput(
                "",
                f"\N{LEFT DOUBLE QUOTATION MARK}{text[:40]}\N{RIGHT DOUBLE QUOTATION MARK} begins as a formula does, not as a name",
            )
    name = contact.name or _stand_in(contact.email)
    phone = written_alike(contact.phone, country) if contact.phone else ""
    try:
        return checked_agent(Agent(new_id(), name, contact.email, phone, contact.brokerage))
    except BadInput as error:
        where = error.path.rpartition(".")[2]
        raise BadInput("", f"the {where} {error.problem}" if "." in error.path else error.problem) from None


def _merged(known: Agent, agent: Agent, country: str) -> Agent:
    """The known agent with what the file says; where it says nothing, as before."""
    email = known.email if known.email.casefold() == agent.email.casefold() else agent.email or known.email
    number = _digits(agent.phone, country)
    same_number = bool(number) and number == _digits(known.phone, country)
    return replace(
        known,
        name=known.name if agent.name == _stand_in(agent.email) else agent.name,
        email=email,
        phone=known.phone if same_number else agent.phone or known.phone,
        brokerage=agent.brokerage or known.brokerage,
    )


def _stand_in(email: str) -> str:
    """The name of somebody new of whom only the address is known; it never takes the place of a name."""
    return email.partition("@")[0]


def _same_firm(a: Agent, b: Agent) -> bool:
    from rapidfuzz import fuzz

    if not a.brokerage or not b.brokerage:
        return True
    return fuzz.token_set_ratio(_folded(a.brokerage), _folded(b.brokerage)) >= SAME_FIRM


def _digits(phone: str, country: str) -> str:
    """The number with the prefix of its country, for comparing; "" where it is none."""
    import phonenumbers

    try:
        number = phonenumbers.parse(phone, country)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _words(name: str) -> list[str]:
    return list(dict.fromkeys(word for word in _folded(name).split() if len(word) > 1))
