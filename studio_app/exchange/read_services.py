"""Services and packages of a studio file."""

from __future__ import annotations

from collections.abc import Collection

from studio_app.domain.service import Package, Service, Tier
from studio_app.exchange.containers import Keys, distinct, each, references
from studio_app.exchange.fields import Reader, flag, minutes, new_id, number, refuse, text

SERVICE = Keys(("id", "name", "minutes"), ("tiers", "twilight", "separate"))
TIER = Keys(("up_to_sqft", "minutes"))
PACKAGE = Keys(("id", "name", "services"), ("minutes", "twilight_minutes", "send_two"))

square_feet = number(0, 1_000_000_000)


def read_services(raw: object) -> list[Service]:
    """The services, in the order of the file."""
    return distinct(_service)(raw)


def _service(raw: object) -> Service:
    members = SERVICE.of(raw)
    service = Service(
        id=members.read("id", new_id),
        name=members.read("name", text),
        minutes=members.read("minutes", minutes),
        tiers=members.get("tiers", _tiers, ()),
        twilight=members.get("twilight", flag, False),
        separate=members.get("separate", flag, False),
    )
    if service.twilight and service.separate:
        refuse("a service is twilight or separate, not both", at="separate")
    return service


def _tiers(raw: object) -> tuple[Tier, ...]:
    before: Tier | None = None

    def follows(raw_tier: object) -> Tier:
        nonlocal before
        tier = _tier(raw_tier)
        if before:
            _check_order(before.up_to_sqft, tier.up_to_sqft)
        before = tier
        return tier

    return tuple(each(follows)(raw))


def _tier(raw: object) -> Tier:
    members = TIER.of(raw)
    return Tier(members.maybe("up_to_sqft", square_feet), members.read("minutes", minutes))


def _check_order(before: float | None, size: float | None) -> None:
    if before is None:
        refuse("follows the tier without limit, which must be last")
    if size is not None and size <= before:
        refuse("is not larger than that of the tier before", at="up_to_sqft")


def read_packages(service_ids: Collection[str]) -> Reader[list[Package]]:
    """The packages of these services, in the order of the file."""
    services = references(service_ids, "service")

    def package(raw: object) -> Package:
        members = PACKAGE.of(raw)
        return Package(
            id=members.read("id", new_id),
            name=members.read("name", text),
            services=members.read("services", services),
            minutes=members.maybe("minutes", minutes),
            twilight_minutes=members.maybe("twilight_minutes", minutes),
            send_two=members.get("send_two", flag, False),
        )

    return distinct(package)
