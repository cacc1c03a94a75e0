"""The view of services and packages: filled when it is looked at, what is done from it, and what an order would need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from statistics import median

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from studio_app.actions.add_service import AddPackage, AddService, add_package, add_service
from studio_app.actions.done import Done
from studio_app.actions.edit_package import EditPackage, edit_package
from studio_app.actions.edit_service import EditService, edit_service
from studio_app.actions.edit_skills import EditSkills, edit_skills
from studio_app.actions.identity import new_id
from studio_app.actions.order_services import OrderPackages, OrderServices, order_packages, order_services
from studio_app.actions.remove_service import RemovePackage, RemoveService, remove_package, remove_service
from studio_app.desk.controller import Controller
from studio_app.desk.messages import Message, MessageAction
from studio_app.desk.services.content import sell_state
from studio_app.desk.services.details import Act
from studio_app.desk.services.model import id_of, is_package, package_key, service_key
from studio_app.desk.services.page import ServicesPage
from studio_app.desk.services.ready_made import READY_MADE, free_name, named
from studio_app.desk.services.ribbon import (
    RibbonAnswer,
    RibbonQuestion,
    count_openings,
    openings_words,
    ribbon_of,
)
from studio_app.desk.services.sizes import Units
from studio_app.desk.shaping import Shaping
from studio_app.desk.tone import Tone
from studio_app.desk.widgets import reordering
from studio_app.desk.wording import wording_of
from studio_app.domain.service import Package, Service
from studio_app.domain.setup import Setup, with_items
from studio_app.domain.studio import Studio
from studio_app.errors import KnownError
from studio_app.worker.lane import Outcome

SERVICES = "services"
"""Key of the view."""
USUAL_SIZE = 2400.0
_IN_USE, _STOP = "service in use", "stop offering"


class ServicesDesk(QObject):
    """Between the view and the actions.

    Signals:
        skills_requested: id of a service whose skills are wanted in the matrix of the team.
    """

    skills_requested = Signal(str)

    def __init__(
        self, controller: Controller, shaping: Shaping, page: ServicesPage, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._shaping, self.page = controller, shaping, page
        self._key = ""
        self._tried: Service | Package | None = None
        self._naming = self._refused = ""
        self._counted: RibbonAnswer | None = None
        shaping.changed.connect(self.show_page)
        controller.window.view_changed.connect(self.show_page)
        controller.window.messages.action_requested.connect(self._message_action)
        page.add_requested.connect(self.add)
        self._connect()
        self.show_page()

    def _connect(self) -> None:
        body, details, snapshot = self.page.body, self.page.body.details, self._desk.snapshot
        self._shaping.show_in(body.effect)
        body.row_chosen.connect(self._choose)
        body.moved.connect(self._move)
        body.add_requested.connect(self.add)
        body.list.menu_requested.connect(self._open_menu)
        body.list.remove_requested.connect(self.remove)
        details.acted.connect(self._act)
        details.service.changed.connect(self._edit_service)
        details.service.tried.connect(self._try)
        details.service.people.skill_changed.connect(self._change_skill)
        details.service.people.skills_requested.connect(self._ask_skills)
        details.package.changed.connect(self._edit_package)
        details.package.tried.connect(self._try)
        details.ribbon.size_changed.connect(self._size_changed)
        orders = snapshot.newest_orders if snapshot else ()
        sizes = [order.property.square_feet for order in orders if order.property.square_feet]
        if snapshot:
            wording = wording_of(snapshot.studio.settings.speech)
            details.ribbon.show_units(Units(metres=wording.metric_area))
        details.ribbon.begin_at(median(sizes) if sizes else USUAL_SIZE)

    # ------------------------------------------------------------ what is shown

    @property
    def key(self) -> str:
        """Key of what is looked at."""
        return self._key

    def _studio(self) -> Studio | None:
        desk = self._desk
        snapshot = self._shaping.snapshot
        return snapshot.studio if snapshot and desk.window.view() == SERVICES else None

    def show_page(self, _view: str = "") -> None:
        """Show what is known now, if somebody looks."""
        studio = self._studio()
        if studio is None:
            return
        size = self.page.body.details.ribbon.square_feet
        wording = wording_of(studio.settings.speech)
        state = sell_state(studio, self._key, size, wording, Units(metres=wording.metric_area))
        if state.key != self._key:
            self._tried = None
        self._key = state.key
        self.page.set_state(state)
        self._show_ribbon()
        if self._naming and self._naming == self._key:
            self._naming = ""
            self.page.body.details.begin_name()

    def show_service(self, service: str) -> None:
        """Go to a service."""
        self._key = service_key(service)
        self._desk.window.show_view(SERVICES)
        self.show_page()

    def _choose(self, key: str) -> None:
        if key != self._key:
            self._key, self._tried = key, None
            self.show_page()

    # ------------------------------------------------------------ what an order needs

    def _with_tried(self, studio: Studio) -> Studio:
        """The studio with what is being changed already in it."""
        setup, tried = studio.setup, self._tried
        if isinstance(tried, Service):
            return studio.with_setup(replace(setup, services=with_items(setup.services, [tried])))
        if isinstance(tried, Package):
            return studio.with_setup(replace(setup, packages=with_items(setup.packages, [tried])))
        return studio

    def _show_ribbon(self) -> None:
        stored = self._studio()
        if stored is None or not self._key:
            return
        desk, card = self._desk, self.page.body.details.ribbon
        studio, size = self._with_tried(stored), card.square_feet
        wording = wording_of(studio.settings.speech)
        card.show_ribbon(ribbon_of(studio, self._key, size, desk.now, wording), wording)
        if self._counted is None or self._counted.asked.key != self._key:
            card.show_count("")
        orders = desk.snapshot.newest_orders if desk.snapshot else ()
        question = RibbonQuestion(studio, self._key, size, orders, desk.now)
        job = partial(count_openings, question)
        desk.delivery.ask(desk.lanes.openings, "services ribbon", job, self._take_count)

    def _take_count(self, outcome: Outcome[RibbonAnswer]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
            return
        self._counted = answer = outcome.value
        if answer.asked.key != self._key or self._studio() is None:
            return
        asked = answer.asked
        strips = ribbon_of(asked.studio, asked.key, asked.square_feet, asked.now).strips
        words = openings_words(answer.counts, strips)
        self.page.body.details.ribbon.show_count(words, answer.reason)

    def _size_changed(self, _size: object) -> None:
        self.show_page()

    def _try(self, item: Service | Package) -> None:
        """Something is being changed and not stored yet."""
        self._tried = item
        studio = self._studio()
        if studio is None:
            return
        self._show_ribbon()
        tried = self._with_tried(studio)
        if tried.setup == studio.setup:
            self._shaping.end_preview()
        else:
            self._shaping.preview(tried.setup)

    # ------------------------------------------------------------ what is done

    def _edit_service(self, before: Service, after: Service) -> None:
        self._tried = None
        self._shaping.change(edit_service, EditService(before, after))

    def _edit_package(self, before: Package, after: Package) -> None:
        self._tried = None
        self._shaping.change(edit_package, EditPackage(before, after))

    def _change_skill(self, person_id: str, can: bool) -> None:
        studio = self._studio()
        person = studio.photographer_by_id.get(person_id) if studio else None
        if studio is None or person is None:
            return
        cell = frozenset({(person_id, id_of(self._key))})
        nothing: frozenset[tuple[str, str]] = frozenset()
        given, taken = (cell, nothing) if can else (nothing, cell)
        self._shaping.change(edit_skills, EditSkills((person,), studio.services, given, taken))

    def _ask_skills(self) -> None:
        self.skills_requested.emit(id_of(self._key))

    def _move(self, packages: bool, place: int, target: int) -> None:
        studio = self._studio()
        if studio is None:
            return
        before = tuple(item.id for item in (studio.packages if packages else studio.services))
        after = reordering.put(before, place, target)
        if packages:
            self._shaping.change(order_packages, OrderPackages(before, after))
        else:
            self._shaping.change(order_services, OrderServices(before, after))

    # ------------------------------------------------------------ adding

    def add(self, what: str) -> None:
        """Add a service, a package, or the ready-made service of a name, and go to its name."""
        setup = self._setup()
        if setup is None:
            return
        key = new_id()
        if what == "package":
            name = free_name("New package", (item.name for item in setup.packages))
            self._add_package(AddPackage(setup, Package(key, name, ())))
        elif any(item.name == what for item in READY_MADE):
            self._add_service(AddService(setup, named(what, key)), naming=False)
        else:
            name = free_name("New service", (item.name for item in setup.services))
            self._add_service(AddService(setup, Service(key, name, 60)))

    def copy(self, key: str) -> None:
        """Add another one like it, right after it."""
        setup, wanted, new = self._setup(), id_of(key), new_id()
        if setup is None or not self._is_there(key):
            return
        if is_package(key):
            package = next(item for item in setup.packages if item.id == wanted)
            name = free_name(f"{package.name} (copy)", (item.name for item in setup.packages))
            self._add_package(AddPackage(setup, replace(package, id=new, name=name), wanted))
        else:
            service = next(item for item in setup.services if item.id == wanted)
            name = free_name(f"{service.name} (copy)", (item.name for item in setup.services))
            self._add_service(AddService(setup, replace(service, id=new, name=name, colour=None), wanted))

    def _add_service(self, command: AddService, *, naming: bool = True) -> None:
        self._key = service_key(command.service.id)
        self._naming = self._key if naming else ""
        self._shaping.change(add_service, command)

    def _add_package(self, command: AddPackage) -> None:
        self._key = self._naming = package_key(command.package.id)
        self._shaping.change(add_package, command)

    def _setup(self) -> Setup | None:
        return self._shaping.setup

    # ------------------------------------------------------------ offering and removing

    def _act(self, act: Act) -> None:
        wishes: dict[Act, Callable[[str], None]] = {
            Act.STOP: partial(self.offer, offered=False),
            Act.OFFER: partial(self.offer, offered=True),
            Act.COPY: self.copy,
            Act.REMOVE: self.remove,
        }
        wishes[act](self._key)

    def offer(self, key: str, *, offered: bool) -> None:
        """Offer it for new orders, or no longer."""
        setup, wanted = self._setup(), id_of(key)
        if setup is None or not self._is_there(key):
            return
        if is_package(key):
            package = next(item for item in setup.packages if item.id == wanted)
            self._edit_package(package, replace(package, offered=offered))
        else:
            service = next(item for item in setup.services if item.id == wanted)
            self._edit_service(service, replace(service, offered=offered))

    def remove(self, key: str) -> None:
        """Remove it; where it was booked, stopping to offer it is offered instead."""
        setup, wanted = self._setup(), id_of(key)
        if setup is None or not self._is_there(key):
            return
        removed = partial(self._removed, key)
        if key == self._key:
            self._key = self._neighbour(key)
        if is_package(key):
            self._shaping.change(remove_package, RemovePackage(setup, wanted), removed)
        else:
            self._shaping.change(remove_service, RemoveService(setup, wanted), removed)

    def _removed(self, key: str, outcome: Outcome[Done]) -> None:
        error = outcome.error
        if type(error) is not KnownError:
            self._shaping.took(outcome)
            return
        self._refused = self._key = key
        self.show_page()
        offer = (MessageAction(_STOP, "Stop offering"),) if self._is_offered(key) else ()
        advice = error.advice if offer else "It is no longer offered for new orders."
        note = Message(_IN_USE, error.sentence, advice, tone=Tone.WARN, actions=offer, seconds=12)
        self._desk.window.messages.show_message(note)

    def _neighbour(self, key: str) -> str:
        """What is looked at after a row that goes: the next one of its kind, or the one before."""
        keys = [row.key for row in self.page.body.state().rows]
        place = keys.index(key) if key in keys else 0
        rest = [*keys[place + 1 :], *reversed(keys[:place])]
        alike = [each for each in rest if is_package(each) == is_package(key)]
        return next(iter([*alike, *rest]), "")

    def _is_there(self, key: str) -> bool:
        setup = self._setup()
        found = () if setup is None else setup.packages if is_package(key) else setup.services
        return any(item.id == id_of(key) for item in found)

    def _is_offered(self, key: str) -> bool:
        row = next((row for row in self.page.body.state().rows if row.key == key), None)
        return row is not None and row.offered

    def _message_action(self, message: str, action: str) -> None:
        if (message, action) == (_IN_USE, _STOP):
            self._desk.window.messages.take_back(_IN_USE)
            self.offer(self._refused, offered=False)

    def _open_menu(self, key: str, at: QPoint) -> None:
        menu = QMenu(self.page)
        menu.setObjectName("service_menu")
        offered = self._is_offered(key)
        words = "Stop offering" if offered else "Offer again"
        menu.addAction(words).triggered.connect(partial(self._offer_now, key, not offered))
        menu.addAction("Duplicate").triggered.connect(partial(self._copy_now, key))
        menu.addSeparator()
        menu.addAction("Remove").triggered.connect(partial(self._remove_now, key))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _offer_now(self, key: str, offered: bool, _checked: bool = False) -> None:
        self.offer(key, offered=offered)

    def _copy_now(self, key: str, _checked: bool = False) -> None:
        self.copy(key)

    def _remove_now(self, key: str, _checked: bool = False) -> None:
        self.remove(key)
