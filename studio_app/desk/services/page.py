"""The view of services and packages. What it holds is made when somebody looks at it for the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk.commands import Name
from studio_app.desk.view import Heading, View
from studio_app.desk.widgets.buttons import PushButton

if TYPE_CHECKING:
    from studio_app.desk.services.body import ServicesBody
    from studio_app.desk.services.model import SellState


class ServicesPage(View):
    """The view.

    Signals:
        needed: somebody looks at it for the first time; `body` is there.
        add_requested: `service` or `package`.
    """

    needed = Signal()
    add_requested = Signal(str)
    finds = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("services", parent)
        self._body: ServicesBody | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.bar = self._make_bar()

    def _make_bar(self) -> QWidget:
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.add_service_button = PushButton(self.tr("Add service"), bar)
        self.add_service_button.setToolTip(self.tr("Add a service (Insert, in the list)"))
        self.add_package_button = PushButton(self.tr("Add package"), bar)
        row.addStretch(1)
        row.addWidget(self.add_service_button)
        row.addWidget(self.add_package_button)
        self.add_service_button.clicked.connect(self._add_service)
        self.add_package_button.clicked.connect(self._add_package)
        return bar

    @property
    def body(self) -> ServicesBody:
        """What it holds; made at the first call."""
        if self._body is None:
            from studio_app.desk.services.body import ServicesBody  # late: nobody waits for it at the start

            self._body = ServicesBody(self)
            self._column.addWidget(self._body)
            self._body.show()
            self.needed.emit()
        return self._body

    def set_state(self, state: SellState) -> None:
        """Show a state."""
        self.body.set_state(state)
        self.heading_changed.emit()

    def heading(self) -> Heading:
        """The rail's word, and how much there is."""
        return Heading("", self._body.state().subtitle if self._body else "")

    def begin(self) -> None:
        """Go to the list, or to the first thing that could be sold."""
        self.body.begin()

    def take(self, command: str) -> bool:
        """Finding means the filter of the list."""
        if command != Name.FIND or self._body is None:
            return False
        self._body.search.begin()
        return True

    def back_out(self) -> bool:
        """One step back from what is dragged, typed or filtered."""
        return self._body is not None and self._body.back_out()

    def _add_service(self) -> None:
        self.add_requested.emit("service")

    def _add_package(self) -> None:
        self.add_requested.emit("package")
