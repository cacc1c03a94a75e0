"""What a change of a service or package did, where both are told alike."""

from __future__ import annotations

from studio_app.domain.service import Package, Service


def name_or_offer_words(before: Service | Package, after: Service | Package) -> tuple[str, str] | None:
    """What it did, and what an undo takes back, where another name or whether it is offered is what changed; else None."""
    called = before.name
    if before.name != after.name:
        return f"renamed {called} to {after.name}", f"the name of {after.name}"
    if before.offered == after.offered:
        return None
    if after.offered:
        return f"offered {called} again", f"offering {called} again"
    return f"stopped offering {called}", f"stopping to offer {called}"


def length_words(called: str) -> tuple[str, str]:
    """The same where it takes longer or shorter."""
    return f"changed how long {called} takes", f"the length of {called}"
