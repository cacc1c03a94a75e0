"""The cards of a service: what it is, its minutes by size, and who can do it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.people import Face
from studio_app.desk.services import tiers
from studio_app.desk.services.forms import Card, MinutesField, NameField
from studio_app.desk.services.model import CanDo, SellState, ServiceState
from studio_app.desk.services.sizes import Units
from studio_app.desk.services.swatches import Swatches
from studio_app.desk.services.tier_table import TierTable
from studio_app.desk.services.tiers import TierDraft
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.flow import FlowLayout
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.segmented import Segmented
from studio_app.domain.service import Service

MAIN, TWILIGHT, SEPARATE = "main", "twilight", "separate"
_MOST_FACES = 40
_KINDS = {
    MAIN: "Done in the main visit, together with the others.",
    TWILIGHT: "All twilight services of an order are one visit at dusk.",
    SEPARATE: "Has a visit of its own, whatever else is ordered.",
}


class ServiceCard(Card):
    """What a service is.

    Signals:
        changed: the Service as it shall be.
        tried: the same, while it is not stored yet.
    """

    changed = Signal(object)
    tried = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("Service"))
        self._service = Service("", "", 0)
        self.name = NameField(self.tr("Name of the service"), self)
        self.minutes = MinutesField(self.tr("Minutes on site"), self)
        self.colours = Swatches(self.tr("Colour of the service"), self)
        words = (
            (MAIN, self.tr("In the main visit")),
            (TWILIGHT, self.tr("At twilight")),
            (SEPARATE, self.tr("Visit of its own")),
        )
        self.kind = Segmented(words, self.tr("When it is done"), self)
        self.kind_note = PlainLabel("", "caption muted", self, wrap=True)
        self.add_field(self.tr("Name"), self.name)
        self.add_field(self.tr("Minutes on site, where no size fits or none is known"), self.minutes)
        self.add_field(self.tr("Colour"), self.colours)
        self.add_field(self.tr("When it is done"), self.kind)
        self.box.addWidget(self.kind_note)
        self.box.addStretch(1)
        self.name.named.connect(self._name)
        self.minutes.tried.connect(self._try_minutes)
        self.minutes.taken.connect(self._take_minutes)
        self.colours.chosen.connect(self._take_colour)
        self.kind.chosen.connect(self._take_kind)

    def show_service(self, state: ServiceState) -> None:
        """Show a service; what is being typed of the same one stays."""
        anew = state.service.id != self._service.id
        self._service = state.service
        self.name.set_name(state.service.name, anew=anew)
        self.name.show_note(self.tr("Another service is called so too.") if state.twin else "")
        self.minutes.set_minutes(state.service.minutes, anew=anew)
        self.colours.set_chosen(state.colour)
        kind = kind_of(state.service)
        self.kind.set_chosen(kind)
        self.kind_note.setText(state.warning + "." if state.warning else _KINDS[kind])
        role = "caption warning" if state.warning else "caption muted"
        if self.kind_note.property("role") != role:
            theme.style(self.kind_note, role=role)

    def finish(self) -> None:
        """Store what waits: another one is going to be shown."""
        self.minutes.take_now()

    def _name(self, name: str) -> None:
        self.changed.emit(replace(self._service, name=name))

    def _try_minutes(self, minutes: int) -> None:
        self.tried.emit(replace(self._service, minutes=minutes))

    def _take_minutes(self, minutes: int) -> None:
        self.changed.emit(replace(self._service, minutes=minutes))

    def _take_colour(self, colour: int) -> None:
        self.changed.emit(replace(self._service, colour=colour))

    def _take_kind(self, kind: str) -> None:
        self.changed.emit(replace(self._service, twilight=kind == TWILIGHT, separate=kind == SEPARATE))


def kind_of(service: Service) -> str:
    """Which of the three kinds it is."""
    return TWILIGHT if service.twilight else SEPARATE if service.separate else MAIN


class TierCard(Card):
    """Minutes by size. What is not whole yet stays as it was typed, for each service.

    Signals:
        changed: the Service with the tiers as they shall be.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("Minutes by size"))
        self._service, self._units = Service("", "", 0), Units()
        self._drafts: dict[str, TierDraft] = {}
        self.table = TierTable(self)
        self.paste_button = PushButton(self.tr("Paste"), self, kind="link")
        self.paste_button.setToolTip(self.tr("Paste two columns from a spreadsheet: sizes and minutes"))
        self.copy_button = PushButton(self.tr("Copy"), self, kind="link")
        self.head.addWidget(self.paste_button)
        self.head.addWidget(self.copy_button)
        self.note = PlainLabel("", "caption muted", self, wrap=True)
        self.undo_button = PushButton(self.tr("Put back what is stored"), self, kind="link")
        self.undo_button.hide()
        self.box.addWidget(self.table)
        self.box.addWidget(self.note)
        self.box.addWidget(self.undo_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addStretch(1)
        self.table.rows.edited.connect(self._edited)
        self.table.said.connect(self._say)
        self.table.selectionModel().currentChanged.connect(self._moved)
        self.paste_button.clicked.connect(self.table.paste)
        self.copy_button.clicked.connect(self.table.copy_all)
        self.undo_button.clicked.connect(self.put_back)

    def show_service(self, service: Service, units: Units) -> None:
        """Show its tiers, or what was typed instead of them and is not whole yet."""
        if service.id != self._service.id:
            self._say("")
        self._service, self._units = service, units
        draft = self._drafts.get(service.id) or tiers.draft_of(service.tiers, units)
        self.table.show_draft(draft, units, service.minutes)
        self._moved()

    def unfinished(self) -> frozenset[str]:
        """Ids of the services whose tiers are not whole yet."""
        return frozenset(self._drafts)

    def put_back(self) -> None:
        """Forget what is not whole."""
        self._drafts.pop(self._service.id, None)
        self._say("")
        self.show_service(self._service, self._units)

    def _edited(self, draft: TierDraft) -> None:
        found = tiers.tiers_of(draft, self._units)
        if found is None:
            self._drafts[self._service.id] = draft
        else:
            self._drafts.pop(self._service.id, None)
            if found != self._service.tiers:
                self.changed.emit(replace(self._service, tiers=found))
        self._say("")

    def _moved(self, *_where: object) -> None:
        """Say what is wrong where the keyboard is, else the first thing that is."""
        problems = self.table.rows.problems
        place = self.table.currentIndex()
        here = problems.get((place.row(), place.column())) or next(iter(problems.values()), "")
        if here:
            self._show(f"{here} {self.tr('Not stored until then.')}", "caption danger")
        elif self.note.property("role") == "caption danger":
            self._say("")
        self.undo_button.setVisible(bool(problems))

    def _say(self, words: str) -> None:
        hint = self.tr("Type, or paste two columns from a spreadsheet. Delete empties cells.")
        self._show(words or hint, "caption muted")
        if not words:
            problems = self.table.rows.problems
            if problems:
                self._moved()
            self.undo_button.setVisible(bool(problems))

    def _show(self, words: str, role: str) -> None:
        self.note.setText(words)
        if self.note.property("role") != role:
            theme.style(self.note, role=role)


class FaceToggle(QAbstractButton):
    """A photographer: ticked where they can do it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = Face("", "")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_person(self, person: CanDo) -> None:
        """Show somebody."""
        self.face = person.face
        self.setText(person.face.first_name)
        self.setChecked(person.can)
        words = self.tr("{} can do it") if person.can else self.tr("{} can’t do it")
        self.setAccessibleName(words.format(person.face.name))
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = painting.text_width(self.text(), theme.current().font("body"))
        return QSize(round(min(width, 120)) + 58, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, shown = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(shown.opening_line if self.isChecked() else shown.line, 1))
        over = self.underMouse() and self.isEnabled()
        painter.setBrush(shown.accent_soft if self.isChecked() else shown.raised if over else shown.surface)
        painter.drawRoundedRect(box, 15, 15)
        painter.setOpacity(1.0 if self.isChecked() else 0.45)
        painting.draw_avatar(painter, QRectF(5, 4, 22, 22), self.face)
        painter.setOpacity(1.0)
        ink = shown.text if self.isChecked() else shown.text_muted
        words = QRectF(33, 0, self.width() - 33 - 20, self.height())
        painting.draw_line(painter, words, self.text(), shown.font("body"), ink)
        if self.isChecked():
            pen = QPen(shown.accent, 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            middle = QPointF(self.width() - 14, self.height() / 2)
            painter.drawPolyline([middle + QPointF(x, y) for x, y in ((-4, 0.3), (-1.2, 3.1), (4, -3))])
        if self.hasFocus():
            painting.draw_ring(painter, self.rect().toRectF(), 15)


class PeopleCard(Card):
    """Who can do a service.

    Signals:
        skill_changed: id of a photographer, and whether they can do it.
        skills_requested: the skills of the whole team are wanted.
    """

    skill_changed = Signal(str, bool)
    skills_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("Who can do it"))
        self.skills_button = PushButton(self.tr("All skills"), self, kind="link")
        self.skills_button.setToolTip(self.tr("The skills of the whole team"))
        self.head.addWidget(self.skills_button)
        self._faces: list[FaceToggle] = []
        self._holder = QWidget(self)
        self._flow = FlowLayout(self._holder, 6)
        self.warning = PlainLabel("", "caption warning", self, wrap=True)
        self.note = PlainLabel("", "caption muted", self, wrap=True)
        for widget in (self._holder, self.warning, self.note):
            self.box.addWidget(widget)
        self.box.addStretch(1)
        self.skills_button.clicked.connect(self.skills_requested)

    def show_service(self, state: ServiceState) -> None:
        """Show who can do a service."""
        people = state.people
        if len(people) > _MOST_FACES:
            people = tuple(sorted(people, key=lambda person: not person.can))[:_MOST_FACES]
        self._make(len(people))
        for face, person in zip(self._faces, people, strict=False):
            face.show_person(person)
            face.setVisible(True)
        for face in self._faces[len(people) :]:
            face.hide()
        self._holder.setVisible(bool(people))
        self._holder.updateGeometry()
        self._tell(state, len(state.people) - len(people))

    def face(self, person: str) -> FaceToggle:
        """The button of a photographer."""
        return next(face for face in self._faces if face.face.id == person and not face.isHidden())

    def _tell(self, state: ServiceState, more: int) -> None:
        warning = ""
        if not state.people:
            warning = self.tr("There are no photographers yet.")
        elif state.nobody and state.skills_count:
            warning = self.tr("Nobody can do this yet, so it can’t be booked. Tick who can.")
        note = ""
        if not state.skills_count and state.people:
            note = self.tr("Skills don’t count in this studio yet: everybody is asked.")
        elif more > 0:
            note = self.tr("And {} more, in all skills.").format(more)
        for label, words in ((self.warning, warning), (self.note, note)):
            label.setText(words)
            label.setVisible(bool(words))

    def _make(self, count: int) -> None:
        while len(self._faces) < count:
            face = FaceToggle(self._holder)
            face.clicked.connect(self._clicked)
            self._faces.append(face)
            self._flow.addWidget(face)

    def _clicked(self, checked: bool) -> None:
        face = self.sender()
        assert isinstance(face, FaceToggle)
        self.skill_changed.emit(face.face.id, checked)


class ServiceCards(QWidget):
    """The cards of a service side by side.

    Signals:
        changed: the Service before, and as it shall be.
        tried: the Service as it would be.
    """

    changed = Signal(object, object)
    tried = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._service = Service("", "", 0)
        self.form, self.tiers, self.people = ServiceCard(self), TierCard(self), PeopleCard(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self.tiers, 1)
        right.addWidget(self.people)
        row.addWidget(self.form, 1)
        row.addLayout(right, 1)
        self.form.changed.connect(self._change)
        self.form.tried.connect(self.tried)
        self.tiers.changed.connect(self._change)

    def show_service(self, state: SellState, service: ServiceState) -> None:
        """Show a service."""
        if service.service.id != self._service.id:
            self.form.finish()
        self._service = service.service
        self.form.show_service(service)
        self.tiers.show_service(service.service, state.units)
        self.people.show_service(service)

    def _change(self, after: Service) -> None:
        self.changed.emit(self._service, after)
