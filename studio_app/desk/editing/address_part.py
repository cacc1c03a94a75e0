"""Where it is: the address with its zone and coverage, the size, and what a new place does to the appointments."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from studio_app.desk.booking.address_section import AddressSection
from studio_app.desk.booking.model import Coverage, Draft, PlaceStatus
from studio_app.desk.editing.model import Part, SheetState
from studio_app.desk.editing.pieces import PartView
from studio_app.desk.widgets.labels import PlainLabel


class AddressPart(PartView):
    """The address as the booking panel asks for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: SheetState | None = None
        self.address = AddressSection(self)
        self._align()
        self.box.addWidget(self.address)
        self.effect = PlainLabel("", "body muted", self, wrap=True)
        self.box.addSpacing(8)
        self.box.addWidget(self.effect)
        self.box.addStretch(1)
        self.address.changed.connect(self._typed)
        self.address.size_changed.connect(self._sized)

    def _align(self) -> None:
        """A section keeps room for focus rings at its sides, which the sheet has already."""
        rows = (self.address.box.itemAt(place) for place in range(self.address.box.count()))
        for row in rows:
            layout = row.layout() if row is not None else None
            if layout is not None:
                layout.setContentsMargins(0, 0, 0, 0)

    def show_state(self, state: SheetState) -> None:
        """Show the address and what is known of it."""
        self._state = state
        wanted = state.wanted
        self.address.set_wording(state.wording)
        self.address.set_known(state.known)
        self.address.set_value(
            Draft(address=wanted.address, place_text=wanted.place_text, square_feet=wanted.square_feet)
        )
        self.address.set_coverage(coverage_of(state))
        self.effect.setText(self._effect(state))

    def _effect(self, state: SheetState) -> str:
        if Part.ADDRESS not in state.changed:
            return ""
        here = 1 if state.found.item else 0
        count = sum(other.span.end > state.found.now for other in state.found.others) + here
        if count > 1:
            return self.tr("All {} appointments of the order to come go to the new address.").format(count)
        return self.tr("The event goes to the new address too.") if count else ""

    def _typed(self, address: str, place_text: str) -> None:
        if self._state is not None:
            wanted = replace(self._state.wanted, address=address, place_text=place_text)
            self.changed.emit(
                wanted.with_problem("address", "" if address.strip() else self.tr("The address is missing."))
            )

    def _sized(self, square_feet: float | None) -> None:
        if self._state is not None:
            self.changed.emit(replace(self._state.wanted, square_feet=square_feet))


def coverage_of(state: SheetState) -> Coverage:
    """Zone and coverage of the address as it stands there."""
    studio, wanted, weighed = state.found.studio, state.wanted, state.answer
    asked = studio.settings.zones_enabled
    if not wanted.address.strip():
        return Coverage(PlaceStatus.EMPTY, zones_asked=asked)
    if weighed is None:
        return Coverage(PlaceStatus.LOOKING, zones_asked=asked)
    if weighed.place is None:
        problem = "Neither a postcode nor coordinates" if wanted.place_text.strip() else ""
        return Coverage(PlaceStatus.UNKNOWN, zones_asked=asked, problem=problem)
    names = tuple(zone.name for zone in studio.zones if zone.id in weighed.zones)
    covering = sum(not asked or bool(person.zones & weighed.zones) for person in studio.photographers)
    return Coverage(
        PlaceStatus.KNOWN,
        names,
        asked,
        covering,
        len(studio.photographers),
        place=weighed.place,
        source=weighed.source,
    )
