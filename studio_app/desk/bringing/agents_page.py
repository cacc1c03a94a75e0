"""The page of a file with agents: which column is what, and what becomes of each person, before anybody is stored."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio_app.actions.plan_agents import Choice, Planned, Verdict
from studio_app.desk.bringing.agents_table import AgentsTable
from studio_app.desk.bringing.take_bar import TakeBar
from studio_app.desk.bringing.words import VERDICTS, summary, verdict_counts
from studio_app.desk.main_window import BRING_AGENTS
from studio_app.desk.view import Heading, View
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel
from studio_app.exchange.contact_table import ContactTable, Field, Mapped

_COLUMN, _COLUMNS_HEIGHT = 172, 136
_SAMPLES = 3
_SHOW = 208


class AgentsPage(View):
    """Columns above, people below; nothing is stored before Import.

    Signals:
        columns_chosen: what each column is (`Mapped`).
        taken: the chosen people shall be stored.
        left: somebody goes back without it.
    """

    columns_chosen = Signal(object)
    taken = Signal()
    left = Signal()
    finds = False
    under = "settings"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(BRING_AGENTS, parent)
        self.setProperty("kind", "panel")
        self._file = ""
        self._planned: tuple[Planned, ...] = ()
        self._choices: list[Choice] = []
        self.boxes: list[QComboBox] = []
        self.bar = bar = TakeBar(self)
        self.back_button, self.take_button = bar.back_button, bar.take_button
        bar.taken.connect(self.taken)
        bar.left.connect(self.left)
        self.columns = QScrollArea(self)
        self.columns.setWidgetResizable(True)
        self.columns.setFrameShape(QFrame.Shape.NoFrame)
        self.columns.setFixedHeight(_COLUMNS_HEIGHT)
        self.columns.setAccessibleName(self.tr("Columns of the file"))
        self.show_box = QComboBox(self)
        self.show_box.setAccessibleName(self.tr("Which people are listed"))
        self.show_box.currentIndexChanged.connect(self._list)
        self.problem = PlainLabel("", "danger", self, wrap=True)
        self.summary = PlainLabel("", "muted", self)
        self.table = AgentsTable(self)
        self.table.turned.connect(self._turn)
        self._lay_out()
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setContentsMargins(12, 8, 16, 8)
        filters.setSpacing(12)
        self.show_box.setFixedWidth(_SHOW)
        filters.addWidget(self.show_box)
        filters.addWidget(self.problem, 4)
        filters.addStretch(1)
        filters.addWidget(self.summary)
        line = QFrame(self)
        line.setProperty("kind", "line")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.columns)
        whole.addWidget(line)
        whole.addLayout(filters)
        whole.addWidget(self.table, 1)

    def heading(self) -> Heading:
        """How many people, from which file."""
        people = len(self._planned)
        words = self.tr("{} people in {}").format(people, self._file) if people else self._file
        return Heading(self.tr("Import agents"), words)

    # ------------------------------------------------------------ the file

    def show_file(self, name: str, table: ContactTable | None, columns: Mapped) -> None:
        """Show another file; `table` None where it is one of cards, which have no columns."""
        self._file = name
        self.boxes = []
        self.columns.setVisible(table is not None)
        if table is not None:
            self.columns.setWidget(self._column_boxes(table, columns))
        self.show_planned((), "")

    def _column_boxes(self, table: ContactTable, columns: Mapped) -> QWidget:
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(12)
        for place, (heading, field) in enumerate(zip(table.headings, columns, strict=True)):
            samples = [cells[place] for _, cells in table.rows if cells[place]][:_SAMPLES]
            row.addWidget(self._column(heading, field, samples, inside))
        row.addStretch(1)
        return inside

    def _column(self, heading: str, field: Field | None, samples: Sequence[str], parent: QWidget) -> QWidget:
        held = QWidget(parent)
        held.setFixedWidth(_COLUMN)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        box = QComboBox(held)
        box.setAccessibleName(self.tr("What the column {} is").format(heading))
        box.addItem(self.tr("Not read"), None)
        for each in Field:
            box.addItem(f"{each.value[:1].upper()}{each.value[1:]}", each)
        box.setCurrentIndex(list(Field).index(field) + 1 if field else 0)
        box.currentIndexChanged.connect(self._choose_columns)
        self.boxes.append(box)
        column.addWidget(box)
        column.addSpacing(4)
        column.addWidget(ElidedLabel(heading, "strong", held))
        for sample in samples:
            column.addWidget(ElidedLabel(sample, "muted", held))
        column.addStretch(1)
        return held

    def _choose_columns(self) -> None:
        """A field that another column had is taken from it."""
        changed = self.sender()
        wanted = changed.currentData() if isinstance(changed, QComboBox) else None
        for box in self.boxes:
            if box is not changed and wanted is not None and box.currentData() == wanted:
                box.blockSignals(True)
                box.setCurrentIndex(0)
                box.blockSignals(False)
        self.columns_chosen.emit(tuple(box.currentData() for box in self.boxes))

    # ------------------------------------------------------------ its people

    def show_planned(self, planned: Sequence[Planned], problem: str) -> None:
        """Show what becomes of the people, or why nothing can."""
        self._planned = tuple(planned)
        self._choices = [each.usual for each in planned]
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.show_box.blockSignals(True)
        self.show_box.clear()
        self.show_box.addItem(self.tr("All {}").format(len(planned)), None)
        for verdict, count in verdict_counts(planned):
            self.show_box.addItem(f"{VERDICTS[verdict]} {count}", verdict)
        self.show_box.blockSignals(False)
        self.show_box.setVisible(bool(planned))
        self._list()
        self.heading_changed.emit()

    def chosen(self) -> tuple[tuple[Planned, Choice], ...]:
        """Everybody, and what shall become of them."""
        return tuple(zip(self._planned, self._choices, strict=True))

    def _list(self) -> None:
        wanted: Verdict | None = self.show_box.currentData()
        rows = [
            (number, item, self._choices[number])
            for number, item in enumerate(self._planned)
            if wanted is None or item.verdict is wanted
        ]
        self.table.show_rows(rows)
        self._sum_up()

    def _turn(self, numbers: tuple[int, ...]) -> None:
        """What the first of them is turned to, the others are too, where they can."""
        first = self._planned[numbers[0]].choices
        wanted = first[(first.index(self._choices[numbers[0]]) + 1) % len(first)]
        for number in numbers:
            if wanted in self._planned[number].choices:
                self._choices[number] = wanted
        self._list()

    def _sum_up(self) -> None:
        takes = sum(choice is not Choice.SKIP for choice in self._choices)
        self.summary.setText(summary(self._choices) if self._planned else "")
        self.take_button.setEnabled(bool(takes))
        self.take_button.setText(self.tr("Import {}").format(takes) if takes else self.tr("Import"))

    def back_out(self) -> bool:
        """Esc goes back without importing."""
        self.left.emit()
        return True
