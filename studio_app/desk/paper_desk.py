"""A day on paper: read in the storage lane, set on pages, and printed, saved or copied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QPagedPaintDevice
from PySide6.QtWidgets import QDialog

from studio_app.actions.day_sheet import DaySheet, read_day_sheet
from studio_app.actions.ports import Store
from studio_app.desk.controller import Controller
from studio_app.desk.messages import Message
from studio_app.desk.paper.drawing import pdf, print_pages
from studio_app.desk.paper.setting import Page
from studio_app.desk.paper.sheet_card import EACH, STUDIO, SheetWish
from studio_app.desk.paper.sheets import sheet_pages
from studio_app.desk.paper.words import SheetWords, agenda, sheet_words
from studio_app.desk.saving import Saving, Wanted
from studio_app.worker.lane import Outcome


@dataclass(frozen=True, slots=True)
class _Made:
    """What the card shows."""

    wish: SheetWish
    words: SheetWords
    pages: tuple[Page, ...]


class PaperDesk(QObject):
    """Between the card and the studio."""

    def __init__(self, controller: Controller, saving: Saving, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._saving = controller, saving
        self._made: _Made | None = None
        self._printer: QPagedPaintDevice | None = None
        self.card = card = controller.window.sheet
        controller.refreshed.connect(self._again)
        card.wished.connect(self._ask)
        card.print_requested.connect(self.print)
        card.pdf_requested.connect(self.save)
        card.copy_requested.connect(self.copy)

    def open(self, who: str = STUDIO) -> None:
        """Open the card with the day that is looked at."""
        snapshot = self._desk.snapshot
        if snapshot is None:
            return
        people = [(person.id, person.name) for person in snapshot.studio.photographers]
        self.card.open_for(self._day(), self._desk.today, people, who, self._desk.wording)

    def _day(self) -> date:
        """That of the view; of a week or a month today, where it is in it, else the first."""
        desk = self._desk
        view = desk.window.views.get(desk.window.view())
        shown = view.days() if view is not None else desk.days.dates
        if not shown or desk.today in shown:
            return desk.today
        return shown[0]

    # ------------------------------------------------------------ the sheet

    def _again(self) -> None:
        if self.card.isVisible():
            self._ask(self.card.wish())

    def _ask(self, wish: SheetWish) -> None:
        desk = self._desk
        job = partial(_read, desk.office.store, desk.now, wish)
        desk.delivery.ask(desk.lanes.storage, "day sheet", job, self._take)

    def _take(self, outcome: Outcome[tuple[SheetWish, DaySheet]]) -> None:
        desk = self._desk
        if outcome.error or outcome.value is None:
            desk.failed.emit(outcome.error)
            return
        wish, sheet = outcome.value
        if desk.snapshot is None or wish != self.card.wish():
            return
        places = {person.id: place for place, person in enumerate(desk.snapshot.studio.photographers)}
        words = sheet_words(sheet, places, desk.wording)
        zone = sheet.zone
        made = desk.now.astimezone(zone)
        printed = f"as of {desk.wording.dated(made.date())} {desk.wording.time(desk.now, zone)}"
        pages = sheet_pages(words, wish.style, wish.paper, printed)
        self._made = _Made(wish, words, pages)
        self.card.show_pages(pages)

    # ------------------------------------------------------------ what becomes of it

    def _title(self, made: _Made) -> str:
        names = {STUDIO: made.words.studio, EACH: "photographers"}
        only = made.words.people[0].name if made.words.people else ""
        return f"{names.get(made.wish.who, only)} {made.wish.day:%Y-%m-%d}"

    def save(self) -> None:
        """Save the sheet as PDF."""
        if self._made is not None:
            title = self._title(self._made)
            content = pdf(self._made.pages, title)
            self._saving.save(Wanted("Save the day sheet", f"{title}.pdf", "PDF (*.pdf)", lambda _: content))

    def copy(self) -> None:
        """Put the sheet on the clipboard as plain text."""
        if self._made is not None:
            QGuiApplication.clipboard().setText(agenda(self._made.words))
            self.card.show_copied()

    def print(self) -> None:
        """Ask for a printer."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # late: few starts print anything

        if self._made is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._title(self._made))
        dialog = QPrintDialog(printer, self._desk.window)
        dialog.setObjectName("print_sheet")
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintShowPageSize, False)
        dialog.accepted.connect(partial(self._print, self._made))
        self._printer = printer  # the dialog doesn't keep it
        dialog.finished.connect(dialog.deleteLater)
        # Its own `open` wants a receiver by name.
        QDialog.open(dialog)

    def _print(self, made: _Made, printer: QPagedPaintDevice) -> None:
        print_pages(printer, made.pages)
        self._desk.window.messages.show_message(
            Message("printed", "The sheet is on its way to the printer.", seconds=6)
        )


def _read(store: Store, now: datetime, wish: SheetWish) -> tuple[SheetWish, DaySheet]:
    return wish, read_day_sheet(store, now, wish.day, wish.photographer)
