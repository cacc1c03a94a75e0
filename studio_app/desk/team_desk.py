"""The view of the team: filled when it is looked at, and what is done from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio_app.actions.add_photographer import AddPhotographer, add_photographer
from studio_app.actions.copy_profile import CopyProfile, copy_profile
from studio_app.actions.done import Done
from studio_app.actions.edit_photographer import EditPhotographer, edit_photographer
from studio_app.actions.find_place import Lookup, find_place
from studio_app.actions.identity import new_id
from studio_app.actions.order_team import (
    CountPriority,
    OrderTeam,
    count_priority,
    order_team,
    team_order,
)
from studio_app.actions.remove_photographer import RemovePhotographer, remove_photographer
from studio_app.desk.commands import Name
from studio_app.desk.controller import Controller
from studio_app.desk.main_window import CALENDARS
from studio_app.desk.map_desk import MapDesk
from studio_app.desk.places.words import source_words
from studio_app.desk.shaping import Shaping
from studio_app.desk.team.ask_card import AskCard
from studio_app.desk.team.content import place_words, team_state
from studio_app.desk.team.draft import Draft, applied, draft_of, rebased
from studio_app.desk.team.model import Act, Chip, Field
from studio_app.desk.team.page import TEAM, TeamPage
from studio_app.desk.team.profile_sheet import ProfileSheet
from studio_app.desk.team_cards import TeamCards
from studio_app.desk.widgets.reordering import put
from studio_app.domain.colours import last_colour, shown_colour
from studio_app.domain.photographer import Photographer
from studio_app.domain.pin import PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.setup import Setup, with_items
from studio_app.domain.studio import Studio
from studio_app.domain.working_hours import WeekHours
from studio_app.worker.lane import Outcome

if TYPE_CHECKING:
    from studio_app.desk.places.pin_card import PinCard


class TeamDesk(QObject):
    """Between the view and the actions.

    Signals:
        draw_requested: a zone shall be drawn.
    """

    draw_requested = Signal()

    def __init__(
        self,
        controller: Controller,
        shaping: Shaping,
        maps: MapDesk,
        page: TeamPage,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._shaping, self._maps, self.page = controller, shaping, maps, page
        self._chosen = ""
        self._editing: Photographer | None = None
        self._typed, self._removing = Draft(), ""
        self.cards: TeamCards | None = None
        self.sheet: ProfileSheet | None = None
        self.question: AskCard | None = None
        self.pin: PinCard | None = None
        shaping.changed.connect(self.show_page)
        controller.window.view_changed.connect(self.show_page)
        page.built.connect(self._connect_parts)
        page.person_chosen.connect(self.show_person)
        page.moved.connect(self._move)
        page.acted.connect(self.act)
        page.add_requested.connect(self.add)

    def _connect_parts(self) -> None:
        """The page was built: it is looked at for the first time."""
        page = self.page
        assert page.profile is not None
        assert page.side is not None
        bars = page.profile.hours.bars
        bars.changed.connect(self._change_hours)
        bars.previewed.connect(self._preview_hours)
        page.profile.header.chip_taken.connect(self._take_chip)
        page.side.counting_requested.connect(self._let_order_count)
        self._shaping.show_in(page.profile.effect)
        self.cards = TeamCards(self._desk, self._shaping, self._maps, page.profile, self)
        self.cards.draw_requested.connect(self.draw_requested)
        self.cards.person_opened.connect(self.show_person)

    # ------------------------------------------------------------ what is shown

    def show_page(self, _view: str = "") -> None:
        """Show the team as it is known now, if somebody looks."""
        desk, snapshot = self._desk, self._shaping.snapshot
        if snapshot is not None and desk.window.view() == TEAM:
            state = team_state(snapshot, self._chosen, desk.now, desk.wording)
            self._chosen = self._chosen or state.current  # whoever comes first by now
            self.page.set_state(state)
            if self.cards is not None:
                self.cards.show_person(state.current)

    def show_person(self, key: str) -> None:
        """Show a profile."""
        self._chosen = key
        self.show_page()

    def show_skills(self) -> None:
        """Take the keyboard to the matrix of the view that is shown."""
        if self.cards is not None:
            self.cards.skills.card.begin()

    @property
    def _studio(self) -> Studio | None:
        return self._shaping.snapshot.studio if self._shaping.snapshot else None

    @property
    def _setup(self) -> Setup | None:
        return self._shaping.setup

    def _person(self, key: str = "") -> Photographer | None:
        studio, wanted = self._studio, key or self.page.state().current
        return studio.photographer_by_id.get(wanted) if studio else None

    # ------------------------------------------------------------ the profile

    def _edit(self, before: Photographer, after: Photographer) -> None:
        if before != after:
            self._shaping.change(edit_photographer, EditPhotographer(before, after))

    def _change_hours(self, hours: WeekHours | None, _what: str) -> None:
        person = self._person()
        if person is not None:
            self._edit(person, replace(person, hours=hours))

    def _preview_hours(self, hours: WeekHours | None) -> None:
        person, setup = self._person(), self._setup
        if hours is None or person is None or setup is None:
            self._shaping.end_preview()
            return
        people = with_items(setup.photographers, [replace(person, hours=hours)])
        self._shaping.preview(replace(setup, photographers=people))

    def _take_chip(self, chip: Chip) -> None:
        if chip.act is Act.EDIT:
            self.edit(chip.field)
        else:
            self.act(self.page.state().current, chip.act)

    def act(self, key: str, act: Act) -> None:
        """Do something with a photographer of the page, which was looked at."""
        person = self._person(key)
        if person is None:
            return
        wishes: dict[Act, Callable[[], None]] = {
            Act.EDIT: self.edit,
            Act.PAUSE: partial(self._edit, person, replace(person, accepting=False)),
            Act.RESUME: partial(self._edit, person, replace(person, accepting=True)),
            Act.SENIOR: partial(self._edit, person, replace(person, senior=True)),
            Act.JUNIOR: partial(self._edit, person, replace(person, senior=False)),
            Act.CALENDARS: partial(self._desk.window.show_view, CALENDARS),
            Act.COPY: partial(self.add, key),
            Act.DAYS_OFF: self._cards().open_days_off,
            Act.STARTS: self._cards().open_starts,
            Act.WORKLOAD: self._cards().open_workload,
            Act.REMOVE: partial(self._ask_removal, person),
        }
        if act in wishes:
            wishes[act]()

    def _cards(self) -> TeamCards:
        assert self.cards is not None, "the page is built before anything is done on it"
        return self.cards

    # ------------------------------------------------------------ the sheet

    def _made_sheet(self) -> ProfileSheet:
        if self.sheet is None:
            self.sheet = ProfileSheet(self._desk.window)
            self.sheet.saved.connect(self._save)
            self._desk.window.ask_first(Name.CONFIRM, self._confirm)
            self.sheet.form.home_typed.connect(self._look_up)
            self.sheet.form.pin_requested.connect(self._show_home)
        return self.sheet

    def _confirm(self) -> bool:
        """Ctrl+Enter means the sheet while it is uppermost."""
        on_map = self.pin is not None and self.pin.isVisible()
        return not on_map and self._made_sheet().confirm()

    def edit(self, at: Field = Field.NAME) -> None:
        """Open the sheet on the profile that is shown."""
        person = self._person()
        if person is not None:
            self._open(person, at)

    def _open(self, person: Photographer, at: Field = Field.NAME, typed: Draft | None = None) -> None:
        studio = self._studio
        if studio is None:
            return
        self._editing = person
        others = [each for each in studio.photographers if each.id != person.id]
        place = studio.photographer_places[person.id]
        zone = studio.settings.timezone.key
        self._made_sheet().open_for(
            draft_of(person), others, zone, place, self._desk.now, new=False, at=at, typed=typed
        )

    def add(self, like: str = "", typed: Draft | None = None) -> None:
        """Open the sheet on somebody new, who may work like a colleague."""
        studio = self._studio
        if studio is None:
            return
        self._editing = None
        people, zone = studio.photographers, studio.settings.timezone.key
        colour = last_colour([shown_colour(each.colour, place) for place, each in enumerate(people)])
        draft, now = Draft(like=like), self._desk.now
        self._made_sheet().open_for(draft, people, zone, colour, now, new=True, typed=typed)

    def _save(self, draft: Draft) -> None:
        setup = self._setup
        if setup is None:
            return
        self._typed = draft
        if self._editing is not None:
            command = EditPhotographer(self._editing, applied(draft, self._editing))
            self._shaping.change(edit_photographer, command, self._saved)
            return
        person = applied(draft, Photographer(new_id(), "", ""))
        self._chosen = person.id
        if draft.like:
            self._shaping.change(copy_profile, CopyProfile(setup, draft.like, person), self._saved)
        else:
            self._shaping.change(add_photographer, AddPhotographer(setup, person), self._saved)

    def _saved(self, outcome: Outcome[Done]) -> None:
        """What could not be saved stands in the sheet again, over what is stored by now."""
        if self._shaping.took(outcome) or self._made_sheet().isVisible():
            return
        before = self._editing
        person = self._person(before.id) if before is not None else None
        if before is None or person is None:
            self.add(self._typed.like, self._typed)
        else:
            self._open(person, typed=rebased(self._typed, draft_of(before), draft_of(person)))

    def _look_up(self, text: str) -> None:
        """Say at once what is known of an address, and ask who knows more."""
        desk, snapshot = self._desk, self._desk.snapshot
        if snapshot is None or self.sheet is None or not text.strip():
            return
        found = desk.known_places(snapshot).found(text)
        if found is not None:
            self.sheet.form.show_place(text, found.place, _found_words(Lookup(text, found)))
        desk.delivery.ask(
            desk.lanes.places, "home address", partial(find_place, desk.office, text), self._looked_up
        )

    def _looked_up(self, outcome: Outcome[Lookup]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
        elif self.sheet is not None:
            lookup = outcome.value
            place = lookup.found.place if lookup.found else None
            self.sheet.form.show_place(lookup.address, place, _found_words(lookup))

    def _show_home(self) -> None:
        """The home on a map, where its pin can be put right; it is this photographer's only."""
        if self.sheet is None:
            return
        if self.pin is None:
            from studio_app.desk.places.pin_card import PinCard  # the map is heavy

            self.pin = PinCard(self._desk.window, self._desk.office.geocoder.place_of)
            self._maps.watch(self.pin.map)
            self.pin.saved.connect(self._take_home)
        draft = self.sheet.form.draft()
        self.pin.open_for(" ".join(draft.home.split()), draft.place)

    def _take_home(self, _address: str, place: Place) -> None:
        if self.sheet is not None:
            words = f"{place_words(place)}, {source_words(PlaceSource.HAND)}"
            self.sheet.form.show_place(self.sheet.form.home.text(), place, words)

    # ------------------------------------------------------------ the team

    def _move(self, key: str, target: int) -> None:
        setup = self._setup
        if setup is None:
            return
        ids = [person.id for person in team_order(setup.photographers)]
        order = put(ids, ids.index(key), target)
        self._shaping.change(order_team, OrderTeam(setup, order, key))

    def _let_order_count(self) -> None:
        setup = self._setup
        if setup is not None:
            self._shaping.change(count_priority, CountPriority(setup.settings, counts=True))

    def _ask_removal(self, person: Photographer) -> None:
        studio = self._studio
        if studio is None:
            return
        if self.question is None:
            self.question = AskCard(self._desk.window)
            self.question.agreed.connect(self._agreed)
        self._removing = person.id
        count = len(studio.diaries[person.id].appointments)
        if not count:
            self.question.ask(
                self.tr("Remove {} from the team?").format(person.name),
                self.tr("Their hours, days off and calendars go with them. Undo brings everything back."),
                self.tr("Keep them"),
                self.tr("Remove"),
            )
            return
        words = self.tr("1 appointment") if count == 1 else self.tr("{} appointments").format(count)
        self.question.ask(
            self.tr("{} can\N{RIGHT SINGLE QUOTATION MARK}t be removed").format(person.name),
            self.tr(
                "They go to {}, and what took place stays known. Paused, they get no new bookings."
            ).format(words),
            self.tr("Leave it"),
            self.tr("Pause bookings") if person.accepting else "",
            danger=False,
        )

    def _agreed(self) -> None:
        person, setup, studio = self._person(self._removing), self._setup, self._studio
        if person is None or setup is None or studio is None:
            return
        if studio.diaries[person.id].appointments:
            self._edit(person, replace(person, accepting=False))
        else:
            command = RemovePhotographer(setup, person.id)
            self._shaping.do(partial(remove_photographer, command=command))


def _found_words(lookup: Lookup) -> str:
    """What was found of an address."""
    if lookup.found is None:
        told = lookup.problem or "Not found yet: add the postcode, or type 42.34, -71.13."
        return f"{told} {lookup.advice}".strip()
    return f"{place_words(lookup.found.place)}, {source_words(lookup.found.source)}"
