"""Zones of a file before they are taken: which, and what becomes of those whose names are known. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from studio_app.actions.import_zones import ImportZones, Standing, ZoneRow, ZonesPreview, free_name
from studio_app.desk.zones import words
from studio_app.domain.setup import Setup
from studio_app.domain.zone import Zone
from studio_app.places.postcode_shapes import PostcodeArea

_QUOTE = "\N{RIGHT SINGLE QUOTATION MARK}"


@dataclass(frozen=True, slots=True)
class Offer:
    """An area of the file.

    Attributes:
        taken: It shall be imported.
        replaces: It takes the place of the zone of the same name.
    """

    row: ZoneRow
    taken: bool = True
    replaces: bool = True

    @property
    def can_be_taken(self) -> bool:
        """Whether it may be a zone."""
        return self.row.standing is not Standing.REFUSED

    @property
    def has_namesake(self) -> bool:
        """Whether there is a zone of its name."""
        return self.row.standing is Standing.SAME_NAME

    @property
    def note(self) -> str:
        """What becomes of it."""
        if not self.can_be_taken:
            return f"Can{_QUOTE}t be taken: it {self.row.problem}."
        if not self.taken:
            return "Left out"
        if not self.has_namesake:
            return "New"
        return "Replaces the shape of the zone" if self.replaces else "Comes in beside the zone of this name"

    @property
    def other_way(self) -> str:
        """What a namesake could be done with instead; "" where there is nothing to choose."""
        if not self.has_namesake or not self.taken:
            return ""
        return "Keep both" if self.replaces else "Replace"


@dataclass(frozen=True, slots=True)
class Importing:
    """A file that is looked at.

    Attributes:
        name: Of the file, or what stands for one.
        warnings: Sentences about what is left out of it.
        title: What is being done, and the word for doing it.
    """

    name: str
    offers: tuple[Offer, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    title: str = "Import zones"
    verb: str = "Import"

    @classmethod
    def of(cls, name: str, preview: ZonesPreview) -> Importing:
        """Everything that can be taken is."""
        offers = tuple(Offer(row, row.standing is not Standing.REFUSED) for row in preview.rows)
        return cls(name, offers, preview.warnings)

    @classmethod
    def of_postcodes(cls, areas: Sequence[PostcodeArea], zones: Sequence[Zone]) -> Importing:
        """Areas of postcodes that don't meet: a zone each."""
        offers: list[Offer] = []
        taken = {zone.name for zone in zones}
        for area in areas:
            name = free_name(words.postcodes(area.codes), taken)
            taken.add(name)
            offers.append(Offer(ZoneRow(name, "", area.shape)))
        told = (words.areas_apart(len(offers)),)
        return cls("Postcodes", tuple(offers), told, "Several zones", "Add")

    @property
    def count(self) -> int:
        """How many are taken."""
        return sum(offer.taken for offer in self.offers)

    @property
    def button_words(self) -> str:
        """What taking them is called."""
        return f"{self.verb} {words.counted(self.count, 'zone')}"

    def toggled(self, place: int) -> Importing:
        """With one taken, or left out."""
        offer = self.offers[place]
        return self._with(place, replace(offer, taken=not offer.taken)) if offer.can_be_taken else self

    def turned(self, place: int) -> Importing:
        """With a namesake that is replaced, or kept beside."""
        offer = self.offers[place]
        return self._with(place, replace(offer, replaces=not offer.replaces)) if offer.other_way else self

    def _with(self, place: int, offer: Offer) -> Importing:
        return replace(self, offers=(*self.offers[:place], offer, *self.offers[place + 1 :]))

    def command(self, setup: Setup) -> ImportZones:
        """What it comes to."""
        taken = [offer for offer in self.offers if offer.taken and offer.can_be_taken]
        replaced = frozenset(offer.row.same for offer in taken if offer.replaces and offer.row.same)
        return ImportZones(setup, tuple(offer.row for offer in taken), replaced)
