"""How far the connecting of a calendar got. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """What the sheet asks for."""

    CHOOSE = "choose"
    GOOGLE = "google"
    CALDAV = "caldav"
    FEED = "feed"
    WAITING = "waiting"  # somebody signs in in a browser


@dataclass(frozen=True, slots=True)
class ConnectState:
    """What the sheet shows apart from what is typed.

    Attributes:
        people: Ids and names of the photographers.
        client_file: Path of the studio's own Google client; "" while none is chosen.
        address: What to open in a browser; "" while it isn't known yet.
        seconds: How long the program still waits for the browser.
        working: What is under way, in words; "" for nothing.
        problem, advice: Why it did not work.
        keyring: Why this computer does not keep what opens an account; "" where it does.
        account: Login of the one that is signed in to again; "" for a new one.
    """

    step: Step = Step.CHOOSE
    people: tuple[tuple[str, str], ...] = ()
    client_file: str = ""
    address: str = ""
    seconds: int | None = None
    working: str = ""
    problem: str = ""
    advice: str = ""
    keyring: str = ""
    account: str = ""
