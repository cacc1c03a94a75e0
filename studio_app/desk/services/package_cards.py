"""The cards of a package: what it is, how long it takes, and what is in it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from studio_app.desk.services.forms import Card, MinutesField, NameField
from studio_app.desk.services.model import PackageState, SellState
from studio_app.desk.services.parts_list import PartsList
from studio_app.desk.widgets import reordering
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.segmented import Segmented
from studio_app.desk.wording import Wording
from studio_app.domain.service import Package

SUM, OWN = "sum", "own"


class LengthField(QWidget):
    """The sum of what is in it, or minutes of its own.

    Signals:
        taken: minutes to be stored; None for the sum.
        tried: minutes that are not stored yet.
    """

    taken = Signal(object)
    tried = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sum = 0
        words = ((SUM, self.tr("Sum")), (OWN, self.tr("Its own time")))
        self.choice = Segmented(words, name, self)
        self.minutes = MinutesField(name, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.choice)
        row.addWidget(self.minutes)
        row.addStretch(1)
        self.setFocusProxy(self.choice)
        self.choice.chosen.connect(self._choose)
        self.minutes.taken.connect(self._take)
        self.minutes.tried.connect(self.tried)

    def show_length(self, minutes: int | None, total: int, wording: Wording, *, anew: bool) -> None:
        """Show the stored minutes, and the sum of what is in it."""
        self._sum = total
        self.choice.button(SUM).setText(self.tr("Sum · {}").format(wording.duration(total)))
        self.choice.set_chosen(SUM if minutes is None else OWN)
        self.minutes.set_minutes(total if minutes is None else minutes, anew=anew or minutes is None)
        self.minutes.setVisible(minutes is not None)

    def _take(self, minutes: int) -> None:
        self.taken.emit(minutes)

    def _choose(self, key: str) -> None:
        self.minutes.setVisible(key == OWN)
        if key == SUM:
            self.taken.emit(None)
        else:
            self.taken.emit(self._sum)
            self.minutes.setFocus(Qt.FocusReason.OtherFocusReason)
            self.minutes.selectAll()


class PackageCard(Card):
    """What a package is.

    Signals:
        changed: the Package as it shall be.
        tried: the same, while it is not stored yet.
    """

    changed = Signal(object)
    tried = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("Package"))
        self._package = Package("", "", ())
        self.name = NameField(self.tr("Name of the package"), self)
        self.length = LengthField(self.tr("Time on site of the main visit"), self)
        self.twilight = LengthField(self.tr("Time on site at twilight"), self)
        self.two = QCheckBox(self.tr("Two photographers go to the main visit"), self)
        self.add_field(self.tr("Name"), self.name)
        self.length_label = self.add_field(self.tr("Time on site of the main visit"), self.length)
        self.twilight_label = self.add_field(self.tr("Time on site at twilight"), self.twilight)
        self.box.addSpacing(4)
        self.box.addWidget(self.two, 0, Qt.AlignmentFlag.AlignLeft)
        self.two_note = PlainLabel("", "caption muted", self, wrap=True)
        self.box.addWidget(self.two_note)
        self.box.addStretch(1)
        self.name.named.connect(self._name)
        self.length.taken.connect(self._take_minutes)
        self.length.tried.connect(self._try_minutes)
        self.twilight.taken.connect(self._take_twilight)
        self.twilight.tried.connect(self._try_twilight)
        self.two.clicked.connect(self._take_two)

    def show_package(self, state: PackageState, wording: Wording) -> None:
        """Show a package; what is being typed of the same one stays."""
        package = state.package
        anew = package.id != self._package.id
        self._package = package
        self.name.set_name(package.name, anew=anew)
        self.name.show_note(self.tr("Another package is called so too.") if state.twin else "")
        self.length.show_length(package.minutes, state.main_sum or 0, wording, anew=anew)
        self.twilight.show_length(package.twilight_minutes, state.twilight_sum or 0, wording, anew=anew)
        for seen, widgets in (
            (state.main_sum is not None, (self.length_label, self.length, self.two)),
            (state.twilight_sum is not None, (self.twilight_label, self.twilight)),
        ):
            for widget in widgets:
                widget.setVisible(seen)
        self.two.setChecked(package.send_two)

    def finish(self) -> None:
        """Store what waits: another one is going to be shown."""
        self.length.minutes.take_now()
        self.twilight.minutes.take_now()

    def _name(self, name: str) -> None:
        self.changed.emit(replace(self._package, name=name))

    def _take_minutes(self, minutes: int | None) -> None:
        self.changed.emit(replace(self._package, minutes=minutes))

    def _try_minutes(self, minutes: int) -> None:
        self.tried.emit(replace(self._package, minutes=minutes))

    def _take_twilight(self, minutes: int | None) -> None:
        self.changed.emit(replace(self._package, twilight_minutes=minutes))

    def _try_twilight(self, minutes: int) -> None:
        self.tried.emit(replace(self._package, twilight_minutes=minutes))

    def _take_two(self, checked: bool) -> None:
        self.changed.emit(replace(self._package, send_two=checked))


class PartsCard(Card):
    """What is in a package.

    Signals:
        changed: the Package as it shall be.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("What is in it"))
        self.box.setContentsMargins(1, 12, 1, 10)
        self.head.setContentsMargins(15, 0, 15, 0)
        self._package = Package("", "", ())
        self.list = PartsList(self)
        self.warning = PlainLabel("", "caption warning", self, wrap=True)
        self.warning.setContentsMargins(15, 0, 15, 0)
        hint = self.tr("Space ticks. Drag what is in it to change its order, or press Alt with an arrow key.")
        self.hint = PlainLabel(hint, "caption muted", self, wrap=True)
        self.hint.setContentsMargins(15, 0, 15, 0)
        for widget in (self.warning, self.list, self.hint):
            self.box.addWidget(widget)
        self.box.addStretch(1)
        self.list.ticked.connect(self._take)
        self.list.moved.connect(self._move)

    def show_package(self, state: PackageState) -> None:
        """Show what is in a package."""
        self._package = state.package
        self.list.show_parts(state.parts)
        self.warning.setText(f"{state.warning}." if state.warning else "")
        self.warning.setVisible(bool(state.warning))

    def _take(self, services: tuple[str, ...]) -> None:
        self.changed.emit(replace(self._package, services=services))

    def _move(self, place: int, target: int) -> None:
        inside = [part.id for part in self.list.parts() if part.inside]
        self._take(reordering.put(inside, place, target))


class PackageCards(QWidget):
    """The cards of a package side by side.

    Signals:
        changed: the Package before, and as it shall be.
        tried: the Package as it would be.
    """

    changed = Signal(object, object)
    tried = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._package = Package("", "", ())
        self.form, self.parts = PackageCard(self), PartsCard(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.form, 1)
        row.addWidget(self.parts, 1)
        self.form.changed.connect(self._change)
        self.form.tried.connect(self.tried)
        self.parts.changed.connect(self._change)

    def show_package(self, state: SellState, package: PackageState) -> None:
        """Show a package."""
        if package.package.id != self._package.id:
            self.form.finish()
        self._package = package.package
        self.form.show_package(package, state.wording)
        self.parts.show_package(package)

    def _change(self, after: Package) -> None:
        self.changed.emit(self._package, after)
