"""The first start: look at the demo studio, start an empty one, or bring one along."""

from __future__ import annotations

from zoneinfo import available_timezones

from PySide6.QtCore import QEvent, Qt, QTimeZone, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio_app.desk import theme
from studio_app.desk.booking.matching import Index
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.choice_card import ChoiceCard
from studio_app.desk.widgets.fields import SuggestField
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.suggestions import Suggestion

_WIDTH = 560
_USUAL_ZONE = "America/New_York"


class WelcomePage(QWidget):
    """Three ways to begin, in the window itself.

    Signals:
        demo_chosen: explore the demo studio.
        empty_chosen: name and IANA zone of the studio that is started.
        import_chosen: path of the studio file.
    """

    demo_chosen = Signal()
    empty_chosen = Signal(str, str)
    import_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAccessibleName(self.tr("Welcome to Studio Desk"))
        self._zones = tuple(sorted(name for name in available_timezones() if "/" in name))
        self._zone_index = Index((name.replace("/", " ").replace("_", " "), name) for name in self._zones)
        self.demo_card = ChoiceCard(
            "desk",
            self.tr("Explore the demo studio"),
            self.tr("Seven photographers around Boston, with four weeks of work."),
            self,
        )
        self.empty_card = ChoiceCard(
            "plus",
            self.tr("Start an empty studio"),
            self.tr("Give it a name and a time zone; fill it as you go."),
            self,
        )
        self.import_card = ChoiceCard(
            "upload",
            self.tr("Import a studio file"),
            self.tr("A .json file in the format studio-desk/1."),
            self,
        )
        self._steps = QStackedWidget(self)
        self._steps.addWidget(self._make_choices())
        self._steps.addWidget(self._make_form())
        self.notice = self._make_notice()
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.hide()
        self._lay_out()
        self._colour()
        self.demo_card.clicked.connect(self.demo_chosen)
        self.empty_card.clicked.connect(self._open_form)
        self.import_card.clicked.connect(self._pick_file)

    # ------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addStretch(2)
        self._tile = QLabel("S", self)
        self._tile.setFixedSize(44, 44)
        self._tile.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._tile)
        column.addSpacing(4)
        column.addWidget(PlainLabel(self.tr("Welcome to Studio Desk"), "heading", self))
        intro = self.tr("Book a phone order while the caller is still talking. How do you begin?")
        column.addWidget(PlainLabel(intro, "body muted", self, wrap=True))
        column.addSpacing(8)
        column.addWidget(self._steps)
        column.addWidget(self.notice)
        column.addWidget(self.progress)
        column.addStretch(3)
        middle = QHBoxLayout(self)
        middle.setContentsMargins(24, 24, 24, 24)
        middle.addStretch(1)
        holder = QWidget(self)
        holder.setLayout(column)
        holder.setFixedWidth(_WIDTH)
        middle.addWidget(holder)
        middle.addStretch(1)

    def _make_choices(self) -> QWidget:
        choices = QWidget(self)
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in (self.demo_card, self.empty_card, self.import_card):
            column.addWidget(card)
        column.addStretch(1)
        return choices

    def _make_form(self) -> QWidget:
        card = QFrame(self)
        card.setProperty("kind", "card")
        self.name = QLineEdit(card)
        self.name.setObjectName("studio_name")
        self.name.setPlaceholderText(self.tr("Northlight Studio"))
        self.name.setMaxLength(120)
        self.zone = SuggestField(self.tr("Time zone"), card)
        self.zone.setObjectName("studio_zone")
        self.zone.setProperty("form", None)
        here = bytes(QTimeZone.systemTimeZoneId().data()).decode()
        # A computer without a place of its own says UTC, which is no studio's zone.
        known = here in self._zones and not here.startswith("Etc/")
        self.zone.setText(here if known else _USUAL_ZONE)
        self.zone.typed.connect(self._complete_zone)
        self.zone.taken.connect(self._take_zone)
        self.zone.finished.connect(self._start_empty)
        self.name.returnPressed.connect(self._to_zone)
        form = QGridLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        for row, (words, field) in enumerate(
            ((self.tr("Name"), self.name), (self.tr("Time zone"), self.zone))
        ):
            label = PlainLabel(words, "body muted", card)
            label.setBuddy(field)
            field.setAccessibleName(words)
            form.addWidget(label, row, 0)
            form.addWidget(field, row, 1)
        self.back_button = PushButton(self.tr("Back"), card)
        self.back_button.clicked.connect(self.back_out)
        self.start_button = PushButton(self.tr("Start this studio"), card, kind="primary")
        self.start_button.clicked.connect(self._start_empty)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.start_button)
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(16)
        column.addLayout(form)
        column.addStretch(1)
        column.addLayout(buttons)
        return card

    def _make_notice(self) -> QFrame:
        notice = QFrame(self)
        notice.setProperty("kind", "notice")
        notice.setProperty("state", "danger")
        self._notice_text = PlainLabel("", "body danger", notice, wrap=True)
        box = QVBoxLayout(notice)
        box.setContentsMargins(12, 10, 12, 10)
        box.addWidget(self._notice_text)
        notice.hide()
        return notice

    # ------------------------------------------------------------ what is shown

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        shown = theme.current()
        self._tile.setStyleSheet(
            f"background: {shown.accent.name()}; color: {shown.on_accent.name()}; border-radius: 12px;"
            f" font-weight: 700; font-size: {shown.sizes.heading}px;"
        )

    def show_problem(self, sentence: str, advice: str = "") -> None:
        """Say why it could not begin; the choices are open again."""
        self.show_working(False)
        self._notice_text.setText(f"{sentence} {advice}".strip())
        self.notice.setVisible(bool(sentence))

    def show_working(self, working: bool) -> None:
        """Show that something is under way."""
        self.progress.setVisible(working)
        self._steps.setEnabled(not working)
        if working:
            self.notice.hide()

    def back_out(self) -> bool:
        """Back to the choices; says whether it was elsewhere."""
        if self.zone.suggestions.isVisible():
            self.zone.suggestions.hide()
            return True
        if self._steps.currentIndex() == 0:
            return False
        self._steps.setCurrentIndex(0)
        self.notice.hide()
        self.empty_card.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # ------------------------------------------------------------ what the user does

    def _open_form(self) -> None:
        self.notice.hide()
        self._steps.setCurrentIndex(1)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _complete_zone(self, typed: str) -> None:
        found = (self._zones[place] for place in self._zone_index.find(typed, 6))
        self.zone.suggestions.offer(tuple(Suggestion(name, name.replace("_", " ")) for name in found))

    def _take_zone(self, row: Suggestion) -> None:
        self.zone.setText(row.key)

    def _to_zone(self) -> None:
        self.zone.setFocus(Qt.FocusReason.TabFocusReason)
        self.zone.selectAll()

    def _start_empty(self) -> None:
        name, zone = self.name.text().strip(), self.zone.text().strip().replace(" ", "_")
        if not name:
            self.show_problem(self.tr("Give the studio a name."))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        elif zone not in self._zones:
            self.show_problem(self.tr("Choose a time zone from the list, such as America/New_York."))
            self.zone.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.notice.hide()
            self.empty_chosen.emit(name, zone)

    def _pick_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Import a studio file"))
        dialog.setObjectName("import_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Studio files (*.json)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self.import_chosen)
        dialog.open()
